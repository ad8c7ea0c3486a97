import type { Confidence } from '../model/event.ts';
import { contradictsExit, isBash, withoutStamp } from './bashLines.ts';

/** A command line as the editor reports it, and what else is known of its terminal. */
export interface ReportedCommand {
  readonly value: string;
  readonly confidence: Confidence;
  readonly trusted: boolean;
  readonly exitCode: number | undefined;
  /** The editor said that it is over, and no other command took its place at that moment. */
  readonly ended: boolean;
  /** Name of the shell. */
  readonly shell: string;
  /** The value reported before in the same terminal. */
  readonly previous: string | undefined;
  /** A command in this terminal changed what the shell keeps as history. */
  readonly historyChanged: boolean;
}

export type ReadCommand =
  | { readonly keep: false; readonly why: 'empty' | 'leading-space' | 'cancelled' | 'not-run' }
  | { readonly keep: true; readonly line: string; readonly confidence: Confidence; readonly outputIsOurs: boolean };

/**
 * Reads a reported command line with the traps of shell integration in mind (measured with bash 5.2 in VS Code
 * 1.139): what can be wrong is never handed on as certain, whatever the editor says.
 */
export function readCommandLine(reported: ReportedCommand): ReadCommand {
  const { value, exitCode } = reported;
  if (value.trim() === '') return { keep: false, why: 'empty' };
  // The way of shells to say "do not keep this". Bash tells of it where HISTCONTROL was set before it asked for the
  // first command; otherwise it is stripped before it is reported. Zsh and fish always tell.
  if (/^[ \t]/.test(value)) return { keep: false, why: 'leading-space' };
  // Ctrl+C at the prompt: what stood there was never run.
  if (value.endsWith('^C') && exitCode === undefined) return { keep: false, why: 'cancelled' };

  const vouched = reported.trusted ? reported.confidence : atMost(reported.confidence, 'medium');
  const claimed = atMost(vouched, believable(reported));
  // With HISTCONTROL changed midway bash reports the line before for one that begins with a space: that one's
  // output was not to be recorded.
  if (reported.historyChanged && value === reported.previous) {
    return { keep: true, line: value.trimEnd(), confidence: 'low', outputIsOurs: false };
  }
  if (reported.ended && exitCode === undefined) return readWithoutExitCode(reported, atMost(claimed, 'low'));
  const line = withoutContinuationPrompts(isBash(reported.shell) ? withoutStamp(value) : value).trimEnd();
  if (hasControl(line)) {
    const plain = stripControl(line).trimEnd();
    return plain.trim() === ''
      ? { keep: false, why: 'empty' }
      : { keep: true, line: plain, confidence: 'low', outputIsOurs: true };
  }
  const read = line === value.trimEnd() ? claimed : atMost(claimed, 'medium');
  return { keep: true, line, confidence: exitCode === undefined ? atMost(read, 'medium') : read, outputIsOurs: true };
}

/**
 * The most that a reported line may be taken for. Zsh and fish tell the line itself; what bash tells may be its first
 * part, however the editor vouches for it.
 */
function believable({ value, exitCode, shell }: ReportedCommand): Confidence {
  if (!isBash(shell)) return 'high';
  return contradictsExit(value, exitCode) ? 'low' : 'medium';
}

/**
 * Over, but without an exit code: no hook of the shell ran, and the value is what stands on the screen. In bash that is
 * a leading subshell, whose output is in the value (microsoft/vscode#324392), or an error of syntax, whose message is.
 * In zsh and fish nothing was run: it was cancelled, or wrong.
 */
function readWithoutExitCode({ value, shell }: ReportedCommand, confidence: Confidence): ReadCommand {
  if (shell === 'zsh' || shell === 'fish') return { keep: false, why: 'not-run' };
  const line = value.startsWith('(') ? subshellLine(value) : typedLines(value);
  // Cancelled on a further line: what stands in the value is what the shell said of it.
  if (stripControl(line).trim() === '') return { keep: false, why: 'not-run' };
  const isWhole = line === value.trimEnd() && !value.startsWith('(');
  return { keep: true, line: stripControl(line), confidence, outputIsOurs: isWhole };
}

/** Whether a command changes what the shell keeps as history, from which bash takes the lines it reports. */
export function changesHistory(line: string): boolean {
  return /\bHIST(?:CONTROL|IGNORE|FILE|SIZE)\b|\bset\s+[+-]o\s+history\b|\bhistory\s+-[cdw]/.test(line);
}

/**
 * The program, where a command opens a shell, a REPL or another machine: all that is typed inside is one
 * command to the editor. Read from the words alone, so a guess; undefined for anything else.
 */
export function opensInner(line: string): string | undefined {
  const words = line.trim().split(/\s+/);
  while (words.length > 0 && /^(?:[A-Za-z_]\w*=.*|sudo|env|exec|command|time)$/.test(words[0] ?? '')) words.shift();
  const program = (words[0] ?? '').replace(/^.*\//, '');
  const rest = words.slice(1);
  if (/[|<>;&]/.test(rest.join(' '))) return undefined;
  const operands = rest.filter((word) => !word.startsWith('-'));
  const says = (pattern: RegExp): boolean => rest.some((word) => pattern.test(word));
  if (/^-[a-zA-Z]*[is]$/.test(words[0] ?? '')) return 'sudo';
  if (alwaysInner.has(program)) return says(/^(?:--version|-V|--help)$/) ? undefined : program;
  if (interpreters.has(program)) {
    return operands.length === 0 && !says(/^(?:-c|-e|-p|-m|-v|-V|-h|--version|--help|--eval.*|--print.*)$/)
      ? program
      : undefined;
  }
  if (clients.has(program))
    return says(/^(?:-c|-e|-f|--command.*|--execute.*|--version|--help)$/) ? undefined : program;
  if (program === 'ssh')
    return operands.length > 0 && operands.length <= 1 + rest.length - operands.length ? program : undefined;
  if (containers.has(program)) return says(/^(?:exec|run|attach)$/) && says(/^-(?:it|ti|i|t)$/) ? program : undefined;
  return undefined;
}

const alwaysInner: ReadonlySet<string> = new Set([
  'tmux',
  'screen',
  'su',
  'telnet',
  'ftp',
  'sftp',
  'ipython',
  'irb',
  'mongosh',
]);
const interpreters: ReadonlySet<string> = new Set([
  'bash',
  'sh',
  'zsh',
  'fish',
  'dash',
  'ksh',
  'pwsh',
  'python',
  'python3',
  'node',
  'php',
  'lua',
  'R',
]);
const clients: ReadonlySet<string> = new Set(['psql', 'mysql', 'mariadb', 'sqlite3', 'redis-cli']);
const containers: ReadonlySet<string> = new Set(['docker', 'podman', 'kubectl', 'nerdctl']);

const order: readonly Confidence[] = ['low', 'medium', 'high'];

function atMost(confidence: Confidence, limit: Confidence): Confidence {
  return order.indexOf(confidence) < order.indexOf(limit) ? confidence : limit;
}

/** The line up to the parenthesis that closes the first, and the rest of that line. Quotes are respected. */
function subshellLine(value: string): string {
  let depth = 0;
  let quote = '';
  for (let i = 0; i < value.length; i++) {
    const char = value.charAt(i);
    if (char === '\\' && quote !== "'") i += 1;
    else if (quote !== '') quote = char === quote ? '' : quote;
    else if (char === '"' || char === "'") quote = char;
    else if (char === '(') depth += 1;
    else if (char === ')') {
      depth -= 1;
      if (depth === 0) return withoutContinuationPrompts(value.slice(0, endOfLine(value, i))).trimEnd();
    }
  }
  return value.slice(0, endOfLine(value, 0)).trimEnd();
}

function endOfLine(text: string, from: number): number {
  const newline = text.indexOf('\n', from);
  return newline < 0 ? text.length : newline;
}

/** The first line, and those after it that the shell asked for with its second prompt. */
function typedLines(value: string): string {
  const [first = '', ...rest] = value.split(/\r?\n/);
  const end = rest.findIndex((line) => !/^>(?: |$)/.test(line));
  return stripControl(
    withoutContinuationPrompts([first, ...rest.slice(0, end < 0 ? undefined : end)].join('\n')),
  ).trimEnd();
}

/** Read from the screen, each further line of a command begins with the shell's second prompt. */
function withoutContinuationPrompts(value: string): string {
  const lines = value.split(/\r?\n/);
  if (lines.length < 2 || !lines.slice(1).every((line) => /^>(?: |$)/.test(line))) return value;
  return lines.map((line, index) => (index === 0 ? line : line.replace(/^> ?/, ''))).join('\n');
}

function hasControl(line: string): boolean {
  return stripControl(line) !== line;
}

function stripControl(line: string): string {
  return [...line].filter((char) => char === '\n' || char === '\t' || (char >= ' ' && char !== '\u007f')).join('');
}
