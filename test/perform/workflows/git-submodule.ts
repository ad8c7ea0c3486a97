import { replace, run, say, type WorkflowScript } from '../act.ts';

const files = {
  'app.sh': '#!/bin/sh\n. ./lib/colour/colour.sh\npaint "$1"\n',
  'test.sh':
    '#!/bin/sh\n[ "$(sh app.sh sea)" = "[teal] sea" ] && echo ok || { echo "test: app.sh painted $(sh app.sh sea 2>&1)" >&2; exit 1; }\n',
  'tools/pins':
    '#!/bin/sh\nwant=$(git -C lib/colour describe --tags --exact-match 2>/dev/null) || { echo "pins: lib/colour is not at a tag" >&2; exit 1; }\ngrep -qx "colour $want" PINS || { echo "pins: PINS does not say colour $want" >&2; exit 1; }\necho "pins ok"\n',
  PINS: 'colour v1.0\n',
  'README.md': '# easel\n\n`sh test.sh` tests.\n',
};

export const script: WorkflowScript = {
  name: 'git-submodule',
  workflow: 'Move to a newer colour library',
  files,
  prepare: [
    'git init -q -b main ../colour && cd ../colour && printf \'paint() { echo "[teal] $1"; }\\n\' > colour.sh && git add . && git commit -qm one && git tag v1.0 && printf \'paint_as() { echo "[$1] $2"; }\\n\' > colour.sh && git commit -qam two && git tag v2.0 && printf \'paint_as() { echo "[$1] $2"; }\\n# wip\\n\' > colour.sh && git commit -qam wip',
    'git -c protocol.file.allow=always submodule -q add ../../colour lib/colour 2>/dev/null || git -c protocol.file.allow=always submodule -q add "$PWD/../colour" lib/colour',
    'git -C lib/colour checkout -q v1.0 && git add -A && git commit -qm "Add colour"',
  ],
  performances: [
    {
      recorder: 'p-merlin',
      startedAt: '2026-11-17T09:00:00.000Z',
      acts: [
        run('git submodule status'),
        run('git -C lib/colour fetch -q --tags'),
        run('git -C lib/colour checkout -q main'),
        run('tools/pins'),
        run('git -C lib/colour checkout -q v2.0'),
        run('tools/pins'),
        replace('PINS', 'colour v1.0', 'colour v2.0'),
        run('tools/pins'),
        run('sh test.sh'),
        replace('app.sh', 'paint "$1"', 'paint_as teal "$1"'),
        run('sh test.sh'),
        say('Only tags are pinned, a branch moves under our feet'),
        run('git add lib/colour PINS app.sh'),
        run('git commit -qm "colour: v2.0"'),
      ],
    },
    {
      recorder: 'p-kestrel',
      startedAt: '2026-11-19T09:00:00.000Z',
      acts: [
        run('git -C lib/colour checkout -q v2.0'),
        replace('PINS', 'colour v1.0', 'colour v2.0'),
        replace('app.sh', 'paint "$1"', 'paint_as teal "$1"'),
        run('sh test.sh'),
        run('git commit -qm "colour: v2.0" app.sh PINS'),
        run('git status --short'),
        run('git commit -qm "colour: v2.0, the submodule too" lib/colour'),
        run('tools/pins'),
      ],
    },
  ],
  facts: {
    must: [
      ['not at a tag', 'checkout -q v2.0|checkout -q <'],
      ['PINS does not say', 'PINS'],
      ['Only tags are pinned'],
      ['app.sh', 'paint_as'],
      ['colour: '],
      ['tools/pins'],
    ],
    mustNot: ['git status --short', 'flaky', 'git checkout` is done'],
    gaps: [{ code: 'unexplained-step', subject: 'lib/colour|tools/pins' }],
  },
};
