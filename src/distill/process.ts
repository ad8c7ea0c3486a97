import type { OrderRule, Parameter, Process, Variant } from '../model/process.ts';
import type { Atom } from './atoms.ts';
import type { ReadRun } from './run.ts';
import type { Role } from './shell/knowledge.ts';

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

/** The merge of a workflow's runs, with what the notes need beside the process. */
export interface Merged {
  readonly process: Process;
  readonly spine: readonly Place[];
  readonly apart: readonly Place[];
}

interface Sequence {
  readonly id: string;
  readonly atoms: readonly Atom[];
}

/** Past this many different jobs only average ranks decide the order, not every pair. */
const mostCompared = 300;

/** Lays the runs over each other. Runs come in the order of their start, so that words are taken from the earliest. */
export function merge(
  runs: readonly ReadRun[],
  atoms: ReadonlyMap<string, readonly Atom[]>,
  parameters: readonly Parameter[],
): Merged {
  const planned = plannedJobs(runs, atoms);
  const sequences = runs.map(
    (run): Sequence => ({ id: run.id, atoms: withoutRepairs(atoms.get(run.id) ?? [], planned) }),
  );
  const places = placesOf(sequences);
  const enough = (place: Place) => place.runs.length * 2 > runs.length;
  const spine = inOrder([...places.values()].filter(enough), sequences);
  const apart = inOrder(
    [...places.values()].filter((place) => !enough(place)),
    sequences,
  );
  const titles = new Map([...spine, ...apart].map((place) => [place.key, place.title]));
  return {
    spine,
    apart,
    process: {
      spine: spine.map((place) => ({ step: place.title, support: place.runs.length })),
      variants: variantsOf(sequences, spine, apart, titles),
      parameters,
      order: orderRules(sequences, spine),
    },
  };
}

/** Jobs that some recording does without anything having failed. */
function plannedJobs(runs: readonly ReadRun[], atoms: ReadonlyMap<string, readonly Atom[]>): ReadonlySet<string> {
  return new Set(runs.flatMap((run) => (atoms.get(run.id) ?? []).flatMap((atom) => (atom.repair ? [] : [atom.job]))));
}

/** What only mended something this once is no part of the process, unless mending is all there is. */
function withoutRepairs(atoms: readonly Atom[], planned: ReadonlySet<string>): Atom[] {
  const isOneOff = (atom: Atom) => atom.repair && atom.job.startsWith('edit:') && !planned.has(atom.job);
  const otherWork = atoms.some(
    (atom) =>
      !isOneOff(atom) &&
      (atom.file !== undefined || ['release', 'deploy', 'push', 'migrate', 'rollback'].includes(atom.role ?? '')),
  );
  return otherWork ? atoms.filter((atom) => !isOneOff(atom)) : [...atoms];
}

function placesOf(sequences: readonly Sequence[]): Map<string, Place> {
  const places = new Map<string, Place>();
  for (const sequence of sequences) {
    for (const atom of sequence.atoms) {
      const known = places.get(atom.key);
      if (!known) places.set(atom.key, { key: atom.key, title: atom.title, atom, runs: [sequence.id], atoms: [atom] });
      else if (!known.runs.includes(sequence.id))
        places.set(atom.key, {
          ...known,
          title: sharedTitle(known, atom),
          runs: [...known.runs, sequence.id],
          atoms: [...known.atoms, atom],
        });
    }
  }
  return places;
}

/** One recording sets a key where another edits more: the step they share is the edit. */
function sharedTitle(known: Place, atom: Atom): string {
  if (known.title === atom.title || atom.file === undefined || !atom.job.startsWith('edit:')) return known.title;
  return known.title.startsWith('Create') && atom.title.startsWith('Create') ? known.title : `Edit \`${atom.file}\``;
}

/** Orders places by which comes first in more recordings; ties by average rank, then by key. */
function inOrder(places: readonly Place[], sequences: readonly Sequence[]): Place[] {
  const ranks = sequences.map((sequence) => new Map(sequence.atoms.map((atom, index) => [atom.key, index])));
  const average = new Map(
    places.map((place) => {
      const seen = ranks.flatMap((rank, index) => {
        const at = rank.get(place.key);
        return at === undefined ? [] : [at / Math.max(1, sequences[index]?.atoms.length ?? 1)];
      });
      return [place.key, seen.reduce((sum, value) => sum + value, 0) / Math.max(1, seen.length)];
    }),
  );
  const sorted = places.toSorted(
    (a, b) => (average.get(a.key) ?? 0) - (average.get(b.key) ?? 0) || (a.key < b.key ? -1 : 1),
  );
  if (sequences.length < 2 || places.length > mostCompared) return sorted;
  return byMajority(sorted, ranks);
}

/** Insertion by majority: each place goes before the first one that most recordings put after it. */
function byMajority(sorted: readonly Place[], ranks: readonly ReadonlyMap<string, number>[]): Place[] {
  const result: Place[] = [];
  for (const place of sorted) {
    let at = result.length;
    for (let index = result.length - 1; index >= 0; index--) {
      const other = result[index];
      if (!other) break;
      const lead = leadOf(place.key, other.key, ranks);
      if (lead > 0) at = index;
      else if (lead < 0) break;
    }
    result.splice(at, 0, place);
  }
  return result;
}

function leadOf(a: string, b: string, ranks: readonly ReadonlyMap<string, number>[]): number {
  let lead = 0;
  for (const rank of ranks) {
    const first = rank.get(a);
    const second = rank.get(b);
    if (first !== undefined && second !== undefined) lead += Math.sign(second - first);
  }
  return lead;
}

/** Between two common steps, what some recordings do and others do not. */
function variantsOf(
  sequences: readonly Sequence[],
  spine: readonly Place[],
  apart: readonly Place[],
  titles: ReadonlyMap<string, string>,
): Variant[] {
  if (sequences.length < 2) return [];
  const common = new Set(spine.filter((place) => place.runs.length === sequences.length).map((place) => place.key));
  const optional = new Set(
    [...spine.filter((place) => place.runs.length < sequences.length), ...apart].map((place) => place.key),
  );
  const byAnchor = new Map<string, Map<string, string[]>>();
  for (const sequence of sequences) {
    let anchor = '';
    const between = new Map<string, string[]>([['', []]]);
    for (const atom of sequence.atoms) {
      if (common.has(atom.key)) {
        anchor = atom.key;
        if (!between.has(anchor)) between.set(anchor, []);
      } else if (optional.has(atom.key)) between.get(anchor)?.push(titles.get(atom.key) ?? atom.title);
    }
    for (const [key, steps] of between) {
      const group = byAnchor.get(key) ?? new Map<string, string[]>();
      const label = JSON.stringify(steps);
      group.set(label, [...(group.get(label) ?? []), sequence.id]);
      byAnchor.set(key, group);
    }
  }
  const anchors = ['', ...spine.map((place) => place.key)];
  return anchors.flatMap((anchor) => {
    const group = byAnchor.get(anchor);
    if (!group || (group.size === 1 && group.has('[]'))) return [];
    const options = [...group].map(([label, recordings]) => ({
      steps: JSON.parse(label) as string[],
      support: recordings.length,
      recordings: recordings.toSorted(),
    }));
    options.sort((a, b) => b.support - a.support || (JSON.stringify(a.steps) < JSON.stringify(b.steps) ? -1 : 1));
    return [{ at: anchor === '' ? 'At the start' : `After: ${titles.get(anchor) ?? anchor}`, options }];
  });
}

const proving: ReadonlySet<Role | undefined> = new Set<Role | undefined>([
  'verify',
  'build',
  'migrate',
  'install',
  'login',
  'environment',
  'serve',
  'clean',
]);
const final: ReadonlySet<Role | undefined> = new Set<Role | undefined>([
  'commit',
  'push',
  'release',
  'deploy',
  'migrate',
  'rollback',
]);
const mostRules = 24;

/** Precedence that could have been otherwise: `before` came first in every or nearly every recording with `after`. */
function orderRules(sequences: readonly Sequence[], spine: readonly Place[]): OrderRule[] {
  if (sequences.length < 2 || spine.length > mostCompared) return [];
  const ranks = sequences.map((sequence) => new Map(sequence.atoms.map((atom, index) => [atom.key, index])));
  const rules: (OrderRule & { readonly rank: number })[] = [];
  for (const [i, before] of spine.entries()) {
    for (const after of spine.slice(i + 1)) {
      if (!final.has(after.atom.role) || before.atom.job === after.atom.job) continue;
      if (!(proving.has(before.atom.role) || final.has(before.atom.role) || before.atom.file !== undefined)) continue;
      let support = 0;
      let of = 0;
      for (const rank of ranks) {
        const second = rank.get(after.key);
        const first = rank.get(before.key);
        if (second === undefined) continue;
        of++;
        if (first !== undefined && first < second) support++;
      }
      if (support < 2 || support / of < 0.75) continue;
      const rank = support * 10 + (proving.has(before.atom.role) ? 5 : 0) + (after.atom.role === 'commit' ? 0 : 3);
      rules.push({
        before: before.title,
        after: after.title,
        support,
        confidence: Math.round((support / of) * 100) / 100,
        rank,
      });
    }
  }
  return rules
    .sort((a, b) => b.rank - a.rank || (a.before + a.after < b.before + b.after ? -1 : 1))
    .slice(0, mostRules)
    .map(({ before, after, support, confidence }) => ({ before, after, support, confidence }));
}
