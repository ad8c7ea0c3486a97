/** Paths in recordings: `/` between parts, `.` is the workspace's root, `~` the home folder. */

/** Takes `.` and inner `..` out; a path that leaves the root keeps its leading `..`. */
export function normalizePath(path: string): string {
  const absolute = path.startsWith('/');
  const parts: string[] = [];
  for (const part of path.replaceAll('\\', '/').split('/')) {
    if (part === '' || part === '.') continue;
    if (part === '..' && parts.length > 0 && parts.at(-1) !== '..') parts.pop();
    else parts.push(part);
  }
  const joined = parts.join('/');
  if (absolute) return `/${joined}`;
  return joined === '' ? '.' : joined;
}

export function joinPath(base: string, path: string): string {
  if (path.startsWith('/') || path.startsWith('~')) return normalizePath(path);
  return normalizePath(base === '.' ? path : `${base}/${path}`);
}

export function dirname(path: string): string {
  const cut = path.lastIndexOf('/');
  return cut < 0 ? '.' : path.slice(0, cut) || '/';
}

export function basename(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/** The file name without directory and last extension. */
export function stem(path: string): string {
  const base = basename(path);
  const cut = base.lastIndexOf('.');
  return cut > 0 ? base.slice(0, cut) : base;
}

/** The path is below the workspace's root. */
export function isInside(path: string): boolean {
  return !path.startsWith('/') && !path.startsWith('~') && !path.startsWith('..');
}

/** It has the shape of a path or file name, not of a plain word, flag or address. */
export function looksLikePath(word: string): boolean {
  if (word === '' || word.length > 300 || /^-|\s|:\/\/|^\d+(?:\.\d+)*$|[=$`*|<>"']/.test(word)) return false;
  return (
    /^\.{0,2}\//.test(word) ||
    word.includes('/') ||
    /^[\w.@-]+\.[A-Za-z][A-Za-z0-9]{0,7}$/.test(word) ||
    /^\.[a-z][\w.-]*$/.test(word)
  );
}
