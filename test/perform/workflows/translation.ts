import { create, replace, run, type WorkflowScript } from '../act.ts';

const check = `import { readFileSync } from 'node:fs';
const keys = (name) => Object.keys(JSON.parse(readFileSync('locales/' + name + '.json', 'utf8')));
const { locales } = JSON.parse(readFileSync('locales.json', 'utf8'));
for (const name of locales) {
  for (const key of keys('en')) {
    if (!keys(name).includes(key)) {
      console.error('Missing key "' + key + '" in locales/' + name + '.json');
      process.exit(1);
    }
  }
}
console.log(locales.length + ' locales complete');
`;

export const script: WorkflowScript = {
  name: 'translation',
  workflow: 'Add a translation',
  files: {
    'package.json':
      '{\n  "name": "signs",\n  "version": "1.0.0",\n  "type": "module",\n  "scripts": { "check:locales": "node check.js" }\n}\n',
    'check.js': check,
    'locales.json': '{\n  "locales": ["en"]\n}\n',
    'locales/en.json': '{\n  "welcome": "Welcome",\n  "exit": "Exit"\n}\n',
    'README.md': '# signs\n',
  },
  performances: [
    {
      recorder: 'p-ash',
      startedAt: '2026-04-01T08:00:00.000Z',
      acts: [
        run('git checkout -b i18n/fr'),
        create('locales/fr.json', '{\n  "welcome": "Bienvenue"\n}\n'),
        replace('locales.json', '["en"]', '["en", "fr"]'),
        run('npm run check:locales'),
        replace('locales/fr.json', '"Bienvenue"', '"Bienvenue",\n  "exit": "Sortie"'),
        run('npm run check:locales'),
        run('git add -A'),
        run('git commit -m "i18n: add fr"'),
      ],
    },
    {
      recorder: 'p-birch',
      startedAt: '2026-04-02T08:00:00.000Z',
      acts: [
        run('git checkout -b i18n/de'),
        run('cat locales/en.json'),
        replace('locales.json', '["en"]', '["en", "de"]'),
        create('locales/de.json', '{\n  "welcome": "Willkommen",\n  "exit": "Ausgang"\n}\n'),
        run('npm run check:locales'),
        run('git add -A'),
        run('git commit -m "i18n: add de"'),
      ],
    },
  ],
  facts: {
    must: [
      ['locales/<locale>.json', 'locales.json'],
      ['npm run check:locales', 'Missing key', 'exit'],
      ['i18n: add <locale>'],
      ['i18n/<locale>'],
      ['npm run check:locales', 'git commit'],
    ],
    mustNot: ['locales/(?:fr|de)\\.json', '\\bcat\\b', 'flaky'],
  },
};
