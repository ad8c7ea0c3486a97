import { existsSync } from 'node:fs';
import { basename, join } from 'node:path';
import { projectRoot, vsixPath } from './paths.ts';
import { npm, run } from './processes.ts';

/**
 * The VSIX of this checkout, built for production. `MIRROR_VSIX` names one that a caller has packaged
 * already, so that several test files share it.
 */
export async function packageExtension(): Promise<string> {
  const given = process.env.MIRROR_VSIX;
  if (given && existsSync(given)) return given;
  await npm(['run', '--silent', 'package'], projectRoot);
  return vsixPath;
}

/** Packages an extension that only tests use: `source` from the project's root, into a VSIX in `folder`. */
export async function packageHelper(source: string, folder: string): Promise<string> {
  const vsix = join(folder, `${basename(source)}.vsix`);
  const vsce = join(projectRoot, 'node_modules', '@vscode', 'vsce', 'vsce');
  const args = ['package', '--no-dependencies', '--allow-missing-repository', '--skip-license', '-o', vsix];
  const packaged = await run(process.execPath, [vsce, ...args], { cwd: join(projectRoot, source) });
  if (packaged.code !== 0) throw new Error(packaged.output);
  return vsix;
}
