import { create, open, replace, run, say, type WorkflowScript } from '../act.ts';

const checkPack = `import { execSync } from 'node:child_process';
const [{ files }] = JSON.parse(execSync('npm pack --dry-run --json --silent', { encoding: 'utf8' }));
if (!files.some(({ path }) => path === 'dist/index.js')) {
  console.error('Error: dist/index.js is not in the tarball');
  process.exit(1);
}
console.log(files.length + ' files');
`;
const publish = `#!/bin/bash
# Puts the package into the registry beside the repository.
set -e
version=$(node -p "require('./package.json').version")
if [ -f ../registry/wicker-$version.tgz ]; then
  echo "npm error code EPUBLISHCONFLICT" >&2
  echo "npm error wicker@$version is already published" >&2
  exit 1
fi
npm pack --silent --pack-destination ../registry
`;

const files = {
  'package.json': `{
  "name": "wicker",
  "version": "1.2.0",
  "type": "module",
  "files": ["dist"],
  "scripts": {
    "build": "mkdir -p dist && cp src/index.js dist/index.js",
    "test": "node --test",
    "check:pack": "node scripts/check-pack.js"
  }
}
`,
  'src/index.js': 'export const weave = (a, b) => a + b;\n',
  'test/weave.test.js':
    "import test from 'node:test';\nimport assert from 'node:assert';\nimport { weave } from '../src/index.js';\ntest('weave', () => assert.equal(weave(1, 2), 3));\n",
  'scripts/check-pack.js': checkPack,
  'bin/npm-publish': publish,
  'CHANGELOG.md': '# Changelog\n\n## 1.2.0\n- Willow\n',
  'README.md': '# wicker\n\nBaskets.\n\n    npm test\n',
  '.gitignore': 'dist\nscratch*\n',
};

export const script: WorkflowScript = {
  name: 'publish-package',
  workflow: 'Publish the package',
  files,
  prepare: [
    'mkdir -p ../registry && git init -q --bare ../origin.git && git remote add origin ../origin.git && git push -q -u origin main',
    'touch ../registry/wicker-1.2.0.tgz',
  ],
  performances: [
    {
      recorder: 'p-wren',
      startedAt: '2026-06-04T09:00:00.000Z',
      acts: [
        run('git status'),
        run('npm test'),
        replace('package.json', '"version": "1.2.0"', '"version": "1.3.0"'),
        replace('CHANGELOG.md', '# Changelog\n', '# Changelog\n\n## 1.3.0\n- Rattan\n'),
        run('npm run check:pack'),
        run('npm run build'),
        run('npm run check:pack'),
        run('git commit -am "release: 1.3.0"'),
        run('git tag v1.3.0'),
        run('./bin/npm-publish'),
        run('ls ../registry'),
        run('git push origin main v1.3.0'),
      ],
    },
    {
      recorder: 'p-tern',
      startedAt: '2026-06-11T09:00:00.000Z',
      acts: [
        create('scratch.md', 'ask about the logo\n'),
        run('npm run build && npm run check:pack'),
        run('./bin/npm-publish'),
        replace('package.json', '"version": "1.2.0"', '"version": "1.2.1"'),
        open('CHANGELOG.md'),
        replace('CHANGELOG.md', '# Changelog\n', '# Changelog\n\n## 1.2.1\n- Tighter knots\n'),
        run('npm run build && npm run check:pack'),
        run('git diff'),
        run('git commit -am "release: 1.2.1"'),
        run('git tag v1.2.1'),
        run('./bin/npm-publish'),
        run('ls ../registry'),
        run('git push origin main --tags'),
      ],
    },
    {
      recorder: 'p-finch',
      startedAt: '2026-06-18T09:00:00.000Z',
      acts: [
        run('ls -la'),
        replace('CHANGELOG.md', '# Changelog\n', '# Changelog\n\n## 1.4.0\n- Lids\n'),
        replace('package.json', '"version": "1.2.0"', '"version": "1.4.0"'),
        run('npm test'),
        run('npm run check:pack'),
        say('dist is ignored by Git, so a fresh clone has none'),
        run('npm run build'),
        run('npm run check:pack'),
        run('git commit -am "release: 1.4.0" && git tag v1.4.0'),
        run('./bin/npm-publish'),
        run('ls ../registry'),
        run('git push origin main v1.4.0'),
      ],
    },
  ],
};
