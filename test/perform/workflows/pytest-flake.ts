import { replace, run, say, type WorkflowScript } from '../act.ts';

export const script: WorkflowScript = {
  name: 'pytest-flake',
  workflow: 'Tame a test that fails now and then',
  files: {
    'menu/__init__.py': '',
    'menu/rank.py':
      'def names(scores):\n    """Names, best first."""\n    return [name for name, _ in sorted(scores.items(), key=lambda item: -item[1])]\n',
    'tests/conftest.py':
      "import os, random, pathlib\nstate = pathlib.Path('.turn')\nturn = int(state.read_text()) if state.exists() else 0\nstate.write_text(str(turn + 1))\nseed = int(os.environ.get('ORDER_SEED', [1, 7, 1, 7][turn % 4]))\nprint(f'order seed {seed}')\nrandom.seed(seed)\n",
    'tests/test_rank.py':
      "import random\nfrom menu.rank import names\n\n\ndef test_names():\n    people = ['ada', 'bo']\n    random.shuffle(people)\n    assert names({one: 5 for one in people}) == ['ada', 'bo']\n",
    'pytest.ini': '[pytest]\npythonpath = .\naddopts = -p no:cacheprovider -q\n',
    'README.md': '# menu\n\n    pytest\n',
    '.gitignore': '__pycache__/\n.turn\n',
  },
  performances: [
    {
      recorder: 'p-kite',
      startedAt: '2026-09-03T09:00:00.000Z',
      acts: [
        run('pytest'),
        run('pytest'),
        run('git log --oneline -3'),
        run('ORDER_SEED=7 pytest'),
        run('ORDER_SEED=1 pytest'),
        say('Seed 1 shows it every time: equal scores come in the order they were put in'),
        replace('menu/rank.py', 'key=lambda item: -item[1])', 'key=lambda item: (-item[1], item[0]))'),
        run('ORDER_SEED=1 pytest'),
        run('for seed in $(seq 1 20); do ORDER_SEED=$seed pytest || break; done'),
        run('git commit -qam "fix: rank equal scores by name"'),
      ],
    },
  ],
  facts: {
    must: [
      ['ORDER_SEED=1|ORDER_SEED=<'],
      ['pytest', 'menu/rank.py', '(-item[1], item[0])'],
      ['seq 1 20'],
      ['equal scores come in the order'],
    ],
    mustNot: ['git log', 'run it once more'],
    gaps: [{ code: 'single-witness' }],
  },
};
