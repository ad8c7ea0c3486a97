import { readFile } from 'node:fs/promises';
import * as z from 'zod';

const manifest = z.object({ name: z.literal('mirror'), version: z.string().min(1) });

/** The version in the package: one folder up from a bundle, two from this source. `0.0.0` where there is none. */
export async function packageVersion(): Promise<string> {
  for (const place of ['../package.json', '../../package.json']) {
    try {
      const read = manifest.safeParse(JSON.parse(await readFile(new URL(place, import.meta.url), 'utf8')));
      if (read.success) return read.data.version;
    } catch {
      // The other place has it.
    }
  }
  return '0.0.0';
}
