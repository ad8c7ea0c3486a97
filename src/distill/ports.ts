import { type CommandAction, isCommand } from './action.ts';
import { type Claim, excerpt } from './claim.ts';
import type { Documents } from './documents.ts';
import type { Failure } from './failure.ts';
import { noteId } from './ids.ts';
import type { Pace } from './pace.ts';
import type { ReadRun } from './run.ts';
import { code } from './titles.ts';
import type { WorkflowView } from './view.ts';

/** Actions after a knock that nobody answered in which another port is tried. */
const soon = 20;

const local = /\b(localhost|127\.0\.0\.1|0\.0\.0\.0|\[::1\])[: ](\d{2,5})\b/;

/**
 * A document names a port of this machine where nothing answered, and right after the same program was answered at
 * another one: the document is wrong, or speaks of something else; a person has to say which. Looks at failures alone.
 */
export async function portClaims(view: WorkflowView, documents: Documents, pace: Pace): Promise<Claim[]> {
  const claims: Claim[] = [];
  for (const run of view.runs)
    for (const failure of run.failures) {
      const turn = pace(2);
      if (turn) await turn;
      claims.push(...portClaim(run, failure, documents));
    }
  return claims;
}

function portClaim(run: ReadRun, { action, index }: Failure, documents: Documents): Claim[] {
  const told = knockOf(action);
  if (told === undefined || /\b(?:[1-5]\d\d)\b.*\b(?:OK|error|found)\b/i.test(action.output ?? '')) return [];
  const document = documents.prose.find(({ text }) => saysPort(text, told));
  if (!document) return [];
  const answered = run.actions
    .slice(index + 1, index + 1 + soon)
    .find(
      (later): later is CommandAction =>
        isCommand(later) &&
        later.exitCode === 0 &&
        later.reading.main.program === action.reading.main.program &&
        (knockOf(later) ?? told) !== told,
    );
  const real = answered && knockOf(answered);
  if (!answered || real === undefined || saysPort(document.text, real)) return [];
  const [wrong, right] = [code(`localhost:${told}`), code(`localhost:${real}`)];
  return [
    {
      id: noteId('contradiction', 'port', [document.file, told, real]),
      kind: 'contradiction',
      trigger: `${code(document.file)} says ${wrong}`,
      action: `Use ${right}; correct ${code(document.file)}`,
      prevents: `knocking at ${wrong}`,
      text: `${code(document.file)} says ${wrong}, where nothing answers; it listens on ${right}.`,
      evidence: [
        {
          recording: run.id,
          from: action.seq,
          to: answered.seq,
          excerpt: excerpt(`${action.reading.line} → exit ${action.exitCode}; ${answered.reading.line} → exit 0`),
        },
      ],
      runs: [run],
      weight: 7,
    },
  ];
}

/** The port of this machine that a command knocks at. */
function knockOf({ reading }: CommandAction): string | undefined {
  return reading.main.role === 'probe' || reading.main.role === 'look' ? local.exec(reading.line)?.[2] : undefined;
}

function saysPort(text: string, port: string): boolean {
  return new RegExp(
    `\\b(?:localhost|127\\.0\\.0\\.1|0\\.0\\.0\\.0|\\[::1\\]):${port}\\b|\\bport:? \`?${port}\\b`,
    'i',
  ).test(text);
}
