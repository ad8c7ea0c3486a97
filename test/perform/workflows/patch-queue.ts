import { replace, run, say, type WorkflowScript } from '../act.ts';

const files = {
  'upstream/mix.c':
    '#include <stdio.h>\nint mix(int a) {\n  return a * 2;\n}\nint main(void) {\n  printf("%d\\n", mix(4));\n  return 0;\n}\n',
  'patches/01-offset.patch':
    '--- a/mix.c\n+++ b/mix.c\n@@ -1,5 +1,5 @@\n #include <stdio.h>\n int mix(int a) {\n-  return a * 3;\n+  return a * 3 + 1;\n }\n int main(void) {\n',
  'patches/series': '01-offset.patch\n',
  'assemble.sh':
    '#!/bin/bash\nset -e\nrm -rf tree; cp -r upstream tree\nfor p in $(cat patches/series); do\n  patch -s -d tree -p1 < patches/$p || { echo "assemble: $p does not apply" >&2; exit 1; }\ndone\ncc -o tree/mix tree/mix.c\n[ "$(tree/mix)" = "$(cat expected)" ] || { echo "assemble: mix prints $(tree/mix), expected says $(cat expected)" >&2; exit 2; }\necho assembled\n',
  expected: '13\n',
  'README.md': '# mix\n\nA mixer with patches.\n',
  '.gitignore': 'tree/\n*.orig\n*.rej\n',
};

export const script: WorkflowScript = {
  name: 'patch-queue',
  workflow: 'Refresh the patches',
  files,
  performances: [
    {
      recorder: 'p-hare',
      startedAt: '2026-10-16T09:00:00.000Z',
      acts: [
        run('./assemble.sh'),
        run('cat tree/mix.c.rej'),
        run('cp -r upstream a && cp -r upstream b'),
        replace('b/mix.c', 'a * 2', 'a * 2 + 1'),
        run('diff -u a/mix.c b/mix.c > patches/01-offset.patch'),
        run('./assemble.sh'),
        replace('expected', '13', '9'),
        run('./assemble.sh'),
        say('Keep a patch per matter, upstream takes them one by one'),
        run('rm -rf a b'),
        run('git commit -qam "patches: refresh 01-offset"'),
      ],
    },
  ],
  facts: {
    must: [
      ['assemble.sh', 'does not apply|FAILED', 'diff -u'],
      ['assemble.sh', 'expected says', 'expected'],
      ['Keep a patch per matter'],
      ['rm -rf a b'],
      ['commit', 'patches: '],
    ],
    mustNot: ['flaky', '\\.rej`'],
    gaps: [{ code: 'unexplained-step', subject: 'assemble|diff' }],
  },
};
