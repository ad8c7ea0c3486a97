import { create, replace, run, say, type WorkflowScript } from '../act.ts';

const check = `const fs = require('node:fs');
const flags = JSON.parse(fs.readFileSync('config/flags.json', 'utf8'));
for (const [name, flag] of Object.entries(flags)) {
  if (!/^[a-z]+(-[a-z]+)*$/.test(name)) { console.error('flags: ' + name + ' is not kebab-case'); process.exit(1); }
  if (!flag.owner) { console.error('flags: ' + name + ' has no owner'); process.exit(1); }
  if (!flag.removeBy) { console.error('flags: ' + name + ' has no removeBy date'); process.exit(1); }
}
const types = fs.readFileSync('src/flags.d.ts', 'utf8');
for (const name of Object.keys(flags)) if (!types.includes("'" + name + "'")) { console.error('flags: src/flags.d.ts is behind config/flags.json, run node tools/flag-types.js'); process.exit(1); }
console.log('flags ok');
`;
const types = `const fs = require('node:fs');
const flags = JSON.parse(fs.readFileSync('config/flags.json', 'utf8'));
fs.writeFileSync('src/flags.d.ts', 'export type Flag =\\n' + Object.keys(flags).map((n) => "  | '" + n + "'").join('\\n') + ';\\n');
`;

const files = {
  'package.json': '{\n  "name": "till",\n  "version": "2.0.0",\n  "scripts": {\n    "test": "node --test"\n  }\n}\n',
  'config/flags.json': '{\n  "dark-receipt": { "owner": "till", "removeBy": "2026-12" }\n}\n',
  'src/flags.d.ts': "export type Flag =\n  | 'dark-receipt';\n",
  'src/total.js': 'exports.total = (items) => items.reduce((sum, item) => sum + item.price, 0);\n',
  'tools/check-flags.js': check,
  'tools/flag-types.js': types,
  'README.md': '# till\n\nRun the tests with `npm test`.\n',
};

export const script: WorkflowScript = {
  name: 'sight-flag-schema',
  workflow: 'Put a change behind a flag',
  files,
  performances: [
    {
      recorder: 'p-teal',
      startedAt: '2026-10-20T09:00:00.000Z',
      acts: [
        run('git checkout -q -b flag/round-down'),
        run('cat config/flags.json'),
        replace('config/flags.json', '"2026-12" }', '"2026-12" },\n  "roundDown": {}'),
        run('node tools/check-flags.js'),
        replace('config/flags.json', '"roundDown": {}', '"round-down": {}'),
        run('node tools/check-flags.js'),
        replace('config/flags.json', '"round-down": {}', '"round-down": { "owner": "till", "removeBy": "2027-03" }'),
        run('node tools/check-flags.js'),
        run('node tools/flag-types.js'),
        run('node tools/check-flags.js'),
        replace('src/total.js', 'exports.total = (items)', 'exports.total = (items, flags = {})'),
        create(
          'test/total.test.js',
          "const { test } = require('node:test');\nconst assert = require('node:assert');\nconst { total } = require('../src/total.js');\ntest('off', () => assert.equal(total([{ price: 3 }]), 3));\ntest('on', () => assert.equal(total([{ price: 3 }], { 'round-down': true }), 3));\n",
        ),
        run('npm test'),
        run('git add -A && git commit -qm "flag(round-down): add behind a flag"'),
      ],
    },
    {
      recorder: 'p-wigeon',
      startedAt: '2026-10-21T09:00:00.000Z',
      acts: [
        run('git checkout -q -b flag/gift-wrap'),
        replace('config/flags.json', '"2026-12" }', '"2026-12" },\n  "gift-wrap": { "owner": "parcel" }'),
        run('node tools/check-flags.js'),
        say('A flag lives for half a year at most'),
        replace('config/flags.json', '"owner": "parcel" }', '"owner": "parcel", "removeBy": "2027-04" }'),
        run('node tools/check-flags.js'),
        run('node tools/flag-types.js'),
        run('node tools/check-flags.js'),
        run('npm test'),
        run('git add -A && git commit -qm "flag(gift-wrap): add behind a flag"'),
      ],
    },
  ],
  facts: {
    must: [
      ['kebab-case', 'config/flags.json'],
      ['has no owner|has no removeBy', 'config/flags.json'],
      ['removeBy', 'config/flags.json'],
      ['is behind', 'node tools/flag-types.js'],
      ['half a year'],
      ['flag/<'],
      ['flag(<'],
      ['node tools/check-flags.js', 'commit|before|npm test'],
    ],
    mustNot: ['cat config', 'flaky'],
    gaps: [{ code: 'unexplained-step', subject: 'check-flags|flag-types' }],
  },
};
