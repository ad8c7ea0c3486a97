/** The shape of a subcommand, script or target name: no path, no value. `dotted`: tasks have dots in them, `mix ecto.migrate`. */
export function isWord(text: string, dotted = false): boolean {
  return (dotted ? /^[A-Za-z][A-Za-z0-9:._-]*$/ : /^[A-Za-z][A-Za-z0-9:_-]*$/).test(text);
}
