const styles: readonly (readonly [RegExp, string, string])[] = [
  [/^[A-Z][a-z0-9]+(?:[A-Z][a-z0-9]*)+$/, 'pascal', 'PascalCase'],
  [/^[a-z][a-z0-9]*(?:[A-Z][a-z0-9]*)+$/, 'camel', 'camelCase'],
  [/^[a-z0-9]+(?:_[a-z0-9]+)+$/, 'snake', 'snake_case'],
  [/^[A-Z0-9]+(?:_[A-Z0-9]+)+$/, 'constant', 'CONSTANT_CASE'],
  [/^[a-z0-9]+(?:-[a-z0-9]+)+$/, 'kebab', 'kebab-case'],
  [/^[A-Z][a-z0-9]+$/, 'capital', 'capitalized form'],
  [/^[A-Z][A-Z0-9]+$/, 'upper', 'capitals'],
  [/^[A-Za-z][a-z0-9]*(?: [A-Za-z0-9]+)+$/, 'spoken', 'words'],
];

/** Two values that are one but for capitals and what stands between their words: `gift-cards` and `GiftCards`. */
export function isSpeltAlike(one: string, other: string): boolean {
  return one.length > 3 && bareOf(one) === bareOf(other);
}

/** The same for all spellings of a value. */
export function bareOf(value: string): string {
  return value.replace(/[-_. ]/g, '').toLowerCase();
}

/** `dark-sea` as people say it, in small letters: `dark sea`; undefined for a single word. */
export function spelledOut(value: string): string | undefined {
  const words = value.replace(/([a-z0-9])([A-Z])/g, '$1 $2').split(/[-_. ]+/);
  return words.length < 2 ? undefined : words.join(' ').toLowerCase();
}

/** The style values of one kind are written in, in a word; undefined if they differ or have none. */
export function spellingOf(values: readonly string[]): string | undefined {
  return styles.find(([pattern]) => values.every((value) => pattern.test(value)))?.[1];
}

/** The same as people call it. */
export function spellingNameOf(value: string): string | undefined {
  return styles.find(([pattern]) => pattern.test(value))?.[2];
}
