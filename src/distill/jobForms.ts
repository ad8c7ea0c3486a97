import { type Atom, numbered } from './atoms.ts';
import type { Pace } from './pace.ts';

/**
 * Tells apart what goes under one name but is not one job: where a recording runs `kubectl apply -k overlay` and then
 * `… | kubectl apply -f -`, a line that other recordings run as well is laid beside that line, not beside the next of
 * the name. Whatever is run in one way only stays as it is. Linear in the number of atoms.
 */
export async function apartByForm(
  atoms: ReadonlyMap<string, readonly Atom[]>,
  pace: Pace,
): Promise<ReadonlyMap<string, readonly Atom[]>> {
  if (atoms.size < 2) return atoms;
  const mixed = await mixedJobs(atoms, pace);
  if (mixed.size === 0) return atoms;
  /** The recordings that run a line, by job and line. */
  const runsOf = new Map<string, Map<string, Set<string>>>();
  /** Lines of recordings that run the job in more than one way. */
  const several = new Map<string, Set<string>>();
  for (const [run, own] of atoms) {
    const forms = new Map<string, Set<string>>();
    for (const atom of own) {
      const turn = pace(0.2);
      if (turn) await turn;
      const form = mixed.has(atom.job) ? formOf(atom) : undefined;
      if (form !== undefined) forms.set(atom.job, (forms.get(atom.job) ?? new Set()).add(form));
    }
    for (const [job, lines] of forms) {
      const known = runsOf.get(job) ?? new Map<string, Set<string>>();
      runsOf.set(job, known);
      for (const line of lines) {
        known.set(line, (known.get(line) ?? new Set()).add(run));
        if (lines.size > 1) several.set(job, (several.get(job) ?? new Set()).add(line));
      }
    }
  }
  const apart = new Map<string, readonly Atom[]>();
  for (const [run, own] of atoms) {
    await pace(5 + own.length / 50);
    apart.set(
      run,
      numbered(own, (atom) => {
        const form = formOf(atom);
        if (form === undefined || !several.get(atom.job)?.has(form)) return atom.job;
        return (runsOf.get(atom.job)?.get(form)?.size ?? 0) > 1 ? `${atom.job} | ${form}` : atom.job;
      }),
    );
  }
  return apart;
}

/** Jobs that some recording runs in more than one way: few, of many that are run once. */
async function mixedJobs(atoms: ReadonlyMap<string, readonly Atom[]>, pace: Pace): Promise<ReadonlySet<string>> {
  const mixed = new Set<string>();
  for (const own of atoms.values()) {
    const first = new Map<string, Atom>();
    for (const atom of own) {
      const turn = pace(0.3);
      if (turn) await turn;
      const before = first.get(atom.job);
      if (before === undefined) first.set(atom.job, atom);
      else if (before.line !== atom.line && formOf(before) !== formOf(atom)) mixed.add(atom.job);
    }
  }
  return mixed;
}

function formOf(atom: Pick<Atom, 'line' | 'rooted'>): string | undefined {
  // Another number is no other way.
  return (atom.rooted ?? atom.line)?.replace(/\d+/g, '#');
}
