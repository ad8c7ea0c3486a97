import { stat } from 'node:fs/promises';
import type { CatalogRecording } from '../journal/catalog.ts';
import { keepsAfterRemoval } from '../journal/removal.ts';
import { type Rewriting, type Rewritten, rewriteRecording } from '../journal/rewrite.ts';
import type { ReadingChoices } from '../model/choices.ts';
import type { ReviewChange, ReviewSubject } from '../views/reviewSubject.ts';
import { sentence } from './apply.ts';
import { offerNoteFiles } from './noteFiles.ts';
import type { MirrorPorts } from './ports.ts';
import { isRestorable, redactText, restoreValue } from './redaction.ts';
import type { ReviewDesk, Rewrite } from './reviewDesk.ts';
import { movedChoices, withMovedEvidence } from './rewrittenDecisions.ts';

/** The recording of this id as a person looks it over; undefined where there is none that can be read. */
export async function reviewSubject(desk: ReviewDesk, id: string): Promise<ReviewSubject | undefined> {
  const entry = await entryOf(desk, id);
  const recording = entry && (await desk.library.recording(id));
  if (!entry || !recording) return undefined;
  const knowledge = desk.known();
  const distilled = knowledge?.distilled.get(entry.workflow);
  // What is known was computed from the file as it was: its numbers mean something else once it was written anew.
  const current = knowledge?.recordings.get(id) === recording ? distilled : undefined;
  const gate = desk.gates.of(id);
  return {
    recording,
    steps: current?.walkthroughs.find((each) => each.recording === recording.header.id)?.steps ?? [],
    dropped: current?.droppedActions.filter((each) => each.recording === recording.header.id) ?? [],
    choices: (await desk.choices.read())[recording.header.id] ?? {
      kept: [],
      leftOut: [],
      cuts: [],
      joins: [],
      titles: [],
    },
    live: entry.state === 'recording-here' ? 'here' : entry.state === 'recording-elsewhere' ? 'elsewhere' : 'no',
    revision: await revisionOf(entry),
    hiddenBy(placeholder) {
      const hidden = gate?.hidden(placeholder);
      return hidden && { rule: hidden.rule, restorable: isRestorable(placeholder, hidden.rule) };
    },
  };
}

/**
 * Does what a person wants changed about a recording. `revision` is the one they saw: numbers of another would name
 * other events. Gives whether something changed, so that all that follows from it is computed anew.
 */
export async function changeRecording(
  ports: MirrorPorts,
  desk: ReviewDesk,
  id: string,
  change: ReviewChange,
  revision: string,
): Promise<boolean> {
  const { prompts, words } = ports;
  const entry = await entryOf(desk, id);
  const recording = entry && (await desk.library.recording(id));
  if (!entry || !recording) {
    prompts.fail(words.t('This recording is no longer there.'));
    return false;
  }
  if ((await revisionOf(entry)) !== revision) {
    void prompts.warn(words.t('The recording was rewritten meanwhile. Look at it again, then repeat what you wanted.'));
    return true;
  }
  const rewrite = rewriteOf(ports, desk, entry);
  switch (change.kind) {
    case 'redact':
      return redactText(ports, desk, rewrite, (each) => rewriteOf(ports, desk, each), change.text);
    case 'restore':
      return restoreValue(ports, desk, rewrite, change.placeholder);
    case 'remove':
      return removeEvents(ports, desk, rewrite, recording.header.id, change.seqs);
    case 'rename': {
      const title = await prompts.sentence(words.t('Rename Step'), words.t('What this step does'), change.title);
      const clean = title === undefined ? '' : (await desk.gates.again(id, entry.path)).text(title);
      if (clean === '') return false;
      await desk.choices.update(recording.header.id, (choices) => chosen(choices, { ...change, title: clean }));
      return true;
    }
    default:
      await desk.choices.update(recording.header.id, (choices) => chosen(choices, change));
      return true;
  }
}

async function entryOf(desk: ReviewDesk, id: string): Promise<CatalogRecording | undefined> {
  return (await desk.catalog.view()).recordings.find((each) => each.id === id);
}

/** A file that is written anew is another file; one that grows is the same. */
async function revisionOf({ path }: CatalogRecording): Promise<string> {
  const { ino, birthtimeMs } = await stat(path);
  return `${ino}:${birthtimeMs}`;
}

type ReadingChange = Exclude<ReviewChange, { kind: 'redact' | 'restore' | 'remove' }>;

/** The choices with one more; the last one about an action counts. */
function chosen(choices: ReadingChoices, change: ReadingChange): ReadingChoices {
  const without = (seqs: readonly number[], gone: readonly number[]) => seqs.filter((seq) => !gone.includes(seq));
  const withAll = (seqs: readonly number[], more: readonly number[]) => [...new Set([...seqs, ...more])];
  switch (change.kind) {
    case 'keep':
      return {
        ...choices,
        // What only a choice had left out comes back by itself.
        kept: withAll(choices.kept, without(change.seqs, choices.leftOut)),
        leftOut: without(choices.leftOut, change.seqs),
      };
    case 'leaveOut':
      return {
        ...choices,
        kept: without(choices.kept, change.seqs),
        leftOut: withAll(choices.leftOut, without(change.seqs, choices.kept)),
      };
    case 'rename':
      return {
        ...choices,
        titles: [...choices.titles.filter(({ seq }) => seq !== change.seq), { seq: change.seq, title: change.title }],
      };
    case 'join':
      return {
        ...choices,
        cuts: without(choices.cuts, [change.seq]),
        joins: withAll(choices.joins, [change.seq]),
        titles: choices.titles.filter(({ seq }) => seq !== change.seq),
      };
    case 'cut':
      return {
        ...choices,
        cuts: withAll(choices.cuts, [change.seq]),
        joins: without(choices.joins, [change.seq]),
      };
  }
}

function rewriteOf(ports: MirrorPorts, desk: ReviewDesk, entry: CatalogRecording): Rewrite {
  const { prompts, words } = ports;
  const run = async (rewriting: Rewriting): Promise<Rewritten | undefined> => {
    if (entry.state === 'recording-elsewhere') {
      prompts.fail(words.t('Another window records it now. Stop it there first.'));
      return undefined;
    }
    const journal = await desk.control.journal(entry.id);
    const done = journal ? await journal.rewrite(rewriting) : await rewriteRecording(entry.path, rewriting);
    if (done.ok) return done.value;
    prompts.fail(
      done.error.code === 'locked'
        ? words.t('The recording is being written. Stop it first, or use Discard Last Minutes.')
        : sentence(done.error.message),
    );
    return undefined;
  };
  return Object.assign(run, { entry });
}

/** Removes events for good, when the person confirms: their bytes leave the file, and what pointed at them is mended. */
async function removeEvents(
  ports: MirrorPorts,
  desk: ReviewDesk,
  rewrite: Rewrite,
  recording: string,
  seqs: readonly number[],
): Promise<boolean> {
  const { prompts, words } = ports;
  const { entry } = rewrite;
  const question =
    seqs.length === 1
      ? words.t('Remove this event for good?')
      : words.t('Remove these {0} events for good?', seqs.length);
  const detail = words.t(
    'A mistake of yours, say: what it holds leaves the recording of "{0}" on this machine and cannot be brought back. Steps, notes and gaps are computed anew.',
    entry.workflow,
  );
  if (!(await prompts.confirm(question, detail, words.t('Remove for Good')))) return false;
  const keeps = keepsAfterRemoval(new Set(seqs));
  const done = await rewrite({ event: (event) => (keeps(event) ? event : undefined) });
  if (!done) return false;
  const moved = { recording, renumbered: done.renumbered };
  await desk.choices.update(recording, (choices) => movedChoices(choices, done.renumbered));
  await desk.decisions.update((all) => void Object.assign(all, withMovedEvidence(all, moved)));
  ports.stage.refreshRecording(entry.id);
  const said =
    done.removed === 1
      ? words.t('1 event is gone from the recording.')
      : words.t('{0} events are gone from the recording.', done.removed);
  await offerNoteFiles(ports, desk.folder, entry.workflow, said, (note) => withMovedEvidence(note, moved));
  return true;
}
