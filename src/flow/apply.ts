import { planCommits } from '../context/commits.ts';
import type { PlanInput } from '../context/draft.ts';
import type { HandEdit } from '../context/handEdits.ts';
import { mergeAccepted, seenAgain } from '../context/noteStore.ts';
import { type ContextPlan, planContext } from '../context/plan.ts';
import { viewAtHead } from '../host/atHead.ts';
import type { DecisionStore } from '../host/decisions.ts';
import { commitOnBranch, hasGithubCli } from '../host/gitBranch.ts';
import { writeChanges } from '../host/writeFiles.ts';
import type { FileChange } from '../model/context.ts';
import type { Note } from '../model/note.ts';
import type { RepositoryView } from '../model/repository.ts';
import type { NoteView } from '../views/state.ts';
import type { GateOut } from './gates.ts';
import type { Knowledge } from './knowledge.ts';
import { evidenceOf } from './noteEvidence.ts';
import type { Folder, MirrorPorts } from './ports.ts';
import { acceptedNotes } from './reviewedNotes.ts';

export type ApplyTo = 'tree' | 'branch';

/** What a person decided about lines they had edited where Mirror renders. */
interface Settled {
  readonly notes: readonly Note[];
  readonly paths: readonly string[];
}

/**
 * Plans the context files from the accepted notes, shows the change as a diff, and writes it when the person agrees.
 * Gives whether something was written. Nothing is written before: closing the question leaves every byte as it was.
 * The question is a notification, which a long read outlives: `confirmed` is the same answer, given at the diff.
 */
export async function applyNotes(
  ports: MirrorPorts,
  folder: Folder,
  knowledge: Knowledge,
  decisions: DecisionStore,
  gate: GateOut,
  to: ApplyTo,
  confirmed: Promise<ApplyTo>,
): Promise<boolean> {
  const { prompts, stage, words } = ports;
  const accepted = renewed(knowledge);
  const view = to === 'branch' ? await atHead(folder, knowledge) : knowledge.repository;
  const first = planContext(planInput(knowledge, accepted, gate, nothingSettled, view));
  const settled = await settleHandEdits(ports, decisions, accepted, first.handEdits);
  if (!settled) return false;
  const input = planInput(knowledge, accepted, gate, settled, view);
  const final = settled.paths.length > 0 ? planContext(input) : first;

  for (const { message } of [...final.refused, ...final.heldBack]) void prompts.warn(sentence(message));
  if (final.changes.length === 0) {
    if (final.refused.length + final.heldBack.length === 0) {
      if (accepted.length === 0)
        prompts.fail(words.t('No note is accepted yet. Accept one in the Notes view first.'), 'reviewNotes');
      else void prompts.offer(words.t('The context files say it already: nothing to apply.'));
    }
    return false;
  }
  const count = final.changes.length;
  const title = words.t('Mirror: Apply Accepted Notes');
  await stage.showChanges(title, inReadingOrder(final.changes));
  const apply = words.t('Apply');
  const onBranch = words.t('Apply on a Branch');
  const question = count === 1 ? words.t('Write this file?') : words.t('Write these {0} files?', count);
  const buttons = to === 'tree' ? [apply, onBranch] : [onBranch];
  const asked = prompts
    .offer(question, ...buttons)
    .then((answer): ApplyTo | undefined => (answer === undefined ? undefined : answer === apply ? 'tree' : 'branch'));
  const answer = await Promise.race([asked, confirmed]);
  if (answer === undefined) return false;
  // Who asked for a branch means it, whichever mark above the diff they press.
  const where = to === 'branch' ? to : answer;
  if (where === 'tree') return writeToTree(ports, folder, final);
  const committed = to === 'branch' ? view : await atHead(folder, knowledge);
  return writeToBranch(ports, folder, { ...input, repository: committed });
}

/** What is known about a note, beside what the context files would be with it and without it. Writes nothing. */
export async function previewNote(
  ports: MirrorPorts,
  knowledge: Knowledge,
  gate: GateOut,
  view: NoteView,
): Promise<void> {
  const others = acceptedNotes(knowledge.stored, knowledge.decisions).filter(({ id }) => id !== view.note.id);
  const planned = (note: Note) =>
    planContext(planInput(knowledge, others, gate, { notes: [note], paths: [] }, knowledge.repository)).changes;
  // A newer wording is held against the one that stands here.
  const older = knowledge.stored.notes.find(({ note }) => note.id === view.note.id)?.note;
  const without = planned(view.organization?.kind === 'update' && older ? older : { ...view.note, status: 'declined' });
  const changes = planned({ ...view.note, status: 'accepted' });
  await ports.stage.openNote(
    ports.words.t('What this note changes'),
    evidenceOf(view, knowledge),
    inReadingOrder(differing(without, changes, knowledge.repository)),
  );
}

/** From the files as one plan leaves them to the files as another does; what both leave alike is left out. */
function differing(
  from: readonly FileChange[],
  to: readonly FileChange[],
  repository: Knowledge['repository'],
): FileChange[] {
  const paths = [...new Set([...from, ...to].map(({ path }) => path))];
  return paths.flatMap((path): FileChange[] => {
    const side = (changes: readonly FileChange[]) => {
      const change = changes.find((each) => each.path === path);
      return change ? change.after : repository.bytes(path);
    };
    const [before, after] = [side(from), side(to)];
    if (before === after || (before && after && Buffer.compare(before, after) === 0)) return [];
    const reason = [...to, ...from].find((each) => each.path === path)?.reason ?? '';
    return [{ path, ...(before ? { before } : {}), ...(after ? { after } : {}), reason }];
  });
}

const nothingSettled: Settled = { notes: [], paths: [] };

/** What was accepted, with the evidence of newer recordings that show it again. */
function renewed({ stored, decisions, distilled }: Knowledge): Note[] {
  const accepted = acceptedNotes(stored, decisions);
  const proposed = [...distilled.values()].flatMap(({ notes }) => notes);
  return mergeAccepted(accepted, [], seenAgain(accepted, proposed));
}

function planInput(
  knowledge: Knowledge,
  accepted: readonly Note[],
  gate: GateOut,
  settled: Settled,
  repository: RepositoryView,
): PlanInput {
  return {
    repository,
    accepted: mergeAccepted(accepted, [], settled.notes),
    processes: [...knowledge.distilled.values()],
    gate: gate.check,
    decided: settled.paths,
  };
}

/** The repository a branch starts from: what is not committed yet stays out of its commits. */
async function atHead(folder: Folder, { repository }: Knowledge): Promise<RepositoryView> {
  return (await viewAtHead(folder.path, repository)) ?? repository;
}

/** What agents always load first, the notes it is rendered from last. */
function inReadingOrder(changes: readonly FileChange[]): FileChange[] {
  const rank = ({ path }: FileChange) =>
    ['AGENTS.md', 'MEMORY.md'].includes(path) ? 0 : path.startsWith('.mirror/') ? 2 : 1;
  return [...changes].sort((a, b) => rank(a) - rank(b));
}

async function writeToTree(ports: MirrorPorts, folder: Folder, { changes }: ContextPlan): Promise<boolean> {
  const written = await writeChanges(folder.path, changes);
  if (!written.ok) {
    ports.prompts.fail(sentence(written.error.message));
    return false;
  }
  const [only] = changes;
  void ports.prompts.offer(
    changes.length === 1 && only
      ? ports.words.t('Wrote {0}. Commit it like code.', only.path)
      : ports.words.t('Wrote {0} files. Commit them like code.', changes.length),
  );
  return true;
}

/** One commit a workflow on a branch of their own. Pushing is the person's: the command is typed for them, not run. */
async function writeToBranch(ports: MirrorPorts, folder: Folder, input: PlanInput): Promise<boolean> {
  const { prompts, stage, words } = ports;
  const commits = planCommits(input);
  const workflows = new Set(input.accepted.map(({ workflow }) => workflow).filter((name) => name !== ''));
  const written = await commitOnBranch(
    folder.path,
    commits,
    workflows.size === 1 ? ([...workflows][0] ?? '') : 'notes',
  );
  if (!written.ok) {
    prompts.fail(sentence(written.error.message));
    return false;
  }
  const { branch, remote } = written.value;
  void offerPush(branch, remote);
  return true;

  async function offerPush(name: string, to: string | undefined): Promise<void> {
    const pull = words.t('Push and Open a Pull Request…');
    const push = words.t('Push…');
    const buttons = to === undefined ? [] : (await hasGithubCli()) ? [pull, push] : [push];
    const answer = await prompts.offer(
      words.t('Committed to the branch {0}. Your working tree is as it was; push the branch when you like.', name),
      ...buttons,
    );
    if (answer === undefined) return;
    const command = `git push -u ${to} ${name}`;
    await stage.typeInTerminal(answer === pull ? `${command} && gh pr create --head ${name} --fill` : command);
  }
}

/**
 * Asks, file by file, what to do with lines edited where Mirror renders: an edit becomes the note's new words, or is
 * replaced by the note. Undefined: the person left, and nothing is to be written.
 */
async function settleHandEdits(
  ports: MirrorPorts,
  decisions: DecisionStore,
  accepted: readonly Note[],
  handEdits: readonly HandEdit[],
): Promise<Settled | undefined> {
  const { prompts, stage, words } = ports;
  const notes: Note[] = [];
  const paths: string[] = [];
  for (const edit of handEdits) {
    await stage.openFile(edit.path);
    const accept = words.t('Accept as Note Edits');
    const restore = words.t('Restore What Was Rendered');
    const offered = edit.edits.length > 0 ? [accept, restore] : [restore];
    const answer = await prompts.warn(sentence(edit.message), ...offered);
    if (answer === undefined) return undefined;
    paths.push(edit.path);
    if (answer === accept) notes.push(...editedNotes(edit, accepted));
  }
  await decisions.update((all) => {
    for (const note of notes) all.notes[note.id] = { note };
  });
  return { notes, paths };
}

/** The notes with the words that were written by hand; a line that is gone declines its note. */
function editedNotes(edit: HandEdit, accepted: readonly Note[]): Note[] {
  return edit.edits.flatMap((each): Note[] => {
    if (each.kind === 'added') return [noteOfLine(each.text, accepted)];
    const note = accepted.find(({ id }) => id === each.note);
    if (!note) return [];
    return [
      each.kind === 'changed' ? { ...note, text: each.text, action: each.text } : { ...note, status: 'declined' },
    ];
  });
}

/** A line that a person wrote among ours becomes a note of its own. */
function noteOfLine(text: string, accepted: readonly Note[]): Note {
  const slug = text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 60);
  return {
    id: `written-${slug}`,
    kind: 'decision',
    workflow: accepted[0]?.workflow ?? '',
    layer: 'project',
    trigger: '',
    action: text,
    text,
    evidence: [],
    support: { n: 1, of: 1 },
    status: 'accepted',
  };
}

/** Messages of the rooms begin in lower case and end without a stop, so that they can stand in a list. */
export function sentence(message: string): string {
  const whole = `${message.charAt(0).toUpperCase()}${message.slice(1)}`;
  return /[.!?]$/.test(whole) ? whole : `${whole}.`;
}
