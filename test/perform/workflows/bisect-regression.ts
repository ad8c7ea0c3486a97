import { replace, run, say, type WorkflowScript } from '../act.ts';

const makefile = `tables.json: tables.src
\tsed 's/;/,/g' tables.src > tables.json

tables: tables.json
.PHONY: tables
`;

export const script: WorkflowScript = {
  name: 'bisect-regression',
  workflow: 'Find the commit that broke it',
  files: {
    'package.json': '{ "name": "sluice", "version": "1.2.0", "private": true, "type": "module" }\n',
    Makefile: makefile,
    'tables.src': '[1; 2; 3]\n',
    'src/sluice.js':
      "import { readFileSync } from 'node:fs';\nconst tables = JSON.parse(readFileSync('tables.json', 'utf8'));\nexport const flow = (gate) => tables[gate] * 10;\n",
    'test/sluice.test.js':
      "import test from 'node:test';\nimport assert from 'node:assert';\nimport { flow } from '../src/sluice.js';\ntest('flow of the last gate', () => assert.equal(flow(2), 30));\n",
    'README.md': '# sluice\n',
    '.gitignore': 'tables.json\n',
  },
  prepare: [
    'git tag v1.2.0',
    "echo '// gates count from 0' >> src/sluice.js && git commit -qam 'Say how gates count'",
    "echo 'Water.' >> README.md && git commit -qam 'Describe'",
    "sed -i 's/; 3/; 4/' tables.src && git commit -qam 'Retune the tables'",
    "echo '// end' >> src/sluice.js && git commit -qam 'Mark the end'",
    "echo 'More water.' >> README.md && git commit -qam 'Describe more'",
  ],
  performances: [
    {
      recorder: 'p-heron',
      startedAt: '2026-06-03T09:00:00.000Z',
      acts: [
        run('node --test'),
        run('make tables'),
        run('node --test'),
        run('git log --oneline'),
        run('git bisect start'),
        run('git bisect bad'),
        run('git bisect good v1.2.0'),
        run('git bisect run node --test'),
        run('git bisect reset'),
        say('tables.json is not in Git, every step of the bisect has to build it again'),
        run('git bisect start HEAD v1.2.0'),
        run("git bisect run sh -c 'touch tables.src && make tables && node --test'"),
        run('git show --stat refs/bisect/bad'),
        run('git bisect reset'),
        replace('tables.src', '; 4', '; 3'),
        run('make tables'),
        run('node --test'),
        run('git commit -am "fix: last gate flows as before"'),
      ],
    },
  ],
};
