import { run, say, type WorkflowScript } from '../act.ts';

export const script: WorkflowScript = {
  name: 'git-revert',
  workflow: 'Take a bad merge back from live',
  files: {
    'site/prices.txt': 'apple 3\npear 4\n',
    'site/shop.conf': 'currency = EUR\n',
    'tools/smoke':
      '#!/bin/sh\ngrep -q "^currency = EUR$" site/shop.conf || { echo "smoke: currency is not EUR" >&2; exit 1; }\necho smoke: fine\n',
    'README.md': '# stall\n\nThe branch `live` is what customers see.\n',
  },
  prepare: [
    'git init -q --bare ../origin.git && git remote add origin ../origin.git',
    'git checkout -qb live && git checkout -qb topic/usd && sed -i "s/EUR/USD/" site/shop.conf && git commit -qam "Charge in dollars"',
    'git checkout -q live && git merge -q --no-ff -m "Merge topic/usd" topic/usd && git push -q origin live main',
    'git clone -q -b live ../origin.git ../other && cd ../other && echo "plum 5" >> site/prices.txt && git -c user.name=Dev -c user.email=dev@example.com commit -qam "Plums" && git push -q origin live',
    'git branch -q --set-upstream-to=origin/live live',
  ],
  performances: [
    {
      recorder: 'p-crane',
      startedAt: '2026-08-17T09:00:00.000Z',
      acts: [
        run('tools/smoke'),
        run('git log --oneline --graph -5'),
        run('git revert --no-edit HEAD'),
        run('git revert --no-edit -m 1 HEAD'),
        run('tools/smoke'),
        run('git push origin live'),
        run('git pull --rebase origin live'),
        run('tools/smoke'),
        run('git push origin live'),
        say(
          'Never reset live: others have it already. And whoever merges the topic again must revert this revert first',
        ),
        run('git log origin/live -1'),
      ],
    },
    {
      recorder: 'p-stork',
      startedAt: '2026-08-18T09:00:00.000Z',
      acts: [
        run('git fetch'),
        run('git reset --hard main'),
        run('git push origin live'),
        run('git reset --hard origin/live'),
        run('git log --merges -1 --format=%h'),
        run('git revert --no-edit -m 1 "$(git log --merges -1 --format=%h)"'),
        run('tools/smoke'),
        run('git push origin live'),
      ],
    },
  ],
  facts: {
    must: [
      ['git revert', 'is a merge but no -m option was given', '-m 1'],
      ['git push origin live', 'rejected|fetch first|non-fast-forward', 'git pull --rebase'],
      ['tools/smoke', 'git push'],
      ['Never reset live'],
      ['revert this revert'],
    ],
    mustNot: ['git log --oneline', 'flaky', 'run `git reset --hard main`'],
    gaps: [{ code: 'unexplained-step', subject: 'git|smoke' }],
  },
};
