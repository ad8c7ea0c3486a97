import { type Action, isCommand } from './action.ts';
import type { Claim } from './claim.ts';
import type { Documents } from './documents.ts';
import { collect, type Pace } from './pace.ts';
import type { ReadRun, Run } from './run.ts';
import { code, commandCode, essentialLine, uncertainMark } from './titles.ts';

/** More uncertain lines of one recording than this are not looked up in the documents. */
const mostLookedUp = 200;

/**
 * The runs with lines of low confidence borne out where something else has them: the same line recorded with more
 * confidence, another recording with that line, or a document of the repository. A borne out line is as good as any.
 */
export async function withCertainty<R extends Run>(
  runs: readonly R[],
  documents: Documents,
  pace: Pace,
): Promise<readonly R[]> {
  if (!runs.some(({ timeline }) => timeline.hasUncertain)) return runs;
  const certain = new Set<string>();
  const seenIn = new Map<string, Set<string>>();
  for (const run of runs) {
    for (const action of run.actions) {
      const turn = pace(0.5);
      if (turn) await turn;
      if (!isCommand(action)) continue;
      const line = essentialLine(action);
      if (!action.uncertain) certain.add(line);
      else seenIn.set(line, (seenIn.get(line) ?? new Set()).add(run.id));
    }
  }
  const texts = [...documents.prose, ...documents.automation];
  let lookedUp = 0;
  const isBorneOut = (line: string) => {
    if (certain.has(line) || (seenIn.get(line)?.size ?? 0) > 1) return true;
    if (line.length < 4 || ++lookedUp > mostLookedUp) return false;
    const written = texts.some(({ text }) => text.includes(line));
    if (written) certain.add(line);
    return written;
  };
  const result: R[] = [];
  for (const run of runs) {
    if (!run.timeline.hasUncertain) {
      result.push(run);
      continue;
    }
    const actions = await collect(run.actions, pace, 1, (action): Action[] => {
      if (!isCommand(action) || !action.uncertain || !isBorneOut(essentialLine(action))) return [action];
      const { uncertain: _, ...sure } = action;
      return [sure];
    });
    result.push({ ...run, actions });
  }
  return result;
}

/** Marks the lines in the sentences of claims that nothing bears out: who follows the note is to know. */
export async function withMarks(
  claims: readonly Claim[],
  runs: readonly ReadRun[],
  pace: Pace,
): Promise<readonly Claim[]> {
  const doubtful = new Set<string>();
  for (const run of runs) {
    if (!run.timeline.hasUncertain) continue;
    for (const action of run.actions) {
      const turn = pace(0.5);
      if (turn) await turn;
      if (!isCommand(action) || !action.uncertain) continue;
      doubtful.add(commandCode(run.generalize(essentialLine(action))));
      for (const part of action.reading.parts) if (part.depth === 0) doubtful.add(code(run.generalize(part.text)));
    }
  }
  if (doubtful.size === 0) return claims;
  // Once a line is enough.
  const mark = (text: string) => {
    const told = new Set<string>();
    return text.replace(pieces, (piece) => {
      if (!doubtful.has(piece) || told.has(piece)) return piece;
      told.add(piece);
      return piece + uncertainMark;
    });
  };
  return claims.map((claim) => ({
    ...claim,
    action: mark(claim.action),
    text: mark(claim.text),
  }));
}

/** Inline code that is not marked yet. */
const pieces = new RegExp(`(?:\`\` .+? \`\`|\`[^\`]+\`)(?!${uncertainMark.replace(/[()]/g, '\\$&')})`, 'g');
