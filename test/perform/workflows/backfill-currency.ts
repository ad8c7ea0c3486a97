import { run, say, type WorkflowScript, wait } from '../act.ts';

const backfill = `import argparse, os, sqlite3, sys
args = argparse.ArgumentParser()
args.add_argument('--table', required=True)
args.add_argument('--batch', type=int, default=100)
args.add_argument('--apply', action='store_true')
args.add_argument('--dry-run', action='store_true')
options = args.parse_args()
db = sqlite3.connect('app.db')
rows = db.execute(f'select count(*) from {options.table} where currency is null').fetchone()[0]
if options.apply:
    if os.path.exists('.worker'):
        raise sqlite3.OperationalError('database is locked')
    db.execute(f"update {options.table} set currency = 'EUR' where currency is null")
    db.commit()
print(rows, 'rows', 'filled' if options.apply else 'to fill', 'in batches of', options.batch)
`;
const migrate = `import sqlite3, sys
db = sqlite3.connect('app.db')
db.execute('alter table orders add column currency text')
db.commit()
print('applied', sys.argv[1])
`;
const worker = `#!/bin/bash
case "$1" in
  stop) rm -f .worker; echo stopped ;;
  start) touch .worker; echo started ;;
  *) [ -f .worker ] && echo running || echo idle ;;
esac
`;

export const script: WorkflowScript = {
  name: 'backfill-currency',
  workflow: 'Backfill the currency of old orders',
  files: {
    'scripts/backfill.py': backfill,
    'scripts/migrate.py': migrate,
    'scripts/worker.sh': worker,
    'README.md': '# ledger\n\nOrders and what they cost.\n',
    '.gitignore': 'app.db*\n.worker\n',
  },
  prepare: [
    'sqlite3 app.db "create table orders (id integer, cents integer); insert into orders values (1, 500), (2, 700), (3, 90);"',
    'touch .worker',
  ],
  performances: [
    {
      recorder: 'p-stork',
      startedAt: '2026-06-08T08:00:00.000Z',
      acts: [
        run('sqlite3 app.db .schema'),
        run('cp app.db app.db.bak'),
        run('python3 scripts/backfill.py --table orders --dry-run'),
        run('ls scripts'),
        run('python3 scripts/migrate.py 0007'),
        run('python3 scripts/backfill.py --table orders --dry-run'),
        run('python3 scripts/backfill.py --table orders --apply --batch 500'),
        run('scripts/worker.sh status'),
        run('scripts/worker.sh stop'),
        run('python3 scripts/backfill.py --table orders --apply --batch 500'),
        run('scripts/worker.sh start'),
        run('sqlite3 app.db "select count(*) from orders where currency is null"'),
      ],
    },
    {
      recorder: 'p-swift',
      startedAt: '2026-06-09T08:00:00.000Z',
      acts: [
        run('cp app.db app.db.bak'),
        run('python3 scripts/migrate.py 0007'),
        say('The worker writes orders all the time, stop it before the backfill'),
        run('scripts/worker.sh stop'),
        run('python3 scripts/backfill.py --table orders --dry-run'),
        run('python3 scripts/backfill.py --table orders --apply --batch 200'),
        wait(60_000),
        run('sqlite3 app.db "select count(*) from orders where currency is null"'),
        run('scripts/worker.sh start'),
      ],
    },
  ],
};
