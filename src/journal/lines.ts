/** A line of a journal as bytes gave it. */
export interface RawLine {
  /** The text; where the bytes are not UTF-8, one character a byte, so that intact parts can still be found. */
  readonly text: string;
  readonly utf8: boolean;
  /** A newline follows. */
  readonly terminated: boolean;
  /** Over the limit: `text` is empty. */
  readonly tooLong: boolean;
  /** Bytes of the line without its newline. */
  readonly bytes: number;
}

export interface LineSplitter {
  push(chunk: Uint8Array): void;
  end(): void;
}

/** The longest line that is read, in bytes: far over what the writer makes, low enough to hold in memory. */
export const maxLineBytes = 32 * 1024 * 1024;

/**
 * Cuts a stream of bytes at newlines. Holds one line at most; a line over `limit` bytes is
 * counted but not kept, so memory stays flat whatever the file holds.
 */
export function createLineSplitter(onLine: (line: RawLine) => void, limit = maxLineBytes): LineSplitter {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let held: Uint8Array[] = [];
  let size = 0;

  function hold(part: Uint8Array): void {
    size += part.length;
    if (size > limit) held = [];
    else if (part.length > 0) held.push(part);
  }

  function flush(terminated: boolean): void {
    const bytes = size;
    const whole = size > limit ? undefined : joinBytes(held, size);
    held = [];
    size = 0;
    if (!whole) onLine({ text: '', utf8: true, terminated, tooLong: true, bytes });
    else onLine({ ...decode(decoder, whole), terminated, tooLong: false, bytes });
  }

  return {
    push(chunk) {
      let from = 0;
      for (let newline = chunk.indexOf(10); newline >= 0; newline = chunk.indexOf(10, from)) {
        hold(chunk.subarray(from, newline));
        flush(true);
        from = newline + 1;
      }
      // Copied: a stream may use the chunk's memory again.
      if (from < chunk.length) hold(chunk.slice(from));
    },
    end() {
      if (size > 0) flush(false);
    },
  };
}

/** The lines of a text, as the splitter gives them. */
export function* linesOfText(text: string): Generator<RawLine> {
  let from = 0;
  while (from < text.length) {
    const newline = text.indexOf('\n', from);
    const to = newline < 0 ? text.length : newline;
    yield lineOf(text.slice(from, to), newline >= 0);
    from = to + 1;
  }
}

/** A line that came as text of its own. */
export function lineOf(text: string, terminated: boolean): RawLine {
  const tooLong = text.length > maxLineBytes;
  return { text: tooLong ? '' : text, utf8: true, terminated, tooLong, bytes: text.length };
}

/** Turns one-character-a-byte text back into UTF-8 text; undefined where it is none. */
export function decodeBytesText(text: string): string | undefined {
  const bytes = new Uint8Array(text.length);
  for (let i = 0; i < text.length; i++) bytes[i] = text.charCodeAt(i);
  const decoded = decode(new TextDecoder('utf-8', { fatal: true }), bytes);
  return decoded.utf8 ? decoded.text : undefined;
}

function decode(decoder: InstanceType<typeof TextDecoder>, bytes: Uint8Array): { text: string; utf8: boolean } {
  try {
    return { text: decoder.decode(bytes), utf8: true };
  } catch {
    let text = '';
    for (let from = 0; from < bytes.length; from += 8192) {
      text += String.fromCharCode(...bytes.subarray(from, from + 8192));
    }
    return { text, utf8: false };
  }
}

function joinBytes(parts: readonly Uint8Array[], size: number): Uint8Array {
  const [only] = parts;
  if (only && parts.length === 1) return only;
  const whole = new Uint8Array(size);
  let offset = 0;
  for (const part of parts) {
    whole.set(part, offset);
    offset += part.length;
  }
  return whole;
}
