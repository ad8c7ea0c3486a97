/**
 * Turns the configuration of gitleaks into `src/sanitize/rules/gitleaksRules.ts`:
 * `node test/unit/sanitize/gitleaks/generate.ts FILE`, FILE being `config/gitleaks.toml` of Debian's package
 * `golang-github-gitleaks-gitleaks-dev`. Run by hand when the rules are to be renewed; the result is committed.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { fingerprint } from '../../../../src/sanitize/fingerprint.ts';

interface Entry {
  readonly id: string;
  readonly regex: string;
  readonly keywords: readonly string[];
  readonly entropy?: number;
  readonly allowed: readonly string[];
}

function entriesOf(toml: string): Entry[] {
  return toml
    .split(/^\[\[rules\]\]$/m)
    .slice(1)
    .flatMap((block) => {
      const own = block.split(/^\[\[rules\.allowlists\]\]$/m)[0] ?? '';
      const id = /^id = "([^"]+)"$/m.exec(own)?.[1];
      const regex = /^regex = '''([\s\S]*?)'''$/m.exec(own)?.[1];
      const entropy = /^entropy = ([\d.]+)$/m.exec(own)?.[1];
      const keywords = /^keywords = \[([\s\S]*?)\]$/m.exec(own)?.[1] ?? '';
      if (id === undefined || regex === undefined) {
        return [];
      }
      const words = [...keywords.matchAll(/"([^"]+)"/g)].map(([, word]) => word ?? '');
      const allowed = [...block.matchAll(/^ {4}'''(.*?)''',?$/gm)].map(([, allowedBy]) => allowedBy ?? '');
      return [{ id, regex, allowed, keywords: words, ...(entropy === undefined ? {} : { entropy: Number(entropy) }) }];
    });
}

/** Letters of a pattern in both cases: JavaScript of today has no flags for a part of one. */
function anyCase(source: string): string {
  let out = '';
  let inClass = false;
  for (let at = 0; at < source.length; at += 1) {
    const character = source[at] ?? '';
    if (character === '\\') {
      out += source.slice(at, at + 2);
      at += 1;
    } else if (/[a-z]/i.test(character) && !/^\(\?P?<[^>]*$/.test(source.slice(Math.max(0, at - 20), at))) {
      const range = inClass ? /^[a-z]-[a-z]/i.exec(source.slice(at, at + 3))?.[0] : undefined;
      const both = (text: string): string => `${text.toLowerCase()}${text.toUpperCase()}`;
      out += range === undefined ? (inClass ? both(character) : `[${both(character)}]`) : both(range);
      at += range === undefined ? 0 : 2;
    } else {
      inClass = character === '[' ? true : character === ']' ? false : inClass;
      out += character;
    }
  }
  return out;
}

/** RE2's syntax as JavaScript's: flags written out, `\x60`, `\z` and POSIX classes replaced. */
function translated(source: string): string {
  const plain = source
    .replace(/\[\[:alnum:\]\]/g, '[a-zA-Z0-9]')
    .replace(/\[:alnum:\]/g, 'a-zA-Z0-9')
    .replace(/\\z/g, '$')
    .replace(/\(\?P</g, '(?<')
    .replace(/\(\?s:/g, '(?:');
  return withoutFlags(plain);
}

/** Walks the groups; `(?i)` holds to the end of its group, `(?i:` and `(?-i:` for theirs. */
function withoutFlags(source: string): string {
  let out = '';
  let rest = source;
  const stack: boolean[] = [];
  let any = false;
  let literal = '';
  const flush = (): void => {
    out += any ? anyCase(literal) : literal;
    literal = '';
  };
  while (rest !== '') {
    const opened = /^\((?:\?(?:(i|-i):|(i)\)|:|<\w+>|=|!|<=|<!))?/.exec(rest);
    if (rest.startsWith('\\')) {
      literal += rest.slice(0, 2);
      rest = rest.slice(2);
    } else if (rest.startsWith('[')) {
      const end = /^\[\^?\]?(?:\\.|[^\]\\])*\]/.exec(rest)?.[0] ?? '[';
      literal += end;
      rest = rest.slice(end.length);
    } else if (opened?.[2] === 'i') {
      flush();
      any = true;
      rest = rest.slice(opened[0].length);
    } else if (opened !== null) {
      flush();
      stack.push(any);
      any = opened[1] === 'i' ? true : opened[1] === '-i' ? false : any;
      out += opened[1] === undefined ? opened[0] : '(?:';
      rest = rest.slice(opened[0].length);
    } else if (rest.startsWith(')')) {
      flush();
      any = stack.pop() ?? false;
      out += ')';
      rest = rest.slice(1);
    } else {
      literal += rest[0];
      rest = rest.slice(1);
    }
  }
  flush();
  return out;
}

/** What may stand before a name costs a try at each character and decides nothing. */
function withoutLead(source: string): string {
  return source.replaceAll('[\\w.-]{0,50}?', '');
}

/** Values that gitleaks lets pass: a pattern as it is, a key that stands there whole only as its fingerprint. */
function lineOf({ id, regex, keywords, entropy, allowed }: Entry): string {
  const source = withoutLead(translated(regex));
  new RegExp(source);
  const prints = allowed.filter((text) => /^[\w-]{20,}$/.test(text)).map(fingerprint);
  const allow = allowed.filter((text) => /^[\^.+\w]+\$$/.test(text))[0];
  return JSON.stringify({
    id,
    source,
    keywords,
    entropy,
    allow,
    prints: prints.length === 0 ? undefined : prints,
  }).replaceAll('${', '$\\u007b');
}

const notice = readFileSync(new URL('notice.txt', import.meta.url), 'utf8')
  .trim()
  .split('\n');
const entries = entriesOf(readFileSync(process.argv[2] ?? '', 'utf8'));
const text = `/*!
${notice.map((line) => ` * ${line}`.trimEnd()).join('\n')}
 */

/** One rule of gitleaks. */
export interface GitleaksRule {
  readonly id: string;
  /** A regular expression without flags; its first group that takes part, else the whole, is the secret. */
  readonly source: string;
  /** In small letters: the pattern is tried only near one of these. */
  readonly keywords: readonly string[];
  /** Bits a character that the secret must exceed. */
  readonly entropy?: number;
  /** Secrets that match this are examples. */
  readonly allow?: string;
  /** Fingerprints of keys that documentation has made public. */
  readonly prints?: readonly number[];
}

/** Generated by \`test/unit/sanitize/gitleaks/generate.ts\`; not edited by hand. */
export const gitleaksRules: readonly GitleaksRule[] = JSON.parse(String.raw\`[
${entries.map(lineOf).join(',\n')}
]\`);
`;
writeFileSync(fileURLToPath(new URL('../../../../src/sanitize/rules/gitleaksRules.ts', import.meta.url)), text);
process.stderr.write(`${entries.length} rules\n`);
