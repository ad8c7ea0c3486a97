import type { ShellCommand, ShellLink, ShellRedirect, ShellWord } from '../model/shell.ts';

/** Words that begin something other than a simple command, or that the grammar gives a node of their own. */
const reserved: ReadonlySet<string> = new Set(
  'if then elif else fi for while until do done case esac function select in time coproc declare typeset export readonly local unset unsetenv'.split(
    ' ',
  ),
);

/**
 * Reads a line of simple commands with nothing in them to expand, nest or assign, joined by `&&`, `||`, `|` and `;`:
 * most of what people type. The same as the grammar reads, in a fraction of the time; undefined for every other line.
 */
export function readPlainly(line: string): ShellCommand[] | undefined {
  const commands: ShellCommand[] = [];
  let link: ShellLink = 'first';
  let words: ShellWord[] = [];
  let redirects: ShellRedirect[] = [];
  for (let at = afterBlanks(line, 0); at < line.length; at = afterBlanks(line, at)) {
    const joined = linkAt(line, at);
    if (joined) {
      if (words.length === 0) return undefined;
      commands.push({ link, words, assignments: [], redirects, depth: 0 });
      link = joined;
      words = [];
      redirects = [];
      at += joined === 'and' || joined === 'or' ? 2 : 1;
      continue;
    }
    const found = directionAt(line, at);
    const from = found ? afterBlanks(line, at + found.length) : at;
    const end = wordEnd(line, from);
    // A word ends at a blank or where the command does: what goes on otherwise is of several kinds.
    if (end === from || !(end === line.length || isBlank(line.charCodeAt(end)) || linkAt(line, end))) return undefined;
    const raw = line.slice(from, end);
    at = end;
    if (found) {
      if (words.length === 0 || !isTarget(raw)) return undefined;
      if (found.endsWith('&') && !/^\d$/.test(raw)) return undefined;
      redirects.push({ operator: found, target: { text: raw, raw, dynamic: false } });
      continue;
    }
    // A word behind a redirection, a dash alone, and `==` the grammar sees in ways of its own.
    if (redirects.length > 0 || raw === '-' || raw.startsWith('=')) return undefined;
    if (words.length === 0 && !isProgram(raw)) return undefined;
    const quoted = isQuote(raw.charCodeAt(0));
    words.push({ text: quoted ? raw.slice(1, -1) : raw, raw, dynamic: !quoted && /[*?]/.test(raw) });
  }
  if (words.length > 0) commands.push({ link, words, assignments: [], redirects, depth: 0 });
  // After `;` a line may end, after the others it is not whole.
  else if (link !== 'then') return undefined;
  return commands;
}

/** A name or path that can be nothing but a program's: no assignment, no keyword. */
function isProgram(word: string): boolean {
  return /^[A-Za-z_./][\w./+-]*$/.test(word) && !reserved.has(word);
}

/** A file or descriptor to redirect to. */
function isTarget(word: string): boolean {
  return /^[\w./@%+,:-]+$/.test(word);
}

function isBlank(code: number): boolean {
  return code === 32 || code === 9;
}

function isQuote(code: number): boolean {
  return code === 34 || code === 39;
}

function afterBlanks(line: string, from: number): number {
  let at = from;
  while (isBlank(line.charCodeAt(at))) at++;
  return at;
}

function linkAt(line: string, at: number): ShellLink | undefined {
  const code = line[at];
  const next = line[at + 1];
  if (code === ';') return next === ';' || next === '&' ? undefined : 'then';
  if (code === '&') return next === '&' ? 'and' : undefined;
  if (code !== '|') return undefined;
  return next === '|' ? 'or' : next === '&' ? undefined : 'pipe';
}

/** `>`, `>>`, `<`, with a descriptor before it or `&` behind it; undefined if no redirection begins here. */
function directionAt(line: string, from: number): string | undefined {
  let at = from;
  const first = line.charCodeAt(at);
  if (first >= 48 && first <= 57) at++;
  const sign = line[at];
  if (sign !== '>' && sign !== '<') return undefined;
  at++;
  if (sign === '>' && line[at] === '>') at++;
  else if (line[at] === '&' && sign === '>') at++;
  const next = line[at];
  return next === '<' || next === '>' || next === '&' ? undefined : line.slice(from, at);
}

/** Behind the word that begins here: in quotes, or of letters, digits and signs that mean nothing to a shell. */
function wordEnd(line: string, from: number): number {
  const first = line.charCodeAt(from);
  if (isQuote(first)) {
    for (let at = from + 1; at < line.length; at++) {
      const code = line.charCodeAt(at);
      if (code === first) return at + 1;
      if (code === 10 || (first === 34 && (code === 36 || code === 96 || code === 92))) return from;
    }
    return from;
  }
  let at = from;
  while (isPlain(line.charCodeAt(at))) at++;
  return at;
}

/** Letters, digits and `% * + , - . / : = ? @ ^ _ ~`. */
function isPlain(code: number): boolean {
  return (
    (code >= 97 && code <= 122) ||
    (code >= 42 && code <= 58) ||
    (code >= 63 && code <= 90) ||
    code === 94 ||
    code === 95 ||
    code === 61 ||
    code === 37 ||
    code === 126
  );
}
