import type { ShellCommand } from '../../model/shell.ts';
import { roleOfCmdlet } from './cmdlets.ts';
import type { Flag } from './flag.ts';
import { interpreters, lookUp, type Role, rolesByName, rolesByWord, tellsWhat } from './knowledge.ts';
import { onlyChecks, rewrites } from './rewriting.ts';
import { isWord } from './word.ts';

/** What kind of thing a command does: by its name, by words in it, by the script behind it. */
export function roleOf(
  name: string,
  program: string,
  flags: readonly Flag[],
  operands: readonly string[],
  assignments: readonly Flag[],
  command: ShellCommand,
  resolved: string | undefined,
): Role {
  const has = (...names: string[]) => flags.some((flag) => names.includes(flag.name));
  if (program === '') return assignments.length > 0 ? 'environment' : 'look';
  if (
    has('--help') ||
    has('--version') ||
    has('-version') ||
    (operands.length === 0 &&
      flags.length === 1 &&
      (has('-h', '-V') ||
        (has('-v') &&
          (name === program || name === `${program} -v`) &&
          !program.includes('/') &&
          !talking.test(program))))
  )
    return 'look';
  const writes = command.redirects.some(
    (r) => r.operator.includes('>') && r.target && r.target.text !== '/dev/null' && !/&$/.test(r.operator),
  );
  const special = specialRole(name, flags, operands, writes, command);
  if (special) return special;
  const named = plainRole(name, program, operands, resolved);
  // `gradlew --write-verification-metadata sha256 help`: the flag is what it is for.
  const told = flags.some(({ name, value }) => doing.test(name) && value !== 'false');
  const role =
    told && (named === 'look' || named === 'probe' || (named === 'verify' && flags.length === 1)) ? 'run' : named;
  // A check that is told to put right what it finds changes files.
  if (role === 'verify' && rewrites(program, flags)) return 'run';
  // `mix format --check-formatted`, `pint --test`: told to look only.
  return role === 'run' && onlyChecks(flags) ? 'verify' : role;
}

/** Told `-v` and nothing else these talk more; any other says which version it is. */
const talking = /^(?:pytest|prove|tox|nox|behave|robot|docker|ssh|curl|tar|vagrant|tsx|tail)$/;

/** Statements that change how a database is kept, or what it does. */
const doesSomething =
  /^\s*(?:vacuum|analyze|analyse|reindex|cluster|grant|revoke|refresh|call|do|set|begin|commit|rollback|lock|copy|optimize|repair|flush|kill|merge|replace|comment|notify|checkpoint)\b/i;

/** Statements that only want to know. */
const asks = /^\s*(?:select|show|explain|with|table|values|desc(?:ribe)?|pragma|fetch|use|help|status|\(|\\|--)/i;

/** Look at a text by themselves; with a script of the repository they do what that does. */
const textTools = /^(?:[gmn]?awk|sed|jq)$/;

const doing =
  /^--(?:write|update|save|apply|repair|prune|delete|set|reset|import|refresh|migrate|generate|convert|upgrade|install|regenerate)(?:-|$)/;

function plainRole(name: string, program: string, operands: readonly string[], resolved: string | undefined): Role {
  const exact = lookUp(rolesByName, name) ?? roleOfCmdlet(program);
  if (exact) return exact;
  if (/(?:^|[a-z-])lint$|^(?:cppcheck|clang-tidy|staticcheck|detekt|bandit)$/.test(program)) return 'verify';
  const target = targeting.has(program) ? roleOfTargets(name.split(' ').slice(1)) : undefined;
  if (target) return target;
  // `./db apply` applies no plan of what runs elsewhere.
  if (name.endsWith(' apply') && /(?:^|[/_-])(?:db|database|schema|sql)(?:$|[._-])/.test(program)) return 'migrate';
  // All of Git is in the table; `start` of `git bisect start` starts no server.
  const script = interpreters.has(program) || name.startsWith('npm run ') || program.includes('/');
  const byWord =
    program === 'git' ? undefined : roleByWords(name.slice(program.length), program, script ? 'look' : undefined);
  // Who asks how a deployment went deploys nothing.
  if (byWord && puttingOut.has(byWord) && / (?:report|status|history|logs|describe|info)$/.test(name)) return 'probe';
  if (byWord) return byWord;
  const prefix = name.split(' ').slice(0, 2).join(' ');
  if (prefix !== name && prefix !== 'npm run' && Object.hasOwn(rolesByName, prefix))
    return lookUp(rolesByName, prefix) ?? 'run';
  const inResolved = resolved === undefined ? undefined : (roleByWords(` ${resolved}`, '') ?? roleByPrograms(resolved));
  if (inResolved) return inResolved;
  // A tool that the package manager finds: `yarn tsc`.
  if (/^(?:yarn|pnpm|bun)$/.test(program) && program !== name)
    return (
      lookUp(rolesByName, name.split(' ')[1] ?? '') ??
      roleByWords(` ${operands.filter((o) => isWord(o)).join(' ')}`, '') ??
      'run'
    );
  if (/^(?:make|gradle|mvn|yarn|bundle|nvm|pyenv)$/.test(program) && program !== name)
    return program === 'make' ? 'run' : (lookUp(rolesByName, program) ?? 'run');
  // `./ci freeze search` is told what to work on, unless it is told what to do.
  const isTold = program.includes('/') && operands.length > 1;
  const telling = operands.filter((o) => (isTold ? tellsWhat(o) : isWord(o)));
  return lookUp(rolesByName, program) ?? (roleByWords(` ${telling.join(' ')}`, '') || 'run');
}

/** Programs that are given what to make; of several targets the last is what it is for. */
export const targeting: ReadonlySet<string> = new Set([
  'make',
  'just',
  'task',
  'rake',
  'gradle',
  'mvn',
  'ant',
  'sbt',
  'mill',
]);

const puttingOut: ReadonlySet<Role> = new Set<Role>(['deploy', 'release', 'migrate', 'rollback']);

/** `spotless:apply`, `ktlintFormat`, `licenseFormat`: they put the sources right, nothing is put out. */
const puttingRight =
  /(?:spotless|license|ktlint|format|checkstyle|rewrite|prettier|lint)\w*[:.]?(?:apply|format|run|fix)$/i;

function roleOfTargets(targets: readonly string[]): Role | undefined {
  for (const target of targets.toReversed()) {
    if (puttingRight.test(target)) return 'run';
    const role = roleByWords(` ${target}`, '') ?? roleByCamelCase(target);
    if (role) return role;
  }
  return undefined;
}

/** `connectedCheck` checks, `assembleRelease` assembles: the first word of a name that says anything, then the last. */
function roleByCamelCase(target: string): Role | undefined {
  const words = target.replace(/([a-z0-9])([A-Z])/g, '$1 $2').split(/[^A-Za-z0-9]+/);
  return roleByWords(` ${words[0] ?? ''}`, '') ?? roleByWords(` ${words.at(-1) ?? ''}`, '');
}

function specialRole(
  name: string,
  flags: readonly Flag[],
  operands: readonly string[],
  writes: boolean,
  command: ShellCommand,
): Role | undefined {
  const has = (...names: string[]) => flags.some((flag) => names.includes(flag.name));
  if (isConsole(name, flags, operands, command)) return 'look';
  if (name === 'journalctl' && flags.some((flag) => flag.name.startsWith('--vacuum'))) return 'clean';
  if (writes && (lookUp(rolesByName, name) === 'look' || lookUp(rolesByName, name) === 'probe')) return 'files';
  if (name === 'git tag' && (operands.length === 0 || has('-l', '--list', '-n', '--sort'))) return 'look';
  if (name === 'git branch' && (operands.length === 0 || has('-a', '-r', '-v', '-vv', '--list', '--show-current')))
    return 'look';
  if (name === 'git restore' && operands.some((o) => o.includes('.'))) return 'rollback';
  // `git checkout src/a.ts` throws work away; `git checkout v1.2` does not.
  const ofFiles =
    operands.some((o) => /^\.$|\.[A-Za-z]\w{0,7}$/.test(o) && !/\d\.x$/.test(o)) ||
    command.words.some(({ text }) => text === '--');
  if (name === 'git checkout' && has('--ours', '--theirs')) return 'files';
  if (name === 'git checkout' && ofFiles && !has('-b', '-B')) return 'rollback';
  if (
    /^(?:cargo fmt|black|terraform fmt|ruff format|isort|nix fmt|deno fmt|zig fmt|go fmt|dotnet format|dart format)$/.test(
      name,
    ) &&
    !has('--check', '-check', '--diff')
  )
    return 'run';
  if (name.startsWith('source ')) return 'environment';
  if (textTools.test(name) && (has('-f', '--from-file') || operands.some((one) => /\.(?:awk|sed|jq)$/.test(one))))
    return 'run';
  // What has been migrated is asked for, or compared.
  if (/\bmigrat/.test(name) && /^(?:status|diff|list|show|history|version|validate)$/.test(operands[0] ?? ''))
    return 'probe';
  // Asked for a version by name, it looks into the world.
  if (name === 'go list' && operands.some((operand) => operand.includes('@'))) return 'probe';
  if (name === 'openssl x509') return has('-req') || flags.some((f) => f.name === '-out') ? 'run' : 'probe';
  if (name === 'ansible-playbook' && has('--check', '--syntax-check')) return 'verify';
  if ((name === 'rsync' || name === 'scp') && /^[\w.@-]+:/.test(operands.at(-1) ?? '')) return 'deploy';
  if (name === 'git config' && operands.length > 1) return 'environment';
  if (name === 'git remote add' || name === 'git remote set-url') return 'environment';
  // Listing what is in an archive takes nothing out of it.
  if (name === 'unzip' && has('-l', '-v', '-Z', '-t', '-p')) return 'look';
  if (
    name === 'tar' &&
    (flags.some((flag) => /^-[a-z]*t|^--list$/.test(flag.name)) || /^t[a-z]*$/.test(operands[0] ?? ''))
  )
    return 'look';
  if (/^jar t/.test(name)) return 'look';
  if (name === 'sed' && !flags.some((flag) => flag.name.startsWith('-i') || flag.name === '--in-place')) return 'look';
  if (name === 'find' && (has('-delete') || operands.includes('rm') || has('-exec'))) return 'clean';
  if (name === 'curl') {
    const posts = flags.some(
      (f) =>
        ['-d', '--data', '-F', '-T'].includes(f.name) ||
        (/^(?:-X|--request)$/.test(f.name) && !/^(?:GET|HEAD)$/.test(f.value ?? '')),
    );
    // What is thrown away is only asked for: `-o /dev/null -w '%{http_code}'`.
    const keeps = flags.some((f) => f.name === '-O' || (f.name === '-o' && f.value !== '/dev/null'));
    return posts ? 'run' : keeps ? 'files' : 'probe';
  }
  if (name === 'psql' || name === 'sqlite3' || name === 'mysql' || name === 'mongosh') {
    const sql = [...flags.map((f) => f.value ?? ''), ...operands].join(' ');
    // A copy is made, or a script is run: `.backup copy.db`, `.read fill.sql`.
    if (/(?:^|\s)\.(?:backup|save|clone|dump)\b/.test(sql)) return 'files';
    if (/(?:^|\s)\.(?:read|import|restore)\b|(?:^|\s)\\i\s/.test(sql)) return 'migrate';
    if (/^\s*[.\\]/.test(sql) || /\s[.\\](?:schema|tables|d[a-z+]*)\b/.test(sql)) return 'look';
    // A function that does something, called in a query.
    if (/\bselect\s+(?:pg_(?:terminate|cancel)_backend|pg_reload_conf|setval|lo_|dblink_exec)/i.test(sql)) return 'run';
    if (/\b(?:insert|update|delete|alter|drop|create|truncate)\b/i.test(sql)) return 'migrate';
    if (flags.some((f) => f.name === '-f') || command.redirects.some((r) => r.operator === '<')) return 'migrate';
    // A statement that asks nothing does something: `VACUUM ANALYZE orders`.
    const told = flags.find((f) => /^(?:-c|-e|--command|--execute|--eval)$/.test(f.name))?.value;
    if (told !== undefined && (doesSomething.test(told) || (name !== 'mongosh' && !asks.test(told)))) return 'run';
    // Nothing is asked: a prompt was opened.
    return command.link === 'pipe' ||
      /\b(?:select|show|explain|pragma|count|find|with)\b/i.test(sql) ||
      sql.includes('(')
      ? 'probe'
      : 'look';
  }
  if (/^(?:npm|pnpm|yarn) (?:run|exec)$/.test(name)) return 'look';
  if (name === 'set') return 'environment';
  if (/^(?:md5|sha\d+|b2|cksum|sha)sum$|^shasum$/.test(name) && has('-c', '--check', '--status')) return 'verify';
  if (/^git (?:submodule|bundle|worktree|notes|stash|remote)$/.test(name) && onlyTells.test(operands[0] ?? ''))
    return 'look';
  if (/ (?:check-updates?|outdated|list-\w+|show-\w+)$/.test(name)) return 'look';
  if (name === 'git reflog' && /^(?:expire|delete)$/.test(operands[0] ?? '')) return 'clean';
  // What would be made is only printed.
  if (/^(?:make|gmake|ninja)\b/.test(name) && has('-n', '--just-print', '--dry-run', '--recon', '-q', '--question'))
    return 'look';
  // A key that is signed, or looked at; any other is made to sign in with.
  if (name === 'ssh-keygen')
    return has('-s')
      ? 'run'
      : has('-Y')
        ? flags.some(({ value }) => value === 'verify')
          ? 'verify'
          : 'run'
        : has('-l', '-lf', '-L', '-F')
          ? 'look'
          : undefined;
  if (name === 'Rscript -e') return roleByWords(` ${operands[0] ?? ''}`, '') ?? 'run';
  return undefined;
}

const onlyTells = /^(?:status|summary|verify|list|list-heads|show|get-url)$/;

/** Prompts by nature, whatever they are pointed at. */
const debuggers = /^(?:iex|pry|irb|ghci|ipython|dlv|gdb|lldb|pdb|jdb|psysh|bpython|utop)$/;
const consoles = /(?:^|[ :/])(?:console|shell|repl|tinker|pry|irb|ipython|iex|ghci|shell_plus)$/;

/** A prompt of a language or a tool, opened by hand: what was tried there is no step. Status and lists only tell. */
function isConsole(name: string, flags: readonly Flag[], operands: readonly string[], command: ShellCommand): boolean {
  if (debuggers.test(name.split(' ')[0] ?? name)) return true;
  if (operands.length > 0 || command.link === 'pipe' || command.redirects.length > 0) return false;
  if (consoles.test(name) || name === 'rails c') return true;
  if (flags.length === 0) return interpreters.has(name);
  return flags.length === 1 && /^--(?:status|list)$/.test(flags[0]?.name ?? '') && flags[0]?.value === undefined;
}

/** The role of the first program in a script's text that does more than look. */
function roleByPrograms(text: string): Role | undefined {
  for (const segment of text.split(/&&|\|\||[;|\n]/)) {
    const role = lookUp(rolesByName, segment.trim().replace(/^npx /, '').split(/\s+/)[0] ?? '');
    if (role !== undefined && role !== 'look' && role !== 'move') return role;
  }
  return undefined;
}

/** `except`: a role that the words do not give; a script called `search` does more than look. */
function roleByWords(text: string, program: string, except?: Role): Role | undefined {
  const words = text
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter(Boolean);
  // The folder a program lies in says nothing of it: `./build/bench_parse`.
  if (words.length === 0 && program !== '') return roleByWords(program.slice(program.lastIndexOf('/') + 1), '');
  // `next-version` does not show one.
  const without = words.some((word) => /^(?:set|bump|next|raise|increment)$/.test(word)) ? 'look' : except;
  for (const [role, known] of rolesByWord) {
    if (role === except || role === without || !words.some((word) => known.has(word))) continue;
    // `make:migration`, `migration new`: the file of it is written, nothing is migrated.
    return role === 'migrate' && words.some((word) => making.has(word)) ? 'build' : role;
  }
  // `showmigrations`, `show-config`, `list-tags`
  return words.some((word) => /^(?:show|list)[a-z]{3,}$/.test(word)) ? 'look' : undefined;
}

const making = new Set(['make', 'new', 'create', 'add', 'generate', 'revision', 'makemigrations']);
