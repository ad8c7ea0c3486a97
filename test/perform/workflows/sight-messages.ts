import { create, replace, run, say, type WorkflowScript } from '../act.ts';

const lint = `import json, re, sys
base = json.load(open('locales/en.json'))
status = 0
for path in sys.argv[1:]:
    other = json.load(open(path))
    for key in base:
        if key not in other:
            print(f"{path}: missing key {key}"); status = 1
        elif re.findall(r"{\\w+}", base[key]) != re.findall(r"{\\w+}", other[key]):
            print(f"{path}: {key}: placeholders differ from locales/en.json"); status = 1
sys.exit(status)
`;
const files = {
  'locales/en.json': '{\n  "hello": "Hello {name}",\n  "bye": "Goodbye",\n  "cart": "{count} items"\n}\n',
  'locales/de.json': '{\n  "hello": "Hallo {name}",\n  "bye": "Tschuess",\n  "cart": "{count} Artikel"\n}\n',
  'tools/lint_locales.py': lint,
  'tools/build.py':
    'import json\nlangs = open("locales/ENABLED").read().split()\nfor lang in langs:\n    json.load(open(f"locales/{lang}.json"))\nprint("built", " ".join(langs))\n',
  'locales/ENABLED': 'en de\n',
  'README.md': '# greeter\n\nTexts live in `locales/`.\n',
};

export const script: WorkflowScript = {
  name: 'sight-messages',
  workflow: 'Add a language',
  files,
  performances: [
    {
      recorder: 'p-avocet',
      startedAt: '2026-10-22T09:00:00.000Z',
      acts: [
        run('cp locales/en.json locales/fr.json'),
        create('locales/fr.json', '{\n  "hello": "Bonjour {nom}",\n  "bye": "Au revoir"\n}\n'),
        run('python3 tools/lint_locales.py locales/fr.json'),
        replace('locales/fr.json', '{nom}', '{name}'),
        replace('locales/fr.json', '"Au revoir"', '"Au revoir",\n  "cart": "{count} articles"'),
        run('python3 tools/lint_locales.py locales/fr.json'),
        run('python3 tools/build.py'),
        say('The build only takes languages named in locales/ENABLED'),
        replace('locales/ENABLED', 'en de', 'en de fr'),
        run('python3 tools/build.py'),
        run('git add locales && git commit -qm "i18n: add fr"'),
      ],
    },
    {
      recorder: 'p-dunlin',
      startedAt: '2026-10-23T09:00:00.000Z',
      acts: [
        run('cp locales/en.json locales/es.json'),
        create('locales/es.json', '{\n  "hello": "Hola {name}",\n  "bye": "Adios",\n  "cart": "{n} productos"\n}\n'),
        replace('locales/ENABLED', 'en de', 'en de es'),
        run('python3 tools/lint_locales.py locales/es.json'),
        replace('locales/es.json', '{n}', '{count}'),
        run('python3 tools/lint_locales.py locales/es.json'),
        run('python3 tools/build.py'),
        run('git add locales && git commit -qm "i18n: add es"'),
      ],
    },
  ],
  facts: {
    must: [
      ['placeholders differ', 'locales/<'],
      ['missing key', 'locales/fr.json|locales/<'],
      ['locales/ENABLED'],
      ['cp locales/en.json'],
      ['python3 tools/lint_locales.py', 'tools/build.py|before|locales/<'],
      ['i18n: add <'],
    ],
    mustNot: ['flaky', 'Tschuess'],
    gaps: [{ code: 'unexplained-step', subject: 'lint_locales|build' }],
  },
};
