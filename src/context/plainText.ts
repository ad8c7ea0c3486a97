/**
 * The text without invisible characters, line ends as `\n`, lone surrogates as U+FFFD. Gone are controls (tab and line
 * feed stay), bidirectional marks, zero-width spaces, byte order marks, and the tag and variation blocks that smuggle
 * hidden text to models. Joiners and emoji variation selectors stay: scripts and emoji need them.
 */
export function visibleText(text: string): string {
  // Most texts are plain: one look is a quarter of what looking for everything costs.
  if (/^[\t\n\x20-\x7e]*$/.test(text)) return text;
  return text
    .replace(/\r\n?|\u2028|\u2029|\u0085/g, '\n')
    .replace(/\p{Surrogate}/gu, '\ufffd')
    .replace(/(?![\n\t])\p{Cc}/gu, '')
    .replace(/[\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\u{e0000}-\u{e01ef}]/gu, '');
}

/** The text on one line: every run of blanks is one space. */
export function oneLine(text: string): string {
  return visibleText(text).replace(/\s+/g, ' ').trim();
}

/** At most `limit` code points, with an ellipsis where something was left out. */
export function shortened(text: string, limit: number): string {
  const points = [...text];
  return points.length <= limit
    ? text
    : `${points
        .slice(0, limit - 1)
        .join('')
        .trimEnd()}…`;
}

/**
 * Text of a note as inline Markdown on one line, which can open or close nothing around it: no comment, no HTML, no
 * fence, no heading, list or task marker at its start, no image, no `@import` (Claude Code and Gemini CLI load what
 * such a word names). Words and code spans stay as they are: `<version>` in a code span is verbatim, outside it is
 * `\<version>`.
 */
export function inlineMarkdown(text: string): string {
  const line = oneLine(text)
    .replace(/`{3,}/g, '`')
    .replace(/~{3,}/g, '~')
    .replace(/<!-*|<!/g, (mark) => `< ${mark.slice(1)}`)
    .replace(/--+>/g, (mark) => `${mark.slice(0, -1)} >`);
  const parts = splitCode(line).map((part, i) => (part.code ? part.text : escapeProse(part.text, i === 0)));
  return escapeStart(parts.join(''));
}

/** Undoes `inlineMarkdown` as far as a person's edit needs it: backslash escapes go. */
export function plainFromMarkdown(markdown: string): string {
  return splitCode(markdown)
    .map(({ code, text }) => (code ? text : text.replace(/\\([!-/:-@[-`{-~])/g, '$1')))
    .join('');
}

function escapeProse(text: string, first: boolean): string {
  // What closes a quotation or a sentence behind the word is no part of it.
  const importWord = first
    ? /(^|[\s(])(@[^\s`)]+?)(?=[”’"':;,.!?]*(?:[\s`)]|$))/g
    : /([\s(])(@[^\s`)]+?)(?=[”’"':;,.!?]*(?:[\s`)]|$))/g;
  return text
    .replace(/(?<!\\)`/g, '\\`')
    .replace(/\\(?=[<[])/g, '\\\\')
    .replace(/<(?=[A-Za-z/?])/g, '\\<')
    .replace(/!\[/g, '!\\[')
    .replace(importWord, (_, before: string, word: string) => `${before}\`${word.replaceAll('\\', '')}\``);
}

function escapeStart(line: string): string {
  if (/^(?:[#>+=~|-]|\*(?!\*)|\[[ xX]\]|\[[^\]]*\]:)/.test(line)) return `\\${line}`;
  return line.replace(/^(\d{1,9})([.)])(?=\s|$)/, '$1\\$2');
}

/** Cuts a line into code spans and prose as CommonMark does: a run of backticks closes with a run of its length. */
function splitCode(line: string): { code: boolean; text: string }[] {
  const parts: { code: boolean; text: string }[] = [];
  const runs = [...line.matchAll(/`+/g)];
  let from = 0;
  for (let i = 0; i < runs.length; i++) {
    const open = runs[i];
    if (!open || open.index < from || line[open.index - 1] === '\\') continue;
    const close = runs.slice(i + 1, i + 400).find((run) => run[0].length === open[0].length);
    if (!close) continue;
    const end = close.index + close[0].length;
    parts.push({ code: false, text: line.slice(from, open.index) }, { code: true, text: line.slice(open.index, end) });
    from = end;
  }
  parts.push({ code: false, text: line.slice(from) });
  return parts.filter((part) => part.text !== '');
}
