import { isCommand } from './action.ts';
import { differingWords } from './editSlots.ts';
import type { NamedValue } from './generalize.ts';
import { generalizer } from './generalize.ts';
import { lookedUp } from './lookups.ts';
import type { Pace } from './pace.ts';
import { rootedName, rootedWord } from './rooted.ts';
import type { Run } from './run.ts';
import { isOneTime } from './shell/flag.ts';
import { tellsWhat } from './shell/knowledge.ts';
import type { SimpleCommand } from './shell/read.ts';
import { isAboutBranches } from './sites.ts';
import { differing, type Generalizers, nameOf, type Slot } from './slot.ts';
import { spelledRank, spelledSlots } from './spelledSlots.ts';
import { isSpeltAlike, spellingOf } from './spelling.ts';
import { variableSlots } from './variableSlots.ts';

/** Values that differ between recordings at one and the same place, by recording. */
export interface Unified {
  readonly byRun: ReadonlyMap<string, readonly NamedValue[]>;
  readonly slots: readonly Slot[];
}

/** Words of two commands are laid side by side; where they differ, a parameter takes their place (anti-unification). */
export async function unify(
  runs: readonly Run[],
  known: ReadonlyMap<string, readonly NamedValue[]>,
  pace: Pace,
): Promise<Unified> {
  if (runs.length < 2) return { byRun: new Map(), slots: [] };
  const generalizers = new Map(runs.map((run) => [run.id, generalizer(known.get(run.id) ?? [], run.namePlaceholders)]));
  const words = await differingWords(runs, generalizers, pace);
  const slots = [
    ...(await commandSlots(runs, generalizers, pace)),
    ...(await variableSlots(runs, generalizers, pace)),
    ...(await fileSlots(runs, generalizers, pace)),
    ...words.map(({ values, label }) => ({
      ...nameOf([...values.values()], label, '', undefined),
      values,
      source: 'typed',
    })),
  ];
  const byRun = new Map<string, NamedValue[]>();
  const names = new Map<string, string>();
  // Every recording has the day it was done on: that takes no name from another date.
  const taken = new Set([...known.values()].flatMap((values) => values.map((value) => value.name)));
  taken.delete('date');
  const kept: Slot[] = [];
  const place = (slot: Slot) => {
    if (slot.rank > 3 && kept.some((other) => isBuiltOn(slot, other, runs.length))) return;
    const identity = runs.map((run) => slot.values.get(run.id) ?? '').join('\u0000');
    const name =
      names.get(identity) ??
      (slot.rank === 0
        ? slot.name
        : freeName(slot.rank === spelledRank ? slot.name : inItsSpelling(slot, kept), taken));
    if (!names.has(identity)) {
      names.set(identity, name);
      taken.add(name);
      kept.push({ ...slot, name });
    }
    for (const [run, value] of slot.values) {
      const list = byRun.get(run) ?? [];
      if (!list.some((item) => item.value === value)) byRun.set(run, [...list, { name, value }]);
    }
  };
  for (const slot of slots.toSorted((a, b) => a.rank - b.rank)) place(slot);
  for (const slot of await spelledSlots(runs, kept, known, pace)) place(slot);
  return { byRun, slots: kept };
}

/** `splitPay` where a slot `name` has `split-pay`: the same in another spelling is called so. */
function inItsSpelling(slot: Slot, kept: readonly Slot[]): string {
  const [base] = kept
    .filter((other) => {
      const pairs = [...slot.values].map(([run, value]) => [value, other.values.get(run)] as const);
      return pairs.every(([a, b]) => b !== undefined && a !== b && isSpeltAlike(a, b));
    })
    .toSorted((a, b) => a.name.length - b.name.length);
  const style = base && spellingOf([...slot.values.values()]);
  return base && style !== undefined ? `${style}-${base.name}` : slot.name;
}

/** `viewer_cs` and `viewer_fi`, where `cs` and `fi` are values already: the rest of the word is the same each time. */
function isBuiltOn(slot: Slot, other: Slot, runs: number): boolean {
  if (slot.values.size < runs || other.values.size < runs) return false;
  const frames = new Set<string>();
  for (const [run, value] of slot.values) {
    const inner = other.values.get(run) ?? '';
    const at = inner === '' || inner === value ? -1 : value.indexOf(inner);
    if (at < 0 || /[\p{L}\p{N}]/u.test(value.charAt(at - 1)) || /[\p{L}\p{N}]/u.test(value.charAt(at + inner.length)))
      return false;
    frames.add(`${value.slice(0, at)}<>${value.slice(at + inner.length)}`);
  }
  return frames.size === 1;
}

function freeName(name: string, taken: ReadonlySet<string>): string {
  if (!taken.has(name)) return name;
  for (let count = 2; ; count++) if (!taken.has(`${name}-${count}`)) return `${name}-${count}`;
}

/** The one command of a name in each recording that has exactly one such. */
async function commandSlots(runs: readonly Run[], generalizers: Generalizers, pace: Pace): Promise<Slot[]> {
  const byName = new Map<string, Map<string, SimpleCommand[]>>();
  const placeOf = new Map<SimpleCommand, { readonly run: Run; readonly index: number }>();
  for (const run of runs) {
    const failed = new Set(run.failures.map((failure) => failure.index));
    for (let index = 0; index < run.actions.length; index++) {
      const action = run.actions[index];
      if (!action) continue;
      const turn = pace(1);
      if (turn) await turn;
      if (!isCommand(action) || (action.exitCode ?? 0) !== 0 || failed.has(index)) continue;
      for (const part of action.reading.parts) {
        if (part.role === 'look' || part.role === 'move' || part.role === 'stage' || part.role === 'editor') continue;
        const name = rootedName(part);
        const inRuns = byName.get(name) ?? new Map<string, SimpleCommand[]>();
        inRuns.set(run.id, [...(inRuns.get(run.id) ?? []).slice(-8), part]);
        // One reading serves all times a line is run: where it ran first tells where its values are from.
        if (!placeOf.has(part)) placeOf.set(part, { run, index });
        byName.set(name, inRuns);
      }
    }
  }
  const slots: Slot[] = [];
  const named = [...byName.entries()].sort(([a], [b]) => (a < b ? -1 : 1));
  const lists: ReadonlyMap<string, SimpleCommand[]>[] = [];
  for (const [, inRuns] of named) {
    const turn = pace(inRuns.size);
    if (turn) await turn;
    lists.push(...comparableLists(inRuns));
  }
  for (const inRuns of lists) {
    const count = [...inRuns.values()][0]?.length ?? 0;
    for (let k = 0; k < count; k++) {
      const turn = pace(inRuns.size);
      if (turn) await turn;
      const parts = new Map<string, SimpleCommand>();
      for (const [run, list] of inRuns) {
        const part = list[k];
        if (part) parts.set(run, part);
      }
      const own = slotsOf(parts, generalizers).filter((slot) => !isSharedChoice(slot, inRuns));
      slots.push(
        ...own.map((slot) =>
          withLookup(
            slot,
            [...parts.values()].flatMap((part) => placeOf.get(part) ?? []),
          ),
        ),
      );
    }
  }
  return slots;
}

/**
 * The commands of one name in each recording, as many in the one as in the other. Where one has more of them, those of
 * the same flags are laid side by side, each line once: a rehearsal and the run, a second try.
 */
function comparableLists(inRuns: ReadonlyMap<string, SimpleCommand[]>): ReadonlyMap<string, SimpleCommand[]>[] {
  if (isEven(inRuns)) return [inRuns];
  const byShape = new Map<string, Map<string, SimpleCommand[]>>();
  for (const [run, parts] of inRuns) {
    const lines = new Set<string>();
    for (const part of parts) {
      const line = JSON.stringify([part.flags, part.operands]);
      if (lines.has(line)) continue;
      lines.add(line);
      const shape = shapeOfLine(part, placesOf(part));
      const alike = byShape.get(shape) ?? new Map<string, SimpleCommand[]>();
      alike.set(run, [...(alike.get(run) ?? []), part]);
      byShape.set(shape, alike);
    }
  }
  return [...byShape].sort(([a], [b]) => (a < b ? -1 : 1)).flatMap(([, alike]) => (isEven(alike) ? [alike] : []));
}

function isEven(inRuns: ReadonlyMap<string, readonly SimpleCommand[]>): boolean {
  const [first, ...others] = [...inRuns.values()];
  return first !== undefined && others.length > 0 && others.every((list) => list.length === first.length);
}

/** A value that was read off right before: the look that printed it is its source, the column it stood in its name. */
function withLookup(slot: Slot, places: readonly { readonly run: Run; readonly index: number }[]): Slot {
  if (slot.rank === 0) return slot;
  const found = places.flatMap(({ run, index }) => {
    const value = slot.values.get(run.id);
    return (value === undefined ? undefined : lookedUp(run.actions, index, value)) ?? [];
  });
  const [first] = found;
  if (!first) return slot;
  const called = first.column ?? (slot.rank > 3 ? first.thing : undefined);
  const column = slot.rank > 2 && called !== undefined ? { name: called.replaceAll(' ', '-'), rank: 2 } : {};
  return { ...slot, ...column, source: `output of \`${first.line}\`` };
}

/** One signs with the key that the other took only after another one: it is the same key for both, not one each. */
function isSharedChoice({ values, rank }: Slot, inRuns: ReadonlyMap<string, readonly SimpleCommand[]>): boolean {
  if (rank === 0) return false;
  return [...values].some(([own, value]) =>
    [...inRuns].some(
      ([run, parts]) =>
        run !== own &&
        values.get(run) !== value &&
        parts.some((part) => placesOf(part).some(({ text }) => text === value || isPartOf(value, text))),
    ),
  );
}

/** Between the marks that cells are cut at. */
function isPartOf(value: string, text: string): boolean {
  const at = text.indexOf(value);
  if (at < 0 || value.length < 3) return false;
  return /^$|[/:@=_.-]/.test(text.charAt(at - 1)) && /^$|[/:@=_.-]/.test(text.charAt(at + value.length));
}

interface Place {
  readonly label?: string;
  readonly text: string;
}

function placesOf(part: SimpleCommand): Place[] {
  const message = part.program === 'git' && part.name === 'git commit';
  return [
    ...part.flags
      .filter((flag) => flag.value !== undefined && !message && !isOneTime(flag))
      .map((flag) => ({ label: flag.name.replace(/^-+/, ''), text: rootedWord(part, flag.value ?? '') })),
    ...part.operands.map((operand): Place => {
      const cut = operand.indexOf('=');
      return cut > 0
        ? { label: operand.slice(0, cut), text: operand.slice(cut + 1) }
        : { ...keyOf(part, operand), text: rootedWord(part, operand) };
    }),
  ];
}

/** `config set queue:size large`: what is set is a size. */
function keyOf({ name, operands }: SimpleCommand, operand: string): { readonly label?: string } {
  if (operands.length !== 2 || operands[1] !== operand || operands[0] === operand) return {};
  const key = /\b(?:config|set|setting)$/.test(name) ? operands[0]?.split(/[:./]/).at(-1) : undefined;
  return key !== undefined && /^[A-Za-z][\w-]+$/.test(key) ? { label: key } : {};
}

function shapeOfLine(part: SimpleCommand, places: readonly Place[]): string {
  return [part.flags.map((flag) => flag.name).join(), places.map((place) => place.label ?? '').join()].join('|');
}

function slotsOf(parts: ReadonlyMap<string, SimpleCommand>, generalizers: Generalizers): Slot[] {
  const rows = [...parts].map(([run, part]) => ({ run, part, places: placesOf(part) }));
  // Two scripts are two scripts: nothing of what is between their marks is a value.
  if (rows.some(({ part }) => /^(?:sed|g?awk|perl|jq)$/.test(part.program))) return [];
  const shape = rows.map((row) => shapeOfLine(row.part, row.places));
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
    if (part) slots.push(...differing(cells, label, nounOf(part)));
  }
  // `git mv packages/a packages/b`: the folder's name does not tell the two apart, what flags call them does.
  const isTaken = ({ name }: Slot) => slots.filter((slot) => slot.rank > 0 && slot.name === name).length > 1;
  return slots.map((slot) => (slot.rank > 0 && isTaken(slot) ? { ...slot, rank: 5 } : slot));
}

function nounOf(part: SimpleCommand): string | undefined {
  if (part.role === 'install') return 'package';
  if (part.name === 'git tag') return 'tag';
  if (isAboutBranches(part.name)) return 'branch';
  // `manage.py waffle_flag x`, `bin/new-service x`: what is named last is what it is about.
  const [, thing] = /[a-z][_:-]([a-z]{4,})$/.exec(part.name) ?? [];
  return thing === undefined || tellsWhat(thing) ? undefined : thing;
}

/** Each recording changes one file of its own at one place: `locales/fr.json` and `locales/de.json`, `services/a/x.yml` and `services/b/x.yml`. */
async function fileSlots(runs: readonly Run[], generalizers: Generalizers, pace: Pace): Promise<Slot[]> {
  const sets: { readonly run: string; readonly files: ReadonlySet<string> }[] = [];
  for (const run of runs) {
    await pace(5 + run.actions.length / 20);
    sets.push({ run: run.id, files: changedFiles(run, generalizers) });
  }
  const patterns = new Map<string, Map<string, string[]>>();
  for (const { run, files } of sets) {
    for (const file of files) {
      const turn = pace(3 + runs.length / 20);
      if (turn) await turn;
      if (file.includes('<') || sets.every((other) => other.files.has(file))) continue;
      for (const pattern of patternsOf(file)) {
        const group = patterns.get(pattern) ?? new Map<string, string[]>();
        group.set(run, [...(group.get(run) ?? []), file]);
        patterns.set(pattern, group);
      }
    }
  }
  return [...patterns.entries()]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([, group]) => {
      if (group.size < runs.length || [...group.values()].some((files) => files.length !== 1)) return [];
      return differing(
        [...group].map(([run, files]) => ({ run, text: files[0] ?? '' })),
        undefined,
        undefined,
      );
    });
}

function changedFiles(run: Run, generalizers: Generalizers): ReadonlySet<string> {
  const generalize = generalizers.get(run.id) ?? ((text: string) => text);
  return new Set(
    run.actions.flatMap((action) =>
      action.kind === 'edit' || (action.kind === 'file' && action.op === 'create') ? [generalize(action.file)] : [],
    ),
  );
}

/** Folders that hold anything: two different files in them are two files, not one with a parameter. */
const catchAll =
  /^(?:src|lib|tests?|specs?|docs?|app|scripts|utils|helpers|components|core|common|internal|main|js|ts|py)$/;

/** The path with one of its parts left open; of a file name its ending stays. Files at the root have no such place. */
function patternsOf(file: string): string[] {
  const parts = file.split('/');
  if (parts.length < 2 || parts.length > 12) return [];
  return parts.flatMap((part, index) => {
    const folder = parts[index - 1];
    if (folder === undefined || catchAll.test(folder)) return [];
    const open = index === parts.length - 1 ? part.replace(/^[^.]*/, '*') : '*';
    return [parts.map((other, at) => (at === index ? open : other)).join('/')];
  });
}
