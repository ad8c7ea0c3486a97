import {
  applyEdits,
  findNodeAtLocation,
  getNodeValue,
  modify,
  type Node,
  type ParseError,
  parseTree,
} from 'jsonc-parser';
import type { AgentName } from '../model/context.ts';
import { err, type Failure, ok, type Result } from '../model/result.ts';
import { withTomlServer } from './tomlConfiguration.ts';

/** How an agent starts the server. */
export interface ServerCommand {
  readonly command: string;
  readonly args: readonly string[];
}

/** Where an agent reads which servers it may start. */
export interface AgentConfiguration {
  /** Relative to the repository, or to the person's home folder. */
  readonly path: string;
  readonly place: 'repository' | 'home';
  /** The object of servers by name; TOML has tables. */
  readonly format: 'mcpServers' | 'servers' | 'toml';
  /** The variable that the agent puts the folder in for; without one the server finds the folder by itself. */
  readonly rootVariable?: string;
}

/** By the documentation of each, read 2026-11. */
export const agentConfigurations: Readonly<Record<AgentName, AgentConfiguration>> = {
  claude: { path: '.mcp.json', place: 'repository', format: 'mcpServers' },
  codex: { path: '.codex/config.toml', place: 'home', format: 'toml' },
  copilot: { path: '.vscode/mcp.json', place: 'repository', format: 'servers', rootVariable: 'workspaceFolder' },
  cursor: { path: '.cursor/mcp.json', place: 'repository', format: 'mcpServers', rootVariable: 'workspaceFolder' },
  gemini: { path: '.gemini/settings.json', place: 'repository', format: 'mcpServers' },
};

export type ConfigurationFailure = Failure<'unreadable' | 'in-the-way'>;

/** The name that the server has in every configuration. */
export const serverName = 'mirror';

/**
 * The text of an agent's configuration with our server in it. Everything else stays: other servers, other settings,
 * comments, indentation, line ends. The same text where it names the server so already. Refused with a sentence where
 * the text cannot be read, or holds something that our entry would replace.
 */
export function withServer(
  { format, rootVariable }: AgentConfiguration,
  text: string | undefined,
  { command, args }: ServerCommand,
): Result<string, ConfigurationFailure> {
  const whole = { command, args: [...args, ...(rootVariable === undefined ? [] : ['--root', `\${${rootVariable}}`])] };
  if (format === 'toml') return withTomlServer(text ?? '', serverName, whole);
  const kind = format === 'servers' ? { type: 'stdio', ...whole } : whole;
  return withValues(
    text,
    Object.entries(kind).map(([key, value]) => ({ path: [format, serverName, key], value })),
  );
}

/** Gemini CLI's settings with AGENTS.md among the files it loads; those it loads now stay. */
export function withGeminiContext(text: string | undefined): Result<string, ConfigurationFailure> {
  const tree = parseTree((text ?? '').replace(/^\ufeff/, ''), [], { allowTrailingComma: true });
  const found = tree && findNodeAtLocation(tree, ['context', 'fileName']);
  const value: unknown = found && getNodeValue(found);
  const named = Array.isArray(value) ? value : typeof value === 'string' ? [value] : ['GEMINI.md'];
  if (named.includes('AGENTS.md')) return ok(text ?? '');
  return withValues(text, [{ path: ['context', 'fileName'], value: [...named, 'AGENTS.md'] }]);
}

interface Value {
  readonly path: readonly string[];
  readonly value: unknown;
}

function withValues(text: string | undefined, values: readonly Value[]): Result<string, ConfigurationFailure> {
  const mark = text?.startsWith('\ufeff') ? '\ufeff' : '';
  const before = (text ?? '').slice(mark.length);
  const start = /\S/.test(before) ? before : '{}\n';
  const sound = readObject(start);
  if (!sound.ok) return sound;
  let edited = start;
  for (const { path, value } of values) {
    const tree = readObject(edited);
    if (!tree.ok) return tree;
    const blocked = path.slice(0, -1).find((_, depth) => {
      const node = findNodeAtLocation(tree.value, path.slice(0, depth + 1));
      return node !== undefined && node.type !== 'object';
    });
    if (blocked !== undefined) return err({ code: 'in-the-way', message: `"${blocked}" is no object there` });
    const present = findNodeAtLocation(tree.value, [...path]);
    if (present && JSON.stringify(getNodeValue(present)) === JSON.stringify(value)) continue;
    edited = applyEdits(edited, modify(edited, [...path], value, { formattingOptions: formatOf(start) }));
  }
  if (edited === start) return ok(text ?? '');
  const result = readObject(edited);
  // A text whose edit does not read as what was meant is left alone.
  const meant =
    result.ok && values.every(({ path, value }) => same(findNodeAtLocation(result.value, [...path]), value));
  return meant ? ok(mark + edited) : err({ code: 'unreadable', message: 'it cannot be changed safely' });
}

function same(node: Node | undefined, value: unknown): boolean {
  return node !== undefined && JSON.stringify(getNodeValue(node)) === JSON.stringify(value);
}

function readObject(text: string): Result<Node, ConfigurationFailure> {
  const errors: ParseError[] = [];
  const tree = parseTree(text, errors, { allowTrailingComma: true });
  const [first] = errors;
  if (first) {
    const line = text.slice(0, first.offset).split('\n').length;
    return err({ code: 'unreadable', message: `line ${line} is no JSON` });
  }
  return tree?.type === 'object' ? ok(tree) : err({ code: 'unreadable', message: 'it holds no object' });
}

/** As the text is indented and ended already. */
function formatOf(text: string): { insertSpaces: boolean; tabSize: number; eol: string } {
  const indent = /^[{[][^\n]*\r?\n([ \t]+)\S/m.exec(text)?.[1] ?? '  ';
  return {
    insertSpaces: !indent.includes('\t'),
    tabSize: indent.includes('\t') ? 4 : indent.length,
    eol: text.includes('\r\n') ? '\r\n' : '\n',
  };
}
