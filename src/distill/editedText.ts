import type { Hunk } from '../model/event.ts';
import { once } from '../model/remember.ts';
import { shaped } from './shapes.ts';

/** A name of several words: nobody writes it by chance. */
export const severalWords = /[A-Za-z]\w*(?:-[A-Za-z]\w*)+|[A-Za-z]+_\w*[A-Za-z]\w*|[A-Z]?[a-z]+[A-Z][A-Za-z0-9]+/g;

/** What stands in the changed lines of an edit, taken out and put in, for holding it against what failures speak of. */
export interface EditedText {
  /** Versions, tickets and the like. */
  readonly values: () => readonly string[];
  /** Paths, with their ending or without. */
  readonly paths: () => readonly string[];
  /** Names of several words: `pydantic-settings`. */
  readonly names: () => readonly string[];
  /** `retryLimit`, `DATABASE_URL`, `user_id`. */
  readonly identifiers: () => readonly string[];
  /** All words of three letters and more. */
  readonly words: () => readonly string[];
}

/** Reads the changed lines of an edit. */
export type ReadEdited = (hunks: readonly Hunk[]) => EditedText;

/** Reads each edit once: it is held against every failure near it. */
export function editedReader(): ReadEdited {
  const known = new WeakMap<readonly Hunk[], EditedText>();
  return (hunks) => {
    const before = known.get(hunks);
    if (before) return before;
    const text = editedText(hunks);
    known.set(hunks, text);
    return text;
  };
}

/** Each kind is read when it is asked for: most edits are settled by the first. */
function editedText(hunks: readonly Hunk[]): EditedText {
  const lines = hunks.flatMap((hunk) => [...hunk.before, ...hunk.after]);
  const found = (pattern: RegExp, longest?: number) => [
    ...new Set(lines.flatMap((line) => (longest === undefined ? line : line.slice(0, longest)).match(pattern) ?? [])),
  ];
  return {
    values: once(() => shaped(lines.slice(0, 40).join('\n'))),
    paths: once(() => found(/[\w-]+(?:\/[\w.-]*\w)+/g, 400).filter((path) => path.length > 5)),
    names: once(() => found(severalWords, 400)),
    identifiers: once(() =>
      found(/[A-Za-z_$][\w$]*(?:[_][\w$]+|[a-z][A-Z][\w$]*)|[A-Z]{2,}[A-Z0-9_]{2,}/g).filter(
        (identifier) => identifier.length > 4,
      ),
    ),
    words: once(() => found(/[\p{L}_][\p{L}\p{N}_]{2,}/gu)),
  };
}
