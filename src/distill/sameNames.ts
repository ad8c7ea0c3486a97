import { isCommand } from './action.ts';
import { generalizer } from './generalize.ts';
import type { Pace } from './pace.ts';
import type { Run } from './run.ts';

const placeholder = /<[a-z][\w-]*>/g;

/**
 * Two recordings may call one thing by two names, by what each of them shows of it: `v<tag>` here, `v<version>` there.
 * Lines that are the same but for such names say so; the name that more recordings give it stays. Linear in the lines.
 */
export async function withSameNames(runs: readonly Run[], pace: Pace): Promise<readonly Run[]> {
  if (runs.length < 2) return runs;
  // A name that all have is no second one.
  const shared = sharedNames(runs);
  const named = new Map<string, Map<string, readonly string[]>>();
  for (const run of runs) {
    const odd = run.parameters.filter(({ name }) => !shared.has(name)).map(({ value }) => value);
    if (odd.length === 0) continue;
    const generalize = generalizer(run.parameters, run.namePlaceholders);
    const seen = new Set<string>();
    for (const action of run.actions) {
      const turn = pace(1);
      if (turn) await turn;
      if (!isCommand(action) || (action.exitCode ?? 0) !== 0 || seen.has(action.reading.line)) continue;
      seen.add(action.reading.line);
      if (!odd.some((value) => action.reading.line.includes(value))) continue;
      const line = generalize(action.reading.line);
      const names = line.match(placeholder);
      if (!names) continue;
      const masked = line.replace(placeholder, '<>');
      const inRuns = named.get(masked) ?? new Map<string, readonly string[]>();
      named.set(masked, inRuns);
      // What one recording does twice with other values is no one value.
      inRuns.set(run.id, inRuns.has(run.id) ? [] : names.map((name) => name.slice(1, -1)));
    }
  }
  const renamed = renamings(named);
  if (renamed.size === 0) return runs;
  return runs.map((run) => {
    const taken = new Set(run.parameters.map(({ name }) => name));
    const parameters = run.parameters.map((parameter) => {
      const name = renamed.get(`${run.id} ${parameter.name}`);
      return name === undefined || taken.has(name) ? parameter : { ...parameter, name };
    });
    return { ...run, parameters, namedAlone: run.parameters.map(({ name, value }) => ({ name, value })) };
  });
}

function sharedNames([first, ...others]: readonly Run[]): ReadonlySet<string> {
  const has = ({ parameters }: Run, name: string) => parameters.some((parameter) => parameter.name === name);
  const names = (first?.parameters ?? []).map(({ name }) => name);
  return new Set(names.filter((name) => others.every((run) => has(run, name))));
}

/** New names by recording and old name. */
function renamings(named: ReadonlyMap<string, ReadonlyMap<string, readonly string[]>>): ReadonlyMap<string, string> {
  const renamed = new Map<string, string>();
  for (const [, inRuns] of [...named].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const rows = [...inRuns].filter(([, names]) => names.length > 0);
    const [first] = rows;
    if (rows.length < 2 || !first) continue;
    for (let at = 0; at < first[1].length; at++) {
      const counts = new Map<string, number>();
      for (const [, names] of rows) counts.set(names[at] ?? '', (counts.get(names[at] ?? '') ?? 0) + 1);
      if (counts.size < 2) continue;
      const [most] = [...counts].sort(
        ([a, m], [b, n]) => n - m || Number(b === 'version') - Number(a === 'version') || (a < b ? -1 : 1),
      );
      if (!most) continue;
      for (const [run, names] of rows)
        if (names[at] !== most[0] && !renamed.has(`${run} ${names[at]}`)) renamed.set(`${run} ${names[at]}`, most[0]);
    }
  }
  return renamed;
}
