import { replace, run, say, type WorkflowScript } from '../act.ts';

const ci = `#!/bin/bash
branch=$(git branch --show-current)
version=$(cat VERSION)
case "$branch" in
  release/3.x|hotfix/*) [[ $version == 3.* ]] || { echo "ci: VERSION must start with 3. on $branch, is $version" >&2; exit 1; } ;;
esac
node --test >/dev/null || { echo "ci: tests failed" >&2; exit 1; }
echo "ci: ok"
`;

export const script: WorkflowScript = {
  name: 'hotfix-conflict',
  workflow: 'Bring a fix to the old release',
  files: {
    VERSION: '3.1.0\n',
    'ci.sh': ci,
    'src/price.js': 'exports.price = (net) => net + net * 0.19;\n',
    'test/price.test.js':
      "const test = require('node:test');\nconst assert = require('node:assert');\nconst { price } = require('../src/price.js');\ntest('price', () => assert.equal(price(100), 119));\n",
    'README.md': '# market\n',
  },
  prepare: [
    'git init -q --bare ../origin.git && git remote add origin ../origin.git',
    'git branch release/3.x',
    "echo 4.0.0 > VERSION && printf 'exports.RATE = 0.19;\\nexports.price = (net) => net * (1 + exports.RATE);\\n' > src/price.js && git commit -qam 'Name the rate'",
    "printf 'exports.RATE = 0.19;\\nexports.price = (net) => Math.round(net * (1 + exports.RATE) * 100) / 100;\\n' > src/price.js && echo 4.0.1 > VERSION && git commit -qam 'Round prices to cents'",
    'git push -q origin main release/3.x',
  ],
  performances: [
    {
      recorder: 'p-tit',
      startedAt: '2026-07-01T09:00:00.000Z',
      acts: [
        run('git status'),
        run('git log --oneline -4 main'),
        run('git checkout release/3.x'),
        run('git checkout -b hotfix/rounding'),
        run('git cherry-pick main'),
        run('git status'),
        run('git diff | head -40'),
        say('Keep the old formula, only round'),
        run(
          "git checkout --ours src/price.js VERSION && sed -i 's/net + net \\* 0.19/Math.round(net * 1.19 * 100) \\/ 100/' src/price.js",
        ),
        run('git add -A && git -c core.editor=true cherry-pick --continue'),
        replace('VERSION', '3.1.0', '4.0.1'),
        run('./ci.sh'),
        replace('VERSION', '4.0.1', '3.1.1'),
        run('./ci.sh'),
        run('git commit -qam "Raise to 3.1.1"'),
        run('git checkout release/3.x'),
        run('git merge hotfix/rounding'),
        run('./ci.sh'),
        run('git push origin release/3.x'),
      ],
    },
  ],
};
