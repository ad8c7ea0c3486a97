import { run, say, type WorkflowScript } from '../act.ts';

const rollback = `#!/bin/sh
# Points current at another release.
to=$1
test -d ../srv/releases/$to || { echo "rollback: no release $to" >&2; exit 2; }
need=$(cat ../srv/releases/$to/schema)
have=$(sqlite3 ../srv/app.db 'pragma user_version')
test "$have" -le "$need" || { echo "rollback: schema $have is newer than release $to can read ($need)" >&2; exit 3; }
ln -sfn releases/$to ../srv/current
echo "current is $to"
`;
const down = `#!/bin/sh
test "$1" = --to || { echo "usage: ops/schema-down --to N" >&2; exit 2; }
test -f ../srv/dump.sql || { echo "schema-down: take a dump first (ops/dump)" >&2; exit 4; }
sqlite3 ../srv/app.db "pragma user_version = $2" && echo "schema is $2"
`;

export const script: WorkflowScript = {
  name: 'symlink-rollback',
  workflow: 'Go back a release',
  files: {
    'ops/rollback': rollback,
    'ops/schema-down': down,
    'ops/dump': '#!/bin/sh\nsqlite3 ../srv/app.db .dump > ../srv/dump.sql && echo dumped\n',
    'ops/alive':
      '#!/bin/sh\ngrep -q fine ../srv/current/health || { echo "alive: $(cat ../srv/current/health)" >&2; exit 1; }\necho alive\n',
    'README.md': '# srv\n\nHow the shop is run.\n',
  },
  prepare: [
    'mkdir -p ../srv/releases/2026.07.1 ../srv/releases/2026.08.2 && echo fine > ../srv/releases/2026.07.1/health && echo "cart is broken" > ../srv/releases/2026.08.2/health && echo 11 > ../srv/releases/2026.07.1/schema && echo 12 > ../srv/releases/2026.08.2/schema && ln -s releases/2026.08.2 ../srv/current && sqlite3 ../srv/app.db "pragma user_version = 12; create table t (a);"',
  ],
  performances: [
    {
      recorder: 'p-bat',
      startedAt: '2026-09-10T09:00:00.000Z',
      acts: [
        run('ops/alive'),
        run('ls ../srv/releases'),
        run('ops/rollback 2026.07.1'),
        run('ops/schema-down --to 11'),
        run('ops/dump'),
        run('ops/schema-down --to 11'),
        run('ops/rollback 2026.07.1'),
        run('ops/alive'),
        say('Only ever go back one release: older ones cannot read the dump'),
      ],
    },
    {
      recorder: 'p-hare',
      startedAt: '2026-09-11T09:00:00.000Z',
      acts: [
        run('ops/alive'),
        run('ops/dump'),
        run('ops/rollback 2026.7.1'),
        run('ops/rollback 2026.07.1'),
        run('ops/schema-down --to 11'),
        run('ops/rollback 2026.07.1'),
        run('ops/alive'),
      ],
    },
  ],
  facts: {
    must: [
      ['ops/rollback', 'is newer than release', 'ops/schema-down --to'],
      ['ops/schema-down', 'take a dump first', 'ops/dump'],
      ['ops/alive', 'ops/rollback'],
      ['Only ever go back one release'],
    ],
    mustNot: ['2026\\.7\\.1', 'flaky', '\\bls \\.\\./srv'],
    gaps: [{ code: 'unexplained-step', subject: 'ops/' }, { code: 'unknown-input' }],
  },
};
