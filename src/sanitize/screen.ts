import { isCombining, isWide } from './characterWidth.ts';

/** One cell: a character (with what combines with it) and where in the raw text it came from. */
interface Cell {
  readonly text: string;
  readonly from: number;
  readonly to: number;
}

export interface ScreenText {
  readonly text: string;
  /** Offset in the raw text of each UTF-16 unit of `text`. */
  readonly offsets: readonly number[];
}

/** What a terminal of unknown width and `rows` height would show at the end, scrolled-off lines included. */
export interface Screen {
  print(character: string, from: number): void;
  lineFeed(): void;
  carriageReturn(): void;
  backspace(): void;
  tab(): void;
  /** A CSI sequence: `prefix` is `?`, `>` or empty, `final` its last character. */
  control(prefix: string, parameters: readonly number[], final: string): void;
  saveCursor(): void;
  restoreCursor(): void;
  reverseLineFeed(): void;
  reset(): void;
  read(): ScreenText;
}

const farthestColumn = 4_096;
const blank: Cell = { text: ' ', from: -1, to: -1 };

/** A small model of a terminal: enough for what command-line programs print, after xterm's control sequences. */
export function createScreen(rows = 24): Screen {
  let lines: (Cell | undefined)[][] = [[]];
  let base = 0;
  let row = 0;
  let column = 0;
  let saved = { row: 0, column: 0 };
  let main: { lines: (Cell | undefined)[][]; base: number; row: number; column: number } | undefined;
  const line = (): (Cell | undefined)[] => {
    while (lines.length <= row) {
      lines.push([]);
    }
    return lines[row] ?? [];
  };

  return {
    print,
    lineFeed,
    carriageReturn,
    backspace,
    tab,
    control,
    saveCursor,
    restoreCursor,
    reverseLineFeed,
    reset,
    read,
  };

  function print(character: string, from: number): void {
    const cells = line();
    const cell = { text: character, from, to: from + character.length };
    if (isCombining(character) && column > 0) {
      const before = cells[column - 1];
      cells[column - 1] = before === undefined ? cell : { ...before, text: before.text + character, to: cell.to };
      return;
    }
    splitWide(cells, column);
    cells[column] = cell;
    column += 1;
    if (isWide(character)) {
      splitWide(cells, column);
      cells[column] = { text: '', from, to: cell.to };
      column += 1;
    }
  }
  /** A wide character that loses one of its two cells is gone. */
  function splitWide(cells: (Cell | undefined)[], at: number): void {
    if (cells[at]?.text === '') {
      cells[at - 1] = undefined;
    } else if (cells[at + 1]?.text === '') {
      cells[at + 1] = undefined;
    }
  }
  function lineFeed(): void {
    column = 0;
    row += 1;
    line();
    base = Math.max(base, row - rows + 1);
  }
  function carriageReturn(): void {
    column = 0;
  }
  function backspace(): void {
    column = Math.max(0, column - 1);
  }
  function tab(): void {
    column = Math.min(column + 8 - (column % 8), farthestColumn);
  }
  function saveCursor(): void {
    saved = { row: row - base, column };
  }
  function restoreCursor(): void {
    row = base + saved.row;
    column = saved.column;
  }
  function reverseLineFeed(): void {
    if (row === base) {
      lines.splice(base, 0, []);
      lines.splice(base + rows, 1);
    } else {
      row -= 1;
    }
  }
  function reset(): void {
    lines = [...lines.slice(0, base), []];
    row = base;
    column = 0;
    main = undefined;
  }

  function control(prefix: string, parameters: readonly number[], final: string): void {
    const first = parameters[0] ?? 0;
    const count = Math.min(Math.max(first, 1), farthestColumn);
    if (prefix === '?') {
      if (
        (final === 'h' || final === 'l') &&
        parameters.some((mode) => mode === 1049 || mode === 1047 || mode === 47)
      ) {
        switchScreen(final === 'h');
      }
      return;
    }
    if (prefix !== '') {
      return;
    }
    move(final, count, parameters);
    erase(final, first, count);
    if (final === 's') {
      saveCursor();
    } else if (final === 'u') {
      restoreCursor();
    }
  }

  function move(final: string, count: number, parameters: readonly number[]): void {
    const moves: Readonly<Record<string, () => void>> = {
      A: () => toRow(row - count),
      B: () => toRow(row + count),
      e: () => toRow(row + count),
      C: () => toColumn(column + count),
      a: () => toColumn(column + count),
      D: () => toColumn(column - count),
      E: () => toLineStart(row + count),
      F: () => toLineStart(row - count),
      G: () => toColumn(count - 1),
      '`': () => toColumn(count - 1),
      d: () => toRow(base + count - 1),
      H: () => toPosition(parameters[0] ?? 1, parameters[1] ?? 1),
      f: () => toPosition(parameters[0] ?? 1, parameters[1] ?? 1),
    };
    moves[final]?.();
  }

  function toRow(target: number): void {
    row = Math.min(Math.max(target, base), base + rows - 1);
  }
  function toColumn(target: number): void {
    column = Math.min(Math.max(target, 0), farthestColumn);
  }
  function toLineStart(target: number): void {
    column = 0;
    toRow(target);
  }
  function toPosition(line: number, cell: number): void {
    toRow(base + Math.max(line, 1) - 1);
    toColumn(Math.max(cell, 1) - 1);
  }

  function erase(final: string, first: number, count: number): void {
    const erasures: Readonly<Record<string, () => void>> = {
      K: () => eraseInLine(line(), first),
      J: () => eraseInScreen(first),
      P: () => void line().splice(column, count),
      '@': () => insertCells(line(), Math.min(count, 500)),
      X: () => eraseCells(line(), count),
      L: () => insertLines(Math.min(count, rows)),
      M: () => void lines.splice(row, count),
    };
    erasures[final]?.();
    mendWide(line(), column);
    mendWide(line(), column + (final === 'X' || final === '@' ? Math.min(count, farthestColumn) : 1));
  }

  /** Where something was cut beside a wide character, half of it may be left: the other half goes too. */
  function mendWide(cells: (Cell | undefined)[], at: number): void {
    const before = cells[at - 1];
    const isWhole = before !== undefined && isWide(before.text);
    if (cells[at]?.text === '' && !isWhole) {
      cells[at] = undefined;
    } else if (isWhole && cells[at]?.text !== '') {
      cells[at - 1] = undefined;
    }
  }

  function insertCells(cells: (Cell | undefined)[], count: number): void {
    if (column < cells.length) {
      cells.splice(column, 0, ...Array.from({ length: count }, () => undefined));
    }
  }
  function eraseCells(cells: (Cell | undefined)[], count: number): void {
    for (let at = column; at < Math.min(column + count, cells.length); at += 1) {
      cells[at] = undefined;
    }
  }
  function insertLines(count: number): void {
    line();
    lines.splice(row, 0, ...Array.from({ length: count }, () => []));
    lines.length = Math.min(lines.length, base + rows);
  }

  function eraseInLine(cells: (Cell | undefined)[], mode: number): void {
    if (mode === 0) {
      cells.length = Math.min(cells.length, column);
    } else if (mode === 1) {
      cells.fill(undefined, 0, Math.min(column + 1, cells.length));
    } else if (mode === 2) {
      cells.length = 0;
    }
  }

  function eraseInScreen(mode: number): void {
    if (mode === 0) {
      eraseInLine(line(), 0);
      lines.length = Math.min(lines.length, row + 1);
    } else if (mode === 1) {
      for (let at = base; at < row; at += 1) {
        lines[at] = [];
      }
      eraseInLine(line(), 1);
    } else if (mode === 2) {
      for (let at = base; at < lines.length; at += 1) {
        lines[at] = [];
      }
    } else if (mode === 3) {
      lines.splice(0, base);
      row -= base;
      base = 0;
    }
  }

  /** What runs on the alternate screen (editors, pagers) is not kept. */
  function switchScreen(enter: boolean): void {
    if (enter) {
      if (main === undefined) {
        saveCursor();
      }
      main ??= { lines, base, row, column };
      lines = [[]];
      base = 0;
      row = 0;
      column = 0;
    } else if (main === undefined) {
      lines = [[]];
      base = 0;
      row = 0;
      column = 0;
    } else {
      ({ lines, base, row, column } = main);
      main = undefined;
    }
  }

  function read(): ScreenText {
    const shown = main?.lines ?? lines;
    let text = '';
    const offsets: number[] = [];
    let last = 0;
    shown.forEach((cells, at) => {
      if (at > 0) {
        text += '\n';
        offsets.push(last);
      }
      for (let index = 0; index < cells.length; index += 1) {
        const cell = cells[index] ?? blank;
        last = cell.from === -1 ? last : cell.from;
        for (let unit = 0; unit < cell.text.length; unit += 1) {
          offsets.push(last + (cell.from === -1 ? 0 : unit));
        }
        text += cell.text;
      }
    });
    return { text, offsets };
  }
}
