import { create, run, say, type WorkflowScript } from '../act.ts';

const db = `#!/bin/bash
set -e
[ -n "$SHOP_DB" ] || { echo "db: SHOP_DB must be set" >&2; exit 2; }
case "$1" in
  apply)
    for up in migrations/*.up.sql; do
      down=\${up%.up.sql}.down.sql
      [ -f "$down" ] || { echo "db: missing down migration $down" >&2; exit 1; }
    done
    for up in migrations/*.up.sql; do
      grep -qsx "$up" "$SHOP_DB.done" && continue
      sqlite3 "$SHOP_DB" < "$up"; echo "$up" >> "$SHOP_DB.done"; echo "applied $up"
    done ;;
  status) tail -n1 "$SHOP_DB.done" ;;
  dump) sqlite3 "$SHOP_DB" .schema > schema.sql; echo "wrote schema.sql" ;;
esac
`;

export const script: WorkflowScript = {
  name: 'schema-change',
  workflow: 'Change the database schema',
  files: {
    db,
    'migrations/0011_items.up.sql': 'create table items (id integer primary key);\n',
    'migrations/0011_items.down.sql': 'drop table items;\n',
    'schema.sql': 'CREATE TABLE items (id integer primary key);\n',
    'README.md': '# shop\n',
    '.gitignore': '*.sqlite*\n',
  },
  performances: [
    {
      recorder: 'p-smew',
      startedAt: '2026-07-04T09:00:00.000Z',
      acts: [
        create('migrations/0012_colour.up.sql', 'alter table items add column colour text;\n'),
        run('./db apply'),
        run('cat db'),
        run('export SHOP_DB=dev.sqlite'),
        run('./db apply'),
        create('migrations/0012_colour.down.sql', 'alter table items drop column colour;\n'),
        run('./db apply'),
        run('sqlite3 dev.sqlite .tables'),
        run('./db status'),
        run('./db dump'),
        run('git add -A && git commit -m "db: add colour"'),
      ],
    },
    {
      recorder: 'p-scaup',
      startedAt: '2026-07-05T09:00:00.000Z',
      acts: [
        run('export SHOP_DB=shop.sqlite'),
        create('migrations/0013_weight.up.sql', 'alter table items add column weight real;\n'),
        create('migrations/0013_weight.down.sql', 'alter table items drop column weight;\n'),
        run('./db apply'),
        run('./db status'),
        say('schema.sql is what reviewers read'),
        run('./db dump'),
        run('git add -A && git commit -m "db: add weight"'),
      ],
    },
  ],
};
