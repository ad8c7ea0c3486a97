/** What a program is written in, by its name. */
export function isCode(file: string): boolean {
  return /\.(?:[cm]?[jt]sx?|py|go|rs|rb|java|kt|swift|c|cc|cpp|h|hpp|cs|php|scala|vue|svelte|css|scss|html?|sh|bash|pl|pm|lua|tcl|exs?|hs|elm|clj|dart|jl|cr|vim|fs)$/.test(
    file,
  );
}
