import type { Step, StepKind } from '../model/step.ts';
import { type Action, type CommandAction, directoryOf, isCommand } from './action.ts';
import type { Cutting } from './choices.ts';
import type { Generalize } from './generalize.ts';
import { looksBack } from './looksBack.ts';
import type { Verdicts } from './noise.ts';
import { onceALine } from './onceALine.ts';
import type { Pace } from './pace.ts';
import { joinPath, looksLikePath } from './paths.ts';
import { sayable } from './sayable.ts';
import { outcomeRoles, type Role } from './shell/knowledge.ts';
import type { Telling } from './telling.ts';
import { code, essentialLine } from './titles.ts';

/** A pause (milliseconds) after which a new step begins. */
const longPause = 5 * 60_000;

/** A step, with the indices of its actions and what the person said about it. */
export interface Segment {
  readonly step: Step;
  readonly indices: readonly number[];
  readonly narration?: string;
}

interface Draft {
  readonly indices: number[];
  narration?: string;
  afterwards?: string;
}

type Phase = 'edit' | 'setup' | 'make' | 'verify' | 'ship';

/** Cuts the kept actions into steps. */
export async function segment(
  actions: readonly Action[],
  verdicts: Verdicts,
  repairs: ReadonlySet<number>,
  telling: Telling,
  cutting: Cutting,
  pace: Pace,
): Promise<Segment[]> {
  const drafts: Draft[] = [];
  let open: Draft | undefined;
  let previous: Action | undefined;
  for (let index = 0; index < actions.length; index++) {
    const action = actions[index];
    if (!action) continue;
    if (index % 128 === 0) await pace(64);
    if (action.kind === 'note') {
      if (open && open.indices.length > 0 && looksBack(action.text)) {
        const draft = drafts.at(-1);
        if (draft) draft.afterwards = action.text;
        continue;
      }
      if (open && open.indices.length === 0 && open.narration !== undefined) {
        open.narration = `${open.narration} ${action.text}`;
        continue;
      }
      open = { indices: [], narration: action.text };
      drafts.push(open);
      continue;
    }
    if (verdicts[index] !== undefined) continue;
    const chosen = cutting.begins(action);
    if (chosen === false && open) open = joined(drafts, open);
    const begins =
      !open ||
      (open.indices.length > 0 && previous !== undefined && (chosen ?? isBoundary(actions, open, previous, action)));
    if (begins || !open) {
      open = { indices: [] };
      drafts.push(open);
    }
    open.indices.push(index);
    previous = action;
  }
  // What is said at the very end is about what was done.
  const last = drafts.findLast((draft) => draft.indices.length > 0);
  if (last && open && open.indices.length === 0 && open.narration !== undefined) last.afterwards ??= open.narration;
  const segments: Segment[] = [];
  const inputs = onceALine((action) => inputsOfLine(action, telling.generalize));
  for (const draft of drafts) {
    const turn = pace(2 + 3 * draft.indices.length);
    if (turn) await turn;
    if (draft.indices.length > 0) segments.push(toSegment(actions, draft, repairs, telling, inputs, cutting));
  }
  return segments;
}

/** The draft that an action belongs to which begins no step: what was said just before it goes to the step it joins. */
function joined(drafts: Draft[], open: Draft): Draft {
  if (open.indices.length > 0) return open;
  const before = drafts.findLast((draft) => draft.indices.length > 0);
  if (!before) return open;
  if (before.narration === undefined && open.narration !== undefined) before.afterwards ??= open.narration;
  return before;
}

function phaseOf(action: Action): Phase {
  if (!isCommand(action)) return action.kind === 'git' ? 'ship' : 'edit';
  const role = action.reading.main.role;
  if (role === 'verify' || role === 'probe') return 'verify';
  if (role === 'stage' || outcomeRoles.has(role)) return 'ship';
  if (role === 'install' || role === 'environment' || role === 'login' || role === 'branch' || role === 'serve')
    return 'setup';
  return 'make';
}

function isBoundary(actions: readonly Action[], open: Draft, previous: Action, action: Action): boolean {
  if (action.at - previous.endAt > longPause) return true;
  const before = phaseOf(previous);
  const now = phaseOf(action);
  if (isStage(previous) && now === 'ship') return false;
  if (before === 'ship' || before === 'verify') return true;
  const narrated = open.narration !== undefined;
  if (packageOf(directoryOf(action)) !== packageOf(directoryOf(previous)) && isCommand(action) === isCommand(previous))
    return true;
  // What the person announced goes on until something is proved or put out; a check proves what it follows.
  return before !== now && now !== 'verify' && !narrated && actions.length > 1;
}

function isStage(action: Action): boolean {
  return isCommand(action) && action.reading.main.role === 'stage';
}

/** `packages/api/src` and `packages/api/test` are one place. */
function packageOf(dir: string): string {
  const parts = dir.split('/');
  return /^(?:packages|apps|services|libs|modules|crates|projects)$/.test(parts[0] ?? '')
    ? parts.slice(0, 2).join('/')
    : '.';
}

function toSegment(
  actions: readonly Action[],
  { indices, narration: before, afterwards }: Draft,
  repairs: ReadonlySet<number>,
  telling: Telling,
  inputs: InputsOf,
  cutting: Cutting,
): Segment {
  const { generalize } = telling;
  const members: Action[] = [];
  let from = Number.POSITIVE_INFINITY;
  let to = 0;
  let proof: CommandAction | undefined;
  for (const index of indices) {
    const action = actions[index];
    if (!action) continue;
    members.push(action);
    for (const seq of action.seqs) {
      if (seq < from) from = seq;
      if (seq > to) to = seq;
    }
    if (isCommand(action) && proves.has(action.reading.main.role)) proof = action;
  }
  const told = sayable(before ?? afterwards ?? '');
  const announced = before === undefined ? '' : told;
  const step: Step = {
    id: `s${from}`,
    title:
      cutting.title(members) ?? (announced === '' ? stepTitle(members, telling) : generalize(firstSentence(announced))),
    kind: kindOf(
      members,
      indices.every((index) => repairs.has(index)),
    ),
    from,
    to,
    actions: members.map((action) => ({ seq: action.seq, summary: telling.summary(action) })),
    inputs: inputsOf(members, inputs),
    outputs: outputsOf(members, generalize),
    ...(proof ? { verification: generalize(essentialLine(proof)) } : {}),
  };
  return { step, indices, ...(told === '' ? {} : { narration: told }) };
}

const proves: ReadonlySet<Role> = new Set<Role>(['verify', 'probe']);

function firstSentence(text: string): string {
  const line = text.split('\n')[0]?.trim() ?? text;
  return line.length > 120 ? `${line.slice(0, 117)}…` : line;
}

function stepTitle(members: readonly Action[], { generalize, title }: Telling): string {
  const [only] = members;
  if (only && members.length === 1) return title(only);
  const edits = [...new Set(members.flatMap((action) => (action.kind === 'edit' ? [action.file] : [])))];
  if (edits.length > 1) {
    const named = edits.slice(0, 3).map((file) => code(generalize(file)));
    const rest = edits.length - named.length;
    return `Edit ${named.join(', ')}${rest > 0 ? ` and ${rest} more` : ''}`;
  }
  const principal =
    members.find((action) => action.kind === 'edit') ?? members.findLast((action) => !isStage(action)) ?? members[0];
  return principal ? title(principal) : 'Step';
}

const kindByRole: Readonly<Partial<Record<Role, StepKind>>> = {
  verify: 'verify',
  probe: 'verify',
  commit: 'commit',
  stage: 'commit',
  push: 'release',
  release: 'release',
  deploy: 'release',
  rollback: 'release',
  migrate: 'run',
  install: 'setup',
  environment: 'setup',
  login: 'setup',
  branch: 'setup',
  serve: 'setup',
};

function kindOf(members: readonly Action[], repair: boolean): StepKind {
  if (repair) return 'fix';
  if (members.some((action) => action.kind === 'edit' || action.kind === 'file')) return 'edit';
  const last = members.at(-1);
  if (last?.kind === 'git') return last.mark.op === 'commit' ? 'commit' : 'other';
  return last && isCommand(last) ? (kindByRole[last.reading.main.role] ?? 'run') : 'other';
}

/** What a line reads and is told. */
type InputsOf = (action: CommandAction) => readonly string[];

function inputsOf(members: readonly Action[], inputs: InputsOf): string[] {
  const found = new Set<string>();
  for (const action of members) if (isCommand(action)) for (const input of inputs(action)) found.add(input);
  return [...found].sort();
}

function inputsOfLine({ reading }: CommandAction, generalize: Generalize): readonly string[] {
  const inputs: string[] = [];
  for (const part of reading.parts) {
    for (const word of [...part.readsFrom, ...part.operands])
      if (looksLikePath(word) && part.program !== 'git') inputs.push(generalize(joinPath(part.dir, word)));
    for (const flag of part.assignments) inputs.push(flag.name);
  }
  for (const match of generalize(reading.line).matchAll(/<[a-z][a-z0-9-]*>/g)) inputs.push(match[0]);
  return inputs;
}

function outputsOf(members: readonly Action[], generalize: Generalize): string[] {
  const outputs = new Set<string>();
  for (const action of members) {
    if (action.kind === 'edit') outputs.add(generalize(action.file));
    else if (action.kind === 'file') outputs.add(generalize(action.to ?? action.file));
    else if (isCommand(action)) {
      for (const file of action.made) outputs.add(generalize(file));
      for (const part of action.reading.parts) {
        for (const file of part.writesTo) outputs.add(generalize(joinPath(part.dir, file)));
        if (part.name === 'git tag') for (const tag of part.operands.slice(0, 1)) outputs.add(`tag ${generalize(tag)}`);
      }
    }
  }
  return [...outputs].sort();
}
