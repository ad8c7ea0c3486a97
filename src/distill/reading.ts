import type { ParseShell } from '../model/shell.ts';
import type { Role } from './shell/knowledge.ts';
import { type CommandReading, readCommand, type ScriptLookup, type SimpleCommand } from './shell/read.ts';
import { touchesOf } from './touches.ts';

/** A line as read, with what is asked of it again and again. */
export interface Reading extends CommandReading {
  /** The line without looking around and changing directories. */
  readonly essential: string;
  /** Files, directories and values it is about. */
  readonly touches: readonly string[];
}

/** Reads a line run in a directory. */
export type ReadLine = (line: string, cwd: string) => Reading | undefined;

/** A reader that reads each line once: people repeat themselves and each other. */
export function lineReader(parse: ParseShell, scripts: ScriptLookup): ReadLine {
  const byDirectory = new Map<string, Map<string, Reading | undefined>>();
  return (line, cwd) => {
    const known = byDirectory.get(cwd) ?? new Map<string, Reading | undefined>();
    if (known.size === 0) byDirectory.set(cwd, known);
    const before = known.get(line);
    if (before !== undefined || known.has(line)) return before;
    const reading = readCommand(line, cwd, parse, scripts);
    const whole = reading && { ...reading, essential: essentialOf(reading), touches: touchesOf(reading.parts) };
    known.set(line, whole);
    return whole;
  };
}

const dull: ReadonlySet<Role> = new Set<Role>(['look', 'move', 'editor']);

/** The number of a process and a one-time password are of this one time. */
function withoutMoments(line: string, parts: readonly SimpleCommand[]): string {
  const kept = parts.some((part) => part.program === 'kill') ? line.replace(/\b\d{2,}\b/g, '<pid>') : line;
  return kept
    .replace(/(pg_(?:terminate|cancel)_backend\()\d+/gi, '$1<pid>')
    .replace(/(\s--(?:otp|totp|mfa-code|one-time-password)[ =])\S+/g, '$1<otp>');
}

/** The line without looking around and changing directories. */
function essentialOf({ line: written, parts }: CommandReading): string {
  // The number of a process is of this one time.
  const line = withoutMoments(written, parts);
  const top = parts.filter((part) => part.depth === 0);
  if (top.length === 0 || top.length !== parts.length) return line.trim();
  const pipelines: SimpleCommand[][] = [];
  for (const part of top) {
    const current = pipelines.at(-1);
    if (part.piped && current) current.push(part);
    else pipelines.push([part]);
  }
  const essential = pipelines.flatMap((pipeline) => {
    if (pipeline.every((part) => dull.has(part.role))) return [];
    const end = pipeline.findLastIndex((part) => !dull.has(part.role));
    return [pipeline.slice(0, end + 1)];
  });
  const unchanged =
    essential.length === pipelines.length && essential.every((kept, index) => kept.length === pipelines[index]?.length);
  if (unchanged || essential.length === 0) return line.trim();
  return essential.map((pipeline) => pipeline.map((part) => part.text).join(' | ')).join(' && ');
}
