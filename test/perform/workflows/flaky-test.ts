import { run, type WorkflowScript } from '../act.ts';

const test = `import test from 'node:test';
import assert from 'node:assert';
import { existsSync, writeFileSync } from 'node:fs';
test('the gull answers in time', () => {
  const late = !existsSync(process.env.HOME + '/seen');
  writeFileSync(process.env.HOME + '/seen', '');
  assert.ok(!late, 'gull answered after 2000ms');
});
`;

export const script: WorkflowScript = {
  name: 'flaky-test',
  workflow: 'Publish the notice board',
  files: {
    'package.json':
      '{\n  "name": "board",\n  "version": "1.0.0",\n  "type": "module",\n  "scripts": { "test": "node --test", "deploy": "node deploy.js" }\n}\n',
    'test/gull.test.js': test,
    'deploy.js': "console.log('deployed');\n",
    'README.md': '# board\n',
  },
  performances: [
    {
      recorder: 'p-ash',
      startedAt: '2026-04-08T08:00:00.000Z',
      acts: [run('npm test'), run('git diff'), run('npm test'), run('npm run deploy')],
    },
  ],
  facts: {
    must: [['npm test', 'flaky', 'gull answered'], ['npm run deploy']],
    mustNot: ['git diff'],
  },
};
