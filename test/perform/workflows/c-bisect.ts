import { create, replace, run, say, type WorkflowScript } from '../act.ts';

const source = (expression: string) =>
  `#include "wrap.h"\n\nint wrapped(int length, int width) { return ${expression}; }\n`;
const commit = (expression: string, message: string) =>
  `cat > wrap.c <<'END'\n${source(expression)}END\ngit commit -qam "${message}"`;

export const script: WorkflowScript = {
  name: 'c-bisect',
  workflow: 'Find the commit that broke wrapping',
  files: {
    Makefile:
      'CFLAGS = -Wall -Werror\n\nwrap: main.o wrap.o\n\t$(CC) -o $@ $^\n\nmain.o wrap.o: wrap.h\n\nclean:\n\trm -f *.o wrap\n',
    'wrap.h': 'int wrapped(int length, int width);\n',
    'wrap.c': source('(length + width - 1) / width'),
    'main.c':
      '#include <stdio.h>\n#include <stdlib.h>\n#include "wrap.h"\n\nint main(int argc, char **argv) {\n  if (argc < 3) return 2;\n  printf("%d\\n", wrapped(atoi(argv[1]), atoi(argv[2])));\n  return 0;\n}\n',
    '.gitignore': '*.o\nwrap\n',
    'README.md': '# wrap\n\nCounts lines.\n',
  },
  prepare: [
    'git tag v2.0',
    'echo "\nMore words." >> README.md && git commit -qam "Say more"',
    'echo "\nMany more words." >> README.md && git commit -qam "Say much more"',
    commit('(length + width - 1) / width + missing', 'Start on margins'),
    commit('(width - 1 + length) / width', 'Finish margins'),
    commit('(length + width) / width', 'Margins'),
    'echo "\nEven more." >> README.md && git commit -qam "Say even more"',
  ],
  performances: [
    {
      recorder: 'p-lynx',
      startedAt: '2026-08-07T09:00:00.000Z',
      acts: [
        run('make'),
        run('./wrap 10 5'),
        create('check.sh', '#!/bin/sh\nmake -s || exit 1\ntest "$(./wrap 10 5)" = 2\n'),
        run('git bisect start'),
        run('git bisect bad'),
        run('git bisect good v2.0'),
        run('git bisect run ./check.sh'),
        run('git bisect log'),
        say('It blames the commit that does not compile. Those must be skipped: exit 125'),
        run('git bisect reset'),
        replace('check.sh', 'exit 1', 'exit 125'),
        run('git bisect start HEAD v2.0'),
        run('git bisect run ./check.sh'),
        run('git show --stat'),
        run('git bisect reset'),
        replace('wrap.c', '(length + width) / width', '(length + width - 1) / width'),
        run('make && ./check.sh'),
        run('rm check.sh'),
        run('git commit -qam "fix: no extra line for full rows"'),
      ],
    },
  ],
  facts: {
    must: [
      ['125', 'check.sh'],
      ['git bisect run ./check.sh'],
      ['git bisect reset'],
      ['(length + width - 1) / width|wrap.c', 'check.sh|Edit'],
    ],
    mustNot: ['git show', 'git bisect log', 'flaky', '[0-9a-f]{40}', 'Say even more'],
    gaps: [{ code: 'single-witness' }, { code: 'unexplained-step' }],
  },
};
