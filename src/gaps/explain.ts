import picomatch from 'picomatch';
import type { LoadedContext } from '../model/context.ts';
import { remember } from '../model/remember.ts';
import type { RepositoryView } from '../model/repository.ts';
import { explains, tellingFlags } from './commandMatch.ts';
import { type CommandShape, commandShapes } from './commandShape.ts';
import { type PlainlySaid, readPlainlySaid } from './plainlySaid.ts';
import { indexSaid, type Said, whole } from './said.ts';
import { isSelfEvident } from './selfEvident.ts';
import { readStatements, type Statement, speaksAgainst } from './statements.ts';
import { holdsCommand, holdsWord, wordsInCommon } from './wordSearch.ts';

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

/** Reads everything that is said once; the answers are remembered while the object lives. */
export function createExplanations(
  context: LoadedContext,
  view: RepositoryView,
  shapesOf: (line: string) => readonly CommandShape[] = commandShapes,
): Explanations {
  const loaded = context.files.flatMap((file) => readStatements(file.path, file.text));
  const repository = readPlainlySaid(view);
  const said = indexSaid(loaded, repository);
  const scripts = new Set(repository.scripts.map(({ runner, name }) => `${runner} ${name}`.trim()));
  const runners = new Set(repository.scripts.map(({ runner }) => runner));

  const saysPhrase = remember((key: string): boolean => {
    const [by, phrase] = key.split(/:(.*)/s);
    return said
      .holding(phrase ?? '')
      .some((one) => one.by === by && !one.statement.block && namesPhrase(one.statement, phrase ?? ''));
  });

  function one(shape: CommandShape): ExplainedBy | undefined {
    const matching = said.withHead(shape).filter((mention) => !mention.against && explains(mention.shape, shape));
    const inProse = (by: Said['by']) =>
      phrasesOf(shape).some((phrase) => saysPhrase(`${by}:${phrase}`)) || toldInWords(shape, by);
    if (matching.some(({ by }) => by === 'context') || inProse('context')) return 'context';
    if (isSelfEvident(shape)) return 'self-evident';
    return matching.length > 0 || isScript(shape) || inProse('repository') ? 'repository' : undefined;
  }

  /** A script, target or task by its name; `make` alone runs the first target. */
  function isScript({ head }: CommandShape): boolean {
    const [runner = ''] = head;
    return (
      scripts.has(head.join(' ')) || (head.length === 1 && ['make', 'just'].includes(runner) && runners.has(runner))
    );
  }

  function toldInWords(shape: CommandShape, by: Said['by']): boolean {
    const first = movedFile(shape);
    return (
      first !== undefined &&
      said.holding(first).some(({ statement, by: source }) => source === by && isToldInWords(shape, statement.text))
    );
  }

  const about = remember((line: string): Said[] => {
    const shapes = shapesOf(line).filter((shape) => !isSelfEvident(shape) || shape.head[0] === 'git');
    const found = [
      ...said.holding(line).filter(({ statement }) => statement.text.includes(line)),
      ...shapes.flatMap((ran) =>
        said.withHead(ran).flatMap((mention) => (explains(mention.shape, ran) ? [mention.said] : [])),
      ),
      ...shapes
        .flatMap(phrasesOf)
        .flatMap((phrase) =>
          said.holding(phrase).filter(({ statement }) => !statement.block && holdsCommand(whole(statement), phrase)),
        ),
    ];
    return [...new Set(found)];
  });

  return {
    context: loaded,
    repository,
    command: remember((line) => weakest(shapesOf(line).map(one))),
    file: remember((path) => {
      const name = path.split('/').at(-1) ?? path;
      const naming = [...said.holding(name), ...said.patterns].filter(({ statement }) => namesFile(statement, path));
      if (naming.some(({ by }) => by === 'context')) return 'context';
      return naming.some(({ statement }) => !statement.block) ? 'repository' : undefined;
    }),
    failure(line, signature) {
      if (about(line).some(({ statement }) => !isBareCode(statement) && failing.test(whole(statement)))) return true;
      return (
        signature !== undefined && said.all.some((one) => wordsInCommon(signature, whole(one.statement), one.telling))
      );
    },
    origin: remember((name) => said.holding(name).some(({ statement }) => saysOrigin(statement, name))),
    remark: (line, pattern) => about(line).some(({ statement }) => pattern.test(whole(statement))),
    answered: (opening, subject) => {
      const quoted = subject.replaceAll('`', "'");
      const start = `${opening} \`${quoted}\``.toLowerCase();
      return said
        .holding(quoted)
        .some(({ by, statement }) => by === 'context' && statement.text.toLowerCase().includes(start));
    },
    against: remember((line) => {
      const mentions = shapesOf(line).flatMap((ran) => said.withHead(ran).filter(({ shape }) => explains(shape, ran)));
      return mentions.filter(({ by, against }) => by === 'context' && against).map((mention) => mention.said.statement);
    }),
  };
}

function namesPhrase(statement: Statement, phrase: string): boolean {
  return holdsCommand(statement.text, phrase) && !speaksAgainst(statement, phrase);
}

/** What the commands for files are called in prose. */
const verbs: ReadonlyMap<string, RegExp> = new Map([
  ['cp', /\bcop(?:y|ies)\b|\bduplicate\b/i],
  ['mv', /\bmoves?\b|\brenames?\b/i],
  ['ln', /\blinks?\b|\bsymlinks?\b/i],
]);

/** The first of the files that a command copies, moves or links; undefined if it is no such command. */
export function movedFile({ head, operands }: CommandShape): string | undefined {
  return verbs.has(head[0] ?? '') && operands.length > 1 ? withoutDot(operands[0] ?? '') : undefined;
}

function withoutDot(file: string): string {
  return file.replace(/^(?:\.\/)+/, '');
}

/** "Copy `.env.example` to `.env`" explains `cp .env.example .env`. */
function isToldInWords({ head, operands }: CommandShape, text: string): boolean {
  return (
    verbs.get(head[0] ?? '')?.test(text) === true &&
    operands.length > 1 &&
    operands.every((file) => holdsWord(text, withoutDot(file), true))
  );
}

/** A text that names the command without marking it as one. */
export function isNamedInProse(shape: CommandShape, text: string): boolean {
  return phrasesOf(shape).some((phrase) => holdsCommand(text, phrase)) || isToldInWords(shape, text);
}

function weakest(answers: readonly (ExplainedBy | undefined)[]): ExplainedBy | undefined {
  if (answers.includes(undefined)) return undefined;
  if (answers.includes('context')) return 'context';
  return answers.includes('repository') ? 'repository' : 'self-evident';
}

/** How prose without code marks would name the command; nothing for names that are everyday words alone. */
export function phrasesOf(shape: CommandShape): string[] {
  const [program, ...rest] = shape.head;
  const told = tellingFlags(shape);
  if (told.length > 0) return [[...shape.head, ...told].join(' ')];
  // Naming `manage.py` explains none of the things it can do.
  if (shape.script !== undefined && rest.length > 0) return [[shape.script, ...rest].join(' ')];
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
  // An answer to the gap, in whatever words it was given.
  if (text.toLowerCase().includes(`\`${bare.toLowerCase()}\` is needed:`)) return true;
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
