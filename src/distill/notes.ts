import { remember } from '../model/remember.ts';
import { type Claim, excerpt, listed, parametersIn } from './claim.ts';
import { contentOf } from './editContent.ts';
import { noteId } from './ids.ts';
import { collect, type Pace } from './pace.ts';
import type { Place } from './places.ts';
import { untold } from './remarks.ts';
import type { ReadRun } from './run.ts';
import { sayable } from './sayable.ts';
import type { Role } from './shell/knowledge.ts';
import { commandCode } from './titles.ts';
import { type WorkflowView, workflowKey } from './view.ts';

/** Steps named in the sentence of a procedure; the process holds them all. */
const mostSteps = 24;

export function runsOf(view: WorkflowView, ids: readonly string[]): ReadRun[] {
  return view.runs.filter((run) => ids.includes(run.id));
}

/** Where a place was seen, one pointer a recording. */
export function seen(place: Place): { recording: string; from: number; to: number; excerpt: string }[] {
  return place.runs.flatMap((recording, index) => {
    const atom = place.atoms[index];
    return atom ? [{ recording, from: atom.seq, to: atom.seq, excerpt: excerpt(atom.line ?? atom.title) }] : [];
  });
}

/** As the earliest recording has it: later ones leave it alone. */
export function identityOf(place: Place): string {
  return (place.atoms[0] ?? place.atom).identity();
}

/** How the workflow goes, in one note. Its id depends on the workflow's name alone: it grows with the recordings. */
export async function procedureOf(view: WorkflowView, lessons: readonly Claim[], pace: Pace): Promise<Claim[]> {
  const byId = new Map(view.runs.map((run) => [run.id, run]));
  const putIn = remember((place: Place) => contentOf(place, byId));
  const reason = await reasons(view, putIn, pace);
  const ranAt = doneAt(byId, putIn);
  // What an edit put in is held against what each other recording did there.
  const units = ({ runs }: Place) => 5 + 5 * runs.length;
  const told = await collect(view.merged.spine, pace, units, (place) => [
    { title: place.title, ran: ranAt(place), text: reason(place) },
  ]);
  const steps = await collapse(told, pace);
  if (steps.length === 0) return [];
  const shown = steps.slice(0, mostSteps).map((title, index) => `${index + 1}. ${title}`);
  const rest = steps.length - shown.length;
  const list = `${shown.join('; ')}${rest > 0 ? `; and ${rest} more steps` : ''}`;
  const remarks = await untold(view, `${steps.join('\n')}\n${lessons.map(({ text }) => text).join('\n')}`, pace);
  const narrated = view.runs
    .flatMap((run) => {
      const narration = run.segments.find((segment) => segment.narration !== undefined)?.narration;
      return narration === undefined ? [] : [run.generalize(narration)];
    })
    .slice(0, 1);
  return [
    {
      id: noteId('procedure', view.workflow, [workflowKey(view.workflow)]),
      kind: 'procedure',
      trigger: view.workflow,
      action: list,
      text: `${view.workflow}: ${list}.${remarks}`,
      parameters: parametersIn(list, remarks),
      evidence: view.runs.flatMap((run) => spanOf(run, narrated[0])),
      runs: view.runs,
      weight: 20,
    },
  ];
}

function spanOf(run: ReadRun, narration: string | undefined) {
  const from = run.segments[0]?.step.from;
  const to = run.segments.at(-1)?.step.to;
  if (from === undefined || to === undefined) return [];
  return [
    {
      recording: run.id,
      from: Math.min(from, to),
      to: Math.max(from, to),
      excerpt: excerpt(narration ?? run.segments.map((segment) => segment.step.title).join('; ')),
    },
  ];
}

/** A step of the procedure, and what was done for it: ten percent and then fifty is no round gone twice. */
interface Told {
  readonly title: string;
  readonly ran: string;
  readonly text: string;
}

/** What the earliest recording ran or put in at a place; a commit is one whatever was written of it. */
function doneAt(runs: ReadonlyMap<string, ReadRun>, putIn: (place: Place) => string): (place: Place) => string {
  return (place) => {
    const action = runs.get(place.runs[0] ?? '')?.actions[place.atoms[0]?.index ?? -1];
    if (action?.kind !== 'command') return `${place.title}${putIn(place)}`;
    return action.reading.main.role === 'commit' ? place.title : action.reading.line;
  };
}

/** Steps of a round that is told once, however often it was gone. */
const longestRound = 5;

/** The same step twice in a row says nothing new, nor do the same few: commit, tag and push until it went through. */
async function collapse(steps: readonly Told[], pace: Pace): Promise<string[]> {
  let kept = steps;
  for (let size = 1; size <= longestRound; size++) {
    const once: Told[] = [];
    for (const step of kept) {
      const turn = pace(0.1);
      if (turn) await turn;
      once.push(step);
      const at = once.length - 2 * size;
      if (at < 0 || !isRoundAgain(once, at, size)) continue;
      const again = once.splice(at + size);
      // What was said the second time is told with the first.
      for (const [index, step] of again.entries())
        if (size > 1 && once[at + index]?.text === step.title) once[at + index] = step;
    }
    kept = once;
  }
  return kept.map(({ text }) => text);
}

/** The steps from `at` on are done once more right after. */
function isRoundAgain(steps: readonly Told[], at: number, size: number): boolean {
  for (let index = at; index < at + size; index++) {
    const [first, second] = [steps[index], steps[index + size]];
    const isSame =
      size === 1 ? first?.text === second?.text : first?.title === second?.title && first?.ran === second?.ran;
    if (!isSame) return false;
  }
  return true;
}

/** A step's title, and beside it what the person said when it began. */
async function reasons(
  view: WorkflowView,
  putIn: (place: Place) => string,
  pace: Pace,
): Promise<(place: Place) => string> {
  const said = new Map<string, string>();
  for (const run of view.runs) {
    const told = new Map(
      run.segments.flatMap((one) => (one.narration === undefined ? [] : [[one.indices[0], one.narration] as const])),
    );
    for (const atom of view.atoms.get(run.id) ?? []) {
      const turn = pace(0.5);
      if (turn) await turn;
      const narration = told.get(atom.index);
      if (narration === undefined || said.has(atom.key)) continue;
      told.delete(atom.index);
      const plain = sayable(narration);
      if (plain !== '') said.set(atom.key, run.generalize(plain));
    }
  }
  return (place) => {
    const narration = said.get(place.key);
    const title = `${place.title}${putIn(place)}`;
    return narration === undefined ? title : `${title} (“${narration}”)`;
  };
}

const risky: ReadonlySet<Role | undefined> = new Set<Role | undefined>([
  'deploy',
  'release',
  'migrate',
  'rollback',
  'push',
  'serve',
]);

/** A check that follows a change of the world: what it proves is not to be read anywhere. */
export async function verificationClaims(view: WorkflowView, pace: Pace): Promise<Claim[]> {
  const found: { readonly change: Place; readonly check: Place }[] = [];
  let changes: Place[] = [];
  let checks = 0;
  for (const place of view.merged.spine) {
    const turn = pace(2);
    if (turn) await turn;
    const isCheck = place.atom.role === 'verify' || place.atom.role === 'probe';
    if (risky.has(place.atom.role) && !/ version$/.test(place.atom.line ?? ''))
      changes = [...changes.slice(-mostChanges), place];
    else if (!isCheck) changes = [];
    if (!isCheck) checks = 0;
    const change = checkedBy(place, changes);
    if (!isCheck || !change || !comesAfter(place, change) || ++checks > 2) continue;
    found.push({ change, check: place });
  }
  // Asking for a state says less than the check of the same program that waits for it.
  const checksOf = new Map<Place, Place[]>();
  for (const { change, check } of found) checksOf.set(change, [...(checksOf.get(change) ?? []), check]);
  return collect([...checksOf], pace, 5, ([change, all]) => {
    const verifying = new Set(all.filter(({ atom }) => atom.role === 'verify').map(programOf));
    const checks = all.filter((check) => check.atom.role === 'verify' || !verifying.has(programOf(check)));
    return checks.length > 0 ? [verificationOf(view, change, checks)] : [];
  });
}

/** In more than half of the recordings that do both the check comes after the change, as it does in the merged order. */
function comesAfter(check: Place, change: Place): boolean {
  const both = check.runs.flatMap((id, index) => {
    const at = change.runs.indexOf(id);
    return at < 0 ? [] : [(check.atoms[index]?.index ?? 0) > (change.atoms[at]?.index ?? 0)];
  });
  return both.length < 2 || both.filter(Boolean).length * 2 > both.length;
}

/** One note for all that a change is checked by; the first check gives the id. */
function verificationOf(view: WorkflowView, change: Place, checks: readonly Place[]): Claim {
  const lines = listed(checks.map((check) => commandCode(check.atom.line ?? check.title)));
  const what = commandCode(change.atom.line ?? change.title);
  const [first = change] = checks;
  return {
    id: noteId('verification', first.atom.job.replace(/^cmd:/, ''), [
      workflowKey(view.workflow),
      identityOf(first),
      identityOf(change),
    ]),
    kind: 'verification',
    trigger: `After ${what}`,
    action: `Check with ${lines}`,
    prevents: `${what} going wrong unnoticed`,
    text: `After ${what}, check the outcome with ${lines}.`,
    parameters: parametersIn(lines, what),
    evidence: checks.flatMap(seen),
    runs: runsOf(view, first.runs),
    weight: 5 + (change.atom.role === 'deploy' || change.atom.role === 'migrate' ? 2 : 0),
  };
}

/** A check is of one of so many changes before it. */
const mostChanges = 11;

/**
 * Which of the changes before it a check is of: the one that speaks of the same thing (the table that was filled and is
 * counted), or that the same program made (`npm view` checks what `npm publish` did, though a push came between); of
 * equal ones the last.
 */
function checkedBy(check: Place, changes: readonly Place[]): Place | undefined {
  const words = new Set(wordsOf(check));
  const things = thingsOf(check);
  const columns = columnsOf(check);
  const program = programOf(check);
  let best: { place: Place; score: number } | undefined;
  for (const place of changes) {
    const own = thingsOf(place);
    const theirs = columnsOf(place);
    // Another column of the same table: the check is of what filled its own.
    const isOtherColumn = columns.length > 0 && theirs.length > 0 && !columns.some((column) => theirs.includes(column));
    const sameThing = !isOtherColumn && own.some((thing) => things.includes(thing));
    // Of one program, but about another thing: `deploy/worker` was scaled, `deploy/shop` is asked for.
    const isOther = !sameThing && own.some(isNamed) && things.some(isNamed);
    const score =
      (sameThing ? 4 : 0) +
      (programOf(place) === program && !isOther && !isOtherColumn && !runsAnything.has(program) ? 3 : 0) +
      (wordsOf(place).some((word) => words.has(word)) ? 1 : 0);
    // A word in common alone says less than that it was done last.
    if (!best || score + 1 >= best.score) best = { place, score };
  }
  // What only tests the working copy says nothing of what was pushed from it.
  if (best?.score === 0 && check.atom.role === 'verify' && isOfCopy(best.place) && !outThere.test(check.atom.job))
    return undefined;
  // Nor do the tests of the code say that what was rolled back is as it was.
  if (
    best?.score === 0 &&
    check.atom.role === 'verify' &&
    best.place.atom.role === 'rollback' &&
    ofTheCode.test(check.atom.job) &&
    !outThere.test(check.atom.job)
  )
    return undefined;
  return best?.place;
}

/** Columns that a statement sets, or asks for: `set total = 1`, `where total is null`. */
function columnsOf({ atom }: Place): string[] {
  const line = atom.line ?? '';
  if (!/\b(?:select|update|delete|insert)\b/i.test(line)) return [];
  return [...line.matchAll(/\b([a-z_][\w.]*)\s*(?:=(?!=)|[<>!]=?|\bis (?:not )?null\b|\bin\s*\()/gi)].map((match) =>
    (match[1] ?? '').toLowerCase(),
  );
}

/** Programs that do whatever a file of the repository tells them: two of their jobs have nothing in common. */
const runsAnything: ReadonlySet<string> = new Set(
  'make just task rake npm pnpm yarn bun npx node python3 ruby bash sh gradle mvn rails bin/rails mix dotnet cargo go'.split(
    ' ',
  ),
);

/** Runs the tests of the code. */
const ofTheCode =
  /(?:pytest|rspec|jest|vitest|ctest|phpunit|unittest|nosetests|prove)\b|\b(?:test|tests|spec|check)(?:@|$)/;

/** A check that asks what runs, by its name. */
const outThere = /smoke|health|ready|alive|live|status|e2e|uptime|prod|staging/i;

function isOfCopy({ atom }: Place): boolean {
  return atom.role === 'push' || (atom.role === 'release' && /^cmd:git /.test(atom.job));
}

/** `deploy/shop`: a thing with its kind. */
function isNamed(thing: string): boolean {
  return /^[a-z]+\/[\w-]+$/.test(thing);
}

/** What a line is told, whole and behind the last slash; flags and their values are not what it is about. */
function thingsOf({ atom }: Place): string[] {
  const words = (atom.line ?? '').replace(/(?<=\s)--?[\w-]+[= ][^\s-]\S*/g, ' ').split(/\s+/);
  return words.slice(1).flatMap((word) => {
    const plain = word.replace(/^["']|["']$/g, '');
    if (plain.length < 3 || plain.startsWith('-') || (/^[a-z]+$/.test(plain) === false && !/[a-z<]/i.test(plain)))
      return [];
    return plain.includes('/') ? [plain, plain.slice(plain.lastIndexOf('/') + 1)] : [plain];
  });
}

function wordsOf({ atom }: Place): string[] {
  const [, ...rest] = (atom.line ?? '').split(/[^\p{L}\p{N}_<>-]+/u);
  return rest.filter((word) => word.length > 3 && !word.startsWith('-'));
}

function programOf(place: Place): string {
  return place.atom.job.replace(/^cmd:/, '').split(' ')[0] ?? '';
}
