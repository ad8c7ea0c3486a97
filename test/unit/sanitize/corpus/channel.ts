import type { TextKind } from '../../../../src/sanitize/rule.ts';
import type { Values } from './values.ts';

/** One way in which a secret gets into a recording. */
export interface Leak {
  readonly text: string;
  /** None of these, nor half of one, may survive. */
  readonly secrets: readonly string[];
  readonly as?: TextKind;
  readonly file?: string;
  readonly env?: Readonly<Record<string, string>>;
  /** Must stand in the result as it is. */
  readonly keeps?: readonly string[];
}

export type Channel = (values: Values) => Leak;

/** A channel from a template with one secret in it. */
export function leak(
  make: (values: Values) => string,
  render: (secret: string) => string,
  more: Omit<Leak, 'text' | 'secrets'> = {},
): Channel {
  return (values) => {
    const secret = make(values);
    return { text: render(secret), secrets: [secret], ...more };
  };
}
