import { remember } from '../model/remember.ts';
import { editedReader, type ReadEdited, severalWords } from './editedText.ts';
import { type Signature, signatureOf } from './signature.ts';
import { type SpeaksOf, speaker } from './spoken.ts';

/** What a failed command said, line and output together, taken apart for looking things up. */
export interface Heard {
  readonly text: string;
  readonly words: ReadonlySet<string>;
  /** What the output puts between quotes. */
  readonly quoted: ReadonlySet<string>;
  /** Names of several words between quotes: `pydantic-settings`. */
  readonly quotedNames: ReadonlySet<string>;
  readonly signature?: Signature;
  /** Nothing it said is known. */
  readonly isSilent: boolean;
  readonly speaksOf: SpeaksOf;
  /** Whether the text has something of the pattern in it. */
  readonly says: (pattern: RegExp) => boolean;
  /** Whether the output has a text in it, be it a part of a word. */
  readonly outputHas: (text: string) => boolean;
  /** Reads what was edited, to hold it against this. */
  readonly readEdited: ReadEdited;
}

/** Takes apart what a line said when it failed; output that is unknown is left out. */
export type Hear = (output: string | undefined, line: string) => Heard;

/** Takes each text apart once: what fails, fails again. */
export function listener(): Hear {
  const known = new Map<string, Heard>();
  const readEdited = editedReader();
  return (output, line) => {
    const text = `${output ?? ''}\n${line}`;
    const before = known.get(text);
    if (before) return before;
    const heard = hear(output, line, text, readEdited);
    known.set(text, heard);
    return heard;
  };
}

function hear(output: string | undefined, line: string, text: string, readEdited: ReadEdited): Heard {
  const signature = signatureOf(output, line);
  const quoted = (output ?? '').matchAll(/[`'"‘“]([\p{L}_][\p{L}\p{N}_]{2,})[`'"’”]/gu);
  const names = (output ?? '').matchAll(/[`'"‘“]([A-Za-z][\w-]{2,60})[`'"’”]/g);
  const words = new Set(text.match(/[\p{L}\p{N}_@$][\p{L}\p{N}_@$./:-]*[\p{L}\p{N}_]|[\p{L}\p{N}]/gu) ?? []);
  return {
    text,
    quotedNames: new Set([...names].flatMap((match) => match[1]?.match(severalWords) ?? [])),
    quoted: new Set([...quoted].flatMap((match) => match[1] ?? [])),
    words,
    isSilent: (output ?? '').trim() === '',
    speaksOf: speaker(text, words),
    says: remember((pattern: RegExp) => pattern.test(text)),
    outputHas: remember((text: string) => (output ?? '').includes(text)),
    readEdited,
    ...(signature ? { signature } : {}),
  };
}
