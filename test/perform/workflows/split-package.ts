import { create, replace, run, say, type WorkflowScript } from '../act.ts';

const check = `import { readFileSync, readdirSync } from 'node:fs';
const listed = JSON.parse(readFileSync('packages.json', 'utf8'));
for (const name of readdirSync('packages')) {
  if (!listed.includes(name)) {
    console.error('Error: packages/' + name + ' is not in packages.json');
    process.exit(1);
  }
}
`;
const manifest = (name: string) =>
  `{\n  "name": "@till/${name}",\n  "version": "0.1.0",\n  "type": "module",\n  "main": "index.js"\n}\n`;

export const script: WorkflowScript = {
  name: 'split-package',
  workflow: 'Split a package out',
  files: {
    'package.json':
      '{\n  "name": "till",\n  "private": true,\n  "type": "module",\n  "workspaces": ["packages/*"],\n  "scripts": {\n    "test": "node --test",\n    "check:packages": "node scripts/check-packages.js"\n  }\n}\n',
    'packages.json': '["base"]\n',
    'packages/base/package.json': manifest('base'),
    'packages/base/index.js': 'export const base = 10;\n',
    'src/money.js': 'export const cents = (euros) => euros * 100;\n',
    'src/clock.js': 'export const hour = (minutes) => minutes / 60;\n',
    'src/till.js':
      "import { cents } from './money.js';\nimport { hour } from './clock.js';\nexport const ring = (euros, minutes) => cents(euros) * hour(minutes);\n",
    'test/till.test.js':
      "import test from 'node:test';\nimport assert from 'node:assert';\nimport { ring } from '../src/till.js';\ntest('ring', () => assert.equal(ring(2, 60), 200));\n",
    'scripts/check-packages.js': check,
    'README.md': '# till\n\n    npm test\n',
    '.gitignore': 'node_modules\n',
  },
  performances: [
    {
      recorder: 'p-robin',
      startedAt: '2026-06-11T09:00:00.000Z',
      acts: [
        run('ls src'),
        run('mkdir -p packages/money'),
        run('git mv src/money.js packages/money/index.js'),
        create('packages/money/package.json', manifest('money')),
        run('npm test'),
        replace('src/till.js', './money.js', '@till/money'),
        run('npm test'),
        run('npm install'),
        run('npm test'),
        run('npm run check:packages'),
        replace('packages.json', '["base"]', '["base", "money"]'),
        run('npm run check:packages'),
        run('git add -A'),
        run('git commit -m "refactor: split @till/money out"'),
      ],
    },
    {
      recorder: 'p-dove',
      startedAt: '2026-06-12T09:00:00.000Z',
      acts: [
        run('mkdir packages/clock && mv src/clock.js packages/clock/index.js'),
        create('packages/clock/package.json', manifest('clock')),
        replace('packages.json', '["base"]', '["base", "clock"]'),
        replace('src/till.js', './clock.js', '@till/clock'),
        run('npm test'),
        say('Workspaces are linked by an install, not by being there'),
        run('npm install'),
        run('npm test'),
        run('npm run check:packages'),
        run('git status'),
        run('git add -A && git commit -m "refactor: split @till/clock out"'),
      ],
    },
  ],
};
