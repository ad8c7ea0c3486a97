/**
 * Each question is answered once; an equal text, or the same thing, gets the answer that it got before. Once `most`
 * answers are kept, further questions are answered each time.
 */
export function remember<Q, T>(answer: (question: Q) => T, most = Number.POSITIVE_INFINITY): (question: Q) => T {
  const known = new Map<Q, T>();
  return (question) => {
    const before = known.get(question);
    if (before !== undefined || known.has(question)) return before as T;
    const found = answer(question);
    if (known.size < most) known.set(question, found);
    return found;
  };
}

/** Asked for the first time it is worked out. */
export function once<T extends object>(work: () => T): () => T {
  let known: T | undefined;
  return () => {
    known ??= work();
    return known;
  };
}
