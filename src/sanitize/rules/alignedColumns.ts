import { isJoinedWords } from '../chosenValue.ts';
import { isHarmlessValue } from '../harmlessValue.ts';
import { isKeyShaped, looksGenerated } from '../randomness.ts';
import type { Match } from '../rule.ts';
import type { NameJudge, NameVerdict } from '../secretNames.ts';

/** Lines below a head, each with where it starts. */
export interface Row {
  readonly start: number;
  readonly text: string;
}

export interface Cells {
  readonly found: readonly Match[];
  /** Where the last row of the table begins; 0, if there is none. */
  readonly last: number;
}

/**
 * The cells below a secret's name in a table that blanks align (`NAME   TOKEN   AGE`): what begins where the name does.
 * Names of such tables begin with a capital, as programs print them, and two blanks part them.
 */
export function cellsBelow(head: string, rowsBelow: (most?: number) => readonly Row[], judge: NameJudge): Cells {
  const names = [...head.matchAll(/\S+(?: \S+)*/g)];
  const secrets = names.flatMap(({ 0: name, index }) => {
    const verdict = judge(name);
    return verdict === undefined ? [] : [{ index, verdict }];
  });
  if (names.length < 2 || secrets.length === 0 || !names.every(([name]) => /^[A-Z][\w ./-]{0,40}$/.test(name))) {
    return { found: [], last: 0 };
  }
  const isStranger = ({ text }: Row): boolean => !names.every(({ index }) => fits(text, index));
  // Most heads are none, which the first line below tells.
  const all = rowsBelow(1).some(isStranger) ? [] : rowsBelow();
  const stranger = all.findIndex(isStranger);
  const rows = stranger === -1 ? all : all.slice(0, stranger);
  const found = rows.flatMap(({ start, text }) =>
    secrets.flatMap(({ index, verdict }): Match[] => {
      const value = /^[\w+/=~!.@#%^&*-]{6,4096}(?= |$)/.exec(text.slice(index))?.[0] ?? '';
      return isSecret(value, verdict)
        ? [
            {
              rule: 'column',
              kind: verdict.kind,
              start: start + index,
              end: start + index + value.length,
              remember: true,
            },
          ]
        : [];
    }),
  );
  return { found, last: rows.at(-1)?.start ?? 0 };
}

function isSecret(value: string, verdict: NameVerdict): boolean {
  return (
    (looksGenerated(value) || isJoinedWords(value) || isKeyShaped(value)) &&
    (verdict.strength === 'strong' || looksGenerated(value, 16)) &&
    !isHarmlessValue(value, verdict, { quoted: true, certain: false })
  );
}

/** Does a cell begin there, behind a blank? What is cut off at the line's end may be missing. */
function fits(row: string, index: number): boolean {
  return index === 0 ? /^\S/.test(row) : index >= row.length || row[index - 1] === ' ';
}
