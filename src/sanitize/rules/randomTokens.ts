import { isAlphanumeric, lineEndWithin, lineStartWithin } from '../characters.ts';
import { entropy, isPublicShape, looksRandom, makeup } from '../randomness.ts';
import { barrier, type Match, type Piece, type Rule } from '../rule.ts';

const near = /pass|secret|token|key|cred|auth|pwd|login|bearer|session|api|signature|private|hash_?key/i;
const publicNear =
  /integrity|sha\d{3}|checksum|digest|fingerprint|commit|etag|resolved|data:|sourcemap|source-map|mappings|ssh-(?:rsa|ed25519|dss)|ecdsa-sha2|certificate|BEGIN PUBLIC|publickey|public_key|public key|nonce-|"version"|\bh1:|x-request-id|trace|request id|cache|chunk|bundle|asset|\.js\b|\.css\b|\.map\b|\.wasm\b/i;
/** Base64 of pictures, fonts and documents, by the bytes they begin with. */
const mediaStart =
  /^(?:iVBORw0KGgo|\/9j\/|R0lGOD|UklGR|JVBERi0|PHN2Zy|PD94bWw|d09G[RM]|AAEAAAA|T1RUTw|SUkq|Qk0|UEsDB|H4sI|T2dnUw|SUQz)/;
const lockFile =
  /(?:^|[/\\])(?:package-lock\.json|npm-shrinkwrap\.json|yarn\.lock|pnpm-lock\.yaml|bun\.lockb?|Cargo\.lock|poetry\.lock|uv\.lock|Pipfile\.lock|composer\.lock|Gemfile\.lock|go\.sum|flake\.lock|mix\.lock|pubspec\.lock|packages\.lock\.json|gradle\.lockfile|deno\.lock|Podfile\.lock|.*\.svg|.*\.map|.*\.min\.js|.*\.snap|.*\.ipynb)$/i;

/** Long random words with no name to betray them. What is public by nature is let be. */
export const randomTokens: Rule = {
  id: 'random-token',
  find(piece) {
    if (piece.file !== undefined && lockFile.test(piece.file)) {
      return [];
    }
    const found: Match[] = [];
    for (const { start, end, hasDigit, hasBothCases } of piece.outline.runs) {
      const match = hasDigit && hasBothCases ? matchOf(piece, start, piece.text.slice(start, end)) : undefined;
      if (match !== undefined) {
        found.push(match);
      }
    }
    const armour = found.length > 0 ? publicArmour(piece.text) : [];
    return found.filter(({ start }) => !armour.some((block) => start > block.start && start < block.end));
  },
};

function matchOf(piece: Piece, at: number, run: string): Match | undefined {
  if (run.length > 8192) {
    return undefined;
  }
  const { from, value } = core(run);
  if (!looksRandom(value, 20) || !isCandidate(piece, at + from, value) || wordsWithin(value)) {
    return undefined;
  }
  const line = lineAround(piece.text, at, run.length).replace(value, '');
  if (publicNear.test(line) || isInUrl(piece.text, at, value)) {
    return undefined;
  }
  const named = near.test(line);
  if (value.length < (named ? 20 : piece.as === 'code' ? 32 : 24)) {
    return undefined;
  }
  if (!named && (piece.as === 'code' || value.length < 32) && entropy(value) < 4.1) {
    return undefined;
  }
  return {
    rule: 'random-token',
    kind: 'blob',
    start: at + from,
    end: at + from + value.length,
    remember: value.length < 256,
  };
}

/** The word that holds it is an address, or one stands beside it and nothing says that this is no part of it. */
function isInUrl(text: string, at: number, value: string): boolean {
  const before = text.slice(Math.max(0, at - 300), at);
  const word = before.slice(Math.max(...[' ', '\t', '\n', '"', "'", '`'].map((end) => before.lastIndexOf(end))) + 1);
  return /https?:\/\//i.test(word + value);
}

/** Public keys, certificates and signatures: base64 that is meant to be seen. */
function publicArmour(text: string): { start: number; end: number }[] {
  const ranges: { start: number; end: number }[] = [];
  const begin =
    /-----BEGIN (?:[A-Z0-9 ]{0,30}PUBLIC KEY(?: BLOCK)?|(?:TRUSTED )?CERTIFICATE[A-Z ]{0,20}|X509 CRL|PGP (?:MESSAGE|SIGNATURE)|SSH SIGNATURE|DH PARAMETERS)-----/g;
  for (let hit = begin.exec(text); hit !== null; hit = begin.exec(text)) {
    const close = text.indexOf('-----END', hit.index + 10);
    const end = close === -1 ? Math.min(text.length, hit.index + 8192) : close;
    ranges.push({ start: hit.index, end });
    begin.lastIndex = end;
  }
  return ranges;
}

/** The last part of a path or an assignment, without the punctuation that ends a sentence. */
function core(run: string): { from: number; value: string } {
  const trimmed = isEndOfSentence(run.charCodeAt(run.length - 1))
    ? run.replace(/[.=~-]+$/, (tail) => (tail.startsWith('=') ? tail.replace(/[^=]/g, '') : ''))
    : run;
  const assigned = trimmed.includes('=') ? (/^[\w.-]{1,60}=(?!=|$)/.exec(trimmed)?.[0].length ?? 0) : 0;
  return { from: assigned, value: assigned === 0 ? trimmed : trimmed.slice(assigned) };
}

/** `.`, `=`, `~`, `-` */
function isEndOfSentence(code: number): boolean {
  return code === 46 || code === 61 || code === 126 || code === 45;
}

function isCandidate(piece: Piece, at: number, value: string): boolean {
  if (value.includes(barrier) || isPublicShape(value) || mediaStart.test(value) || isPath(value) || isOfWords(value)) {
    return false;
  }
  const before = piece.text.charCodeAt(at - 1);
  const after = piece.text.charCodeAt(at + value.length);
  if (piece.as === 'code') {
    return (before === 34 || before === 39 || before === 96) && after === before;
  }
  return !isAlphanumeric(before) && before !== 64 && before !== 37 && after !== 40 && after !== 58 + 1000;
}

/** Slashes that part words rather than occur in base64. */
function isPath(value: string): boolean {
  if (/^[A-Za-z0-9+/]{32,}={0,2}$/.test(value) && value.includes('/')) {
    const words = value.split('/').filter((part) => part.length > 2);
    return (
      words.filter((part) => /^(?:[A-Za-z]?[a-z]+\d{0,4}|[A-Z]+|\d+|(?:[A-Z][a-z]{2,})+)$/.test(part)).length >=
      words.length * 0.6
    );
  }
  const parts = value.split(/[/.]/);
  return parts.length > 1 && parts.every((part) => part.length < 24 || !looksRandom(part, 20));
}

/** `D-TRUST_BR_Root_CA_1_2020`: words, abbreviations and numbers, joined. */
function isOfWords(value: string): boolean {
  const parts = value.split(/[-_./]/);
  return (
    parts.length > 3 &&
    parts.every((part) => /^(?:[A-Z]{1,8}\d{0,4}|(?:[A-Z]?[a-z]{2,})+\d{0,4}|\d{1,4}|[a-z])$/.test(part))
  );
}

/** Camel case, snake case and hyphenated names are made of words; random text has few runs of lower case. */
function wordsWithin(value: string): boolean {
  const wordLetters = (value.match(/[A-Z]?[a-z]{4,}/g) ?? []).reduce((sum, word) => sum + word.length, 0);
  const { lower, upper } = makeup(value);
  return wordLetters > (lower + upper) * 0.6;
}

function lineAround(text: string, at: number, length: number): string {
  return text.slice(lineStartWithin(text, at, 160), lineEndWithin(text, at + length, 60));
}
