import type { Command } from 'commander';
import { contextChart } from '../../context/chart.ts';
import { checkContext } from '../../context/check.ts';
import type { PlanInput } from '../../context/draft.ts';
import { freshUpdates } from '../../context/freshness.ts';
import {
  mergeAccepted,
  readNotes,
  type StoredNote,
  type StoredNotes,
  seenAgain,
  type UnreadableNote,
} from '../../context/noteStore.ts';
import { type ContextPlan, planContext } from '../../context/plan.ts';
import { unifiedDiff } from '../../context/unifiedDiff.ts';
import { writeChanges } from '../../host/writeFiles.ts';
import type { ChartRow, FileChange } from '../../model/context.ts';
import type { Note } from '../../model/note.ts';
import type { RepositoryView } from '../../model/repository.ts';
import { err, type Failure, ok, type Result } from '../../model/result.ts';
import { count, oneLine } from '../distilledText.ts';
import { createWritingGate } from '../gates.ts';
import { type Ran, type Run, type Streams, say } from '../outcome.ts';
import { openRoot, type Study, studyAll } from '../study.ts';

interface Options {
  readonly recording?: string[];
  readonly root?: string;
  readonly workflow?: string;
  readonly accept?: string[];
  readonly update?: boolean;
}

interface Desk {
  readonly stored: StoredNotes;
  readonly repository: RepositoryView & { readonly root: string };
  readonly input: PlanInput;
}

export function addContext(program: Command, run: Run, streams: Streams): void {
  const context = program.command('context').description('render accepted notes into context files');
  const verb = (name: string, description: string, act: (desk: Desk) => Promise<Ran>): void => {
    context
      .command(name)
      .description(description)
      .option('--recording <file...>', 'recordings whose notes and procedures count; repeat it, or name several')
      .option('--root <dir>', 'the repository (default: the current folder)')
      .option('--workflow <name>', 'only this workflow')
      .option('--accept <ids...>', '"all", or ids of proposed notes, with commas; beside those accepted on disk')
      .option('--update', 'take over the new names of what notes need and what was evidently renamed')
      .option('--json', 'print one JSON document')
      .action((options: Options) =>
        run(async () => {
          const desk = await openDesk(options, name !== 'check', streams);
          if (!desk.ok) return desk;
          // A check finds them itself.
          if (name !== 'check') for (const note of desk.value.stored.unreadable) say(streams, unreadableText(note));
          return act(desk.value);
        }),
      );
  };
  verb('plan', 'print what applying would change as a unified diff; write nothing', async ({ input }) => plan(input));
  verb('apply', 'write the context files', apply);
  verb(
    'chart',
    'what one needs to know, where it stands, who owns it, how agents load it, when it was last seen',
    chart,
  );
  verb('check', 'exit 1 if context is stale, over a limit or edited inside a managed region', async (desk) =>
    check(desk),
  );
}

/** `renews`: newer evidence for accepted notes is taken in. A check is about what is on disk. */
async function openDesk(options: Options, renews: boolean, streams: Streams): Promise<Result<Desk, Failure>> {
  const repository = await openRoot(options.root);
  if (!repository.ok) return repository;
  const files = options.recording ?? [];
  const question = { files, repository: repository.value, workflow: options.workflow };
  const studies: Result<readonly Study[], Failure> = files.length === 0 ? ok([]) : await studyAll(question, streams);
  if (!studies.ok) return studies;
  const read = readNotes(repository.value);
  const onDisk = read.notes;
  const stored = onDisk.map(({ note }) => note);
  const proposed = studies.value.flatMap(({ distilled }) => distilled.notes);
  const named = namedNotes(options.accept ?? [], proposed, stored);
  if (!named.ok) return named;
  const again = mergeAccepted(stored, named.value, renews ? seenAgain(stored, proposed) : []);
  const known = new Map(again.map((note) => [note.id, note]));
  const current = onDisk.map((one) => ({ ...one, note: known.get(one.note.id) ?? one.note }));
  const updates = options.update === true ? freshUpdates(repository.value, current.filter(isAccepted)) : [];
  const input: PlanInput = {
    repository: repository.value,
    accepted: mergeAccepted(
      again,
      [],
      updates.map(({ note }) => note),
    ),
    processes: studies.value.map(({ distilled }) => distilled),
    gate: await createWritingGate(repository.value.root),
  };
  return ok({ repository: repository.value, stored: read, input });
}

function unreadableText({ path, line, message }: UnreadableNote): string {
  return `${path}:${line}: ${message}; the note counts for nothing until its file is repaired`;
}

function isAccepted({ note }: StoredNote): boolean {
  return note.status === 'accepted';
}

/** The notes that `--accept` names. `all` leaves out what a person declined. */
function namedNotes(
  accept: readonly string[],
  proposed: readonly Note[],
  stored: readonly Note[],
): Result<readonly Note[], Failure> {
  const ids = accept
    .flatMap((list) => list.split(','))
    .map((id) => id.trim())
    .filter((id) => id !== '');
  const declined = new Set(
    stored.filter(({ status }) => status === 'declined' || status === 'superseded').map(({ id }) => id),
  );
  if (ids.includes('all')) {
    return ok(
      proposed.filter(({ id, status }) => (status === 'proposed' || status === 'accepted') && !declined.has(id)),
    );
  }
  const known = new Map([...stored, ...proposed].map((note) => [note.id, note]));
  const unknown = ids.filter((id) => !known.has(id));
  if (unknown.length > 0) {
    return err({
      code: 'no-such-note',
      message: `no note has the id ${unknown.join(', ')}; "mirror distill" lists the proposed ones`,
    });
  }
  return ok(ids.flatMap((id) => known.get(id) ?? []));
}

interface Conflict {
  readonly file: string;
  readonly code: string;
  readonly message: string;
}

function conflictsOf({ handEdits, refused, heldBack }: ContextPlan): Conflict[] {
  return [
    ...handEdits.map(({ path, message }) => ({ file: path, code: 'hand-edited', message })),
    ...refused.map(({ path, code, message }) => ({ file: path, code, message })),
    ...heldBack.map(({ path, message }) => ({ file: path, code: 'held-back', message })),
  ];
}

function actionOf({ before, after }: FileChange): 'create' | 'update' | 'delete' {
  if (before === undefined) return 'create';
  return after === undefined ? 'delete' : 'update';
}

function planDocument(planned: ContextPlan) {
  const changes = planned.changes.map((change) => ({
    path: change.path,
    action: actionOf(change),
    reason: change.reason,
  }));
  return { diff: unifiedDiff(planned.changes), changes, conflicts: conflictsOf(planned) };
}

/** The text is the diff alone, so that it can be piped into `git apply`. */
function plan(input: PlanInput): Ran {
  const document = planDocument(planContext(input));
  const nothing = document.changes.length === 0 && document.conflicts.length === 0 ? ['nothing to change'] : [];
  const remarks = [...document.conflicts.map(({ message }) => oneLine(message)), ...nothing];
  return ok({ document, text: document.diff, remarks });
}

async function apply({ repository, input }: Desk): Promise<Ran> {
  const planned = planContext(input);
  const document = planDocument(planned);
  const [first] = document.conflicts;
  if (first) {
    const more = document.conflicts.length > 1 ? ` (and ${count(document.conflicts.length - 1, 'more conflict')})` : '';
    return err({ code: first.code, message: `nothing was written: ${first.message}${more}` });
  }
  const written = await writeChanges(repository.root, planned.changes);
  if (!written.ok) return err({ code: written.error.code, message: written.error.message });
  const lines = document.changes.map(({ path, action, reason }) => `${action.padEnd(6)} ${path}  (${reason})`);
  return ok({
    document: { ...document, written: written.value },
    text: lines.length === 0 ? 'nothing to change' : lines.join('\n'),
  });
}

function check({ input, stored }: Desk): Ran {
  const document = checkContext({ ...input, stored });
  const text = document.findings.map(({ code, file, message }) => `${file}: ${code}: ${oneLine(message)}`);
  return ok({
    document,
    text: document.ok ? 'context is in order' : text.join('\n'),
    exitCode: document.ok ? 0 : 1,
  });
}

async function chart({ repository, input }: Desk): Promise<Ran> {
  const document = contextChart({ repository, notes: input.accepted });
  const text = document.rows.map(chartLine).join('\n');
  return ok({ document, text: text === '' ? 'no context is there, and no note is accepted' : text });
}

function chartLine({ need, file, line, owner, when, agents, lastVerified, status }: ChartRow): string {
  const by = agents.length === 0 ? '' : ` by ${agents.map(({ agent }) => agent).join(', ')}`;
  const at = lastVerified?.commit === undefined ? '' : ` at ${lastVerified.commit.slice(0, 12)}`;
  const seen = lastVerified ? `last seen ${lastVerified.recordedOn ?? 'on an unknown day'}${at}` : 'never verified';
  const place = line === undefined ? file : `${file}:${line}`;
  return `${place}: ${oneLine(need)} | ${owner ?? 'no owner'} | ${when}${by} | ${seen} | ${status}`;
}
