/** What a program is written in, by its name. */
export function isCode(file: string): boolean {
  return /\.(?:[cm]?[jt]sx?|py|go|rs|rb|java|kt|swift|c|cc|cpp|h|hpp|cs|php|scala|vue|svelte|css|scss|html?)$/.test(
    file,
  );
}
