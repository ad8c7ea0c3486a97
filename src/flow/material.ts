import type { AskedFile, AskedProcedure, Material } from '../ask/material.ts';
import { explainedText, listContext } from '../context/contextFiles.ts';
import { staleFindings } from '../context/freshness.ts';
import { readNotes } from '../context/noteStore.ts';
import { places, skillFolder } from '../context/places.ts';
import { plainFromMarkdown } from '../context/plainText.ts';
import type { LoadedFile } from '../model/context.ts';
import type { RepositoryView } from '../model/repository.ts';

/** What agents may be told of a repository: accepted notes, context files and procedures, as they are on disk. */
export function materialOf(repository: RepositoryView): Material {
  const accepted = readNotes(repository).notes.filter(({ note }) => note.status === 'accepted');
  const stale = new Map(staleFindings(repository, accepted).map(({ note, message }) => [note, message]));
  const files = listContext(repository).files.filter(({ path }) => path !== places.working);
  return {
    notes: accepted.map(({ note, path }) => {
      const why = stale.get(note.id);
      return { note, path, ...(why === undefined ? {} : { stale: why }) };
    }),
    files: files.filter((file) => !isSkill(file) && !isPart(file)).map((file) => withoutNotes(file, repository)),
    procedures: files.filter(isSkill).map((skill) => procedureIn(skill, files.filter(isPartOf(skill)))),
  };
}

function isSkill({ path }: LoadedFile): boolean {
  return path.endsWith('/SKILL.md');
}

/** A long procedure stands in files that its skill names. */
function isPart({ path, namedBy = '' }: LoadedFile): boolean {
  return namedBy.endsWith('/SKILL.md') && skillFolder(path) === skillFolder(namedBy);
}

function isPartOf(skill: LoadedFile): (file: LoadedFile) => boolean {
  return (file) => isPart(file) && file.namedBy === skill.path;
}

/** The managed regions say what the notes say; their lines are blanked, so that line numbers stay. */
function withoutNotes({ path, layer, when, text }: LoadedFile, repository: RepositoryView): AskedFile {
  const managed = path === places.index || path === places.memory;
  const shown = managed ? explainedText(withoutRegion(repository.text(path) ?? '')) : text;
  return { path, layer, when, text: withoutFrontMatter(shown) };
}

function withoutRegion(text: string): string {
  return text
    .replace(/\r\n?/g, '\n')
    .replace(/<!-- mirror:begin\b[\s\S]*?<!-- mirror:end -->/g, (region) => region.replace(/[^\n]/g, ''));
}

function withoutFrontMatter(text: string): string {
  return text.replace(/^---[ \t]*\n[\s\S]*?\n---[ \t]*(?=\n|$)/, (front) => front.replace(/[^\n]/g, ''));
}

/** A skill's workflow is its title, else the name of its folder. */
function procedureIn({ path, text }: LoadedFile, parts: readonly LoadedFile[]): AskedProcedure {
  const body = withoutFrontMatter(text).trim();
  const inOrder = [...parts].sort(
    (a, b) => body.indexOf(a.path.split('/').at(-1) ?? '') - body.indexOf(b.path.split('/').at(-1) ?? ''),
  );
  const title = /^# +(.+)$/m.exec(body)?.[1];
  return {
    workflow: title === undefined ? (path.split('/').at(-2) ?? path) : plainFromMarkdown(title).trim(),
    path,
    text: [body, ...inOrder.map((part) => part.text.trim())].join('\n\n'),
  };
}
