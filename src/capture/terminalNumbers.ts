/** Numbers that tell the terminals of one recording apart, from 1; the same terminal keeps its number over a pause. */
export type TerminalNumbers = (terminal: object) => number;

/** `after` is the highest number that an interrupted recording has used. */
export function createTerminalNumbers(after = 0): TerminalNumbers {
  const numbers = new WeakMap<object, number>();
  let last = after;
  return (terminal) => {
    const known = numbers.get(terminal);
    if (known !== undefined) return known;
    last += 1;
    numbers.set(terminal, last);
    return last;
  };
}
