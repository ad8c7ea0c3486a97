import assert from 'node:assert/strict';
import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, describe, it } from 'node:test';
import { writeChanges } from '../../../src/host/writeFiles.ts';
import type { FileChange } from '../../../src/model/context.ts';

const made: string[] = [];
afterEach(() => {
  for (const folder of made.splice(0)) rmSync(folder, { recursive: true, force: true });
});

function folderWith(files: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(join(tmpdir(), 'mirror-write-'));
  made.push(folder);
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  return folder;
}

function change(path: string, before: string | undefined, after: string | undefined): FileChange {
  return {
    path,
    ...(before === undefined ? {} : { before: Buffer.from(before) }),
    ...(after === undefined ? {} : { after: Buffer.from(after) }),
    reason: 'test',
  };
}

/** Every file below a folder with its text. */
function contents(folder: string, below = ''): Record<string, string> {
  const entries = readdirSync(join(folder, below), { withFileTypes: true }).flatMap((entry) => {
    const path = below === '' ? entry.name : `${below}/${entry.name}`;
    return entry.isDirectory()
      ? Object.entries(contents(folder, path))
      : [[path, readFileSync(join(folder, path), 'utf8')] as const];
  });
  return Object.fromEntries(entries);
}

async function refused(folder: string, changes: readonly FileChange[]): Promise<[string, string]> {
  const result = await writeChanges(folder, changes);
  assert.ok(!result.ok);
  assert.ok(result.error.message.length > 20 && !result.error.message.includes(folder));
  assert.deepEqual(result.error.left, []);
  return [result.error.code, result.error.path];
}

describe('writing the changes of a plan', () => {
  it('creates, changes and deletes, and leaves nothing else behind', async () => {
    const folder = folderWith({ 'a.md': 'one', 'b.md': 'two', 'c.md': 'three' });
    const result = await writeChanges(folder, [
      change('a.md', 'one', 'ONE'),
      change('b.md', 'two', undefined),
      change('x/y/z.md', undefined, 'new'),
    ]);
    assert.deepEqual(result, { ok: true, value: ['a.md', 'b.md', 'x/y/z.md'] });
    assert.deepEqual(contents(folder), { 'a.md': 'ONE', 'c.md': 'three', 'x/y/z.md': 'new' });
  });

  it('keeps the mode of a file', async () => {
    const folder = folderWith({ 'run.sh': 'a' });
    chmodSync(join(folder, 'run.sh'), 0o750);
    await writeChanges(folder, [change('run.sh', 'a', 'b')]);
    assert.equal(statSync(join(folder, 'run.sh')).mode & 0o777, 0o750);
  });

  it('writes nothing at all when one file is not as it was planned for', async () => {
    const files = { 'a.md': 'one', 'b.md': 'changed', 'new.md': 'there' };
    const folder = folderWith(files);
    const good = change('a.md', 'one', 'ONE');
    assert.deepEqual(await refused(folder, [good, change('b.md', 'two', 'TWO')]), ['changed', 'b.md']);
    assert.deepEqual(await refused(folder, [good, change('new.md', undefined, 'x')]), ['changed', 'new.md']);
    assert.deepEqual(await refused(folder, [good, change('gone.md', 'x', 'y')]), ['changed', 'gone.md']);
    assert.deepEqual(contents(folder), files);
  });

  it('stays inside the folder, whatever the path or the links say', async () => {
    const outside = folderWith({ 'o.md': 'o' });
    const folder = folderWith({ 'a.md': 'a', '.git/config': 'g' });
    symlinkSync(outside, join(folder, 'out'));
    symlinkSync(join(outside, 'o.md'), join(folder, 'o.md'));
    symlinkSync(join(outside, 'none.md'), join(folder, 'dangling.md'));
    for (const path of [
      '../x.md',
      'a/../../x.md',
      '/tmp/x.md',
      'out/x.md',
      'out/deep/x.md',
      'o.md',
      'dangling.md',
      '',
      '.git/config',
      '.git/hooks/x',
    ]) {
      const [code] = await refused(folder, [
        change('ok.md', undefined, 'x'),
        change(path, path === 'o.md' ? 'o' : undefined, 'x'),
      ]);
      assert.equal(code, 'outside', path);
    }
    assert.deepEqual(contents(outside), { 'o.md': 'o' });
    assert.equal(existsSync(join(folder, 'ok.md')), false);
  });

  it('writes through a link to a file inside, which stays a link', async () => {
    const folder = folderWith({ 'CLAUDE.md': 'c' });
    symlinkSync('CLAUDE.md', join(folder, 'AGENTS.md'));
    assert.ok((await writeChanges(folder, [change('AGENTS.md', 'c', 'd')])).ok);
    assert.equal(lstatSync(join(folder, 'AGENTS.md')).isSymbolicLink(), true);
    assert.equal(readFileSync(join(folder, 'CLAUDE.md'), 'utf8'), 'd');
  });

  it('says so where a file is read-only, or something else stands in the way', async () => {
    const folder = folderWith({ 'a.md': 'a', file: 'x', 'dir/x': 'x' });
    chmodSync(join(folder, 'a.md'), 0o444);
    assert.deepEqual(await refused(folder, [change('n/new.md', undefined, 'x'), change('a.md', 'a', 'b')]), [
      'read-only',
      'a.md',
    ]);
    assert.deepEqual(await refused(folder, [change('file/below.md', undefined, 'x')]), ['not-a-file', 'file/below.md']);
    assert.deepEqual(await refused(folder, [change('dir', undefined, 'x')]), ['not-a-file', 'dir']);
    assert.deepEqual(contents(folder), { 'a.md': 'a', file: 'x', 'dir/x': 'x' });
  });

  it('takes back folders it made and says read-only where the folder cannot be written', async (context) => {
    const folder = folderWith({ 'locked/a.md': 'a', 'b.md': 'b' });
    const root = process.getuid?.() === 0;
    if (!root && process.platform === 'win32') return context.skip('folder modes mean nothing here');
    if (root) {
      for (const path of [folder, join(folder, 'b.md')]) chmodSync(path, 0o777);
    }
    chmodSync(join(folder, 'locked'), 0o555);
    if (root) process.seteuid?.(65534);
    try {
      const changes = [change('new/deep/c.md', undefined, 'c'), change('locked/n.md', undefined, 'n')];
      assert.deepEqual(await refused(folder, changes), ['read-only', 'locked/n.md']);
      assert.equal(existsSync(join(folder, 'new')), false);
    } finally {
      if (root) process.seteuid?.(0);
      chmodSync(join(folder, 'locked'), 0o755);
    }
  });

  it('puts back what it had changed when a later change fails', async (context) => {
    const root = process.getuid?.() === 0;
    if (!root && process.platform === 'win32') return context.skip('folder modes mean nothing here');
    const folder = folderWith({ 'a.md': 'one', 'b.md': 'two', 'locked/c.md': 'c' });
    if (root) for (const path of ['', 'a.md', 'b.md', 'locked/c.md']) chmodSync(join(folder, path), 0o777);
    chmodSync(join(folder, 'locked'), 0o555);
    if (root) process.seteuid?.(65534);
    try {
      const changes = [
        change('a.md', 'one', 'ONE'),
        change('b.md', 'two', undefined),
        change('new/d.md', undefined, 'd'),
        change('locked/c.md', 'c', undefined),
      ];
      assert.deepEqual(await refused(folder, changes), ['read-only', 'locked/c.md']);
      assert.deepEqual(contents(folder), { 'a.md': 'one', 'b.md': 'two', 'locked/c.md': 'c' });
    } finally {
      if (root) process.seteuid?.(0);
      chmodSync(join(folder, 'locked'), 0o755);
    }
  });

  it('refuses two changes that lead to one file', async () => {
    const folder = folderWith({ 'a.md': 'one' });
    symlinkSync('a.md', join(folder, 'b.md'));
    const changes = [change('a.md', 'one', 'x'), change('b.md', 'one', 'y')];
    assert.deepEqual(await refused(folder, changes), ['failed', 'b.md']);
    assert.equal(readFileSync(join(folder, 'a.md'), 'utf8'), 'one');
  });

  it('fails as a value where the folder is not there', async () => {
    const result = await writeChanges(join(tmpdir(), 'mirror-none', 'x'), [change('a.md', undefined, 'a')]);
    assert.equal(result.ok, false);
  });
});
