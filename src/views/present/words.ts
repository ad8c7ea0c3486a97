/**
 * How the pure presenters get words: the edge passes `vscode.l10n.t` and a date format in the person's time zone, a
 * test passes English. Messages are English with `{0}` for the first argument; `l10n/bundle.l10n.json` lists them.
 */
export interface Words {
  readonly t: (message: string, ...values: (string | number)[]) => string;
  /** ISO 8601 to a short local date and time. */
  readonly dateTime: (iso: string) => string;
}
