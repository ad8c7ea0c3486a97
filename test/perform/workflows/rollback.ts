import { run, say, type WorkflowScript, wait } from '../act.ts';

export const script: WorkflowScript = {
  name: 'rollback',
  workflow: 'Roll back a bad change',
  files: {
    'package.json':
      '{\n  "name": "lamp",\n  "version": "3.0.0",\n  "type": "module",\n  "scripts": { "smoke": "node smoke.js" }\n}\n',
    'lamp.js': "export const light = () => 'on';\n",
    'smoke.js':
      "import { light } from './lamp.js';\nif (light() !== 'on') {\n  console.error('smoke: lamp is ' + light());\n  process.exit(1);\n}\nconsole.log('smoke ok');\n",
    'README.md': '# lamp\n',
  },
  prepare: [
    'git init -q --bare ../origin.git && git remote add origin ../origin.git',
    "sed -i \"s/'on'/'off'/\" lamp.js && git commit -qam 'Dim the lamp'",
    "echo '// note' >> smoke.js && git commit -qam 'Comment' && git push -q -u origin main",
  ],
  performances: [
    {
      recorder: 'p-ash',
      startedAt: '2026-03-07T08:00:00.000Z',
      acts: [
        run('npm run smoke'),
        run('git log --oneline'),
        run('git show --stat HEAD'),
        run('git revert --no-edit "$(git log --format=%h --grep=Dim -1)"'),
        run('npm run smoke'),
        run('git push origin main'),
        wait(10 * 60_000),
        say('Smoke once more after the push'),
        run('npm run smoke'),
      ],
    },
  ],
  facts: {
    must: [
      ['npm run smoke', 'smoke: lamp is off', 'git revert'],
      ['git push origin main', 'npm run smoke'],
    ],
    mustNot: ['git show', 'flaky'],
  },
};
