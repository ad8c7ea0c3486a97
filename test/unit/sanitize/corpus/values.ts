/** Secrets made up at test time, from a seed, so that nothing token-shaped stands in the project. */
export interface Values {
  /** A password of letters, digits and marks that need no quoting. */
  password(): string;
  /** A password with marks that shells, URLs and JSON treat specially. */
  hardPassword(): string;
  words(): string;
  alphanumeric(length: number): string;
  lower(length: number): string;
  upper(length: number): string;
  hex(length: number): string;
  base64(bytes: number): string;
  digits(length: number): string;
  jwt(): string;
  pem(label?: string, lines?: number): string;
}

export type Random = () => number;

/** Mulberry32: small, seeded, good enough for test data. */
export function seeded(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

const lowerCase = 'abcdefghijkmnopqrstuvwxyz';
const upperCase = 'ABCDEFGHJKLMNPQRSTUVWXYZ';
const numerals = '0123456789';

export function createValues(seed: number): Values {
  const random = seeded(seed);
  const pick = (from: string): string => from[Math.floor(random() * from.length)] ?? '';
  const many = (from: string, length: number): string => Array.from({ length }, () => pick(from)).join('');
  const mixed = (length: number): string => {
    const text = many(lowerCase + upperCase + numerals, length - 3);
    return pick(lowerCase) + text + pick(numerals) + pick(upperCase);
  };
  const base64 = (bytes: number): string =>
    Buffer.from(Array.from({ length: bytes }, () => Math.floor(random() * 256))).toString('base64');
  const url = (text: string): string => Buffer.from(text).toString('base64url');
  return {
    password: () =>
      `${many(lowerCase, 3)}${pick('-_.~')}${many(upperCase, 2)}${many(numerals, 3)}${many(lowerCase, 4)}`,
    hardPassword: () =>
      `${many(lowerCase, 4)}#${many(numerals, 2)}/${many(upperCase, 3)}+${many(lowerCase, 3)}%${pick(numerals)}`,
    words: () => [many(lowerCase, 6), many(lowerCase, 5), many(lowerCase, 7)].join('-'),
    alphanumeric: mixed,
    lower: (length) => many(lowerCase + numerals, length - 2) + pick(numerals) + pick(lowerCase),
    upper: (length) => many(upperCase + numerals, length - 2) + pick(numerals) + pick(upperCase),
    hex: (length) => many('0123456789abcdef', length),
    base64,
    digits: (length) => many('123456789', 1) + many(numerals, length - 1),
    jwt: () =>
      [
        url('{"alg":"HS256","typ":"JWT"}'),
        url(`{"sub":"${many(numerals, 8)}","n":"${many(lowerCase, 6)}"}`),
        mixed(43),
      ].join('.'),
    pem: (label = 'RSA PRIVATE KEY', lines = 6) => {
      const body = Array.from({ length: lines }, () => base64(48)).join('\n');
      return [`-----BEGIN ${label}-----`, body, `-----END ${label}-----`].join('\n');
    },
  };
}
