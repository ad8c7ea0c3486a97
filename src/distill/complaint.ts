import { type Seeming, seemingOf } from './seeming.ts';
import type { CommandReading } from './shell/read.ts';
import { swallowedFailure } from './swallowed.ts';

/** How programs end what they print, by how they ended: told apart by their names. */
export type Endings = Map<string, 'failed' | 'worked'>;

/**
 * How a command went by what it printed: where no exit code is known, or where it tells nothing. `endings` are those of
 * the commands before it, and get its own.
 */
export function howItSeems(
  reading: CommandReading,
  exitCode: number | undefined,
  output: string | undefined,
  endings: Endings,
): Seeming | undefined {
  if (exitCode === undefined) return seemingOf(output);
  const ending = endingOf(reading, output);
  const seems = complaintOf(reading, exitCode, output, ending !== undefined && endings.get(ending) === 'failed');
  if (ending === undefined || seems !== undefined) return seems;
  // What it prints when it works too says nothing.
  if (exitCode === 0) endings.set(ending, 'worked');
  else if (!endings.has(ending)) endings.set(ending, 'failed');
  return seems;
}

/** Ctrl-C, and the end that a terminal sends. */
const stopped = new Set([130, 143]);

/**
 * What a command printed says that something is wrong, though it ended well: the line sees to it that it does, or a
 * server that was stopped by hand complained, or one answered over HTTP that the fault is its own. What is not there, or
 * not for everyone, may be what was to be shown.
 */
function complaintOf(
  reading: CommandReading,
  exitCode: number,
  output: string | undefined,
  endedAsBefore: boolean,
): 'failed' | undefined {
  if (output === undefined) return undefined;
  if (exitCode === 0 && reading.main.role === 'probe' && !reading.main.piped)
    return /^5/.test(httpStatus(reading, output) ?? '') ? 'failed' : undefined;
  if (reading.main.role === 'serve') return stopped.has(exitCode) ? seemingOfServer(output) : undefined;
  return exitCode === 0 ? swallowedFailure(reading, output, endedAsBefore) : undefined;
}

/** The answers that a server logs are those that it was asked for. */
function seemingOfServer(output: string): 'failed' | undefined {
  const own = output.split('\n').filter((line) => !request.test(line));
  return seemingOf(own.join('\n')) === 'failed' ? 'failed' : undefined;
}

const request = /\b(?:GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS)\b.*\/|^HTTP\/|" [1-5]\d\d /;

/** The status of the last answer, where the output shows it; undefined if it does not. */
function httpStatus({ line }: CommandReading, output: string): string | undefined {
  const [, told] = [...output.matchAll(/^HTTP\/[\d.]+ (\d{3})\b/gm)].at(-1) ?? [];
  if (told !== undefined) return told;
  return /%\{(?:http|response)_code\}/.test(line) ? /(?:^|\D)([1-5]\d\d)\s*$/.exec(output)?.[1] : undefined;
}

/** The last line of what was printed, under the name of what ran; undefined if there is none. */
function endingOf({ main }: CommandReading, output: string | undefined): string | undefined {
  const last = output?.slice(-longestEnding).trimEnd().split('\n').at(-1)?.trim() ?? '';
  return last.length < shortestEnding ? undefined : `${main.program}\n${last.replace(/\d+/g, '#')}`;
}

const longestEnding = 400;
const shortestEnding = 4;
