import { create, replace, run, type WorkflowScript } from '../act.ts';

const files = {
  'package.json': '{\n  "name": "mono",\n  "private": true,\n  "workspaces": ["packages/*"]\n}\n',
  'packages/app/package.json': '{\n  "name": "@mono/app",\n  "version": "1.0.0",\n  "type": "module"\n}\n',
  'packages/app/dates.js': 'export const iso = (d) => d.toISOString().slice(0, 10);\n',
  'packages/app/main.js': "import { iso } from './dates.js';\nconsole.log(iso(new Date(0)));\n",
  'scripts/boundaries.js':
    "const fs = require('node:fs');\nlet bad = 0;\nfor (const name of fs.readdirSync('packages')) {\n  const pkg = JSON.parse(fs.readFileSync('packages/' + name + '/package.json', 'utf8'));\n  for (const file of fs.readdirSync('packages/' + name).filter((f) => f.endsWith('.js'))) {\n    for (const [, dep] of fs.readFileSync('packages/' + name + '/' + file, 'utf8').matchAll(/from '(@mono\\/[a-z]+)'/g)) {\n      if (!(pkg.dependencies || {})[dep]) { console.error('boundaries: ' + pkg.name + ' uses ' + dep + ' without depending on it'); bad = 1; }\n    }\n  }\n}\nif (!bad) console.log('boundaries ok');\nprocess.exit(bad);\n",
  'README.md': '# mono\n',
  '.gitignore': 'node_modules/\n',
};

export const script: WorkflowScript = {
  name: 'sight-pkg-exports',
  workflow: 'Split a package out',
  files,
  performances: [
    {
      recorder: 'p-phalarope',
      startedAt: '2026-11-04T09:00:00.000Z',
      acts: [
        run('mkdir -p packages/dates'),
        run('git mv packages/app/dates.js packages/dates/index.js'),
        create(
          'packages/dates/package.json',
          '{\n  "name": "@mono/dates",\n  "version": "1.0.0",\n  "type": "module"\n}\n',
        ),
        replace('packages/app/main.js', "'./dates.js'", "'@mono/dates'"),
        run('node packages/app/main.js'),
        run('npm install'),
        run('node packages/app/main.js'),
        replace('packages/dates/package.json', '"type": "module"', '"type": "module",\n  "exports": "./index.js"'),
        run('node packages/app/main.js'),
        run('node scripts/boundaries.js'),
        replace(
          'packages/app/package.json',
          '"type": "module"',
          '"type": "module",\n  "dependencies": { "@mono/dates": "1.0.0" }',
        ),
        run('node scripts/boundaries.js'),
        run('git add -A && git commit -qm "Split @mono/dates out of the app"'),
      ],
    },
  ],
  facts: {
    must: [
      ['ERR_MODULE_NOT_FOUND|Cannot find package', '@mono/dates', 'npm install'],
      ['without depending on it', 'packages/app/package.json'],
      ['git mv'],
      ['node scripts/boundaries.js'],
      ['packages/dates/package.json', 'exports|package.json'],
    ],
    mustNot: ['flaky'],
    gaps: [{ code: 'single-witness' }, { code: 'unexplained-step', subject: 'boundaries|npm|git mv|node' }],
  },
};
