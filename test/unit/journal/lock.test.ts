import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { acquireLock, lockPath, lockState, releaseLock } from '../../../src/journal/lock.ts';

let folder = '';
let path = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'mirror-lock-'));
  path = join(folder, 'r.jsonl');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function lockOf(pid: number, started = '', host = hostname()): void {
  writeFileSync(lockPath(path), JSON.stringify({ pid, started, host }));
}

describe('the lock of a recording', () => {
  it('is taken once and given back', async () => {
    assert.equal(await lockState(path), 'free');
    assert.equal(await acquireLock(path), true);
    assert.equal(await lockState(path), 'here');
    assert.equal(await acquireLock(path), false);
    await releaseLock(path);
    assert.equal(await lockState(path), 'free');
    assert.deepEqual(readdirSync(folder), []);
  });

  it('is held by another window that lives, and free once that is killed', async () => {
    const other = spawn(process.execPath, ['-e', 'setTimeout(() => {}, 60000)']);
    const gone = new Promise((resolve) => other.once('exit', resolve));
    lockOf(other.pid ?? 0);
    assert.equal(await lockState(path), 'elsewhere');
    assert.equal(await acquireLock(path), false);
    await releaseLock(path);
    assert.equal(await lockState(path), 'elsewhere');
    other.kill('SIGKILL');
    await gone;
    assert.equal(await lockState(path), 'free');
    assert.equal(await acquireLock(path), true);
  });

  it('is free once its window was killed, before the system forgets the process', {
    skip: process.platform !== 'linux',
  }, async () => {
    // The shell becomes a program that never asks how its child ended.
    const parent = spawn('sh', ['-c', 'sleep 0 & echo $!; exec sleep 60'], { stdio: ['ignore', 'pipe', 'ignore'] });
    try {
      const [said] = await once(parent.stdout, 'data');
      const pid = Number(String(said));
      while (!/\) Z /.test(readFileSync(`/proc/${pid}/stat`, 'utf8'))) await wait(10);
      lockOf(pid);
      assert.equal(await lockState(path), 'free');
    } finally {
      parent.kill('SIGKILL');
    }
  });

  it('is free where its process number belongs to another process now', async () => {
    lockOf(process.pid, 'some other start');
    assert.equal(await lockState(path), process.platform === 'win32' ? 'here' : 'free');
  });

  it('is free where its file is damaged', async () => {
    writeFileSync(lockPath(path), '{"pid":');
    assert.equal(await acquireLock(path), true);
    assert.equal(JSON.parse(readFileSync(lockPath(path), 'utf8')).pid, process.pid);
  });

  it('of another machine holds while its recording is written to', async () => {
    lockOf(1, '', 'elsewhere.invalid');
    writeFileSync(path, '');
    assert.equal(await lockState(path), 'elsewhere');
    utimesSync(path, new Date(0), new Date(0));
    assert.equal(await lockState(path), 'free');
  });

  it('goes to one of many that want it at once', async () => {
    lockOf(2 ** 22 + 1);
    const taken = await Promise.all(Array.from({ length: 20 }, () => acquireLock(path)));
    assert.equal(taken.filter(Boolean).length, 1);
  });
});
