import { copyFileSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { checkJournal } from '../../../src/journal/format.ts';
import { createRecording, resumeRecording } from '../../../src/journal/recordingFile.ts';
import { createUnderWayFile } from '../../../src/journal/underWay.ts';
import { header } from './samples.ts';

/** Records on a small disk, the folder named, until it is full and after; prints what happened as JSON. */
const disk = process.argv[2] ?? '';
const ballast = join(disk, 'ballast');
const troubles: string[] = [];
const text = (n: number): string => `${n} ${'x'.repeat(5000)}`;

/** Takes all the room that is left. */
function fill(): void {
  for (let size = 1 << 16; size >= 1; size = Math.floor(size / 2)) {
    try {
      for (;;) writeFileSync(ballast, 'b'.repeat(size), { flag: 'a' });
    } catch {
      // Smaller pieces may still fit.
    }
  }
}

function named(folder: string, pattern: RegExp): string[] {
  return readdirSync(folder, { recursive: true })
    .map(String)
    .filter((name) => pattern.test(name));
}

writeFileSync(ballast, 'b'.repeat(128 * 1024));
const made = await createRecording(disk, header, {
  clock: () => 1,
  onTrouble: ({ state, code, lost }) => troubles.push(`${state} ${code} ${lost}`),
  flushMs: 1,
  retryMs: 20,
  holdChars: 100_000,
});
if (!made.ok) throw new Error(made.error.message);
const writer = made.value;
let written = 0;
while (troubles.length === 0 && written < 1000) {
  const waits = writer.append({ kind: 'note', text: text(written) }, written);
  written += 1;
  await Promise.race([waits, new Promise((resolve) => setTimeout(resolve, 50))]);
}
const aside = createUnderWayFile(writer.path);
aside.put({
  fact: { kind: 'command', terminal: 1, shell: 'bash', cwd: '.', line: 'x'.repeat(9000), confidence: 'high' },
  at: 1,
});
await aside.settled();
const waiting = Array.from({ length: 30 }, (_, n) =>
  writer.append({ kind: 'note', text: text(written + n) }, written + n),
);
await writer.flush();
const whileFull = checkJournal(readFileSync(writer.path));
rmSync(ballast);
const acknowledged = await Promise.all(waiting);
const restored = checkJournal(readFileSync(writer.path));
const { lost } = writer.counts();

fill();
const none = await createRecording(disk, { ...header, id: 'none' }, { clock: () => 1, onTrouble: () => undefined });
void writer.append({ kind: 'note', text: text(0) }, 9000);
void writer.append({ kind: 'end', reason: 'stopped' }, 9001);
await writer.close();
const closed = checkJournal(readFileSync(writer.path));
const left = named(disk, /none|tmp|lock|running/);
rmSync(ballast);
const resumed = await resumeRecording(writer.path, { clock: () => 9002, onTrouble: () => undefined });
if (!resumed.ok) throw new Error(resumed.error.message);
await resumed.value.writer.append({ kind: 'end', reason: 'stopped' }, 9002);
await resumed.value.writer.close();
copyFileSync(writer.path, process.argv[3] ?? '');
console.log(
  JSON.stringify({
    troubles,
    whileFull,
    restored,
    lost,
    dropped: acknowledged.filter((each) => !each.written).length,
    refused: none.ok ? '' : none.error.message,
    closed,
    left,
  }),
);
