import { run, type WorkflowScript } from '../act.ts';

export const script: WorkflowScript = {
  name: 'missing-dependency',
  workflow: 'Run the service locally',
  files: {
    'package.json':
      '{\n  "name": "buoy",\n  "version": "1.0.0",\n  "type": "module",\n  "scripts": { "start": "node server.js", "smoke": "node smoke.js" },\n  "dependencies": { "ropes": "file:vendor/ropes" }\n}\n',
    'vendor/ropes/package.json':
      '{\n  "name": "ropes",\n  "version": "1.2.0",\n  "type": "module",\n  "exports": "./index.js"\n}\n',
    'vendor/ropes/index.js': 'export const knot = (name) => "a " + name + " knot";\n',
    'server.js':
      "import { readFileSync } from 'node:fs';\nimport { knot } from 'ropes';\nconst config = JSON.parse(readFileSync('config.local.json', 'utf8'));\nconsole.log(knot(config.kind));\n",
    'smoke.js': "console.log('smoke ok');\n",
    'config.example.json': '{ "kind": "reef" }\n',
    'README.md': '# buoy\n\nStart it with `npm start`.\n',
    '.gitignore': 'node_modules/\nconfig.local.json\n',
  },
  performances: [
    {
      recorder: 'p-ash',
      startedAt: '2026-02-20T08:00:00.000Z',
      acts: [
        run('npm start'),
        run('npm install'),
        run('npm start'),
        run('ls -la'),
        run('cp config.example.json config.local.json'),
        run('npm start'),
        run('npm run smoke'),
      ],
    },
  ],
  facts: {
    must: [
      ['npm start', "Cannot find package 'ropes'", 'npm install'],
      ['npm start', 'config.local.json', 'cp config.example.json config.local.json'],
      ['npm run smoke'],
    ],
    mustNot: ['\\bls\\b', 'flaky'],
  },
};
