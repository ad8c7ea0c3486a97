import { replace, run, say, type WorkflowScript } from '../act.ts';

export const script: WorkflowScript = {
  name: 'c-makefile',
  workflow: 'Build and install the tool',
  files: {
    Makefile:
      'PREFIX ?= /proc/tool\n\nring: src/ring.c\n\t$(CC) -o ring src/ring.c\n\ncheck: ring\n\t@test "$$(./ring 4)" = 4 || { echo "check: expected 4, got $$(./ring 4)" >&2; exit 1; }\n\ninstall: ring\n\t@mkdir -p $(PREFIX)/bin\n\t@cp ring $(PREFIX)/bin/ring\n\t@echo installed\n\n.PHONY: check install\n',
    'src/ring.c':
      '#include <stdio.h>\n#include <stdlib.h>\n#include "version.h"\n\nint main(int argc, char **argv) {\n  printf("%d\\n", atoi(argv[1]) - 1);\n  return 0;\n}\n',
    'gen-version.sh': '#!/bin/sh\necho "#define VERSION \\"1\\"" > src/version.h\n',
    '.gitignore': 'ring\nsrc/version.h\nout\n',
    'README.md': '# ring\n\n    make\n',
  },
  performances: [
    {
      recorder: 'p-auk',
      startedAt: '2026-07-02T09:00:00.000Z',
      acts: [
        run('ls'),
        run('make'),
        run('cat Makefile'),
        run('./gen-version.sh'),
        run('make'),
        run('make check'),
        replace('src/ring.c', 'atoi(argv[1]) - 1', 'atoi(argv[1])'),
        run('make check'),
        run('make install'),
        say('Nobody may write there, it wants a prefix of your own'),
        run('make install PREFIX=$PWD/out'),
        run('./out/bin/ring 7'),
      ],
    },
  ],
};
