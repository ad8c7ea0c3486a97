import { type CommandShape, commandShapes } from './commandShape.ts';
import type { PlainlySaid } from './plainlySaid.ts';
import { clausesOf, type Statement, speaksAgainst } from './statements.ts';
import { indexTokens, tellingWords } from './wordSearch.ts';

/** One sentence, line or item of what is said, with the commands it names. */
export interface Said {
  readonly statement: Statement;
  readonly by: 'context' | 'repository';
  /** Its telling words, for comparing signatures of errors. */
  readonly telling: ReadonlySet<string>;
}

export interface Mention {
  readonly shape: CommandShape;
  /** The sentence speaks against it. */
  readonly against: boolean;
  readonly by: Said['by'];
  readonly said: Said;
}

/** All that is said, ready to be asked. */
export interface SaidIndex {
  readonly all: readonly Said[];
  /** Those with a path pattern or a folder, which name files without holding their name. */
  readonly patterns: readonly Said[];
  /** Those that can hold a phrase, as a whole word. */
  holding(phrase: string): readonly Said[];
  /** Mentions of the same program or script. */
  withHead(shape: CommandShape): readonly Mention[];
}

export function indexSaid(loaded: readonly Statement[], repository: PlainlySaid): SaidIndex {
  const implied = repository.implied.map(
    (line): Statement => ({ file: '', line: 1, text: line, code: [line], block: true, under: [] }),
  );
  const all = [
    ...loaded.flatMap(clausesOf).map((statement) => readSaid(statement, 'context')),
    ...[...repository.statements.flatMap(clausesOf), ...implied].map((statement) => readSaid(statement, 'repository')),
  ];
  const heads = new Map<string, Mention[]>();
  for (const mention of all.flatMap(mentionsOf)) {
    const key = mention.shape.head[0] ?? '';
    const list = heads.get(key);
    if (list) list.push(mention);
    else heads.set(key, [mention]);
  }
  const words = indexTokens(all, ({ statement }) => whole(statement));
  return {
    all,
    patterns: all.filter(({ statement }) => statement.code.some((code) => /[*/]$|\*/.test(code) && code.includes('/'))),
    holding: words.candidates,
    withHead: (shape) => heads.get(shape.head[0] ?? '') ?? [],
  };
}

function readSaid(statement: Statement, by: Said['by']): Said {
  return { statement, by, telling: tellingWords(whole(statement)) };
}

function mentionsOf(said: Said): Mention[] {
  const { statement, by } = said;
  return statement.code.flatMap((code) => {
    const against = speaksAgainst(statement, code);
    return commandShapes(code).map((shape) => ({ shape, against, by, said }));
  });
}

/** The statement with the heading it stands under. */
export function whole(statement: Statement): string {
  return [...statement.under.slice(-1), statement.text].join(' — ');
}
