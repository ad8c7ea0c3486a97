import { replace, run, say, type WorkflowScript } from '../act.ts';

const files = {
  'src/tide.py': 'def tide(h):\n    return h % 12\n',
  CHANGES: 'next\n----\n',
  'tests/test_tide.py': 'from src.tide import tide\n\n\ndef test_tide():\n    assert tide(13) == 1\n',
  'pytest.ini': '[pytest]\npythonpath = .\naddopts = -p no:cacheprovider -q\n',
  'README.md': '# tide\n\n    pytest\n',
  '.gitignore': '__pycache__/\n',
};

export const script: WorkflowScript = {
  name: 'backport',
  workflow: 'Backport a fix to the stable line',
  files,
  prepare: [
    'git branch stable-2 && git checkout -q stable-2 && printf "next\\n----\\n- Old lines\\n" > CHANGES && git commit -qam "Old lines" && git checkout -q main',
    'printf "def tide(h):\\n    return h %% 12 if h >= 0 else 0\\n" > src/tide.py && printf "next\\n----\\n- No negative tides\\n" > CHANGES && git commit -qam "fix: no negative tides" && git tag fix-tides',
    'git init -q --bare ../origin.git && git remote add origin ../origin.git && git push -q origin main stable-2 fix-tides',
  ],
  performances: [
    {
      recorder: 'p-gull',
      startedAt: '2026-10-12T09:00:00.000Z',
      acts: [
        run('git cherry-pick -x fix-tides'),
        run('git cherry-pick --abort; git status --short'),
        run('git checkout -q stable-2'),
        run('git cherry-pick -x fix-tides'),
        run('git diff --name-only --diff-filter=U'),
        say('On the stable line the list of changes keeps both lines'),
        run("sed -i '/^[<=>]\\{7\\}/d' CHANGES"),
        run('git add CHANGES && git -c core.editor=true cherry-pick --continue'),
        run('pytest'),
        run('git push origin stable-2'),
      ],
    },
    {
      recorder: 'p-tern',
      startedAt: '2026-10-13T09:00:00.000Z',
      acts: [
        run('git checkout -q stable-2'),
        run('git cherry-pick -x fix-tides'),
        replace('CHANGES', '<<<<<<< HEAD\n', ''),
        replace('CHANGES', '=======\n', ''),
        run("sed -i '/^>>>>>>> /d' CHANGES"),
        run('git add CHANGES && git -c core.editor=true cherry-pick --continue'),
        run('pytest'),
        run('git push origin stable-2'),
      ],
    },
  ],
  facts: {
    must: [
      ['git cherry-pick -x fix-tides', 'CONFLICT|conflict', 'CHANGES'],
      ['keeps both lines'],
      ['git checkout -q stable-2'],
      ['pytest', 'git push origin stable-2'],
      ['git push origin stable-2'],
    ],
    mustNot: ['flaky', '--abort', '[0-9a-f]{40}'],
    gaps: [{ code: 'unexplained-step', subject: 'git|stable' }],
  },
};
