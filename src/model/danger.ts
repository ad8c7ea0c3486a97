/** What a danger does away with. */
export type DangerKind = 'verification' | 'permissions' | 'checks' | 'privileges' | 'licence' | 'data';

/** Something in a text that makes the work less safe, or that others have a right to know of before they take it over. */
export interface Danger {
  readonly kind: DangerKind;
  /** What is so, in a few words: `TLS verification off`. */
  readonly label: string;
  /** The words that say so, as they stand there, at most 120 characters. */
  readonly said: string;
}

/** How a text is read: a command line, the lines of a file, what somebody wrote, or what a command printed. */
export type DangerText = 'command' | 'code' | 'prose' | 'output';

/** What shows a danger, and where it means that. */
export interface DangerSign {
  readonly kind: DangerKind;
  readonly label: string;
  readonly pattern: RegExp;
  readonly as: readonly DangerText[];
}

/** What a danger is called, in a few words: the same however it was done or said. */
export const dangerLabels = {
  tls: 'TLS verification off',
  hosts: 'host keys not checked',
  signed: 'signatures not checked',
  open: 'open to everyone',
  skipped: 'checks skipped',
  silenced: 'a warning of a check suppressed',
  guard: 'a protection off',
  full: 'full privileges',
  unread: 'a script run unread',
  licence: 'code under a licence of others',
  lost: 'data destroyed',
  overwritten: 'what others pushed may be overwritten',
  noWayBack: 'done without a way back',
  laidOpen: 'a secret where others see it',
  copied: 'production data copied',
  forced: 'forced',
  unheeded: 'failures ignored',
  thrownAway: 'changes thrown away',
  unseen: 'applied without a look at the plan',
  plain: 'sent or kept in the clear',
  old: 'known weaknesses left in',
  direct: 'done in production directly',
  known: 'a password that others know',
  testOff: 'a test switched off',
  warned: 'called insecure by the tool itself',
  debugging: 'debug mode on',
} as const;

/** A sign for each pattern. */
export function signsOf(
  rows: readonly (readonly [kind: DangerKind, label: string, as: readonly DangerText[], pattern: RegExp])[],
): DangerSign[] {
  return rows.map(([kind, label, as, pattern]) => ({ kind, label, as, pattern }));
}
