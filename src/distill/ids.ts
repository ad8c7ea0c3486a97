import type { NoteKind } from '../model/note.ts';

/** 53-bit string hash (cyrb53, after bryc, public domain), as 11 characters of base 36. */
export function digest(text: string): string {
  let high = 0xdeadbeef;
  let low = 0x41c6ce57;
  for (let index = 0; index < text.length; index++) {
    const unit = text.charCodeAt(index);
    high = Math.imul(high ^ unit, 2654435761);
    low = Math.imul(low ^ unit, 1597334677);
  }
  high = Math.imul(high ^ (high >>> 16), 2246822507) ^ Math.imul(low ^ (low >>> 13), 3266489909);
  low = Math.imul(low ^ (low >>> 16), 2246822507) ^ Math.imul(high ^ (high >>> 13), 3266489909);
  return (4294967296 * (2097151 & low) + (high >>> 0)).toString(36).padStart(11, '0');
}

/** Words of a text for a file name or id: lower case, ASCII where there is any, at most `longest` characters. */
export function slugOf(text: string, longest = 40): string {
  const words = text
    .normalize('NFKD')
    .toLowerCase()
    .replace(/<[^>]*>|\d[\d.]*/g, ' ')
    .replace(/[^a-z]+/g, '-')
    .replace(/^-+|-+$/g, '');
  return words.length <= longest ? words : words.slice(0, longest).replace(/-[^-]*$/, '');
}

/**
 * The id of a claim: its kind, words to recognise it by, and a digest of the
 * normalised claim. Nothing of recordings, people or order goes in.
 */
export function noteId(kind: NoteKind, words: string, claim: readonly string[]): string {
  const hash = digest([kind, ...claim].join('\u0000')).slice(-8);
  return [kind, slugOf(words), hash].filter(Boolean).join('-');
}

/** Values that differ from run to run are taken out, so that a claim reads the same in each. */
export function maskValues(text: string): string {
  return maskNumbers(text).toLowerCase();
}

/** The same with capitals left as they are, for words that are looked up later. */
export function maskNumbers(text: string): string {
  return text
    .replace(/\[redacted:[^\]]*\]/g, '*')
    .replace(/<[A-Za-z_][\w-]*>/g, '*')
    .replace(/\bv?\d[\w.-]*/g, '*')
    .replace(/\b[0-9a-f]{7,40}\b/g, '*')
    .trim();
}
