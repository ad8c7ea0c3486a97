import { type Action, isCommand } from './action.ts';
import { type Claim, excerpt } from './claim.ts';
import { maskValues, noteId } from './ids.ts';
import { collect, type Pace } from './pace.ts';
import { credentialsIn, type HeldCredential } from './placeholderNames.ts';
import type { ReadRun } from './run.ts';
import type { Role } from './shell/knowledge.ts';
import { code } from './titles.ts';
import type { WorkflowView } from './view.ts';

/** Of what has to do with credentials, that which lasts beyond the terminal it is done in. */
const signsIn = /\b(?:login|log-in|signin|sign-in|sso|auth|adduser|kinit)\b/;

/** Names that say no more than what kind of thing it is. */
const plain = /^(?:password|passwd|pass|token|secret|key|credentials?)$/i;

/** What must be at hand before anything works: credentials, each with the command that wants it, and being signed in. */
export async function prerequisiteClaims(view: WorkflowView, pace: Pace): Promise<Claim[]> {
  const claims: Claim[] = signInClaims(view);
  for (const run of view.runs) {
    const failed = new Set(run.failures.map((failure) => failure.index));
    const held = await credentialsIn(run.actions, pace);
    claims.push(...(await collect(held, pace, 50, (one) => claimsOf(view, run, failed, one))));
  }
  return claims;
}

/** Who signed in the day before need not today: where it is no common step it is needed all the same. */
function signInClaims(view: WorkflowView): Claim[] {
  const onSpine = new Set(view.merged.spine.map(({ atom }) => atom.job));
  return view.merged.places.flatMap(({ atom, title, runs }): Claim[] => {
    const { line, role, job, seq, repair } = atom;
    // What it mended is told by the lesson.
    if (repair || role !== 'login' || line === undefined || onSpine.has(job) || !signsIn.test(line)) return [];
    const of = view.runs.filter((run) => runs.includes(run.id));
    const [first] = of;
    if (!first) return [];
    return [
      {
        id: noteId('prerequisite', 'sign in', [maskValues(job)]),
        kind: 'prerequisite',
        trigger: view.workflow,
        action: title,
        prevents: 'being refused half-way',
        text: `${view.workflow} needs you to be signed in: ${code(line)}, where you are not yet.`,
        evidence: [{ recording: first.id, from: seq, to: seq, excerpt: excerpt(line) }],
        runs: of,
        weight: 6,
      },
    ];
  });
}

function claimsOf(view: WorkflowView, run: ReadRun, failed: ReadonlySet<number>, held: HeldCredential): Claim[] {
  const { action, kind } = held;
  const name = held.name === undefined || plain.test(held.name) ? undefined : held.name;
  if (!isCommand(action) || failed.has(held.index)) return [];
  const user = userOf(run, held);
  if (name === undefined && user === undefined) return [];
  const what = name === undefined ? `a ${held.name ?? kind.replace('-', ' ')}` : `the credential ${code(name)}`;
  const where = user === undefined ? '' : name === undefined ? ` for ${code(user)}` : `, used by ${code(user)}`;
  const shown = held.shownBy === undefined ? '' : `; ${code(run.generalize(held.shownBy.reading.line))} shows it`;
  return [
    {
      id: noteId('prerequisite', name ?? kind, name === undefined ? [kind, maskValues(user ?? '')] : [name]),
      kind: 'prerequisite',
      trigger: view.workflow,
      action: `Have ${what} ready${where}`,
      prevents: 'stopping half-way for want of it',
      text: `${view.workflow} needs ${what}${where}${shown}.`,
      evidence: [
        {
          recording: run.id,
          from: action.seq,
          to: action.seq,
          excerpt: excerpt(run.generalize(action.reading.line)),
        },
      ],
      runs: [run],
      weight: 6,
    },
  ];
}

/** Roles that use no credential of the environment, or only pass it on. */
const passing: ReadonlySet<Role> = new Set<Role>([
  'environment',
  'look',
  'move',
  'editor',
  'stage',
  'commit',
  'branch',
  'files',
]);
/** Actions looked at after a variable was set. */
const farthest = 60;

/**
 * The name of the command that uses it: the one it was given to; for a variable
 * of the shell the next that names it, else the one that asked for it, else the
 * next that does anything at all.
 */
function userOf(run: ReadRun, held: HeldCredential): string | undefined {
  if (!isCommand(held.action)) return undefined;
  const own = held.action.reading.main;
  if (!passing.has(own.role)) return own.name;
  const { name } = held;
  const later = run.actions.slice(held.index + 1, held.index + farthest).filter(isCommand);
  const named = name === undefined ? undefined : later.find((action) => expands(action, name));
  if (named) return named.reading.main.name;
  const asked = name === undefined ? undefined : run.failures.find(({ action }) => action.output?.includes(name));
  if (asked) return asked.action.reading.main.name;
  return later.find((action) => !passing.has(action.reading.main.role))?.reading.main.name;
}

function expands(action: Action, name: string): boolean {
  return isCommand(action) && new RegExp(`\\$(?:env:)?\\{?${name}\\b|%${name}%`).test(action.reading.line);
}
