import { remember } from '../model/remember.ts';
import { severalWords } from './editedText.ts';
import type { ScoreLine } from './lineScore.ts';
import { type Names, namer } from './namesOf.ts';
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
  /** What `says` of the text, be it more than one pattern. */
  readonly tells: (says: (text: string) => boolean) => boolean;
  /** Names of what was done, to hold them against this. */
  readonly names: Names;
}

/** Takes apart what a line said when it failed; output that is unknown is left out. */
export type Hear = (output: string | undefined, line: string) => Heard;

/** Takes each text apart once: what fails, fails again, with one and with another. */
export function listener(score: ScoreLine): Hear {
  const known = new Map<string, Heard>();
  const names = namer();
  return (output, line) => {
    const text = `${output ?? ''}\n${line}`;
    const before = known.get(text);
    if (before) return before;
    const heard = hear(output, line, text, names, score);
    known.set(text, heard);
    return heard;
  };
}

function hear(output: string | undefined, line: string, text: string, names: Names, score: ScoreLine): Heard {
  const signature = signatureOf(output, line, score);
  const quoted = (output ?? '').matchAll(/[`'"‘“]([\p{L}_][\p{L}\p{N}_]{2,})[`'"’”]/gu);
  const between = (output ?? '').matchAll(/[`'"‘“]([A-Za-z][\w-]{2,60})[`'"’”]/g);
  const words = new Set(text.match(/[\p{L}\p{N}_@$][\p{L}\p{N}_@$./:-]*[\p{L}\p{N}_]|[\p{L}\p{N}]/gu) ?? []);
  return {
    text,
    quotedNames: new Set([...between].flatMap((match) => match[1]?.match(severalWords) ?? [])),
    quoted: new Set([...quoted].flatMap((match) => match[1] ?? [])),
    words,
    isSilent: (output ?? '').trim() === '',
    speaksOf: speaker(text, words),
    says: remember((pattern: RegExp) => pattern.test(text)),
    outputHas: remember((text: string) => (output ?? '').includes(text)),
    tells: remember((says: (text: string) => boolean) => says(text)),
    names,
    ...(signature ? { signature } : {}),
  };
}
