/**
 * `node test/bench/stop.ts [recordings] [events]`: Stop in the real editor where a workflow has ten recordings of 5,000
 * events already: how long until what came of it is told, and the longest block of the extension host until all is shown.
 * Prints a table; figures in milliseconds.
 */
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { startRecording, stopRecording } from '../demo/person.ts';
import { recordingsIn } from '../demo/recordings.ts';
import { makeSample } from '../demo/sample.ts';
import { openEditor } from '../editor/open.ts';
import { packageExtension, packageHelper } from '../editor/package.ts';
import { longRecording } from '../perform/longRecordings.ts';

const [recordings = 10, events = 5000] = process.argv.slice(2).map(Number);
const workflow = 'Cut a release';
/** In which the views take in what was found. */
const settledMs = 4000;

const scratch = mkdtempSync(join(tmpdir(), 'mirror-stop-'));
const beats = join(scratch, 'beats.jsonl');
const editor = await openEditor({
  vsix: await packageExtension(),
  otherVsix: [await packageHelper('test/bench/heartbeat', scratch)],
  workspace: await makeSample(join(scratch, 'workspace')),
  scratch,
  trust: 'yes',
  env: { MIRROR_HEARTBEAT: beats },
});

function blocksSince(since: number): number[] {
  const lines = existsSync(beats) ? readFileSync(beats, 'utf8').trim().split('\n') : [];
  return lines
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as [number, number])
    .flatMap(([at, late]) => (at >= since ? [late] : []));
}

interface Row {
  readonly what: string;
  readonly told: number;
  readonly block: number;
}

/** Records one command and stops. */
async function stopped(what: string, consent: boolean): Promise<Row> {
  const { page } = editor;
  await page.messages.clearNotifications();
  await startRecording(page, workflow, { consent });
  await page.terminal.type('git status');
  const since = Date.now();
  await stopRecording(page, workflow);
  const told = Date.now() - since;
  await wait(settledMs);
  return { what, told, block: Math.max(0, ...blocksSince(since)) };
}

try {
  await editor.page.terminal.open();
  const rows = [await stopped('a command', true)];
  const [first] = recordingsIn(editor.server.globalStorage);
  if (first === undefined) throw new Error('nothing was recorded');
  for (let index = 0; index < recordings; index += 1) {
    const { header, events: all } = longRecording('some', events, index);
    const id = `${header.id.replace(/[^\w-]/g, '-')}-${index}`;
    const lines = [{ ...first.header, id, startedAt: header.startedAt }, ...all].map((line) => JSON.stringify(line));
    writeFileSync(join(dirname(first.file), `${id}.jsonl`), `${lines.join('\n')}\n`);
  }
  rows.push(await stopped(`beside ${recordings} recordings of ${events} events`, false));
  rows.push(await stopped('the same once more', false));
  console.log(`${''.padEnd(40)}${['told', 'block'].map((head) => head.padStart(9)).join('')}`);
  for (const { what, told, block } of rows)
    console.log(`${what.padEnd(40)}${[told, block].map((each) => String(each).padStart(9)).join('')}`);
} finally {
  await editor.page.screenshot(join(scratch, 'last.png')).catch(() => undefined);
  await editor.close();
  if (!process.env.MIRROR_KEEP) rmSync(scratch, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
}
