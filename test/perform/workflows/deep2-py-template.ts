import { create, replace, run, say, type WorkflowScript } from '../act.ts';

/** Order of a set, a try taken back, a change past which it failed otherwise, a fix that is what was staged. */
export const script: WorkflowScript = {
  name: 'deep2-py-template',
  workflow: 'Add a letter template',
  files: {
    'letters/__init__.py': '',
    'tests/__init__.py': '',
    'letters/load.py':
      'import pathlib, re\n\ndef names():\n    return {p.stem for p in pathlib.Path("templates").glob("*.txt")}\n\ndef fields(text):\n    return set(re.findall(r"\\{(\\w+)\\}", text))\n\nKNOWN = {"name", "berth"}\n',
    'templates/welcome.txt': 'Dear {name}, your berth is {berth}.\n',
    'tests/test_letters.py':
      'import pathlib, unittest\nfrom letters import load\n\nclass Letters(unittest.TestCase):\n    def test_index(self):\n        listed = pathlib.Path("templates/INDEX").read_text().split()\n        self.assertEqual(listed, list(load.names()))\n\n    def test_fields(self):\n        for p in pathlib.Path("templates").glob("*.txt"):\n            unknown = load.fields(p.read_text()) - load.KNOWN\n            self.assertFalse(unknown, f"{p.name} has fields that nobody fills: {sorted(unknown)}")\n',
    'templates/INDEX': 'welcome\n',
    '.githooks/pre-commit':
      '#!/bin/sh\nif git diff --cached --name-only | grep -q "^templates/.*txt"; then\n  git diff --cached --name-only | grep -q "^templates/INDEX$" || { echo "hook: templates/INDEX has to come with a template" >&2; exit 1; }\nfi\n',
    'README.md': '# letters\n\n`python3 -m unittest` runs the tests.\n',
    '.gitignore': '__pycache__/\n',
  },
  prepare: ['git config core.hooksPath .githooks'],
  environment: { PYTHONHASHSEED: '1' },
  performances: [
    {
      recorder: 'p-teal',
      startedAt: '2026-10-27T09:00:00.000Z',
      acts: [
        create('templates/farewell.txt', 'Goodbye {name}, {date}.\n'),
        run('python3 -m unittest'),
        replace('templates/INDEX', 'welcome\n', 'welcome\nfarewell\n'),
        run('PYTHONHASHSEED=2 python3 -m unittest 2>&1 | tail -12'),
        replace('tests/test_letters.py', 'list(load.names())', 'list(load.names())[::-1]'),
        run('git checkout tests/test_letters.py'),
        say('a set has no order: sort the names, in the index too'),
        replace(
          'letters/load.py',
          'return {p.stem for p in pathlib.Path("templates").glob("*.txt")}',
          'return sorted(p.stem for p in pathlib.Path("templates").glob("*.txt"))',
        ),
        replace('templates/INDEX', 'welcome\nfarewell\n', 'farewell\nwelcome\n'),
        run('python3 -m unittest'),
        replace('letters/load.py', '{"name", "berth"}', '{"name", "berth", "date"}'),
        run('python3 -m unittest'),
        run('git add templates/farewell.txt letters'),
        run('git commit -qm "letters: farewell"'),
        run('git add templates/INDEX'),
        run('git commit -qm "letters: farewell"'),
      ],
    },
    {
      recorder: 'p-smew',
      startedAt: '2026-10-29T09:00:00.000Z',
      acts: [
        create('templates/reminder.txt', '{name}, berth {berth} is due on {due}.\n'),
        replace('templates/INDEX', 'welcome\n', 'reminder\nwelcome\n'),
        replace(
          'letters/load.py',
          'return {p.stem for p in pathlib.Path("templates").glob("*.txt")}',
          'return sorted(p.stem for p in pathlib.Path("templates").glob("*.txt"))',
        ),
        run('python3 -m unittest -q'),
        replace('letters/load.py', '{"name", "berth"}', '{"name", "berth", "due"}'),
        run('python3 -m unittest -q'),
        run('git add -A'),
        run('git commit -qm "letters: reminder"'),
      ],
    },
  ],
  facts: {
    must: [
      ['has fields that nobody fills', 'letters/load.py'],
      ['sorted('],
      ['templates/INDEX has to come with a template', 'git add templates/INDEX'],
      'letters: <',
      ['templates/INDEX', 'together|Edit|Create'],
    ],
    mustNot: ['\\[::-1\\]', 'PYTHONHASHSEED=2`? (?:first|for it)', 'git checkout tests', 'README', 'is flaky'],
    gaps: [{ code: 'unexplained-step', subject: 'templates/|letters/' }],
  },
};
