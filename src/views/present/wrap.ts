import { oneLine } from './text.ts';

/** Characters that take two columns of a fixed-width font: East Asian wide and full-width forms, and pictographs. */
const wide =
  /[\u1100-\u115F\u2E80-\uA4CF\uAC00-\uD7A3\uF900-\uFAFF\uFE30-\uFE6F\uFF00-\uFF60\uFFE0-\uFFE6\p{Extended_Pictographic}]/u;

function columnsOf(text: string): number {
  let columns = 0;
  for (const point of text) columns += wide.test(point) ? 2 : 1;
  return columns;
}

/** As much of the beginning as fits, at least one character. */
function head(text: string, columns: number): string {
  let taken = '';
  let used = 0;
  for (const point of text) {
    used += columnsOf(point);
    if (used > columns && taken !== '') break;
    taken += point;
  }
  return taken;
}

/**
 * Breaks one line of text into at most `most` lines of at most `columns` columns: at spaces where there are any, else
 * behind a mark of a path or a name, else anywhere. What does not fit ends in an ellipsis.
 */
export function wrapped(text: string, columns: number, most: number): string[] {
  const lines: string[] = [];
  let rest = oneLine(text, columns * (most + 1));
  while (rest !== '') {
    if (columnsOf(rest) <= columns) {
      lines.push(rest);
      break;
    }
    const piece = head(rest, columns);
    if (lines.length === most - 1) {
      lines.push(`${head(rest, columns - 1).trimEnd()}…`);
      break;
    }
    const space = rest[piece.length] === ' ' ? piece.length : piece.lastIndexOf(' ');
    // Else behind a mark that holds the parts of a path or a name together.
    const mark = Math.max(...['/', '-', '_', '.'].map((each) => piece.lastIndexOf(each))) + 1;
    const cut = [space, mark].find((each) => each >= piece.length / 2) ?? piece.length;
    lines.push(rest.slice(0, cut).trimEnd());
    rest = rest.slice(cut).trimStart();
  }
  return lines.length === 0 ? [''] : lines;
}
