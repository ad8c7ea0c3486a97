import { replace, run, say, type WorkflowScript } from '../act.ts';

const files = {
  'go.mod': 'module example.com/oldbarn\n\ngo 1.19\n',
  'main.go':
    'package main\n\nimport (\n\t"fmt"\n\n\t"example.com/oldbarn/loft"\n)\n\nfunc main() { fmt.Println(loft.Hay()) }\n',
  'loft/loft.go': 'package loft\n\nfunc Hay() int { return 3 }\n',
  'loft/loft_test.go':
    'package loft\n\nimport "testing"\n\nfunc TestHay(t *testing.T) {\n\tif Hay() != 3 {\n\t\tt.Fatal("hay")\n\t}\n}\n',
  'doors.txt': 'example.com/oldbarn/loft\n',
  'scripts/doors.sh':
    '#!/bin/sh\nfor d in $(cat doors.txt); do\n  go list "$d" >/dev/null 2>&1 || { echo "doors: $d in doors.txt leads nowhere" >&2; exit 1; }\ndone\necho doors ok\n',
  'README.md': '# barn\n\nKeeps hay.\n',
};

export const script: WorkflowScript = {
  name: 'go-rename',
  workflow: 'Rename the Go module',
  files,
  environment: { GOFLAGS: '-mod=mod', GOPROXY: 'off' },
  performances: [
    {
      recorder: 'p-mole',
      startedAt: '2026-10-19T09:00:00.000Z',
      acts: [
        run('go mod edit -module example.com/barn'),
        run('go build ./...'),
        run("grep -rl example.com/oldbarn --include='*.go' . | xargs sed -i s#example.com/oldbarn#example.com/barn#"),
        run('go build ./...'),
        run('go test ./...'),
        run('scripts/doors.sh'),
        replace('doors.txt', 'example.com/oldbarn/loft', 'example.com/barn/loft'),
        run('scripts/doors.sh'),
        say('Do not touch the old tags, others still fetch by them'),
        run('git commit -qam "Rename the module to example.com/barn"'),
      ],
    },
  ],
  facts: {
    must: [
      ['go build', 'oldbarn', 'sed -i|grep -rl'],
      ['doors.sh', 'leads nowhere', 'doors.txt'],
      ['Do not touch the old tags'],
      ['go mod edit -module'],
      ['go test'],
    ],
    mustNot: ['flaky'],
    gaps: [{ code: 'unexplained-step', subject: 'doors|go' }],
  },
};
