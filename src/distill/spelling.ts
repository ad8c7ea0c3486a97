const styles: readonly (readonly [RegExp, string, string])[] = [
  [/^[A-Z][a-z0-9]+(?:[A-Z][a-z0-9]*)+$/, 'pascal', 'PascalCase'],
  [/^[a-z][a-z0-9]*(?:[A-Z][a-z0-9]*)+$/, 'camel', 'camelCase'],
  [/^[a-z0-9]+(?:_[a-z0-9]+)+$/, 'snake', 'snake_case'],
  [/^[A-Z0-9]+(?:_[A-Z0-9]+)+$/, 'constant', 'CONSTANT_CASE'],
  [/^[a-z0-9]+(?:-[a-z0-9]+)+$/, 'kebab', 'kebab-case'],
  [/^[A-Z][a-z0-9]+$/, 'capital', 'capitalized form'],
];

/** Two values that are one but for capitals and what stands between their words: `gift-cards` and `GiftCards`. */
export function isSpeltAlike(one: string, other: string): boolean {
  const bare = (value: string) => value.replace(/[-_. ]/g, '').toLowerCase();
  return one.length > 3 && bare(one) === bare(other);
}

/** The style values of one kind are written in, in a word; undefined if they differ or have none. */
export function spellingOf(values: readonly string[]): string | undefined {
  return styles.find(([pattern]) => values.every((value) => pattern.test(value)))?.[1];
}

/** The same as people call it. */
export function spellingNameOf(value: string): string | undefined {
  return styles.find(([pattern]) => pattern.test(value))?.[2];
}
