import { run, say, type WorkflowScript } from '../act.ts';

const backfill = `import sqlite3, sys
args = dict(a.lstrip('-').split('=') if '=' in a else (a.lstrip('-'), '1') for a in sys.argv[1:])
db = sqlite3.connect('data/app.db')
n = db.execute("select count(*) from orders where region is null").fetchone()[0]
if 'dry-run' in args:
    print(f"would update {n} rows"); sys.exit(0)
size = int(args.get('batch', '5000'))
if size > 500:
    print(f"refused: batch of {size} locks orders, at most 500", file=sys.stderr); sys.exit(3)
db.execute("update orders set region = coalesce((select region from shops where shops.id = orders.shop), 'none') where region is null")
db.commit()
print(f"updated {n} rows")
`;
const verify = `import sqlite3, sys
db = sqlite3.connect('data/app.db')
left = db.execute("select count(*) from orders where region is null").fetchone()[0]
none = db.execute("select count(*) from orders where region = 'none'").fetchone()[0]
print(f"{left} rows left, {none} without a shop")
sys.exit(1 if left else 0)
`;
const files = {
  'scripts/backfill_region.py': backfill,
  'scripts/verify_region.py': verify,
  'schema.sql':
    "create table shops(id integer, region text);\ncreate table orders(id integer, shop integer, region text);\ninsert into shops values (1,'north'),(2,'south');\ninsert into orders values (1,1,null),(2,2,null),(3,9,null);\n",
  '.gitignore': 'data/\nbackup/\n',
  'README.md': '# orders\n\nThe data lives in `data/app.db`.\n',
};

export const script: WorkflowScript = {
  name: 'sight-py-backfill',
  workflow: 'Backfill the region of orders',
  files,
  prepare: ['mkdir -p data backup && sqlite3 data/app.db < schema.sql'],
  performances: [
    {
      recorder: 'p-tern',
      startedAt: '2026-10-25T09:00:00.000Z',
      acts: [
        run('ls data'),
        run('python3 scripts/backfill_region.py --dry-run'),
        run('python3 scripts/backfill_region.py'),
        run('sqlite3 data/app.db ".backup backup/app-before.db"'),
        run('python3 scripts/backfill_region.py --batch=500'),
        run('python3 scripts/verify_region.py'),
        say('Orders of closed shops get the region none, that is fine'),
      ],
    },
    {
      recorder: 'p-knot',
      startedAt: '2026-10-26T09:00:00.000Z',
      acts: [
        run('sqlite3 data/app.db ".backup backup/app-before.db"'),
        run('python3 scripts/backfill_region.py --dry-run'),
        run('python3 scripts/backfill_region.py --batch=1000'),
        run('python3 scripts/backfill_region.py --batch=250'),
        run('python3 scripts/verify_region.py'),
      ],
    },
  ],
  facts: {
    must: [
      ['locks orders', '--batch'],
      ['--dry-run'],
      ['.backup', 'backfill_region.py|backup/app-before.db'],
      ['verify_region.py', 'backfill_region.py'],
      ['closed shops', 'none'],
    ],
    mustNot: ['Run `ls', 'flaky'],
    gaps: [{ code: 'unexplained-step' }],
  },
};
