import { run, say, type WorkflowScript } from '../act.ts';

export const script: WorkflowScript = {
  name: 'sight-cert-chain',
  workflow: 'Renew the gateway certificate',
  files: {
    'tls/openssl.cnf': '[req]\ndistinguished_name=dn\n[dn]\n[v3]\nsubjectAltName=DNS:gate.example.com\n',
    'bin/install-cert':
      '#!/bin/sh\n[ -f tls/chain.crt ] || { echo "install-cert: tls/chain.crt is missing" >&2; exit 1; }\nopenssl x509 -in tls/chain.crt -noout -ext subjectAltName 2>/dev/null | grep -q gate.example.com || { echo "install-cert: no subjectAltName for gate.example.com" >&2; exit 1; }\nmkdir -p live && cp tls/chain.crt live/ && echo installed\n',
    '.gitignore': 'live/\n*.key\n*.crt\n*.csr\n*.srl\n',
    'README.md': '# gateway\n',
  },
  prepare: [
    'openssl req -x509 -newkey rsa:2048 -nodes -keyout tls/ca.key -out tls/ca.crt -days 3650 -subj /CN=ca 2>/dev/null',
    'openssl genrsa -out tls/gate.key 2048 2>/dev/null',
  ],
  performances: [
    {
      recorder: 'p-godwit',
      startedAt: '2026-11-03T09:00:00.000Z',
      acts: [
        run('ls tls'),
        run('openssl req -new -key tls/gate.key -subj /CN=gate.example.com -out tls/gate.csr'),
        run(
          'openssl x509 -req -in tls/gate.csr -CA tls/ca.crt -CAkey tls/ca.key -CAcreateserial -days 90 -out tls/gate.crt',
        ),
        run('bin/install-cert'),
        run('cat tls/gate.crt tls/ca.crt > tls/chain.crt'),
        run('bin/install-cert'),
        run(
          'openssl x509 -req -in tls/gate.csr -CA tls/ca.crt -CAkey tls/ca.key -CAcreateserial -days 90 -extfile tls/openssl.cnf -extensions v3 -out tls/gate.crt',
        ),
        run('cat tls/gate.crt tls/ca.crt > tls/chain.crt'),
        run('bin/install-cert'),
        say('The own certificate goes first in the chain, then the CA'),
        run('openssl verify -CAfile tls/ca.crt tls/gate.crt'),
        run('openssl x509 -in live/chain.crt -noout -enddate'),
      ],
    },
  ],
  facts: {
    must: [
      ['tls/chain.crt is missing', 'cat tls/gate.crt tls/ca.crt'],
      ['no subjectAltName', '-extfile tls/openssl.cnf'],
      ['goes first in the chain'],
      ['openssl verify'],
      ['bin/install-cert', 'enddate'],
      ['openssl req -new'],
    ],
    mustNot: ['Run `ls', 'flaky', 'PRIVATE KEY'],
    gaps: [{ code: 'single-witness' }, { code: 'unexplained-step' }],
  },
};
