import assert from 'node:assert/strict';
import {
  appendFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { after, beforeEach, describe, it } from 'node:test';
import { lockPath, lockState } from '../../../src/journal/lock.ts';
import { readRecording } from '../../../src/journal/read.ts';
import {
  createRecording,
  deleteRecording,
  repairRecording,
  resumeRecording,
} from '../../../src/journal/recordingFile.ts';
import { createUnderWayFile, readUnderWay, underWayPath } from '../../../src/journal/underWay.ts';
import type { CommandFact } from '../../../src/model/event.ts';
import { header } from './samples.ts';

const base = mkdtempSync(join(tmpdir(), 'mirror-underway-'));
after(() => rmSync(base, { recursive: true, force: true }));
let folder = base;
let count = 0;
beforeEach(() => {
  count += 1;
  folder = join(base, String(count));
});

const command = (line: string, terminal = 1): CommandFact => ({
  kind: 'command',
  terminal,
  shell: 'bash',
  cwd: '.',
  line,
  confidence: 'medium',
});
const options = { clock: () => 0, onTrouble: () => undefined };
/** A lock that nobody holds, as a process that died leaves it. */
const die = (path: string): void =>
  writeFileSync(lockPath(path), JSON.stringify({ pid: 999_999_999, started: 'x', host: hostname() }));

async function start() {
  const created = await createRecording(folder, header, options);
  assert.ok(created.ok);
  return created.value;
}

/** Leaves commands beside a recording, as they are while they run. */
async function leaveRunning(path: string, commands: Readonly<Record<number, CommandFact>>): Promise<void> {
  const aside = createUnderWayFile(path);
  for (const [at, fact] of Object.entries(commands)) aside.put({ fact, at: Number(at) });
  await aside.settled();
}

async function eventsOf(path: string): Promise<[number, number, string | undefined][]> {
  const read = await readRecording(path);
  assert.ok(read.ok);
  assert.deepEqual(read.value.problems, []);
  return read.value.events.map((each) => [each.seq, each.at, each.kind === 'command' ? each.line : undefined]);
}

describe('what is under way', () => {
  it('is on disk while it runs, for its owner alone, and gone after it', async () => {
    const path = join(folder, 'recordings', 'a.jsonl');
    mkdirSync(dirname(path), { recursive: true });
    const file = createUnderWayFile(path);
    file.put({ fact: command('npm start'), at: 5 });
    file.put({ fact: command('npm run watch', 2), at: 9 });
    await file.settled();
    assert.equal(statSync(underWayPath(path)).mode & 0o777, 0o600);
    file.remove(1, 5);
    await file.settled();
    assert.deepEqual(await readUnderWay(path), [{ fact: command('npm run watch', 2), at: 9 }]);
    file.remove(2, 9);
    await file.settled();
    assert.ok(!existsSync(underWayPath(path)));
  });

  it('is no reason to fail where it cannot be written, and damage is left out', async () => {
    const path = join(folder, 'absent', 'a.jsonl');
    const file = createUnderWayFile(path);
    file.put({ fact: command('npm start'), at: 5 });
    await file.settled();
    mkdirSync(dirname(path), { recursive: true });
    file.put({ fact: command('npm test'), at: 6 });
    await file.settled();
    appendFileSync(underWayPath(path), '{"seq":1,"at":7,"kind":"comm');
    assert.deepEqual(
      (await readUnderWay(path)).map(({ at }) => at),
      [5, 6],
    );
  });
});

describe('a recording that was cut off', () => {
  it('gets what was running, once, and stays interrupted', async () => {
    const writer = await start();
    await writer.append(command('npm ci'), 10);
    await writer.append({ ...command('npm test'), exitCode: 0 }, 20);
    // The first is written and was not yet taken away when the process died.
    await leaveRunning(writer.path, { 20: command('npm test'), 15: command('npm start', 2) });
    await writer.close();
    appendFileSync(writer.path, '{"seq":3,"at":9,"kind":"no');
    die(writer.path);
    assert.deepEqual(await repairRecording(writer.path), { ok: true, value: { cutBytes: 26, commands: 1 } });
    assert.deepEqual(await eventsOf(writer.path), [
      [1, 10, 'npm ci'],
      [2, 20, 'npm test'],
      [3, 15, 'npm start'],
    ]);
    assert.ok(!existsSync(underWayPath(writer.path)));
    assert.ok(existsSync(lockPath(writer.path)), 'the mark that it is unfinished is gone');
    assert.equal(await lockState(writer.path), 'free');
    assert.deepEqual(await repairRecording(writer.path), { ok: true, value: { cutBytes: 0, commands: 0 } });

    const resumed = await resumeRecording(writer.path, options);
    assert.ok(resumed.ok);
    assert.deepEqual([resumed.value.terminals, resumed.value.lastAt], [2, 20]);
    assert.deepEqual(await resumed.value.writer.append(command('npm stop'), 30), { written: true, seq: 4 });
    await resumed.value.writer.close();
  });

  it('gets it when it goes on, where nothing was repaired before', async () => {
    const writer = await start();
    await leaveRunning(writer.path, { 15: command('npm start') });
    await writer.close();
    const resumed = await resumeRecording(writer.path, options);
    assert.ok(resumed.ok);
    assert.deepEqual(resumed.value.repair, { cutBytes: 0, commands: 1 });
    assert.deepEqual(await resumed.value.writer.append(command('npm stop'), 30), { written: true, seq: 2 });
    await resumed.value.writer.close();
  });

  it('is left alone while it is written, and where it ended or is none', async () => {
    const writer = await start();
    const locked = await repairRecording(writer.path);
    assert.ok(!locked.ok && locked.error.code === 'locked');
    await writer.append({ kind: 'end', reason: 'x' }, 1);
    await writer.close();
    const text = readFileSync(writer.path, 'utf8');
    await leaveRunning(writer.path, { 15: command('late') });
    assert.deepEqual(await repairRecording(writer.path), { ok: true, value: { cutBytes: 0, commands: 0 } });
    assert.equal(readFileSync(writer.path, 'utf8'), text);
    assert.ok(!existsSync(underWayPath(writer.path)) && !existsSync(lockPath(writer.path)));
    const odd = join(folder, 'recordings', 'odd.jsonl');
    writeFileSync(odd, 'odd');
    assert.ok((await repairRecording(odd)).ok);
    assert.equal(readFileSync(odd, 'utf8'), 'odd');
  });

  it('goes with all that belongs to it', async () => {
    const writer = await start();
    await leaveRunning(writer.path, { 15: command('npm start') });
    await writer.close();
    // A process died while it wrote the recording anew: what it left holds events.
    writeFileSync(`${writer.path}.77.tmp`, 'half of it');
    writeFileSync(`${underWayPath(writer.path)}.tmp`, 'half of it');
    const other = join(dirname(writer.path), 'other.jsonl.77.tmp');
    writeFileSync(other, 'of another recording');
    await deleteRecording(writer.path);
    assert.deepEqual(readdirSync(dirname(writer.path)), ['other.jsonl.77.tmp']);
  });

  it('is rid of what a process left that died while it wrote it anew', async () => {
    const writer = await start();
    await writer.close();
    writeFileSync(`${writer.path}.77.tmp`, 'half of it');
    assert.ok((await repairRecording(writer.path)).ok);
    assert.deepEqual(readdirSync(dirname(writer.path)), [basename(writer.path)]);
  });
});
