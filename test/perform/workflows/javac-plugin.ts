import { create, replace, run, say, type WorkflowScript } from '../act.ts';

const files = {
  'src/hut/Main.java':
    'package hut;\nimport java.util.ServiceLoader;\npublic class Main { public static void main(String[] a) { int n = 0; for (Stove s : ServiceLoader.load(Stove.class)) { System.out.println(s.name()); n++; } if (n < Integer.parseInt(System.getProperty("stoves", "1"))) { System.err.println("hut: only " + n + " stoves registered"); System.exit(4); } } }\n',
  'src/hut/Stove.java': 'package hut;\npublic interface Stove { String name(); }\n',
  'src/hut/Tile.java': 'package hut;\npublic class Tile implements Stove { public String name() { return "tile"; } }\n',
  'services/hut.Stove': 'hut.Tile\n',
  'build.sh': `#!/bin/sh\nset -e\nrm -rf out\njavac --release "\${JAVA_LEVEL:?set JAVA_LEVEL}" -d out src/hut/*.java\nmkdir -p out/META-INF/services\ncp services/* out/META-INF/services/\njar --create --file hut.jar --main-class hut.Main -C out .\n`,
  'README.md': '# hut\n\nHeats.\n',
  '.gitignore': 'out/\n*.jar\n',
};

export const script: WorkflowScript = {
  name: 'javac-plugin',
  workflow: 'Add a stove',
  files,
  performances: [
    {
      recorder: 'p-ibex',
      startedAt: '2026-10-14T09:00:00.000Z',
      acts: [
        run('git checkout -q -b stove/iron'),
        create(
          'src/hut/Iron.java',
          'package hut;\npublic class Iron implements Stove { public String name() { return "iron"; } }\n',
        ),
        run('./build.sh'),
        run('JAVA_LEVEL=17 ./build.sh'),
        run('java -Dstoves=2 -jar hut.jar'),
        replace('services/hut.Stove', 'hut.Tile\n', 'hut.Tile\nhut.Iron\n'),
        run('java -Dstoves=2 -jar hut.jar'),
        run('JAVA_LEVEL=17 ./build.sh'),
        run('java -Dstoves=2 -jar hut.jar'),
        say('17 because the boilers in the field run nothing newer'),
        run('git add -A && git commit -qm "stove: iron"'),
      ],
    },
    {
      recorder: 'p-lynx',
      startedAt: '2026-10-15T09:00:00.000Z',
      acts: [
        run('git checkout -q -b stove/brick'),
        create(
          'src/hut/Brick.java',
          'package hut;\npublic class Brick implements Stove { public String name() { return "brick"; } }\n',
        ),
        replace('services/hut.Stove', 'hut.Tile\n', 'hut.Tile\nhut.Brick\n'),
        run('JAVA_LEVEL=17 ./build.sh'),
        run('java -Dstoves=2 -jar hut.jar'),
        run('git add -A && git commit -qm "stove: brick"'),
      ],
    },
  ],
  facts: {
    must: [
      ['build.sh', 'set JAVA_LEVEL', 'JAVA_LEVEL=17'],
      ['java', 'stoves registered', 'services/hut.Stove', 'build.sh'],
      ['nothing newer'],
      ['stove/<'],
      ['stove: <'],
      ['services/hut.Stove', 'src/hut/<'],
      ['java -Dstoves=2 -jar hut.jar'],
    ],
    mustNot: ['iron', 'brick', 'flaky'],
    gaps: [{ code: 'unexplained-step', subject: 'build|java' }],
  },
};
