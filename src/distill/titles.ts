import { type Action, type CommandAction, isCommand } from './action.ts';
import type { Generalize } from './generalize.ts';
import { trimHunk } from './hunks.ts';
import { isInside } from './paths.ts';
import { backsUp } from './safeguards.ts';
import { isCmdlet } from './shell/cmdlets.ts';
import type { Flag } from './shell/flag.ts';
import type { Role } from './shell/knowledge.ts';
import type { SimpleCommand } from './shell/read.ts';
import { rehearses } from './shell/rewriting.ts';
import { keyValue } from './sites.ts';

/** Longer command lines are cut in titles, in characters. */
const longestTitle = 180;

const verbs: Readonly<Partial<Record<Role, string>>> = {
  verify: 'Verify with',
  build: 'Build with',
  install: 'Install with',
  commit: 'Commit with',
  push: 'Push with',
  deploy: 'Deploy with',
  migrate: 'Migrate with',
  rollback: 'Roll back with',
  serve: 'Start',
  login: 'Sign in with',
  probe: 'Check with',
};

/** The line without looking around and changing directories, which the title says in words. */
export function essentialLine(action: CommandAction): string {
  return action.reading.essential;
}

/** The directory as words, empty at the root. */
export function inDirectory(dir: string): string {
  return dir === '.' ? '' : ` in \`${dir}\``;
}

/** What is fed to a command line by line is no part of its name. */
function withoutHereDocument(text: string): string {
  if (!text.includes('<<')) return text;
  const head = /^[^\n]*<<-?\s*["']?\w+["']?[^\n]*(?=\n)/.exec(text)?.[0];
  return head === undefined ? text : `${head} …`;
}

/** Text as inline code; backticks inside would end it early. */
export function code(text: string): string {
  const oneLine = withoutHereDocument(text)
    .replace(/\s*\n\s*/g, ' ⏎ ')
    .trim();
  const cut = oneLine.length > longestTitle ? `${oneLine.slice(0, longestTitle)}…` : oneLine;
  return cut.includes('`') ? `\`\` ${cut} \`\`` : `\`${cut}\``;
}

/** A task or a launch of the editor was read as a line of its own making: `task 'Build'`. */
const ofTheEditor = /^(task|debug) '([^']*)'$/;

/** A command line as inline code; what ran in the editor by its name: the task `Build`. */
export function commandCode(line: string): string {
  const [, kind, name] = ofTheEditor.exec(line) ?? [];
  if (kind === undefined || name === undefined) return code(line);
  return kind === 'task' ? `the task ${code(name)}` : `the launch configuration ${code(name)}`;
}

/** Stands behind a line that was recorded with low confidence and that nothing else bears out. */
export const uncertainMark = ' (line not certain)';

/** The mark, behind a line that needs it. */
export function markOf({ uncertain }: { readonly uncertain?: true }): string {
  return uncertain ? uncertainMark : '';
}

/** A command whose kind was guessed from a word in it is only run: `kubectl scale` and `scp` deploy nothing by themselves. */
const fitting: Readonly<Partial<Record<Role, RegExp>>> = {
  deploy:
    /deploy|apply|upgrade|install|release|rollout|ship|promote|vercel|netlify|ansible|flux|argocd|pulumi up|stack|sync|set image|cf push/i,
  migrate:
    /migrat|ef database|backfill|alembic|flyway|liquibase|ecto|dbmate|goose|knex|prisma|sqlx|diesel|typeorm|sequelize/i,
  install:
    /install|add|restore|sync|tidy|download|update|upgrade|deps|depend|get|ci\b|bootstrap|setup|require|npm|pnpm|yarn|bun|pip|poetry|uv|bundle|composer|gem|brew|apt|cargo|pod|conda|mix|opam|helm|asdf|mise|nix/i,
  rollback: /roll-?back|revert|undo|down|reset|restore|unpublish|checkout/i,
};

function verbOf(part: SimpleCommand): string {
  if (part.name === 'git tag') return 'Tag with';
  if (rehearses(part.flags)) return 'Rehearse with';
  if (backsUp(part)) return 'Back up with';
  const { name, role } = part;
  if (fitting[role]?.test(role === 'migrate' ? part.text : name) === false) return 'Run';
  // A cmdlet begins with its own verb.
  if (isCmdlet(part.program)) return 'Run';
  if (part.role === 'clean' && !/\b(?:stop|down|kill|pkill|killall|fuser)\b/.test(part.name)) return 'Clean up with';
  if (part.program === 'debug') return 'Debug with';
  return verbs[part.role] ?? 'Run';
}

export function titleOfPart(part: SimpleCommand, text: string, generalize: Generalize): string {
  const verb = verbOf(part);
  const flagged = part.flags.some((flag) => ['-C', '--prefix'].includes(flag.name));
  if (part.name === 'git commit') return `${verb} ${code(commitLine(part, text, generalize))}`;
  if (part.role === 'environment' && part.assignments.length > 0 && settersOfVariables.has(part.program))
    return `Set ${part.assignments.map((flag) => code(generalize(assignmentText(flag)))).join(' and ')}`;
  const written = writtenByHand(part, text);
  if (written)
    return `Write ${code(generalize(written.file))}: ${written.lines.map((line) => code(generalize(line))).join('; ')}`;
  const where = flagged || part.program === 'git' || !isInside(part.dir) ? '' : inDirectory(generalize(part.dir));
  return `${verb} ${commandCode(generalize(text))}${where}`;
}

/** Lines of a file written in the terminal that are told, and the longest of them, in characters. */
const mostWritten = 4;
const longestWritten = 90;

/** A short file that is written as a here-document: what is in it is the point, not how it was typed. */
function writtenByHand(
  part: SimpleCommand,
  text: string,
): { readonly file: string; readonly lines: readonly string[] } | undefined {
  const [file = part.program === 'tee' ? part.operands[0] : undefined] = part.writesTo;
  if (file === undefined || (part.program !== 'cat' && part.program !== 'tee')) return undefined;
  const [, , body] = /<<-?\s*["']?(\w+)["']?[^\n]*\n([\s\S]*?)\n(?:> )?\s*\1\s*$/.exec(text) ?? [];
  if (body === undefined || body.includes('[redacted:')) return undefined;
  const lines = body
    .split('\n')
    .map((line) => line.replace(/^> /, '').trim())
    .filter((line) => line !== '' && !/^#(?:!|\s)/.test(line));
  const short = lines.every((line) => line.length <= longestWritten);
  return short && lines.length > 0 && lines.length <= mostWritten ? { file, lines } : undefined;
}

const settersOfVariables: ReadonlySet<string> = new Set(['', 'export', 'declare', 'set']);
/** Longer values of variables are left out of titles, in characters. */
const longestValue = 60;

/** A credential is set by its name; what it is set to is nobody's business. */
export function assignmentText({ name, value }: Flag): string {
  const hidden = value === undefined || value === '' || value.length > longestValue || value.includes('[redacted:');
  return hidden ? name : `${name}=${value}`;
}

/** A commit's words are of this one time, unless a parameter is in them. */
export function commitLine(part: SimpleCommand, text: string, generalize: Generalize): string {
  const flag = part.flags.find((candidate) => /^-[a-z]*m$|^--message$/.test(candidate.name));
  if (flag?.value === undefined || /<[a-z][\w-]*>/.test(generalize(flag.value))) return generalize(text);
  const [kind = ''] = /^[a-z]+(?:\([\w./-]+\))?!?: /.exec(flag.value) ?? [];
  return generalize(
    text.replace(
      /(?:-([a-z]*)m|--message)[ =](?:"(?:[^"\\]|\\.)*"|'[^']*'|\S+)/s,
      (_, flags: string | undefined) => `-${flags ?? ''}m "${kind}…"`,
    ),
  );
}

/** Verb and object of one action, over parameters. */
export function titleOf(action: Action, generalize: Generalize): string {
  switch (action.kind) {
    case 'command':
      return `${titleOfPart(action.reading.main, essentialLine(action), generalize)}${markOf(action)}`;
    case 'edit':
      return editTitle(action, generalize);
    case 'file': {
      const file = code(generalize(action.file));
      if (action.op === 'rename') return `Rename ${file} to ${code(generalize(action.to ?? '?'))}`;
      return `${action.op === 'create' ? 'Create' : 'Delete'} ${file}`;
    }
    case 'git':
      return gitTitle(action, generalize);
    case 'note':
      return generalize(action.text);
  }
}

function editTitle(action: Extract<Action, { kind: 'edit' }>, generalize: Generalize): string {
  const file = code(generalize(action.file));
  if (action.created) return `Create ${file}`;
  const keys = [...new Set(changedKeys(action))];
  return keys.length > 0 && keys.length <= 2
    ? `Set ${keys.map((key) => code(generalize(key))).join(' and ')} in ${file}`
    : `Edit ${file}`;
}

/** Keys whose value alone changed; empty if anything else did. */
export function changedKeys(action: Extract<Action, { kind: 'edit' }>): string[] {
  const keys: string[] = [];
  for (const hunk of action.hunks.slice(0, 6)) {
    const { before, after } = trimHunk(hunk);
    if (before.length !== after.length || after.length > 3) return [];
    for (const [index, line] of after.entries()) {
      const now = keyValue(line) ?? listKey(line);
      const then = keyValue(before[index] ?? '') ?? listKey(before[index] ?? '');
      if (!now || now.key !== then?.key) return [];
      keys.push(now.key);
    }
  }
  return keys;
}

/** `enabled_locales: ['en']`: the key of a list that stands in one line. */
function listKey(line: string): { readonly key: string } | undefined {
  const key =
    /^\s*(?:export\s+)?(?:(?:const|let|var|val|final)\s+)?["']?([A-Za-z_][\w.-]*)["']?\s*[:=]\s*\[[^\]]*\][,;]?\s*$/.exec(
      line,
    )?.[1];
  return key === undefined ? undefined : { key };
}

function gitTitle(action: Extract<Action, { kind: 'git' }>, generalize: Generalize): string {
  const { op, branch, message } = action.mark;
  const first = message?.split('\n')[0];
  if (op === 'commit')
    return first === undefined || !/<[a-z][\w-]*>/.test(generalize(first))
      ? 'Commit'
      : `Commit ${code(generalize(first))}`;
  if (op === 'tag') return 'Tag the commit';
  if (op === 'checkout' || op === 'branch')
    return branch === undefined ? 'Switch the branch' : `Switch to ${code(generalize(branch))}`;
  const words: Readonly<Record<string, string>> = {
    merge: 'Merge',
    rebase: 'Rebase',
    'cherry-pick': 'Cherry-pick',
    reset: 'Reset',
  };
  return `${words[op] ?? 'Use Git'}${branch === undefined ? '' : ` on ${code(generalize(branch))}`}`;
}

/** Shown for an action inside a step. */
export function summaryOf(action: Action, generalize: Generalize): string {
  return isCommand(action)
    ? `${commandCode(generalize(essentialLine(action)))}${markOf(action)}${inDirectory(generalize(action.reading.dir))}`
    : titleOf(action, generalize);
}

/** A title without the verb of a command, as it stands in a sentence: the line alone, or what is done to a file. */
export function stepText(title: string): string {
  const line = /^(?:[A-Z][a-z ]* with|Run|Start) (`.*)$/s.exec(title)?.[1];
  return line ?? title.charAt(0).toLowerCase() + title.slice(1);
}

/** The same as what one has done: `editing` a file. */
export function stepDone(title: string): string {
  const text = stepText(title);
  const [verb = ''] = text.split(' ');
  return /^(?:edit|set|create|rename|delete|commit|tag|switch|merge|rebase|reset)$/.test(verb)
    ? `${gerund(verb)}${text.slice(verb.length)}`
    : text;
}

function gerund(verb: string): string {
  if (verb.endsWith('e')) return `${verb.slice(0, -1)}ing`;
  return /^(?:set|reset|commit|tag)$/.test(verb) ? `${verb}${verb.at(-1)}ing` : `${verb}ing`;
}
