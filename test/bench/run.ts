/** `npm run bench`: what opening a window, recording and distilling cost, as a table. Nothing here is asserted by a test. */
import { statSync } from 'node:fs';
import { packageExtension } from '../editor/package.ts';
import { activations, median } from './activation.ts';
import { benchCapture } from './capture.ts';
import { distilling, sanitizing } from './rooms.ts';
import { typing } from './typing.ts';

const vsix = await packageExtension();
const rows: [what: string, measured: string, goal: string][] = [];
rows.push(['size of the VSIX', `${(statSync(vsix).size / 1e6).toFixed(3)} MB`, 'under 1.5 MB']);

const started = await activations(vsix, 10);
rows.push([
  "activation by the extension host's own marks, median of 10 windows",
  `${median(started.ours)} ms (${Math.min(...started.ours)} to ${Math.max(...started.ours)}), ` +
    `an extension that does nothing ${median(started.empty)} ms`,
  'under 50 ms',
]);
rows.push([
  'as "Show Running Extensions" counts it, with the extensions that load in the same moment',
  `${median(started.shown)} ms, an extension that does nothing ${median(started.shownEmpty)} ms`,
  '',
]);

const typed = await typing(vsix, 5);
rows.push([
  'typing 300 characters in the editor, recorded against not',
  `${typed.recorded.toFixed(0)} ms against ${typed.plain.toFixed(0)} ms: ratio ${(typed.recorded / typed.plain).toFixed(3)}`,
  'at most 1.05',
]);

const gate = await sanitizing();
const pass = `${gate.megabytesPerSecond.toFixed(1)} MB/s, ${gate.timesReading.toFixed(0)} times a scan for one word`;
rows.push(['gate one, code at 16 KB a piece', pass, 'above 4 MB/s']);

rows.push(...(await benchCapture()).map(([what, measured, goal]): [string, string, string] => [what, measured, goal]));

const distilled = await distilling([1000, 10_000]);
for (const { events, ms } of distilled) rows.push([`distilling ${events} events`, `${ms.toFixed(0)} ms`, '']);
const [small, large] = distilled;
if (small && large)
  rows.push(['10 times the events take', `${(large.ms / small.ms).toFixed(1)} times as long`, 'n log n: 13']);

console.log('| what | measured | goal |\n|---|---|---|');
for (const row of rows) console.log(`| ${row.join(' | ')} |`);
