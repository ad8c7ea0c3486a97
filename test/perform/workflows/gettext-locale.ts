import { replace, run, say, type WorkflowScript } from '../act.ts';

const files = {
  'src/greet.c':
    '#include <libintl.h>\n#include <stdio.h>\n#define _(text) gettext(text)\n\nvoid greet(int letters, const char *name) {\n  puts(_("Good morning"));\n  printf(_("%d letters for %s"), letters, name);\n}\n',
  'po/LINGUAS': 'de\n',
  'po/hail.pot':
    'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n\n#: src/greet.c:6\nmsgid "Good morning"\nmsgstr ""\n',
  'po/de.po':
    'msgid ""\nmsgstr ""\n"Language: de\\n"\n"Content-Type: text/plain; charset=UTF-8\\n"\n\nmsgid "Good morning"\nmsgstr "Guten Morgen"\n',
  Makefile: `pot:
	xgettext -k_ --from-code=UTF-8 -o po/hail.pot src/greet.c
	sed -i 's/CHARSET/UTF-8/; /POT-Creation-Date/d' po/hail.pot

mo:
	@for l in $$(cat po/LINGUAS); do mkdir -p build/locale/$$l/LC_MESSAGES && msgfmt -c -o build/locale/$$l/LC_MESSAGES/hail.mo po/$$l.po || exit 1; done

check: mo
	@for f in po/*.po; do l=$$(basename $$f .po); grep -qx $$l po/LINGUAS || { echo "check: $$l is not in po/LINGUAS"; exit 1; }; done
`,
  'README.md': '# hail\n\nGreets.\n',
  '.gitignore': 'build/\n*~\n',
};
const head = (language: string, team: string) =>
  `sed -i 's/^"Language: .*/"Language: ${language}\\\\n"/; s/^"Language-Team: .*/"Language-Team: ${team}\\\\n"/' po/${language}.po`;

export const script: WorkflowScript = {
  name: 'gettext-locale',
  workflow: 'Add a language to hail',
  files,
  performances: [
    {
      recorder: 'p-iris',
      startedAt: '2026-08-21T09:00:00.000Z',
      acts: [
        run('git checkout -qb l10n/fr'),
        run('make pot'),
        run('msginit --no-translator -l fr -i po/hail.pot -o po/fr.po'),
        run(head('fr', 'French')),
        run(`sed -i '/msgid "Good morning"/{n;s/""/"Bonjour"/}' po/fr.po`),
        run(`sed -i '/msgid "%d letters for %s"/{n;s/""/"Lettres pour %s : %d"/}' po/fr.po`),
        run('make check'),
        replace('po/LINGUAS', 'de\n', 'de\nfr\n'),
        run('make check'),
        say('The order of the places matters: number them when the sentence turns around'),
        replace('po/fr.po', 'Lettres pour %s : %d', 'Lettres pour %2$s : %1$d'),
        run('make check'),
        run('git add po && git commit -qm "l10n: French"'),
      ],
    },
    {
      recorder: 'p-lily',
      startedAt: '2026-08-22T09:00:00.000Z',
      acts: [
        run('git checkout -qb l10n/es'),
        run('ls po'),
        run('make pot'),
        run('msginit --no-translator -l es -i po/hail.pot -o po/es.po'),
        run(head('es', 'Spanish')),
        run(`sed -i '/msgid "Good morning"/{n;s/""/"Buenos días"/}' po/es.po`),
        replace('po/LINGUAS', 'de\n', 'de\nes\n'),
        run(`sed -i '/msgid "%d letters for %s"/{n;s/""/"%d cartas para %s"/}' po/es.po`),
        run('make check'),
        run('git add po && git commit -qm "l10n: Spanish"'),
      ],
    },
    {
      recorder: 'p-rose',
      startedAt: '2026-08-25T09:00:00.000Z',
      acts: [
        run('git checkout -qb l10n/it'),
        run('make pot'),
        run('msginit --no-translator -l it -i po/hail.pot -o po/it.po'),
        run(head('it', 'Italian')),
        run(`sed -i '/msgid "Good morning"/{n;s/""/"Buongiorno"/}' po/it.po`),
        run('make check'),
        run('cat po/LINGUAS'),
        replace('po/LINGUAS', 'de\n', 'de\nit\n'),
        run('make check'),
        run('git add po && git commit -qm "l10n: Italian"'),
      ],
    },
  ],
  facts: {
    must: [
      ['make check', 'is not in po/LINGUAS', 'po/LINGUAS', 'fails|When'],
      ['make check', 'format specifications|%2$s'],
      ['po/LINGUAS', 'po/<'],
      ['make pot', 'msginit'],
      ['l10n/<'],
      ['l10n: '],
      ['make check', 'commit'],
    ],
    mustNot: ['po/(?:fr|es|it)\\.po', 'flaky', '\\bls po'],
    gaps: [{ code: 'unexplained-step', subject: 'make|msginit|po' }],
  },
};
