import { fingerprint } from './fingerprint.ts';
import { dominantLineEnd } from './managedRegion.ts';

/** Marks a file that is rendered as a whole; the digest tells a hand edit. */
const stamp = /^<!-- mirror:rendered digest=([0-9a-f]{16}) -->\n/m;
const slot = '<!-- mirror:rendered -->\n';

export interface RenderedFile {
  /** `\n` line ends, without the stamp. */
  readonly text: string;
  readonly edited: boolean;
}

/** The line that a renderer puts where the stamp goes. */
export function stampSlot(): string {
  return slot.trimEnd();
}

/** A file that carries our stamp; undefined for one that a person wrote, which is never touched. */
export function readRendered(bytes: Uint8Array): RenderedFile | undefined {
  const whole = new TextDecoder().decode(bytes).replace(/\r\n/g, '\n');
  const digest = stamp.exec(whole)?.[1];
  if (digest === undefined) return undefined;
  const text = whole.replace(stamp, slot);
  return { text, edited: digest !== digestOf(text) };
}

/** The bytes of a rendered text that holds one stamp slot; `existing` decides about line ends, and stays if it says the same. */
export function stamped(text: string, existing?: Uint8Array): Uint8Array {
  const before = existing && readRendered(existing);
  if (existing && before && !before.edited && digestOf(before.text) === digestOf(text)) return existing;
  const whole = text.replace(slot, `<!-- mirror:rendered digest=${digestOf(text)} -->\n`);
  const crlf = existing !== undefined && dominantLineEnd(existing) === '\r\n';
  return new TextEncoder().encode(crlf ? whole.replaceAll('\n', '\r\n') : whole);
}

/** Blanks at line ends and at the end of the file, which editors trim on save, are no edit. */
function digestOf(text: string): string {
  return fingerprint(
    text
      .split('\n')
      .map((line) => line.trimEnd())
      .join('\n')
      .trimEnd(),
  );
}
