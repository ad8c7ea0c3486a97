import { replace, run, type WorkflowScript } from '../act.ts';

export const script: WorkflowScript = {
  name: 'fix-test',
  workflow: 'Fix a failing test',
  files: {
    'package.json':
      '{\n  "name": "till",\n  "version": "0.3.0",\n  "type": "module",\n  "scripts": { "test": "node --test" }\n}\n',
    'README.md': '# till\n',
    'src/money.js':
      "export function total(items) {\n  return items.reduce((sum, item) => sum + item.price, 0);\n}\n\nexport function format(cents) {\n  return (cents / 100).toFixed(1) + ' EUR';\n}\n",
    'test/money.test.js':
      "import test from 'node:test';\nimport assert from 'node:assert';\nimport { format, total } from '../src/money.js';\ntest('total', () => assert.equal(total([{ price: 2 }, { price: 3 }]), 5));\ntest('format', () => assert.equal(format(1250), '12.50 EUR'));\n",
  },
  performances: [
    {
      recorder: 'p-ash',
      startedAt: '2026-02-03T10:00:00.000Z',
      acts: [
        run('npm test'),
        run('cat src/money.js'),
        replace('src/money.js', 'sum + item.price, 0', 'sum + Number(item.price), 0'),
        run('npm test'),
        replace('src/money.js', 'sum + Number(item.price), 0', 'sum + item.price, 0'),
        run('gti diff'),
        run('git diff'),
        replace('src/money.js', 'toFixed(1)', 'toFixed(2)'),
        run('npm test'),
        run('git commit -am "fix: two digits for cents"'),
      ],
    },
  ],
  facts: {
    must: [['npm test', 'toFixed(1)', 'toFixed(2)', 'src/money.js']],
    mustNot: ['Number\\(item', 'gti', 'git diff', '\\bcat\\b', 'flaky'],
  },
};
