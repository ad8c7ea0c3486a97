/** `node src/journal/publishSchema.ts` writes the published JSON Schema; a test says when it is stale. */
import { writeFileSync } from 'node:fs';
import { recordingLineJsonSchema } from './schema.ts';

writeFileSync(
  new URL('./recording-v1.schema.json', import.meta.url),
  `${JSON.stringify(recordingLineJsonSchema(), undefined, 2)}\n`,
);
