/** Starts a piece of work when the one before is through, however that ended; resolves with what the work comes to. */
export type InTurn = <T>(work: () => Promise<T>) => Promise<T>;

/** Pieces of work that never overlap, in the order in which they were handed over. */
export function takeTurns(): InTurn {
  let last: Promise<unknown> = Promise.resolve();
  return (work) => {
    const result = last.then(work);
    last = result.catch(() => undefined);
    return result;
  };
}
