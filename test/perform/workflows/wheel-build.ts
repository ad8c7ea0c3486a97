import { replace, run, say, type WorkflowScript } from '../act.ts';

const files = {
  'setup.cfg': '[metadata]\nname = brine\nversion = 1.1.0\n\n[options]\npackages = find:\n',
  'setup.py':
    'import os, sys\nfrom setuptools import setup\nif "BRINE_CHANNEL" not in os.environ:\n    sys.exit("brine: BRINE_CHANNEL must be stable or edge")\nsetup()\n',
  'brine/__init__.py': 'def salt(): return open(__file__.replace("__init__.py", "table.txt")).read().strip()\n',
  'brine/table.txt': '5\n',
  'MANIFEST.in': '',
  'tools/try_sdist':
    '#!/bin/sh\nset -e\nt=$(mktemp -d)\ntar -xzf dist/brine-$1.tar.gz -C "$t"\ncd "$t"/brine-$1\npython3 -c "import brine; print(brine.salt())" 2>&1 | tail -1\npython3 -c "import brine; brine.salt()" 2>/dev/null || { echo "try_sdist: table.txt is not in the archive" >&2; exit 1; }\n',
  'README.md': '# brine\n\nSalts.\n',
  '.gitignore': 'dist/\n*.egg-info/\n__pycache__/\n',
};

export const script: WorkflowScript = {
  name: 'wheel-build',
  workflow: 'Build brine for release',
  files,
  performances: [
    {
      recorder: 'p-kite',
      startedAt: '2026-10-17T09:00:00.000Z',
      acts: [
        replace('setup.cfg', 'version = 1.1.0', 'version = 1.2.0'),
        run('python3 setup.py -q sdist'),
        run('export BRINE_CHANNEL=stable'),
        run('python3 setup.py -q sdist'),
        run('tools/try_sdist 1.2.0'),
        replace('MANIFEST.in', '', 'include brine/*.txt\n'),
        run('tools/try_sdist 1.2.0'),
        run('python3 setup.py -q sdist'),
        run('tools/try_sdist 1.2.0'),
        run('git commit -qam "brine 1.2.0" && git tag brine-1.2.0'),
      ],
    },
    {
      recorder: 'p-gull',
      startedAt: '2026-10-18T09:00:00.000Z',
      acts: [
        run('export BRINE_CHANNEL=edge'),
        replace('setup.cfg', 'version = 1.1.0', 'version = 1.3.0'),
        replace('MANIFEST.in', '', 'include brine/*.txt\n'),
        say('edge goes to the test kitchen only, stable to all shops'),
        run('rm -rf dist'),
        run('python3 setup.py -q sdist'),
        run('tools/try_sdist 1.3.0'),
        run('git commit -qam "brine 1.3.0" && git tag brine-1.3.0'),
      ],
    },
  ],
  facts: {
    must: [
      ['setup.py', 'BRINE_CHANNEL must be', 'set `BRINE_CHANNEL'],
      ['try_sdist', 'not in the archive|table.txt', 'MANIFEST.in'],
      ['test kitchen only'],
      ['<version>', 'setup.cfg'],
      ['brine-<version>'],
      ['try_sdist', 'commit'],
      ['brine <version>'],
      ['BRINE_CHANNEL=<'],
    ],
    mustNot: ['1\\.[23]\\.0', 'flaky'],
    gaps: [{ code: 'unexplained-step', subject: 'setup|try_sdist' }],
  },
};
