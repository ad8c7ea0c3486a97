import { isMixed, isPlainlyChosen, ofSentence } from '../chosenValue.ts';
import { isCommonWord } from '../harmlessValue.ts';
import type { Match } from '../rule.ts';

/** `walnut thunder copper basket`, alone on the line below the command that prints nothing else. */
export function phraseOn(line: string, at: number): Match | undefined {
  const value = /^[ \t]{0,4}((?:[a-z]{3,12} ){3,7}[a-z]{3,12})[ \t]*$/.exec(line)?.[1];
  return value === undefined || ofSentence.test(value)
    ? undefined
    : {
        rule: 'bare-secret',
        kind: 'credential',
        start: at + line.indexOf(value),
        end: at + line.indexOf(value) + value.length,
        remember: true,
      };
}

/** A lone word of eight letters or joined words, where nothing but the secret is printed. */
export function wordOn(line: string, at: number): Match | undefined {
  const value =
    /^[ \t]{0,4}([A-Za-z]{2,40}(?:[-_.][A-Za-z]{2,40}){1,8}|[A-Za-z]{8,64}|(?:\w{1,3}|[A-Za-z]{1,8}\d[a-z]{1,8})=[^\s"'`=<>{}()]{5,100})[ \t]*$/.exec(
      line,
    )?.[1];
  if (
    value === undefined ||
    isCommonWord(value) ||
    (value.includes('=') && !isMixed(value)) ||
    /\.(?:ts|js|json|ya?ml|txt|md|sh|go|py|com|io|org|internal)$/.test(value)
  ) {
    return undefined;
  }
  const start = at + line.indexOf(value);
  return { rule: 'bare-secret', kind: 'credential', start, end: start + value.length, remember: true };
}

/** `walnut-dragon-quartz-copper`, the one thing that was printed: of a list of names the next would look like it. */
export function joinedWords(text: string, line: string, answers: readonly Match[]): readonly Match[] {
  const [only] = answers;
  return answers.length === 1 &&
    only !== undefined &&
    (/[:：][ \t]*$/.test(line) ? /^(?:[a-z]{4,20}-){2,7}[a-z]{4,20}$/ : /^(?:[a-z]{4,20}-){3,7}[a-z]{4,20}$/).test(
      text.slice(only.start, only.end),
    ) &&
    isPlainlyChosen(text.slice(only.start, only.end)) &&
    !/^[ \t]*\r?\n[ \t]*[a-z]+(?:-[a-z]+)+[ \t]*\r?(?:\n|$)/.test(text.slice(only.end, only.end + 120))
    ? answers
    : [];
}
