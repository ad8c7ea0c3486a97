import { create, replace, run, say, type WorkflowScript } from '../act.ts';

const build = `import re, sys, pathlib, tarfile
text = pathlib.Path('pyproject.toml').read_text()
version = re.search(r'version = "(.+)"', text)[1]
code = re.search(r"__version__ = '(.+)'", pathlib.Path('src/kelp/__init__.py').read_text())[1]
if version != code:
    sys.exit(f'build: version {version} in pyproject.toml does not match __version__ {code}')
pathlib.Path('dist').mkdir(exist_ok=True)
with tarfile.open(f'dist/kelp-{version}.tar.gz', 'w:gz') as tar:
    tar.add('src')
print(f'built dist/kelp-{version}.tar.gz')
`;
const upload = `import os, shutil, sys
repo = os.environ.get('UPLOAD_REPO')
if not repo:
    sys.exit('upload: UPLOAD_REPO is not set')
os.makedirs(repo, exist_ok=True)
shutil.copy(sys.argv[1], repo)
print('uploaded', sys.argv[1])
`;

export const script: WorkflowScript = {
  name: 'python-packaging',
  workflow: 'Ship a new version of kelp',
  files: {
    'pyproject.toml': '[project]\nname = "kelp"\nversion = "0.8.2"\n',
    'src/kelp/__init__.py': "__version__ = '0.8.2'\n\n\ndef leaf(depth):\n    return depth * 2\n",
    'tests/test_leaf.py': 'from kelp import leaf\n\n\ndef test_leaf():\n    assert leaf(2) == 4\n',
    'pytest.ini': '[pytest]\naddopts = -q -p no:cacheprovider\n',
    'tools/build.py': build,
    'tools/upload.py': upload,
    'README.md': '# kelp\n',
    '.gitignore': 'dist\n__pycache__\n',
  },
  performances: [
    {
      recorder: 'p-knot',
      startedAt: '2026-07-03T09:00:00.000Z',
      acts: [
        run('ls'),
        run('python3 -m pytest'),
        run('export PYTHONPATH=src'),
        run('python3 -m pytest'),
        replace('pyproject.toml', '0.8.2', '0.9.0'),
        run('python3 tools/build.py'),
        say('verdammt, schon wieder. Die Version steht zweimal, auch in __init__.py'),
        replace('src/kelp/__init__.py', '0.8.2', '0.9.0'),
        run('python3 tools/build.py'),
        run('git diff'),
        run('git commit -am "Version 0.9.0"'),
        run('python3 tools/upload.py dist/kelp-0.9.0.tar.gz'),
        run('UPLOAD_REPO=../index python3 tools/upload.py dist/kelp-0.9.0.tar.gz'),
      ],
    },
    {
      recorder: 'p-ruff',
      startedAt: '2026-07-10T09:00:00.000Z',
      acts: [
        create('notizen.md', 'Milch kaufen\n'),
        run('PYTHONPATH=src python3 -m pytest'),
        replace('src/kelp/__init__.py', '0.8.2', '0.8.3'),
        replace('pyproject.toml', '0.8.2', '0.8.3'),
        run('python3 tools/bulid.py'),
        run('python3 tools/build.py'),
        run('git commit -am "Version 0.8.3"'),
        run('UPLOAD_REPO=../index python3 tools/upload.py dist/kelp-0.8.3.tar.gz'),
      ],
    },
  ],
};
