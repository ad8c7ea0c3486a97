import { replace, run, say, type WorkflowScript, wait } from '../act.ts';

const flags = `#!/bin/bash
set -e
case "$1" in
  login) touch .session; echo "signed in" ;;
  push)
    [ -f .session ] || { echo "error: not signed in, run bin/flags login" >&2; exit 3; }
    echo "pushed $3 at $5%" ; echo "$3 $5" > .pushed ;;
  health) echo "error rate 0.1%" ;;
esac
`;

export const script: WorkflowScript = {
  name: 'flag-rollout',
  workflow: 'Roll out a feature flag',
  files: {
    'bin/flags': flags,
    'config/flags.yml': 'flags:\n  old-search: 100\n',
    'README.md': '# flags\n',
    '.gitignore': '.session\n.pushed\n',
  },
  performances: [
    {
      recorder: 'p-ash',
      startedAt: '2026-04-05T08:00:00.000Z',
      acts: [
        replace('config/flags.yml', '  old-search: 100\n', '  old-search: 100\n  new-checkout: 10\n'),
        run('./bin/flags push --flag new-checkout --percent 10'),
        run('./bin/flags login'),
        run('./bin/flags push --flag new-checkout --percent 10'),
        run('./bin/flags health'),
        wait(20 * 60_000),
        say('Wait until the error rate is quiet, then go to all'),
        run('./bin/flags push --flag new-checkout --percent 100'),
        run('./bin/flags health'),
        run('git commit -am "Roll out new-checkout"'),
      ],
    },
    {
      recorder: 'p-birch',
      startedAt: '2026-04-06T08:00:00.000Z',
      acts: [
        run('./bin/flags login'),
        replace('config/flags.yml', '  old-search: 100\n', '  old-search: 100\n  dark-mode: 10\n'),
        run('./bin/flags push --flag dark-mode --percent 10'),
        run('ls config'),
        run('./bin/flags health'),
        wait(30 * 60_000),
        run('./bin/flags push --flag dark-mode --percent 100'),
        run('./bin/flags health'),
        run('git commit -am "Roll out dark-mode"'),
      ],
    },
  ],
  facts: {
    must: [
      ['./bin/flags push', 'not signed in', './bin/flags login'],
      ['--flag <flag>', '--percent 10'],
      ['./bin/flags health', 'push'],
      ['Roll out <flag>'],
      ['config/flags.yml', '<flag>'],
      ['error rate is quiet'],
    ],
    mustNot: ['new-checkout', 'dark-mode', '\\bls\\b', 'flaky'],
  },
};
