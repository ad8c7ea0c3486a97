import { replace, run, say, type WorkflowScript } from '../act.ts';

export const script: WorkflowScript = {
  name: 'sight-bisect-sql',
  workflow: 'Find the change that broke the report',
  files: {
    'report.sql': 'select region, sum(total) from sales group by region order by region;\n',
    'data/seed.sql':
      "create table sales(region text, total int);\ninsert into sales values ('north', 3), ('south', 4);\n",
    'check.sh':
      '#!/bin/sh\n[ -f build/sales.db ] || { echo "check: build/sales.db is missing, run make-db.sh" >&2; exit 2; }\nout=$(sqlite3 build/sales.db < report.sql | tr "\\n" " ")\n[ "$out" = "north|3 south|4 " ] || { echo "check: report says $out" >&2; exit 1; }\necho check ok\n',
    'make-db.sh': '#!/bin/sh\nmkdir -p build && rm -f build/sales.db && sqlite3 build/sales.db < data/seed.sql\n',
    '.gitignore': 'build/\n',
    'README.md': '# report\n',
  },
  prepare: [
    'git tag good-1',
    'echo "-- note" >> data/seed.sql && git commit -qam "Say what the seed is"',
    "sed -i \"s/'south', 4/'south', 5/\" data/seed.sql && git commit -qam 'Correct the south'",
    'echo more >> README.md && git commit -qam "More words"',
  ],
  performances: [
    {
      recorder: 'p-dotterel',
      startedAt: '2026-11-01T09:00:00.000Z',
      acts: [
        run('./check.sh'),
        run('./make-db.sh'),
        run('./check.sh'),
        run('git log --oneline'),
        run('git bisect start HEAD good-1'),
        run("git bisect run sh -c './make-db.sh && ./check.sh'"),
        run('git bisect reset'),
        say('The database has to be made anew at each commit, else every commit looks the same'),
        replace('data/seed.sql', "'south', 5", "'south', 4"),
        run('./make-db.sh'),
        run('./check.sh'),
        run('git commit -qam "Put the south back"'),
      ],
    },
    {
      recorder: 'p-whimbrel',
      startedAt: '2026-11-02T09:00:00.000Z',
      acts: [
        run('./make-db.sh'),
        run('./check.sh'),
        run('git bisect start HEAD good-1'),
        run("git bisect run sh -c './make-db.sh && ./check.sh'"),
        run('git bisect reset'),
        run('git revert --no-edit HEAD~1'),
        run('./make-db.sh && ./check.sh'),
      ],
    },
  ],
  facts: {
    must: [
      ['build/sales.db is missing', './make-db.sh'],
      ['git bisect run', './make-db.sh'],
      ['git bisect start HEAD good-1'],
      ['git bisect reset'],
      ['made anew at each commit'],
      ['./check.sh', 'south|report says', 'data/seed.sql|git revert'],
      ['git revert', 'data/seed.sql|more than one way|differ'],
    ],
    mustNot: ['git log', 'flaky'],
    gaps: [{ code: 'unexplained-step', subject: 'make-db|bisect|check' }],
  },
};
