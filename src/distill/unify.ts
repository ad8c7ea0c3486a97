import { isCommand } from './action.ts';
import type { NamedValue } from './generalize.ts';
import { generalizer } from './generalize.ts';
import { basename, dirname, looksLikePath } from './paths.ts';
import type { Run } from './run.ts';
import type { SimpleCommand } from './shell/read.ts';
import { shapeOf, singular } from './sites.ts';

/** A place where recordings differ, with each one's value. */
interface Slot {
  readonly name: string;
  readonly values: ReadonlyMap<string, string>;
  readonly source: string;
}

/** Values that differ between recordings at one and the same place, by recording. */
export interface Unified {
  readonly byRun: ReadonlyMap<string, readonly NamedValue[]>;
  readonly slots: readonly Slot[];
}

/** Words of two commands are laid side by side; where they differ, a parameter takes their place (anti-unification). */
export function unify(runs: readonly Run[], known: ReadonlyMap<string, readonly NamedValue[]>): Unified {
  if (runs.length < 2) return { byRun: new Map(), slots: [] };
  const generalizers = new Map(runs.map((run) => [run.id, generalizer(known.get(run.id) ?? [])]));
  const slots = [...commandSlots(runs, generalizers), ...fileSlots(runs, generalizers)];
  const byRun = new Map<string, NamedValue[]>();
  const names = new Map<string, string>();
  const taken = new Set([...known.values()].flatMap((values) => values.map((value) => value.name)));
  const kept: Slot[] = [];
  for (const slot of slots) {
    const identity = runs.map((run) => slot.values.get(run.id) ?? '').join('\u0000');
    const name = names.get(identity) ?? freeName(slot.name, taken);
    if (!names.has(identity)) {
      names.set(identity, name);
      taken.add(name);
      kept.push({ ...slot, name });
    }
    for (const [run, value] of slot.values) {
      const list = byRun.get(run) ?? [];
      if (!list.some((item) => item.value === value)) byRun.set(run, [...list, { name, value }]);
    }
  }
  return { byRun, slots: kept };
}

function freeName(name: string, taken: ReadonlySet<string>): string {
  if (!taken.has(name)) return name;
  for (let count = 2; ; count++) if (!taken.has(`${name}-${count}`)) return `${name}-${count}`;
}

type Generalizers = ReadonlyMap<string, (text: string) => string>;

/** The one command of a name in each recording that has exactly one such. */
function commandSlots(runs: readonly Run[], generalizers: Generalizers): Slot[] {
  const byName = new Map<string, Map<string, SimpleCommand[]>>();
  for (const run of runs) {
    for (const [index, action] of run.actions.entries()) {
      if (!isCommand(action) || (action.exitCode ?? 0) !== 0 || run.failures.some((failure) => failure.index === index))
        continue;
      for (const part of action.reading.parts) {
        if (part.role === 'look' || part.role === 'move' || part.role === 'stage' || part.role === 'editor') continue;
        const inRuns = byName.get(part.name) ?? new Map<string, SimpleCommand[]>();
        inRuns.set(run.id, [...(inRuns.get(run.id) ?? []).slice(-8), part]);
        byName.set(part.name, inRuns);
      }
    }
  }
  const slots: Slot[] = [];
  for (const inRuns of [...byName.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, value]) => value)) {
    const lists = [...inRuns.values()];
    const count = lists[0]?.length ?? 0;
    if (inRuns.size < 2 || count === 0 || lists.some((list) => list.length !== count)) continue;
    for (let k = 0; k < count; k++) {
      const parts = new Map<string, SimpleCommand>();
      for (const [run, list] of inRuns) {
        const part = list[k];
        if (part) parts.set(run, part);
      }
      slots.push(...slotsOf(parts, generalizers));
    }
  }
  return slots;
}

interface Place {
  readonly label?: string;
  readonly text: string;
}

function placesOf(part: SimpleCommand): Place[] | undefined {
  const message = part.program === 'git' && part.name === 'git commit';
  return [
    ...part.flags
      .filter((flag) => flag.value !== undefined && !message)
      .map((flag) => ({ label: flag.name.replace(/^-+/, ''), text: flag.value ?? '' })),
    ...part.assignments.map((flag) => ({ label: flag.name, text: flag.value ?? '' })),
    ...part.operands.map((operand): Place => {
      const cut = operand.indexOf('=');
      return cut > 0 ? { label: operand.slice(0, cut), text: operand.slice(cut + 1) } : { text: operand };
    }),
  ];
}

function slotsOf(parts: ReadonlyMap<string, SimpleCommand>, generalizers: Generalizers): Slot[] {
  const rows = [...parts].map(([run, part]) => ({ run, part, places: placesOf(part) ?? [] }));
  const shape = rows.map((row) =>
    [row.part.flags.map((flag) => flag.name).join(), row.places.map((place) => place.label ?? '').join()].join('|'),
  );
  if (new Set(shape).size !== 1) return [];
  const slots: Slot[] = [];
  const width = rows[0]?.places.length ?? 0;
  for (let column = 0; column < width; column++) {
    const cells = rows.map((row) => ({
      run: row.run,
      text: generalizers.get(row.run)?.(row.places[column]?.text ?? '') ?? '',
    }));
    if (new Set(cells.map((cell) => cell.text)).size < 2) continue;
    const label = rows[0]?.places[column]?.label;
    const part = rows[0]?.part;
    if (part) slots.push(...differing(cells, label, part.name, nounOf(part)));
  }
  return slots;
}

function nounOf(part: SimpleCommand): string | undefined {
  if (part.role === 'install') return 'package';
  if (part.name === 'git tag') return 'tag';
  return part.program === 'git' ? 'branch' : undefined;
}

const environments = /^(?:prod(?:uction)?|staging|stage|dev(?:elopment)?|test(?:ing)?|qa|preview|canary|uat|sandbox)$/;

/** What differs of the cells when equal beginnings and ends are taken off, at word boundaries. */
function differing(
  cells: readonly { run: string; text: string }[],
  label: string | undefined,
  where: string,
  noun: string | undefined,
): Slot[] {
  const { prefix, suffix } = commonEnds(cells.map((cell) => cell.text));
  const values = new Map(
    cells.map((cell) => [cell.run, cell.text.slice(prefix.length, cell.text.length - suffix.length)]),
  );
  const seen = [...values.values()];
  if (seen.some((value) => value.length < 2 || /[<>\s*$`]|^\[redacted/.test(value))) return [];
  return [{ name: nameOf(seen, label, prefix, noun), values, source: `typed (\`${where}\`)` }];
}

function nameOf(
  values: readonly string[],
  label: string | undefined,
  prefix: string,
  noun: string | undefined,
): string {
  if (label && label.length > 1)
    return label
      .replace(/([a-z])([A-Z])/g, '$1-$2')
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, '-');
  if (values.every((value) => environments.test(value))) return 'environment';
  const shape = values.map(shapeOf);
  if (shape[0] && shape.every((one) => one === shape[0])) return shape[0];
  const folder = singular(basename(prefix.replace(/\/[^/]*$/, '')));
  if (prefix.includes('/') && /^[a-z]{2,20}$/i.test(folder) && noun !== 'branch') return folder.toLowerCase();
  if (noun) return noun;
  return values.every(looksLikePath) ? 'file' : 'name';
}

function commonEnds(texts: readonly string[]): { prefix: string; suffix: string } {
  const [first = '', ...rest] = texts;
  let start = 0;
  while (start < first.length && rest.every((text) => text[start] === first[start])) start++;
  while (start > 0 && !/[/:@=_.-]/.test(first[start - 1] ?? '')) start--;
  const shortest = Math.min(...texts.map((text) => text.length));
  let end = 0;
  while (end < shortest - start && rest.every((text) => text[text.length - 1 - end] === first[first.length - 1 - end]))
    end++;
  while (end > 0 && !/[/:@=_.-]/.test(first[first.length - end] ?? '')) end--;
  return { prefix: first.slice(0, start), suffix: first.slice(first.length - end) };
}

/** Each recording edits or creates one file of its own beside like ones: `locales/fr.json`, `locales/de.json`. */
function fileSlots(runs: readonly Run[], generalizers: Generalizers): Slot[] {
  const filesOf = (run: Run) =>
    new Set(
      run.actions.flatMap((action) =>
        action.kind === 'edit' || (action.kind === 'file' && action.op === 'create')
          ? [generalizers.get(run.id)?.(action.file) ?? action.file]
          : [],
      ),
    );
  const sets = runs.map((run) => ({ run: run.id, files: filesOf(run) }));
  const groups = new Map<string, Map<string, string[]>>();
  for (const { run, files } of sets) {
    for (const file of files) {
      if (file.includes('<') || sets.every((other) => other.files.has(file))) continue;
      const kind = `${dirname(file)}|${basename(file).replace(/^[^.]*/, '')}`;
      const group = groups.get(kind) ?? new Map<string, string[]>();
      group.set(run, [...(group.get(run) ?? []), file]);
      groups.set(kind, group);
    }
  }
  return [...groups.entries()]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([kind, group]) => {
      if (group.size < runs.length || [...group.values()].some((files) => files.length !== 1) || kind.startsWith('.|'))
        return [];
      const cells = [...group].map(([run, files]) => ({ run, text: files[0] ?? '' }));
      return differing(cells, undefined, kind.split('|')[0] ?? '', undefined);
    });
}
