import { replace, run, say, type WorkflowScript } from '../act.ts';

const oldDates = `exports.format = (date, pattern) => pattern.replace('YYYY', date.getUTCFullYear());
`;
const newDates = `exports.formatDate = (date, options) => {
  if (typeof options !== 'object') throw new RangeError('pattern must be an object');
  return options.pattern.replace('YYYY', date.getUTCFullYear());
};
`;
const checkLock = `const { readFileSync } = require('node:fs');
const wanted = JSON.parse(readFileSync('package.json', 'utf8')).dependencies['kiln-dates'];
const lock = JSON.parse(readFileSync('package-lock.json', 'utf8'));
const locked = lock.packages[''].dependencies['kiln-dates'];
if (wanted !== locked) {
  console.error('Error: package-lock.json has ' + locked + ', package.json wants ' + wanted);
  process.exit(1);
}
`;

const packed = (version: string, text: string) => [
  `mkdir -p ../kiln && printf '%s' '${text.replaceAll("'", "'\\''")}' > ../kiln/index.js`,
  `printf '{"name":"kiln-dates","version":"${version}","main":"index.js"}' > ../kiln/package.json`,
  'mkdir -p ../registry && npm pack --silent --pack-destination ../registry ../kiln',
];

export const script: WorkflowScript = {
  name: 'upgrade-dependency',
  workflow: 'Upgrade a dependency',
  files: {
    'package.json': `{
  "name": "harvest",
  "version": "0.9.0",
  "private": true,
  "dependencies": {
    "kiln-dates": "file:../registry/kiln-dates-1.4.0.tgz"
  },
  "scripts": {
    "test": "node --test",
    "check:lock": "node scripts/check-lock.js"
  }
}
`,
    'src/report.js':
      "const dates = require('kiln-dates');\nexports.title = (date) => 'Harvest ' + dates.format(date, 'YYYY');\n",
    'test/report.test.js':
      "const test = require('node:test');\nconst assert = require('node:assert');\nconst { title } = require('../src/report.js');\ntest('title', () => assert.equal(title(new Date('2026-06-01')), 'Harvest 2026'));\n",
    'scripts/check-lock.js': checkLock,
    'README.md': '# harvest\n\nReports on what was reaped.\n\n    npm install\n    npm test\n',
    '.gitignore': 'node_modules\n',
  },
  prepare: [
    ...packed('1.4.0', oldDates),
    ...packed('2.0.0', newDates),
    ...packed('2.0.1', newDates),
    'npm install --silent && git add -A && git commit -qm "build(deps): pin kiln-dates"',
  ],
  performances: [
    {
      recorder: 'p-birch',
      startedAt: '2026-06-02T09:00:00.000Z',
      acts: [
        run('git status'),
        run('npm install ../registry/kiln-dates-2.0.0.tgz'),
        run('npm test'),
        run('rm -rf node_modules && npm install'),
        run('npm test'),
        run('cat node_modules/kiln-dates/index.js'),
        replace('src/report.js', 'dates.format(', 'dates.formatDate('),
        run('npm test'),
        replace('src/report.js', "dates.formatDate(date, 'YYYY')", "dates.formatDate(date, { pattern: 'YYYY' })"),
        run('npm test'),
        run('npm run check:lock'),
        run('git commit -am "build(deps): bump kiln-dates to 2.0.0"'),
      ],
    },
    {
      recorder: 'p-cedar',
      startedAt: '2026-06-09T14:00:00.000Z',
      acts: [
        replace('package.json', 'kiln-dates-1.4.0.tgz', 'kiln-dates-2.0.1.tgz'),
        run('npm run check:lock'),
        run('ls'),
        run('npm install'),
        run('npm run check:lock'),
        run('npm test'),
        say('format became formatDate in 2, and the pattern is an option now'),
        replace('src/report.js', "dates.format(date, 'YYYY')", "dates.formatDate(date, { pattern: 'YYYY' })"),
        run('npm test'),
        run('git add -A'),
        run('git commit -m "build(deps): bump kiln-dates to 2.0.1"'),
      ],
    },
  ],
};
