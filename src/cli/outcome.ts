import type { Failure, Result } from '../model/result.ts';

/** What a verb gives back to be printed. */
export interface Outcome {
  /** The JSON document of `--json`. */
  readonly document: unknown;
  /** The same for a person, without the last line end; long ones are worked out when they are asked for. Empty prints nothing. */
  readonly text: string | (() => string);
  /** `text` is the result itself and is printed as it is, no line end added. */
  readonly verbatim?: boolean;
  /** Said beside the output, on stderr, one line each. */
  readonly remarks?: readonly string[];
  /** 0: done; 1: findings that were asked for; 2: printed already, but something failed on the way. */
  readonly exitCode?: 0 | 1 | 2;
  /** The verb wrote its output itself. */
  readonly printed?: boolean;
}

export type Ran = Result<Outcome, Failure>;

/** A verb declares itself on the command line and hands what it does to `run`. */
export type Run = (verb: () => Promise<Ran>) => Promise<void>;

/** The streams of the process, handed in so that nothing is written past them. */
export interface Streams {
  readonly stdin: NodeJS.ReadableStream;
  readonly stdout: NodeJS.WritableStream;
  readonly stderr: NodeJS.WritableStream & { readonly isTTY?: boolean; readonly columns?: number };
}

/** Says something beside the output, on one line. */
export function say(streams: Streams, message: string): void {
  streams.stderr.write(`mirror: ${message.replace(/\s*\n\s*/g, ' ')}\n`);
}

/** Writes all of `text` before going on, however slow the reader is. A reader that went away is no error. */
export function write(stream: NodeJS.WritableStream, text: string): Promise<void> {
  return new Promise((resolve) => {
    stream.write(text, () => resolve());
  });
}
