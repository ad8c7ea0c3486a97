import { run, say, type WorkflowScript } from '../act.ts';

const server = `import { createServer } from 'node:http';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
const file = process.env.DATABASE_FILE;
if (!file) {
  console.error('Error: DATABASE_FILE is not set');
  process.exit(1);
}
const port = Number(process.env.PORT ?? 47110);
createServer((request, response) => {
  if (request.url === '/health') return response.end('ok');
  if (!existsSync(file)) {
    response.statusCode = 500;
    return response.end('no such table: items\\n');
  }
  response.end(readFileSync(file));
}).listen(port, () => {
  writeFileSync('server.pid', String(process.pid));
  console.log('listening on ' + port);
});
`;

export const script: WorkflowScript = {
  name: 'run-service',
  workflow: 'Run the service locally',
  files: {
    'package.json':
      '{\n  "name": "larder",\n  "version": "1.0.0",\n  "type": "module",\n  "scripts": {\n    "start": "node src/server.js",\n    "db:migrate": "node scripts/migrate.js"\n  }\n}\n',
    'src/server.js': server,
    'scripts/migrate.js':
      "import { writeFileSync } from 'node:fs';\nwriteFileSync(process.env.DATABASE_FILE, '[]\\n');\nconsole.log('1 migration applied');\n",
    'README.md': '# larder\n\nWhat is in the pantry.\n',
    '.gitignore': '*.sqlite\n*.pid\n',
  },
  performances: [
    {
      recorder: 'p-ash',
      startedAt: '2026-06-14T09:00:00.000Z',
      acts: [
        run('ls'),
        run('npm start'),
        run('env | grep DATABASE'),
        run('export DATABASE_FILE=dev.sqlite'),
        run('node -e "require(\'net\').createServer().listen(47110)" & sleep 1'),
        run('npm start'),
        run('lsof -i :47110'),
        run('export PORT=47111'),
        run('npm start & sleep 2'),
        run('curl -s localhost:47111/health'),
        run('curl -sf localhost:47111/items'),
        run('npm run db:migrate'),
        run('curl -sf localhost:47111/items'),
        run('kill %1 "$(cat server.pid)"'),
      ],
    },
    {
      recorder: 'p-ibis',
      startedAt: '2026-06-15T09:00:00.000Z',
      acts: [
        run('npm start'),
        say('It wants the file of the database, any name will do'),
        run('export DATABASE_FILE=local.sqlite'),
        run('npm run db:migrate'),
        run('PORT=47112 npm start & sleep 2'),
        run('curl -s localhost:47112/health'),
        run('curl -sf localhost:47112/items'),
        run('kill "$(cat server.pid)"'),
      ],
    },
  ],
};
