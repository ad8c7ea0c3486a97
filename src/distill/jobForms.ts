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
        const ways = runsOf.get(atom.job);
        const known = several.get(atom.job);
        if (form === undefined || !ways || !known) return atom.job;
        // Who leaves a flag out, set elsewhere, does it in the same way.
        const own = known.has(form)
          ? form
          : nearest(
              form,
              [...known].filter((one) => (ways.get(one)?.size ?? 0) > 1),
            );
        return own !== undefined && (ways.get(own)?.size ?? 0) > 1 ? `${atom.job} | ${own}` : atom.job;
      }),
    );
  }
  return apart;
}

/** Forms of one job that are compared with a line. */
const mostForms = 20;

/** Of some forms the one that has all flags of a line, or of which it has all, and most else in common with it. */
function nearest(form: string, known: readonly string[]): string | undefined {
  const flags = flagsIn(form);
  const words = new Set(form.split(/\s+/));
  let best: { readonly form: string; readonly shared: number } | undefined;
  for (const other of known.slice(0, mostForms)) {
    const theirs = flagsIn(other);
    const [fewer, more] = flags.size < theirs.size ? [flags, theirs] : [theirs, flags];
    if (fewer.size === 0 || ![...fewer].every((flag) => more.has(flag))) continue;
    const shared = other.split(/\s+/).filter((word) => words.has(word)).length;
    if (shared > (best?.shared ?? 0)) best = { form: other, shared };
  }
  return best?.form;
}

function flagsIn(form: string): ReadonlySet<string> {
  return new Set(form.match(/(?<=\s)--?[A-Za-z][\w-]*/g) ?? []);
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
  // Another number is no other way, nor is a variable that is set for it alone and by others for all that follows.
  return (atom.rooted ?? atom.line)
    ?.replace(/^(?:env )?(?:[A-Za-z_]\w*=(?:"[^"]*"|'[^']*'|\S*) +)+(?=\S)/, '')
    .replace(/\d+/g, '#');
}
