import { create, run, type WorkflowScript } from '../act.ts';

export const script: WorkflowScript = {
  name: 'java-jar',
  workflow: 'Hand out the till as one jar',
  files: {
    'src/till/Main.java':
      'package till;\n\npublic class Main {\n  public static void main(String[] args) throws Exception {\n    var in = Main.class.getResourceAsStream("/prices.csv");\n    if (in == null) throw new IllegalStateException("prices.csv is not on the class path");\n    System.out.println(new String(in.readAllBytes()).lines().count() + " prices");\n  }\n}\n',
    'res/prices.csv': 'apple,3\npear,4\n',
    'README.md': '# till\n\nJava, no build tool.\n',
    '.gitignore': 'out/\n*.jar\n',
  },
  performances: [
    {
      recorder: 'p-jay',
      startedAt: '2026-09-09T09:00:00.000Z',
      acts: [
        run('javac -d out src/till/Main.java'),
        run('jar cf till.jar -C out .'),
        run('java -jar till.jar'),
        run('jar cfe till.jar till.Main -C out .'),
        run('java -jar till.jar'),
        run('unzip -l till.jar'),
        run('jar cfe till.jar till.Main -C out . -C res .'),
        run('java -jra till.jar'),
        run('java -jar till.jar'),
        create(
          'pack.sh',
          '#!/bin/sh\nset -e\njavac -d out src/till/Main.java\njar cfe till.jar till.Main -C out . -C res .\n',
        ),
        run('sh pack.sh && java -jar till.jar'),
        run('git add pack.sh && git commit -qm "Pack the till"'),
      ],
    },
  ],
  facts: {
    must: [
      ['java -jar till.jar', 'no main manifest attribute', 'jar cfe till.jar till.Main'],
      ['java -jar till.jar', 'prices.csv is not on the class path', '-C res'],
      ['java -jar till.jar'],
      ['pack.sh'],
    ],
    mustNot: ['-jra', 'unzip', 'flaky'],
    gaps: [{ code: 'single-witness' }, { code: 'unexplained-step', subject: 'java|jar' }],
  },
};
