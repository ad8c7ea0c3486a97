import { replace, run, say, type WorkflowScript } from '../act.ts';

const files = {
  'prune.sh': `#!/bin/bash
set -eu
: "\${KEEP_DAYS:?how many days to keep}"
. ./prune.conf
[ -d "$ARCHIVE" ] || { echo "prune: $ARCHIVE is no directory" >&2; exit 5; }
exec 9> prune.lock
flock -n 9 || { echo "prune: another one is running" >&2; exit 6; }
n=0
for f in "$ARCHIVE"/*.log; do
  [ -e "$f" ] || continue
  if [ "$(find "$f" -mtime "+$KEEP_DAYS")" ]; then
    [ "\${REALLY:-}" = yes ] && rm "$f" || echo "would remove $(basename "$f")"
    n=$((n + 1))
  fi
done
echo "$n old"
`,
  'prune.conf': 'ARCHIVE=/var/spool/example-archive\n',
  'crontab.txt': '17 3 * * * KEEP_DAYS=30 REALLY=yes ./prune.sh\n',
  'tests.sh': `#!/bin/bash
days=$(sed -n 's/.*KEEP_DAYS=\\([0-9]*\\).*/\\1/p' crontab.txt)
grep -q "keeps $days days" POLICY || { echo "tests: POLICY does not say that it keeps $days days" >&2; exit 1; }
echo ok
`,
  POLICY: 'The archive keeps 30 days.\n',
  'README.md': '# prune\n\nRemoves old logs.\n',
  '.gitignore': 'archive/\nprune.lock\n',
};

export const script: WorkflowScript = {
  name: 'cron-prune',
  workflow: 'Change how long logs are kept',
  files,
  performances: [
    {
      recorder: 'p-moss',
      startedAt: '2026-10-06T09:00:00.000Z',
      acts: [
        run('./prune.sh'),
        run('KEEP_DAYS=14 ./prune.sh'),
        replace('prune.conf', '/var/spool/example-archive', './archive'),
        run('mkdir archive && touch -d 2026-01-01 archive/a.log && touch archive/b.log'),
        run('KEEP_DAYS=14 ./prune.sh'),
        say('Without REALLY=yes it only tells what it would remove, always look at that first'),
        run('KEEP_DAYS=14 REALLY=yes ./prune.sh'),
        run('ls archive'),
        run('git checkout prune.conf'),
        replace('crontab.txt', 'KEEP_DAYS=30', 'KEEP_DAYS=14'),
        run('./tests.sh'),
        replace('POLICY', '30 days', '14 days'),
        run('./tests.sh'),
        run('git commit -qam "Keep logs for 14 days"'),
      ],
    },
    {
      recorder: 'p-fern',
      startedAt: '2026-10-07T09:00:00.000Z',
      acts: [
        replace('crontab.txt', 'KEEP_DAYS=30', 'KEEP_DAYS=60'),
        replace('POLICY', '30 days', '60 days'),
        run('./tests.sh'),
        run('git commit -qam "Keep logs for 60 days"'),
        say('The lawyers must have agreed to anything longer than 45 days'),
      ],
    },
  ],
  facts: {
    must: [
      ['./prune.sh', 'KEEP_DAYS'],
      ['prune.sh', 'is no directory', 'prune.conf|mkdir'],
      ['REALLY=yes', 'look at that first'],
      ['tests.sh', 'POLICY', 'does not say'],
      ['crontab.txt', 'POLICY'],
      ['Keep logs for <'],
      ['lawyers must have agreed'],
      ['tests.sh', 'commit'],
    ],
    mustNot: ['flaky', '\\b(?:14|60) days'],
    gaps: [{ code: 'unexplained-step', subject: 'prune|tests' }],
  },
};
