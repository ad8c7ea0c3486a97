/** The shape of a subcommand, script or target name: no path, no value. */
export function isWord(text: string): boolean {
  return /^[A-Za-z][A-Za-z0-9:_-]*$/.test(text);
}
