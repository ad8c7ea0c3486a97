import { createRecording } from '../../../src/journal/recordingFile.ts';
import { header } from './samples.ts';

/** Writes thirty notes of 300 characters to a recording under the folder named, and says when that fails and works again. */
const made = await createRecording(process.argv[2] ?? '', header, {
  clock: () => 0,
  onTrouble: (trouble) => console.log(trouble.state),
  flushMs: 1,
  retryMs: 20,
});
if (!made.ok) throw new Error(made.error.message);
for (let i = 0; i < 30; i++) await made.value.append({ kind: 'note', text: 'x'.repeat(300) }, i);
await made.value.close();
