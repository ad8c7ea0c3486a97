import { away, run, say, type WorkflowScript } from '../act.ts';

const deploy = `#!/bin/bash
if [ ! -d releases/$1 ]; then echo "error: release $1 is not on disk" >&2; exit 1; fi
ln -sfn releases/$1 current && echo "current -> $1"
`;
const fetch = `#!/bin/bash
mkdir -p releases/$1 && cp ../archive/$1 releases/$1/checkout && echo "fetched $1"
`;
const smoke = `#!/bin/bash
if grep -q broken current/checkout; then echo "smoke: 500 on /checkout" >&2; exit 1; fi
echo "smoke ok"
`;

export const script: WorkflowScript = {
  name: 'roll-back-release',
  workflow: 'Roll back a release',
  files: {
    'deploy.sh': deploy,
    'fetch-release.sh': fetch,
    'smoke.sh': smoke,
    'checkout.js': 'export const pay = (sum) => sum;\n',
    'README.md': '# tollgate\n',
    '.gitignore': 'releases\ncurrent\n*.log\n',
  },
  prepare: [
    'git init -q --bare ../origin.git && git remote add origin ../origin.git',
    "sed -i 's/=> sum/=> sum.total/' checkout.js && git commit -qam 'Take the total'",
    'git push -q -u origin main',
    'mkdir -p ../archive releases/42 && echo fine > ../archive/41 && echo broken > releases/42/checkout && ln -sfn releases/42 current',
    'seq 200 > app.log',
  ],
  performances: [
    {
      recorder: 'p-egret',
      startedAt: '2026-06-10T22:00:00.000Z',
      acts: [
        run('./smoke.sh'),
        run('tail -n 20 app.log'),
        run('./deploy.sh 41'),
        run('cat deploy.sh'),
        run('./fetch-release.sh 41'),
        run('./deploy.sh 41'),
        run('./smoke.sh'),
        away(150_000),
        say('Now take the commit out, else the next release brings it back. Need a coffee.'),
        run('git log --oneline -3'),
        run('git revert --no-edit HEAD'),
        run('git push origin main'),
      ],
    },
  ],
};
