import { replace, run, say, type WorkflowScript } from '../act.ts';

export const script: WorkflowScript = {
  name: 'go-race',
  workflow: 'Quiet the queue test',
  files: {
    'go.mod': 'module example.com/queue\n\ngo 1.19\n',
    'queue.go':
      'package queue\n\nimport "time"\n\n// Start fills the queue in the background.\nfunc Start(n int) *[]int {\n\tout := &[]int{}\n\tgo func() {\n\t\tfor i := 0; i < n; i++ {\n\t\t\ttime.Sleep(time.Millisecond)\n\t\t\t*out = append(*out, i)\n\t\t}\n\t}()\n\treturn out\n}\n',
    'queue_test.go':
      'package queue\n\nimport (\n\t"os"\n\t"testing"\n\t"time"\n)\n\nfunc TestStart(t *testing.T) {\n\tout := Start(3)\n\twait := 200 * time.Millisecond\n\tif _, err := os.Stat(".slow"); err == nil {\n\t\twait = 0\n\t\tos.Remove(".slow")\n\t}\n\ttime.Sleep(wait)\n\tif len(*out) != 3 {\n\t\tt.Fatal("queue has not 3 items")\n\t}\n}\n',
    'README.md': '# queue\n\n    go test ./...\n',
    '.gitignore': '.slow\n',
  },
  prepare: ['touch .slow'],
  performances: [
    {
      recorder: 'p-wolf',
      startedAt: '2026-10-14T09:00:00.000Z',
      acts: [
        run('go test ./...'),
        run('go test ./...'),
        run('go test -count=3 ./...'),
        say('It sleeps and hopes. On a slow machine the queue is not full yet'),
        replace(
          'queue_test.go',
          '\ttime.Sleep(wait)\n',
          '\tfor end := time.Now().Add(5 * time.Second); len(*out) < 3 && time.Now().Before(end); {\n\t\ttime.Sleep(wait / 10)\n\t}\n',
        ),
        run('touch .slow && go test ./...'),
        run('go test -count=5 ./...'),
        run('git commit -qam "test: wait for the queue"'),
      ],
    },
    {
      recorder: 'p-dog',
      startedAt: '2026-10-15T09:00:00.000Z',
      acts: [run('go test ./...'), run('go test ./...'), run('git log -3 --oneline'), run('go test -count=5 ./...')],
    },
  ],
  facts: {
    must: [
      ['go test ./...', 'queue has not 3 items', 'flaky|sleeps and hopes'],
      ['queue_test.go|go test -count'],
      ['go test -count'],
    ],
    mustNot: ['git log', 'README'],
    gaps: [{ code: 'unexplained-failure', subject: 'go test' }],
  },
};
