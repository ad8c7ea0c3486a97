/**
 * How far the lines that bash reports can be believed. Read in VS Code's `shellIntegration-bash.sh` and measured: unless
 * HISTCONTROL held anything when the shell started, the line comes from `history 1` and is whole. Otherwise it comes
 * from BASH_COMMAND, the first simple command with its aliases resolved; that is then overwritten by what stands on the
 * screen, but only where the echo of Enter and the report reach the terminal together (within 5 ms), which under load
 * they do not.
 */
export interface BashLines {
  /** The line comes from a history that keeps every line, so it is whole. */
  readonly whole: boolean;
  /** History may be listed with times (HISTTIMEFORMAT), which then stand before the line. */
  readonly stamped: boolean;
}

/** Nothing is known of how the shell was set up. */
export const unknownBashLines: BashLines = { whole: false, stamped: true };

/** Whether the shell is one that VS Code's script for bash serves. */
export function isBash(shell: string): boolean {
  return shell === 'bash' || shell === 'gitbash';
}

/**
 * Whether `value` may be a part of what was typed, as far as can be read from it: one simple command, which is what
 * BASH_COMMAND holds. A pipeline, a list or several lines can only come from the screen or the history.
 */
export function mayBePart(value: string): boolean {
  return !holdsOperator(value.trim());
}

/**
 * A line without the time that `history` puts before it, or undefined where there is none. Only times with digits for
 * hours and minutes are known.
 */
export function withoutStamp(value: string): string | undefined {
  const stamp =
    /^[\w ,./:+[-]{0,40}?\d{1,2}:\d{2}(?::\d{2})?(?: ?[AP]M)?[\])|]?(?: [A-Z]{3,4})?(?: \d{4})?\s+(?=\S)/.exec(value);
  return stamp ? value.slice(stamp[0].length) : undefined;
}

/** `false` that succeeded, or `true` that failed: there was more to the line than that. */
export function contradictsExit(value: string, exitCode: number | undefined): boolean {
  if (exitCode === undefined) return false;
  const line = value.trim();
  return (line === 'false' && exitCode === 0) || ((line === 'true' || line === ':') && exitCode !== 0);
}

/** `;`, `&`, `|` or a newline outside of quotes, substitutions and tests. */
function holdsOperator(line: string): boolean {
  let depth = 0;
  let quote = '';
  for (let i = 0; i < line.length; i++) {
    const char = line.charAt(i);
    if (char === '\\' && quote !== "'") i += 1;
    else if (quote === "'" || quote === '`') quote = char === quote ? '' : quote;
    else if (char === '"') quote = quote === '"' ? '' : '"';
    else if (quote === '' && (char === "'" || char === '`')) quote = char;
    else if (char === '(' || char === '{' || opensTest(line, i)) depth += 1;
    else if (char === ')' || char === '}' || closesTest(line, i)) depth = Math.max(0, depth - 1);
    else if (quote === '' && depth === 0 && isOperator(line, i)) return true;
  }
  return false;
}

function opensTest(line: string, at: number): boolean {
  return line.startsWith('[[ ', at);
}

function closesTest(line: string, at: number): boolean {
  return line.startsWith(']]', at) && line.charAt(at - 1) === ' ';
}

/** `>&`, `<&`, `&>` and `>|` are redirections. */
function isOperator(line: string, at: number): boolean {
  const char = line.charAt(at);
  if (char === ';' || char === '\n') return true;
  if (char === '|') return line.charAt(at - 1) !== '>';
  return char === '&' && line.charAt(at + 1) !== '>' && !/[<>]/.test(line.charAt(at - 1));
}
