import { open, replace, run, say, type WorkflowScript } from '../act.ts';

const makefile = `check-locales:
\t@for file in locale/*.po; do \\
\t  name=$$(basename $$file .po); \\
\t  grep -qx $$name locale/LINGUAS || { echo "error: $$name is not listed in locale/LINGUAS" >&2; exit 1; }; \\
\tdone; echo ok
`;
const pot =
  'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n"Content-Transfer-Encoding: 8bit\\n"\n\n#, c-format\nmsgid "%d boats in %s"\nmsgstr ""\n';

export const script: WorkflowScript = {
  name: 'add-language',
  workflow: 'Add a translation',
  files: {
    Makefile: makefile,
    'locale/app.pot': pot,
    'locale/LINGUAS': 'en\n',
    'locale/en.po': pot.replace('msgid "%d boats in %s"\nmsgstr ""', 'msgid "%d boats in %s"\nmsgstr "%d boats in %s"'),
    'README.md': '# quay\n\nBoats and where they lie.\n',
    '.gitignore': '*.mo\n',
  },
  performances: [
    {
      recorder: 'p-kite',
      startedAt: '2026-06-17T09:00:00.000Z',
      acts: [
        run('cat locale/en.po'),
        run('msginit --no-translator -l de -i locale/app.pot -o locale/de.po'),
        replace('locale/de.po', 'msgid "%d boats in %s"\nmsgstr ""', 'msgid "%d boats in %s"\nmsgstr "%s Boote in %d"'),
        run('msgfmt --check -o /dev/null locale/de.po'),
        replace('locale/de.po', '%s Boote in %d', '%d Boote in %s'),
        run('msgfmt --check -o /dev/null locale/de.po'),
        run('make check-locales'),
        say('Erst in LINGUAS eintragen, sonst findet der Build die Sprache nicht'),
        replace('locale/LINGUAS', 'en\n', 'en\nde\n'),
        run('make check-locales'),
        run('git add -A'),
        run('git commit -m "i18n: add de"'),
      ],
    },
    {
      recorder: 'p-rook',
      startedAt: '2026-06-18T09:00:00.000Z',
      acts: [
        run('msginit --no-translator -l pt_BR -i locale/app.pot -o locale/pt_BR.po'),
        open('locale/pt_BR.po'),
        replace(
          'locale/pt_BR.po',
          'msgid "%d boats in %s"\nmsgstr ""',
          'msgid "%d boats in %s"\nmsgstr "%d barcos em %s"',
        ),
        replace('locale/LINGUAS', 'en\n', 'en\npt_BR\n'),
        run('msgfmt --check -o /dev/null locale/pt_BR.po'),
        run('make check-locales'),
        run('git status'),
        run('git add -A && git commit -m "i18n: add pt_BR"'),
      ],
    },
    {
      recorder: 'p-coot',
      startedAt: '2026-06-19T09:00:00.000Z',
      acts: [
        run('msginit --no-translator -l ja -i locale/app.pot -o locale/ja.po'),
        replace(
          'locale/ja.po',
          'msgid "%d boats in %s"\nmsgstr ""',
          'msgid "%d boats in %s"\nmsgstr "%dそうの船が%sにいます"',
        ),
        run('msgfmt --check -o /dev/null locale/ja.po'),
        run('make check-locales'),
        replace('locale/LINGUAS', 'en\n', 'en\nja\n'),
        run('make check-locales'),
        run('git add -A && git commit -m "i18n: add ja"'),
      ],
    },
  ],
};
