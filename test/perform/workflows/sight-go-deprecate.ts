import { create, replace, run, say, type WorkflowScript } from '../act.ts';

const files = {
  'go.mod': 'module example.com/quay\n\ngo 1.19\n',
  'quay.go': 'package quay\n\n// Moor ties a boat up.\nfunc Moor(name string) string { return "moored " + name }\n',
  'quay_test.go':
    'package quay\n\nimport "testing"\n\nfunc TestMoor(t *testing.T) {\n\tif Moor("gull") != "moored gull" {\n\t\tt.Fatal("moor")\n\t}\n}\n',
  'cmd/harbour/main.go':
    'package main\n\nimport (\n\t"fmt"\n\n\t"example.com/quay"\n)\n\nfunc main() { fmt.Println(quay.Moor("gull")) }\n',
  'scripts/deprecations.sh':
    '#!/bin/sh\n# every Deprecated: line names a successor and a line in DEPRECATED.md\nstatus=0\ngrep -rn "Deprecated:" --include="*.go" . > /tmp/dep.$$\nwhile IFS= read -r line; do\n  case "$line" in *"use "*) ;; *) echo "deprecations: no successor named: $line" >&2; status=1;; esac\n  name=$(echo "$line" | sed "s/.*Deprecated: //; s/ .*//")\n  grep -q "$name" DEPRECATED.md || { echo "deprecations: $name is not listed in DEPRECATED.md" >&2; status=1; }\ndone < /tmp/dep.$$\nrm -f /tmp/dep.$$\nexit $status\n',
  'DEPRECATED.md': '# Deprecated\n',
  'README.md': '# quay\n\nRun `go test ./...`.\n',
};

export const script: WorkflowScript = {
  name: 'sight-go-deprecate',
  workflow: 'Deprecate a public function',
  files,
  environment: { GOFLAGS: '-mod=mod', GOPROXY: 'off' },
  performances: [
    {
      recorder: 'p-smew',
      startedAt: '2026-10-24T09:00:00.000Z',
      acts: [
        run('grep -rn "Moor(" --include="*.go" .'),
        replace(
          'quay.go',
          '// Moor ties a boat up.\nfunc Moor(name string) string { return "moored " + name }',
          '// MoorAt ties a boat up at a berth.\nfunc MoorAt(name string, berth int) string { return "moored " + name }\n\n// Moor ties a boat up.\n//\n// Deprecated: Moor goes in v3.\nfunc Moor(name string) string { return MoorAt(name, 0) }',
        ),
        run('scripts/deprecations.sh'),
        replace('quay.go', 'Deprecated: Moor goes in v3.', 'Deprecated: Moor goes in v3, use MoorAt.'),
        run('scripts/deprecations.sh'),
        create('DEPRECATED.md', '# Deprecated\n\n- Moor, since v2.4, gone in v3: MoorAt\n'),
        run('scripts/deprecations.sh'),
        replace('cmd/harbour/main.go', 'quay.Moor("gull")', 'quay.MoorAt("gull", 0)'),
        run('go vet ./...'),
        run('go test ./...'),
        say('A deprecated function stays for one whole major version'),
        run('git commit -qam "quay: deprecate Moor in favour of MoorAt"'),
      ],
    },
  ],
  facts: {
    must: [
      ['no successor named', 'quay.go'],
      ['is not listed in DEPRECATED.md', 'DEPRECATED.md'],
      ['stays for one whole major version'],
      ['cmd/harbour/main.go|callers'],
      ['scripts/deprecations.sh'],
      ['go vet'],
    ],
    mustNot: ['grep -rn', 'flaky', '/tmp/dep'],
    gaps: [{ code: 'unexplained-step', subject: 'deprecations|go vet' }, { code: 'single-witness' }],
  },
};
