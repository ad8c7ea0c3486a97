import { replace, run, say, type WorkflowScript } from '../act.ts';

const files = {
  'package.json':
    '{\n  "name": "log",\n  "version": "1.0.0",\n  "type": "module",\n  "dependencies": { "tinytide": "1.0.0" },\n  "scripts": { "test": "node --test" }\n}\n',
  'src/log.js': "import tide from 'tinytide';\nexport const line = (m) => tide.format(m, 'm');\n",
  'test/log.test.js':
    "import { test } from 'node:test';\nimport assert from 'node:assert';\nimport { line } from '../src/log.js';\ntest('line', () => assert.equal(line(3), '3 m'));\n",
  'vendor/tinytide-2.0.0/package.json':
    '{ "name": "tinytide", "version": "2.0.0", "type": "module", "exports": "./index.js" }\n',
  'vendor/tinytide-2.0.0/index.js':
    "export const format = (value, options) => {\n  if (typeof options === 'string') throw new TypeError('tinytide: format(value, unit) is gone, pass { unit }');\n  return value + ' ' + options.unit;\n};\n",
  'vendor/tinytide-1.0.0/package.json':
    '{ "name": "tinytide", "version": "1.0.0", "type": "module", "exports": "./index.js" }\n',
  'vendor/tinytide-1.0.0/index.js': "export default { format: (value, unit) => value + ' ' + unit };\n",
  'scripts/audit-deps.sh':
    '#!/bin/sh\ngrep -q "tinytide $(node -p "require(\'./vendor/$(ls -d node_modules/tinytide/ >/dev/null && echo tinytide-2.0.0)/package.json\').version")" DEPS.md || { echo "audit-deps: DEPS.md does not name the version of tinytide" >&2; exit 1; }\necho deps ok\n',
  'DEPS.md': '# Dependencies\n\ntinytide 1.0.0\n',
  '.gitignore': 'node_modules/\n',
  'README.md': '# log\n\nRun `npm test`.\n',
};

export const script: WorkflowScript = {
  name: 'sight-npm-major',
  workflow: 'Upgrade tinytide',
  files,
  prepare: ['npm install --no-save ./vendor/tinytide-1.0.0 >/dev/null 2>&1 || true'],
  performances: [
    {
      recorder: 'p-curlew',
      startedAt: '2026-11-05T09:00:00.000Z',
      acts: [
        run('git checkout -q -b deps/tinytide-2'),
        run('npm ls'),
        run('npm install --save-exact ./vendor/tinytide-2.0.0'),
        run('npm test'),
        replace('src/log.js', "import tide from 'tinytide';", "import { format } from 'tinytide';"),
        replace('src/log.js', "tide.format(m, 'm')", "format(m, 'm')"),
        run('npm test'),
        replace('src/log.js', "format(m, 'm')", "format(m, { unit: 'm' })"),
        run('npm test'),
        run('scripts/audit-deps.sh'),
        replace('DEPS.md', 'tinytide 1.0.0', 'tinytide 2.0.0'),
        run('scripts/audit-deps.sh'),
        say('The lawyers read DEPS.md, so it names each version'),
        run('git commit -qam "deps: tinytide 2.0.0"'),
      ],
    },
  ],
  facts: {
    must: [
      ['does not provide an export named|SyntaxError', 'src/log.js'],
      ['is gone, pass', 'src/log.js'],
      ['does not name the version', 'DEPS.md'],
      ['The lawyers read DEPS.md'],
      ['deps/'],
      ['npm install --save-exact'],
      ['scripts/audit-deps.sh'],
    ],
    mustNot: ['npm ls', 'flaky'],
    gaps: [{ code: 'single-witness' }, { code: 'unexplained-step', subject: 'audit-deps|npm install' }],
  },
};
