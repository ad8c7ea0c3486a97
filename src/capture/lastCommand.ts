import type { ReadLastOutput, VSCode } from './context.ts';

/** The editor's own tool for models: reads the active terminal's last command off its screen. Needs no model. */
const tool = 'terminal_last_command';
const outputHeading = '\nIt has the following output:\n';
/** Longer outputs come through the stream; of them the screen may hold a part. */
const mostLines = 200;

/**
 * The stream of an execution stays empty where start, output and end reach the extension host together, which is how
 * most commands of a few milliseconds come (VS Code 1.139: `read()` begins to listen a turn after it is called). The
 * terminal itself still knows. The answer is made for models to read, so it is taken only where it fits word by word.
 */
export function createReadLastOutput(
  lm: Pick<VSCode['lm'], 'tools' | 'invokeTool'>,
  window: Pick<VSCode['window'], 'activeTerminal'>,
): ReadLastOutput {
  return async ({ terminal, value, exitCode }) => {
    if (window.activeTerminal !== terminal || exitCode === undefined) return undefined;
    if (!lm.tools.some(({ name }) => name === tool)) return undefined;
    try {
      const { content } = await lm.invokeTool(tool, { input: {}, toolInvocationToken: undefined });
      return window.activeTerminal === terminal ? outputIn(textOf(content), value, exitCode) : undefined;
    } catch {
      return undefined;
    }
  };
}

/** The output in an answer about the command that was asked for; undefined where it is about another, or has none. */
export function outputIn(answer: string, value: string, exitCode: number): string | undefined {
  const heading = 'The following is the last command run in the terminal:\n';
  if (!answer.startsWith(`${heading}${value}\n`)) return undefined;
  const rest = answer.slice(heading.length + value.length);
  const at = rest.indexOf(outputHeading);
  const facts = rest.slice(0, at);
  if (at < 0 || !/^(?:\nIt was run in the directory:\n[^\n]*)?\nIt exited with code: \d+$/.test(facts))
    return undefined;
  if (!facts.endsWith(`code: ${exitCode}`)) return undefined;
  const output = rest.slice(at + outputHeading.length);
  const lines = output.split('\n');
  // Where the beginning scrolled away, the editor reads from the top of what is left, earlier commands included.
  const isWhole = lines.length <= mostLines && !lines.some((line) => line.trimEnd().endsWith(` ${firstLine(value)}`));
  return isWhole && output.trim() !== '' ? output : undefined;
}

function firstLine(value: string): string {
  return (value.split('\n')[0] ?? '').trim();
}

/** Parts of other kinds have no text. */
function textOf(content: readonly unknown[]): string {
  return content
    .map((part) =>
      typeof part === 'object' && part !== null && 'value' in part && typeof part.value === 'string' ? part.value : '',
    )
    .join('');
}
