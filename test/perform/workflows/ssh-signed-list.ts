import { replace, run, say, type WorkflowScript } from '../act.ts';

const files = {
  'list/hosts.txt': 'alder 10\nbirch 20\n',
  'trust/allowed_signers': '',
  'bin/accept':
    '#!/bin/sh\n[ -s list/hosts.txt.sig ] || { echo "accept: list/hosts.txt.sig is missing" >&2; exit 1; }\nssh-keygen -Y verify -f trust/allowed_signers -I ops@example.com -n hostlist -s list/hosts.txt.sig < list/hosts.txt || { echo "accept: not signed by anybody we trust" >&2; exit 1; }\n',
  'bin/order':
    '#!/bin/sh\nsort -c list/hosts.txt 2>/dev/null || { echo "order: list/hosts.txt is not sorted" >&2; exit 1; }\n',
  '.outside/keys/.keep': '',
  'README.md': '# Host list\n\nThe machines that are let in.\n',
};

export const script: WorkflowScript = {
  name: 'ssh-signed-list',
  workflow: 'Let a host in',
  files,
  prepare: [
    'ssh-keygen -q -t ed25519 -N "" -C ops@example.com -f ../keys/ops',
    'printf "ops@example.com %s\\n" "$(cut -d" " -f1,2 ../keys/ops.pub)" > trust/allowed_signers',
    'git add -A && git commit -qm "Trust ops"',
  ],
  performances: [
    {
      recorder: 'p-avocet',
      startedAt: '2026-11-10T09:00:00.000Z',
      acts: [
        run('cat list/hosts.txt'),
        replace('list/hosts.txt', 'birch 20\n', 'birch 20\naspen 30\n'),
        run('bin/order'),
        replace('list/hosts.txt', 'alder 10\nbirch 20\naspen 30\n', 'alder 10\naspen 30\nbirch 20\n'),
        run('bin/order'),
        run('bin/accept'),
        run('ssh-keygen -Y sign -f ../keys/ops -n file list/hosts.txt'),
        run('bin/accept'),
        say('The namespace has to be hostlist, the gate takes no other'),
        run('rm list/hosts.txt.sig'),
        run('ssh-keygen -Y sign -f ../keys/ops -n hostlist list/hosts.txt'),
        run('bin/accept'),
        run('git add -A'),
        run('git commit -qm "hosts: aspen"'),
      ],
    },
    {
      recorder: 'p-sanderling',
      startedAt: '2026-11-11T09:00:00.000Z',
      acts: [
        replace('list/hosts.txt', 'birch 20\n', 'birch 20\ncedar 40\n'),
        run('bin/order'),
        run('ssh-keygen -Y sign -f ../keys/ops -n hostlist list/hosts.txt'),
        run('bin/accept'),
        run('git add -A'),
        run('git commit -qm "hosts: cedar"'),
      ],
    },
  ],
  facts: {
    must: [
      ['is not sorted', 'list/hosts.txt'],
      ['ssh-keygen -Y sign', '-n hostlist', 'list/hosts.txt'],
      ['The namespace has to be hostlist'],
      ['bin/accept'],
      ['hosts: <name>|hosts: …'],
    ],
    mustNot: ['SHA256:[A-Za-z0-9+/]{20}', 'cat list/hosts.txt', 'flaky', 'aspen 30` to'],
    gaps: [{ code: 'unexplained-step', subject: 'ssh-keygen|bin/' }],
  },
};
