import { run, say, type WorkflowScript } from '../act.ts';

const server = `const fs = require('node:fs');
const http = require('node:http');
if (!process.env.DEPOT_REGION) { console.error('depot: DEPOT_REGION is not set'); process.exit(2); }
if (!fs.existsSync('var/depot.sqlite')) { console.error('depot: var/depot.sqlite is missing, has migrate run?'); process.exit(3); }
const server = http.createServer((request, response) => { response.end('ok ' + process.env.DEPOT_REGION + '\\n'); });
server.on('error', (error) => { console.error('depot: ' + error.code + ' ' + error.port); process.exit(4); });
server.listen(Number(process.env.PORT || 8123), '127.0.0.1', () => console.log('depot listens on ' + server.address().port));
setTimeout(() => process.exit(0), 4000);
`;
const files = {
  'package.json':
    '{\n  "name": "depot",\n  "scripts": {\n    "migrate": "node scripts/migrate.js",\n    "seed": "node scripts/seed.js"\n  }\n}\n',
  'server.js': server,
  'scripts/migrate.js':
    "const fs = require('node:fs');\nfs.mkdirSync('var', { recursive: true });\nfs.writeFileSync('var/depot.sqlite', 'v1');\nconsole.log('migrated to v1');\n",
  'scripts/seed.js':
    "const fs = require('node:fs');\nif (!fs.existsSync('var/depot.sqlite')) { console.error('seed: no database'); process.exit(1); }\nfs.appendFileSync('var/depot.sqlite', ' seeded');\nconsole.log('seeded 12 crates');\n",
  '.gitignore': 'var/\n*.log\n',
  'README.md': '# depot\n\nStart the service with `node server.js`.\n',
};

export const script: WorkflowScript = {
  name: 'sight-node-local',
  workflow: 'Run the depot locally',
  files,
  performances: [
    {
      recorder: 'p-plover',
      startedAt: '2026-10-27T09:00:00.000Z',
      acts: [
        run('node server.js'),
        run('export DEPOT_REGION=north'),
        run('node server.js'),
        run('npm run -s seed'),
        run('npm run -s migrate'),
        run('npm run -s seed'),
        run(
          "(node -e \"require('net').createServer().listen(8123, '127.0.0.1'); setTimeout(() => process.exit(), 3500)\" &) ; sleep 0.5",
        ),
        run('node server.js'),
        run('PORT=8124 node server.js > depot.log 2>&1 & sleep 1'),
        run('curl -s http://127.0.0.1:8124/'),
        say('Any region will do locally, north has the most test data'),
      ],
    },
  ],
  facts: {
    must: [
      ['DEPOT_REGION is not set', 'DEPOT_REGION='],
      ['var/depot.sqlite is missing', 'npm run -s migrate|npm run migrate'],
      ['no database', 'migrate'],
      ['EADDRINUSE', 'PORT='],
      ['curl', '127.0.0.1:<|8124'],
      ['north has the most test data'],
    ],
    mustNot: ['flaky', 'sleep 0.5'],
    gaps: [{ code: 'single-witness' }],
  },
};
