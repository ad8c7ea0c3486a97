/** Does a string look generated? The judgement behind weak names, bare lines and the entropy rule. */

/** Shannon entropy in bits per character. */
export function entropy(value: string): number {
  const counts: number[] = new Array(128).fill(0);
  const others = new Map<number, number>();
  for (let at = 0; at < value.length; at += 1) {
    const code = value.charCodeAt(at);
    if (code < 128) {
      counts[code] = (counts[code] ?? 0) + 1;
    } else {
      others.set(code, (others.get(code) ?? 0) + 1);
    }
  }
  let bits = 0;
  for (const count of others.size === 0 ? counts : [...counts, ...others.values()]) {
    if (count > 0) {
      const share = count / value.length;
      bits -= share * Math.log2(share);
    }
  }
  return bits;
}

const hashShape = /^(?:[0-9a-f]{7,8}|[0-9a-f]{32}|[0-9a-f]{40}|[0-9a-f]{56}|[0-9a-f]{64}|[0-9a-f]{96}|[0-9a-f]{128})$/i;
const hashLengths: ReadonlySet<number> = new Set([7, 8, 32, 40, 56, 64, 96, 128]);
const uuidShape = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
const versionShape = /^[v^~=<>]{0,2}\d{1,5}(?:\.[\dx*]{1,6}){1,4}(?:[-+][\w.+-]{1,60})?$/i;
const dateShape = /^\d{4}-\d\d-\d\d(?:[T_ ]\d\d[:h-]?\d\d.{0,20})?$/;
const integrityShape = /^(?:sha(?:1|224|256|384|512)|md5)[-:=][A-Za-z0-9+/=_-]{16,130}$/;

/** A digest of something public: a commit, an image, a lock file's integrity value. */
export function isDigest(value: string): boolean {
  return isHash(value) || (value.length > 19 && integrityShape.test(value));
}

function isHash(value: string): boolean {
  return hashLengths.has(value.length) && hashShape.test(value);
}

export function isUuid(value: string): boolean {
  return value.length === 36 && uuidShape.test(value);
}

/**
 * A digest or a UUID, public by nature, but a credential where a secret is sure to stand: many services hand out
 * keys of this shape.
 */
export function isKeyShaped(value: string): boolean {
  return isUuid(value) || (value.length >= 28 && isHash(value));
}

/** Versions, dates, hashes, UUIDs: shaped like tokens, public by nature. */
export function isPublicShape(value: string): boolean {
  return (
    isDigest(value) ||
    isUuid(value) ||
    (value.includes('.') && versionShape.test(value)) ||
    (value.charCodeAt(4) === 45 && dateShape.test(value))
  );
}

export interface Makeup {
  readonly lower: number;
  readonly upper: number;
  readonly digits: number;
  readonly others: number;
  /** How often the class of a character differs from that of the one before. */
  readonly changes: number;
}

export function makeup(value: string): Makeup {
  const counts = [0, 0, 0, 0];
  let changes = 0;
  let before = -1;
  for (let at = 0; at < value.length; at += 1) {
    const now = classOf(value.charCodeAt(at));
    counts[now] = (counts[now] ?? 0) + 1;
    changes += before !== -1 && now !== before ? 1 : 0;
    before = now;
  }
  return { lower: counts[0] ?? 0, upper: counts[1] ?? 0, digits: counts[2] ?? 0, others: counts[3] ?? 0, changes };
}

/**
 * A value that nobody would type as a word: letters and digits mixed, or letters of both cases
 * in no order of camel case. Six characters suffice where a name already says "secret".
 */
export function looksGenerated(value: string, minimum = 6): boolean {
  if (value.length < minimum || isPublicShape(value)) {
    return false;
  }
  const { lower, upper, digits, others } = makeup(value);
  if (digits > 0 && lower + upper > 0) {
    return others < value.length / 2;
  }
  if (others > 0 && lower + upper > 2 && value.length >= 8 && !/^\p{L}+(?:[-_./:@ ]\p{L}*)*$/u.test(value)) {
    return true;
  }
  return isScrambled(value);
}

/** Letters of both cases in no order of words. */
export function isScrambled(value: string): boolean {
  const { lower, upper, changes } = makeup(value);
  return value.length >= 12 && lower > 2 && upper > 2 && changes >= value.length / 3;
}

/** Random enough to be a secret with no name beside it: long, three classes, high entropy, no words in it. */
export function looksRandom(value: string, minimum: number): boolean {
  if (value.length < minimum) {
    return false;
  }
  const { lower, upper, digits, changes } = makeup(value);
  if (lower < 2 || upper < 2 || digits < 2 || changes < value.length / 4 || isPublicShape(value)) {
    return false;
  }
  return entropy(value) >= Math.min(4.2, Math.log2(value.length) * 0.8);
}

function classOf(code: number): number {
  if (code >= 97 && code <= 122) {
    return 0;
  }
  if (code >= 65 && code <= 90) {
    return 1;
  }
  return code >= 48 && code <= 57 ? 2 : 3;
}
