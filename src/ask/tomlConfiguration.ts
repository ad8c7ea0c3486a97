import { err, type Failure, ok, type Result } from '../model/result.ts';

/**
 * A TOML text with a table for a server. A table that is there keeps its other keys and comments; what is written in a
 * way that cannot be changed line by line is refused. Line ends stay.
 */
export function withTomlServer(
  text: string,
  name: string,
  server: { readonly command: string; readonly args: readonly string[] },
): Result<string, Failure<'in-the-way'>> {
  const lineEnd = text.includes('\r\n') ? '\r\n' : '\n';
  const lines = text === '' ? [] : text.split(/\r?\n/);
  const table = `mcp_servers.${name}`;
  const wanted = [`command = ${quoted(server.command)}`, `args = [${server.args.map(quoted).join(', ')}]`];
  const at = lines.findIndex((line) => isHeader(line, ['mcp_servers', name]));
  if (at === -1) {
    const other = lines.findIndex((line) => new RegExp(`^\\s*mcp_servers\\s*(?:=|\\.\\s*["']?${name}\\b)`).test(line));
    if (other !== -1)
      return err({
        code: 'in-the-way',
        message: `line ${other + 1} names servers in another way; add a table [${table}] by hand`,
      });
    const last = lines.findLastIndex((line) => line.trim() !== '');
    const before = last === -1 ? [] : [...lines.slice(0, last + 1), ''];
    return ok([...before, `[${table}]`, ...wanted, ''].join(lineEnd));
  }
  const after = lines.findIndex((line, index) => index > at && /^\s*\[/.test(line));
  const end = after === -1 ? lines.length : after;
  const body = lines.slice(at + 1, end);
  const kept = new Map(wanted.map((line) => [line.split(' ')[0] ?? '', line]));
  for (const [index, line] of body.entries()) {
    const key = /^\s*["']?(command|args|url)["']?\s*=\s*(.*)$/.exec(line);
    if (!key) continue;
    const [, found = '', value = ''] = key;
    if (found === 'url' || !isWhole(value))
      return err({
        code: 'in-the-way',
        message: `line ${at + 2 + index} cannot be changed safely; edit [${table}] by hand`,
      });
    const ours = kept.get(found);
    if (ours !== undefined && line.trim() !== ours) body[index] = ours;
    kept.delete(found);
  }
  return ok([...lines.slice(0, at + 1), ...kept.values(), ...body, ...lines.slice(end)].join(lineEnd));
}

/** A header of exactly these keys, quoted or not. */
function isHeader(line: string, keys: readonly string[]): boolean {
  const inside = /^\s*\[([^[\]]+)\]\s*(?:#.*)?$/.exec(line)?.[1];
  if (inside === undefined) return false;
  const found = inside.split('.').map((key) => key.trim().replace(/^(["'])(.*)\1$/, '$2'));
  return found.length === keys.length && found.every((key, index) => key === keys[index]);
}

/** The value ends on its line. */
function isWhole(value: string): boolean {
  const plain = value.replace(/"(?:[^"\\]|\\.)*"|'[^']*'/g, '""').replace(/#.*$/, '');
  return !/"""|'''/.test(value) && (plain.match(/\[/g) ?? []).length === (plain.match(/\]/g) ?? []).length;
}

/** A basic string: what JSON escapes, TOML reads. */
function quoted(text: string): string {
  return JSON.stringify(text).replace(/\u007f/g, '\\u007f');
}
