import { replace, run, say, type WorkflowScript } from '../act.ts';

const files = {
  'package.json':
    '{\n  "name": "pond",\n  "version": "3.0.0",\n  "type": "module",\n  "scripts": {\n    "test": "node --test",\n    "docs": "node tools/docs.js"\n  }\n}\n',
  'src/pond.js': '/** Fish in the pond. */\nexport const fish = (n) => n * 2;\n',
  'test/pond.test.js':
    "import test from 'node:test';\nimport assert from 'node:assert';\nimport { fish } from '../src/pond.js';\ntest('fish', () => assert.equal(fish(2), 4));\n",
  'tools/docs.js':
    "import { readFileSync, writeFileSync } from 'node:fs';\nconst { version } = JSON.parse(readFileSync('package.json', 'utf8'));\nwriteFileSync('docs/api.md', '# pond ' + version + '\\n\\n- fish\\n');\nconsole.log('docs for ' + version);\n",
  'docs/api.md': '# pond 3.0.0\n\n- fish\n',
  'bin/ship':
    '#!/bin/sh\nset -e\nv=$(node -p "require(\'./package.json\').version")\ngrep -q "^# pond $v$" docs/api.md || { echo "ship: docs/api.md is of another version than $v" >&2; exit 1; }\ngit diff --quiet || { echo "ship: there are uncommitted changes" >&2; exit 2; }\ngit rev-parse -q --verify "v$v" >/dev/null || { echo "ship: tag v$v is missing" >&2; exit 3; }\ntar czf ../shelf/pond-$v.tgz src && echo "shipped $v"\n',
  'README.md': '# pond\n\n    npm test\n',
};
const raise = (version: string) => replace('package.json', '"version": "3.0.0"', `"version": "${version}"`);

export const script: WorkflowScript = {
  name: 'node-order',
  workflow: 'Ship pond',
  files,
  prepare: ['mkdir ../shelf'],
  performances: [
    {
      recorder: 'p-carp',
      startedAt: '2026-10-08T09:00:00.000Z',
      acts: [
        run('npm test'),
        raise('3.1.0'),
        run('bin/ship'),
        run('npm run docs'),
        run('bin/ship'),
        run('git commit -qam "pond 3.1.0"'),
        run('bin/ship'),
        run('git tag v3.1.0'),
        run('bin/ship'),
        run('ls ../shelf'),
      ],
    },
    {
      recorder: 'p-bream',
      startedAt: '2026-10-09T09:00:00.000Z',
      acts: [
        raise('3.0.1'),
        run('npm run docs'),
        run('npm test'),
        run('git commit -qam "pond 3.0.1"'),
        run('git tag v3.0.1'),
        run('bin/ship'),
        run('ls ../shelf'),
      ],
    },
    {
      recorder: 'p-perch',
      startedAt: '2026-10-10T09:00:00.000Z',
      acts: [
        run('npm test'),
        raise('3.2.0'),
        run('npm run docs'),
        run('git commit -qam "pond 3.2.0"'),
        run('git tag -a v3.2.0 -m "pond 3.2.0"'),
        run('bin/ship'),
      ],
    },
    {
      recorder: 'p-roach',
      startedAt: '2026-10-11T09:00:00.000Z',
      acts: [
        raise('4.0.0'),
        run('npm run docs'),
        run('npm test'),
        run('git commit -qam "pond 4.0.0"'),
        say('Tags are annotated when something breaks, so that people see why'),
        run('git tag -a v4.0.0 -m "fish is doubled"'),
        run('bin/ship'),
        run('ls ../shelf'),
      ],
    },
  ],
  facts: {
    must: [
      ['bin/ship', 'docs/api.md is of another version', 'npm run docs'],
      ['bin/ship', 'uncommitted changes', 'git commit'],
      ['bin/ship', 'tag v<version> is missing', 'git tag'],
      ['package.json#version|package.json', '<version>', 'git tag'],
      ['npm test', 'bin/ship'],
      ['git tag -a', 'git tag v<version>'],
      ['pond <version>'],
      ['ls ../shelf'],
    ],
    mustNot: ['flaky', '3\\.1\\.0', '4\\.0\\.0'],
    gaps: [{ code: 'unexplained-step', subject: 'ship|docs|tag' }, { code: 'decision' }],
  },
};
