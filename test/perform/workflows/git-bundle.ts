import { away, run, say, type WorkflowScript } from '../act.ts';

const files = {
  'notes.txt': 'one\n',
  'bin/handover':
    '#!/bin/sh\nset -e\n[ -n "$COURIER" ] || { echo "handover: COURIER is not set, who carries it?" >&2; exit 1; }\n[ -f "$1" ] || { echo "handover: no such bundle: $1" >&2; exit 1; }\ngit bundle verify -q "$1" || { echo "handover: the bundle needs commits that the other side lacks" >&2; exit 1; }\ngit bundle list-heads "$1" | grep -q "refs/heads/main$" || { echo "handover: main is not in the bundle" >&2; exit 1; }\necho "$(basename "$1") $COURIER" >> ../courier.log\necho "handed to $COURIER"\n',
  '.gitignore': '*.bundle\n',
  'README.md': '# Island\n\nThe station has no network. What it gets is carried there.\n',
};

export const script: WorkflowScript = {
  name: 'git-bundle',
  workflow: 'Hand commits over to the island',
  files,
  prepare: ['git tag island-1', 'echo two >> notes.txt && git commit -qam two'],
  performances: [
    {
      recorder: 'p-hobby',
      startedAt: '2026-11-20T09:00:00.000Z',
      acts: [
        run('git log --oneline island-1..main'),
        run('git bundle create ../island-2026-11-20.bundle island-1..HEAD'),
        run('bin/handover ../island-2026-11-20.bundle'),
        run('export COURIER=ferry'),
        run('bin/handover ../island-2026-11-20.bundle'),
        run('git bundle create ../island-2026-11-20.bundle island-1..main'),
        run('bin/handover ../island-2026-11-20.bundle'),
        say('island-1 is what they have; move the tag only when the ferry is back'),
        away(180_000),
        run('git tag -f island-1 main'),
      ],
    },
    {
      recorder: 'p-osprey',
      startedAt: '2026-11-21T09:00:00.000Z',
      acts: [
        run('git bundle create ../island-2026-11-21.bundle island-1..main'),
        run('git bundle verify ../island-2026-11-21.bundle'),
        run('COURIER=plane bin/handover ../island-2026-11-21.bundle'),
        run('git tag -f island-1 main'),
      ],
    },
  ],
  facts: {
    must: [
      ['COURIER'],
      ['main is not in the bundle', 'island-1..main'],
      ['git bundle create ../island-<date>.bundle island-1..main'],
      ['move the tag only when'],
      ['git tag -f island-1'],
    ],
    mustNot: ['2026-11-2', 'git log --oneline', 'flaky', 'recordings differ: `git bundle verify'],
    gaps: [{ code: 'unknown-input', subject: 'COURIER' }],
  },
};
