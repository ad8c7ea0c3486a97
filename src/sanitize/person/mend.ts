import type { Softening } from './words.ts';

/**
 * The text without the remarks (in order, apart from each other); blanks, commas and capitals are mended where something
 * went. From the last to the first, so that what is mended does not move what is still to go; each part is looked at once.
 */
export function without(text: string, remarks: readonly Softening[]): string {
  const opening = text.search(/\S/);
  // What stands behind, the next first.
  const behind: string[] = [text.slice(remarks.at(-1)?.end ?? 0)];
  for (let index = remarks.length - 1; index >= 0; index -= 1) {
    const remark = remarks[index];
    if (!remark) continue;
    const from = remarks[index - 1]?.end ?? 0;
    let until = remark.start;
    if (remark.text !== '') {
      const opens = startsSentence(text, remark.start) && /^\p{Lu}/u.test(text.slice(remark.start, remark.start + 2));
      behind.push(opens ? capital(remark.text) : remark.text);
    } else if (startsSentence(text, remark.start)) {
      strip(behind, /^(?:[ \t]|[,;:.!—-]+(?=[ \t]|$))+/);
      const rest = head(behind);
      if (/^[A-Z]/.test(text.charAt(remark.start)) && (remark.start > opening ? ordinary : opener).test(rest))
        behind.push(capital(behind.pop() ?? ''));
      if (/[.!?]/.test(text.charAt(remark.start - 1)) && /^[\p{L}\p{N}`"'(]/u.test(rest)) behind.push(' ');
    } else {
      strip(behind, /^[ \t]+/);
      const rest = head(behind);
      if (rest !== '' && !/^[,.;:!?)\n]/.test(rest)) behind.push(' ');
      while (until > from && /[ \t]/.test(text.charAt(until - 1))) until -= 1;
    }
    behind.push(text.slice(from, until));
  }
  return behind.reverse().join('');
}

const longestHead = 60;
const ordinary = /^[a-z]+[ ,.']/;
/** The first word of a text may be a command, which keeps its case: these are none. */
const opener =
  /^(?:the|an?|it|this|that|these|those|there|of|we|you|they|he|she|my|our|its|in|on|at|for|to|from|with|but|and|so|if|when|because|after|before|then|forgot|never|always|only|no|not)\b/;

/** What comes next; the last part is never empty unless all is. */
function head(behind: readonly string[]): string {
  return behind.at(-1)?.slice(0, longestHead) ?? '';
}

function strip(behind: string[], pattern: RegExp): void {
  for (let part = behind.pop(); part !== undefined; part = behind.pop()) {
    const left = part.replace(pattern, '');
    if (left !== '' || behind.length === 0) {
      behind.push(left);
      return;
    }
  }
}

function capital(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}

function startsSentence(text: string, at: number): boolean {
  return /(?:^|[\n.!?]\s*)$/.test(text.slice(Math.max(0, at - 4), at));
}
