/** Flags that change only what is printed, how fast, or how long one waits. */
const byTheWay =
  /^--?(?:v+|verbose|q|quiet|s|silent|debug|color(?:=.*)?|no-color|stacktrace|info|B|batch-mode|j\d*|Force|y|yes|assume-yes|non-interactive|no-input|auto-approve|no-progress|progress|keep-going|fail-fast|no-fail-fast|continue-on-error)$/;

/** The same with a value of their own, and where it runs: that is compared by the directory it comes to, however said. */
const asides =
  /(?:^|\s)(?:-C|--prefix|--dir|--cwd|--directory|--project-directory|-chdir|--(?:[a-z]+-)?timeout|--max-time|--log-?level|--verbosity|--colou?r|--progress)[ =]\S+/g;

/** What only starts a program that is there anyway, or measures it, behind the variables that are set for it. */
const starters =
  /^((?:[A-Za-z_]\w*=\S*\s+)*)(?:(?:(?:time|command|nice|nohup|npx|python3? -m)\s+)|(?:\.\/)?node_modules\/\.bin\/)+/;

/** A command that is run several times over, on a condition or not. */
const loop = /^(?:for|while|until)\b[^;]*;\s*do\s+([\s\S]*?)\s*;?\s*done\s*$/;
/** What goes on around the command in a loop, and what stops it. */
const around = /^(?:echo|sleep|printf|break|exit|true|let|:|\(\(|\[|test\s)/;

/** Other words for the same subcommand or flag. */
const synonyms: readonly (readonly [RegExp, string])[] = [
  [/^git switch (?:-c|-C|--create) /, 'git checkout -b '],
  [/^git switch /, 'git checkout '],
  [/^(npm|pnpm|yarn|bun) run (test|start)\b/, '$1 $2'],
  [/^(npm|pnpm|bun) (?:i|add)\b/, '$1 install'],
  [/^npm (?:t|tst)\b/, 'npm test'],
  [/^(\S+ .*)\s--save-dev\b/, '$1 -D'],
  [/^(\S+ .*)\s--save-exact\b/, '$1 -E'],
  [/^(docker|podman)-compose\b/, '$1 compose'],
  [/^((?:\S+ )*pytest\b.*?)\s(?:-x|--exitfirst|-ra|-rA|--tb=\w+|--no-header)(?=\s|$)/, '$1'],
  [/^(kubectl .*)\s--namespace\b/, '$1 -n'],
  [/^(\S+ .*)\s--message\b/, '$1 -m'],
  [/^(\S+ .*)\s--recursive\b/, '$1 -r'],
  [/^(\S+ .*)\s--force\b(?!-)/, '$1 -f'],
];

/**
 * The way a line does its job, the same for lines that differ only in spelling: blanks in what is quoted, `-x v` and
 * `-x=v`, short and long names, a loop around the command, what is printed of it. `set`: variables that are set apart.
 */
export function mannerOf(line: string, set: ReadonlySet<string>): string {
  const plain = pushed(
    synonyms.reduce(
      (text, [pattern, other]) => text.replace(pattern, other),
      within(line)
        .replace(/^\.\//, '')
        .replace(/\b\w*SEED\w*=\S+\s+/gi, '')
        .replace(starters, '$1')
        .replace(asides, ' ')
        .replace(/(["'])((?:(?!\1)[^\\]|\\.)*)\1/g, (_, mark: string, text: string) => mark + tight(text) + mark)
        // Another number is no other way.
        .replace(/\d+(?:\.\d+)*/g, '#'),
    ),
  );
  return plain
    .split(/\s+/)
    .map((word) => word.replace(/^(["'])([^"'$`\\]*)\1$/, '$2'))
    .flatMap((word) => /^(--?[A-Za-z][\w-]*)=(.+)$/s.exec(word)?.slice(1) ?? [word])
    .map((word) => (word.length > 2 ? word.replace(/^\.\//, '').replace(/\/\*?$/, '') : word))
    .filter((word) => word !== '' && !byTheWay.test(word) && !set.has(word.replace(/=.*$/s, '')))
    .toSorted()
    .join(' ');
}

/** The command that a loop is around, if it is around one. */
function within(line: string): string {
  const [, body] = loop.exec(line.trim()) ?? [];
  if (body === undefined) return line;
  const variable = /^(?:for|while read(?: -r)?)\s+(\w+)/.exec(line.trim())?.[1];
  const own =
    variable === undefined ? undefined : new RegExp(`^(?:[A-Za-z_]\\w*=["']?\\$\\{?${variable}\\}?["']?\\s+)+`);
  const commands = body.split(/\s*(?:;|&&|\|\||\n)\s*/).filter((one) => one !== '' && !around.test(one));
  const [only = line] = commands;
  // What is different each time round is no other way.
  return commands.length === 1 ? only.replace(own ?? /^(?!)/, '') : line;
}

/** Blanks around signs in a statement or a script are its writer's taste. */
function tight(text: string): string {
  return text
    .replace(/\s+/g, ' ')
    .replace(/ ?([=<>!,;(){}+*|]+) ?/g, '$1')
    .trim();
}

/** Where a branch goes when it is pushed need not be said: `git push -u origin HEAD` is `git push`; a tag is another thing. */
function pushed(line: string): string {
  if (!/^git push(?:\s|$)/.test(line) || /(?:^|\s)(?:-d|--delete|--mirror|--all)\b/.test(line)) return line;
  const [, , ...words] = line.split(/\s+/);
  const upstream = words.some((word) => word === '-u' || word === '--set-upstream');
  const kept = words.filter((word) => {
    if (word === '-u' || word === '--set-upstream') return false;
    if (word.startsWith('-')) return true;
    return (
      !upstream && !/^(?:origin|upstream|HEAD|main|master|<branch>)$/.test(word) && !/^[\w-]+\/<[a-z-]+>$/.test(word)
    );
  });
  return ['git push', ...kept].join(' ');
}

/** Names of the variables that a line sets, and of flags that are given a value with `=`. */
export function variablesOf(line: string): string[] {
  return [...line.matchAll(/\b([A-Za-z_]\w*)=/g)].flatMap((match) => match[1] ?? []);
}
