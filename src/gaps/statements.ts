/** One thing a document says: a paragraph, a list item, a table row, or a line of code. */
export interface Statement {
  readonly file: string;
  /** 1-based line where it begins. */
  readonly line: number;
  readonly text: string;
  /** Code spans of the text, or the code line itself. */
  readonly code: readonly string[];
  /** It stands in a code block. */
  readonly block: boolean;
  /** Headings it stands under, outermost first. */
  readonly under: readonly string[];
}

const fence = /^\s*(?:>\s*)?(`{3,}|~{3,})/;
const heading = /^\s{0,3}(#{1,6})\s+(.*?)\s*#*\s*$/;
const startsItem = /^\s*(?:[-*+]|\d+[.)])\s+/;
const prompt = /^\s*(?:\$|%|>|#|PS>|❯|➜)\s+(?=\S)/;

/** More of a document than this (characters) is not read. */
const longestDocument = 1_000_000;

/** Reads Markdown, or any plain text, as statements. Never fails: what is no Markdown is paragraphs. */
export function readStatements(file: string, source: string): Statement[] {
  const lines = source.slice(0, longestDocument).split(/\r\n|\r|\n/);
  const statements: Statement[] = [];
  const under: string[] = [];
  let open: { line: number; parts: string[] } | undefined;
  let closing: string | undefined;

  const endParagraph = (): void => {
    if (!open) return;
    const text = open.parts.join(' ').replace(/\s+/g, ' ').trim();
    if (text) statements.push({ file, line: open.line, text, code: codeSpans(text), block: false, under: [...under] });
    open = undefined;
  };
  const codeLine = (text: string, line: number): void => {
    const code = text.replace(prompt, '').trim();
    if (code) statements.push({ file, line, text: code, code: [code], block: true, under: [...under] });
  };

  const take = (text: string, line: number): void => {
    const mark = fence.exec(text)?.[1];
    if (closing !== undefined) {
      if (mark?.startsWith(closing)) closing = undefined;
      else codeLine(text, line);
      return;
    }
    if (mark) {
      endParagraph();
      closing = mark;
      return;
    }
    const title = heading.exec(text);
    if (title) {
      endParagraph();
      under.length = Math.min(under.length, (title[1] ?? '#').length - 1);
      under.push(title[2] ?? '');
      open = { line, parts: [title[2] ?? ''] };
      endParagraph();
      return;
    }
    const indented = /^(?: {4}|\t)/.test(text) && !open && !startsItem.test(text);
    if (indented) codeLine(text, line);
    if (indented || text.trim() === '') {
      endParagraph();
      return;
    }
    if (startsItem.test(text) || /^\s*\|/.test(text)) endParagraph();
    open ??= { line, parts: [] };
    open.parts.push(text.replace(startsItem, '').trim());
  };
  for (const [index, text] of lines.entries()) take(text, index + 1);
  endParagraph();
  return statements;
}

function codeSpans(text: string): string[] {
  return [...text.matchAll(/(`+)([^`]|[^`].*?[^`])\1(?!`)/g)].map((match) => (match[2] ?? '').trim()).filter(Boolean);
}

const denial = /\b(?:never|do not|don't|must not|mustn't|avoid|not to|no longer|instead of|rather than|deprecated)\b/i;
const affirmation = /(?:[.;!?:—–]\s|\b(?:but|instead|use|run|rather)\b)/i;

/** Whether the statement speaks against `mention`: "never run `x`". Looks back from the mention to the last break. */
export function speaksAgainst(statement: Statement, mention: string): boolean {
  if (statement.block) return false;
  const at = statement.text.indexOf(mention);
  if (at < 0) return false;
  const before = statement.text.slice(0, at).replace(/`/g, '');
  const found = [...before.matchAll(new RegExp(denial.source, 'gi'))].at(-1);
  if (!found)
    return /^\W*\s*(?:is|are) (?:deprecated|forbidden|gone|not allowed)/i.test(
      statement.text.slice(at + mention.length),
    );
  const between = before
    .slice(found.index + found[0].length)
    .replace(/^\s*(?:to\s+)?(?:ever\s+)?(?:use|run|call|do)\b/i, '');
  return !affirmation.test(between);
}

/**
 * The sentences of a statement, each as a statement of its own. A sentence
 * without code of its own belongs to the one before: "Run `x`. Then look at it."
 */
export function clausesOf(statement: Statement): Statement[] {
  if (statement.block) return [statement];
  // Code may hold anything that looks like the end of a sentence.
  const masked = statement.text.replace(/(`+)(?:[^`]|[^`].*?[^`])\1(?!`)/g, (code) => code.replace(/[^`]/g, 'x'));
  const ends = [...masked.matchAll(/[.;!?](?:\s+(?=\S))|\s+\|\s+/g)].map((match) => match.index + match[0].length);
  const cuts = [0, ...ends, statement.text.length];
  const clauses: string[] = [];
  for (let i = 0; i + 1 < cuts.length; i += 1) {
    const text = statement.text.slice(cuts[i], cuts[i + 1]);
    if (clauses.length > 0 && !text.includes('`')) clauses.push(`${clauses.pop()}${text}`);
    else clauses.push(text);
  }
  return clauses.map((text) => ({ ...statement, text: text.trim(), code: codeSpans(text) }));
}
