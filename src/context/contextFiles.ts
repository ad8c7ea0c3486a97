import type { LoadedContext, LoadedFile, LoadWhen } from '../model/context.ts';
import type { RepositoryView } from '../model/repository.ts';
import { loaderCuts } from './loaders/cuts.ts';
import { importsOf } from './loaders/imports.ts';
import { globsOf, headOf } from './loaders/loadList.ts';
import { findRegion } from './managedRegion.ts';
import { compare } from './noteStore.ts';
import { places, skillFolder } from './places.ts';
import { isOurRule } from './planScoped.ts';
import { readRendered } from './renderedFile.ts';

/** Files that some agent loads by their name or place, and when. */
const known: readonly (readonly [path: RegExp, when: LoadWhen | 'rule'])[] = [
  [/^(?:AGENTS(?:\.override)?|CLAUDE(?:\.local)?|GEMINI)\.md$/, 'always'],
  [/^(?:\.claude\/CLAUDE\.md|\.github\/copilot-instructions\.md|\.cursorrules)$/, 'always'],
  [/\/(?:AGENTS(?:\.override)?|CLAUDE(?:\.local)?|GEMINI)\.md$/, 'path'],
  [/^\.github\/instructions\/.*\.instructions\.md$/, 'rule'],
  [/(?:^|\/)\.claude\/rules\/.*\.md$/, 'rule'],
  [/(?:^|\/)\.cursor\/rules\/.*\.mdc$/, 'rule'],
  [/(?:^|\/)\.(?:agents|claude|github|gemini|cursor|codex)\/skills\/[^/]+\/SKILL\.md$/, 'demand'],
];

/** Kept out of `RepositoryView.files` by Git, but loaded where they stand. */
const ignoredButLoaded = ['CLAUDE.local.md', 'AGENTS.override.md', places.working] as const;

/**
 * The context of a repository as it is on disk: what agents load by name, what those files import or name ("read
 * MEMORY.md when …"), and the private file of the working layer. A MEMORY.md that nothing names is loaded by nobody and
 * is not in it.
 */
export function listContext(repository: RepositoryView): LoadedContext {
  const files = new Map<string, LoadedFile>();
  const paths = new Set([...repository.files, ...ignoredButLoaded.filter((path) => repository.has(path))]);
  for (const path of [...paths].sort(compare)) {
    const when = path === places.working ? 'demand' : whenLoaded(repository, path);
    const text = when && repository.text(path);
    if (when && text !== undefined) {
      files.set(path, {
        path,
        layer: path === places.working ? 'working' : 'project',
        when,
        text: explainedText(text),
      });
    }
  }
  for (const file of files.values()) {
    for (const path of namedIn(repository, file)) addNamed(files, repository, path, file);
  }
  return { files: [...files.values()].sort((a, b) => compare(a.path, b.path)), cuts: loaderCuts(repository) };
}

/** The context files that hold something Mirror renders. */
export function managedFiles(repository: RepositoryView): ReadonlySet<string> {
  const nested = repository.files.filter((path) => path.endsWith('/AGENTS.md'));
  const regions = [places.index, places.memory, ...nested].filter((path) => {
    const bytes = repository.bytes(path);
    const region = bytes ? findRegion(bytes) : undefined;
    return region?.ok && region.value !== undefined;
  });
  const ours = repository.files.filter((path) => skillFolder(path) !== undefined || isOurRule(path));
  const whole = [...ours, places.working].filter((path) => {
    const bytes = repository.bytes(path);
    return bytes !== undefined && readRendered(bytes) !== undefined;
  });
  return new Set([...regions, ...whole]);
}

/**
 * What a reader of a Markdown file gets to see: HTML comments blanked out, all line breaks kept. Comments in code
 * fences are text.
 */
export function explainedText(text: string): string {
  const unified = text.replace(/\r\n?/g, '\n');
  return unified.replace(/^ {0,3}(`{3,}|~{3,})[^\n]*\n[\s\S]*?^ {0,3}\1[`~]*[ \t]*$|<!--[\s\S]*?-->/gm, (found) =>
    found.startsWith('<!--') ? found.replace(/[^\n]/g, '') : found,
  );
}

function whenLoaded(repository: RepositoryView, path: string): LoadWhen | undefined {
  const when = known.find(([pattern]) => pattern.test(path))?.[1];
  return when === 'rule' ? ruleWhen(headOf(repository.text(path) ?? '').data) : when;
}

function ruleWhen(data: Readonly<Record<string, unknown>>): LoadWhen {
  if (data.alwaysApply === true) return 'always';
  const globs = [data.paths, data.applyTo, data.globs].flatMap(globsOf);
  if (globs.includes('**')) return 'always';
  return globs.length > 0 ? 'path' : typeof data.description === 'string' ? 'demand' : 'always';
}

/** Words of a line that sends its reader to a document; a line without them only mentions one, as something to edit. */
const sends =
  /\b(?:read|see|follow|consult|refers?|load|described|documented|explained|details?|guide|instructions?|according|more)\b/i;

/** Documents of the repository that a loaded file imports, links or tells its reader to read. */
function namedIn(repository: RepositoryView, file: LoadedFile): string[] {
  const folder = file.path.includes('/') ? file.path.slice(0, file.path.lastIndexOf('/') + 1) : '';
  const imported = importsOf(file.path, file.text).flatMap((one) => one.file ?? []);
  const named = file.text
    .split('\n')
    .flatMap((line) =>
      [...line.matchAll(/[\w./-]+\.(?:md|mdx|txt|rst|adoc)\b/g)]
        .filter(({ index }) => sends.test(line) || line.slice(0, index).endsWith(']('))
        .map((match) => match[0].replace(/^\.\//, '')),
    );
  const candidates = [...imported, ...named.flatMap((path) => [folder + path, path])];
  return [...new Set(candidates)].filter(
    (path) => !path.startsWith('/') && !path.includes('..') && repository.has(path),
  );
}

function addNamed(files: Map<string, LoadedFile>, repository: RepositoryView, path: string, by: LoadedFile): void {
  const text = files.has(path) ? undefined : repository.text(path);
  if (text === undefined || by.namedBy !== undefined) return;
  const imported = importsOf(by.path, by.text).some((one) => one.file === path);
  const when = imported ? by.when : 'demand';
  files.set(path, { path, layer: by.layer, when, text: explainedText(text), namedBy: by.path });
}
