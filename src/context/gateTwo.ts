import type { Note } from '../model/note.ts';
import { oneLine, shortened } from './plainText.ts';

/** What gate two finds in a text; offsets into it, never the secret itself. */
export interface GateFinding {
  readonly rule: string;
  readonly start: number;
  readonly end: number;
}

/** Gate two as a parameter, since rooms do not import each other. `file` is where the text is about to be written. */
export type GateTwo = (text: string, file: string) => readonly GateFinding[];

/** Something was about to be written that gate two holds back. */
export interface HeldBack {
  readonly path: string;
  /** The note it stands in, where it is one. */
  readonly note?: string;
  /** 1-based line of the text about to be written. */
  readonly line: number;
  readonly rule: string;
  /** The line with the finding masked. */
  readonly shown: string;
  readonly message: string;
}

/** Everything of a note that a reader or the repository would see, as one text. */
export function noteAsText(note: Note): string {
  const fields = [note.text, note.trigger, note.action, note.prevents, note.owner, note.workflow];
  return [...fields, ...(note.parameters ?? []), ...note.evidence.map((one) => one.excerpt)]
    .filter((field) => field !== undefined && field !== '')
    .join('\n');
}

/** The first finding in a text as a sentence with its line, the finding masked. */
export function heldBack(text: string, path: string, gate: GateTwo, note?: string): HeldBack | undefined {
  const findings = [...gate(text, path)].sort((a, b) => a.start - b.start);
  const first = findings[0];
  if (!first) return undefined;
  const line = text.slice(0, first.start).split('\n').length;
  const masked = findings.reduceRight((whole, one) => `${whole.slice(0, one.start)}█${whole.slice(one.end)}`, text);
  const shown = shortened(oneLine(masked.split('\n')[line - 1] ?? ''), 160);
  return {
    path,
    ...(note === undefined ? {} : { note }),
    line,
    rule: first.rule,
    shown,
    message: `${note === undefined ? path : `note ${note}`} is held back: ${first.rule} found in "${shown}"; edit it out, then apply again`,
  };
}
