/**
 * How far the lines that bash reports can be believed: never quite. Read in VS Code's `shellIntegration-bash.sh` and
 * measured with VS Code 1.139: unless HISTCONTROL held anything when the shell started, the line comes from `history 1`,
 * which holds the first line alone of several that were pasted. Otherwise it comes from BASH_COMMAND, the first simple
 * command with its aliases resolved, which is then overwritten by what stands on the screen, but only where the echo of
 * Enter and the report reach the terminal together (within 5 ms): of a long line, or under load, they do not.
 */
export function isBash(shell: string): boolean {
  return shell === 'bash' || shell === 'gitbash';
}

const date =
  /(?:\d{4}-\d\d-\d\d|\d{1,2}[./-]\d{1,2}[./-]\d{2,4}|[A-Z][a-z]{2} (?:[A-Z][a-z]{2} )?[\d ]\d(?: [A-Z][a-z]{2})?(?: \d{4})?)/;
const time = /\d{1,2}:\d{2}(?::\d{2})?(?: [AP]M)?(?: [A-Z]{3,4})?(?: \d{4})?/;
const stamp = new RegExp(`^\\[?${date.source}[ T]+${time.source}\\]?\\s+(?=\\S)`);

/** A line without the date and time that `history` puts before it (HISTTIMEFORMAT): no command begins with one. */
export function withoutStamp(value: string): string {
  return value.replace(stamp, '');
}

/** `false` that succeeded, or `true` that failed: there was more to the line than that. */
export function contradictsExit(value: string, exitCode: number | undefined): boolean {
  if (exitCode === undefined) return false;
  const line = value.trim();
  return (line === 'false' && exitCode === 0) || ((line === 'true' || line === ':') && exitCode !== 0);
}
