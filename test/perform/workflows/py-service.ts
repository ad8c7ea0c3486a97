import { replace, run, say, type WorkflowScript } from '../act.ts';

const files = {
  'src/depot/__init__.py': '',
  'src/depot/__main__.py': `import configparser, http.server, os, sqlite3, sys
config = configparser.ConfigParser()
if not config.read('depot.ini'):
    sys.exit('depot: depot.ini is missing here')
db = config['store']['file']
class Handler(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        code, text = 200, 'ok'
        if self.path == '/boxes':
            try:
                text = str(sqlite3.connect(db).execute('select count(*) from box').fetchone()[0])
            except sqlite3.OperationalError as e:
                code, text = 500, str(e)
        self.send_response(code)
        self.end_headers()
        self.wfile.write((text + '\\n').encode())
    def log_message(self, *a): pass
port = int(config['web']['port'])
server = http.server.HTTPServer(('localhost', port), Handler)
open('depot.pid', 'w').write(str(os.getpid()))
print('depot on', port, flush=True)
server.serve_forever()
`,
  'depot.example.ini': '[web]\nport = 47310\n\n[store]\nfile = boxes.db\n',
  'db/schema.sql': 'create table box (id integer primary key);\ninsert into box values (1), (2);\n',
  'README.md': '# depot\n\nKeeps boxes.\n',
  '.gitignore': 'depot.ini\n*.db\n*.pid\n__pycache__/\n',
};

export const script: WorkflowScript = {
  name: 'py-service',
  workflow: 'Run depot on your machine',
  files,
  performances: [
    {
      recorder: 'p-elm',
      startedAt: '2026-09-04T09:00:00.000Z',
      acts: [
        run('ls'),
        run('python3 -m depot'),
        run('export PYTHONPATH=src'),
        run('python3 -m depot'),
        run('cp depot.example.ini depot.ini'),
        run('python3 -m depot & sleep 1'),
        run('curl -s localhost:47310/'),
        run('curl -sf localhost:47310/boxes'),
        run('sqlite3 boxes.db < db/schema.sql'),
        run('curl -sf localhost:47310/boxes'),
        run('kill $(cat depot.pid)'),
      ],
    },
    {
      recorder: 'p-oak',
      startedAt: '2026-09-05T09:00:00.000Z',
      acts: [
        run('cp depot.example.ini depot.ini'),
        run('sqlite3 boxes.db < db/schema.sql'),
        run('cd src'),
        run('python3 -m depot'),
        run('cd ..'),
        say('It reads depot.ini from where it is started, so start it at the root'),
        run('PYTHONPATH=src python3 -m depot & sleep 1'),
        run('curl -sf localhost:47310/boxes'),
        run('kill $(cat depot.pid)'),
      ],
    },
    {
      recorder: 'p-fir',
      startedAt: '2026-09-06T09:00:00.000Z',
      acts: [
        run('cp depot.example.ini depot.ini'),
        run('export PYTHONPATH=src'),
        run('sqlite3 boxes.db < db/schema.sql'),
        run('python3 -m http.server 47310 --bind localhost & sleep 1'),
        run('python3 -m depot'),
        replace('depot.ini', 'port = 47310', 'port = 47311'),
        run('python3 -m depot & sleep 1'),
        run('curl -sf localhost:47311/boxes'),
        run('kill $(cat depot.pid) %1'),
      ],
    },
  ],
  facts: {
    must: [
      ['python3 -m depot', 'No module named', 'PYTHONPATH'],
      ['python3 -m depot', 'depot.ini is missing', 'cp depot.example.ini depot.ini'],
      ['/boxes', 'sqlite3 boxes.db < db/schema.sql'],
      ['python3 -m depot', 'Address already in use', 'depot.ini'],
      ['start it at the root'],
      ['curl', '/boxes'],
    ],
    mustNot: ['\\bls\\b', 'flaky', 'README'],
    gaps: [{ code: 'unexplained-step', subject: 'depot|sqlite3|cp' }],
  },
};
