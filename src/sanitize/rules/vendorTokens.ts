import { isAlphanumeric, isTokenCharacter } from '../characters.ts';
import { looksGenerated } from '../randomness.ts';
import type { Match, Piece, Rule } from '../rule.ts';
import type { WordIndex } from '../wordIndex.ts';
import { type VendorFormat, vendorFormats } from './vendorFormats.ts';

interface Compiled extends VendorFormat {
  readonly rest: RegExp;
}

/** Tokens with a vendor's own beginning. Beginnings come from the index. */
export function createVendorTokens(index: WordIndex): Rule {
  const byStart = new Map<number, Compiled[]>();
  for (const format of vendorFormats) {
    const slot = slotAt(format.prefix, 0);
    const compiled = { ...format, rest: new RegExp(`[${format.of}]{${format.least},4096}`, 'y') };
    byStart.set(
      slot,
      [...(byStart.get(slot) ?? []), compiled].sort((one, other) => other.prefix.length - one.prefix.length),
    );
  }
  const watch = index.watch(vendorFormats.map(({ prefix }) => prefix.toLowerCase()));
  return {
    id: 'vendor-token',
    find(piece) {
      const found: Match[] = [];
      let from = 0;
      const last = piece.text.length - 8;
      for (const at of piece.outline.places(watch)) {
        const match = at >= from && at <= last ? formatAt(piece, byStart, at) : undefined;
        if (match !== undefined) {
          found.push(match);
          from = match.end;
        }
      }
      return found;
    },
  };
}

/** Two characters: the shortest beginnings have no more. */
function slotAt(text: string, at: number): number {
  return ((text.charCodeAt(at) << 8) ^ text.charCodeAt(at + 1)) & 0xffff;
}

function formatAt(piece: Piece, byStart: ReadonlyMap<number, readonly Compiled[]>, at: number): Match | undefined {
  for (const format of byStart.get(slotAt(piece.text, at)) ?? []) {
    if (piece.text.startsWith(format.prefix, at) && (format.anywhere === true || startsWord(piece.text, at))) {
      const end = endOf(piece.text, at, format);
      if (end !== undefined) {
        return {
          rule: 'vendor-token',
          kind: format.kind ?? 'token',
          start: startOf(piece.text, at, format),
          end,
          remember: true,
        };
      }
    }
  }
  return undefined;
}

function endOf(text: string, at: number, format: Compiled): number | undefined {
  format.rest.lastIndex = at + format.prefix.length;
  const rest = format.rest.exec(text)?.[0];
  if (rest === undefined || (format.mixed === true && !isMixed(rest))) {
    return undefined;
  }
  if (/^(?:[A-Za-z]+[-_]){3,}[A-Za-z]+$/.test(rest) || /^(.)\1+$/.test(rest)) {
    return undefined;
  }
  let end = at + format.prefix.length + rest.length;
  while (end < text.length && isTokenCharacter(text.charCodeAt(end))) {
    end += 1;
  }
  return text[end - 1] === '.' ? end - 1 : end;
}

/** Letters and digits, or a long run of both cases. */
function isMixed(rest: string): boolean {
  return /[A-Za-z]/.test(rest) && (/\d/.test(rest) || (rest.length >= 20 && looksGenerated(rest)));
}

/** Some beginnings stand in the middle of their token (`….atlasv1.…`). */
function startOf(text: string, at: number, format: VendorFormat): number {
  let start = at;
  if (format.prefix === 'atlasv1.') {
    while (start > 0 && at - start < 40 && (isAlphanumeric(text.charCodeAt(start - 1)) || text[start - 1] === '.')) {
      start -= 1;
    }
  }
  return start;
}

function startsWord(text: string, at: number): boolean {
  const before = text.charCodeAt(at - 1);
  if (!isAlphanumeric(before) && before !== 95 && before !== 45 && before !== 46 && before !== 47) {
    return true;
  }
  if (before === 47 && text[at - 2] === '/') {
    return true;
  }
  return (
    (text[at - 2] === '\\' && /[nrt]/.test(text[at - 1] ?? '')) ||
    /%(?:2[0-9A-F]|3[0-9A-F])$/i.test(text.slice(Math.max(0, at - 3), at))
  );
}
