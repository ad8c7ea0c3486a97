/** "That was because …" speaks of what was done, "now the …" of what comes. */
export function looksBack(text: string): boolean {
  return (
    /\b(?:because|was|were|turned out|had to|needed|that(?:'s| is) why|so that worked|fixed|the reason|forgot)\b/i.test(
      text,
    ) && !/^(?:now|next|then|let's|going to)\b/i.test(text)
  );
}
