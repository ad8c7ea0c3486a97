import type { ChartRow, ContextChart, ContextFinding, LoadedContext } from '../model/context.ts';
import type { Note } from '../model/note.ts';
import { readOwners } from '../model/owners.ts';
import type { RepositoryView } from '../model/repository.ts';
import { listContext, managedFiles } from './contextFiles.ts';
import { staleFindings } from './freshness.ts';
import { headOf } from './loaders/loadList.ts';
import { listedModes, loadModes, strongest } from './loadModes.ts';
import { compare, readNotes } from './noteStore.ts';
import { places } from './places.ts';
import { oneLine, plainFromMarkdown, shortened } from './plainText.ts';
import { planWith } from './plan.ts';
import { sentenceOf } from './renderedLine.ts';
import { workflowKey } from './slug.ts';

export interface ChartInput {
  readonly repository: RepositoryView;
  /** All notes that count; those on disk where absent. */
  readonly notes?: readonly Note[];
  /** What `checkContext` found, where the caller has it. */
  readonly findings?: readonly ContextFinding[];
  /** What `listContext` gives, where the caller has it. */
  readonly context?: LoadedContext;
}

/** The longest `need` of a row, in characters. */
const needLimit = 160;

/**
 * The context chart of a repository: a row for each accepted note, for each skill, and for each file of hand-written
 * context, with where it is read, who owns it, how it reaches agents and when it was last seen to hold. Nothing is
 * written and no clock is read.
 */
export function contextChart(input: ChartInput): ContextChart {
  const { repository } = input;
  const stored = readNotes(repository);
  const notes = input.notes ?? stored.notes.map(({ note }) => note);
  const { placements, skills } = planWith({ repository, accepted: notes, gate: () => [] }, stored);
  const { files } = input.context ?? listContext(repository);
  const findings = input.findings ?? staleFindings(repository, stored.notes);
  const stale = new Set(findings.filter(({ code }) => code === 'stale').flatMap(({ note }) => note ?? []));
  const sources = new Map(stored.notes.map(({ note, path }) => [note.id, path]));
  const managed = managedFiles(repository);
  const skillFiles = files.filter(({ path }) => path.endsWith('/SKILL.md')).map(({ path }) => path);
  const texts = lineNumbers(repository);
  const where = [...files.map(({ path }) => path), ...placements.map(({ file }) => file), ...skillFiles];
  const reach = reachOf(repository, [...new Set(where)]);
  const owners = readOwners(repository);

  const noteRows = placements.map(({ note, file, line }): ChartRow => {
    const at = texts(file).get(line);
    const source = sources.get(note.id);
    const status = at === undefined || source === undefined ? 'pending' : stale.has(note.id) ? 'stale' : 'current';
    return {
      need: needOf(note),
      file,
      ...(at === undefined ? {} : { line: at }),
      kind: note.kind,
      note: note.id,
      ...(source === undefined ? {} : { source }),
      ...(note.workflow === '' ? {} : { workflow: note.workflow }),
      layer: note.layer,
      ...ownerOf(note.owner, owners.of(file) ?? (source === undefined ? undefined : owners.of(source))),
      ...reach(file),
      ...verified(note.recordedOn, note.verifiedAt),
      status,
    };
  });
  const byPath = new Map(skills.map(({ path, workflow }) => [path, workflow]));
  const skillRows = [...new Set([...skillFiles, ...byPath.keys()])].map((file): ChartRow => {
    const workflow = byPath.get(file);
    const own = workflow === undefined ? [] : notes.filter((note) => sameWorkflow(note, workflow));
    const bytes = repository.text(file);
    const newest = [...own].sort((a, b) => compare(b.recordedOn ?? '', a.recordedOn ?? ''))[0];
    return {
      need: workflow ?? skillNeed(bytes ?? '', file),
      file,
      kind: 'skill',
      ...(workflow === undefined ? {} : { workflow }),
      layer: 'project',
      ...ownerOf(undefined, owners.of(file)),
      ...reach(file),
      ...(managed.has(file) ? verified(newest?.recordedOn, newest?.verifiedAt) : {}),
      status: bytes === undefined ? 'pending' : managed.has(file) ? 'current' : 'hand-written',
    };
  });
  const fileRows = files
    .filter(({ path }) => !path.endsWith('/SKILL.md') && !managed.has(path))
    .map(
      ({ path, layer, text }): ChartRow => ({
        need: headingOf(text, path),
        file: path,
        kind: 'file',
        layer,
        ...ownerOf(undefined, owners.of(path)),
        ...reach(path),
        status: 'hand-written',
      }),
    );
  return { rows: [...noteRows, ...skillRows, ...fileRows].sort(inOrder) };
}

function inOrder(a: ChartRow, b: ChartRow): number {
  return compare(a.file, b.file) || (a.line ?? 0) - (b.line ?? 0) || compare(a.need, b.need);
}

/** What a note answers: its trigger, else its own words. */
function needOf(note: Note): string {
  const trigger = oneLine(note.trigger);
  return shortened(trigger === '' ? sentenceOf(note) : trigger, needLimit);
}

function skillNeed(text: string, file: string): string {
  const { description, name } = headOf(text).data;
  const said = [description, name].find((one): one is string => typeof one === 'string' && one.trim() !== '');
  return shortened(oneLine(said ?? file), needLimit);
}

/** The first heading or, without one, the first line that says something. */
function headingOf(text: string, path: string): string {
  const body = text.replace(/^---\n[\s\S]*?\n---\n/, '');
  const said = /^#{1,6} +(.+)$/m.exec(body)?.[1] ?? body.split('\n').find((line) => /[\p{L}\p{N}]/u.test(line));
  return shortened(oneLine(plainFromMarkdown(said ?? path)), needLimit);
}

function sameWorkflow(note: Note, workflow: string): boolean {
  return note.status === 'accepted' && workflowKey(note.workflow) === workflowKey(workflow);
}

function ownerOf(note: string | undefined, codeowners: string | undefined): Pick<ChartRow, 'owner' | 'ownerFrom'> {
  if (note !== undefined && note.trim() !== '') return { owner: note, ownerFrom: 'note' };
  return codeowners === undefined ? {} : { owner: codeowners, ownerFrom: 'codeowners' };
}

function verified(recordedOn: string | undefined, commit: string | undefined): Pick<ChartRow, 'lastVerified'> {
  if (recordedOn === undefined && commit === undefined) return {};
  return {
    lastVerified: {
      ...(recordedOn === undefined ? {} : { recordedOn }),
      ...(commit === undefined ? {} : { commit }),
    },
  };
}

/** How a file reaches agents. A file that is not there yet will be loaded as its place says. */
function reachOf(
  repository: RepositoryView,
  files: readonly string[],
): (file: string) => Pick<ChartRow, 'when' | 'agents'> {
  const modes = loadModes(repository, files);
  return (file) => {
    const absent = file === places.index ? 'always' : 'demand';
    const private_ = file === places.working ? 'demand' : 'never';
    const when = strongest(modes.get(file)) ?? (repository.has(file) ? private_ : absent);
    return { when, agents: listedModes(modes.get(file)) };
  };
}

/** Line text to its first 1-based number, a file read once. */
function lineNumbers(repository: RepositoryView): (file: string) => ReadonlyMap<string, number> {
  const known = new Map<string, ReadonlyMap<string, number>>();
  return (file) => {
    const found = known.get(file) ?? numbered(repository.text(file) ?? '');
    known.set(file, found);
    return found;
  };
}

function numbered(text: string): ReadonlyMap<string, number> {
  const lines = text.split(/\r?\n/).map((line, i): [string, number] => [line, i + 1]);
  return new Map(lines.reverse());
}
