import type { FileChange } from '../model/context.ts';
import type { Note } from '../model/note.ts';
import type { PlanInput } from './draft.ts';
import { cleanNote, sameNote } from './noteFile.ts';
import { compare, oneEach, readNotes } from './noteStore.ts';
import { places } from './places.ts';
import { oneLine, shortened } from './plainText.ts';
import { planContext } from './plan.ts';
import { sentenceOf } from './renderedLine.ts';
import { workflowKey } from './slug.ts';
import { byValue } from './value.ts';
import { withChanges } from './withChanges.ts';

/** A change to the context of a repository that a reviewer can take or revert as one. */
export interface ContextCommit {
  readonly message: string;
  readonly changes: readonly FileChange[];
}

/** Excerpts of evidence in a message, and their length in characters. */
const evidenceShown = { notes: 3, length: 120 } as const;

/**
 * Cuts a plan into one commit a workflow, in the order of their names: each leaves the context whole, and all of them
 * together change what the plan in one would. What belongs to no workflow comes last. The private working layer is in
 * no commit.
 */
export function planCommits(input: PlanInput): ContextCommit[] {
  const stored = new Map(readNotes(input.repository).notes.map(({ note }) => [note.id, note]));
  const wanted = oneEach(input.accepted)
    .map(cleanNote)
    .filter((note) => note.layer !== 'working');
  const changed = wanted.filter((note) => {
    const known = stored.get(note.id);
    return known === undefined ? note.status === 'accepted' : !sameNote(known, note);
  });
  const names = new Map<string, string>();
  for (const name of [...changed, ...(input.processes ?? [])].map(({ workflow }) => workflow).sort(compare)) {
    const key = workflowKey(name);
    if (key !== '' && !names.has(key)) names.set(key, name);
  }
  const commits: ContextCommit[] = [];
  const taken = new Set<string>();
  let repository = input.repository;
  const step = (name: string, notes: readonly Note[], processes: PlanInput['processes']): void => {
    const planned = planContext({ ...input, repository, accepted: notes, ...(processes ? { processes } : {}) });
    const changes = planned.changes.filter(({ path }) => !isPrivate(path));
    if (changes.length === 0) return;
    const own = changed.filter((note) => workflowKey(note.workflow) === workflowKey(name));
    commits.push({ message: commitMessage(name, own), changes });
    repository = withChanges(repository, changes);
  };
  for (const [key, name] of [...names].sort(([a], [b]) => compare(a, b))) {
    taken.add(key);
    const notes = wanted.flatMap((note) => {
      if (taken.has(workflowKey(note.workflow)) || !changed.includes(note)) return [note];
      return stored.get(note.id) ?? [];
    });
    const processes = input.processes?.filter((one) => taken.has(workflowKey(one.workflow)));
    step(name, notes, processes);
  }
  step('', wanted, input.processes);
  return commits;
}

function isPrivate(path: string): boolean {
  return path === places.working || path.startsWith(`${places.workingNotes}/`);
}

/** What a reviewer reads: the notes by what became of them, each with who and what shows it. */
export function commitMessage(workflow: string, notes: readonly Note[]): string {
  const subject = workflow === '' ? 'Context from recorded work' : `Context for "${oneLine(workflow)}"`;
  const accepted = notes.filter((note) => note.status === 'accepted').sort(byValue);
  const gone = notes.filter((note) => note.status !== 'accepted').sort(byValue);
  const parts = [
    ...(accepted.length > 0 ? ['', 'Notes:', ...accepted.flatMap(noteLines)] : []),
    ...(gone.length > 0 ? ['', 'No longer:', ...gone.map((note) => `- ${sentenceOf(note)} (${note.status})`)] : []),
    ...(notes.length === 0 ? ['', 'The context files say again what the accepted notes say.'] : []),
  ];
  return [shortened(subject, 72), ...parts].join('\n');
}

function noteLines(note: Note): string[] {
  const { n, of } = note.support;
  const last = note.recordedOn === undefined ? '' : `, last ${note.recordedOn}`;
  const owner = note.owner === undefined ? 'no owner' : `owner ${note.owner}`;
  const evidence = note.evidence.slice(0, evidenceShown.notes).map(({ recording, from, to, excerpt }) => {
    const events = from === to ? `event ${from}` : `events ${from}-${to}`;
    const said = shortened(oneLine(excerpt), evidenceShown.length);
    return `  evidence: ${oneLine(recording)}, ${events}${said === '' ? '' : `: ${said}`}`;
  });
  return [
    `- ${sentenceOf(note)}`,
    `  ${note.id} (${note.kind}), seen in ${n} of ${of} recording${of === 1 ? '' : 's'}${last}, ${owner}`,
    ...evidence,
  ];
}
