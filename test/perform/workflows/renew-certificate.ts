import { create, run, say, type WorkflowScript } from '../act.ts';

const makefile = `check-tls:
\t@openssl x509 -in certs/site.crt -noout -ext subjectAltName 2>/dev/null | grep -q DNS: || { echo "error: subjectAltName is missing" >&2; exit 1; }
\t@openssl verify -CAfile certs/root.crt -untrusted certs/chain.pem certs/site.crt

reload:
\t@cp certs/chain.pem live.pem && echo reloaded
`;

export const script: WorkflowScript = {
  name: 'renew-certificate',
  workflow: 'Renew the certificate',
  files: {
    Makefile: makefile,
    'README.md': '# gatehouse\n\nServes site.example.\n',
    '.gitignore': '*.key\n*.crt\n*.pem\n*.csr\n*.srl\n',
    'certs/.keep': '',
  },
  prepare: [
    'openssl req -x509 -newkey rsa:2048 -nodes -keyout ../root.key -out certs/root.crt -subj /CN=root -days 400 2>/dev/null',
    'openssl req -newkey rsa:2048 -passout pass:swordfish -keyout certs/ca.key -out ca.csr -subj /CN=ca 2>/dev/null',
    "printf 'basicConstraints=critical,CA:TRUE' > ca.ext && openssl x509 -req -in ca.csr -CA certs/root.crt -CAkey ../root.key -CAcreateserial -extfile ca.ext -out certs/ca.crt -days 300 2>/dev/null && rm ca.csr ca.ext",
    'openssl genrsa -out certs/site.key 2048 2>/dev/null && cp certs/root.crt certs/chain.pem',
    'openssl req -new -key certs/site.key -subj /CN=site.example -out s.csr && openssl x509 -req -in s.csr -CA certs/ca.crt -CAkey certs/ca.key -passin pass:swordfish -CAcreateserial -out certs/site.crt -days 3 2>/dev/null && rm s.csr',
  ],
  environment: { CA_PASS: 'swordfish' },
  performances: [
    {
      recorder: 'p-owl',
      startedAt: '2026-06-16T09:00:00.000Z',
      acts: [
        run('ls certs'),
        run('openssl x509 -in certs/site.crt -noout -dates'),
        run('openssl req -new -key certs/site.key -subj /CN=site.example -out certs/site.csr'),
        run(
          'openssl x509 -req -in certs/site.csr -CA certs/ca.crt -CAkey certs/ca.key -CAcreateserial -passin env:CA_PASS -days 90 -out certs/site.crt',
        ),
        run('make check-tls'),
        create('certs/san.ext', 'subjectAltName=DNS:site.example\n'),
        run(
          'openssl x509 -req -in certs/site.csr -CA certs/ca.crt -CAkey certs/ca.key -CAcreateserial -passin env:CA_PASS -extfile certs/san.ext -days 90 -out certs/site.crt',
        ),
        run('make check-tls'),
        say('The chain has to hold the intermediate too, not only the root'),
        run('cat certs/site.crt certs/ca.crt > certs/chain.pem'),
        run('make check-tls'),
        run('make reload'),
        run('openssl x509 -in certs/site.crt -noout -enddate'),
      ],
    },
  ],
};
