/** Lets the editor breathe between two parts of a long computation. */
export function pause(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
