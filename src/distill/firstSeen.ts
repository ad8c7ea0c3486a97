import type { Atom } from './atoms.ts';
import type { Pace } from './pace.ts';
import type { ReadRun } from './run.ts';

/** The first atom of a recording whose title is one of the steps; undefined if it has none. */
export type FirstSeen = (recording: string, steps: readonly string[]) => Atom | undefined;

/** Looks atoms up by their titles, each recording gone through once: a difference asks for every recording it is in. */
export function firstSeen(atomsOf: ReadonlyMap<string, readonly Atom[]>): FirstSeen {
  const known = new Map<string, ReadonlyMap<string, number>>();
  return (recording, steps) => {
    const atoms = atomsOf.get(recording) ?? [];
    let ranks = known.get(recording);
    if (!ranks) {
      ranks = ranksOf(atoms);
      known.set(recording, ranks);
    }
    let first = atoms.length;
    for (const step of steps) first = Math.min(first, ranks.get(step) ?? first);
    return atoms[first];
  };
}

function ranksOf(atoms: readonly Atom[]): ReadonlyMap<string, number> {
  const ranks = new Map<string, number>();
  for (const [rank, { title }] of atoms.entries()) if (!ranks.has(title)) ranks.set(title, rank);
  return ranks;
}

/** What a person said right before one of the steps that gives a condition; undefined if nothing was said. */
export type ConditionOf = (steps: Iterable<string>) => string | undefined;

/** Looks up what was said of a condition, the earliest recording first. */
export async function conditionReader(
  runs: readonly ReadRun[],
  atoms: ReadonlyMap<string, readonly Atom[]>,
  pace: Pace,
): Promise<ConditionOf> {
  const said: string[] = [];
  const ranks = new Map<string, number>();
  for (const run of runs) {
    for (const atom of atoms.get(run.id) ?? []) {
      const turn = pace(0.1);
      if (turn) await turn;
      const before = run.actions[atom.index - 1];
      if (before?.kind !== 'note' || ranks.has(atom.title) || !conditional.test(before.text)) continue;
      ranks.set(atom.title, said.length);
      said.push(run.generalize(before.text));
    }
  }
  return (steps) => {
    let first = said.length;
    for (const step of steps) first = Math.min(first, ranks.get(step) ?? first);
    return said[first];
  };
}

const conditional = /\b(?:if|when|unless|because|since|only|for|as)\b/i;
