import { existsSync } from 'node:fs';
import { projectRoot, vsixPath } from './paths.ts';
import { npm } from './processes.ts';

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
