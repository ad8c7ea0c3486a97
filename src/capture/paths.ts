/** A workspace folder: `path` as the editor names it, `real` with symbolic links resolved. */
export interface WorkspaceRoot {
  readonly name: string;
  readonly path: string;
  readonly real?: string;
}

/** A path as a recording names it. `folder` is absent in the first folder; `inside` is whether any folder holds it. */
export interface LocatedPath {
  readonly file: string;
  readonly folder?: string;
  readonly inside: boolean;
  /** The folder that holds it. */
  readonly root?: WorkspaceRoot;
}

export type LocatePath = (path: string) => LocatedPath;

/**
 * Names paths relative to the workspace folder that holds them, with `/` and `.` for the folder itself;
 * outside every folder with `~` for the home folder. Pure: the file system is not asked.
 */
export function createLocatePath(roots: readonly WorkspaceRoot[], home: string): LocatePath {
  const bases = roots
    .flatMap((root, index) =>
      [root.path, ...(root.real ? [root.real] : [])].map((path) => ({ root, index, base: plain(path) })),
    )
    // The innermost folder wins where one holds another.
    .sort((a, b) => b.base.length - a.base.length);
  return (path) => {
    const whole = plain(path);
    for (const { root, index, base } of bases) {
      const file = below(base, whole);
      if (file !== undefined) return { file, ...(index > 0 ? { folder: root.name } : {}), inside: true, root };
    }
    const fromHome = home === '' ? undefined : below(plain(home), whole);
    if (fromHome === undefined) return { file: whole, inside: false };
    return { file: fromHome === '.' ? '~' : `~/${fromHome}`, inside: false };
  };
}

/** `whole` relative to `base`, or undefined where it is not below it. A Windows drive is compared in any case. */
function below(base: string, whole: string): string | undefined {
  const same = (a: string, b: string): boolean =>
    /^[A-Za-z]:/.test(a) ? a.toLowerCase() === b.toLowerCase() : a === b;
  if (same(base, whole)) return '.';
  const prefix = base.endsWith('/') ? base : `${base}/`;
  return same(prefix, whole.slice(0, prefix.length)) ? whole.slice(prefix.length) : undefined;
}

/** With `/` and without a trailing one; a Windows path is known by its drive or its share. */
function plain(path: string): string {
  const slashes = /^(?:[A-Za-z]:|\\\\)/.test(path) ? path.replaceAll('\\', '/') : path;
  return slashes.length > 1 ? slashes.replace(/\/+$/, '') || '/' : slashes;
}
