import { run, say, type WorkflowScript } from '../act.ts';

const files = {
  'broker.mjs': `import { createServer } from 'node:http';
import { existsSync, mkdirSync } from 'node:fs';
if (!existsSync('spool')) { console.error('broker: spool/ does not exist'); process.exit(1); }
createServer((q, s) => { s.setHeader('x-queue', 'v2'); s.end(q.url === '/health' ? 'up' : '{"left":0}'); }).listen(Number(process.env.BROKER_PORT ?? 47510), '127.0.0.1', () => console.log('broker up'));
setTimeout(() => process.exit(0), 8000).unref?.();
`,
  'worker.mjs': `const url = process.env.BROKER_URL;
if (!url) { console.error('worker: BROKER_URL is unset'); process.exit(2); }
try { const r = await fetch(url + '/jobs'); console.log('worker: jobs left', (await r.json()).left); }
catch (e) { console.error('worker: ' + (e.cause?.code ?? e.message) + ' at ' + url); process.exit(3); }
`,
  'smoke.mjs': `const r = await fetch('http://127.0.0.1:47510/health').catch(() => undefined);
if ((await r?.text()) !== 'up') { console.error('smoke: broker is down'); process.exit(1); }
console.log('smoke ok');
`,
  'package.json':
    '{\n  "name": "queue-pair",\n  "private": true,\n  "scripts": { "broker": "node broker.mjs", "smoke": "node smoke.mjs" }\n}\n',
  'README.md': '# queue pair\n\n`npm run smoke` looks whether the broker is up.\n',
  '.gitignore': 'spool/\n',
};

export const script: WorkflowScript = {
  name: 'queue-pair',
  workflow: 'Run broker and worker locally',
  files,
  performances: [
    {
      recorder: 'p-reed',
      startedAt: '2026-10-12T09:00:00.000Z',
      acts: [
        run('node worker.mjs'),
        run('export BROKER_URL=http://127.0.0.1:47510'),
        run('node worker.mjs'),
        run('node broker.mjs'),
        run('mkdir spool'),
        run('(node broker.mjs > spool/log 2>&1 & echo $! > spool/pid); sleep 1'),
        run('npm run -s smoke'),
        run('node worker.mjs'),
        run('kill $(cat spool/pid)'),
        say('Stop the broker when you are done, the next one cannot take its port'),
      ],
    },
    {
      recorder: 'p-sedge',
      startedAt: '2026-10-13T09:00:00.000Z',
      acts: [
        run('mkdir -p spool'),
        run('export BROKER_URL=http://127.0.0.1:47510'),
        run('(node broker.mjs > spool/log 2>&1 & echo $! > spool/pid); sleep 1'),
        run('npm run -s smoke'),
        run('node worker.mjs'),
        run('kill $(cat spool/pid)'),
      ],
    },
  ],
  facts: {
    must: [
      ['node worker.mjs', 'BROKER_URL is unset', 'set `BROKER_URL'],
      ['node worker.mjs', 'ECONNREFUSED', 'broker.mjs'],
      ['broker', 'spool/ does not exist', 'mkdir'],
      ['smoke', 'broker.mjs|worker.mjs'],
      ['kill $(cat spool/pid)'],
      ['Stop the broker when you are done'],
    ],
    mustNot: ['flaky'],
    gaps: [{ code: 'unexplained-step', subject: 'broker|worker' }],
  },
};
