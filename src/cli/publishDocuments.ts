/** `node src/cli/publishDocuments.ts` writes the published JSON Schema of the documents; a test says when it is stale. */
import { writeFileSync } from 'node:fs';
import { documentsJsonSchema } from './documents.ts';

writeFileSync(
  new URL('./documents.schema.json', import.meta.url),
  `${JSON.stringify(documentsJsonSchema(), undefined, 2)}\n`,
);
