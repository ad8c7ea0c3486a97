import type { TextKind } from '../../../../src/sanitize/rule.ts';
import type { Channel } from './channel.ts';
import type { Values } from './values.ts';

/** The shapes that secrets have, by a short name. */
export const shapes = {
  /** Letters and digits with a mark, typed by a person. */
  password: (v: Values) => v.password(),
  /** Three words with hyphens: no entropy to speak of. */
  words: (v: Values) => v.words(),
  /** A name, a year and a mark: what people really choose. */
  weak: (v: Values) => `${v.upper(3).replace(/\d/g, 'K')}${v.lower(5).replace(/\d/g, 'e')}20${v.digits(2)}!`,
  /** A word with a number and marks in the middle, as people make it up when marks are asked for. */
  marked: (v: Values) => {
    const marks = '&!%*?+=@^~';
    return `${v.lower(6).replace(/\d/g, 'e')}${marks[Number(v.digits(1)) % marks.length]}${v.digits(2)}-${v.lower(5).replace(/\d/g, 'o')}`;
  },
  /** Small letters only. */
  plain: (v: Values) => v.lower(11).replace(/\d/g, 'o'),
  /** With marks that shells, URLs and JSON treat specially. */
  hard: (v: Values) => v.hardPassword(),
  token: (v: Values) => v.alphanumeric(32),
  long: (v: Values) => v.alphanumeric(64),
  small: (v: Values) => v.lower(24),
  hex: (v: Values) => v.hex(40),
  base64: (v: Values) => v.base64(30),
  uuid: (v: Values) => [8, 4, 4, 4, 12].map((length) => v.hex(length)).join('-'),
  jwt: (v: Values) => v.jwt(),
  digits: (v: Values) => v.digits(9),
  code: (v: Values) => v.digits(6),
  /** Capitals and numbers, as in seeds of one-time codes and age's keys. */
  base32: (v: Values) => v.upper(58),
} satisfies Readonly<Record<string, (values: Values) => string>>;

export type Shape = keyof typeof shapes;

/** What stands for the secret in a template, and what for its base64 form. */
const secretMark = /§64|§/g;

/** Templates by name: a shape, a text with `§` (or `§64` for base64) for the secret, and what must stay. */
export type Template = readonly [shape: Shape, text: string, ...keeps: string[]];

/** Channels from templates: every `§` of a text is the same secret. */
export function channelsOf(
  templates: Readonly<Record<string, Template>>,
  as?: TextKind,
): Readonly<Record<string, Channel>> {
  return Object.fromEntries(
    Object.entries(templates).map(([name, [shape, text, ...keeps]]) => [
      name,
      (values: Values) => {
        const secret = shapes[shape](values);
        const encoded = Buffer.from(secret).toString('base64');
        const forms = new Set([...text.matchAll(secretMark)].map(([mark]) => (mark === '§' ? secret : encoded)));
        return {
          text: text.replace(secretMark, (mark) => (mark === '§' ? secret : encoded)),
          secrets: [...forms],
          keeps,
          ...(as === undefined ? {} : { as }),
        };
      },
    ]),
  );
}
