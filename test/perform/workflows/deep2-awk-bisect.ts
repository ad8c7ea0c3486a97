import { create, replace, run, say, type WorkflowScript } from '../act.ts';

const commits = [
  ['"Round half up"', `sed -i 's/int(v)/int(v + 0.5)/' toll.awk`],
  ['"Drop blank lines"', `sed -i '1i /^$/ { next }' toll.awk`],
  ['"Start on heavy lorries"', `sed -i 's/^END {/END { if (/' toll.awk`],
  [
    '"Heavy lorries pay double"',
    `sed -i 's/^END { if (/END {/; s/\\$2 == "lorry"/$2 ~ "lor"/; s/300 :/600 :/' toll.awk`,
  ],
  ['"Say euro"', `sed -i 's/"total "/"euro "/' toll.awk`],
];

/** A search through real commits, of which one does not run, with a cache that has to go before each try. */
export const script: WorkflowScript = {
  name: 'deep2-awk-bisect',
  workflow: 'Find the commit that made tolls wrong',
  files: {
    'toll.awk':
      'function r(v) { return int(v) }\n{ sum += $2 == "lorry" ? 300 : 100 }\nEND { print "total " r(sum / 100) }\n',
    'data/may.txt': 'a lorry\nb car\nc lorry\n',
    'tests/run.sh': '#!/bin/sh\nsh total.sh | grep -q " 7$"\n',
    'total.sh':
      '#!/bin/sh\n# keeps the last result\n[ -f .total ] || awk -f toll.awk data/may.txt > .total 2>&1\ncat .total\n',
    'README.md': '# tolls\n\n`sh total.sh` prints the total.\n',
    '.gitignore': '.total\n',
  },
  prepare: [
    'git tag v1.4',
    ...commits.map(([message, line]) => `${line} && git commit -qam ${message}`),
    'git tag v1.5',
  ],
  performances: [
    {
      recorder: 'p-lund',
      startedAt: '2026-10-19T09:00:00.000Z',
      acts: [
        run('sh total.sh'),
        run('git bisect start v1.5 v1.4'),
        run('sh total.sh'),
        say('the total is kept in .total, it has to go before every try'),
        run('rm -f .total; sh total.sh'),
        run('git bisect good'),
        run('rm -f .total; sh total.sh'),
        run('git bisect skip'),
        run('rm -f .total; sh total.sh'),
        run('git bisect bad'),
        run('git bisect reset'),
        run('git checkout -q -b fix/lorries'),
        replace('toll.awk', '600 :', '300 :'),
        run('rm -f .total && sh tests/run.sh'),
        run('git commit -qam "Lorries pay 300 again"'),
      ],
    },
    {
      recorder: 'p-falun',
      startedAt: '2026-10-21T09:00:00.000Z',
      acts: [
        create(
          'try.sh',
          '#!/bin/sh\nrm -f .total\nsh total.sh | grep -q error && exit 125\nsh total.sh | grep -q " 7$"\n',
        ),
        run('chmod -x try.sh'),
        run('git bisect start v1.5 v1.4'),
        run('git bisect run ./try.sh'),
        run('chmod +x try.sh'),
        run('git bisect start v1.5 v1.4'),
        run('git bisect run ./try.sh'),
        run('git bisect reset'),
        run('git checkout -q -b fix/double-lorries'),
        replace('toll.awk', '600 :', '300 :'),
        run('rm -f .total && sh tests/run.sh'),
        run('rm try.sh'),
        run('git commit -qam "Lorries cost 300"'),
      ],
    },
  ],
  facts: {
    must: [['rm -f .total'], ['git bisect start'], ['git bisect reset'], 'fix/<', ['tests/run.sh']],
    mustNot: [
      'git bisect (?:good|bad)`; \\d+\\. [^;]*; \\d+\\. Run `git bisect (?:good|bad)',
      'README',
      '600 :` to `300 :.*then `git bisect',
    ],
    gaps: [{ code: 'unexplained-step', subject: 'rm -f .total|bisect|toll.awk' }],
  },
};
