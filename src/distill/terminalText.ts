/** Longer output is cut in the middle, in characters. */
const longestOutput = 24_000;

const control = String.fromCharCode(27);
const bell = String.fromCharCode(7);
const sequences = new RegExp(
  [
    `${control}\\][^${bell}${control}]*(?:${bell}|${control}\\\\)`,
    `${control}\\[[0-9;?]*[ -/]*[@-~]`,
    `${control}[@-_]`,
  ].join('|'),
  'g',
);

/** Terminal text without escape sequences, overwritten lines and the middle of what is too long. */
export function plainText(text: string): string {
  const half = longestOutput / 2;
  const cut = text.length > longestOutput ? `${text.slice(0, half)}\n…\n${text.slice(-half)}` : text;
  const plain = cut.includes(control) ? cut.replace(sequences, '') : cut;
  return plain.includes('\r') ? plain.replace(/\r\n/g, '\n').split('\n').map(lastWritten).join('\n') : plain;
}

/** What stands on a line in the end: behind the last return of the carriage that something follows. */
function lastWritten(line: string): string {
  return line.length < 2 ? line : line.slice(line.lastIndexOf('\r', line.length - 2) + 1);
}
