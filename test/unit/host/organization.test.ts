import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { openOrganization } from '../../../src/host/organization.ts';

const scratch = mkdtempSync(join(tmpdir(), 'mirror-organization-'));
after(() => rmSync(scratch, { recursive: true, force: true }));

describe("the copy of an organization's repository", () => {
  it('is made of no address that Git would take for an option or a program', () => {
    for (const address of [
      '',
      '--upload-pack=touch x',
      'ext::sh -c "touch x"',
      'fd::7',
      'https://example.org/a b',
      'notes',
      '-x@y:z',
    ])
      assert.equal(openOrganization(scratch, address).ok, false, address);
    for (const address of [
      'https://example.org/notes.git',
      'git@example.org:team/notes.git',
      'ssh://git@example.org/notes',
      '/srv/notes.git',
      'C:\\notes',
    ])
      assert.equal(openOrganization(scratch, address).ok, true, address);
  });

  it('asks nobody for a password, and says that it could not be reached', async () => {
    const asked: string[] = [];
    const server = createServer((request, response) => {
      asked.push(request.url ?? '');
      response.writeHead(401, { 'WWW-Authenticate': 'Basic realm="notes"' }).end();
    });
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    const { port } = server.address() as { port: number };
    try {
      const opened = openOrganization(scratch, `http://user:s3cret-${port}@127.0.0.1:${port}/notes.git`);
      assert.ok(opened.ok);
      const updated = await opened.value.update(0);
      assert.ok(!updated.ok && updated.error.code === 'unreachable');
      assert.ok(asked.length > 0);
      assert.ok(!updated.ok && !updated.error.message.includes('s3cret'), 'no credential of an address is told');
      assert.equal(await opened.value.known(), undefined);
      assert.ok(!existsSync(opened.value.path), 'nothing half made is left');
    } finally {
      server.close();
    }
  });

  it('of an empty repository has no notes, and takes a first promotion', async () => {
    const bare = join(scratch, 'empty.git');
    execFileSync('git', ['init', '-q', '--bare', '-b', 'trunk', bare]);
    const opened = openOrganization(scratch, bare);
    assert.ok(opened.ok);
    const updated = await opened.value.update(5);
    assert.ok(updated.ok, updated.ok ? '' : updated.error.message);
    assert.deepEqual(
      [updated.value.commit, updated.value.files.size, updated.value.updatedAt],
      [undefined, 0, '1970-01-01T00:00:00.005Z'],
    );
    const change = { path: '.mirror/notes/a.md', after: new TextEncoder().encode('x\n'), reason: 'new' };
    const promoted = await opened.value.promote('a', [change], 'First\n', { name: 'Sam', email: 'sam@example.org' });
    assert.ok(promoted.ok, promoted.ok ? '' : promoted.error.message);
    const again = await opened.value.promote('a', [change], 'Second\n', { name: 'Sam', email: 'sam@example.org' });
    assert.ok(again.ok && again.value.branch !== promoted.value.branch, 'a branch of its own');
    assert.ok((await opened.value.push(promoted.value.branch)).ok);
    assert.equal(
      execFileSync('git', ['-C', bare, 'show', `${promoted.value.branch}:.mirror/notes/a.md`], { encoding: 'utf8' }),
      'x\n',
    );
  });
});
