import picomatch from 'picomatch';
import type { LoadedContext } from '../model/context.ts';
import type { RepositoryView } from '../model/repository.ts';
import { explains } from './commandMatch.ts';
import { type CommandShape, commandShapes } from './commandShape.ts';
import { type PlainlySaid, readPlainlySaid } from './plainlySaid.ts';
import { isSelfEvident } from './selfEvident.ts';
import { clausesOf, readStatements, type Statement, speaksAgainst } from './statements.ts';
import { holdsWord, wordsInCommon } from './wordSearch.ts';

/** Who explains something: a context file that is loaded, the repository plainly, or nobody needs to. */
export type ExplainedBy = 'context' | 'repository' | 'self-evident';

/** What is said about the ways of a repository, asked by the gap checks. */
export interface Explanations {
  /** The weakest explanation over the simple commands of a line; undefined when one of them has none. */
  command(line: string): ExplainedBy | undefined;
  file(path: string): ExplainedBy | undefined;
  /** Something says why the line fails, or what to do when it shows this signature. */
  failure(line: string, signature: string | undefined): boolean;
  /** Something says where a value or a credential of that name comes from. */
  origin(name: string): boolean;
  /** Context says something about the command that matches `about`. */
  remark(line: string, about: RegExp): boolean;
  /** A person answered a gap about this subject: an answer opens with when it applies, then the subject. */
  answered(opening: string, subject: string): boolean;
  /** Statements of the context that speak against running the line. */
  against(line: string): readonly Statement[];
  readonly context: readonly Statement[];
  readonly repository: PlainlySaid;
}

interface Said {
  readonly statement: Statement;
  readonly by: 'context' | 'repository';
  readonly mentions: readonly { readonly shape: CommandShape; readonly against: boolean }[];
}

/** Reads everything that is said once; the answers are remembered while the object lives. */
export function createExplanations(context: LoadedContext, view: RepositoryView): Explanations {
  const loaded = context.files.flatMap((file) => readStatements(file.path, file.text));
  const repository = readPlainlySaid(view);
  const said = [
    ...loaded.flatMap(clausesOf).map((statement) => read(statement, 'context')),
    ...repository.statements.flatMap(clausesOf).map((statement) => read(statement, 'repository')),
    ...repository.implied.map((line) => read(impliedStatement(line), 'repository')),
  ];
  const byHead = new Map<string, { by: Said['by']; shape: CommandShape }[]>();
  for (const { by, mentions } of said) {
    for (const { shape, against } of mentions) {
      if (against) continue;
      const key = headKey(shape);
      byHead.set(key, [...(byHead.get(key) ?? []), { by, shape }]);
    }
  }
  const prose = said.filter(({ statement }) => !statement.block);
  const scripts = new Set(repository.scripts.map(({ runner, name }) => `${runner} ${name}`.trim()));
  const known = new Map<string, ExplainedBy | undefined>();

  function one(shape: CommandShape): ExplainedBy | undefined {
    const matching = (byHead.get(headKey(shape)) ?? []).filter((mention) => explains(mention.shape, shape));
    if (matching.some(({ by }) => by === 'context') || inProse(shape, 'context')) return 'context';
    if (isSelfEvident(shape)) return 'self-evident';
    if (matching.length > 0 || isScript(shape) || inProse(shape, 'repository')) return 'repository';
    return undefined;
  }

  function isScript(shape: CommandShape): boolean {
    const [runner, ...rest] = shape.head;
    return scripts.has(shape.head.join(' ')) || (rest.length === 0 && (runner === 'make' || runner === 'just'))
      ? scripts.has(shape.head.join(' ')) || repository.scripts.some((script) => script.runner === runner)
      : false;
  }

  function inProse(shape: CommandShape, by: Said['by']): boolean {
    const phrases = phrasesOf(shape);
    if (phrases.length === 0) return false;
    return prose.some(
      ({ statement, by: source }) =>
        source === by && phrases.some((p) => holdsWord(statement.text, p) && !speaksAgainst(statement, p)),
    );
  }

  function about(line: string): Said[] {
    const shapes = commandShapes(line).filter((shape) => !isSelfEvident(shape) || shape.head[0] === 'git');
    return said.filter(
      ({ statement, mentions }) =>
        statement.text.includes(line) ||
        mentions.some(({ shape }) => shapes.some((ran) => explains(shape, ran))) ||
        (!statement.block &&
          shapes.some((ran) => phrasesOf(ran).some((phrase) => holdsWord(whole(statement), phrase)))),
    );
  }

  return {
    context: loaded,
    repository,
    command(line) {
      if (known.has(line)) return known.get(line);
      const answers = commandShapes(line).map(one);
      const answer = weakest(answers);
      known.set(line, answer);
      return answer;
    },
    file: (path) => {
      const naming = said.filter(({ statement }) => namesFile(statement, path));
      if (naming.some(({ by }) => by === 'context')) return 'context';
      return naming.some(({ statement }) => !statement.block) ? 'repository' : undefined;
    },
    failure(line, signature) {
      if (about(line).some(({ statement }) => !isBareCode(statement) && failing.test(whole(statement)))) return true;
      return signature !== undefined && said.some(({ statement }) => wordsInCommon(signature, whole(statement)));
    },
    origin: (name) => said.some(({ statement }) => saysOrigin(statement, name)),
    remark: (line, pattern) => about(line).some(({ statement }) => pattern.test(whole(statement))),
    answered: (opening, subject) => {
      const start = `${opening} \`${subject.replaceAll('`', "'")}\``.toLowerCase();
      return loaded.some((statement) => statement.text.toLowerCase().includes(start));
    },
    against(line) {
      const shapes = commandShapes(line);
      return said
        .filter(
          ({ by, mentions }) =>
            by === 'context' && mentions.some((m) => m.against && shapes.some((ran) => explains(m.shape, ran))),
        )
        .map(({ statement }) => statement);
    },
  };
}

function read(statement: Statement, by: Said['by']): Said {
  const mentions = statement.code.flatMap((code) => {
    const against = speaksAgainst(statement, code);
    return commandShapes(code).map((shape) => ({ shape, against }));
  });
  return { statement, by, mentions };
}

function impliedStatement(line: string): Statement {
  return { file: '', line: 1, text: line, code: [line], block: true, under: [] };
}

function headKey(shape: CommandShape): string {
  return shape.head[0] ?? '';
}

function weakest(answers: readonly (ExplainedBy | undefined)[]): ExplainedBy | undefined {
  if (answers.includes(undefined)) return undefined;
  if (answers.includes('context')) return 'context';
  return answers.includes('repository') ? 'repository' : 'self-evident';
}

/** How prose without code marks would name the command; nothing for names that are everyday words alone. */
function phrasesOf(shape: CommandShape): string[] {
  const [program, ...rest] = shape.head;
  if (shape.flags.some((flag) => flag.startsWith('--force'))) return [];
  if (shape.script !== undefined)
    return shape.script.includes('/') || /\.\w+$/.test(shape.script) ? [shape.script] : [];
  if (rest.length === 0 || program === undefined) return [];
  if (program !== 'run-script') return [shape.head.join(' ')];
  const name = rest.join(' ');
  const short = ['test', 'start', 'stop', 'restart'].includes(name) ? [`npm ${name}`] : [];
  return [
    `npm run ${name}`,
    ...short,
    `pnpm run ${name}`,
    `pnpm ${name}`,
    `yarn run ${name}`,
    `yarn ${name}`,
    `bun run ${name}`,
  ];
}

function whole(statement: Statement): string {
  return [...statement.under.slice(-1), statement.text].join(' — ');
}

function isBareCode(statement: Statement): boolean {
  return statement.block && !statement.text.includes('#');
}

const failing =
  /\b(?:fail(?:s|ed|ing|ure)?|error(?:s|ed)?|breaks?|broken|crash(?:es)?|hang(?:s)?|refus(?:es|ed)|reject(?:s|ed)|flaky|flakes?|times? out|timeout|cannot|can't|not found|exit(?:s|ed)?\b.*\b[1-9]|fix(?:es)?|troubleshoot\w*|symptom|because|unless|without)\b/i;

/** Words that say where to get something, beside the name itself. */
const originWords =
  /\b(?:from|asks?|found in|find|look(?:s|ed)? up|stored|kept|lives?|vault|1password|bitwarden|lastpass|keepass|keychain|secrets? manager|portal|console|dashboard|settings|issued?|generate[ds]?|create[ds]?|request(?:ed)?|obtain(?:ed)?|provided by|comes?|taken|copied|equals?|defaults? to|log ?in|sign in|sso|wiki|https?:\/\/)/i;

/** Phrases that sound like a source and are none. */
const noOrigin =
  /\bfrom (?:the |your )?(?:environment|env|shell|command line)\b|\bask where it comes from\b|\b(?:comes from|source) (?:is )?(?:unknown|nowhere)\b/gi;

function saysOrigin(statement: Statement, name: string): boolean {
  if (isBareCode(statement)) return false;
  const text = statement.text;
  const bare = name.replace(/^<|>$/g, '');
  const asCode = [`\`${bare}\``, `<${bare}>`, `\`$${bare}\``, `\${${bare}}`, `$${bare}`].some((form) =>
    text.includes(form),
  );
  const asWord = bare.length >= 4 && holdsWord(text, bare, /[A-Z]/.test(bare));
  if (!asCode && !asWord) return false;
  if (text.toLowerCase().includes(`a value for \`${bare.toLowerCase()}\` is needed:`)) return true;
  // A key of a file, as in `package.json#version`, is a source; a command that uses the value is not.
  const named = statement.code.some((code) => /^[\w@./-]+#[\w.-]+$/.test(code));
  const rest = text
    .replaceAll(bare, ' ')
    .replace(noOrigin, ' ')
    .replace(/`[^`]*`/g, ' ');
  return named || originWords.test(rest);
}

function namesFile(statement: Statement, path: string): boolean {
  const name = path.split('/').at(-1) ?? path;
  if (holdsWord(statement.text, path, true)) return true;
  if (
    name !== path &&
    !/^(?:index|main|mod|README|package|__init__)\.\w+$/i.test(name) &&
    holdsWord(statement.text, name, true)
  )
    return true;
  return statement.code.some((code) => {
    const clean = code.replace(/^\.\//, '');
    if (/\s/.test(clean) || clean.length > 200) return false;
    if (clean.endsWith('/')) return path.startsWith(clean);
    return clean.includes('*') && clean.includes('/') && picomatch.isMatch(path, clean);
  });
}
