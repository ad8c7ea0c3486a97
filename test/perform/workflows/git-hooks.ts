import { create, replace, run, say, type WorkflowScript } from '../act.ts';

const files = {
  'hooks/commit-msg':
    '#!/bin/sh\ngrep -Eq "^(FARM-[0-9]+: |Merge )" "$1" || { echo "commit-msg: the message must begin with the ticket, FARM-123: ..." >&2; exit 1; }\n',
  'hooks/pre-push':
    '#!/bin/sh\nb=$(git branch --show-current)\ntest -f changes/$b.txt || { echo "pre-push: changes/$b.txt is missing" >&2; exit 1; }\n',
  'changes/README': 'One file a branch: what users see.\n',
  'field.txt': 'wheat\n',
  Makefile:
    'check:\n\t@test -f tools/lint || { echo "tools/lint is not there" >&2; exit 2; }\n\t@sh tools/lint field.txt\n',
  'README.md': '# farm\n\nFields and what grows there.\n',
};

export const script: WorkflowScript = {
  name: 'git-hooks',
  workflow: 'Bring in a change',
  files,
  prepare: [
    'git init -q -b main ../tools && cd ../tools && printf \'sort -c "$1" || { echo "lint: $1 is not sorted" >\\&2; exit 1; }\\n\' > lint && git -c user.name=Dev -c user.email=dev@example.com add -A && git -c user.name=Dev -c user.email=dev@example.com commit -qm Lint',
    'git -c protocol.file.allow=always submodule --quiet add ../tools tools && git commit -qm "Tools" && git submodule --quiet deinit -f tools',
    'git init -q --bare ../origin.git && git remote add origin ../origin.git && git push -q origin main && git config core.hooksPath hooks',
  ],
  environment: { GIT_ALLOW_PROTOCOL: 'file' },
  performances: [
    {
      recorder: 'p-goat',
      startedAt: '2026-09-14T09:00:00.000Z',
      acts: [
        run('git checkout -qb oats'),
        replace('field.txt', 'wheat\n', 'wheat\noats\n'),
        run('make check'),
        run('git submodule update --init'),
        run('make check'),
        replace('field.txt', 'wheat\noats\n', 'oats\nwheat\n'),
        run('make check'),
        run('git commit -qam "Sow oats"'),
        run('git commit -qam "FARM-31: sow oats"'),
        run('git push -q origin oats'),
        create('changes/oats.txt', 'Oats grow.\n'),
        run('git add changes && git commit -qm "FARM-31: tell of the oats"'),
        run('git push -q origin oats'),
      ],
    },
    {
      recorder: 'p-lamb',
      startedAt: '2026-09-15T09:00:00.000Z',
      acts: [
        run('git submodule update --init'),
        run('git checkout -qb barley'),
        replace('field.txt', 'wheat\n', 'barley\nwheat\n'),
        create('changes/barley.txt', 'Barley grows.\n'),
        run('make check'),
        run('git add -A && git commit -qm "FARM-40: sow barley"'),
        run('git push -q origin barley'),
      ],
    },
    {
      recorder: 'p-hen',
      startedAt: '2026-09-16T09:00:00.000Z',
      acts: [
        run('git checkout -qb rye'),
        replace('field.txt', 'wheat\n', 'rye\nwheat\n'),
        run('git commit -qam "FARM-44: sow rye"'),
        run('git push origin rye'),
        say('The file is called like the branch, without it nothing is published'),
        create('changes/rye.txt', 'Rye grows.\n'),
        run('git add changes && git commit -qm "FARM-44: tell of rye"'),
        run('git push origin rye'),
      ],
    },
  ],
  facts: {
    must: [
      ['make check', 'tools/lint is not there', 'git submodule update --init'],
      ['make check', 'not sorted|disorder', 'field.txt'],
      ['git commit', 'must begin with the ticket', 'FARM-|<ticket>'],
      ['git push', 'is missing', 'changes/<'],
      ['<ticket>'],
      ['changes/<', '.txt'],
    ],
    mustNot: ['flaky', 'FARM-(?:31|40|44)', 'git push origin (?:rye|oats|barley)'],
    gaps: [
      { code: 'unexplained-step', subject: 'git|make|changes' },
      { code: 'unknown-input', subject: 'ticket|FARM' },
    ],
  },
};
