import { replace, run, say, type WorkflowScript } from '../act.ts';

const files = {
  'package.json': '{\n  "name": "harbour",\n  "private": true,\n  "workspaces": ["packages/*"]\n}\n',
  'README.md': '# harbour\n\nA monorepo.\n',
  'packages/core/package.json':
    '{\n  "name": "@harbour/core",\n  "version": "1.0.0",\n  "type": "module",\n  "scripts": { "build": "node build.js" }\n}\n',
  'packages/core/build.js':
    "import { mkdirSync, writeFileSync } from 'node:fs';\nmkdirSync('dist', { recursive: true });\nwriteFileSync('dist/core.js', 'export const knots = (ms) => ms * 1.94;\\n');\n",
  'packages/api/package.json':
    '{\n  "name": "@harbour/api",\n  "version": "1.0.0",\n  "type": "module",\n  "scripts": { "test": "node --test" }\n}\n',
  'packages/api/src/speed.js':
    "import { knots } from '../../core/dist/core.js';\nexport const speed = (ms) => Math.round(knots(ms));\n",
  'packages/api/test/speed.test.js':
    "import test from 'node:test';\nimport assert from 'node:assert';\nimport { speed } from '../src/speed.js';\ntest('speed', () => assert.equal(speed(10), 19));\n",
  '.gitignore': 'dist/\n',
};

export const script: WorkflowScript = {
  name: 'workspace-package',
  workflow: 'Change the API package',
  files,
  performances: [
    {
      recorder: 'p-ash',
      startedAt: '2026-02-10T10:00:00.000Z',
      acts: [
        run('npm test'),
        run('cd packages/api'),
        run('npm test'),
        run('cd ../core && npm run build'),
        run('cd ../api'),
        run('npm test'),
        replace('packages/api/src/speed.js', 'Math.round(knots(ms))', 'Math.round(knots(ms) * 10) / 10'),
        replace('packages/api/test/speed.test.js', '19)', '19.4)'),
        run('npm test'),
        run('git commit -am "api: tenths of a knot"'),
      ],
    },
    {
      recorder: 'p-birch',
      startedAt: '2026-02-12T10:00:00.000Z',
      acts: [
        run('cd packages/api'),
        run('npm test'),
        say('The api tests read the built core'),
        run('npm run build --prefix ../core'),
        run('npm test'),
        replace('packages/api/src/speed.js', 'Math.round', 'Math.floor'),
        run('npm test'),
        run('git commit -am "api: never round up"'),
      ],
    },
  ],
  facts: {
    must: [
      ['npm test', 'packages/api', 'root'],
      ['npm test', 'dist/core.js', 'npm run build'],
      ['npm test', 'commit'],
    ],
    mustNot: ['\\bcd \\.\\.', 'flaky'],
  },
};
