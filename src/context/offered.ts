import * as z from 'zod';
import type { RepositoryView } from '../model/repository.ts';

const manifest = z.object({
  scripts: z.record(z.string(), z.string()).catch({}).default({}),
  dependencies: z.record(z.string(), z.unknown()).catch({}).default({}),
  devDependencies: z.record(z.string(), z.unknown()).catch({}).default({}),
});

/** What a repository offers by name, read once for all notes. */
export interface Offered {
  readonly repository: RepositoryView;
  /** Name to body, over every package.json. */
  readonly scripts: ReadonlyMap<string, string>;
  readonly packages: ReadonlySet<string>;
  readonly files: ReadonlySet<string>;
  /** File name to paths. */
  readonly named: ReadonlyMap<string, readonly string[]>;
  /** Folder of a Makefile to its targets and their recipes; `any` where it may make others. */
  readonly targets: ReadonlyMap<string, Targets>;
}

export function offeredBy(repository: RepositoryView): Offered {
  const named = new Map<string, string[]>();
  // A note about a file may be called like the file.
  const files = repository.files.filter((file) => !file.startsWith('.mirror/'));
  for (const file of files) {
    const paths = named.get(baseName(file));
    if (paths) paths.push(file);
    else named.set(baseName(file), [file]);
  }
  const manifests = (named.get('package.json') ?? []).filter((path) => !path.includes('node_modules/'));
  const read = manifests.map((path) => manifestIn(repository.text(path) ?? ''));
  const makefiles = ['GNUmakefile', 'Makefile', 'makefile'].flatMap((name) => named.get(name) ?? []);
  return {
    repository,
    scripts: new Map(read.flatMap(({ scripts }) => Object.entries(scripts))),
    packages: new Set(read.flatMap((one) => [...Object.keys(one.dependencies), ...Object.keys(one.devDependencies)])),
    files: new Set(files),
    named,
    targets: new Map(makefiles.map((path) => [folderOf(path), targetsIn(repository.text(path) ?? '')])),
  };
}

export function scriptsIn(text: string): Readonly<Record<string, string>> {
  return manifestIn(text).scripts;
}

/** Name to recipe. */
export type Targets = ReadonlyMap<string, string> | 'any';

/** The explicit targets of a Makefile; `any` where includes or pattern rules could make others. */
export function targetsIn(text: string): Targets {
  if (/^(?:-?include|sinclude)\s|^%\s*:|^\.DEFAULT\s*:/m.test(text)) return 'any';
  const rules = [...text.matchAll(/^([A-Za-z0-9_./ -]+?)\s*::?(?!=)([^\n]*(?:\n\t[^\n]*)*)/gm)];
  return new Map(
    rules.flatMap((match) => (match[1] ?? '').split(/\s+/).map((name): [string, string] => [name, match[2] ?? ''])),
  );
}

export function baseName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

function folderOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')));
}

function manifestIn(text: string): z.infer<typeof manifest> {
  const nothing = { scripts: {}, dependencies: {}, devDependencies: {} };
  try {
    const read = manifest.safeParse(JSON.parse(text.replace(/^\ufeff/, '')));
    return read.success ? read.data : nothing;
  } catch {
    return nothing;
  }
}
