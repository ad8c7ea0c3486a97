import { type Atom, numbered } from './atoms.ts';

const begins = /^cmd:(?:git|hg) bisect start\b/;
const ends = /^cmd:(?:git|hg) bisect (?:reset|--reset)\b/;
const judges = /^cmd:(?:git|hg) bisect (?:good|bad|new|old|skip)\b/;
/** Names the commit that it is about. */
const named = /\bbisect \S+ +\S/;

/**
 * What is gone through for commit after commit while the one is looked for that broke something: it is told once, as it
 * was done first, and after it that each is judged. Which of them were good is no part of the way.
 */
export function withoutHuntRounds(atoms: readonly Atom[]): readonly Atom[] {
  if (!atoms.some(({ job }) => begins.test(job))) return atoms;
  const kept: Atom[] = [];
  let seen: Set<string> | undefined;
  /** The first verdict after something was run to come to it. */
  let verdict: Atom | undefined;
  let round: Atom[] = [];
  const close = () => {
    if (verdict) kept.push({ ...verdict, job: judging, title: verdictTitle });
    verdict = undefined;
    seen = undefined;
  };
  for (const atom of atoms) {
    if (begins.test(atom.job)) {
      close();
      seen = new Set();
      kept.push(atom);
    } else if (seen === undefined) kept.push(atom);
    else if (ends.test(atom.job)) {
      close();
      kept.push(atom);
    } else if (judges.test(atom.job)) {
      if (named.test(atom.line ?? '') || (seen.size === 0 && !/ skip$/.test(atom.job))) kept.push(atom);
      else if (round.length > 0) verdict ??= atom;
      round = [];
    } else {
      round.push(atom);
      if (!seen.has(atom.job)) kept.push(atom);
      seen.add(atom.job);
    }
  }
  close();
  return numbered(kept);
}

const judging = 'cmd:git bisect good|bad';
const verdictTitle = 'Mark each commit with `git bisect good`, `git bisect bad` or `git bisect skip`';
