import { run } from './processes.ts';

/**
 * Keeps everybody from writing below a folder, root included, and gives what ends that; undefined where nothing on
 * this machine does. Permissions stop people; root is stopped by the immutable flag or by a read-only mount.
 */
export async function makeReadOnly(folder: string): Promise<(() => Promise<void>) | undefined> {
  const asRoot = process.getuid?.() === 0;
  const ways: readonly (readonly [lock: string[][], unlock: string[][]])[] = asRoot
    ? [
        [[['chattr', '-R', '+i', folder]], [['chattr', '-R', '-i', folder]]],
        [
          [
            ['mount', '--bind', folder, folder],
            ['mount', '-o', 'remount,bind,ro', folder],
          ],
          [['umount', folder]],
        ],
      ]
    : [[[['chmod', '-R', 'a-w', folder]], [['chmod', '-R', 'u+w', folder]]]];
  for (const [lock, unlock] of ways) {
    if (await all(lock)) return async () => void (await all(unlock));
    await all(unlock);
  }
  return undefined;
}

async function all(commands: readonly string[][]): Promise<boolean> {
  for (const [program = '', ...args] of commands) {
    if ((await run(program, args)).code !== 0) return false;
  }
  return true;
}
