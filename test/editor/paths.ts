import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The checkout that this file is in. */
export const projectRoot = fileURLToPath(new URL('../../', import.meta.url)).replace(/[\\/]$/, '');

/** Everything fetched for tests goes here; git-ignored and reused. */
export const fetchedFolder = join(projectRoot, '.vscode-test');

/** What `npm run package` writes. */
export const vsixPath = join(projectRoot, 'mirror.vsix');

/** The extension's id: publisher and name of package.json. */
export const extensionId = 'themirror.mirror';

/** The first of `names` that is an executable on the PATH. */
export function onPath(...names: string[]): string | undefined {
  const endings = process.platform === 'win32' ? ['.exe', '.cmd', ''] : [''];
  for (const name of names) {
    for (const folder of (process.env.PATH ?? '').split(delimiter)) {
      for (const ending of endings) {
        const candidate = join(folder, name + ending);
        if (folder && existsSync(candidate)) return candidate;
      }
    }
  }
  return undefined;
}
