import type { Variant } from '../model/process.ts';
import type { Atom } from './atoms.ts';
import { mannerOf, variablesOf } from './manner.ts';
import { collect, type Pace } from './pace.ts';
import type { Place, Ranks, Sequence } from './places.ts';
import type { Role } from './shell/knowledge.ts';
import { isCode } from './sourceCode.ts';

/**
 * Where recordings differ: steps between two common ones that some do and
 * others do not, whatever their order, and one step done in different ways.
 * `places` are all places in the merged order.
 */
export async function variantsOf(
  sequences: readonly Sequence[],
  places: readonly Place[],
  ranks: Ranks,
  pace: Pace,
): Promise<Variant[]> {
  if (sequences.length < 2) return [];
  const steps = await stepVariants(sequences, places, pace);
  return [...steps, ...(await manners(sequences, places, pace)), ...orders(sequences, places, ranks)];
}

/** Roles that put something out. */
export const puttingOut: ReadonlySet<Role | undefined> = new Set<Role | undefined>([
  'release',
  'deploy',
  'push',
  'migrate',
  'rollback',
]);
/** More steps that put something out are not compared with each other. */
const mostOrdered = 20;

/** Two steps that put something out, done in this order by some and in the other by others. */
function orders(sequences: readonly Sequence[], places: readonly Place[], all: Ranks): Variant[] {
  const outcomes = places
    .filter(({ atom, runs }) => puttingOut.has(atom.role) && runs.length > 1)
    .slice(0, mostOrdered);
  const ranks = new Map(sequences.map(({ id }, index) => [id, all[index]]));
  return outcomes.flatMap((first, index) =>
    outcomes.slice(index + 1).flatMap((second) => {
      const both = sequences.filter(({ id }) => ranks.get(id)?.has(first.key) && ranks.get(id)?.has(second.key));
      const isFirst = ({ id }: Sequence) =>
        (ranks.get(id)?.get(first.key) ?? 0) < (ranks.get(id)?.get(second.key) ?? 0);
      const before = both.filter(isFirst).length;
      if (before === 0 || before === both.length) return [];
      return [
        {
          at: `Order of ${nameOf(first)} and ${nameOf(second)}`,
          options: grouped(both, (one) => (isFirst(one) ? [first.title, second.title] : [second.title, first.title])),
        },
      ];
    }),
  );
}

async function stepVariants(sequences: readonly Sequence[], places: readonly Place[], pace: Pace): Promise<Variant[]> {
  const doneBy = new Map<string, Set<string>>();
  for (const { id, atoms } of sequences)
    for (const { job } of atoms) doneBy.set(job, (doneBy.get(job) ?? new Set()).add(id));
  // What all do, some do once more or elsewhere: that is no other way.
  const isOnceMore = ({ atom }: Place) => doneBy.get(atom.job)?.size === sequences.length;
  // A variable that one sets for all that follows and another for the one command is set by both.
  const known = new Map<string, ReadonlySet<string>>();
  const variablesIn = ({ id, atoms }: Sequence): ReadonlySet<string> => {
    const variables = known.get(id) ?? new Set(atoms.flatMap(({ line }) => variablesOf(line ?? '')));
    known.set(id, variables);
    return variables;
  };
  // Each takes a copy in a way and at a place of their own.
  const copying = new Set(sequences.flatMap(({ id, atoms }) => (atoms.some(({ copies }) => copies) ? [id] : [])));
  const isCopiedByAll = ({ atom }: Place) => atom.copies === true && copying.size === sequences.length;
  const isSetByAll = ({ atom, runs }: Place) => {
    const names = atom.role === 'environment' ? variablesOf(atom.line ?? '') : [];
    if (names.length === 0) return false;
    const others = sequences.filter(({ id }) => !runs.includes(id)).map(variablesIn);
    return names.every((name) => others.every((variables) => variables.has(name)));
  };
  const anchors: { readonly at: string; readonly optional: Place[] }[] = [{ at: 'At the start', optional: [] }];
  for (const place of places) {
    if (place.runs.length === sequences.length) anchors.push({ at: `After: ${place.title}`, optional: [] });
    // What only mended a failure is told with the failure.
    else if (
      !editsCode(place) &&
      !hunting.test(place.atom.job) &&
      !/^cmd:mkdir\b/.test(place.atom.job) &&
      !isOnceMore(place) &&
      !isSetByAll(place) &&
      !isCopiedByAll(place) &&
      !signsIn(place) &&
      !place.atoms.every((atom) => atom.repair)
    )
      anchors.at(-1)?.optional.push(place);
  }
  return collect(anchors, pace, 5, ({ at, optional }) => {
    if (optional.length === 0) return [];
    const stepsOf = new Map(sequences.map(({ id }): [string, string[]] => [id, []]));
    for (const place of optional) for (const id of place.runs) stepsOf.get(id)?.push(place.title);
    if (isTaste(optional, sequences.length)) return [];
    return [{ at, options: grouped(sequences, ({ id }) => stepsOf.get(id) ?? []) }];
  });
}

/** Who is signed in, or has the secret set already, need not do it again: no choice. */
function signsIn({ atom }: Place): boolean {
  return (
    atom.role === 'login' ||
    (atom.role === 'environment' && /=["']?(?:\[redacted:|<[A-Z][A-Z0-9_]*>)/.test(atom.line ?? ''))
  );
}

/** Roles whose steps change nothing that stays, or that everybody does in a way of their own. */
const harmless: ReadonlySet<Role | undefined> = new Set<Role | undefined>([
  'build',
  'verify',
  'probe',
  'look',
  'branch',
  'environment',
]);

/** What one person did besides that changes nothing, and that all tidied up, each in a way of their own, is no choice. */
function isTaste(optional: readonly Place[], recordings: number): boolean {
  const doing = new Set(optional.flatMap(({ runs }) => runs));
  if (doing.size === recordings) return optional.every(({ atom }) => /^cmd:(?:rm|rmdir)\b/.test(atom.job));
  return optional.every(({ atom, runs }) => runs.length === 1 && (harmless.has(atom.role) || bringsUp.test(atom.job)));
}

/** What brings the checkout up to date, or puts what was written in shape. */
const bringsUp = /^cmd:(?:git (?:pull|fetch|switch|checkout|branch)|(?:\S+ )*(?:fmt|format|prettier|gofmt|black)\b)/;

/** `git bisect start bad good` is `start`, `bad` and `good`; and which commits are good differs each time. */
const hunting = /^cmd:(?:git bisect (?:start|bad|good|new|old|skip)|hg bisect)\b/;

/** Which code is edited is what one run is about, no choice of the process. */
function editsCode({ atom }: Place): boolean {
  return atom.job.startsWith('edit:') && isCode(atom.file ?? '');
}

/** On which branch of one's own one works, and how it comes about, is no choice of the process. */
const ownBranch = /^cmd:git (?:checkout|switch|branch|worktree|cherry-pick)\b/;

const outward: ReadonlySet<Role | undefined> = new Set<Role | undefined>([
  'release',
  'deploy',
  'push',
  'migrate',
  'rollback',
  'branch',
  'serve',
  'install',
  'build',
  'verify',
]);

/** The same step with other flags: `gh pr merge --squash` here, `gh pr merge --merge` there. */
async function manners(sequences: readonly Sequence[], places: readonly Place[], pace: Pace): Promise<Variant[]> {
  const set = variablesSet(places);
  const known = new Map<string, string>();
  const wayOf = ({ rooted = '' }: Atom): string => {
    const manner = known.get(rooted) ?? mannerOf(rooted, set);
    known.set(rooted, manner);
    return manner;
  };
  await pace(1_000);
  const rarer = byName(places);
  return collect(places, pace, 3, (place) => {
    if (place.atoms.length < 2 || !outward.has(place.atom.role)) return [];
    if (hunting.test(place.atom.job) || ownBranch.test(place.atom.job)) return [];
    // What mends a failure is told with it.
    if (place.atoms.every(({ repair }) => repair)) return [];
    const ways = place.atoms.map(wayOf);
    if (new Set(ways).size < 2) return [];
    const keys = new Map(place.runs.map((id, index) => [id, ways[index]]));
    const titles = new Map(place.atoms.map((atom, index) => [ways[index], atom.title]));
    // `git push`, then `git push --tags`: who needs two of a kind does them in place of the one.
    const more = rarer(place);
    return [
      {
        at: `At ${nameOf(place)}`,
        options: grouped(
          sequences.filter(({ id }) => keys.has(id)),
          ({ id }) => [
            titles.get(keys.get(id)) ?? place.title,
            ...more.filter((other) => other.runs.includes(id)).map((other) => other.title),
          ],
        ),
      },
    ];
  });
}

/** Finds the places of the name of one that fewer recordings have, in their order. */
function byName(places: readonly Place[]): (place: Place) => readonly Place[] {
  const named = new Map<string, Place[]>();
  for (const place of places) {
    const name = nameOf(place);
    const known = named.get(name);
    if (known) known.push(place);
    else named.set(name, [place]);
  }
  const found = new Map<string, readonly Place[]>();
  return (place) => {
    const name = nameOf(place);
    const key = `${place.runs.length} ${name}`;
    const known = found.get(key) ?? (named.get(name) ?? []).filter((other) => other.runs.length < place.runs.length);
    found.set(key, known);
    return known;
  };
}

function nameOf(place: Place): string {
  return `\`${place.atom.job.replace(/^cmd:/, '').replace(/@.*$/, '')}\``;
}

/** Variables that some recording sets once for all that follows. */
function variablesSet(places: readonly Place[]): ReadonlySet<string> {
  const lines = new Set<string>();
  for (const { atoms } of places)
    for (const { role, line } of atoms) if (role === 'environment' && line !== undefined) lines.add(line);
  return new Set([...lines].flatMap(variablesOf));
}

/** Recordings that do the same, most frequent first. */
function grouped(sequences: readonly Sequence[], stepsOf: (sequence: Sequence) => string[]): Variant['options'] {
  const groups = new Map<string, { readonly steps: string[]; readonly recordings: string[] }>();
  for (const sequence of sequences) {
    const steps = stepsOf(sequence);
    const key = JSON.stringify(steps);
    const group = groups.get(key) ?? { steps, recordings: [] };
    group.recordings.push(sequence.id);
    groups.set(key, group);
  }
  return [...groups]
    .map(([key, { steps, recordings }]) => ({
      key,
      steps,
      support: recordings.length,
      recordings: recordings.toSorted(),
    }))
    .sort((a, b) => b.support - a.support || (a.key < b.key ? -1 : 1))
    .map(({ steps, support, recordings }) => ({ steps, support, recordings }));
}
