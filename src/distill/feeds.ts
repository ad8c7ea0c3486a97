import { remember } from '../model/remember.ts';
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

/** Whether what one place makes the other is given: whatever the recordings' order says on average, it comes first. */
export function feeder(): (maker: Place, user: Place) => boolean {
  const made = remember(({ atoms }: Place): ReadonlySet<string> => {
    const files = atoms.flatMap((atom) => [...told(atom.line ?? ''), ...(atom.made ?? []).slice(0, mostMade)]);
    return new Set(files);
  });
  const given = remember(({ atom: { line } }: Place): readonly string[] => {
    if (line === undefined) return [];
    const own = new Set(told(line));
    return (line.match(/[^\s"'|&;<>=]+/g) ?? []).filter((word) => /[./]/.test(word) && !own.has(word));
  });
  return (maker, user) => {
    const files = made(maker);
    if (files.size === 0 || maker.atom.job === user.atom.job) return false;
    return given(user).some(
      (word) => files.has(word) || (/^[\w.-]+\/\*$/.test(word) && isFilled(word.slice(0, -1), files)),
    );
  };
}

function isFilled(folder: string, files: ReadonlySet<string>): boolean {
  return [...files].some((file) => file.startsWith(folder));
}

function told(line: string): string[] {
  return [...line.matchAll(target)].flatMap((match) => (match[1] === undefined ? [] : [match[1].replace(/^\.\//, '')]));
}
