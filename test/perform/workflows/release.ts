import { create, open, replace, run, say, type WorkflowScript } from '../act.ts';

const check = `import { readFileSync } from 'node:fs';
const { version } = JSON.parse(readFileSync('package.json', 'utf8'));
const log = readFileSync('CHANGELOG.md', 'utf8');
if (!log.includes('## ' + version)) {
  console.error('Error: CHANGELOG.md has no entry for ' + version);
  process.exit(1);
}
`;

export const script: WorkflowScript = {
  name: 'release',
  workflow: 'Cut a release',
  files: {
    'package.json': `{
  "name": "tidepool",
  "version": "2.3.1",
  "type": "module",
  "scripts": {
    "test": "node --test",
    "check:release": "node scripts/check-release.js"
  }
}
`,
    'README.md': '# tidepool\n\nTide tables for small harbours.\n\n    npm test\n',
    'CHANGELOG.md': '# Changelog\n\n## 2.3.1\n- Steadier clocks\n',
    'src/tide.js': 'export const version = "2.3.1";\nexport const high = (moon) => moon * 2;\n',
    'test/tide.test.js':
      "import test from 'node:test';\nimport assert from 'node:assert';\nimport { high } from '../src/tide.js';\ntest('high tide', () => assert.equal(high(2), 4));\n",
    'scripts/check-release.js': check,
    'docs/ideas.md': '- moon phases\n',
  },
  prepare: ['git init -q --bare ../origin.git && git remote add origin ../origin.git && git push -q -u origin main'],
  performances: [
    {
      recorder: 'p-ash',
      startedAt: '2026-03-02T09:00:00.000Z',
      acts: [
        run('git status'),
        run('ls'),
        run('cat package.json'),
        run('npm test'),
        replace('package.json', '"version": "2.3.1"', '"version": "2.4.0"'),
        replace('src/tide.js', '2.3.1', '2.4.0'),
        run('npm run check:relase'),
        run('npm run check:release'),
        open('CHANGELOG.md'),
        replace('CHANGELOG.md', '# Changelog\n', '# Changelog\n\n## 2.4.0\n- Neap tides\n'),
        run('npm run check:release'),
        run('git diff'),
        run('git commit -am "Release 2.4.0"'),
        run('git tag v2.4.0'),
        run('git push origin main v2.4.0'),
        run('git log --oneline -3'),
      ],
    },
    {
      recorder: 'p-birch',
      startedAt: '2026-04-11T13:20:00.000Z',
      acts: [
        run('clear'),
        replace('CHANGELOG.md', '# Changelog\n', '# Changelog\n\n## 2.5.0\n- Storm surge\n'),
        create('docs/ideas.md', '- moon phases\n- radio clocks\n'),
        replace('src/tide.js', '2.3.1', '2.5.0'),
        replace('package.json', '"version": "2.3.1"', '"version": "2.5.0"'),
        run('npm test'),
        run('npm run check:release'),
        run('git add package.json CHANGELOG.md src/tide.js'),
        run('git commit -m "Release 2.5.0"'),
        run('git tag v2.5.0'),
        run('git push origin main v2.5.0'),
      ],
    },
    {
      recorder: 'p-cedar',
      startedAt: '2026-05-20T07:45:00.000Z',
      acts: [
        say('Patch release for the harbour master'),
        run('pwd'),
        replace('package.json', '"version": "2.3.1"', '"version": "2.3.2"'),
        run('npm run check:release'),
        replace('CHANGELOG.md', '# Changelog\n', '# Changelog\n\n## 2.3.2\n- Right hour\n'),
        replace('src/tide.js', '2.3.1', '2.3.2'),
        run('npm run check:release'),
        run('npm test'),
        run('git commit -am "Release 2.3.2" && git tag v2.3.2'),
        run('git status'),
        run('git push origin main v2.3.2'),
      ],
    },
  ],
  facts: {
    must: [
      ['npm run check:release', 'CHANGELOG.md has no entry for', 'CHANGELOG.md'],
      ['package.json#version', 'v<version>'],
      ['<version>', 'src/tide.js'],
      ['Release <version>'],
      ['npm test', 'git push'],
      ['CHANGELOG.md', 'src/tide.js', 'package.json'],
    ],
    mustNot: [
      '2\\.[345]\\.[0-9]',
      '\\bls\\b',
      'git status',
      'git log',
      'git diff',
      'clear',
      'relase',
      'ideas\\.md',
      'ash|birch|cedar',
      'pwd',
    ],
  },
};
