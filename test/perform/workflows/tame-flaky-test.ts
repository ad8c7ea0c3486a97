import { replace, run, say, type WorkflowScript } from '../act.ts';

/** Fails on every second run by itself, as a race would. */
const testFile = `import test from 'node:test';
import assert from 'node:assert';
import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { retry } from '../src/retry.js';
test('three retries', async () => {
  const late = !existsSync('.turn');
  if (late) writeFileSync('.turn', '');
  else rmSync('.turn');
  const count = retry(late ? 20 : 0);
  assert.equal(await count(), 3, 'expected 3 retries, got 2');
});
`;

export const script: WorkflowScript = {
  name: 'tame-flaky-test',
  workflow: 'Tame a flaky test',
  files: {
    'package.json':
      '{\n  "name": "buoy",\n  "version": "0.3.0",\n  "type": "module",\n  "scripts": {\n    "test": "node --test",\n    "test:repeat": "node scripts/repeat.js"\n  }\n}\n',
    'src/retry.js':
      'export const settled = [];\nexport const retry = (delay) => {\n  const begun = Date.now();\n  return async () => {\n    await Promise.all(settled.map((one) => one()));\n    return Date.now() - begun >= delay ? 3 : 2;\n  };\n};\nexport const settle = (ms) => new Promise((resolve) => setTimeout(resolve, ms));\n',
    'test/retry.test.js': testFile,
    'scripts/repeat.js':
      "import { spawnSync } from 'node:child_process';\nconst times = Number(process.argv[process.argv.indexOf('--times') + 1]);\nlet bad = 0;\nfor (let turn = 0; turn < times; turn++) if (spawnSync('node', ['--test']).status !== 0) bad++;\nconsole.log(bad + ' of ' + times + ' runs failed');\nprocess.exit(bad ? 1 : 0);\n",
    'README.md': '# buoy\n\n    npm test\n',
    '.gitignore': '.turn\n',
  },
  performances: [
    {
      recorder: 'p-gull',
      startedAt: '2026-06-13T09:00:00.000Z',
      acts: [
        run('npm test'),
        run('npm test'),
        run('cat test/retry.test.js'),
        run('npm run test:repeat -- --times 6'),
        say('The test asks before the last retry has settled'),
        replace(
          'test/retry.test.js',
          "import { retry } from '../src/retry.js';",
          "import { retry, settle } from '../src/retry.js';",
        ),
        replace('test/retry.test.js', '  assert.equal(', '  await settle(30);\n  assert.equal('),
        run('npm run test:repeat -- --times 6'),
        run('git diff'),
        run('npm run test:repeat -- --times 40'),
        run('git commit -am "test: wait for the last retry to settle"'),
      ],
    },
  ],
};
