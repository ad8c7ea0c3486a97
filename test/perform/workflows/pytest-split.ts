import { create, replace, run, say, type WorkflowScript } from '../act.ts';

export const script: WorkflowScript = {
  name: 'pytest-split',
  workflow: 'Split a library out of the app',
  files: {
    'app/__init__.py': '',
    'app/geo.py': 'def near(a, b):\n    return abs(a - b) < 2\n',
    'app/money.py': 'def cents(x):\n    return round(x * 100)\n',
    'app/main.py':
      'from app.geo import near\nfrom app.money import cents\n\n\ndef offer(a, b, price):\n    return cents(price) if near(a, b) else None\n',
    'tests/test_main.py': 'from app.main import offer\n\n\ndef test_offer():\n    assert offer(1, 2, 3.5) == 350\n',
    'tests/test_geo.py': 'from app.geo import near\n\n\ndef test_near():\n    assert near(1, 2)\n',
    'tests/test_money.py': 'from app.money import cents\n\n\ndef test_cents():\n    assert cents(2) == 200\n',
    'pyproject.toml': '[project]\nname = "stall"\nversion = "1.0"\n\n[tool.pytest.ini_options]\npythonpath = ["."]\n',
    CODEOWNERS: '/app/ @core\n/libs/ @libs\n',
    'tools/owned.py':
      "import pathlib, sys\nowned = pathlib.Path('libs/OWNERS').read_text() if pathlib.Path('libs/OWNERS').exists() else ''\nfor lib in sorted(pathlib.Path('libs').glob('*/')):\n    if lib.is_dir() and lib.name not in owned.split():\n        print(f'owned: libs/{lib.name} is not listed in libs/OWNERS', file=sys.stderr)\n        sys.exit(1)\nprint('owned: fine')\n",
    'README.md': '# stall\n\n    pytest\n',
    '.gitignore': '__pycache__/\n.pytest_cache/\n',
  },
  performances: [
    {
      recorder: 'p-bee',
      startedAt: '2026-08-28T09:00:00.000Z',
      acts: [
        run('mkdir -p libs/geo/tests'),
        run('git mv app/geo.py libs/geo/geo.py && git mv tests/test_geo.py libs/geo/tests/'),
        run('pytest -q -p no:cacheprovider'),
        replace('app/main.py', 'from app.geo import near', 'from geo import near'),
        run("sed -i 's/app.geo/geo/' libs/geo/tests/test_geo.py"),
        run('pytest -q -p no:cacheprovider'),
        replace('pyproject.toml', 'pythonpath = ["."]', 'pythonpath = [".", "libs/geo"]'),
        run('pytest -q -p no:cacheprovider'),
        run('python3 tools/owned.py'),
        create('libs/OWNERS', 'geo\n'),
        run('python3 tools/owned.py'),
        run('git add -A && git commit -qm "refactor: move geo to libs"'),
      ],
    },
    {
      recorder: 'p-wasp',
      startedAt: '2026-08-29T09:00:00.000Z',
      acts: [
        run('mkdir -p libs/money/tests'),
        run('git mv app/money.py libs/money/money.py'),
        run('git mv tests/test_money.py libs/money/tests/test_money.py'),
        run("grep -rl 'app.money' app libs | xargs sed -i 's/app\\.money/money/'"),
        run('pytest -q -p no:cacheprovider'),
        replace('pyproject.toml', 'pythonpath = ["."]', 'pythonpath = [".", "libs/money"]'),
        run('pytest -q -p no:cacheprovider'),
        create('libs/OWNERS', 'money\n'),
        run('python3 tools/owned.py'),
        say('Every library has a line in OWNERS, the nightly build refuses it otherwise'),
        run('git add -A && git commit -qm "refactor: move money to libs"'),
      ],
    },
  ],
  facts: {
    must: [
      ['pytest', 'ModuleNotFoundError|No module named', 'pythonpath', 'pyproject.toml'],
      ['app/<', 'libs/<'],
      ['tools/owned.py', 'is not listed in libs/OWNERS', 'libs/OWNERS'],
      ['refactor: move <'],
      ['nightly build refuses'],
      ['tests/test_<|test_<', 'libs/<'],
    ],
    mustNot: ['libs/(?:geo|money)/(?:geo|money)\\.py', 'flaky', 'app/(?:geo|money)\\.py'],
    gaps: [{ code: 'unexplained-step', subject: 'owned|git mv|mkdir|libs' }],
  },
};
