import { create, replace, run, say, type WorkflowScript } from '../act.ts';

const files = {
  'bin/totals.awk': `BEGIN { FS = ";"; if (ENVIRON["TARIFF"] == "") { print "totals: TARIFF is not set" > "/dev/stderr"; exit 3 } }
NF != 3 { printf "totals: line %d has %d fields\\n", NR, NF > "/dev/stderr"; exit 4 }
{ sum[$1] += $3 }
END { for (k in sum) printf "%s;%.2f\\n", k, sum[k] * ENVIRON["TARIFF"] }
`,
  'bin/check': `#!/bin/sh
# every meter of meters.txt must be in the report
for m in $(cat meters.txt); do
  grep -q "^$m;" "$1" || { echo "check: meter $m is missing in $1" >&2; exit 1; }
done
echo "all meters present"
`,
  'meters.txt': 'm10\nm20\n',
  'in/2026-01.csv': 'm10;a;4\nm20;b;6\n',
  'in/2026-02.csv': 'm10,a,5\nm20,b,7\n',
  'in/2026-03.csv': 'm10;a;8\nm20;b;2\nm30;c;1\n',
  'README.md': '# tariff\n\nMonthly totals of the meters.\n',
};

export const script: WorkflowScript = {
  name: 'awk-tariff',
  workflow: 'Make the monthly meter report',
  files,
  performances: [
    {
      recorder: 'p-wren',
      startedAt: '2026-10-02T09:00:00.000Z',
      acts: [
        run('head -2 in/2026-02.csv'),
        run('awk -f bin/totals.awk in/2026-02.csv > out.csv'),
        run('export TARIFF=0.31'),
        say('The tariff stands in the contract, clause 4; it changes every quarter'),
        run('awk -f bin/totals.awk in/2026-02.csv > out.csv'),
        run('sed -i "s/,/;/g" in/2026-02.csv'),
        run('awk -f bin/totals.awk in/2026-02.csv > out.csv'),
        run('sort out.csv > reports-2026-02.csv'),
        run('bin/check reports-2026-02.csv'),
        run('rm out.csv'),
        run('git add -A && git commit -qm "report: 2026-02"'),
      ],
    },
    {
      recorder: 'p-lark',
      startedAt: '2026-10-03T09:00:00.000Z',
      acts: [
        run('export TARIFF=0.31'),
        replace('meters.txt', 'm20\n', 'm20\nm30\nm40\n'),
        run('awk -f bin/totals.awk in/2026-03.csv | sort > reports-2026-03.csv'),
        run('bin/check reports-2026-03.csv'),
        replace('meters.txt', 'm40\n', ''),
        say('A meter joins meters.txt only when its first reading is there'),
        run('bin/check reports-2026-03.csv'),
        create('notes.txt', 'm40 from April on\n'),
        run('rm notes.txt'),
        run('git add -A && git commit -qm "report: 2026-03"'),
      ],
    },
  ],
  facts: {
    must: [
      ['awk', 'TARIFF is not set', 'set `TARIFF'],
      ['clause 4'],
      ['awk', 'fields', 'sed'],
      ['bin/check', 'reports-<'],
      ['bin/check', 'commit'],
      ['bin/check', 'missing', 'meters.txt'],
      ['only when its first reading'],
      ['report: <'],
      ['sort'],
    ],
    mustNot: ['2026-0[23]', 'notes.txt', 'head -2', 'flaky'],
    gaps: [{ code: 'unexplained-step', subject: 'awk' }],
  },
};
