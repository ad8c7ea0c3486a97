import { create, open, replace, run, say, type WorkflowScript } from '../act.ts';

const types = `import { readFileSync, writeFileSync } from 'node:fs';
const names = Object.keys(JSON.parse(readFileSync('config/flags.json', 'utf8')));
writeFileSync('src/flag-names.js', 'export const names = ' + JSON.stringify(names) + ';\\n');
console.log(names.length + ' flags');
`;
const testOf = (flag: string) =>
  `import test from 'node:test';\nimport assert from 'node:assert';\nimport { isOn } from '../../src/flags.js';\ntest('${flag} is off at first', () => assert.equal(isOn('${flag}'), false));\n`;

const flagOf = (flag: string, doc: string) =>
  [
    replace('config/flags.json', '  "old-cart": true\n', `  "old-cart": true,\n  "${flag}": false\n`),
    replace('docs/flags.md', '- old-cart\n', `- old-cart\n- ${flag}: ${doc}\n`),
  ] as const;

export const script: WorkflowScript = {
  name: 'add-feature-flag',
  workflow: 'Add a feature flag',
  files: {
    'package.json':
      '{\n  "name": "basket",\n  "version": "5.0.0",\n  "type": "module",\n  "scripts": {\n    "test": "node --test",\n    "flags:types": "node scripts/flag-types.js"\n  }\n}\n',
    'config/flags.json': '{\n  "old-cart": true\n}\n',
    'src/flag-names.js': 'export const names = ["old-cart"];\n',
    'src/flags.js':
      "import { readFileSync } from 'node:fs';\nimport { names } from './flag-names.js';\nconst flags = JSON.parse(readFileSync('config/flags.json', 'utf8'));\nexport function isOn(name) {\n  if (!names.includes(name)) throw new Error('Unknown flag: ' + name);\n  return flags[name];\n}\n",
    'test/flags/old-cart.test.js': testOf('old-cart').replace('false', 'true').replace('off', 'on'),
    'scripts/flag-types.js': types,
    'docs/flags.md': '# Flags\n\n- old-cart\n',
    'README.md': '# basket\n\n    npm test\n',
  },
  performances: [
    {
      recorder: 'p-lark',
      startedAt: '2026-06-05T09:00:00.000Z',
      acts: [
        run('git switch -c flag/quiet-hours'),
        ...flagOf('quiet-hours', 'no mail at night'),
        create('test/flags/quiet-hours.test.js', testOf('quiet-hours')),
        run('npm test'),
        run('cat src/flags.js'),
        run('npm run flags:types'),
        run('npm test'),
        run('git add -A'),
        run('git commit -m "feat(flags): add quiet-hours"'),
      ],
    },
    {
      recorder: 'p-crane',
      startedAt: '2026-06-06T09:00:00.000Z',
      acts: [
        run('ls'),
        run('git checkout -b flag/gift-wrap'),
        create('test/flags/gift-wrap.test.js', testOf('gift-wrap')),
        ...flagOf('gift-wrap', 'paper and a ribbon'),
        run('npm run flags:types'),
        run('npm test'),
        run('git status'),
        run('git add -A && git commit -m "feat(flags): add gift-wrap"'),
      ],
    },
    {
      recorder: 'p-lark',
      startedAt: '2026-06-07T09:00:00.000Z',
      acts: [
        run('git checkout -b flag/night-mode'),
        open('docs/flags.md'),
        ...flagOf('night-mode', 'dark colours'),
        create('test/flags/night-mode.test.js', testOf('night-mode')),
        run('npm test'),
        say('The list of names is generated'),
        run('npm run flags:types'),
        run('npm test'),
        run('git add -A && git commit -m "feat(flags): add night-mode"'),
      ],
    },
  ],
};
