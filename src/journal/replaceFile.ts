import { open, rename, rm } from 'node:fs/promises';

/** Puts a text in a file's place, whole or not at all, through `temporary` beside it; for its owner alone. */
export async function replaceFile(file: string, text: string, temporary: string): Promise<void> {
  const handle = await open(temporary, 'w', 0o600);
  try {
    await handle.writeFile(text).finally(() => handle.close());
    await rename(temporary, file);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
}
