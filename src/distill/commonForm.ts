/** A word or a mark of a text, and where it begins. */
export interface Word {
  readonly text: string;
  readonly from: number;
}

/** What several texts have in common. */
export interface CommonForm {
  /** The first text with `…` for what differs; of `PR0007` and `PR0008` the letters stay. */
  readonly form: string;
  /** Words and marks that stay. */
  readonly kept: readonly string[];
  /** Words and marks of the longest of them. */
  readonly longest: number;
}

const word = /<[a-z][\w-]*>|[\p{L}\p{N}_]+|[^\s\p{L}\p{N}_]/gu;

export function wordsOf(text: string): Word[] {
  return [...text.matchAll(word)].map((match) => ({ text: match[0], from: match.index }));
}

/** Anti-unification of texts, word by word: what is in all of them in this order stays. `words`: those of `text`. */
export function commonForm(text: string, words: readonly Word[], others: readonly (readonly Word[])[]): CommonForm {
  const maps = others.map((other) => inCommon(words, other));
  const stays = words.flatMap((_, at) => (maps.every((map) => map.has(at)) ? [at] : []));
  return {
    form: formOf(text, words, stays, others, maps),
    kept: stays.map((at) => words[at]?.text ?? ''),
    longest: Math.max(words.length, ...others.map((other) => other.length)),
  };
}

/** The longest common subsequence of words, as the position in `b` of each position in `a` that is in it. */
function inCommon(a: readonly Word[], b: readonly Word[]): ReadonlyMap<number, number> {
  const width = b.length + 1;
  const lengths = new Uint16Array((a.length + 1) * width);
  const at = (i: number, j: number) => lengths[i * width + j] ?? 0;
  for (let i = a.length - 1; i >= 0; i--)
    for (let j = b.length - 1; j >= 0; j--)
      lengths[i * width + j] = a[i]?.text === b[j]?.text ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
  const pairs = new Map<number, number>();
  for (let i = 0, j = 0; i < a.length && j < b.length; ) {
    if (a[i]?.text === b[j]?.text) pairs.set(i++, j++);
    else if (at(i + 1, j) >= at(i, j + 1)) i++;
    else j++;
  }
  return pairs;
}

function formOf(
  text: string,
  words: readonly Word[],
  stays: readonly number[],
  others: readonly (readonly Word[])[],
  maps: readonly ReadonlyMap<number, number>[],
): string {
  let form = '';
  let last = -1;
  for (const at of [...stays, words.length]) {
    const isNext = others.every(
      (other, index) => (maps[index]?.get(at) ?? other.length) === (maps[index]?.get(last) ?? -1) + 1,
    );
    const before = words[last];
    const gap = text.slice(before === undefined ? 0 : before.from + before.text.length, words[at]?.from ?? text.length);
    if (at === last + 1 && isNext) form += gap;
    else {
      const [, lead = '', differs = '', after = ''] = /^(\s*)([\s\S]*?)(\s*)$/.exec(gap) ?? [];
      // Of what only others have there is no more here than the blank.
      const trail = differs === '' ? lead : after;
      form += `${lead}${/^\p{L}{2,}(?=\d+$)/u.exec(differs)?.[0] ?? ''}…${trail}`;
    }
    form += words[at]?.text ?? '';
    last = at;
  }
  return form.replace(/…(?:[^\p{L}\p{N}…]{1,3}…)+/gu, '…');
}
