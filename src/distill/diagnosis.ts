import { remember } from '../model/remember.ts';
import { type Action, type CommandAction, isCommand } from './action.ts';
import type { Failure } from './failure.ts';
import { isPlainlyWrong, type ScoreLine } from './lineScore.ts';
import { longestWindow } from './sameJob.ts';
import { type Signature, signatureOf } from './signature.ts';

/** Where the cause was read, and what was read there. */
export interface Diagnosis {
  readonly look: CommandAction;
  readonly said: Signature;
}

/** Longer outputs are looked through at their ends, in characters. */
const longestOutput = 20_000;

/**
 * What a command failed with may say little ("deadline exceeded"): what it was is read elsewhere, in the logs. The look
 * between the failure and its remedy that printed something wrong of which the remedy speaks and the failure does not.
 */
export function diagnosisOf(actions: readonly Action[], readLook: ReadLook, failure: Failure): Diagnosis | undefined {
  const until = failure.causes[0] ?? failure.success;
  if (until === undefined) return undefined;
  let remedy: ReadonlySet<string> | undefined;
  const farthest = Math.max(failure.index, until - 1 - longestWindow);
  for (let index = until - 1; index > farthest; index--) {
    const look = actions[index];
    const said = look && isCommand(look) ? readLook(look) : undefined;
    if (!look || !isCommand(look) || !said) continue;
    // It said nothing itself; what was read right before something was done about it is why.
    if (failure.signature === undefined && isRightBefore(actions, index, until)) return { look, said };
    remedy ??= remedyWords(actions, failure);
    if (remedy.size === 0) return undefined;
    const news = remedy;
    if ([...wordsOf(said.text)].some((word) => news.has(word))) return { look, said };
  }
  return undefined;
}

function isRightBefore(actions: readonly Action[], index: number, until: number): boolean {
  return actions.slice(index + 1, until).every(({ kind }) => kind === 'note');
}

/** What a look printed that says that something is wrong; undefined where it is no look, or nothing is. */
export type ReadLook = (look: CommandAction) => Signature | undefined;

/** Reads each look once, for every failure that it comes after. */
export function lookReader(score: ScoreLine): ReadLook {
  return remember((look) => readIn(look, score));
}

function readIn({ output, reading }: CommandAction, score: ScoreLine): Signature | undefined {
  if (output === undefined || (reading.main.role !== 'look' && reading.main.role !== 'probe')) return undefined;
  const read = output.length > longestOutput ? output.slice(-longestOutput) : output;
  const said = signatureOf(withoutPrefix(read), reading.line, score);
  return said && isPlainlyWrong(said.text) ? said : undefined;
}

/** What stands before each line of a log or of events: `web-1  | `, `shop[812]: `, `Warning  Failed  pod/web-1  `. */
function withoutPrefix(output: string): string {
  return output.replace(
    /^(?:[\w.-]+\s+\| |(?:\S+ ){0,5}?[\w.-]+\[\d+\]: |(?:\d+\w\s+)?(?:Warning|Normal)\s+\w+\s+\S+\/\S+\s+)/gm,
    '',
  );
}

/** What the remedy speaks of and the failure does not. */
function remedyWords(actions: readonly Action[], failure: Failure): ReadonlySet<string> {
  const words = wordsOf(remedyText(actions, failure));
  for (const word of wordsOf(failure.action.output ?? '')) words.delete(word);
  for (const word of wordsOf(failure.action.reading.line)) words.delete(word);
  return words;
}

function remedyText(actions: readonly Action[], { causes, difference }: Failure): string {
  return [
    ...causes.map((index) => {
      const action = actions[index];
      if (action === undefined) return '';
      if (isCommand(action)) return action.reading.line;
      return action.kind === 'edit'
        ? action.hunks.flatMap(({ before, after }) => [...before, ...after]).join('\n')
        : '';
    }),
    difference?.line ?? '',
  ].join('\n');
}

function wordsOf(text: string): Set<string> {
  return new Set(text.toLowerCase().match(/\d+(?:\.\d+)+|[\p{L}_][\p{L}\p{N}_]{3,}|\d{2,}/gu) ?? []);
}
