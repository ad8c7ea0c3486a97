import { seemingOf } from './seeming.ts';
import type { CommandReading } from './shell/read.ts';
import { swallowedFailure } from './swallowed.ts';

/** Ctrl-C, and the end that a terminal sends. */
const stopped = new Set([130, 143]);

/**
 * What a command printed says that something is wrong, though it ended well: the line sees to it that it does, or a
 * server that was stopped by hand complained, or what was asked over HTTP answered with an error.
 */
export function complaintOf(
  reading: CommandReading,
  exitCode: number,
  output: string | undefined,
): 'failed' | undefined {
  if (output === undefined) return undefined;
  if (exitCode === 0 && reading.main.role === 'probe' && !reading.main.piped)
    return /^[45]/.test(httpStatus(reading, output) ?? '') ? 'failed' : undefined;
  if (reading.main.role === 'serve') return stopped.has(exitCode) ? seemingOfServer(output) : undefined;
  return exitCode === 0 ? swallowedFailure(reading, output) : undefined;
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

/** Somebody asked for what is not there, or not theirs: that may be what was to be shown. */
export function mayBeOnPurpose(reading: CommandReading, output: string | undefined): boolean {
  return reading.main.role === 'probe' && /^4/.test(httpStatus(reading, output ?? '') ?? '');
}
