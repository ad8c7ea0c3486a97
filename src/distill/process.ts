import type { Parameter, Process } from '../model/process.ts';
import type { Atom } from './atoms.ts';
import { withoutHuntRounds } from './hunts.ts';
import { variablesOf } from './manner.ts';
import { orderRules } from './orderRules.ts';
import { collect, type Pace } from './pace.ts';
import { inOrder, type Place, placesOf, ranksOf, type Sequence } from './places.ts';
import type { ReadRun } from './run.ts';
import { puttingOut, variantsOf } from './variants.ts';

/** The merge of a workflow's runs, with what the notes need beside the process. */
export interface Merged {
  readonly process: Process;
  readonly spine: readonly Place[];
  /** All of them in order, those that few recordings have as well. */
  readonly places: readonly Place[];
}

/** Lays the runs over each other. Runs come in the order of their start, so that words are taken from the earliest. */
export async function merge(
  runs: readonly ReadRun[],
  atoms: ReadonlyMap<string, readonly Atom[]>,
  parameters: readonly Parameter[],
  pace: Pace,
): Promise<Merged> {
  const planned = await plannedJobs(runs, atoms, pace);
  const sequences: Sequence[] = [];
  for (const run of runs) {
    const own = atoms.get(run.id) ?? [];
    await pace(5 + own.length / 20);
    sequences.push({ id: run.id, atoms: withoutRepairs(withoutHuntRounds(withoutRounds(run, own, planned)), planned) });
  }
  const places = await placesOf(sequences, pace);
  // Who publishes once more puts something right: only where all do it twice is that a step of its own.
  const isOnceMore = ({ atom }: Place) => atom.again === true && puttingOut.has(atom.role);
  const enough = (place: Place) =>
    isOnceMore(place) ? place.runs.length === runs.length : place.runs.length * 2 > runs.length;
  const ranks = await ranksOf(sequences, pace);
  const ordered = await inOrder([...places.values()], sequences, ranks, pace);
  const shared = ordered.filter(enough);
  // Where nothing is common, what half of the recordings do is the best there is.
  const half = ordered.filter((place) => place.runs.length * 2 >= runs.length);
  const inTurn = await inOrder(shared.length > 0 ? shared : half, sequences, ranks, pace);
  const spine = await withVariables(inTurn, sequences, pace);
  const told = new Map(spine.map(({ key, title }) => [key, title]));
  await pace(1_000);
  return {
    spine,
    places: ordered.map((place) => ({ ...place, title: told.get(place.key) ?? place.title })),
    process: {
      spine: spine.map((place) => ({ step: place.title, support: place.runs.length })),
      variants: await variantsOf(sequences, ordered, ranks, pace),
      parameters,
      order: orderRules(ranks, spine),
    },
  };
}

/**
 * A variable that one recording sets for all that follows and another for the one command that wants it: where setting
 * it is no common step, the command is told with it.
 */
async function withVariables(
  spine: readonly Place[],
  sequences: readonly Sequence[],
  pace: Pace,
): Promise<readonly Place[]> {
  const variablesIn: ReadonlySet<string>[] = [];
  for (const { atoms } of sequences)
    variablesIn.push(
      new Set(await collect(atoms, pace, 0.2, ({ line }) => (line?.includes('=') ? variablesOf(line) : []))),
    );
  // Most recordings set none that the others set too.
  const [first, ...others] = variablesIn;
  if (![...(first ?? [])].some((name) => others.every((variables) => variables.has(name)))) return spine;
  const onSpine = new Set(
    spine.flatMap(({ atom }) => (atom.role === 'environment' ? variablesOf(atom.line ?? '') : [])),
  );
  const isSetByAll = (name: string) => !onSpine.has(name) && variablesIn.every((variables) => variables.has(name));
  return collect(spine, pace, 2, (place) => {
    const atom = place.atoms.find(({ line, role }) => {
      const names = role === 'environment' ? [] : variablesOf(/^(?:[A-Za-z_]\w*=\S+\s+)+/.exec(line ?? '')?.[0] ?? '');
      return names.length > 0 && names.every(isSetByAll);
    });
    return [atom === undefined ? place : { ...place, title: atom.title }];
  });
}

/** Jobs that some recording does without anything having failed, or that most come to do: a detour repeated is a step. */
async function plannedJobs(
  runs: readonly ReadRun[],
  atoms: ReadonlyMap<string, readonly Atom[]>,
  pace: Pace,
): Promise<ReadonlySet<string>> {
  const planned = new Set<string>();
  const mended = new Map<string, number>();
  for (const run of runs) {
    const own = new Set<string>();
    const all = atoms.get(run.id) ?? [];
    await pace(5 + all.length / 20);
    for (const atom of all) {
      if (!atom.repair) planned.add(atom.job);
      else own.add(atom.job);
    }
    for (const job of own) mended.set(job, (mended.get(job) ?? 0) + 1);
  }
  for (const [job, count] of mended) if (count > 1 && count * 2 > runs.length) planned.add(job);
  return planned;
}

/**
 * What was gone through once more because a check had failed in the end: made, copied and restarted as before, with
 * nothing in between but what mended it. The first time tells the order; the lesson tells what was mended.
 */
function withoutRounds(run: ReadRun, atoms: readonly Atom[], planned: ReadonlySet<string>): readonly Atom[] {
  const gone = new Set<Atom>();
  /** Where a line was run first, as the index of its action. */
  const first = new Map<string, number>();
  for (const { line, index } of atoms) if (line !== undefined && !first.has(line)) first.set(line, index);
  for (const { index, success, resolution } of run.failures) {
    if (resolution !== 'change' || success === undefined) continue;
    const isAgain = ({ again, line }: Atom) =>
      again === true && line !== undefined && (first.get(line) ?? index) < index;
    const round: Atom[] = [];
    let at = firstAfter(atoms, index);
    for (let atom = atoms[at]; atom && atom.index < success; atom = atoms[++at]) {
      if (isAgain(atom)) round.push(atom);
      else if (!isOneOff(atom, planned)) break;
    }
    const isWhole = (atoms[at]?.index ?? success) >= success;
    if (isWhole && round.length >= fewestInRound) for (const atom of round) gone.add(atom);
  }
  return gone.size === 0 ? atoms : atoms.filter((atom) => !gone.has(atom));
}

/** Position of the first atom of a later action; atoms stand in the order of their actions. */
function firstAfter(atoms: readonly Atom[], index: number): number {
  let low = 0;
  let high = atoms.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((atoms[middle]?.index ?? index) <= index) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** One command that is run again is what the check was for. */
const fewestInRound = 2;

/** An edit that only mended something this once. */
function isOneOff({ job, repair }: Atom, planned: ReadonlySet<string>): boolean {
  return repair && job.startsWith('edit:') && !planned.has(job);
}

/** What only mended something this once is no part of the process, unless mending is all there is. */
function withoutRepairs(atoms: readonly Atom[], planned: ReadonlySet<string>): Atom[] {
  const otherWork = atoms.some(
    (atom) => !isOneOff(atom, planned) && (atom.file !== undefined || puttingOut.has(atom.role)),
  );
  return otherWork ? atoms.filter((atom) => !isOneOff(atom, planned)) : [...atoms];
}
