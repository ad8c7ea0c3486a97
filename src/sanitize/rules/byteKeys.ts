import { somewhereAfter } from '../marks.ts';
import type { Shape } from './shapes.ts';

const byte = '(?:0x[0-9a-f]{1,2}|\\d{1,3})';

/** Bytes with no order in them: a key, and no table of small numbers or of steps. */
function isKey(list: string): boolean {
  const bytes = list.split(',').map(Number);
  const steps = bytes.filter((one, at) => at > 0 && one > (bytes[at - 1] ?? 0)).length;
  return (
    bytes.every((one) => one < 256) &&
    bytes.filter((one) => one > 31).length >= bytes.length / 2 &&
    new Set(bytes).size >= bytes.length / 2 &&
    steps > bytes.length / 5 &&
    steps < (bytes.length * 4) / 5
  );
}

/** Keys and seeds as lists of numbers, and as the words that wallets make of them. */
export const byteKeys: readonly Shape[] = [
  {
    rule: 'bytes-of-key',
    at: ['key', 'seed', 'secret'],
    pattern: () =>
      new RegExp(
        `(?:key|seed|secret)\\w{0,12}(?:\\[\\w{0,20}\\])?["']?\\s{0,3}[:=]\\s{0,3}(?:\\w{1,20}(?:\\.\\w{1,10})?\\()?[[{(]\\s{0,8}((?:${byte}\\s{0,4},\\s{0,8}){15,127}${byte})`,
        'iy',
      ),
    kind: 'key',
    accept: isKey,
  },
  {
    rule: 'bytes-of-key',
    needs: (text) => somewhereAfter(text, '[', /(?:\d{1,3},\s{0,2}){63}\d{1,3}\s{0,4}\]/y),
    pattern: () => /(?<=\[)((?:\d{1,3},\s{0,2}){63}\d{1,3})(?=\s{0,4}\])/g,
    kind: 'private-key',
    accept: isKey,
  },
  {
    rule: 'mnemonic',
    at: ['mnemonic', 'seed phrase', 'recovery phrase', 'backup phrase', 'seed words', 'recovery words'],
    pattern: () =>
      /(?:mnemonic|(?:seed|recovery|backup) (?:phrase|words))[^\n:]{0,40}:\s{1,8}((?:\d{1,2}[.):]?[ \t]{1,4}[a-z]{3,8}\s{1,8}){11,23}\d{1,2}[.):]?[ \t]{1,4}[a-z]{3,8})/iy,
    kind: 'private-key',
  },
];
