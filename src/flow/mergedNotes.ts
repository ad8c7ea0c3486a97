import type { Note } from '../model/note.ts';

/** One note with what was seen of both, in the words of the first. */
export function merged(first: Note, other: Note): Note {
  const known = new Set(first.evidence.map(({ recording, from }) => `${recording}:${from}`));
  const parameters = [...new Set([...(first.parameters ?? []), ...(other.parameters ?? [])])];
  const recordedOn = [first.recordedOn, other.recordedOn]
    .filter((day) => day !== undefined)
    .sort()
    .at(-1);
  return {
    ...first,
    evidence: [
      ...first.evidence,
      ...other.evidence.filter(({ recording, from }) => !known.has(`${recording}:${from}`)),
    ],
    support: {
      n: Math.max(first.support.n, other.support.n),
      of: Math.max(first.support.of, other.support.of),
    },
    ...(parameters.length > 0 ? { parameters } : {}),
    ...(recordedOn ? { recordedOn } : {}),
  };
}
