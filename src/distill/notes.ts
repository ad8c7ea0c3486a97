import { type Claim, excerpt, parametersIn } from './claim.ts';
import { noteId } from './ids.ts';
import type { Pace } from './pace.ts';
import type { Place } from './places.ts';
import { untold } from './remarks.ts';
import type { ReadRun } from './run.ts';
import { sayable } from './sayable.ts';
import type { Role } from './shell/knowledge.ts';
import { commandCode } from './titles.ts';
import { type WorkflowView, workflowKey } from './view.ts';

/** Steps named in the sentence of a procedure; the process holds them all. */
const mostSteps = 24;

function runsOf(view: WorkflowView, ids: readonly string[]): ReadRun[] {
  return view.runs.filter((run) => ids.includes(run.id));
}

/** Where a place was seen, one pointer a recording. */
function seen(place: Place): { recording: string; from: number; to: number; excerpt: string }[] {
  return place.runs.flatMap((recording, index) => {
    const atom = place.atoms[index];
    return atom ? [{ recording, from: atom.seq, to: atom.seq, excerpt: excerpt(atom.line ?? atom.title) }] : [];
  });
}

/** As the earliest recording has it: later ones leave it alone. */
function identityOf(place: Place): string {
  return (place.atoms[0] ?? place.atom).identity;
}

/** How the workflow goes, in one note. Its id depends on the workflow's name alone: it grows with the recordings. */
export async function procedureOf(view: WorkflowView, lessons: readonly Claim[], pace: Pace): Promise<Claim[]> {
  const reason = await reasons(view, pace);
  const steps = collapse(view.merged.spine.map((place) => reason(place)));
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

/** The same step twice in a row says nothing new. */
function collapse(titles: readonly string[]): string[] {
  return titles.filter((title, index, all) => title !== all[index - 1]);
}

/** A step's title, and beside it what the person said when it began. */
async function reasons(view: WorkflowView, pace: Pace): Promise<(place: Place) => string> {
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
    return narration === undefined ? place.title : `${place.title} (“${narration}”)`;
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
  const claims: (Claim & { readonly checked: Place; readonly place: Place })[] = [];
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
    // `npm view` checks what `npm publish` did, though a push came between.
    const program = programOf(place);
    const change =
      changes.findLast((one) => programOf(one) === program) ??
      changes.findLast((one) => sharesWord(one, place)) ??
      changes.at(-1);
    if (!isCheck || !change || ++checks > 2) continue;
    const check = commandCode(place.atom.line ?? place.title);
    const what = commandCode(change.atom.line ?? change.title);
    claims.push({
      checked: change,
      place,
      id: noteId('verification', place.atom.job.replace(/^cmd:/, ''), [
        workflowKey(view.workflow),
        identityOf(place),
        identityOf(change),
      ]),
      kind: 'verification',
      trigger: `After ${what}`,
      action: `Check with ${check}`,
      prevents: `${what} going wrong unnoticed`,
      text: `After ${what}, check the outcome with ${check}.`,
      parameters: parametersIn(check, what),
      evidence: seen(place),
      runs: runsOf(view, place.runs),
      weight: 5 + (change.atom.role === 'deploy' || change.atom.role === 'migrate' ? 2 : 0),
    });
  }
  // Asking for a state says less than the check of the same program that waits for it.
  return claims.filter(
    ({ checked, place }) =>
      place.atom.role === 'verify' ||
      !claims.some(
        (other) =>
          other.checked === checked &&
          other.place.atom.role === 'verify' &&
          programOf(other.place) === programOf(place),
      ),
  );
}

/** A check is of one of so many changes before it. */
const mostChanges = 11;

/** They speak of one thing: the table that was filled and is counted, the release that was made and is looked for. */
function sharesWord(one: Place, other: Place): boolean {
  const words = new Set(wordsOf(other));
  return wordsOf(one).some((word) => words.has(word));
}

function wordsOf({ atom }: Place): string[] {
  const [, ...rest] = (atom.line ?? '').split(/[^\p{L}\p{N}_<>-]+/u);
  return rest.filter((word) => word.length > 3 && !word.startsWith('-'));
}

function programOf(place: Place): string {
  return place.atom.job.replace(/^cmd:/, '').split(' ')[0] ?? '';
}

/** Order that every recording keeps although it could have been otherwise. */
export function orderClaims(view: WorkflowView, lessons: readonly Claim[]): Claim[] {
  if (view.runs.length < 2) return [];
  // An edit before its commit goes without saying; a check before an outcome does not.
  const rules = view.merged.process.order
    .filter((rule) => rule.confidence >= 0.9 && isProof(view, rule.before))
    .filter((rule, index, all) => all.findIndex((other) => other.before === rule.before) === index)
    .slice(0, 2);
  return rules.flatMap((rule) => {
    const before = view.merged.spine.find((place) => place.title === rule.before);
    const after = view.merged.spine.find((place) => place.title === rule.after);
    if (!before || !after || isLearnt(before, after, lessons)) return [];
    // What is migrated is committed afterwards, or nowhere.
    if (before.atom.role === 'migrate' && after.atom.role === 'commit') return [];
    return [
      {
        id: noteId('order', before.atom.job.replace(/^cmd:/, ''), [
          workflowKey(view.workflow),
          identityOf(before),
          identityOf(after),
        ]),
        kind: 'order' as const,
        trigger: rule.after,
        action: `${rule.before} before that`,
        text: `${lowered(rule.before)} always comes before ${lowered(rule.after)}.`,
        parameters: parametersIn(rule.before, rule.after),
        evidence: [...seen(before), ...seen(after)],
        runs: runsOf(
          view,
          before.runs.filter((id) => after.runs.includes(id)),
        ),
        weight: 4 + rule.support / 10,
      },
    ];
  });
}

/** A lesson says it already, with what happens otherwise. */
function isLearnt(before: Place, after: Place, lessons: readonly Claim[]): boolean {
  const [first = '', then = ''] = [before.atom.line, after.atom.job.replace(/^cmd:/, '')];
  const line = after.atom.line ?? then;
  return lessons.some(
    ({ trigger, action }) => action.includes(first) && (trigger.includes(then) || trigger.includes(line)),
  );
}

function isProof(view: WorkflowView, title: string): boolean {
  const role = view.merged.spine.find((place) => place.title === title)?.atom.role;
  return role === 'verify' || role === 'probe' || role === 'migrate';
}

function lowered(title: string): string {
  return `“${title}”`;
}
