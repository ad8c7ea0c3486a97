/** Longer output is cut in the middle, in characters. */
const longestOutput = 24_000;

const control = String.fromCharCode(27);
const bell = String.fromCharCode(7);
const sequences = [
  `${control}\\][^${bell}${control}]*(?:${bell}|${control}\\\\)`,
  `${control}\\[[0-9;?]*[ -/]*[@-~]`,
  `${control}[@-_]`,
].join('|');

/** Terminal text without escape sequences, overwritten lines and the middle of what is too long. */
export function plainText(text: string): string {
  const half = longestOutput / 2;
  const cut = text.length > longestOutput ? `${text.slice(0, half)}\n…\n${text.slice(-half)}` : text;
  return cut
    .replace(new RegExp(sequences, 'g'), '')
    .replace(/\r\n/g, '\n')
    .replace(/[^\n]*\r(?=[^\n])/g, '');
}
