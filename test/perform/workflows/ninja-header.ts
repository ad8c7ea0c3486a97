import { replace, run, say, type WorkflowScript } from '../act.ts';

const files = {
  'build.ninja':
    'rule cc\n  command = cc -Wall -Werror -Igen -c $in -o $out\nrule ld\n  command = cc $in -o $out\nrule gen\n  command = sh gen/units.sh units.def > $out\n\nbuild gen/units.h: gen units.def\nbuild o/main.o: cc src/main.c\nbuild bin/tare: ld o/main.o\ndefault bin/tare\n',
  'gen/units.sh':
    '#!/bin/sh\n# one macro a line\nwhile read -r name grams; do\n  case $grams in *[!0-9]*|"") echo "units.sh: $name: grams must be a whole number" >&2; exit 1;; esac\n  echo "#define UNIT_$name $grams"\ndone < "$1"\n',
  'units.def': 'GRAM 1\nKILO 1000\n',
  'src/main.c':
    '#include <stdio.h>\n#include "units.h"\nint main(void) { printf("%d\\n", UNIT_KILO / UNIT_GRAM); return 0; }\n',
  'gen/units.h': '#define UNIT_GRAM 1\n#define UNIT_KILO 1000\n',
  'docs/units.md': '# Units\n\n- GRAM\n- KILO\n',
  'test.sh':
    '#!/bin/sh\nfor u in $(cut -d" " -f1 units.def); do grep -q "^- $u$" docs/units.md || { echo "test: docs/units.md lacks $u" >&2; exit 1; }; done\n./bin/tare >/dev/null && echo ok\n',
  '.gitignore': 'o/\nbin/\n',
  'README.md': '# tare\n\nBuild with `ninja`, test with `sh test.sh`.\n',
};

export const script: WorkflowScript = {
  name: 'ninja-header',
  workflow: 'Add a unit',
  files,
  performances: [
    {
      recorder: 'p-knot',
      startedAt: '2026-11-12T09:00:00.000Z',
      acts: [
        run('ninja'),
        replace('units.def', 'KILO 1000\n', 'KILO 1000\nOUNCE 28.3\n'),
        run('ninja gen/units.h'),
        replace('units.def', 'OUNCE 28.3', 'OUNCE 28'),
        run('ninja gen/units.h'),
        replace('src/main.c', 'UNIT_KILO / UNIT_GRAM', 'UNIT_KILO / UNIT_OUNCE'),
        run('ninja'),
        run('sh test.sh'),
        replace('docs/units.md', '- KILO\n', '- KILO\n- OUNCE\n'),
        run('sh test.sh'),
        say('The header is committed, packagers build without a shell'),
        run('git add gen/units.h units.def docs src && git commit -qm "unit: OUNCE"'),
      ],
    },
    {
      recorder: 'p-ruff',
      startedAt: '2026-11-13T09:00:00.000Z',
      acts: [
        replace('units.def', 'KILO 1000\n', 'KILO 1000\nTONNE 1000000\n'),
        replace('src/main.c', 'UNIT_KILO / UNIT_GRAM', 'UNIT_TONNE / UNIT_GRAM'),
        run('ninja'),
        run('ninja gen/units.h'),
        run('ninja'),
        replace('docs/units.md', '- KILO\n', '- KILO\n- TONNE\n'),
        run('sh test.sh'),
        run('git add -A && git commit -qm "unit: TONNE"'),
      ],
    },
  ],
  facts: {
    must: [
      ['must be a whole number', 'units.def'],
      ['undeclared', 'ninja gen/units.h'],
      ['lacks', 'docs/units.md'],
      ['The header is committed'],
      ['unit: <'],
      ['docs/units.md', 'units.def', 'change together|Each time'],
    ],
    mustNot: ['ninja: Entering', 'flaky', 'OUNCE 28\\.3` fails', '\\[1/2\\]'],
    gaps: [{ code: 'unexplained-step', subject: 'units.def|docs/units.md' }],
  },
};
