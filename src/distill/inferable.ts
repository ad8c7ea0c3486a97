import { type CommandAction, isCommand } from './action.ts';
import { type Claim, excerpt } from './claim.ts';
import type { Documents } from './documents.ts';
import type { Failure } from './failure.ts';
import { noteId } from './ids.ts';
import type { Pace } from './pace.ts';
import { portClaims } from './ports.ts';
import type { ReadRun } from './run.ts';
import { code } from './titles.ts';
import type { WorkflowView } from './view.ts';

/** Lines around a mention that count as the same passage. */
const passage = 6;

/**
 * The repository already says it: a passage that names what the note tells to do
 * together with when to do it. Restating costs tokens and teaches nothing.
 */
export function isInferable(claim: Claim, documents: Documents): boolean {
  if (claim.kind === 'procedure' || claim.kind === 'contradiction' || claim.kind === 'decision') return false;
  if (claim.kind === 'lesson' && saidByGit.test(claim.trigger)) return true;
  const told = inlineCode(claim.action);
  if (told.length === 0) return false;
  const when = [...inlineCode(claim.trigger), ...inlineCode(claim.text)].filter((piece) => !told.includes(piece));
  return [...documents.prose, ...documents.automation].some(({ text }) => {
    const lines = text.split('\n');
    return lines.some((_, index) => {
      const around = lines.slice(Math.max(0, index - 1), index + passage).join('\n');
      return (
        told.every((piece) => says(around, piece)) &&
        (when.length === 0 ? claim.kind !== 'lesson' : when.some((piece) => says(around, piece)))
      );
    });
  });
}

/** What Git tells everybody, in every repository, with the remedy. */
const saidByGit = /has no upstream branch|Please tell me who you are|Author identity unknown/;

/** Pieces between backticks. */
function inlineCode(text: string): string[] {
  return [...text.matchAll(/`` (.+?) ``|`([^`]+)`/g)]
    .map((match) => match[1] ?? match[2] ?? '')
    .filter((piece) => piece.length > 1);
}

/** The words of a piece, parameters matching anything. */
function says(text: string, piece: string): boolean {
  if (!/<[a-z][\w-]*>/.test(piece)) return text.includes(piece);
  const fixed = piece
    .split(/<[a-z][\w-]*>/)
    .map((part) => part.trim())
    .filter((part) => part.length > 2);
  return fixed.length > 0 && fixed.every((part) => text.includes(part));
}

/** Tools of which a repository has one: what one of them does to it the others do not know. */
const families: readonly (readonly string[])[] = [
  ['npm', 'pnpm', 'yarn', 'bun'],
  ['pip', 'poetry', 'uv', 'pipenv', 'pdm', 'hatch', 'conda'],
  ['mvn', 'gradle'],
  ['docker', 'podman'],
];
const jobs = '(?:install|ci|run|test|add|i|sync|build|compose|package)';

/** What documents tell to do and recordings do otherwise. */
export async function contradictionClaims(view: WorkflowView, documents: Documents, pace: Pace): Promise<Claim[]> {
  return [
    ...(await managerClaims(view, documents, pace)),
    ...(await documentedFailures(view, documents, pace)),
    ...(await portClaims(view, documents, pace)),
  ];
}

/** The first command of each package manager that worked, by recording. */
async function managersIn(
  view: WorkflowView,
  managers: readonly string[],
  pace: Pace,
): Promise<ReadonlyMap<string, { run: ReadRun; action: CommandAction }[]>> {
  const found = new Map<string, { run: ReadRun; action: CommandAction }[]>();
  for (const run of view.runs) {
    const seen = new Set<string>();
    for (let index = 0; index < run.actions.length; index++) {
      const action = run.actions[index];
      if (!action) continue;
      if (index % 64 === 0) await pace(4);
      if (!isCommand(action) || (action.exitCode ?? 0) !== 0 || action.seems === 'failed') continue;
      for (const { program, role } of action.reading.parts) {
        if (!managers.includes(program) || seen.has(program) || role === 'look') continue;
        seen.add(program);
        found.set(program, [...(found.get(program) ?? []), { run, action }]);
      }
    }
  }
  return found;
}

async function managerClaims(view: WorkflowView, documents: Documents, pace: Pace): Promise<Claim[]> {
  const claims: Claim[] = [];
  for (const managers of families) claims.push(...(await managerClaimsOf(view, documents, managers, pace)));
  return claims;
}

async function managerClaimsOf(
  view: WorkflowView,
  documents: Documents,
  managers: readonly string[],
  pace: Pace,
): Promise<Claim[]> {
  const found = await managersIn(view, managers, pace);
  if (found.size !== 1) return [];
  return [...found].flatMap(([used, runs]) => {
    return documents.prose
      .flatMap(({ file, text }): Claim[] => {
        const told = managers.find(
          (manager) => manager !== used && new RegExp(`(?:^|[\\s\`$])${manager} ${jobs}\\b`, 'm').test(text),
        );
        if (told === undefined || new RegExp(`(?:^|[\\s\`$])${used} ${jobs}\\b`, 'm').test(text)) return [];
        return [
          {
            id: noteId('contradiction', `${used} not ${told}`, [used, told, file]),
            kind: 'contradiction',
            trigger: `${code(file)} says ${code(told)}`,
            action: `Use ${code(used)}; correct ${code(file)}`,
            prevents: `two lock files, and commands that do not fit`,
            text: `${code(file)} says to use ${code(told)}, but people use ${code(used)}.`,
            evidence: runs.map(({ run, action }) => ({
              recording: run.id,
              from: action.seq,
              to: action.seq,
              excerpt: excerpt(run.generalize(action.reading.line)),
            })),
            runs: runs.map(({ run }) => run),
            weight: 7,
          },
        ];
      })
      .slice(0, 1);
  });
}

/** A line that a document gives failed as given and worked otherwise. */
async function documentedFailures(view: WorkflowView, documents: Documents, pace: Pace): Promise<Claim[]> {
  const claims: Claim[] = [];
  for (const run of view.runs) {
    for (const failure of run.failures) {
      const turn = pace(2);
      if (turn) await turn;
      claims.push(...documentedFailure(run, failure, documents));
    }
  }
  return claims;
}

function documentedFailure(run: ReadRun, failure: Failure, documents: Documents): Claim[] {
  const winner = failure.success === undefined ? undefined : run.actions[failure.success];
  if (!failure.difference?.line || failure.causes.length > 0 || !winner || !isCommand(winner)) return [];
  const line = failure.action.reading.line.trim();
  // What is written holds as soon as it has what it needs.
  const later = run.actions.slice(failure.index + 1, failure.index + 1 + longestLook);
  if (later.some((action) => isCommand(action) && action.exitCode === 0 && action.reading.line.trim() === line))
    return [];
  const better = winner.reading.line.trim();
  const works = winner.reading.essential.trim();
  const document = documents.prose.find(({ text }) => mentionsLine(text, line) && !mentionsLine(text, better));
  if (!document) return [];
  return [
    {
      id: noteId('contradiction', failure.action.reading.main.name, [document.file, line, better]),
      kind: 'contradiction',
      trigger: `${code(document.file)} says ${code(run.generalize(line))}`,
      action: `Run ${code(run.generalize(works))}; correct ${code(document.file)}`,
      prevents: `${code(run.generalize(line))} failing`,
      text: `${code(document.file)} says ${code(run.generalize(line))}, which fails; ${code(run.generalize(works))} works.`,
      evidence: [
        {
          recording: run.id,
          from: Math.min(failure.action.seq, winner.seq),
          to: Math.max(failure.action.seq, winner.seq),
          excerpt: excerpt(run.generalize(`${line} → exit ${failure.action.exitCode}; ${works} → exit 0`)),
        },
      ],
      runs: [run],
      weight: 8,
    },
  ];
}

/** Actions after a failure in which the very line may work. */
const longestLook = 300;

/** The line stands there as a command of its own, not as the beginning of a longer one. */
function mentionsLine(text: string, line: string): boolean {
  for (let at = text.indexOf(line); at >= 0; at = text.indexOf(line, at + 1)) {
    const after = text.slice(at + line.length, at + line.length + 2);
    if (!/^[\w-]|^ -|^ \w/.test(after)) return true;
  }
  return false;
}
