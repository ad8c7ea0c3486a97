/**
 * Where a fault came from, for the log: the kind of error and its frames. A throw is a bug; what it says may hold
 * content that no gate has seen, and is left out.
 */
export function whereFrom(error: unknown): string {
  if (!(error instanceof Error)) return typeof error;
  const frames = (error.stack ?? '').split('\n').filter((line) => /^ {4}at /.test(line));
  return [error.name, ...frames].join('\n');
}
