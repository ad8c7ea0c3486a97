import { remember } from '../model/remember.ts';
import { type Action, isCommand } from './action.ts';
import { everydayLook } from './everydayLook.ts';
import type { Pace } from './pace.ts';
import { secretsPrinted, secretsTyped } from './placeholderNames.ts';
import type { SimpleCommand } from './shell/read.ts';

/** Of longer outputs the beginning is read, in characters. */
const longestOutput = 8_000;
/** So many values of one output are remembered. */
const mostValues = 400;

/** A value that nobody makes up: a revision, a number of something, an entry of a list. */
const given = /^(?=.*\d)[\w@{}./:#-]{5,80}$/;

/**
 * Looks of which a value was typed into what was done later, that had stood nowhere before: they are where one finds it.
 * What everyone looks at is left out. Linear in what was printed and typed.
 */
export async function valuesRead(
  actions: readonly Action[],
  isKept: (index: number) => boolean,
  pace: Pace,
): Promise<number[]> {
  const printed = new Map<string, number>();
  const typed = new Set<string>();
  const found = new Set<number>();
  // People run the same line again.
  const wordsOf = remember((parts: readonly SimpleCommand[]) => parts.flatMap(wordsTyped));
  for (let index = 0; index < actions.length; index++) {
    const action = actions[index];
    if (!action) continue;
    const turn = pace(1);
    if (turn) await turn;
    if (!isCommand(action)) continue;
    const { main, parts } = action.reading;
    const isLook = main.role === 'look' || main.role === 'probe';
    for (const word of isLook ? [] : wordsOf(parts)) {
      const from = isKept(index) ? printed.get(word) : undefined;
      if (from !== undefined && !typed.has(word)) found.add(from);
      typed.add(word);
    }
    if (!isLook || everydayLook.test(main.name) || action.output === undefined || action.exitCode !== 0) continue;
    let count = 0;
    for (const word of action.output.slice(0, longestOutput).split(/[\s|│,;"'`()[\]=]+/)) {
      const plain = word.replace(/[:.]+$/, '');
      if (!given.test(plain) || typed.has(plain) || printed.has(plain)) continue;
      printed.set(plain, index);
      count++;
      if (count >= mostValues) break;
    }
  }
  return [...found];
}

function wordsTyped({ operands, flags }: SimpleCommand): string[] {
  const words: string[] = [];
  const add = (word: string) => {
    if (given.test(word)) words.push(word);
    if (word.includes('=')) for (const part of word.split('=')) if (given.test(part)) words.push(part);
  };
  operands.forEach(add);
  for (const { value } of flags) if (value !== undefined) add(value);
  return words;
}

/** Looks that printed a secret which goes into what is typed later: that is where it comes from. */
export function secretsRead(actions: readonly Action[]): number[] {
  const printed = new Map<string, number>();
  const found = new Set<number>();
  for (let index = 0; index < actions.length; index++) {
    const action = actions[index];
    if (!action) continue;
    if (action.kind === 'note') continue;
    for (const secret of secretsTyped(action)) {
      const from = printed.get(secret);
      if (from !== undefined) found.add(from);
      // What was typed first came from the person.
      printed.delete(secret);
    }
    for (const secret of secretsPrinted(action)) if (!printed.has(secret)) printed.set(secret, index);
  }
  return [...found];
}
