/** The name that shares most pairs of characters (Dice), if at least half. */
export function hint(name: string, names: readonly string[]): string {
  const scored = names
    .map((one) => ({ one, score: similarity(name, one) }))
    .sort((a, b) => b.score - a.score || (a.one < b.one ? -1 : 1));
  return scored[0] && scored[0].score >= 0.5 ? ` (did it become "${scored[0].one}"?)` : '';
}

function similarity(a: string, b: string): number {
  const left = pairs(a);
  const right = pairs(b);
  const shared = [...left].filter((pair) => right.has(pair)).length;
  return left.size + right.size === 0 ? 0 : (2 * shared) / (left.size + right.size);
}

function pairs(text: string): Set<string> {
  return new Set([...text].slice(1).map((_, i) => text.slice(i, i + 2)));
}
