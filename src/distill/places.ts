import type { Atom } from './atoms.ts';
import { feeder } from './feeds.ts';
import type { Pace } from './pace.ts';

/** One place of the merged workflow. */
export interface Place {
  readonly key: string;
  readonly title: string;
  readonly atom: Atom;
  /** Recordings that have it, by id. */
  readonly runs: readonly string[];
  /** The atom it is in each of them, in the same order. */
  readonly atoms: readonly Atom[];
}

/** The atoms of one recording that belong to the process. */
export interface Sequence {
  readonly id: string;
  readonly atoms: readonly Atom[];
}

/** Past this many different jobs only average ranks decide the order, not every pair. */
export const mostCompared = 300;

/** The recording that came last to it, by id, and how many came to it. */
interface Done {
  last: string;
  count: number;
}

/** What the recordings do, each job once. */
export async function placesOf(sequences: readonly Sequence[], pace: Pace): Promise<Map<string, Place>> {
  const found = new Map<string, { readonly runs: string[]; readonly atoms: Atom[] }>();
  /** In how many recordings a job is done so, the first or any other time, by job and title. */
  const doneSo = new Map<string, Map<string, Done>>();
  for (const sequence of sequences) {
    for (const atom of sequence.atoms) {
      const turn = pace(1);
      if (turn) await turn;
      const ways = doneSo.get(atom.job) ?? new Map<string, Done>();
      if (ways.size === 0) doneSo.set(atom.job, ways);
      const way = ways.get(atom.title);
      if (!way) ways.set(atom.title, { last: sequence.id, count: 1 });
      else if (way.last !== sequence.id) {
        way.last = sequence.id;
        way.count++;
      }
      const known = found.get(atom.key);
      if (!known) found.set(atom.key, { runs: [sequence.id], atoms: [atom] });
      else if (known.runs.at(-1) !== sequence.id) {
        known.runs.push(sequence.id);
        known.atoms.push(atom);
      }
    }
  }
  const places = new Map<string, Place>();
  for (const [key, { runs, atoms }] of found) {
    const turn = pace(1);
    if (turn) await turn;
    const [first] = atoms;
    if (!first) continue;
    const often = ({ job, title }: Atom) => doneSo.get(job)?.get(title)?.count ?? 0;
    places.set(key, {
      key,
      title: sharedTitle(first, atoms, often),
      atom: commonest(atoms, often) ?? first,
      runs,
      atoms,
    });
  }
  return places;
}

/** The way most recordings do it; of two equally common the one that is seen first. Lines that are certain go first. */
function commonest(all: readonly Atom[], often: (atom: Atom) => number): Atom | undefined {
  const [one] = all;
  if (one && all.every(({ title, uncertain }) => title === one.title && uncertain === one.uncertain)) return one;
  const certain = all.filter((atom) => !atom.uncertain);
  const atoms = certain.length > 0 ? certain : all;
  const counts = new Map<string, number>();
  for (const atom of atoms) counts.set(atom.title, (counts.get(atom.title) ?? 0) + 1);
  const most = Math.max(...counts.values());
  const best = atoms.filter((atom) => counts.get(atom.title) === most);
  // Of two as common here the one that more recordings come to, then the one that does more in one go.
  const widest = Math.max(...best.map(often));
  const wide = best.filter((atom) => often(atom) === widest);
  const longest = Math.max(...wide.map(pipesIn));
  return wide.find((atom) => pipesIn(atom) === longest);
}

function pipesIn({ line = '' }: Atom): number {
  return line.split(' | ').length;
}

/** One recording sets a key where another edits more: the step they share is the edit. Of commands most decide. */
function sharedTitle(first: Atom, atoms: readonly Atom[], often: (atom: Atom) => number): string {
  if (first.file === undefined || !first.job.startsWith('edit:')) return commonest(atoms, often)?.title ?? first.title;
  if (atoms.every((atom) => atom.title === first.title)) return first.title;
  return atoms.every((atom) => atom.title.startsWith('Create')) ? first.title : `Edit \`${first.file}\``;
}

/** A pass over all places that is quick in itself: worth a pause of its own where they are many. */
const whole = 1_000;

/** Where each atom stands in its recording, by key; one entry a recording. */
export type Ranks = readonly ReadonlyMap<string, number>[];

export async function ranksOf(sequences: readonly Sequence[], pace: Pace): Promise<Ranks> {
  const ranks: Map<string, number>[] = [];
  for (const { atoms } of sequences) {
    const turn = pace(1 + atoms.length / 50);
    if (turn) await turn;
    const own = new Map<string, number>();
    for (let index = 0; index < atoms.length; index++) own.set(atoms[index]?.key ?? '', index);
    ranks.push(own);
  }
  return ranks;
}

/** Orders places by which comes first in more recordings; ties by average rank, then by key. */
export async function inOrder(
  places: readonly Place[],
  sequences: readonly Sequence[],
  ranks: Ranks,
  pace: Pace,
): Promise<Place[]> {
  const ranked: { readonly place: Place; readonly at: number }[] = [];
  for (const place of places) {
    const turn = pace(1);
    if (turn) await turn;
    let sum = 0;
    let count = 0;
    for (let index = 0; index < ranks.length; index++) {
      const at = ranks[index]?.get(place.key);
      if (at === undefined) continue;
      sum += at / Math.max(1, sequences[index]?.atoms.length ?? 1);
      count++;
    }
    ranked.push({ place, at: sum / Math.max(1, count) });
  }
  await pace(whole);
  const sorted = ranked.sort((a, b) => a.at - b.at || (a.place.key < b.place.key ? -1 : 1)).map(({ place }) => place);
  await pace(whole);
  if (sequences.length < 2 || places.length > mostCompared) return sorted;
  return byMajority(sorted, ranks);
}

/** Insertion by majority: each place goes before the first one that most recordings put after it. */
function byMajority(sorted: readonly Place[], ranks: Ranks): Place[] {
  const result: Place[] = [];
  const feeds = feeder();
  for (const place of sorted) {
    let at = result.length;
    for (let index = result.length - 1; index >= 0; index--) {
      const other = result[index];
      if (!other) break;
      const lead = leadOf(place.key, other.key, ranks) || (feeds(place, other) ? 1 : feeds(other, place) ? -1 : 0);
      if (lead > 0) at = index;
      else if (lead < 0) break;
    }
    result.splice(at, 0, place);
  }
  return result;
}

function leadOf(a: string, b: string, ranks: Ranks): number {
  let lead = 0;
  for (const rank of ranks) {
    const first = rank.get(a);
    const second = rank.get(b);
    if (first !== undefined && second !== undefined) lead += Math.sign(second - first);
  }
  return lead;
}
