import { replace, run, say, type WorkflowScript } from '../act.ts';

/** A crash read with a sanitizer, whose process number differs each time; lists compared in another order. */
export const script: WorkflowScript = {
  name: 'deep2-gcc-sanitize',
  workflow: 'Mend a crash of the parser',
  files: {
    'parse.c':
      '#include <stdio.h>\n#include <stdlib.h>\n#include <string.h>\n\nint main(int argc, char **argv) {\n  char *copy = malloc(strlen(argv[1]));\n  strcpy(copy, argv[1]);\n  int n = 0;\n  for (char *p = strtok(copy, ","); p; p = strtok(NULL, ",")) n++;\n  printf("%d\\n", n);\n  free(copy);\n  return 0;\n}\n',
    'count.c':
      '#include <stdio.h>\n#include <stdlib.h>\n\nint main(int argc, char **argv) {\n  int *seen = calloc(4, sizeof *seen);\n  for (int i = 1; i < argc; i++) seen[i]++;\n  printf("%d\\n", seen[1]);\n  free(seen);\n  return 0;\n}\n',
    Makefile:
      'CFLAGS = -g -O1 -fno-omit-frame-pointer $(if $(SAN),-fsanitize=$(SAN),)\n\nout/%: %.c\n\t@mkdir -p out\n\t@gcc $(CFLAGS) -o $@ $<\n\nall: out/parse out/count\n\ncheck: all\n\t@out/parse a,b,c >/dev/null && out/count 1 2 3 4 5 6 >/dev/null && echo fine\n',
    'README.md': '# parser\n\n`make check`\n',
    '.gitignore': 'out/\n',
  },
  performances: [
    {
      recorder: 'p-ox',
      startedAt: '2026-10-23T09:00:00.000Z',
      acts: [
        run('make all'),
        run('make check SAN=address'),
        say('make does not know that SAN changed, the old objects stay'),
        run('rm -rf out'),
        run('make check SAN=address'),
        replace('parse.c', 'malloc(strlen(argv[1]))', 'malloc(strlen(argv[1]) + 1)'),
        run('make check SAN=address'),
        replace('count.c', 'calloc(4, sizeof *seen)', 'calloc(argc + 1, sizeof *seen)'),
        run('make check SAN=address'),
        run('git commit -qam "Make room for the end"'),
      ],
    },
    {
      recorder: 'p-elk',
      startedAt: '2026-10-26T09:00:00.000Z',
      acts: [
        run('make check SAN=address 2>&1 | head -4'),
        replace('parse.c', 'malloc(strlen(argv[1]))', 'malloc(strlen(argv[1]) + 1)'),
        run('make check SAN=address 2>&1 | head -4'),
        replace('count.c', 'calloc(4, sizeof *seen)', 'calloc(argc + 1, sizeof *seen)'),
        run('make check SAN=address'),
        run('git commit -qam "Count all arguments"'),
      ],
    },
  ],
  facts: {
    must: [
      ['heap-buffer-overflow', 'parse.c', 'strlen(argv[1]) + 1'],
      ['count.c', 'calloc(argc + 1'],
      ['make check SAN=address'],
      ['rm -rf out'],
    ],
    mustNot: ['==\\d+==', '0x[0-9a-f]{6}', 'README', 'calloc\\(argc[^.]*parse\\.c[^.]*passes'],
    gaps: [{ code: 'unexplained-step', subject: 'parse.c|count.c|make|rm' }],
  },
};
