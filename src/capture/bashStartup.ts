import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { BashLines } from './bashLines.ts';

/** Variables, and what sets them by other names, that change what bash keeps as history or how it lists it. */
const touchesHistory = /\bHIST(?:CONTROL|IGNORE|SIZE|TIMEFORMAT)\b|\bset\s+\+o\s+history\b|bash-preexec|bash_preexec/;
const variables = ['HISTCONTROL', 'HISTIGNORE', 'HISTSIZE', 'HISTTIMEFORMAT', 'VSCODE_PREVENT_SHELL_HISTORY'] as const;
const mostFiles = 40;
const mostChars = 400_000;

export type Environment = Readonly<Record<string, string | null | undefined>>;

export interface BashStartup {
  /** The home folder. */
  readonly home: string;
  /** What terminals inherit. */
  readonly environment: Environment;
  readonly readText?: (path: string) => Promise<string>;
}

/**
 * How far a bash that the editor starts can be believed, from the files that it runs first. They are looked through for
 * names, nothing of them is kept. Where they run something that cannot be followed (a variable path, the output of a
 * program) nothing is known: then its lines are not called whole.
 */
export async function readBashStartup(startup: BashStartup): Promise<BashLines> {
  const { home, environment, readText = (path) => readFile(path, 'utf8') } = startup;
  const stamped = isSet(environment.HISTTIMEFORMAT);
  let told = { whole: !changesLines(environment), stamped };
  const waiting = ['/etc/bash.bashrc', '/etc/bashrc', join(home, '.bashrc')];
  const seen = new Set<string>();
  while (waiting.length > 0) {
    const path = waiting.pop() ?? '';
    if (seen.has(path)) continue;
    seen.add(path);
    if (seen.size > mostFiles) return { whole: false, stamped: true };
    const text = withoutComments(await readText(path).catch(() => ''));
    if (text.length > mostChars) return { whole: false, stamped: true };
    const run = sourcedBy(text, home);
    told = {
      whole: told.whole && run !== undefined && !touchesHistory.test(text),
      stamped: told.stamped || run === undefined || /\bHISTTIMEFORMAT\b/.test(text),
    };
    waiting.push(...(run ?? []));
  }
  return told;
}

/** Whether an environment alone makes bash report lines that may not be whole. */
export function changesLines(environment: Environment): boolean {
  return variables.some((name) => isSet(environment[name]));
}

function isSet(value: string | null | undefined): boolean {
  return value !== undefined && value !== null && value !== '';
}

function withoutComments(text: string): string {
  return text.replace(/^\s*#.*$/gm, '');
}

/** The files that a script runs in the same shell; undefined where one cannot be named, or a program writes what is run. */
function sourcedBy(text: string, home: string): string[] | undefined {
  if (/\beval\b|(?:^|[\s;&|])(?:\.|source)\s+<\(/m.test(text)) return undefined;
  const paths: string[] = [];
  for (const [, quoted, bare] of text.matchAll(
    /(?:^|[\s;&|{])(?:\.|source)\s+(?:--\s+)?(?:"([^"\n]*)"|([^\s;&|"']+))/gm,
  )) {
    const path = (quoted ?? bare ?? '').replace(/^(?:~|\$HOME|\$\{HOME\})(?=\/)/, home);
    if (!path.startsWith('/') || /[$*?`[]/.test(path)) return undefined;
    paths.push(path);
  }
  return paths;
}
