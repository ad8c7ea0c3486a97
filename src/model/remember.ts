/** Each question is answered once; an equal text, or the same thing, gets the answer that it got before. */
export function remember<Q, T>(answer: (question: Q) => T): (question: Q) => T {
  const known = new Map<Q, T>();
  return (question) => {
    const before = known.get(question);
    if (before !== undefined || known.has(question)) return before as T;
    const found = answer(question);
    known.set(question, found);
    return found;
  };
}
