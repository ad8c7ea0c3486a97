import type { CommandAction } from './action.ts';
import { isKnownProgram } from './shell/knowledge.ts';

const unknownCommand =
  /command not found|not recognized as|is not a \S+ command|unknown (?:command|subcommand|option|argument|target)|missing script|did you mean|no such (?:command|subcommand|option)|unrecognized (?:command|argument|option)|no rule to make target|invalid choice|most similar command|invalid option/i;

/** The second line is the first with a slip of the finger put right. Neither is judged by its values: digits are no typos. */
export function isMistype(first: CommandAction, second: CommandAction): boolean {
  if (first.reading.line === second.reading.line) return false;
  const ours = first.reading.line.trim().split(/\s+/);
  const theirs = second.reading.line.trim().split(/\s+/);
  const unknown = first.exitCode === 127 || unknownCommand.test(first.output ?? '');
  if (ours.length !== theirs.length) {
    // `git push--tags`, `npmrun build`: only the blanks differ.
    if (ours.join('') === theirs.join('')) return true;
    return unknown && (second.exitCode ?? 0) === 0 && isSlipIn(ours, theirs);
  }
  const differing = ours.flatMap((word, index) =>
    word === theirs[index] ? [] : [[word, theirs[index] ?? '', index] as const],
  );
  const [pair, ...more] = differing;
  if (!pair || more.length > 0) return false;
  const [wrong, right, place] = pair;
  // If the second fails too, only a wrong program or subcommand is surely a slip.
  if (second.exitCode !== undefined && second.exitCode !== 0 && !unknown && place > 2) return false;
  if (wrong.replace(/\D/g, '') !== right.replace(/\D/g, '')) return false;
  // `npm` and `pnpm` are two programs, a letter apart.
  if (place === 0 && first.exitCode !== 127 && isKnownProgram(wrong) && isKnownProgram(right)) return false;
  const slip = distance(wrong, right);
  if (slip > 2 || slip * 2 > Math.max(3, right.length)) return unknown && slip <= 3 && slip * 2 <= right.length;
  return unknown || slip === 1 || isTransposed(wrong, right);
}

/** The program says which word was meant, and it is a slip away: `git satus`, "The most similar command is status". */
export function isToldMistype({ reading, output }: CommandAction): boolean {
  const [, said = ''] =
    /(?:most similar commands? (?:is|are)|did you mean)\s*:?\s*(?:one of (?:this|these)\??\s*)?[`'"“]?([\w:-]+)/i.exec(
      output ?? '',
    ) ?? [];
  return (
    said !== '' &&
    reading.line
      .split(/\s+/)
      .slice(0, 4)
      .some((word) => word !== said && word.length > 2 && distance(word, said) <= 2)
  );
}

/** A wrong program or subcommand put right in a line that says more: `fyl releases`, then `fly releases --image`. */
function isSlipIn(ours: readonly string[], theirs: readonly string[]): boolean {
  const place = ours.findIndex((word, index) => word !== theirs[index]);
  const [wrong, right] = [ours[place], theirs[place]];
  if (place > 2 || wrong === undefined || right === undefined || wrong.length < 3 || wrong.startsWith('-'))
    return false;
  const slip = distance(wrong, right);
  if (slip > 2 || slip * 2 > right.length) return false;
  return [ours, theirs].some((shorter, index) => {
    const longer = new Set(index === 0 ? theirs : ours);
    return shorter.slice(place + 1).every((word) => longer.has(word));
  });
}

function isTransposed(a: string, b: string): boolean {
  return a.length === b.length && [...a].sort().join('') === [...b].sort().join('');
}

/** Edits between two words, a swap of neighbours counting once (restricted Damerau–Levenshtein); long words are never slips. */
export function distance(a: string, b: string): number {
  if (Math.abs(a.length - b.length) > 3 || a.length > 64 || b.length > 64) return 99;
  let older: number[] = [];
  let previous = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const current = [i];
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1;
      let best = Math.min((previous[j] ?? 99) + 1, (current[j - 1] ?? 99) + 1, (previous[j - 1] ?? 99) + same);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        best = Math.min(best, (older[j - 2] ?? 99) + 1);
      current.push(best);
    }
    older = previous;
    previous = current;
  }
  return previous[b.length] ?? 99;
}
