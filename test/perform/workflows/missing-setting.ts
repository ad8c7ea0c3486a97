import { create, run, type WorkflowScript } from '../act.ts';

export const script: WorkflowScript = {
  name: 'missing-setting',
  workflow: 'Send the weekly report',
  files: {
    'report.py':
      "import os\nimport sys\n\nregion = os.environ['REPORT_REGION']\nif not os.path.exists('out'):\n    sys.exit('error: output folder out/ is missing')\nopen('out/report.txt', 'w').write('report for ' + region)\nprint('written out/report.txt')\n",
    'send.py': "print('sent', open('out/report.txt').read())\n",
    'README.md': '# reports\n\nRun report.py, then send.py.\n',
    '.gitignore': 'out/\n',
  },
  performances: [
    {
      recorder: 'p-ash',
      startedAt: '2026-01-05T08:00:00.000Z',
      acts: [
        run('python3 report.py'),
        run('env | sort | head -3'),
        run('export REPORT_REGION=north'),
        run('python3 report.py'),
        run('mkdir out'),
        run('python3 report.py'),
        run('python3 send.py'),
      ],
    },
    {
      recorder: 'p-cedar',
      startedAt: '2026-01-12T08:00:00.000Z',
      acts: [
        run('mkdir -p out'),
        run('python report.py'),
        create('../scratch.txt', 'region north or south?\n'),
        run('REPORT_REGION=south python3 report.py'),
        run('python3 send.py'),
      ],
    },
  ],
  facts: {
    must: [
      ['python', 'report.py', 'REPORT_REGION', 'KeyError'],
      ['report.py', 'out', 'missing', 'mkdir'],
      ['python3 send.py'],
    ],
    mustNot: ['env \\| sort', 'scratch', 'flaky'],
  },
};
