import type { ParseShell, ShellCommand, ShellWord } from '../../model/shell.ts';
import { joinPath, normalizePath } from '../paths.ts';
import type { Flag } from './flag.ts';
import { lookUp, plainPrograms, type Role, sameProgram, valuedFlags } from './knowledge.ts';
import { nameOf } from './naming.ts';
import { roleOf } from './role.ts';
import { broughtName, seeThrough, variableOfFish, variableOfPowerShell } from './wrapping.ts';

/** One simple command of a line, seen through its wrappers. */
export interface SimpleCommand {
  readonly program: string;
  /** Program with subcommand, script or target: `git push`, `npm run build`, `python3 scripts/seed.py`. */
  readonly name: string;
  readonly role: Role;
  readonly flags: readonly Flag[];
  /** What is left when program, subcommand and flags are taken away. */
  readonly operands: readonly string[];
  readonly assignments: readonly Flag[];
  readonly wrappers: readonly string[];
  /** Directory it runs in, relative to the root where it is inside. */
  readonly dir: string;
  readonly readsFrom: readonly string[];
  readonly writesTo: readonly string[];
  /** All words, assignments and quoted text included, for following values. */
  readonly words: readonly string[];
  readonly piped: boolean;
  readonly background: boolean;
  readonly depth: number;
  /** As written, its redirections included. */
  readonly text: string;
}

/** A command line as read. `name` and `role` are those of the part that does most. */
export interface CommandReading {
  readonly line: string;
  readonly dir: string;
  readonly parts: readonly SimpleCommand[];
  readonly main: SimpleCommand;
  readonly broken: boolean;
}

/** What the reader wants to know of the repository: the text of a script behind a name, and whether a path exists. */
export interface ScriptLookup {
  /** The commands behind `npm run build` or `make build` in a directory; undefined if unknown. */
  resolve(name: string, dir: string): string | undefined;
}

const weightOfRole: Readonly<Record<Role, number>> = {
  look: 0,
  move: 0,
  editor: 1,
  probe: 2,
  environment: 3,
  files: 4,
  stage: 4,
  login: 5,
  clean: 5,
  branch: 5,
  run: 6,
  install: 6,
  build: 7,
  serve: 7,
  verify: 8,
  commit: 9,
  rollback: 10,
  migrate: 10,
  push: 10,
  release: 10,
  deploy: 10,
};

/** Reads a line run in `cwd`. Deterministic; never throws. Undefined if the line holds no command. */
export function readCommand(
  line: string,
  cwd: string,
  parse: ParseShell,
  scripts: ScriptLookup,
): CommandReading | undefined {
  const parsed = parse(line);
  let dir = normalizePath(cwd);
  const parts: SimpleCommand[] = [];
  for (const command of parsed.commands) {
    const outer = readSimple(command, dir, scripts);
    const [part, ...inner] = within(outer, dir, parse, scripts);
    parts.push(part, ...inner);
    if (part.role === 'move' && command.link !== 'pipe') dir = movedTo(part, dir);
  }
  let main: SimpleCommand | undefined;
  for (const part of parts) {
    if (!main || rank(part) > rank(main)) main = part;
  }
  return main ? { line, dir: main.dir, parts, main, broken: parsed.broken } : undefined;
}

const shells = /^(?:sh|bash|zsh|dash|ksh)$/;

/** A line handed to another shell (`sh -c "…"`, `ssh host "…"`) is what it is for; its other commands follow, one deeper. */
function within(
  outer: SimpleCommand,
  dir: string,
  parse: ParseShell,
  scripts: ScriptLookup,
): readonly [SimpleCommand, ...SimpleCommand[]] {
  const remote = outer.wrappers.includes('ssh') && /\s/.test(outer.program);
  const local = shells.test(outer.program) && outer.words.some((word) => /^-[a-z]*c$/.test(word));
  const line = remote ? outer.program : local ? outer.words.find((word) => /\s/.test(word)) : undefined;
  if (line === undefined) return [outer];
  const inner = parse(line).commands.map((command) => readSimple(command, remote ? '~' : dir, scripts));
  const [first] = inner;
  if (!first) return [outer];
  const main = inner.reduce((best, part) => (rank(part) > rank(best) ? part : best), first);
  const { text, words, readsFrom, writesTo, piped, background, depth } = outer;
  const wrappers = [...outer.wrappers, ...(local ? [outer.program] : []), ...main.wrappers];
  return [
    { ...main, text, words, readsFrom, writesTo, piped, background, depth, wrappers, dir: outer.dir },
    ...inner.filter((part) => part !== main).map((part) => ({ ...part, depth: part.depth + 1 })),
  ];
}

/** Which part of a line is what it is for: the higher. */
export function rank(part: SimpleCommand): number {
  return weightOfRole[part.role] - part.depth * 0.1;
}

function movedTo(part: SimpleCommand, dir: string): string {
  const target = part.operands[0];
  if (target === undefined || target === '~') return '~';
  return target === '-' ? dir : joinPath(dir, target);
}

function readSimple(command: ShellCommand, dir: string, scripts: ScriptLookup): SimpleCommand {
  const seenThrough = seeThrough(command.words.map(withSlashes));
  const assignments = [
    ...command.assignments.map((a): Flag => (a.value ? { name: a.name, value: a.value.text } : { name: a.name })),
    ...seenThrough.assignments,
  ];
  const powerShell = variableOfPowerShell(seenThrough.words);
  if (powerShell) assignments.push(powerShell);
  const core = powerShell ? [] : seenThrough.words;
  const first = core[0]?.text ?? '';
  const program = programOf(first);
  const { flags, operands } = splitFlags(program, core.slice(1));
  const fish = variableOfFish(program, flags, operands);
  if (fish) assignments.push(fish);
  const own = ownDirectory(program, flags, dir);
  const named = nameOf(program, first, flags, operands, !core[1]?.text.startsWith('-'));
  const readsFrom = command.redirects.flatMap((r) => (r.operator === '<' && r.target ? [r.target.text] : []));
  const role = roleOf(
    named.name,
    program,
    flags,
    named.operands,
    assignments,
    command,
    scripts.resolve(named.name, own),
  );
  return {
    program,
    name: named.name,
    role,
    flags: named.flags,
    // What is fed to a program is what it works on: `sqlite3 app.db < fill.sql` is not `sqlite3 app.db < make.sql`.
    operands: [...named.operands, ...readsFrom.filter((file) => file !== '/dev/null')],
    assignments: program === 'export' || program === 'env' ? [...assignments, ...exported(operands)] : assignments,
    wrappers: seenThrough.wrappers,
    dir: own,
    readsFrom,
    writesTo: command.redirects.flatMap((r) =>
      /^(?:1|&)?>{1,2}\|?$/.test(r.operator) && r.target && r.target.text !== '/dev/null' ? [r.target.text] : [],
    ),
    words: [
      ...command.assignments.flatMap((a) => (a.value ? [`${a.name}=${a.value.text}`] : [])),
      ...command.words.map((word) => withSlashes(word).text),
      ...command.redirects.flatMap((r) => [...(r.target ? [r.target.text] : []), ...(r.body ? [r.body] : [])]),
    ],
    piped: command.link === 'pipe',
    background: command.link === 'background',
    depth: command.depth,
    text: [
      ...command.assignments.map((a) => `${a.name}=${a.value?.raw ?? ''}`),
      ...command.words.map((word) => word.raw),
      ...command.redirects.map(
        (r) => `${r.operator}${/[<>]$/.test(r.operator) && !/&$/.test(r.operator) ? ' ' : ''}${r.target?.raw ?? ''}`,
      ),
    ].join(' '),
  };
}

/** A path of Windows, `.\gradlew` or `dist\*`: what a shell of Unix takes for escapes are its folders. */
function withSlashes(word: ShellWord): ShellWord {
  if (!/^(?:[A-Za-z]:|\.{1,2}|[\w.-]+)(?:\\[\w.*-]+)+\\?$/.test(word.raw)) return word;
  return { ...word, text: word.raw.replaceAll('\\', '/') };
}

function exported(operands: readonly string[]): Flag[] {
  return operands.flatMap((operand) => {
    const cut = operand.indexOf('=');
    return cut > 0 ? [{ name: operand.slice(0, cut), value: operand.slice(cut + 1) }] : [];
  });
}

function programOf(given: string): string {
  // `curl.exe` is what PowerShell calls curl, its own `curl` being another.
  const word = given.replace(/\.exe$/i, '');
  const base =
    /^(?:\.\/|\/|~\/|\.\.\/)/.test(word) && !/\.[a-z]+$/.test(word) ? (word.split('/').at(-1) ?? word) : word;
  const brought = broughtName(word);
  if (brought !== word) return lookUp(sameProgram, brought) ?? brought;
  const known = base === 'gradlew' || base === 'mvnw' ? base : word.startsWith('/') ? base : word;
  return lookUp(sameProgram, known.replace(/^\.\/(gradlew|mvnw)$/, '$1')) ?? known;
}

function splitFlags(program: string, words: readonly ShellWord[]): { flags: Flag[]; operands: string[] } {
  const valued = [...(lookUp(valuedFlags, program) ?? []), ...(lookUp(valuedFlags, '') ?? [])];
  const own = !plainPrograms.has(program) && !strictPrograms.has(program);
  const flags: Flag[] = [];
  const operands: string[] = [];
  for (let index = 0; index < words.length; index++) {
    const text = words[index]?.text ?? '';
    const next = words[index + 1]?.text;
    const long = /^(--?[A-Za-z][\w-]*)=([\s\S]*)$/.exec(text);
    if (text === '--' || text === '-') continue;
    // `git checkout -qb x` is `-q -b x`.
    const [, others, making] = (program === 'git' && next !== undefined && /^-([a-z]+)([bB])$/.exec(text)) || [];
    if (others !== undefined && making !== undefined) {
      flags.push({ name: `-${others}` }, { name: `-${making}`, value: next ?? '' });
      index++;
      continue;
    }
    if (long?.[1]) flags.push({ name: long[1], value: long[2] ?? '' });
    else if (/^-./.test(text) && !/^-\d/.test(text)) {
      const takesNext =
        valued.includes(text) ||
        (program === 'git' && /^-[a-z]*m$/.test(text)) ||
        (own && text.startsWith('--') && !switches.test(text) && next !== undefined && !next.startsWith('-'));
      if (takesNext && next !== undefined) {
        flags.push({ name: text, value: next });
        index++;
      } else flags.push({ name: text });
    } else operands.push(text);
  }
  return { flags, operands };
}

/** Programs whose flags are known well enough: what is not listed as taking a value takes none. */
const strictPrograms = new Set(['git', 'npm', 'pnpm', 'yarn', 'bun', 'make', 'docker', 'cargo', 'go', 'pip']);
/** Of other programs a long flag takes the next word, unless it reads like a switch. */
const switches =
  /^--(?:no-.*|.*-only|apply|force|dry-run|all|yes|verbose|quiet|silent|watch|global|debug|test|check|fix|write|recursive|follow|json|wait|detach|build|production|prod|staging|now|strict|inspect|help|version|confirm|execute|commit|live|full|once|interactive|save|upgrade|install|uninstall|atomic|(?:create|update|delete|skip|reset|ignore|allow)-.*|reuse-.*|prune|purge|merge|squash|rebase|fill|draft|web|user|clean|reset|release|local|remote|cov|ci|parallel)$/;

const directoryFlags = new Set(['-C', '--prefix', '--dir', '--cwd', '--project-directory']);
/** To others a directory is where they put something: `nx g lib x --directory libs/x`. */
const goTo = /^(?:make|gmake|uv|poetry|tar|hatch|pdm|git|bundle|composer|just)$/;

function ownDirectory(program: string, flags: readonly Flag[], dir: string): string {
  if (program === 'source' || program === 'env') return dir;
  const flag = flags.find(
    (f) => (directoryFlags.has(f.name) || (f.name === '--directory' && goTo.test(program))) && f.value !== undefined,
  );
  return flag?.value ? joinPath(dir, flag.value) : dir;
}
