import { replace, run, say, type WorkflowScript } from '../act.ts';

const files = {
  'plugin/ferry.vim': "command! Ferry echo 'crossing'\n",
  'doc/ferry.txt':
    '*ferry.txt* Crossing\n\n                                                *:Ferry*\n:Ferry  crosses.\n',
  'doc/tags': ':Ferry\tferry.txt\t/*:Ferry*\nferry.txt\tferry.txt\t/*ferry.txt*\n',
  'check.sh':
    '#!/bin/sh\nfor c in $(sed -n \'s/^command! \\([A-Za-z]*\\).*/\\1/p\' plugin/ferry.vim); do\n  grep -q "^:$c\\s" doc/ferry.txt || { echo "check: doc/ferry.txt says nothing about :$c" >&2; exit 1; }\n  grep -q "^:$c" doc/tags || { echo "check: doc/tags is stale, :$c has no tag" >&2; exit 1; }\ndone\nvim -u NONE -es -c \'source plugin/ferry.vim\' -c \'qall!\' || { echo \'check: plugin/ferry.vim does not load\' >&2; exit 1; }\necho ok\n',
  'README.md': '# ferry\n\nA plugin.\n',
};

export const script: WorkflowScript = {
  name: 'vim-plugin',
  workflow: 'Add a command to the plugin',
  files,
  performances: [
    {
      recorder: 'p-siskin',
      startedAt: '2026-11-25T09:00:00.000Z',
      acts: [
        replace(
          'plugin/ferry.vim',
          "command! Ferry echo 'crossing'\n",
          "command! Ferry echo 'crossing'\ncommand! Dock echo 'docked'\n",
        ),
        run('sh check.sh'),
        replace(
          'doc/ferry.txt',
          ':Ferry  crosses.\n',
          ':Ferry  crosses.\n\n                                                *:Dock*\n:Dock  docks.\n',
        ),
        run('sh check.sh'),
        run("vim -u NONE -es -c 'helptags doc' -c 'qall!'"),
        run('sh check.sh'),
        say('doc/tags is committed because our users copy the folder by hand'),
        run('git add -A && git commit -qm "Add :Dock"'),
      ],
    },
    {
      recorder: 'p-twite',
      startedAt: '2026-11-26T09:00:00.000Z',
      acts: [
        replace(
          'plugin/ferry.vim',
          "command! Ferry echo 'crossing'\n",
          "command! Ferry echo 'crossing'\ncommand! Moor echo 'moored'\n",
        ),
        replace(
          'doc/ferry.txt',
          ':Ferry  crosses.\n',
          ':Ferry  crosses.\n\n                                                *:Moor*\n:Moor  moors.\n',
        ),
        run("vim -u NONE -es -c 'helptags doc' -c 'qall!'"),
        run('sh check.sh'),
        run('git add -A && git commit -qm "Add :Moor"'),
      ],
    },
  ],
  facts: {
    must: [
      ['says nothing about', 'doc/ferry.txt'],
      ['stale', 'helptags doc'],
      ['doc/tags is committed'],
      ['plugin/ferry.vim', 'doc/ferry.txt', 'change together|Each time'],
      ['Add :<'],
    ],
    mustNot: ['flaky', 'is done in more than one way', 'Sign in'],
    gaps: [{ code: 'unexplained-step', subject: 'check.sh|helptags|doc/' }],
  },
};
