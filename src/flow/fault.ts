import type { MirrorPorts } from './ports.ts';

/**
 * Where a fault came from, for the log: the kind of error and its frames. A throw is a bug; what it says may hold
 * content that no gate has seen, and is left out.
 */
export function whereFrom(error: unknown): string {
  if (!(error instanceof Error)) return typeof error;
  const frames = (error.stack ?? '').split('\n').filter((line) => /^ {4}at /.test(line));
  return [error.name, ...frames].join('\n');
}

/** Why the folder that recordings are kept in cannot be used, as a sentence that says what to do. */
export function storageProblem({ globalStorage, words }: MirrorPorts, error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown error';
  return words.t('Mirror cannot write to its folder {0} ({1}). Make it writable, then try again.', globalStorage, code);
}
