import { create, replace, run, say, type WorkflowScript } from '../act.ts';

const files = {
  'migrations/001.up.sql':
    'create table entry (id integer primary key, amount integer not null);\ninsert into entry (amount) values (5), (7);\npragma user_version = 1;\n',
  'migrations/001.down.sql': 'drop table entry;\npragma user_version = 0;\n',
  'migrate.tcl': `#!/usr/bin/env tclsh
# migrate.tcl up|down N
lassign $argv way n
if {![info exists env(LEDGER)]} { puts stderr "migrate: set LEDGER to the database"; exit 2 }
set file migrations/$n.$way.sql
if {![file exists $file]} { puts stderr "migrate: no $file"; exit 3 }
if {$way eq "up" && ![file exists migrations/$n.down.sql]} { puts stderr "migrate: $file has no way back"; exit 4 }
if {[catch {exec sqlite3 -bail $env(LEDGER) < $file} message]} { puts stderr "migrate: $message"; exit 1 }
puts "$way $n"
`,
  'README.md': '# ledger\n\nKeeps entries.\n',
  '.gitignore': '*.db\n*.db.bak\n',
};

export const script: WorkflowScript = {
  name: 'ledger-schema',
  workflow: 'Add a column to the ledger',
  files,
  prepare: ['sqlite3 dev.db < migrations/001.up.sql'],
  performances: [
    {
      recorder: 'p-ash',
      startedAt: '2026-10-04T09:00:00.000Z',
      acts: [
        create(
          'migrations/002.up.sql',
          'alter table entry add column currency text not null;\npragma user_version = 2;\n',
        ),
        run('tclsh migrate.tcl up 002'),
        run('export LEDGER=dev.db'),
        run('tclsh migrate.tcl up 002'),
        create('migrations/002.down.sql', 'alter table entry drop column currency;\npragma user_version = 1;\n'),
        say('Copy the database first, sqlite keeps half of a failed migration'),
        run('cp dev.db dev.db.bak'),
        run('tclsh migrate.tcl up 002'),
        replace('migrations/002.up.sql', 'text not null', "text not null default 'EUR'"),
        run('cp dev.db.bak dev.db'),
        run('tclsh migrate.tcl up 002'),
        run('sqlite3 dev.db "pragma user_version"'),
        run('tclsh migrate.tcl down 002'),
        run('tclsh migrate.tcl up 002'),
        run('git add -A && git commit -qm "schema 002: currency"'),
      ],
    },
    {
      recorder: 'p-yew',
      startedAt: '2026-10-05T09:00:00.000Z',
      acts: [
        run('export LEDGER=dev.db'),
        create('migrations/002.up.sql', 'alter table entry add column account text;\npragma user_version = 2;\n'),
        create('migrations/002.down.sql', 'alter table entry drop column account;\npragma user_version = 1;\n'),
        run('cp dev.db dev.db.bak'),
        run('tclsh migrate.tcl up 002'),
        run('sqlite3 dev.db "pragma user_version"'),
        run('tclsh migrate.tcl down 002'),
        run('tclsh migrate.tcl up 002'),
        run('git add -A && git commit -qm "schema 002: account"'),
      ],
    },
  ],
  facts: {
    must: [
      ['migrate.tcl up', 'set LEDGER', 'set `LEDGER=dev.db'],
      ['migrate.tcl up', 'no way back', '.down.sql'],
      ['migrate.tcl up', 'NOT NULL|not null', '.up.sql'],
      ['cp dev.db dev.db.bak'],
      ['Copy the database first'],
      ['pragma user_version'],
      ['migrate.tcl down'],
      ['schema'],
      ['.down.sql', '.up.sql'],
    ],
    mustNot: ['flaky', 'currency', 'README'],
    gaps: [{ code: 'unexplained-step', subject: 'tclsh|migrate' }],
  },
};
