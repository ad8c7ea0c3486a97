import type { Word } from '../shellWords.ts';
import type { ProgramFlags } from './programFlags.ts';

/** The words that a subcommand may consist of, and how many words there are up to their end. */
interface Reading {
  readonly text: string;
  readonly to: number;
}

/** Given out by `createReadings`: a program has several entries, and each asks for its own subcommand. */
export type Readings = () => readonly Reading[];

/** One to three words at the beginning, or behind flags and their values, in the order to try them in. Read once. */
export function createReadings(words: readonly Word[]): Readings {
  let readings: Reading[] | undefined;
  return () => {
    readings ??= readingsOf(words);
    return readings;
  };
}

function readingsOf(words: readonly Word[]): Reading[] {
  const readings: Reading[] = [];
  for (let skip = 0; skip < Math.min(words.length, 7) && isSkipped(words, skip); skip += 1) {
    let text = '';
    for (let length = 1; length <= 3; length += 1) {
      const word = words[skip + length - 1];
      text += word === undefined || length === 1 ? (word?.text ?? '') : ` ${word.text}`;
      readings.push({ text, to: skip + length });
    }
  }
  return readings;
}

/** Only flags and their values may stand before a subcommand: `test --package auth` has no `auth` of its own. */
function isSkipped(words: readonly Word[], skip: number): boolean {
  if (skip === 0) {
    return true;
  }
  return isFlag(words[skip - 1]) || (skip > 1 && isFlag(words[skip - 2]));
}

function isFlag(word: Word | undefined): boolean {
  return word?.text.charCodeAt(0) === 45;
}

/** How many leading words the subcommand takes; flags before it are stepped over. */
export function subcommandLength({ subcommand }: ProgramFlags, readings: Readings): number | undefined {
  return subcommand === undefined ? 0 : readings().find(({ text }) => subcommand.test(text))?.to;
}
