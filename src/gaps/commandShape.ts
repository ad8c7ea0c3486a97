import {
  doubleWrappers,
  interpreters,
  managerCommands,
  packageManagers,
  scriptPrograms,
  subcommandDepth,
  valued,
  wrappers,
} from './commandKnowledge.ts';
import { splitCommands } from './tokens.ts';

/** One simple command, read for comparison: wrappers seen through, assignments gone. */
export interface CommandShape {
  /** The program and its subcommands, the part that must agree: `git tag`, `run-script build`, `deploy.sh`. */
  readonly head: readonly string[];
  /** The script's path when a script is what runs. */
  readonly script?: string;
  readonly flags: readonly string[];
  readonly operands: readonly string[];
}

const assignment = /^[A-Za-z_][A-Za-z0-9_]*=/;
const wordLike = /^[A-Za-z][\w.:-]*$/;
const scriptLike =
  /^(?!-)(?:[^\s=:<>*]*\/)?[\w.@-]+\.(?:sh|bash|zsh|fish|ps1|py|rb|pl|php|js|mjs|cjs|ts|mts|cts|tsx|lua|r|groovy|bat|cmd)$/i;

/** Every simple command of a line, in order. */
export function commandShapes(line: string): CommandShape[] {
  return splitCommands(line).flatMap((words) => {
    const shape = shapeOf(words);
    return shape ? [shape] : [];
  });
}

function shapeOf(all: readonly string[]): CommandShape | undefined {
  const words = unwrap(all);
  const first = words[0];
  if (first === undefined) return undefined;
  const program = bareProgram(first);
  if (packageManagers.has(program)) {
    const script = managerScript(words);
    if (script) return shape(['run-script', script.name], script.rest);
  }
  if (interpreters.has(program)) {
    const at = words.findIndex((word, index) => index > 0 && !word.startsWith('-') && word !== 'run');
    const flag = words[1];
    const target = words[at];
    if (flag === '-m' && words[2]) return shape([words[2]], words.slice(3));
    if (target && flag !== '-c' && flag !== '-e' && (scriptLike.test(target) || target.includes('/'))) {
      return scriptShape(target, words.slice(at + 1));
    }
    return shape([program], words.slice(1));
  }
  if (first.includes('/') || scriptLike.test(first)) return scriptShape(first, words.slice(1));
  return namedShape(program, words.slice(1));
}

/** A program run from a path is a script, unless the path is where programs are installed. */
const installed =
  /^(?:(?:.*\/)?(?:node_modules\/\.bin|\.?venv\/bin|vendor\/bin)|\/(?:usr\/(?:local\/)?)?bin)\/([\w.-]+)$/;

function bareProgram(word: string): string {
  return (installed.exec(word)?.[1] ?? word).replace(/^python3\.\d+$/, 'python3');
}

function unwrap(all: readonly string[]): string[] {
  let words = [...all];
  for (;;) {
    while (words[0] !== undefined && assignment.test(words[0])) words = words.slice(1);
    const first = words[0];
    if (first === undefined) return words;
    if (/^(?:then|do|else|if|while|until|!|\{|\(|elif)$/.test(first)) {
      words = words.slice(1);
      continue;
    }
    if (/^\(+./.test(first)) {
      words[0] = first.replace(/^\(+/, '');
      continue;
    }
    const program = bareProgram(first);
    const inside = program === 'kubectl' || program === 'oc' ? behindDashes(words) : [];
    if (inside.length > 0) {
      words = inside;
      continue;
    }
    const pair = `${program} ${words[1] ?? ''}`;
    const skip = wrappers.has(program) ? 1 : doubleWrappers.has(pair) ? 2 : 0;
    const inner = skip > 0 ? dropOptions(words.slice(skip)) : [];
    if (inner.length === 0) return program === first ? words : [program, ...words.slice(1)];
    words = inner;
  }
}

/** What `kubectl … exec pod -- line` runs over there. */
function behindDashes(words: readonly string[]): string[] {
  const at = words.indexOf('--');
  return at > 0 && words.slice(0, at).includes('exec') ? words.slice(at + 1) : [];
}

function dropOptions(words: readonly string[]): string[] {
  let at = 0;
  for (;;) {
    const word = words[at];
    if (word === undefined) return [];
    if (word === '--' || (word.startsWith('-') && !valued.has(word)) || assignment.test(word)) at += 1;
    else if (valued.has(word)) at += 2;
    else return words.slice(at);
  }
}

function managerScript(words: readonly string[]): { name: string; rest: string[] } | undefined {
  const manager = words[0] ?? '';
  const after = dropOptions(words.slice(1));
  const verb = after[0];
  if (verb === undefined) return undefined;
  if (verb === 'run' || verb === 'run-script') {
    const script = dropOptions(after.slice(1));
    return script[0] === undefined ? undefined : { name: script[0], rest: script.slice(1) };
  }
  if (verb === 't' || verb === 'tst') return { name: 'test', rest: after.slice(1) };
  if (['test', 'start', 'stop', 'restart'].includes(verb) && manager !== 'bun')
    return { name: verb, rest: after.slice(1) };
  if (manager === 'npm' || managerCommands.has(verb) || !wordLike.test(verb)) return undefined;
  return { name: verb, rest: after.slice(1) };
}

function scriptShape(path: string, rest: readonly string[]): CommandShape {
  const clean = path.replace(/^(?:\.\/)+/, '');
  const name = clean.split('/').at(-1) ?? clean;
  const sub = scriptPrograms.has(name) ? dropOptions(rest)[0] : undefined;
  if (sub !== undefined && wordLike.test(sub))
    return { ...shape([name, sub], rest.slice(rest.indexOf(sub) + 1)), script: clean };
  return { ...shape([name], rest), script: clean };
}

function namedShape(program: string, after: readonly string[]): CommandShape {
  const head = [program];
  const flags: string[] = [];
  let rest = [...after];
  let depth = subcommandDepth(program) ?? 1;
  while (head.length <= depth) {
    const word = rest[0];
    if (word === undefined) break;
    if (word.startsWith('-') && word !== '-') {
      const takes = valued.has(word) ? 2 : 1;
      flags.push(word.replace(/=.*$/, ''));
      rest = rest.slice(takes);
      continue;
    }
    if (assignment.test(word)) {
      rest = rest.slice(1);
      continue;
    }
    if (!wordLike.test(word)) break;
    head.push(word);
    rest = rest.slice(1);
    depth = Math.max(depth, subcommandDepth(head.join(' ')) ?? depth);
  }
  const tail = shape(head, rest);
  return { ...tail, flags: [...flags, ...tail.flags] };
}

function shape(head: readonly string[], rest: readonly string[]): CommandShape {
  return {
    head,
    flags: rest.filter((word) => /^-+[A-Za-z]/.test(word)).map((word) => word.replace(/=.*$/, '')),
    operands: rest.filter((word) => !word.startsWith('-') && word !== '\\'),
  };
}
