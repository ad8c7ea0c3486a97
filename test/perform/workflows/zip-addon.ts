import { replace, run, say, type WorkflowScript } from '../act.ts';

const files = {
  'addon/manifest.json': '{\n  "id": "lantern",\n  "version": "2.3.0",\n  "min_host": "9.1"\n}\n',
  'addon/main.lua': 'return { title = "Lantern", glow = 3 }\n',
  'addon/art/flame.txt': 'flame\n',
  'CHANGES.txt': '2.3.0\n- glow\n',
  'tools/pack':
    '#!/bin/sh\nset -e\nv=$(jq -r .version addon/manifest.json)\nhead -1 CHANGES.txt | grep -qx "$v" || { echo "pack: CHANGES.txt does not begin with $v" >&2; exit 1; }\nmkdir -p out\n[ -e "out/lantern-$v.zip" ] && { echo "pack: out/lantern-$v.zip is there already, zip would only add to it" >&2; exit 1; }\n(cd addon && zip -qrX "../out/lantern-$v.zip" .)\necho "packed out/lantern-$v.zip"\n',
  'tools/vet':
    '#!/bin/sh\nfor z in "$@"; do\n  unzip -l "$z" | grep -q "manifest.json$" || { echo "vet: $z: no manifest" >&2; exit 1; }\n  unzip -l "$z" | grep -q "\\.swp$" && { echo "vet: $z: editor leftovers inside (.swp)" >&2; exit 1; }\ndone\necho "vet: ok"\n',
  '.gitignore': 'out/\n*.swp\n',
  'README.md': '# Lantern\n\nAn add-on. Load `addon/` in the host to try it.\n',
};

export const script: WorkflowScript = {
  name: 'zip-addon',
  workflow: 'Publish the add-on',
  files,
  prepare: ['touch addon/.main.lua.swp'],
  performances: [
    {
      recorder: 'p-dunlin',
      startedAt: '2026-11-09T09:00:00.000Z',
      acts: [
        run('ls out'),
        replace('addon/manifest.json', '"version": "2.3.0"', '"version": "2.4.0"'),
        run('tools/pack'),
        replace('CHANGES.txt', '2.3.0\n- glow', '2.4.0\n- wick\n\n2.3.0\n- glow'),
        run('tools/pack'),
        run('tools/vet out/lantern-2.4.0.zip'),
        run('rm addon/.main.lua.swp'),
        run('tools/pack'),
        say('zip only ever adds to an archive, so the old one has to go first'),
        run('rm out/lantern-2.4.0.zip'),
        run('tools/pack'),
        run('tools/vet out/lantern-2.4.0.zip'),
        run('git commit -qam "lantern 2.4.0"'),
        run('git tag 2.4.0'),
      ],
    },
    {
      recorder: 'p-godwit',
      startedAt: '2026-11-16T09:00:00.000Z',
      acts: [
        run('rm -f addon/.main.lua.swp'),
        replace('addon/manifest.json', '"version": "2.3.0"', '"version": "2.3.1"'),
        replace('CHANGES.txt', '2.3.0\n- glow', '2.3.1\n- flicker\n\n2.3.0\n- glow'),
        run('tools/pack'),
        run('unzip -l out/lantern-2.3.1.zip'),
        run('tools/vet out/lantern-2.3.1.zip'),
        run('git commit -qam "lantern 2.3.1"'),
        run('git tag 2.3.1'),
      ],
    },
  ],
  facts: {
    must: [
      ['CHANGES.txt does not begin with', 'CHANGES.txt'],
      ['is there already', 'rm out/lantern-<version>.zip'],
      ['editor leftovers', '.swp'],
      ['tools/vet out/lantern-<version>.zip'],
      ['addon/manifest.json#version'],
      ['lantern <version>'],
    ],
    mustNot: ['2\\.4\\.0\\.zip', 'flaky', 'Before `tools/pack`, always run `unzip', 'is done in more than one way'],
    gaps: [{ code: 'unexplained-step', subject: 'tools/pack|vet' }],
  },
};
