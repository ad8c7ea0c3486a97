import { type Signature, signatureOf } from './signature.ts';

/** What a failed command said, line and output together, taken apart for looking things up. */
export interface Heard {
  readonly text: string;
  readonly words: ReadonlySet<string>;
  /** What the output puts between quotes. */
  readonly quoted: ReadonlySet<string>;
  readonly signature?: Signature;
}

/** Takes apart what a line said when it failed; output that is unknown is left out. */
export type Hear = (output: string | undefined, line: string) => Heard;

/** Takes each text apart once: what fails, fails again. */
export function listener(): Hear {
  const known = new Map<string, Heard>();
  return (output, line) => {
    const text = `${output ?? ''}\n${line}`;
    const before = known.get(text);
    if (before) return before;
    const heard = hear(output, line, text);
    known.set(text, heard);
    return heard;
  };
}

function hear(output: string | undefined, line: string, text: string): Heard {
  const signature = signatureOf(output, line);
  const quoted = (output ?? '').matchAll(/[`'"‘“]([\p{L}_][\p{L}\p{N}_]{2,})[`'"’”]/gu);
  return {
    text,
    quoted: new Set([...quoted].flatMap((match) => match[1] ?? [])),
    words: new Set(text.match(/[\p{L}\p{N}_@$][\p{L}\p{N}_@$./:-]*[\p{L}\p{N}_]|[\p{L}\p{N}]/gu) ?? []),
    ...(signature ? { signature } : {}),
  };
}
