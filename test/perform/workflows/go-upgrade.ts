import { replace, run, say, type WorkflowScript } from '../act.ts';

/** Lays the two versions of the dependency where `GOPROXY` finds them. */
const layProxy = `#!/usr/bin/env python3
import os, zipfile
def lay(path, version, files):
    folder = f'../proxy/{path}/@v'
    os.makedirs(folder, exist_ok=True)
    open(f'{folder}/{version}.info', 'w').write('{"Version":"%s","Time":"2026-01-01T00:00:00Z"}' % version)
    open(f'{folder}/{version}.mod', 'w').write(f'module {path}\\n\\ngo 1.19\\n')
    open(f'{folder}/list', 'a').write(version + '\\n')
    with zipfile.ZipFile(f'{folder}/{version}.zip', 'w') as z:
        z.writestr(f'{path}@{version}/go.mod', f'module {path}\\n\\ngo 1.19\\n')
        for name, text in files.items():
            z.writestr(f'{path}@{version}/{name}', text)
lay('example.com/tick', 'v1.3.0', {'tick.go': 'package tick\\n\\nfunc Every(seconds int) int { return seconds }\\n'})
lay('example.com/tick/v2', 'v2.0.1', {'tick.go': 'package tick\\n\\nimport "time"\\n\\nfunc Every(d string) int { p, _ := time.ParseDuration(d); return int(p.Seconds()) }\\n'})
`;

const environment = { GOFLAGS: '', GONOSUMDB: '*', GONOSUMCHECK: '1', GOSUMDB: 'off' };

export const script: WorkflowScript = {
  name: 'go-upgrade',
  workflow: 'Upgrade tick to its next major',
  files: {
    'go.mod': 'module example.com/depot\n\ngo 1.19\n\nrequire example.com/tick v1.3.0\n',
    'poll/poll.go': 'package poll\n\nimport "example.com/tick"\n\nfunc Pause() int { return tick.Every(30) }\n',
    'poll/poll_test.go':
      'package poll\n\nimport "testing"\n\nfunc TestPause(t *testing.T) {\n\tif Pause() != 30 {\n\t\tt.Fatal("pause is not 30 seconds")\n\t}\n}\n',
    'README.md': '# depot\n\nThe depot polls its doors.\n',
    '.outside/lay.py': layProxy,
  },
  environment,
  prepare: [
    'python3 ../lay.py',
    'export GOPROXY=file://$PWD/../proxy GOSUMDB=off GOFLAGS=-mod=mod GOPATH=$PWD/../go; go mod tidy && go mod vendor && git add -A && git commit -qm "Vendor"',
  ],
  performances: [
    {
      recorder: 'p-otter',
      startedAt: '2026-08-03T09:00:00.000Z',
      acts: [
        run('export GOPROXY=file://$(realpath ..)/proxy'),
        run('go test ./...'),
        run('go get example.com/tick/v2@v2.0.1'),
        replace('poll/poll.go', '"example.com/tick"', '"example.com/tick/v2"'),
        run('go test ./...'),
        run('go mod vendor'),
        run('go test ./...'),
        run('cat vendor/example.com/tick/v2/tick.go'),
        replace('poll/poll.go', 'tick.Every(30)', 'tick.Every("30s")'),
        run('go test ./...'),
        run('go mod tidy && go mod vendor'),
        run('git diff --stat'),
        run('git add -A && git commit -qm "deps: tick v2"'),
      ],
    },
    {
      recorder: 'p-heron',
      startedAt: '2026-08-05T09:00:00.000Z',
      acts: [
        run('export GOPROXY=file://$(realpath ..)/proxy'),
        run('go get example.com/tick/v2@v2.0.1'),
        say('A new major is a new import path in Go'),
        run(`sed -i 's#"example.com/tick"#"example.com/tick/v2"#' poll/poll.go`),
        run('go mod tidy'),
        run('go test ./...'),
        run('go mod vendor'),
        run('go vet ./...'),
        replace('poll/poll.go', 'tick.Every(30)', 'tick.Every("30s")'),
        run('go vet ./...'),
        run('go test ./...'),
        run('git add -A && git commit -qm "deps: tick to v2"'),
      ],
    },
  ],
  facts: {
    must: [
      ['go test', 'inconsistent vendoring', 'go mod vendor'],
      ['cannot use 30', 'tick.Every("30s")'],
      ['example.com/tick/v2', 'poll/poll.go'],
      ['deps: '],
      ['GOPROXY'],
      ['go test', 'commit'],
    ],
    mustNot: ['cat vendor', 'git diff', 'flaky', '/home/dev'],
    gaps: [{ code: 'unexplained-step', subject: 'go |poll' }, { code: 'no-owner' }],
  },
};
