import { replace, run, say, type WorkflowScript } from '../act.ts';

const check = `import re, sys
source = open('src/knots.py').read()
listed = open('docs/deprecations.md').read()
for name in re.findall(r"warn\\('(\\w+) is deprecated", source):
    if name not in listed:
        print(f'error: {name} has no entry in docs/deprecations.md', file=sys.stderr)
        sys.exit(1)
print('ok')
`;

export const script: WorkflowScript = {
  name: 'deprecate-function',
  workflow: 'Deprecate a public function',
  files: {
    'src/__init__.py': '',
    'src/knots.py':
      'import warnings\n\n\ndef tie(rope):\n    return rope + "o"\n\n\ndef untie(rope):\n    return rope[:-1]\n\n\ndef make_loop(rope):\n    return rope + "o"\n\n\ndef undo_loop(rope):\n    return rope[:-1]\n',
    'src/moor.py':
      'from src import knots\n\n\ndef moor(boat):\n    return knots.tie(boat)\n\n\ndef cast_off(boat):\n    return knots.untie(boat)\n',
    'test/test_moor.py':
      "from src.moor import cast_off, moor\n\n\ndef test_moor():\n    assert moor('b') == 'bo'\n\n\ndef test_cast_off():\n    assert cast_off('bo') == 'b'\n",
    'pytest.ini': '[pytest]\nfilterwarnings = error::DeprecationWarning\naddopts = -q -p no:cacheprovider\n',
    'scripts/check_deprecations.py': check,
    'docs/deprecations.md': '# Deprecations\n\n',
    'CHANGELOG.md': '# Changelog\n\n## Unreleased\n',
    'README.md': '# knots\n',
    '.gitignore': '__pycache__\n',
  },
  prepare: ['git init -q --bare ../origin.git && git remote add origin ../origin.git && git push -q -u origin main'],
  performances: [
    {
      recorder: 'p-teal',
      startedAt: '2026-06-20T09:00:00.000Z',
      acts: [
        replace(
          'src/knots.py',
          'def tie(rope):\n',
          "def tie(rope):\n    warnings.warn('tie is deprecated, use make_loop', DeprecationWarning, stacklevel=2)\n",
        ),
        run('python3 -m pytest'),
        run('grep -rn "knots.tie" src'),
        replace('src/moor.py', 'knots.tie(boat)', 'knots.make_loop(boat)'),
        run('python3 -m pytest'),
        run('python3 scripts/check_deprecations.py'),
        replace('docs/deprecations.md', '# Deprecations\n\n', '# Deprecations\n\n- tie: gone in 4.0, use make_loop\n'),
        run('python3 scripts/check_deprecations.py'),
        replace('CHANGELOG.md', '## Unreleased\n', '## Unreleased\n- tie is deprecated\n'),
        run('git diff'),
        run('git commit -am "deprecate: tie"'),
        run('git push origin main'),
      ],
    },
    {
      recorder: 'p-snipe',
      startedAt: '2026-06-21T09:00:00.000Z',
      acts: [
        run('ls'),
        replace(
          'src/knots.py',
          'def untie(rope):\n',
          "def untie(rope):\n    warnings.warn('untie is deprecated, use undo_loop', DeprecationWarning, stacklevel=2)\n",
        ),
        replace(
          'docs/deprecations.md',
          '# Deprecations\n\n',
          '# Deprecations\n\n- untie: gone in 4.0, use undo_loop\n',
        ),
        replace('CHANGELOG.md', '## Unreleased\n', '## Unreleased\n- untie is deprecated\n'),
        run('python3 -m pytest'),
        say('Our own callers go first, warnings are errors in the tests'),
        replace('src/moor.py', 'knots.untie(boat)', 'knots.undo_loop(boat)'),
        run('python3 -m pytest'),
        run('python3 scripts/check_deprecations.py'),
        run('git commit -am "deprecate: untie"'),
        run('git push origin main'),
      ],
    },
  ],
};
