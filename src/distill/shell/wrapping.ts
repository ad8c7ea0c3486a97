import type { ShellWord } from '../../model/shell.ts';
import type { Flag } from './flag.ts';
import { lookUp, wrappers } from './knowledge.ts';

/** A command without what it is wrapped in. */
export interface SeenThrough {
  readonly words: readonly ShellWord[];
  readonly wrappers: readonly string[];
  readonly assignments: readonly Flag[];
}

/** Takes wrappers and their flags off the front, as many as there are. */
export function seeThrough(words: readonly ShellWord[]): SeenThrough {
  let rest = words;
  const found: string[] = [];
  const assignments: Flag[] = [];
  for (let turn = 0; turn < 6; turn++) {
    const stripped = stripWrapper(rest);
    if (!stripped) break;
    found.push(stripped.wrapper);
    assignments.push(...stripped.assignments);
    rest = stripped.rest;
  }
  // Laravel's helper leaves the interpreter out: `sail artisan migrate`.
  if (found.includes('sail') && rest[0]?.text === 'artisan')
    rest = [{ text: 'php', raw: 'php', dynamic: false }, ...rest];
  return { words: rest, wrappers: found, assignments };
}

function stripWrapper(
  words: readonly ShellWord[],
): { wrapper: string; rest: readonly ShellWord[]; assignments: Flag[] } | undefined {
  const first = words[0] && broughtName(words[0].text);
  const wrapper = first !== undefined && lookUp(wrappers, first);
  if (!first || !wrapper) return undefined;
  const valued = wrapper.valued ?? [];
  const assignments: Flag[] = [];
  let index = words[1]?.text === 'compose' && wrapper.composing ? 2 : 1;
  if (wrapper.before !== undefined && !wrapper.before.includes(words[1]?.text ?? '')) return undefined;
  let subcommand = wrapper.subcommands === undefined;
  let operands = wrapper.operands ?? 0;
  while (index < words.length) {
    const text = words[index]?.text ?? '';
    const assigned = /^([A-Za-z_][A-Za-z0-9_]*)=([\s\S]*)$/.exec(text);
    if (text === '--') index++;
    else if (text.startsWith('-')) index += valued.includes(text) ? 2 : 1;
    else if (assigned?.[1] && subcommand) {
      assignments.push({ name: assigned[1], value: assigned[2] ?? '' });
      index++;
    } else if (!subcommand && wrapper.subcommands?.includes(text)) {
      subcommand = true;
      index++;
    } else if (subcommand && operands > 0) {
      operands--;
      index++;
    } else break;
  }
  if (!subcommand || index >= words.length) return undefined;
  return { wrapper: first, rest: words.slice(index), assignments };
}

/** What a project brings along is called by its name: `vendor/bin/phpunit`, `node_modules/.bin/jest`, `.venv/bin/pytest`. */
export function broughtName(word: string): string {
  return /^(?:\.\/)?(?:vendor\/bin|node_modules\/\.bin|\.?venv\/bin|env\/bin)\/([\w.-]+)$/.exec(word)?.[1] ?? word;
}

/** fish: `set -x NAME value`, `set -gx NAME value`; without a value the flag is the trace of a shell of Unix. */
export function variableOfFish(program: string, flags: readonly Flag[], operands: readonly string[]): Flag | undefined {
  const [name, ...values] = operands;
  if (program !== 'set' || name === undefined || values.length === 0 || !/^[A-Za-z_]\w*$/.test(name)) return undefined;
  return flags.some((flag) => /^(?:-[a-zA-Z]*x[a-zA-Z]*|--export)$/.test(flag.name))
    ? { name, value: values.join(' ') }
    : undefined;
}

/** `$env:NAME = "value"`, with blanks around the sign or without. */
export function variableOfPowerShell(words: readonly ShellWord[]): Flag | undefined {
  const [first, sign, value] = words;
  const [, name, inline] = /^\$env:(\w+)(?:=([\s\S]*))?$/i.exec(first?.text ?? '') ?? [];
  if (name === undefined) return undefined;
  if (inline !== undefined) return { name, value: inline.replace(/^["']|["']$/g, '') };
  return sign?.text === '=' && value ? { name, value: value.text } : undefined;
}
