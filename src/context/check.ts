import type { ContextFinding, FileChange } from '../model/context.ts';
import type { RepositoryView } from '../model/repository.ts';
import { managedFiles } from './contextFiles.ts';
import type { PlanInput } from './draft.ts';
import { staleFindings } from './freshness.ts';
import { layerConflictMessage, layerConflicts } from './layerConflicts.ts';
import { loaderCuts } from './loaders/cuts.ts';
import { skillProblem } from './loaders/loadList.ts';
import { conflictMarkers, findRegion } from './managedRegion.ts';
import type { StoredNote, StoredNotes } from './noteStore.ts';
import { compare, isNotePath, readNotes, saysElse } from './noteStore.ts';
import { places, skillFolder } from './places.ts';
import type { ContextPlan } from './plan.ts';
import { planWith } from './plan.ts';
import { sentenceOf } from './renderedLine.ts';
import { referencesNamed } from './skillReferences.ts';
import { attributes } from './unionMerge.ts';

export type CheckInput = Pick<PlanInput, 'repository'> & { readonly stored?: StoredNotes } & Partial<
    Pick<PlanInput, 'accepted' | 'processes' | 'gate' | 'agents'>
  >;

/** The JSON document of `mirror context check`. */
export interface ContextCheck {
  readonly ok: boolean;
  readonly findings: readonly ContextFinding[];
}

/**
 * Whether the context on disk says what the notes say, still holds, and fits its loaders. Input as for planning;
 * without `accepted`, the notes on disk count. `stored`: what `readNotes` gave, where the caller has read them. Findings sorted by file, each with a sentence that says what to do.
 */
export function checkContext(input: CheckInput): ContextCheck {
  const { repository, accepted, processes, agents, gate = () => [] } = input;
  const stored = input.stored ?? readNotes(repository);
  const notes = accepted ?? stored.notes.map(({ note }) => note);
  const plan = planWith(
    { repository, accepted: notes, gate, ...(processes ? { processes } : {}), ...(agents ? { agents } : {}) },
    stored,
  );
  const findings = [
    ...plan.handEdits.map(({ path, message }): ContextFinding => ({ code: 'hand-edited', file: path, message })),
    ...plan.refused.map(({ path, message }): ContextFinding => ({ code: 'conflict', file: path, message })),
    ...plan.heldBack.map(
      (held): ContextFinding => ({
        code: 'conflict',
        file: held.path,
        ...(held.note === undefined ? {} : { note: held.note }),
        message: held.message,
      }),
    ),
    ...plan.changes.flatMap((change) => outdated(change, repository)),
    ...brokenNotes(stored),
    ...mergeConflicts(repository, plan),
    ...missingSkills(repository),
    ...overBudget(repository),
    ...staleFindings(repository, acceptedNotes(stored)),
    ...betweenLayers(stored),
  ];
  findings.sort((a, b) => compare(a.file, b.file) || compare(a.code, b.code) || compare(a.message, b.message));
  return { ok: findings.length === 0, findings };
}

function acceptedNotes(stored: StoredNotes): StoredNote[] {
  return stored.notes.filter(({ note }) => note.status === 'accepted');
}

/** What this repository and the organization say differently. What is private to a person is no business of others. */
function betweenLayers(stored: StoredNotes): ContextFinding[] {
  const shared = acceptedNotes(stored).filter(({ note }) => note.layer !== 'working');
  return layerConflicts(shared.map(({ note }) => note)).map((conflict): ContextFinding => {
    const file = shared.find(({ note }) => note === conflict.counts)?.path ?? places.notes;
    return { code: 'conflict', file, note: conflict.counts.id, message: layerConflictMessage(conflict) };
  });
}

/** A planned change is a difference between the notes and the files. */
function outdated(change: FileChange, repository: RepositoryView): ContextFinding[] {
  const { path, before, after } = change;
  if (path === places.ignore || path === attributes.path) return [];
  if (before === undefined)
    return [
      {
        code: 'missing',
        file: path,
        message: `${path} is not there, but accepted notes ask for it: run "mirror context apply"`,
      },
    ];
  const region = /(?:^|\/)(?:AGENTS|MEMORY)\.md$/.test(path) ? findRegion(before) : undefined;
  if (region?.ok && !region.value)
    return [
      {
        code: 'missing',
        file: path,
        message: `${path} has no managed region, but accepted notes ask for it: run "mirror context apply"`,
      },
    ];
  const why =
    after === undefined
      ? `is no longer wanted (${change.reason})`
      : isNotePath(path)
        ? `is not what was accepted (${change.reason})`
        : 'no longer says what the accepted notes say';
  return repository.has(path)
    ? [{ code: 'stale', file: path, message: `${path} ${why}: run "mirror context apply"` }]
    : [];
}

function brokenNotes(stored: StoredNotes): ContextFinding[] {
  const unreadable = stored.unreadable.map(
    ({ path, line, message }): ContextFinding => ({
      code: 'conflict',
      file: path,
      message: `${path}:${line}: ${message}; repair the file, it counts for nothing until then`,
    }),
  );
  const empty = stored.notes
    .filter(({ note }) => note.status === 'accepted' && sentenceOf(note) === '')
    .map(
      ({ path, note }): ContextFinding => ({
        code: 'conflict',
        file: path,
        note: note.id,
        message: `${path} says nothing: write the claim below its front matter, or remove the file`,
      }),
    );
  const same = stored.doubled.filter((one) => saysElse(stored, one) === undefined);
  const doubled = same.map(
    ({ path, note }): ContextFinding => ({
      code: 'conflict',
      file: path,
      note: note.id,
      message: `${path} holds the note ${note.id} a second time: "mirror context apply" removes it`,
    }),
  );
  return [...unreadable, ...empty, ...doubled];
}

/** Conflict markers of Git in the hand-written part of a file we render into. */
function mergeConflicts(repository: RepositoryView, plan: ContextPlan): ContextFinding[] {
  return [places.index, places.memory]
    .filter((path) => conflictMarkers(repository.text(path) ?? '') && !plan.refused.some((one) => one.path === path))
    .map((file) => ({
      code: 'conflict',
      file,
      message: `${file} has merge conflict markers: resolve them, then run "mirror context apply"`,
    }));
}

/** Skills that our region of AGENTS.md names and that are gone, and parts that our skills name. */
function missingSkills(repository: RepositoryView): ContextFinding[] {
  const bytes = repository.bytes(places.index);
  const region = bytes ? findRegion(bytes) : undefined;
  const body = region?.ok ? (region.value?.body ?? '') : '';
  const named = [...body.matchAll(/`(\.agents\/skills\/[^`]+\/SKILL\.md)`/g)].map((match) => match[1] ?? '');
  const gone = (file: string, by: string): ContextFinding => ({
    code: 'missing',
    file,
    message: `${file} is gone, but ${by} names it: restore it from Git, or distill its workflow and run "mirror context apply"`,
  });
  const parts = [...managedFiles(repository)]
    .filter((path) => path.endsWith('/SKILL.md'))
    .flatMap((by) =>
      referencesNamed(repository.text(by) ?? '').map((name) => ({ by, file: `${skillFolder(by)}/${name}` })),
    );
  return [...[...new Set(named)].map((file) => ({ by: places.index as string, file })), ...parts]
    .filter(({ file }) => !repository.has(file))
    .map(({ file, by }) => gone(file, by));
}

function overBudget(repository: RepositoryView): ContextFinding[] {
  const cuts = loaderCuts(repository).map(
    ({ agent, file, bytes, cutBytes, limitBytes, fromLine }): ContextFinding => ({
      code: 'over-budget',
      file,
      message: `${file}: ${agent} drops ${cutBytes} of its ${bytes} bytes${fromLine === undefined ? '' : ` (from line ${fromLine})`}, over its limit of ${limitBytes} bytes: shorten it, or move parts to a file that loads on demand`,
    }),
  );
  const skills = repository.files.filter((path) => path.startsWith(`${places.skills}/`) && path.endsWith('/SKILL.md'));
  const tooLong = skills.flatMap((file): ContextFinding[] => {
    const problem = skillProblem(repository.text(file) ?? '', file.split('/').at(-2) ?? '');
    return problem?.includes('longer')
      ? [{ code: 'over-budget', file, message: `${file}: agents do not list it, ${problem}: shorten it` }]
      : [];
  });
  return [...cuts, ...tooLong];
}
