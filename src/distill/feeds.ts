import type { Atom } from './atoms.ts';

/** One place of the merged workflow, as far as it is asked for here. */
interface Place {
  readonly atom: Atom;
  readonly atoms: readonly Atom[];
}

/** Files of one run of a command that are looked at. */
const mostMade = 20;

/** Where a command is told to put what it makes. */
const target = /(?:(?<=\s)(?:-o|-O|-out|--out(?:put)?(?:-file)?)[\s=]|>)\s*["']?([^\s"'|&;>]+)/g;

/** What one place makes the other is given: whatever the recordings' order says on average, it comes first. */
export function feeds(maker: Place, user: Place): boolean {
  const line = user.atom.line;
  if (line === undefined || maker.atom.line === undefined || maker.atom.job === user.atom.job) return false;
  const own = new Set(told(line));
  const given = (line.match(/[^\s"'|&;<>=]+/g) ?? []).filter((word) => /[./]/.test(word) && !own.has(word));
  if (given.length === 0) return false;
  const files = new Set(
    maker.atoms.flatMap((atom) => [...told(atom.line ?? ''), ...(atom.made ?? []).slice(0, mostMade)]),
  );
  return given.some((word) => files.has(word) || (/^[\w.-]+\/\*$/.test(word) && isFilled(word.slice(0, -1), files)));
}

function isFilled(folder: string, files: ReadonlySet<string>): boolean {
  return [...files].some((file) => file.startsWith(folder));
}

function told(line: string): string[] {
  return [...line.matchAll(target)].flatMap((match) => (match[1] === undefined ? [] : [match[1].replace(/^\.\//, '')]));
}
