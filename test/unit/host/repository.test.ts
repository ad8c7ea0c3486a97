import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, unlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, describe, it } from 'node:test';
import { defaultLimits, openRepository } from '../../../src/host/repository.ts';

const made: string[] = [];
afterEach(() => {
  for (const folder of made.splice(0)) rmSync(folder, { recursive: true, force: true });
});

function folderWith(files: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(join(tmpdir(), 'mirror-repo-'));
  made.push(folder);
  for (const [path, text] of Object.entries(files)) write(folder, path, text);
  return folder;
}

function write(folder: string, path: string, text: string): void {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), text);
}

function git(folder: string, ...args: string[]): string {
  return execFileSync(
    'git',
    ['-c', 'user.name=t', '-c', 'user.email=t@example.org', '-c', 'commit.gpgsign=false', ...args],
    { cwd: folder, encoding: 'utf8' },
  );
}

function committed(files: Readonly<Record<string, string>>): string {
  const folder = folderWith(files);
  git(folder, 'init', '-q', '-b', 'trunk');
  git(folder, 'add', '-A');
  git(folder, 'commit', '-q', '-m', 'one');
  return folder;
}

const tree = { 'a.txt': 'a', '.gitignore': 'out/\n*.log\n!keep.log\n', 'src/ü b.ts': 'u' };

describe('a repository on disk', () => {
  it('lists what Git tracks and what it does not ignore, not what is deleted', async () => {
    const folder = committed({ ...tree, 'gone.txt': 'g' });
    unlinkSync(join(folder, 'gone.txt'));
    write(folder, 'new/file.md', 'n');
    write(folder, 'out/x.js', 'x');
    write(folder, 'x.log', 'x');
    const view = await openRepository(folder);
    assert.deepEqual(view.files, ['.gitignore', 'a.txt', 'new/file.md', 'src/ü b.ts']);
    assert.equal(view.head, git(folder, 'rev-parse', 'HEAD').trim());
    assert.equal(view.branch, 'trunk');
    assert.equal(view.truncated, false);
  });

  it('tells apart what Git ignores in the folders that agents load from, links to folders inside followed', async () => {
    const folder = folderWith({
      '.gitignore': '.cursor\n.claude\n',
      '.cursor/rules/a/mine.mdc': 'x',
      'shared/rules/b.md': 'x',
      '.claude/skills/s/SKILL.md': 'x',
      '.claude/worktrees/big.md': 'x',
      '.github/instructions/known.instructions.md': 'x',
    });
    symlinkSync('../shared/rules', join(folder, '.claude/rules'));
    symlinkSync(tmpdir(), join(folder, '.agents'));
    git(folder, 'init', '-q');
    const view = await openRepository(folder);
    assert.deepEqual(view.ignoredForAgents, [
      '.claude/rules/b.md',
      '.claude/skills/s/SKILL.md',
      '.cursor/rules/a/mine.mdc',
    ]);
    assert.equal(view.text('.cursor/rules/a/mine.mdc'), 'x');
    assert.ok(!view.files.some((file) => file.startsWith('.cursor')));
  });

  it('lists the same without Git, by .gitignore at every depth', async () => {
    const folder = folderWith({
      ...tree,
      'out/x.js': 'x',
      'x.log': 'x',
      'keep.log': 'k',
      'deep/.gitignore': '/y\n!z.log\n',
      'deep/y': 'y',
      'deep/z.log': 'z',
      'node_modules/m/i.js': 'm',
    });
    const view = await openRepository(folder);
    assert.deepEqual(view.files, ['.gitignore', 'a.txt', 'deep/.gitignore', 'deep/z.log', 'keep.log', 'src/ü b.ts']);
    assert.equal(view.head, undefined);
    assert.equal(view.textAt?.('abcdef', 'a.txt'), undefined);
  });

  it('reads bytes and text, and nothing over the limit', async () => {
    const view = await openRepository(folderWith({ 'bom.md': '\ufeffhi', 'big.md': 'x'.repeat(100) }), {
      ...defaultLimits,
      fileBytes: 50,
    });
    assert.equal(view.text('bom.md'), 'hi');
    assert.equal(view.bytes('bom.md')?.[0], 0xef);
    assert.equal(view.bytes('big.md'), undefined);
    assert.equal(view.has('big.md'), true);
    assert.equal(view.has('none.md'), false);
    assert.equal(view.bytes('none.md'), undefined);
  });

  it('reads a file that Git ignores when asked for it by name', async () => {
    const folder = committed(tree);
    write(folder, 'out/x.js', 'x');
    assert.equal((await openRepository(folder)).text('out/x.js'), 'x');
  });

  it('lists the private notes although Git ignores them', async () => {
    const folder = committed({ '.mirror/.gitignore': 'working/\n' });
    write(folder, '.mirror/working/a.md', 'x');
    assert.deepEqual((await openRepository(folder)).files, ['.mirror/.gitignore', '.mirror/working/a.md']);
  });

  it('follows links inside the root only', async () => {
    const outside = folderWith({ 'secret.txt': 's' });
    const folder = committed({ 'real.md': 'r', 'dir/x.md': 'x' });
    symlinkSync('real.md', join(folder, 'inside.md'));
    symlinkSync(join(outside, 'secret.txt'), join(folder, 'outside.md'));
    symlinkSync(outside, join(folder, 'way-out'));
    symlinkSync('loop', join(folder, 'loop'));
    const withGit = await openRepository(folder);
    const bare = folderWith({ '.git/config': 'g', 'real.md': 'r', 'dir/x.md': 'x' });
    symlinkSync('real.md', join(bare, 'inside.md'));
    symlinkSync(outside, join(bare, 'way-out'));
    for (const view of [withGit, await openRepository(bare)]) {
      assert.deepEqual(view.files, ['dir/x.md', 'inside.md', 'real.md']);
      assert.equal(view.text('inside.md'), 'r');
      for (const path of [
        'outside.md',
        'way-out/secret.txt',
        '../x',
        '/etc/hostname',
        'loop',
        '',
        'a\0b',
        '.git/config',
      ]) {
        assert.equal(view.has(path), false, path);
        assert.equal(view.bytes(path), undefined, path);
      }
    }
  });

  it('knows a file at a commit, for a folder inside the repository too', async () => {
    const folder = committed({ 'sub/a.txt': 'one' });
    const head = git(folder, 'rev-parse', 'HEAD').trim();
    write(folder, 'sub/a.txt', 'two');
    assert.equal((await openRepository(folder)).textAt?.(head, 'sub/a.txt'), 'one');
    const sub = await openRepository(join(folder, 'sub'));
    assert.deepEqual(sub.files, ['a.txt']);
    assert.equal(sub.textAt?.(head, 'a.txt'), 'one');
    assert.equal(sub.textAt?.(head, 'none'), undefined);
    assert.equal(sub.textAt?.('--output=x', 'a.txt'), undefined);
  });

  it('does not run programs that the repository configures', async () => {
    const folder = committed({ 'a.txt': 'a' });
    write(folder, 'hook.sh', `#!/bin/sh\ntouch '${join(folder, 'ran')}'\n`);
    chmodSync(join(folder, 'hook.sh'), 0o755);
    git(folder, 'config', 'core.fsmonitor', './hook.sh');
    assert.deepEqual((await openRepository(folder)).files, ['a.txt', 'hook.sh']);
  });

  it('stops a listing at its limit and says so', async () => {
    const view = await openRepository(folderWith({ a: '', b: '', c: '' }), { ...defaultLimits, files: 2 });
    assert.deepEqual(view.files, ['a', 'b']);
    assert.equal(view.truncated, true);
  });

  it('walks a folder that a repository around it ignores', async () => {
    const folder = committed({ '.gitignore': 'scratch/\n' });
    write(folder, 'scratch/one/a.md', 'x');
    assert.deepEqual((await openRepository(join(folder, 'scratch/one'))).files, ['a.md']);
  });

  it('is empty where the folder is not there', async () => {
    const view = await openRepository(join(folderWith({}), 'none'));
    assert.deepEqual(view.files, []);
    assert.equal(view.has('a'), false);
  });

  it('sees a repository without a commit', async () => {
    const folder = folderWith({ 'a.txt': 'a' });
    git(folder, 'init', '-q');
    const view = await openRepository(folder);
    assert.deepEqual(view.files, ['a.txt']);
    assert.equal(view.head, undefined);
  });
});
