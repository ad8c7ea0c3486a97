import { lstatSync, realpathSync } from 'node:fs';
import { basename, dirname, isAbsolute, join, relative, resolve, sep } from 'node:path';

/**
 * A path that someone else named, relative to the root and with `/`; `.` for the root itself. The file need not be
 * there. Undefined where it leads outside, links of the part that exists followed.
 */
export function pathInside(root: string, path: string): string | undefined {
  if (path.includes('\0')) return undefined;
  const asked = within(root, resolve(root, path));
  if (asked === undefined) return undefined;
  const base = realpathSync.native(root);
  const missing: string[] = [];
  for (let at = resolve(base, asked); ; at = dirname(at)) {
    if (isThere(at)) {
      const real = realPath(at);
      return real !== undefined && within(base, join(real, ...missing)) !== undefined ? asked : undefined;
    }
    missing.unshift(basename(at));
    if (dirname(at) === at) return undefined;
  }
}

function within(root: string, absolute: string): string | undefined {
  const path = relative(root, absolute);
  if (isAbsolute(path) || path === '..' || path.startsWith(`..${sep}`)) return undefined;
  return path === '' ? '.' : path.split(sep).join('/');
}

function isThere(path: string): boolean {
  try {
    return lstatSync(path, { throwIfNoEntry: false }) !== undefined;
  } catch {
    return false;
  }
}

/** Undefined for a link that leads nowhere. */
function realPath(path: string): string | undefined {
  try {
    return realpathSync.native(path);
  } catch {
    return undefined;
  }
}
