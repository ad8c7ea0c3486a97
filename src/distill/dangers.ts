import { type Danger, type DangerText, dangerLabels } from '../model/danger.ts';
import { dangerMark, dangersIn, isComment } from '../model/dangers.ts';
import type { Note } from '../model/note.ts';
import type { ObservedDanger } from '../model/observations.ts';
import type { RepositoryView } from '../model/repository.ts';
import { type Action, type EditAction, isCommand } from './action.ts';
import { excerpt } from './claim.ts';
import { collect, type Pace } from './pace.ts';
import type { ReadRun } from './run.ts';
import { code } from './titles.ts';

/** Lines of one edit beyond these are generated. */
const mostLines = 2_000;
/** Dangers told behind a procedure; the gaps ask about all. */
const mostTold = 6;

/** What files of words say is said, not done. */
const ofWords = /\.(?:md|mdx|markdown|rst|adoc|txt)$|(?:^|\/)(?:LICEN[CS]E|COPYING|NOTICE)[\w.-]*$/i;

/** Where a project says what it is under. */
const licenceFiles = ['LICENSE', 'LICENSE.md', 'LICENSE.txt', 'COPYING', 'COPYING.txt'] as const;

/** What stands above each file of a project under that licence. */
function isHeader({ said }: Danger): boolean {
  return /^(?:GNU|SPDX)/.test(said);
}

/** What prints the texts of others. */
const readsTexts =
  /^(?:git (?:log|show|diff|blame|grep)|cat|bat|less|more|head|tail|grep|rg|ag|sed|awk|find|man|tldr|ls|tree|jq)$/;
/** Of longer outputs the beginning is looked at, in characters. */
const longestOutput = 50_000;

type Where = Pick<ObservedDanger, 'subject' | 'stays' | 'written' | 'told'>;

/**
 * What a run did or said that makes the work less safe, in its order: commands that went through, lines that edits put
 * in and nothing took out again, messages of commits, and remarks. Whatever else came of it: a danger is no noise.
 */
export function dangersOf(run: ReadRun, repository: RepositoryView, pace: Pace): Promise<ObservedDanger[]> {
  const isFree = licenceFiles.some((file) => /\bGNU \w* ?General Public/i.test(repository.text(file) ?? ''));
  const failed = new Set(run.failures.map(({ index }) => index));
  return collect(run.actions, pace, 2, (action, index): ObservedDanger[] => {
    if (failed.has(index)) return [];
    return read(action, run.actions, index)
      .filter(({ danger }) => !(isFree && isHeader(danger)))
      .map(({ danger: { kind, label, said }, where }) => ({
        recording: run.id,
        seq: action.seq,
        kind,
        label,
        said: excerpt(run.generalize(said)),
        ...where,
      }));
  });
}

function read(
  action: Action,
  actions: readonly Action[],
  index: number,
): { readonly danger: Danger; readonly where: Where }[] {
  const found = new Map<string, { readonly danger: Danger; readonly where: Where }>();
  const add = (text: string, as: DangerText, where: Where) => {
    for (const danger of dangersIn(text, as)) if (!found.has(danger.label)) found.set(danger.label, { danger, where });
  };
  if (isCommand(action)) {
    if ((action.exitCode ?? 0) !== 0) return [];
    const { line } = action.reading;
    add(line, 'command', { subject: line, stays: false, written: false });
    if (action.output !== undefined && !readsTexts.test(action.reading.main.name))
      add(action.output.slice(0, longestOutput), 'output', { subject: line, stays: false, written: false, told: true });
    // A tool that warns of what the line shows already says nothing new.
    if (found.size > 1) found.delete(dangerLabels.warned);
    const messages = action.git.flatMap(({ op, message }) => (op === 'commit' && message ? [message] : []));
    const own = action.reading.parts.some(({ name }) => name === 'git commit') ? [line] : [];
    for (const message of [...own, ...messages])
      add(message, 'prose', { subject: excerpt(message), stays: true, written: true });
  } else if (action.kind === 'note')
    add(action.text, 'prose', { subject: excerpt(action.text), stays: false, written: true });
  else if (action.kind === 'git' && action.mark.message !== undefined)
    add(action.mark.message, 'prose', { subject: excerpt(action.mark.message), stays: true, written: true });
  else if (action.kind === 'edit' && !action.withheld && !ofWords.test(action.file)) {
    for (const line of addedBy(action)) {
      const before = found.size;
      const where = { subject: action.file, stays: true, written: false };
      add(line, 'code', where);
      if (isComment(line)) add(line, 'prose', where);
      if (found.size > before && isTakenOut(line, action.file, actions.slice(index + 1)))
        for (const label of [...found.keys()].slice(before)) found.delete(label);
    }
  }
  return [...found.values()];
}

/** Lines of an edit that were not there before. */
function addedBy({ hunks }: EditAction): string[] {
  const before = new Set(hunks.flatMap((hunk) => hunk.before.map((line) => line.trim())));
  return hunks.flatMap(({ after }) => after.filter((line) => !before.has(line.trim()))).slice(0, mostLines);
}

function isTakenOut(line: string, file: string, later: readonly Action[]): boolean {
  const holds = (lines: readonly string[]) => lines.some((one) => one.trim() === line.trim());
  return later.some(
    (action) =>
      action.kind === 'edit' &&
      action.file === file &&
      action.hunks.some(({ before, after }) => holds(before) && !holds(after)),
  );
}

/**
 * The notes, each that tells something dangerous with a plain mark of it behind its words. The procedure tells what was
 * seen on the way as well, and where.
 */
export function withDangers(notes: readonly Note[], seen: readonly ObservedDanger[]): Note[] {
  return notes.map((note) => {
    const { action } = note;
    const own = [...dangersIn(action, 'command'), ...dangersIn(action, 'code'), ...dangersIn(action, 'prose')];
    const told =
      note.kind === 'procedure'
        ? [...new Set(seen.map(inWords))]
        : [...new Set(own.flatMap(({ kind, label }) => (kind === 'data' ? [] : [label])))];
    if (told.length === 0) return note;
    const rest = told.length - mostTold;
    const marks = told.slice(0, mostTold).map((one) => ` ${dangerMark} ${one}.`);
    return { ...note, text: `${note.text}${marks.join('')}${rest > 0 ? ` ${dangerMark} ${rest} more.` : ''}` };
  });
}

function inWords({ label, said, subject, stays, written, told }: ObservedDanger): string {
  if (told) return `${label}: “${said}” said ${code(subject)}`;
  if (written) return said.toLowerCase() === label.toLowerCase() ? label : `${label}: “${said}”`;
  return `${label}: ${code(said)}${stays ? ` in ${code(subject)}` : ''}`;
}
