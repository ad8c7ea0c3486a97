import { type Action, isCommand } from './action.ts';
import { everydayLook } from './everydayLook.ts';
import { singular } from './sites.ts';

/** So many actions back a value is looked for in what was printed. */
const farthest = 14;
/** Of longer outputs the beginning is looked at, in characters. */
const longestOutput = 20_000;

/** Where a value was read off before it was typed. */
export interface Lookup {
  /** The command that printed it. */
  readonly line: string;
  /** Its column in a table, in lower case. */
  readonly column?: string;
  /** What the command lists: `heroku releases` a release. */
  readonly thing?: string;
}

/** The look that printed the value as a word of its own, shortly before the action at `index`. */
export function lookedUp(actions: readonly Action[], index: number, value: string): Lookup | undefined {
  if (value.length < 2 || !/\d|.{5}/.test(value)) return undefined;
  for (let at = index - 1; at >= 0 && at >= index - farthest; at--) {
    const action = actions[at];
    if (!action || !isCommand(action) || action.output === undefined) continue;
    const { main } = action.reading;
    if ((main.role !== 'look' && main.role !== 'probe') || everydayLook.test(main.name)) continue;
    const lines = action.output.slice(0, longestOutput).split('\n');
    const has = (line: string) =>
      line.includes(value) && wordsOf(line).some((word) => word === value || isPartOf(value, word));
    const row = lines.findIndex(has);
    if (row < 0) continue;
    const column = wordsOf(lines[0] ?? '')[
      wordsOf(lines[row] ?? '').findIndex((word) => word === value || isPartOf(value, word))
    ];
    const isHeading = row > 0 && column !== undefined && /^[A-Z][A-Z -]+$/.test(column);
    const listed = main.name
      .split(' ')
      .slice(1)
      .find((word) => /^[a-z]{3,}s$/.test(word));
    const thing = listed === undefined ? undefined : singular(listed);
    return {
      line: action.reading.essential,
      ...(isHeading ? { column: column.toLowerCase() } : {}),
      ...(thing === undefined ? {} : { thing }),
    };
  }
  return undefined;
}

/** `00087-xyz` of `quotes-00087-xyz`. */
function isPartOf(value: string, word: string): boolean {
  const at = word.indexOf(value);
  if (at < 0 || value.length < 4) return false;
  return /^$|[-/:@=_.]/.test(word.charAt(at - 1)) && /^$|[-/:@=_.]/.test(word.charAt(at + value.length));
}

/** Cells of a table, words of a sentence. */
function wordsOf(line: string): string[] {
  return line.split(/[\s|│,;:"'`()[\]]+/).filter(Boolean);
}
