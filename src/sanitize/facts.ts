import type { CommandFact, EditFact, Fact, Hunk } from '../model/event.ts';
import { cleanFurtherFields, walkedFields, walkedOutput } from './furtherFields.ts';
import type { Sanitized, SanitizeInput } from './gate.ts';
import type { TextKind } from './rule.ts';
import type { Steps } from './steps.ts';
import { guessTextKind } from './textKind.ts';
import type { IsContentWithheld } from './withheld.ts';

type Dropped = { readonly dropped: string };

/** The lines last typed in each file, as they were typed: what comes below is read with them. In memory only. */
export type RecentLines = Map<string, { readonly end: number; readonly lines: readonly string[] }>;

const mostRecent = 40;
const longestRecent = 4_000;
const mostFiles = 50;

/** The lines cleaned, or why they are not. */
export type CleanLines = { readonly lines: string[] } | { readonly dropped: string };

/** What the walk needs of a gate. */
export interface StepwiseGate {
  text(input: SanitizeInput): Steps<Sanitized>;
  /** Texts that belong together line by line. */
  lines(lines: readonly string[], as: TextKind): Steps<CleanLines>;
}

/** Walks every text of a fact, by kind. Numbers, flags and fixed words pass as they are. */
export function* sanitizeFact(
  fact: Fact,
  gate: StepwiseGate,
  isContentWithheld: IsContentWithheld,
  recent: RecentLines,
): Steps<Fact | Dropped> {
  try {
    const clean = createCleaner(gate);
    const cleaned = yield* cleanFact(fact, clean, isContentWithheld, recent);
    const keeps = cleaned.kind !== 'edit' || cleaned.withheld !== true;
    const further = yield* cleanFurtherFields(fact, walkedFields[fact.kind], keeps, clean.text);
    const folder = 'folder' in fact ? fact.folder : undefined;
    return {
      ...cleaned,
      ...(folder === undefined ? {} : { folder: yield* clean.text(folder, 'terminal') }),
      ...further,
    };
  } catch (error) {
    return { dropped: error instanceof NotClean ? error.message : 'Examining the event failed.' };
  }
}

/** Carries the reason out of nested fields: one field that cannot be examined drops the whole event. */
class NotClean extends Error {}

interface Cleaner {
  text(text: string, as: TextKind): Steps<string>;
  lines(lines: readonly string[], as: TextKind): Steps<string[]>;
}

function createCleaner(gate: StepwiseGate): Cleaner {
  return {
    *text(text, as) {
      const result = yield* gate.text({ text, as });
      if (result.withheld) {
        throw new NotClean(result.reason);
      }
      return result.text;
    },
    *lines(lines, as) {
      const result = yield* gate.lines(lines, as);
      if ('dropped' in result) {
        throw new NotClean(result.dropped);
      }
      return result.lines;
    },
  };
}

function* cleanFact(
  fact: Fact,
  clean: Cleaner,
  isContentWithheld: IsContentWithheld,
  recent: RecentLines,
): Steps<Fact> {
  switch (fact.kind) {
    case 'command':
      return yield* cleanCommand(fact, clean);
    case 'edit':
      return yield* cleanEdit(fact, clean, isContentWithheld, recent);
    case 'file':
      return {
        ...fact,
        file: yield* clean.text(fact.file, 'terminal'),
        ...(fact.to === undefined ? {} : { to: yield* clean.text(fact.to, 'terminal') }),
      };
    case 'open':
      return { ...fact, file: yield* clean.text(fact.file, 'terminal') };
    case 'task':
      return {
        ...fact,
        name: yield* clean.text(fact.name, 'terminal'),
        source: yield* clean.text(fact.source, 'terminal'),
      };
    case 'debug':
      return {
        ...fact,
        name: yield* clean.text(fact.name, 'terminal'),
        type: yield* clean.text(fact.type, 'terminal'),
      };
    case 'git':
      return {
        ...fact,
        ...(fact.branch === undefined ? {} : { branch: yield* clean.text(fact.branch, 'terminal') }),
        ...(fact.message === undefined ? {} : { message: yield* clean.text(fact.message, 'terminal') }),
      };
    case 'note':
      return { ...fact, text: yield* clean.text(fact.text, 'terminal') };
    case 'capture':
    case 'end':
      return { ...fact, reason: yield* clean.text(fact.reason, 'terminal') };
    case 'focus':
    case 'diagnostics':
    case 'pause':
    case 'resume':
      return fact;
  }
}

/**
 * The line and its output are read as one text, the line first: a secret printed bare is known by
 * the command that asked for it. They are then cut apart again where the line ended.
 */
function* cleanCommand(fact: CommandFact, clean: Cleaner): Steps<CommandFact> {
  const cwd = yield* clean.text(fact.cwd, 'terminal');
  const shell = yield* clean.text(fact.shell, 'terminal');
  if (fact.output === undefined) {
    return { ...fact, cwd, shell, line: yield* clean.text(fact.line, 'terminal') };
  }
  const [line = '', output = ''] = yield* clean.lines([fact.line, fact.output.text], 'terminal');
  const further = yield* cleanFurtherFields(fact.output, walkedOutput, true, clean.text);
  return { ...fact, cwd, shell, line, output: { ...fact.output, text: output, ...further } };
}

function* cleanEdit(
  fact: EditFact,
  clean: Cleaner,
  isContentWithheld: IsContentWithheld,
  recent: RecentLines,
): Steps<EditFact> {
  const { hunks, ...rest } = fact;
  const file = yield* clean.text(fact.file, 'terminal');
  if (fact.withheld === true || isContentWithheld(fact.file)) {
    return { ...rest, file, withheld: true };
  }
  if (hunks === undefined) {
    return { ...rest, file };
  }
  const after = hunks.flatMap((hunk) => hunk.after);
  const before = hunks.flatMap((hunk) => hunk.before);
  const above = linesAbove(recent.get(fact.file), hunks);
  const as = guessTextKind([...above, ...before, ...after].join('\n'), fact.file);
  const cleaned = yield* cleanHunks(hunks, as, clean, above);
  keepRecent(recent, fact.file, hunks, above);
  return { ...rest, file, hunks: cleaned };
}

/** What was typed right above: a table's head, a key's beginning, the name whose value comes on the next line. */
function linesAbove(
  last: { end: number; lines: readonly string[] } | undefined,
  hunks: readonly Hunk[],
): readonly string[] {
  const line = hunks[0]?.line ?? 0;
  return last !== undefined && line >= last.end - 1 && line <= last.end + 2 ? last.lines : [];
}

function keepRecent(recent: RecentLines, file: string, hunks: readonly Hunk[], above: readonly string[]): void {
  const last = hunks.at(-1);
  const lines = [...above, ...hunks.flatMap((hunk) => hunk.after)].slice(-mostRecent);
  while (lines.length > 0 && lines.reduce((sum, line) => sum + line.length, 0) > longestRecent) {
    lines.shift();
  }
  recent.delete(file);
  recent.set(file, { end: (last?.line ?? 0) + (last?.after.length ?? 0), lines });
  const [oldest] = recent.keys();
  if (recent.size > mostFiles && oldest !== undefined) {
    recent.delete(oldest);
  }
}

/** Both sides are joined over all hunks, so that a key of many lines is seen although each hunk has a part. */
function* cleanHunks(hunks: readonly Hunk[], as: TextKind, clean: Cleaner, above: readonly string[]): Steps<Hunk[]> {
  const before = yield* clean.lines(
    hunks.flatMap((hunk) => hunk.before),
    as,
  );
  const after = (yield* clean.lines([...above, ...hunks.flatMap((hunk) => hunk.after)], as)).slice(above.length);
  let fromBefore = 0;
  let fromAfter = 0;
  return hunks.map((hunk) => {
    const next = {
      line: hunk.line,
      before: before.slice(fromBefore, fromBefore + hunk.before.length),
      after: after.slice(fromAfter, fromAfter + hunk.after.length),
    };
    fromBefore += hunk.before.length;
    fromAfter += hunk.after.length;
    return next;
  });
}
