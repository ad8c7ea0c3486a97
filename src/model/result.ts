/** An expected outcome as a value: a throw is kept for bugs. */
export type Result<T, E> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: E };

export function ok<T>(value: T): Result<T, never> {
  return { ok: true, value };
}

export function err<E>(error: E): Result<never, E> {
  return { ok: false, error };
}

/** An expected failure: `code` is for programs, `message` is one sentence that says what to do. */
export interface Failure<C extends string = string> {
  readonly code: C;
  readonly message: string;
}
