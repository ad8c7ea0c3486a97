/** Four bytes a token: a rough mean for English prose and code over the vendors' tokenizers. */
const bytesPerToken = 4;

/** Estimated tokens of a text. */
export function tokensOf(text: string): number {
  return Math.ceil(new TextEncoder().encode(text).length / bytesPerToken);
}

/**
 * As many of the blocks as fit into a number of tokens, in their order. The first one that does not fit is cut at a
 * line where more than a few of its lines would stand; what is left out is told by `rest`, which gets the number of
 * blocks that are not there at all.
 */
export function fitted(
  blocks: readonly string[],
  tokens: number,
  rest: (left: number, cut: boolean) => string,
  between = '\n\n',
): string {
  const taken: string[] = [];
  // What is said about the rest needs room as well.
  let room = tokens - tokensOf(rest(blocks.length, true));
  for (const [index, block] of blocks.entries()) {
    const cost = tokensOf(block + between);
    const last = index === blocks.length - 1 && room + tokensOf(rest(blocks.length, true)) >= cost;
    if (cost <= room || last) {
      taken.push(block);
      room -= cost;
      continue;
    }
    const part = cutAtLine(block, room);
    if (part !== undefined) taken.push(part);
    const left = blocks.length - index - (part === undefined ? 0 : 1);
    return [...taken, rest(left, part !== undefined)].join(between);
  }
  return taken.join(between);
}

/** The first lines of a block that fit; undefined where they would be too few to be of use. */
function cutAtLine(block: string, tokens: number): string | undefined {
  const lines = block.split('\n');
  const kept: string[] = [];
  let room = tokens - 4;
  for (const line of lines) {
    room -= tokensOf(`${line}\n`);
    if (room < 0) break;
    kept.push(line);
  }
  if (kept.length < Math.min(4, lines.length)) {
    const [first = ''] = lines;
    return kept.length === 0 && tokens > 40 ? `${cutCharacters(first, tokens - 4)} […]` : undefined;
  }
  return `${kept.join('\n')}\n[…]`;
}

/** One line that is longer than all the room there is. */
function cutCharacters(line: string, tokens: number): string {
  const bytes = new TextEncoder().encode(line).slice(0, tokens * bytesPerToken);
  return new TextDecoder().decode(bytes).replace(/\ufffd+$/, '');
}
