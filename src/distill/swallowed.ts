import { seemingOf } from './seeming.ts';
import type { CommandReading } from './shell/read.ts';

/** Ends as soon as what it waits for is there: that it ended is the proof. */
const waits = /^\s*(?:until\b|while\s+!)/;
/** A fallback that passes the failure on. */
const passesOn = /\|\|\s*(?:\{[^}]*\b(?:exit|return|false)\b|exit\b|return\b|false\b|\(\s*exit\b)/g;
/** Stops at the first command that fails. */
const strict = /\bset -\w*e|\bpipefail\b/;

/** It ended with 0 because the line sees to that; what it printed says that it failed, or ends as it ended when it failed. */
export function swallowedFailure(
  reading: CommandReading,
  output: string | undefined,
  endedAsBefore: boolean,
): 'failed' | undefined {
  return swallowsExit(reading) && (endedAsBefore || seemingOf(output) === 'failed') ? 'failed' : undefined;
}

/**
 * The exit code of a line tells nothing of what the line is for: `… || true`, `… || break` in a loop, `…; echo done`,
 * `… | tail`. What it printed has to say how it went.
 */
function swallowsExit({ line, parts, main }: CommandReading): boolean {
  if (waits.test(line)) return false;
  if (/\|\|/.test(line.replace(passesOn, ''))) return true;
  if (strict.test(line)) return false;
  if (/\bdone\b/.test(line) && /\b(?:for|while)\b/.test(line)) return true;
  const at = parts.indexOf(main);
  const next = parts[at + 1];
  if (next === undefined || next.depth !== main.depth) return false;
  return next.piped || isFollowed(line, main.text);
}

/** Something comes after it whether it went well or not. */
function isFollowed(line: string, text: string): boolean {
  const at = line.lastIndexOf(text);
  return at >= 0 && /^\s*(?:\)\s*)?[;\n]/.test(line.slice(at + text.length));
}
