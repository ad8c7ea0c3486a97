import { remember } from '../model/remember.ts';
import { isCommand } from './action.ts';
import { type Claim, excerpt, listed, parametersIn } from './claim.ts';
import { everydayLook } from './everydayLook.ts';
import { maskValues, noteId } from './ids.ts';
import { collect, type Pace } from './pace.ts';
import type { ReadRun } from './run.ts';
import { isSpeltAlike, spellingNameOf } from './spelling.ts';
import { code } from './titles.ts';
import { type WorkflowView, workflowKey } from './view.ts';

/** Where a value lives and everything that follows from it: `v<version>` tags, files to change together. */
export async function parameterClaims(view: WorkflowView, pace: Pace): Promise<Claim[]> {
  const places = await usesByName(view, pace);
  const valuesOf = valueReader(view);
  const shown = await showings(view, pace);
  // Each name is held against each other one.
  const units = 5 + view.parameters.length / 10;
  return collect(view.parameters, pace, units, (parameter): Claim[] => {
    const spelt = spellingOf(view, parameter.name, valuesOf);
    if (spelt.isOf !== undefined) return [];
    const all = [parameter.name, ...spelt.others].flatMap((name) => places.get(name) ?? []);
    // What was printed and went into one command is told by the two commands.
    const printed = isPrinted(parameter.source);
    // Whoever had it without that output does not show where it comes from.
    const showing = printed ? shown.get(parameter.name) : undefined;
    const uses = showing === undefined ? all : all.filter(({ run }) => showing.has(run));
    if (uses.length < 2 || /^previous-/.test(parameter.name)) return [];
    const evidence = uses
      .slice(0, 6)
      .map((use) => ({ recording: use.run.id, from: use.seq, to: use.seq, excerpt: excerpt(use.text) }));
    const own = distinct(uses.map((use) => use.text)).filter((text) => text !== fileOf(parameter.source));
    // What several people did with it goes first; what one of them wrote into a file by a command is of that one time.
    const common = new Set(
      own.filter((text) => new Set(uses.filter((use) => use.text === text).map((use) => use.run)).size > 1),
    );
    const texts = [
      ...common,
      ...own.filter((text) => !common.has(text) && (common.size < 2 || !writesContent.test(text))),
    ];
    const typed = /^typed/.test(parameter.source);
    if (texts.length < 2 && printed && !isReadOff(view, parameter.source)) return [];
    // The generator stamps it, and what one calls a file that the next command reads is nobody's business.
    if (printed && parameter.name === 'timestamp' && uses.every(({ isCommand }) => !isCommand)) return [];
    if (typed && uses.some(({ text }) => isOutput(text, parameter.name))) return [];
    if (texts.length === 0 || (typed && (texts.length < 2 || texts.every((text) => /^git /.test(text))))) return [];
    const runs = view.runs.filter((run) => uses.some((use) => use.run.id === run.id));
    // Of a value that one person typed into two commands there is nothing to tell; where it comes from is a gap.
    if (typed && runs.length < 2 && texts.length < 3 && uses.every((use) => use.isCommand)) return [];
    // Nobody had to put it into two places: those who set it did so each in a way of their own.
    const placesIn = (run: ReadRun) => new Set(uses.filter((use) => use.run === run).map((use) => use.text)).size;
    if (typed && runs.every((run) => placesIn(run) < 2)) return [];
    const name = `\`<${parameter.name}>\``;
    const source = sourceText(parameter.source);
    const told = new Set(texts.slice(0, 5));
    const relations = own.filter((text) => told.has(text)).map((text) => code(text));
    const action = `Take ${name} from ${source} and use it in ${listed(relations)}`;
    return [
      {
        id: noteId('parameter', parameter.name, [
          workflowKey(view.workflow),
          maskValues(parameter.source),
          parameter.name,
        ]),
        kind: 'parameter' as const,
        trigger: `${view.workflow} needs ${name}`,
        action,
        prevents: `values of ${name} that disagree`,
        text: `${name} ${typed ? 'is chosen by the person who runs it' : `${printed ? 'comes from' : 'lives in'} ${source}`}; ${texts.length < 2 ? 'it' : 'the same value'} goes into ${listed(relations)}${spelt.also}.`,
        parameters: [parameter.name],
        evidence,
        runs,
        weight: 5 + (typed ? -1 : Math.min(3, texts.length)) + (runs.length > 1 ? 1 : 0),
      },
    ];
  });
}

/** It is what a command calls the file that it writes: `-out tfplan`, `-o app.tar`. */
function isOutput(text: string, name: string): boolean {
  return new RegExp(`\\s(?:-o|--?out(?:put|file)?)[= ]<${name}>(?:\\s|$)`).test(text);
}

/** A source that is what some command printed. */
export function isPrinted(source: string): boolean {
  return source.startsWith('output of');
}

/**
 * By parameter that was printed: the recordings that ran the command that is the source, and in which it printed the
 * value or what it printed is not known. One pass over all runs.
 */
async function showings({ runs, parameters }: WorkflowView, pace: Pace): Promise<ReadonlyMap<string, Set<ReadRun>>> {
  const asked = new Map<string, string[]>();
  for (const { name, source } of parameters) {
    const [, line] = /^output of `(.*)`$/s.exec(source) ?? [];
    if (line === undefined) continue;
    const names = asked.get(beginningOf(line)) ?? [];
    asked.set(beginningOf(line), names);
    names.push(name);
  }
  const shown = new Map([...asked.values()].flatMap((names) => names.map((name) => [name, new Set<ReadRun>()])));
  if (asked.size === 0) return shown;
  for (const run of runs) {
    const valueNamed = new Map(run.values.map(({ name, value }) => [name, value]));
    for (const action of run.actions) {
      const turn = pace(0.5);
      if (turn) await turn;
      if (!isCommand(action)) continue;
      const keys = new Set(
        action.reading.parts.flatMap(({ program, name, text }) => [program, beginningOf(name), beginningOf(text)]),
      );
      for (const name of [...keys].flatMap((key) => asked.get(key) ?? [])) {
        const value = valueNamed.get(name);
        if (!action.output || (value !== undefined && action.output.includes(value))) shown.get(name)?.add(run);
      }
    }
  }
  return shown;
}

/** The program and what it is told to do first: with other flags it prints the same things. */
function beginningOf(line: string): string {
  const [program = '', next = ''] = line.split(/\s+/, 2);
  return next === '' || next.startsWith('-') ? program : `${program} ${next}`;
}

/** The value that a name has in each of the recordings, undefined where it has none. */
type ValuesOf = (name: string) => readonly (string | undefined)[];

function valueReader({ runs }: WorkflowView): ValuesOf {
  // Of several values the first counts.
  const known = runs.map(({ values }) => new Map(values.map(({ name, value }) => [name, value] as const).toReversed()));
  return remember((name: string) => known.map((values) => values.get(name)));
}

/** One name in two spellings, `gift-cards` and `GiftCards`, is one parameter: the first in the order of the work tells of all, unless it is called after another. */
function spellingOf(
  view: WorkflowView,
  name: string,
  valuesOf: ValuesOf,
): { readonly isOf?: string; readonly others: readonly string[]; readonly also: string } {
  const order = view.parameters.map((parameter) => parameter.name);
  const own = valuesOf(name);
  const same = order.filter((other) => {
    if (other === name) return false;
    const theirs = valuesOf(other);
    const pairs = own.flatMap((value, index) =>
      value !== undefined && theirs[index] !== undefined ? [[value, theirs[index]]] : [],
    );
    return pairs.length > 0 && pairs.every(([a = '', b = '']) => a !== b && isSpeltAlike(a, b));
  });
  const all = order.filter((one) => one === name || same.includes(one));
  const first = all.find((one) => !all.some((other) => one.endsWith(`-${other}`)));
  if (first !== undefined && first !== name) return { isOf: first, others: [], also: '' };
  const also = same.flatMap((other) => {
    const example = valuesOf(other).find((value) => value !== undefined) ?? '';
    const style = spellingNameOf(example);
    return style === undefined ? [] : [`; \`<${other}>\` is the same in ${style} (\`${example}\`)`];
  });
  return { others: same, also: also.join('') };
}

/** It was printed by a look: nothing else tells of it. */
function isReadOff(view: WorkflowView, source: string): boolean {
  const [, line] = /^output of `(.*)`$/s.exec(source) ?? [];
  return (
    line?.includes(' ') === true &&
    !everydayLook.test(line) &&
    // A look says by itself not what one reads off there.
    !view.merged.spine.some(({ atom }) => atom.line === line && atom.role !== 'look' && atom.role !== 'probe')
  );
}

/** Commands whose words are what is put into a file. */
const writesContent = /^(?:sed|perl -\S*i|awk|echo|printf|cat|tee)\s/;

/** One commit with `-m` and one with `-am` are said once. */
function distinct(texts: readonly string[]): string[] {
  const byKey = new Map<string, string>();
  for (const text of texts) {
    const key = text.replace(/ -a?m /, ' -m ');
    if (!byKey.has(key)) byKey.set(key, text);
  }
  return [...byKey.values()];
}

/** `package.json#version` lives in `package.json`. */
function fileOf(source: string): string {
  return source.replace(/#.*$/, '');
}

function sourceText(source: string): string {
  if (/^typed/.test(source)) return 'the person who runs it';
  return source.startsWith('output of') ? `the ${source}` : code(source);
}

interface Use {
  readonly run: ReadRun;
  readonly seq: number;
  readonly text: string;
  readonly isCommand: boolean;
}

/** Uses of one parameter that are kept; a note shows fewer. */
const mostUses = 60;

/** Each place every parameter is used at: command lines, and files for edits. One pass over all runs. */
async function usesByName(view: WorkflowView, pace: Pace): Promise<ReadonlyMap<string, readonly Use[]>> {
  const uses = new Map<string, Use[]>();
  const add = (names: readonly string[], use: Use) => {
    for (const name of names) {
      const known = uses.get(name);
      if (!known) uses.set(name, [use]);
      else if (known.length < mostUses) known.push(use);
    }
  };
  for (const run of view.runs) {
    for (const atom of view.atoms.get(run.id) ?? []) {
      const turn = pace(1);
      if (turn) await turn;
      if (atom.line !== undefined)
        add(parametersIn(atom.line), { run, seq: atom.seq, text: atom.line, isCommand: true });
    }
    for (let index = 0; index < run.actions.length; index++) {
      const action = run.actions[index];
      if (!action) continue;
      const turn = pace(1);
      if (turn) await turn;
      if (action.kind !== 'edit' || run.verdicts[index] !== undefined) continue;
      const file = run.generalize(action.file);
      const lines = action.hunks.slice(0, 40).flatMap((hunk) => hunk.after.slice(0, 60));
      const names = parametersIn(file, ...lines.filter((line) => line.length < 2000).map(run.generalize));
      add(names, { run, seq: action.seq, text: file, isCommand: false });
    }
  }
  return uses;
}
