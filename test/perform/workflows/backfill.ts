import { run, type WorkflowScript } from '../act.ts';

const backfill = `import sqlite3
import sys

month = sys.argv[sys.argv.index('--month') + 1]
db = sqlite3.connect('app.db')
rows = db.execute("select count(*) from orders where month = ? and region is null", (month,)).fetchone()[0]
if '--apply' in sys.argv:
    db.execute("update orders set region = 'north' where month = ?", (month,))
    db.commit()
print(rows, 'rows', 'filled' if '--apply' in sys.argv else 'to fill')
`;

export const script: WorkflowScript = {
  name: 'backfill',
  workflow: 'Backfill the order regions',
  files: {
    'scripts/backfill_regions.py': backfill,
    'migrations/004_region.sql': 'alter table orders add column region text;\n',
    'README.md': '# orders\n',
    '.gitignore': 'app.db\n',
  },
  prepare: [
    "sqlite3 app.db \"create table orders (id integer, month text); insert into orders values (1, '2026-01'), (2, '2026-02');\"",
  ],
  performances: [
    {
      recorder: 'p-ash',
      startedAt: '2026-03-05T08:00:00.000Z',
      acts: [
        run('python3 scripts/backfill_regions.py --month 2026-01'),
        run('sqlite3 app.db < migrations/004_region.sql'),
        run('python3 scripts/backfill_regions.py --month 2026-01'),
        run('python3 scripts/backfill_regions.py --month 2026-01 --apply'),
        run('sqlite3 app.db "select count(*) from orders where month = \'2026-01\' and region is null"'),
      ],
    },
    {
      recorder: 'p-cedar',
      startedAt: '2026-03-06T08:00:00.000Z',
      acts: [
        run('sqlite3 app.db < migrations/004_region.sql'),
        run('python3 scripts/backfill_regions.py --month 2026-02'),
        run('ls scripts'),
        run('python3 scripts/backfill_regions.py --month 2026-02 --apply'),
        run('sqlite3 app.db "select count(*) from orders where month = \'2026-02\' and region is null"'),
      ],
    },
  ],
  facts: {
    must: [
      ['scripts/backfill_regions.py', 'no such column: region', 'migrations/004_region.sql'],
      ['scripts/backfill_regions.py', '--month <month>', '--apply'],
      ['select count(*) from orders', '<month>'],
    ],
    mustNot: ['2026-0[12](?!-)', '\\bls\\b', 'flaky'],
  },
};
