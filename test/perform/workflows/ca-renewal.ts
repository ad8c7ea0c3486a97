import { run, say, type WorkflowScript } from '../act.ts';

const check = `#!/bin/sh
# What the gateway does at its start.
set -e
cd "$(dirname "$0")/.."
test "$(stat -c %a tls/gate.key)" = 600 || { echo "gate: tls/gate.key is readable by others (mode $(stat -c %a tls/gate.key))" >&2; exit 3; }
openssl verify -CAfile ../ca/root.pem -untrusted tls/chain.pem tls/gate.pem
a=$(openssl x509 -noout -pubkey -in tls/gate.pem | sha256sum)
b=$(openssl pkey -pubout -in tls/gate.key | sha256sum)
test "$a" = "$b" || { echo "gate: key and certificate do not belong together" >&2; exit 4; }
openssl x509 -noout -ext subjectAltName -in tls/gate.pem | grep -q gate.example.com || { echo "gate: gate.example.com is not a subjectAltName" >&2; exit 5; }
echo gate: up
`;

export const script: WorkflowScript = {
  name: 'ca-renewal',
  workflow: "Renew the gate's certificate",
  files: {
    'bin/gate-check': check,
    'tls/gate.cnf':
      '[req]\ndistinguished_name = dn\nprompt = no\nreq_extensions = ext\n[dn]\nCN = gate.example.com\n[ext]\nsubjectAltName = DNS:gate.example.com\n',
    'README.md': '# gate\n\nThe gate in front of everything.\n',
    '.gitignore': '*.key\n*.csr\n',
  },
  prepare: [
    'mkdir ../ca && cd ../ca && openssl req -x509 -newkey rsa:2048 -nodes -keyout root.key -out root.pem -subj "/CN=Root" -days 3650 2>/dev/null',
    'cd ../ca && openssl req -newkey rsa:2048 -nodes -keyout mid.key -out mid.csr -subj "/CN=Mid" 2>/dev/null && printf "basicConstraints=CA:TRUE\\n" > mid.ext && openssl x509 -req -in mid.csr -CA root.pem -CAkey root.key -CAcreateserial -extfile mid.ext -out mid.pem -days 1800 2>/dev/null',
    'touch tls/chain.pem',
  ],
  performances: [
    {
      recorder: 'p-yak',
      startedAt: '2026-08-26T09:00:00.000Z',
      acts: [
        run(
          'openssl req -newkey rsa:2048 -nodes -keyout tls/gate.key -out tls/gate.csr -config tls/gate.cnf 2>/dev/null',
        ),
        run(
          'openssl x509 -req -in tls/gate.csr -CA ../ca/mid.pem -CAkey ../ca/mid.key -CAcreateserial -days 90 -out tls/gate.pem',
        ),
        run('chmod 644 tls/gate.key'),
        run('bin/gate-check'),
        run('chmod 600 tls/gate.key'),
        run('bin/gate-check'),
        run('cp ../ca/mid.pem tls/chain.pem'),
        run('bin/gate-check'),
        run('openssl x509 -noout -text -in tls/gate.pem | grep -A1 Alternative'),
        say('x509 drops the names of the request unless it is told to copy them'),
        run(
          'openssl x509 -req -in tls/gate.csr -CA ../ca/mid.pem -CAkey ../ca/mid.key -CAcreateserial -days 90 -copy_extensions copyall -out tls/gate.pem',
        ),
        run('bin/gate-check'),
        run('git add tls && git commit -qm "tls: renew gate"'),
      ],
    },
    {
      recorder: 'p-gnu',
      startedAt: '2026-08-27T09:00:00.000Z',
      acts: [
        run('cd tls'),
        run('openssl req -newkey rsa:2048 -nodes -keyout gate.key -out gate.csr -config gate.cnf 2>/dev/null'),
        run(
          'openssl x509 -req -in gate.csr -CA ../../ca/mid.pem -CAkey ../../ca/mid.key -CAcreateserial -days 90 -copy_extensions copyall -out gate.pem',
        ),
        run('../bin/gate-check'),
        run('cp ../../ca/mid.pem chain.pem'),
        run('../bin/gate-check'),
        run('git add . && git commit -qm "tls: renew gate for autumn"'),
      ],
    },
  ],
  facts: {
    must: [
      ['gate-check', 'readable by others', 'chmod 600'],
      ['gate-check', 'Could not read any untrusted certificates', 'mid.pem'],
      ['gate-check', 'is not a subjectAltName', '-copy_extensions copyall'],
      ['gate-check', 'commit'],
      ['tls: '],
    ],
    mustNot: ['grep -A1', 'run `chmod 644', 'flaky', 'BEGIN'],
    gaps: [{ code: 'unexplained-step', subject: 'openssl|gate' }],
  },
};
