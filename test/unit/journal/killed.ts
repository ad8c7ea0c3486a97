import { createRecording } from '../../../src/journal/recordingFile.ts';
import { header } from './samples.ts';

/** Writes notes without end to a recording under the folder named, and says the number of each once it is acknowledged. */
const [, , folder = '', id = ''] = process.argv;
const made = await createRecording(
  folder,
  { ...header, id },
  { clock: () => 0, onTrouble: () => undefined, flushMs: 2 },
);
if (!made.ok) throw new Error(made.error.message);
for (let at = 0; ; at++) {
  const appended = await made.value.append({ kind: 'note', text: `${at} ${'x'.repeat(at % 3000)}` }, at);
  if (appended.written) process.stdout.write(`${appended.seq}\n`);
}
