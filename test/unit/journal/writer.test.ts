import assert from 'node:assert/strict';
import { execFileSync, spawn } from 'node:child_process';
import { appendFileSync, mkdtempSync, readFileSync, rmSync, statSync, truncateSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { AppendFile } from '../../../src/journal/appendFile.ts';
import { checkJournal, parseRecording } from '../../../src/journal/format.ts';
import { createRecording, type JournalOptions, resumeRecording } from '../../../src/journal/recordingFile.ts';
import { createJournalWriter, type JournalWriter, type WriterTrouble } from '../../../src/journal/writer.ts';
import type { Fact } from '../../../src/model/event.ts';
import { facts, header } from './samples.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'mirror-writer-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const options: JournalOptions = { clock: () => 0, onTrouble: () => undefined, flushMs: 20 };
const note = (text: string): Fact => ({ kind: 'note', text });

async function start(change: Partial<JournalOptions> = {}, id = header.id): Promise<JournalWriter> {
  const made = await createRecording(folder, { ...header, id }, { ...options, ...change });
  assert.ok(made.ok, made.ok ? '' : made.error.message);
  return made.value;
}

function events(path: string): readonly { seq: number; at: number; kind: string }[] {
  const read = parseRecording(readFileSync(path));
  assert.ok(read.ok);
  assert.deepEqual(read.value.problems, []);
  return read.value.events;
}

describe('writing', () => {
  it('has the header on disk as soon as it runs, for its owner alone', async () => {
    const writer = await start();
    assert.deepEqual(checkJournal(readFileSync(writer.path)), {
      ok: true,
      version: 1,
      events: 0,
      complete: false,
      problems: [],
    });
    assert.equal(statSync(writer.path).mode & 0o777, 0o600);
    assert.equal(statSync(join(writer.path, '..')).mode & 0o777, 0o700);
    await writer.close();
  });

  it('acknowledges an event once it is in the file', async () => {
    const writer = await start({ flushMs: 100 });
    assert.deepEqual(await writer.append(note('x'), 5), { written: true, seq: 1 });
    assert.equal(events(writer.path).length, 1);
    await writer.close();
  });

  it('numbers ten thousand events in the order they came, however they are batched', async () => {
    const writer = await start();
    const done = Array.from({ length: 10_000 }, (_, index) => writer.append(note(`n${index}`), index));
    const acknowledged = await Promise.all(done);
    assert.deepEqual(
      acknowledged.map((each) => each.written && each.seq),
      done.map((_, index) => index + 1),
    );
    assert.deepEqual(
      events(writer.path).map((event) => event.at),
      done.map((_, index) => index),
    );
    assert.deepEqual(writer.counts(), { written: 10_000, lost: 0, bytes: statSync(writer.path).size });
    await writer.close();
  });

  it('closes with everything written, and takes nothing after', async () => {
    const writer = await start({ flushMs: 60_000 });
    for (const fact of facts) void writer.append(fact, 0);
    await writer.close();
    assert.equal(checkJournal(readFileSync(writer.path)).complete, true);
    assert.deepEqual(await writer.append(note('late'), 0), { written: false });
    await writer.close();
  });

  it('refuses an id that is no file name, and a recording that exists', async () => {
    const bad = await createRecording(folder, { ...header, id: '../x' }, options);
    assert.equal(bad.ok ? '' : bad.error.code, 'bad-id');
    const writer = await start();
    const again = await createRecording(folder, header, options);
    assert.equal(again.ok ? '' : again.error.code, 'locked');
    await writer.close();
    const later = await createRecording(folder, header, options);
    assert.equal(later.ok ? '' : later.error.code, 'unwritable');
    assert.equal(events(writer.path).length, 0);
  });

  it('writes two recordings in one folder without harm', async () => {
    const [one, two] = [await start({}, 'one'), await start({}, 'two')];
    await Promise.all(Array.from({ length: 200 }, (_, index) => (index % 2 ? one : two).append(note('x'), index)));
    assert.deepEqual([events(one.path).length, events(two.path).length], [100, 100]);
    await Promise.all([one.close(), two.close()]);
  });
});

describe('when the file cannot be written', () => {
  /** A file whose disk is full whenever `full` says so; what it took is in `text`. */
  function fullDisk(): { file: AppendFile; text: () => string; full: boolean } {
    let text = '';
    const disk = { full: false, text: () => text };
    const file: AppendFile = {
      path: 'nowhere',
      append: async (more) => {
        if (disk.full) throw Object.assign(new Error('full'), { code: 'ENOSPC' });
        text += more;
      },
      replace: async () => undefined,
      size: () => text.length,
      sync: async () => undefined,
      close: async () => undefined,
    };
    return Object.assign(disk, { file });
  }

  it('says so, holds what it can, counts what it cannot, and writes both down once it can again', async () => {
    const disk = fullDisk();
    const troubles: WriterTrouble[] = [];
    const writer = createJournalWriter({
      file: disk.file,
      nextSeq: 1,
      clock: () => 99,
      onTrouble: (each) => troubles.push(each),
      flushMs: 5,
      retryMs: 20,
      holdChars: 1000,
    });
    await writer.append(note('before'), 1);
    disk.full = true;
    const held = Array.from({ length: 8 }, (_, index) => writer.append(note(`in ${index}`), 10 + index));
    await writer.flush();
    const late = await writer.append(note('over the limit'), 50);
    assert.deepEqual(late, { written: false });
    disk.full = false;
    const acknowledged = await Promise.all(held);
    assert.ok(acknowledged.slice(0, 5).every((each) => each.written));
    const lines = disk
      .text()
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    assert.deepEqual(
      lines.map((line) => line.seq),
      lines.map((_, index) => index + 1),
    );
    const [degraded, restored] = lines.filter((line) => line.kind === 'capture');
    assert.deepEqual([degraded.state, degraded.at, restored.state, restored.at], ['degraded', 10, 'restored', 99]);
    assert.match(degraded.reason, /ENOSPC/);
    const { lost } = writer.counts();
    assert.ok(lost >= 1);
    assert.match(restored.reason, new RegExp(`${lost} events? w`));
    assert.deepEqual(
      troubles.map((each) => [each.state, each.lost]),
      [
        ['degraded', 0],
        ['restored', lost],
      ],
    );
    await writer.close();
  });

  it('counts as lost what was never written', async () => {
    const disk = fullDisk();
    const writer = createJournalWriter({ ...options, file: disk.file, nextSeq: 1, retryMs: 10 });
    disk.full = true;
    const appended = writer.append(note('x'), 1);
    await writer.close();
    assert.deepEqual(await appended, { written: false });
    assert.equal(writer.counts().lost, 1);
  });

  it('brings the file back when its folder is taken away', async () => {
    const writer = await start({ retryMs: 20 });
    await writer.append(note('before'), 1);
    rmSync(folder, { recursive: true });
    assert.deepEqual(await writer.append(note('after'), 2), { written: true, seq: 2 });
    assert.deepEqual(
      events(writer.path).map((event) => event.at),
      [1, 2],
    );
    await writer.close();
  });

  it('cuts off what a failed write left behind', {
    skip: process.platform !== 'linux' && 'needs prlimit',
  }, async () => {
    // A file size limit makes a real write fail half-way; raising it is the disk that has room again.
    const program = fileURLToPath(new URL('./limited.ts', import.meta.url));
    const child = spawn(
      'bash',
      ['-c', `trap '' XFSZ; ulimit -S -f 4; exec "$0" "$1" "$2"`, process.execPath, program, folder],
      { stdio: ['ignore', 'pipe', 'inherit'] },
    );
    let said = '';
    for await (const chunk of child.stdout) {
      said += String(chunk);
      if (said.includes('degraded') && !said.includes('raised')) {
        said += 'raised';
        execFileSync('prlimit', ['--pid', String(child.pid), '--fsize=unlimited']);
      }
    }
    assert.match(said, /degraded.*restored/s);
    const written = events(join(folder, 'recordings', `${header.id}.jsonl`));
    assert.equal(written.filter((event) => event.kind === 'note').length, 30);
    assert.equal(written.filter((event) => event.kind === 'capture').length, 2);
  });
});

/** A disk of a quarter of a megabyte for a program, gone with it; undefined where this system lets nobody mount one. */
function onSmallDisk(program: string, ...args: string[]): string | undefined {
  const mounted = 'mount -t tmpfs -o size=256k tmpfs "$1"';
  const unshared = ['-rm', 'sh', '-c'];
  const timeout = 60_000;
  try {
    execFileSync('unshare', [...unshared, mounted, 'sh', folder], { stdio: 'ignore', timeout });
  } catch {
    return undefined;
  }
  const run = `${mounted} && exec "$0" "$2" "$1" "$3"`;
  return execFileSync('unshare', [...unshared, run, process.execPath, folder, program, ...args], {
    encoding: 'utf8',
    timeout,
  });
}

describe('on a disk that is full', () => {
  it('holds, loses with a count, goes on when there is room, refuses to start, and tears nothing', (test) => {
    const aside = mkdtempSync(join(tmpdir(), 'mirror-full-'));
    try {
      const copy = join(aside, 'copy.jsonl');
      const said = onSmallDisk(fileURLToPath(new URL('./fullDisk.ts', import.meta.url)), copy);
      if (said === undefined) return test.skip('no small disk can be mounted here');
      const { troubles, whileFull, restored, lost, dropped, refused, closed, left } = JSON.parse(said);
      assert.match(troubles[0], /^degraded ENOSPC 0$/);
      assert.match(troubles[1], new RegExp(`^restored ENOSPC ${lost}$`));
      assert.ok(lost > 0 && lost === dropped, `${lost} lost, ${dropped} dropped`);
      for (const checked of [whileFull, restored, closed]) assert.deepEqual([checked.ok, checked.problems], [true, []]);
      assert.ok(whileFull.events > 5 && restored.events > whileFull.events + 2);
      assert.match(refused, /the disk is full, ENOSPC/);
      assert.deepEqual([closed.complete, left], [false, []]);
      const whole = parseRecording(readFileSync(copy));
      assert.ok(whole.ok && whole.value.complete);
      assert.deepEqual(whole.value.problems, []);
      const captured = whole.value.events.flatMap((each) => (each.kind === 'capture' ? [each.reason] : []));
      assert.deepEqual(captured.slice(0, 2), [
        'the recording could not be written (the disk is full, ENOSPC)',
        `the recording can be written again; ${lost} events were lost`,
      ]);
    } finally {
      rmSync(aside, { recursive: true, force: true });
    }
  });
});

describe('discarding the last minutes', () => {
  it('removes the bytes, numbers anew and goes on', async () => {
    const writer = await start();
    const running: Fact = {
      kind: 'command',
      terminal: 1,
      shell: 'bash',
      cwd: '.',
      line: 'sleep 100',
      confidence: 'high',
      durationMs: 100_000,
    };
    await writer.append(note('stays'), 1000);
    await writer.append(note('regretted words'), 61_000);
    await writer.append(running, 2000);
    await writer.append(note('stays too'), 59_000);
    void writer.append(note('not yet written'), 70_000);
    assert.deepEqual(await writer.discardSince(60_000), { ok: true, value: 3 });
    assert.doesNotMatch(readFileSync(writer.path, 'utf8'), /regretted|sleep|not yet/);
    assert.deepEqual(await writer.append(note('later'), 80_000), { written: true, seq: 3 });
    assert.deepEqual(
      events(writer.path).map(({ seq, at }) => [seq, at]),
      [
        [1, 1000],
        [2, 59_000],
        [3, 80_000],
      ],
    );
    assert.equal(statSync(writer.path).mode & 0o777, 0o600);
    await writer.close();
  });
});

describe('discarding the last minutes of a recording', () => {
  const blind = (state: 'degraded' | 'restored'): Fact => ({
    kind: 'capture',
    source: 'terminal',
    state,
    reason: state,
  });

  /** What is left of facts a second apart when all from the second `since` on is discarded. */
  async function leftOf(happened: readonly Fact[], since: number): Promise<string[]> {
    const writer = await start();
    for (const [second, fact] of happened.entries()) await writer.append(fact, second * 1000);
    assert.ok((await writer.discardSince(since * 1000)).ok);
    await writer.append(note('later'), 99_000);
    await writer.close();
    const resumed = await resumeRecording(writer.path, { ...options, clock: () => 0 });
    assert.ok(resumed.ok);
    await resumed.value.writer.close();
    return [
      ...events(writer.path).map((each) => ('state' in each ? `${each.state}` : each.kind)),
      resumed.value.paused ? 'goes on paused' : 'goes on',
    ];
  }

  it('leaves it paused where it is paused, and going on where it goes on', async () => {
    const [pause, resume]: Fact[] = [{ kind: 'pause' }, { kind: 'resume' }];
    assert.ok(pause && resume);
    const before = [note('a'), pause, note('b')];
    assert.deepEqual(await leftOf([note('a'), pause], 1), ['note', 'pause', 'note', 'goes on paused']);
    rmSync(folder, { recursive: true });
    assert.deepEqual(await leftOf([...before, resume, note('c')], 2), ['note', 'pause', 'resume', 'note', 'goes on']);
    rmSync(folder, { recursive: true });
    assert.deepEqual(await leftOf([note('a'), pause, resume, note('c')], 1), ['note', 'note', 'goes on']);
  });

  it('leaves what was not seen as long as it was not seen', async () => {
    const focus = (focused: boolean): Fact => ({ kind: 'focus', focused });
    const away = [focus(false), note('a'), focus(true), note('b')];
    assert.deepEqual(await leftOf(away, 2), ['focus', 'note', 'focus', 'note', 'goes on']);
    rmSync(folder, { recursive: true });
    assert.deepEqual(await leftOf([note('a'), blind('degraded'), note('b'), blind('restored')], 3), [
      'note',
      'degraded',
      'note',
      'restored',
      'note',
      'goes on',
    ]);
    rmSync(folder, { recursive: true });
    assert.deepEqual(await leftOf([note('a'), blind('degraded'), note('b')], 1), [
      'note',
      'degraded',
      'note',
      'goes on',
    ]);
  });
});

describe('resuming', () => {
  it('cuts off a torn tail and goes on with the numbers', async () => {
    const writer = await start();
    await writer.append(note('one'), 1);
    await writer.append({ kind: 'pause' }, 7);
    await writer.close();
    appendFileSync(writer.path, '{"seq":3,"at":9,"kind":"no');
    const resumed = await resumeRecording(writer.path, { ...options, clock: (startedAt) => Date.parse(startedAt) });
    assert.ok(resumed.ok);
    assert.deepEqual([resumed.value.lastAt, resumed.value.paused, resumed.value.repair.cutBytes], [7, true, 26]);
    assert.deepEqual(await resumed.value.writer.append(note('two'), 20), { written: true, seq: 3 });
    await resumed.value.writer.close();
    assert.deepEqual(
      events(writer.path).map((event) => event.seq),
      [1, 2, 3],
    );
  });

  it('keeps an intact last line that only lacks its newline', async () => {
    const writer = await start();
    await writer.append(note('one'), 1);
    await writer.close();
    truncateSync(writer.path, statSync(writer.path).size - 1);
    const resumed = await resumeRecording(writer.path, { ...options, clock: () => 0 });
    assert.ok(resumed.ok);
    await resumed.value.writer.append(note('two'), 2);
    await resumed.value.writer.close();
    assert.deepEqual(
      events(writer.path).map((event) => event.seq),
      [1, 2],
    );
  });

  it('is refused for one that ended, one that is written, one that is none, and one that is not there', async () => {
    const writer = await start();
    const code = async (path: string): Promise<string> => {
      const resumed = await resumeRecording(path, { ...options, clock: () => 0 });
      return resumed.ok ? '' : resumed.error.code;
    };
    assert.equal(await code(writer.path), 'locked');
    await writer.append({ kind: 'end', reason: 'x' }, 1);
    await writer.close();
    assert.equal(await code(writer.path), 'ended');
    appendFileSync(join(folder, 'recordings', 'odd.jsonl'), 'odd');
    assert.equal(await code(join(folder, 'recordings', 'odd.jsonl')), 'bad-header');
    assert.equal(await code(join(folder, 'recordings', 'absent.jsonl')), 'unreadable');
  });
});

describe('many small appends', () => {
  it('reach the disk in few writes', async () => {
    let writes = 0;
    const file: AppendFile = {
      path: '',
      append: async () => {
        writes += 1;
      },
      replace: async () => undefined,
      size: () => 0,
      sync: async () => undefined,
      close: async () => undefined,
    };
    const writer = createJournalWriter({ ...options, file, nextSeq: 1, flushMs: 50 });
    for (let i = 0; i < 20; i++) {
      void writer.append(note('x'), i);
      await wait(5);
    }
    await writer.close();
    assert.ok(writes <= 6, `${writes} writes`);
  });
});
