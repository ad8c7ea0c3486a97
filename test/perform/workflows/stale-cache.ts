import { replace, run, say, type WorkflowScript } from '../act.ts';

export const script: WorkflowScript = {
  name: 'stale-cache',
  workflow: 'Change a template',
  files: {
    Makefile: 'check:\n\tpython3 tools/render.py && python3 tools/check.py\n\nclean:\n\trm -rf .cache\n',
    'tools/render.py':
      "import os\nos.makedirs('.cache', exist_ok=True)\nif not os.path.exists('.cache/page.html'):\n    text = open('templates/page.tpl').read().replace('{{title}}', open('title.txt').read().strip())\n    open('.cache/page.html', 'w').write(text)\n",
    'tools/check.py':
      "import sys\npage = open('.cache/page.html').read()\ntitle = open('title.txt').read().strip()\nif title not in page:\n    print('check failed: page.html does not show the title ' + repr(title))\n    sys.exit(1)\nprint('ok')\n",
    'templates/page.tpl': '<h1>{{title}}</h1>\n',
    'title.txt': 'Tides\n',
    '.gitignore': '.cache/\n',
    'README.md': '# pages\n\n`make check` renders and checks.\n',
  },
  prepare: ['make check'],
  performances: [
    {
      recorder: 'p-birch',
      startedAt: '2026-02-21T08:00:00.000Z',
      acts: [
        replace('title.txt', 'Tides', 'Tides and moons'),
        run('make check'),
        run('cat .cache/page.html'),
        run('grep -rn title tools'),
        say('The renderer keeps the old page, so the cache has to go'),
        run('make clean'),
        run('make check'),
        run('git commit -qam "Longer title"'),
      ],
    },
  ],
  facts: {
    must: [['make check', 'page.html does not show the title', 'make clean']],
    mustNot: ['grep', '\\bcat\\b', 'flaky'],
  },
};
