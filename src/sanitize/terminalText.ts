import { createScreen, type ScreenText } from './screen.ts';

/** A text without its control sequences, and the way back to the raw one. */
export interface PlainText {
  readonly text: string;
  /** The raw text can be kept around what is redacted: it holds no more than colours. */
  readonly keepsEscapes: boolean;
  /** Offset in the raw text of a unit of `text`. */
  offset(at: number): number;
}

const escapeCharacter = String.fromCharCode(27);
const windowRows = 24;

/**
 * What the terminal shows after `raw`: escapes, backspaces, carriage returns and alternate screens
 * resolved, links and clipboard sequences (OSC 8, 52, 633 …) gone. Text without any of these comes
 * back as it is; `\r\n` becomes `\n`.
 */
export function resolveTerminalText(raw: string): string {
  return hasControls(raw) ? replay(raw).text : raw.replace(/\r\n/g, '\n');
}

/** The same with offsets, and gentler: a text with nothing but colours keeps them. */
export function plainTerminalText(raw: string): PlainText {
  if (isQuotedPrintable(raw)) {
    return { ...without(raw, /=\r?\n/g), keepsEscapes: true };
  }
  if (!hasControls(raw)) {
    return { text: raw, keepsEscapes: true, offset: (at) => at };
  }
  const stripped = without(raw, colours());
  if (!hasControls(stripped.text)) {
    return { text: stripped.text, keepsEscapes: true, offset: stripped.offset };
  }
  const { text, offsets } = replay(raw);
  return { text, keepsEscapes: false, offset: (at) => offsets[at] ?? raw.length };
}

/** A character that moves the cursor or changes the screen: all but tab and line ends. */
const moving = new RegExp(
  `[${String.fromCharCode(0)}-${String.fromCharCode(8, 11, 12, 14)}-${String.fromCharCode(31, 127)}-${String.fromCharCode(159)}]|\\r(?!\\n)`,
);

function hasControls(text: string): boolean {
  return moving.test(text);
}

/**
 * Select graphic rendition, and the two that reset character sets. Erasing to the end of the line belongs here: where
 * nothing moves the cursor there is never anything to its right (`grep --color` writes it after every colour).
 */
function colours(): RegExp {
  return new RegExp(`${escapeCharacter}(?:\\[[\\d;:]{0,64}m|\\[0?K|\\(B)|${String.fromCharCode(15)}`, 'g');
}

/**
 * Mail that is encoded so (RFC 2045, 6.7) breaks its lines with a `=` wherever they grow too long: it says so, or a line
 * is as long as they get and a character stands there by its code.
 */
function isQuotedPrintable(raw: string): boolean {
  return (
    (raw.includes('=\n') || raw.includes('=\r\n')) &&
    (((breaksLongLine(raw, '=\n') || breaksLongLine(raw, '=\r\n')) && /=(?:3D|20|[C-F][0-9A-F]=)/.test(raw)) ||
      /quoted-printable/i.test(raw)) &&
    !hasControls(raw)
  );
}

/** Does such a break end a line that is as long as mail lets lines get? */
function breaksLongLine(raw: string, lineBreak: string): boolean {
  for (let at = raw.indexOf(lineBreak); at !== -1; at = raw.indexOf(lineBreak, at + 2)) {
    const length = at - (raw.lastIndexOf('\n', at) + 1);
    if (length >= 69 && length <= 75) {
      return true;
    }
  }
  return false;
}

/** The text between what matches, and where each stretch of it came from. */
function without(raw: string, gone: RegExp): { readonly text: string; offset(at: number): number } {
  const starts: number[] = [];
  const origins: number[] = [];
  let text = '';
  let from = 0;
  const take = (to: number): void => {
    if (to > from) {
      starts.push(text.length);
      origins.push(from);
      text += raw.slice(from, to);
    }
  };
  for (const hit of raw.matchAll(gone)) {
    take(hit.index);
    from = hit.index + hit[0].length;
  }
  take(raw.length);
  return {
    text,
    offset(at) {
      if (at >= text.length) {
        return raw.length;
      }
      let low = 0;
      for (let high = starts.length - 1; low < high; ) {
        const middle = (low + high + 1) >> 1;
        if ((starts[middle] ?? 0) <= at) {
          low = middle;
        } else {
          high = middle - 1;
        }
      }
      return (origins[low] ?? 0) + at - (starts[low] ?? 0);
    },
  };
}

function replay(raw: string): ScreenText {
  const screen = createScreen(windowRows);
  let at = 0;
  while (at < raw.length) {
    const code = raw.charCodeAt(at);
    if (code === 27) {
      at = escapeSequence(raw, at, screen);
    } else if (code < 32 || (code >= 127 && code < 160)) {
      at = controlCharacter(raw, at, screen);
    } else {
      const character = String.fromCodePoint(raw.codePointAt(at) ?? code);
      screen.print(character, at);
      at += character.length;
    }
  }
  return screen.read();
}

function controlCharacter(raw: string, at: number, screen: ReturnType<typeof createScreen>): number {
  switch (raw.charCodeAt(at)) {
    case 8:
      screen.backspace();
      return at + 1;
    case 9:
      screen.tab();
      return at + 1;
    case 10:
    case 11:
    case 12:
      screen.lineFeed();
      return at + 1;
    case 13:
      screen.carriageReturn();
      return at + 1;
    case 0x9b:
      return controlSequence(raw, at + 1, screen);
    case 0x90:
    case 0x98:
    case 0x9d:
    case 0x9e:
    case 0x9f:
      return stringEnd(raw, at + 1);
    default:
      return at + 1;
  }
}

/** ECMA-48: CSI, strings (OSC, DCS, SOS, PM, APC), two-character escapes. Returns where it ends. */
function escapeSequence(raw: string, at: number, screen: ReturnType<typeof createScreen>): number {
  const next = raw[at + 1];
  switch (next) {
    case '[':
      return controlSequence(raw, at + 2, screen);
    case ']':
    case 'P':
    case 'X':
    case '^':
    case '_':
      return stringEnd(raw, at + 2);
    case '7':
      screen.saveCursor();
      return at + 2;
    case '8':
      screen.restoreCursor();
      return at + 2;
    case 'M':
      screen.reverseLineFeed();
      return at + 2;
    case 'E':
    case 'D':
      screen.lineFeed();
      return at + 2;
    case 'c':
      screen.reset();
      return at + 2;
    case undefined:
      return at + 1;
    default:
      return intermediateEnd(raw, at + 1);
  }
}

/** `ESC ( B` and the like: intermediates, then one final character. */
function intermediateEnd(raw: string, from: number): number {
  let at = from;
  while (at < raw.length && raw.charCodeAt(at) >= 0x20 && raw.charCodeAt(at) <= 0x2f) {
    at += 1;
  }
  const code = raw.charCodeAt(at);
  return code >= 0x30 && code <= 0x7e ? at + 1 : at;
}

function controlSequence(raw: string, from: number, screen: ReturnType<typeof createScreen>): number {
  let at = from;
  while (at < raw.length && raw.charCodeAt(at) >= 0x20 && raw.charCodeAt(at) <= 0x3f) {
    at += 1;
  }
  const final = raw[at];
  if (final === undefined || raw.charCodeAt(at) > 0x7e || raw.charCodeAt(at) < 0x40) {
    return at;
  }
  const body = raw.slice(from, Math.min(at, from + 256));
  const prefix = /^[<=>?]/.exec(body)?.[0] ?? '';
  const parameters = body
    .slice(prefix.length)
    .split(/[;:]/)
    .map((value) => Number.parseInt(value, 10) || 0);
  screen.control(prefix, parameters.slice(0, 16), /[ !"#$%&'*+,-]$/.test(body) ? '' : final);
  return at + 1;
}

/** A string ends with BEL, ST, or where a new escape begins; one that never ends swallows no line after it. */
function stringEnd(raw: string, from: number): number {
  const end = new RegExp(`[${String.fromCharCode(7, 0x9c, 0x18, 0x1a)}]|${escapeCharacter}\\\\?`, 'g');
  end.lastIndex = from;
  const found = end.exec(raw);
  if (found === null) {
    const lineBreak = raw.indexOf('\n', from);
    return lineBreak === -1 ? raw.length : lineBreak;
  }
  return found[0] === escapeCharacter ? found.index : found.index + found[0].length;
}
