import { replace, run, say, type WorkflowScript } from '../act.ts';

const server = `import http.server, json, os, sys, threading
DATA = 'var/catalogue.json'
class H(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        if self.path == '/stop':
            self.answer(200, {'stopped': True}); threading.Thread(target=self.server.shutdown).start(); return
        if not os.path.exists(DATA): return self.answer(503, {'error': 'no catalogue, build it first'})
        items = json.load(open(DATA))
        if self.path == '/items': return self.answer(200, items)
        hit = [i for i in items if '/items/' + i['id'] == self.path]
        self.answer(200 if hit else 404, hit[0] if hit else {'error': 'no such item'})
    def answer(self, code, body):
        text = json.dumps(body).encode(); self.send_response(code); self.send_header('Content-Length', str(len(text))); self.end_headers(); self.wfile.write(text)
    def log_message(self, *a): pass
port = int(os.environ.get('CATALOGUE_PORT') or sys.exit('serve: CATALOGUE_PORT is not set'))
http.server.ThreadingHTTPServer(('127.0.0.1', port), H).serve_forever()
`;

/** What a service answers: an error that goes once something was built, and one that is shown on purpose. */
export const script: WorkflowScript = {
  name: 'deep1-http-catalogue',
  workflow: 'Take an item out of the catalogue',
  files: {
    'serve.py': server,
    'build.jq': 'map(select(.retired | not)) | sort_by(.id)\n',
    'items.json':
      '[\n  {"id": "lamp", "price": 1200},\n  {"id": "bell", "price": 800},\n  {"id": "rope", "price": 300}\n]\n',
    Makefile:
      'catalogue:\n\t@mkdir -p var\n\t@jq -f build.jq items.json > var/catalogue.json && echo "$$(jq length var/catalogue.json) items"\n\ncheck:\n\t@jq -e \'all(.[]; (has("retired") | not) or .retired == true)\' items.json >/dev/null || { echo "check: retired has to be true or absent" >&2; exit 2; }\n',
    'README.md': '# catalogue\n\n`make catalogue` builds it.\n',
    '.gitignore': 'var/\n',
  },
  performances: [
    {
      recorder: 'p-otis',
      startedAt: '2026-10-13T09:00:00.000Z',
      acts: [
        run('python3 serve.py'),
        run('export CATALOGUE_PORT=18471'),
        run('(python3 serve.py >/dev/null 2>&1 &) ; sleep 1'),
        run('curl -si http://127.0.0.1:18471/items/bell'),
        run('make catalogue'),
        run('curl -si http://127.0.0.1:18471/items/bell'),
        replace('items.json', '{"id": "bell", "price": 800}', '{"id": "bell", "price": 800, "retired": "yes"}'),
        run('make check'),
        replace('items.json', '"retired": "yes"', '"retired": true'),
        run('make check && make catalogue'),
        run('curl -si http://127.0.0.1:18471/items/bell'),
        say('404 is right, it is retired now'),
        run('curl -s http://127.0.0.1:18471/stop'),
        run('git commit -qam "Retire bell"'),
      ],
    },
    {
      recorder: 'p-ada',
      startedAt: '2026-10-14T10:00:00.000Z',
      acts: [
        run('export CATALOGUE_PORT=18472'),
        run('make catalogue'),
        run('(python3 serve.py >/dev/null 2>&1 &) ; sleep 1'),
        run('curl -s -o /dev/null -w "%{http_code}\\n" http://127.0.0.1:18472/items/rope'),
        replace('items.json', '{"id": "rope", "price": 300}', '{"id": "rope", "price": 300, "retired": true}'),
        run('make check'),
        run('make catalogue'),
        run('curl -s -o /dev/null -w "%{http_code}\\n" http://127.0.0.1:18472/items/rope'),
        run('curl -s http://127.0.0.1:18472/stop'),
        run('git commit -qam "Retire rope"'),
      ],
    },
  ],
  facts: {
    must: [
      ['CATALOGUE_PORT is not set'],
      ['503', 'make catalogue'],
      ['"retired": true', 'retired has to be true or absent'],
      ['Retire <'],
      ['curl', '/items/'],
    ],
    mustNot: ['fails with `[^`]*404', '18471', 'README', 'When `curl[^`]*` fails with `[^`]*404'],
    gaps: [{ code: 'unknown-input', subject: 'CATALOGUE_PORT|[Pp]ort' }],
  },
};
