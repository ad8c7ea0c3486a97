import { replace, run, say, type WorkflowScript } from '../act.ts';

const files = {
  'firmware/boot.txt': 'boot 7\n',
  'firmware/radio.txt': 'radio 3\n',
  'tools/verify.sh': `#!/bin/sh
set -e
[ -f MANIFEST.sig ] || { echo "verify: MANIFEST.sig is missing" >&2; exit 1; }
sha256sum -c --quiet MANIFEST
openssl dgst -sha256 -verify keys/release.pub -signature MANIFEST.sig MANIFEST
`,
  'keys/README': 'The private key is on the token in the safe.\n',
  'README.md': '# firmware\n\nFirmware of the lamp.\n',
  '.gitignore': 'keys/*.pem\n*.sig\n',
};

export const script: WorkflowScript = {
  name: 'openssl-sign',
  workflow: 'Sign a firmware release',
  files,
  prepare: [
    'openssl genrsa -out ../token.pem 2048 2>/dev/null',
    'openssl rsa -in ../token.pem -pubout -out keys/release.pub 2>/dev/null && git add -A && git commit -qm "Public key"',
  ],
  performances: [
    {
      recorder: 'p-iris',
      startedAt: '2026-10-10T09:00:00.000Z',
      acts: [
        replace('firmware/radio.txt', 'radio 3', 'radio 4'),
        run('sha256sum firmware/*.txt > MANIFEST'),
        run('tools/verify.sh'),
        run('openssl genrsa -out keys/mine.pem 2048 2>/dev/null'),
        run('openssl dgst -sha256 -sign keys/mine.pem -out MANIFEST.sig MANIFEST'),
        run('tools/verify.sh'),
        say('Only the key on the token is trusted, a key of your own never verifies'),
        run('rm keys/mine.pem'),
        run('openssl dgst -sha256 -sign ../token.pem -out MANIFEST.sig MANIFEST'),
        run('tools/verify.sh'),
        run('git add -f MANIFEST MANIFEST.sig'),
        run('git commit -qam "Firmware radio 4"'),
      ],
    },
    {
      recorder: 'p-lily',
      startedAt: '2026-10-11T09:00:00.000Z',
      acts: [
        run('sha256sum firmware/*.txt > MANIFEST'),
        run('openssl dgst -sha256 -sign ../token.pem -out MANIFEST.sig MANIFEST'),
        replace('firmware/boot.txt', 'boot 7', 'boot 8'),
        run('tools/verify.sh'),
        run('sha256sum firmware/*.txt > MANIFEST'),
        run('openssl dgst -sha256 -sign ../token.pem -out MANIFEST.sig MANIFEST'),
        run('tools/verify.sh'),
        run('git add MANIFEST MANIFEST.sig'),
        run('git add -f MANIFEST MANIFEST.sig'),
        run('git commit -qam "Firmware boot 8"'),
      ],
    },
  ],
  facts: {
    must: [
      ['verify.sh', 'MANIFEST.sig is missing', 'openssl dgst'],
      ['verify.sh', 'token.pem|keys/mine.pem', 'erif'],
      ['Only the key on the token'],
      ['verify.sh', 'FAILED|did NOT match', 'sha256sum'],
      ['git add', 'ignored', '-f'],
      ['sha256sum', 'MANIFEST'],
      ['verify.sh', 'git add|commit'],
      ['Firmware'],
    ],
    mustNot: ['flaky', 'radio 4', 'boot 8'],
    gaps: [{ code: 'unexplained-step', subject: 'openssl|sha256sum|verify' }],
  },
};
