import { createFullScreenFilter } from './fullScreen.ts';
import { resolveTerminalText } from './terminalText.ts';

export interface OutputLimits {
  /** Characters of the raw stream kept from its beginning and from its end. */
  readonly head: number;
  readonly tail: number;
}

export interface HeldOutput {
  push(chunk: string): void;
  /** What the terminal shows of the whole; the middle of a long output is left out, at line ends. */
  text(): { text: string; truncated?: boolean };
}

export const outputLeftOut = '[… output left out …]';

/**
 * Holds a command's output in memory until the command ends, because a stream cut anywhere leaks:
 * half a token in one chunk is recognised by nobody. What a program draws on the full screen is left out.
 * Beyond the limits the middle is dropped, and with it the whole of every word and line that a cut
 * would have split.
 */
export function createHeldOutput(limits: OutputLimits): HeldOutput {
  let head = '';
  let tail: string[] = [];
  let tailLength = 0;
  let dropped = false;
  const screen = createFullScreenFilter({ keep: hold, forget });
  return {
    push: screen.push,
    text() {
      const rest = screen.open();
      if (!dropped) {
        return { text: resolveTerminalText(head + tail.join('') + rest) };
      }
      const end = (tail.join('') + rest).slice(-limits.tail);
      const shown = [
        upToWholeLine(resolveTerminalText(beforeOpenEscape(head))),
        fromWholeLine(resolveTerminalText(afterCutEscape(end))),
      ];
      return { text: [shown[0], outputLeftOut, shown[1]].filter((part) => part !== '').join('\n'), truncated: true };
    },
  };

  function hold(chunk: string): void {
    const room = limits.head - head.length;
    head += room > 0 ? chunk.slice(0, room) : '';
    const rest = room > 0 ? chunk.slice(room) : chunk;
    if (rest !== '') {
      tail.push(rest);
      tailLength += rest.length;
      trim();
    }
  }

  function forget(): void {
    head = '';
    tail = [];
    tailLength = 0;
    dropped = false;
  }

  /** Keeps at most twice the tail in memory, so that the copying is paid once per tail's length. */
  function trim(): void {
    if (tailLength <= limits.tail) {
      return;
    }
    dropped = true;
    if (tailLength > limits.tail * 2) {
      const kept = limits.tail === 0 ? '' : tail.join('').slice(-limits.tail);
      tail = [kept];
      tailLength = kept.length;
    }
  }
}

/** A sequence that the cut left open would swallow what follows it. */
function beforeOpenEscape(head: string): string {
  const last = head.lastIndexOf('\u001b');
  const open =
    last !== -1 &&
    head.length - last < 64 &&
    !/^(?:\[[\d;?]*[A-Za-z]|[()][A-Z0-9]|[78=>Mc])/.test(head.slice(last + 1));
  return open ? head.slice(0, last) : head;
}

/** The tail may begin inside a sequence: its first line is dropped anyway. */
function afterCutEscape(tail: string): string {
  const line = tail.search(/[\r\n]/);
  return line === -1 ? tail : tail.slice(line);
}

/** The last line was cut: only what stands before it is whole. */
function upToWholeLine(text: string): string {
  const end = text.lastIndexOf('\n');
  return end === -1 ? '' : text.slice(0, end);
}

function fromWholeLine(text: string): string {
  const start = text.indexOf('\n');
  return start === -1 ? '' : text.slice(start + 1);
}
