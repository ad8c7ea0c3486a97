import { replace, run, say, type WorkflowScript } from '../act.ts';

const files = {
  'text.h': '#ifndef TEXT_H\n#define TEXT_H\nint text_len(const char *s);\nint text_blank(const char *s);\n#endif\n',
  'text.c':
    '#include "text.h"\n\nint text_len(const char *s) { int n = 0; while (s[n]) n++; return n; }\nint text_blank(const char *s) { return text_len(s) == 0; }\n',
  'demo.c':
    '#include <stdio.h>\n#include "text.h"\n\nint main(void) { printf("%d %d\\n", text_len("pear"), text_blank("")); return 0; }\n',
  'text.sym': 'text_blank\ntext_len\n',
  'tools/abi':
    '#!/bin/sh\n# The symbols of the library against the list of those that are promised.\nnm -g --defined-only libtext.so | awk \'{print $3}\' | grep ^text_ | sort > /tmp/abi.$$\nnew=$(comm -23 /tmp/abi.$$ text.sym); gone=$(comm -13 /tmp/abi.$$ text.sym); rm -f /tmp/abi.$$\nfor s in $new; do echo "abi: $s is exported but not in text.sym" >&2; done\nfor s in $gone; do echo "abi: $s is promised in text.sym but gone" >&2; done\ntest -z "$new$gone"\n',
  Makefile:
    'CFLAGS = -Wall -Werror -fPIC\n\nall: libtext.so demo\n\nlibtext.so: text.o\n\t$(CC) -shared -o $@ $^\n\ndemo: demo.o libtext.so\n\t$(CC) -o $@ $^ -Wl,-rpath,.\n\ntext.o demo.o: text.h\n\ncheck: all\n\t./demo\n\ttools/abi\n',
  NEWS: 'News of text\n============\n',
  'README.md': '# text\n\nCounts letters.\n',
  '.gitignore': '*.o\n*.so\ndemo\n',
};
const macro = '#define TEXT_OLD(m) __attribute__((deprecated(m)))\n';

export const script: WorkflowScript = {
  name: 'c-deprecate',
  workflow: 'Deprecate a public function of text',
  files,
  performances: [
    {
      recorder: 'p-sage',
      startedAt: '2026-09-07T09:00:00.000Z',
      acts: [
        replace(
          'text.h',
          'int text_len(const char *s);\n',
          `${macro}int text_length(const char *s);\nTEXT_OLD("use text_length") int text_len(const char *s);\n`,
        ),
        replace(
          'text.c',
          'int text_len(const char *s) { int n = 0; while (s[n]) n++; return n; }',
          'int text_length(const char *s) { int n = 0; while (s[n]) n++; return n; }\nint text_len(const char *s) { return text_length(s); }',
        ),
        run('make check'),
        replace('text.c', 'return text_len(s) == 0', 'return text_length(s) == 0'),
        run('make check'),
        replace('demo.c', 'text_len(', 'text_length('),
        run('make check'),
        replace('text.sym', 'text_len\n', 'text_len\ntext_length\n'),
        run('make check'),
        replace('NEWS', '============\n', '============\n\n* text_len is deprecated, use text_length\n'),
        run('git commit -qam "text: deprecate text_len"'),
      ],
    },
    {
      recorder: 'p-dill',
      startedAt: '2026-09-08T09:00:00.000Z',
      acts: [
        replace(
          'text.h',
          'int text_blank(const char *s);\n',
          `${macro}int text_empty(const char *s);\nTEXT_OLD("use text_empty") int text_blank(const char *s);\n`,
        ),
        replace(
          'text.c',
          'int text_blank(const char *s) { return text_len(s) == 0; }',
          'int text_empty(const char *s) { return text_len(s) == 0; }\nint text_blank(const char *s) { return text_empty(s); }',
        ),
        replace('demo.c', 'text_blank(', 'text_empty('),
        run('make check'),
        say('What is promised stays promised until the next major: the old name stays in the list'),
        replace('text.sym', 'text_blank\n', 'text_blank\ntext_empty\n'),
        run('make check'),
        replace('NEWS', '============\n', '============\n\n* text_blank is deprecated, use text_empty\n'),
        run('git commit -qam "text: deprecate text_blank"'),
      ],
    },
  ],
  facts: {
    must: [
      ['make check', 'is exported but not in text.sym', 'text.sym'],
      ['make check', 'is deprecated', 'demo.c|text.c'],
      ['the old name stays in the list'],
      ['text: deprecate <'],
      ['NEWS', 'text.h'],
      ['make check', 'commit'],
    ],
    mustNot: ['flaky', 'tools/abi is'],
    gaps: [{ code: 'unexplained-step', subject: 'make|text|NEWS' }],
  },
};
