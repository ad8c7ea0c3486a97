import { Language, type Node, Parser } from 'web-tree-sitter';
import type {
  ParseShell,
  ShellAssignment,
  ShellCommand,
  ShellLine,
  ShellLink,
  ShellRedirect,
  ShellWord,
} from '../model/shell.ts';
import { readPlainly } from './shellPlain.ts';
import { splitPlainly } from './shellSplit.ts';

/** Where the two WebAssembly modules are: paths for a host with files, bytes otherwise. */
export interface ShellGrammarFiles {
  /** `web-tree-sitter.wasm`, the parser's runtime. */
  readonly runtime: string | Uint8Array;
  /** `tree-sitter-bash.wasm`, the grammar. */
  readonly bash: string | Uint8Array;
}

/** A line longer than this (characters) is split plainly: nobody types it, and a grammar has no use for it. */
const longestLine = 32_768;

/**
 * Loads the bash grammar once. The returned function is deterministic and never
 * throws; a line the grammar cannot read is split by quotes and operators and
 * marked `broken`. Rejects only if the modules themselves cannot be loaded.
 */
export async function loadShellGrammar(files: ShellGrammarFiles): Promise<ParseShell> {
  const runtime = files.runtime;
  await Parser.init(typeof runtime === 'string' ? { locateFile: () => runtime } : { wasmBinary: runtime });
  const parser = new Parser();
  parser.setLanguage(await Language.load(files.bash));
  return (line) => parse(parser, line);
}

function parse(parser: Parser, line: string): ShellLine {
  if (line.trim() === '') return { source: line, commands: [], broken: false };
  if (line.length > longestLine) return { source: line, commands: splitPlainly(line), broken: true };
  const plain = readPlainly(line);
  if (plain) return { source: line, commands: plain, broken: false };
  const tree = parser.parse(line);
  if (!tree) return { source: line, commands: splitPlainly(line), broken: true };
  try {
    const root = tree.rootNode;
    if (root.hasError) return { source: line, commands: splitPlainly(line), broken: true };
    const commands: ShellCommand[] = [];
    collect(root, 'first', 0, commands);
    return { source: line, commands, broken: false };
  } finally {
    tree.delete();
  }
}

const nesting = new Set([
  'subshell',
  'if_statement',
  'while_statement',
  'for_statement',
  'c_style_for_statement',
  'case_statement',
  'function_definition',
  'command_substitution',
  'process_substitution',
]);

/** Adds the simple commands under `node` in source order; `link` is how the first of them hangs on what came before. */
function collect(node: Node, link: ShellLink, depth: number, into: ShellCommand[]): void {
  switch (node.type) {
    case 'command':
    case 'declaration_command':
    case 'unset_command':
    case 'test_command':
      addCommand(node, [], link, depth, into);
      return;
    case 'variable_assignment':
    case 'variable_assignments':
      addAssignments(node, link, depth, into);
      return;
    case 'redirected_statement':
      collectRedirected(node, link, depth, into);
      return;
    default:
      collectChildren(node, link, nesting.has(node.type) ? depth + 1 : depth, into);
  }
}

function collectChildren(node: Node, link: ShellLink, depth: number, into: ShellCommand[]): void {
  let next = link;
  for (const child of node.children) {
    if (!child) continue;
    const joined = linkOf(child.type);
    if (joined) {
      next = joined;
    } else if (child.isNamed) {
      const before = into.length;
      collect(child, into.length === 0 ? 'first' : next, depth, into);
      if (into.length > before) next = 'then';
    }
  }
}

function linkOf(type: string): ShellLink | undefined {
  if (type === '&&') return 'and';
  if (type === '||') return 'or';
  if (type === '|' || type === '|&') return 'pipe';
  if (type === ';' || type === '\n') return 'then';
  if (type === '&') return 'background';
  return undefined;
}

function collectRedirected(node: Node, link: ShellLink, depth: number, into: ShellCommand[]): void {
  const redirects = node.childrenForFieldName('redirect').flatMap((child) => (child ? redirectsOf(child) : []));
  const body = node.childForFieldName('body');
  const start = into.length;
  if (body && (body.type === 'command' || body.type === 'declaration_command')) {
    addCommand(body, redirects, link, depth, into);
  } else {
    if (body) collect(body, link, depth, into);
    const last = into.length > start ? into[into.length - 1] : undefined;
    if (last) into[into.length - 1] = { ...last, redirects: [...last.redirects, ...redirects] };
    else if (redirects.length > 0) into.push({ link, words: [], assignments: [], redirects, depth });
  }
  for (const child of node.childrenForFieldName('redirect')) if (child) collectPiped(child, depth, into);
}

/** In `cat <<EOF | sort` the rest of the pipeline hangs under the here-document. */
function collectPiped(redirect: Node, depth: number, into: ShellCommand[]): void {
  if (redirect.type !== 'heredoc_redirect') return;
  for (const child of redirect.namedChildren) {
    if (!child) continue;
    if (child.type === 'pipeline') collect(child, 'pipe', depth, into);
    else if (child.type === 'command' || child.type === 'list') collect(child, 'and', depth, into);
  }
}

function redirectsOf(node: Node): ShellRedirect[] {
  if (node.type === 'file_redirect') {
    const descriptor = node.childForFieldName('descriptor')?.text ?? '';
    const operator = node.children.find((child) => child && !child.isNamed)?.text ?? '>';
    return node
      .childrenForFieldName('destination')
      .flatMap((target) => (target ? [{ operator: descriptor + operator, target: wordOf(target) }] : []));
  }
  if (node.type === 'herestring_redirect') {
    const target = node.namedChildren.find((child) => child && child.type !== 'file_descriptor');
    return [target ? { operator: '<<<', target: wordOf(target) } : { operator: '<<<' }];
  }
  if (node.type === 'heredoc_redirect') {
    const body = node.namedChildren.find((child) => child?.type === 'heredoc_body');
    const nested = node.childrenForFieldName('redirect').flatMap((child) => (child ? redirectsOf(child) : []));
    return [body ? { operator: '<<', body: body.text } : { operator: '<<' }, ...nested];
  }
  return [];
}

function addAssignments(node: Node, link: ShellLink, depth: number, into: ShellCommand[]): void {
  const nodes = node.type === 'variable_assignment' ? [node] : node.namedChildren;
  const assignments = nodes.flatMap((child) => (child?.type === 'variable_assignment' ? [assignmentOf(child)] : []));
  into.push({ link, words: [], assignments, redirects: [], depth });
  collectSubstitutions(node, depth, into);
}

function assignmentOf(node: Node): ShellAssignment {
  const name = node.childForFieldName('name')?.text ?? node.text.split('=')[0] ?? '';
  const value = node.childForFieldName('value');
  return value ? { name, value: wordOf(value) } : { name };
}

function addCommand(
  node: Node,
  outer: readonly ShellRedirect[],
  link: ShellLink,
  depth: number,
  into: ShellCommand[],
): void {
  const words: ShellWord[] = [];
  const assignments: ShellAssignment[] = [];
  const redirects: ShellRedirect[] = [];
  // `export A=1` and `[ -f x ]` name their program by a bare token, not by a command_name.
  if (node.type !== 'command') {
    const keyword = node.children.find((child) => child && !child.isNamed)?.text;
    if (keyword) words.push({ text: keyword, raw: keyword, dynamic: false });
  }
  for (const child of node.namedChildren) {
    if (!child) continue;
    if (child.type === 'variable_assignment' && node.type === 'command') assignments.push(assignmentOf(child));
    else if (child.type.endsWith('_redirect')) redirects.push(...redirectsOf(child));
    else words.push(wordOf(child));
  }
  into.push({ link, words, assignments, redirects: [...redirects, ...outer], depth });
  collectSubstitutions(node, depth, into);
}

/** Commands inside `$(…)` and `<(…)` follow the one they serve, one level deeper. */
function collectSubstitutions(node: Node, depth: number, into: ShellCommand[]): void {
  for (const child of node.namedChildren) {
    if (!child) continue;
    if (child.type === 'command_substitution' || child.type === 'process_substitution') {
      collectChildren(child, 'pipe', depth + 1, into);
    } else if (child.namedChildCount > 0) collectSubstitutions(child, depth, into);
  }
}

const expanding = new Set([
  'simple_expansion',
  'expansion',
  'command_substitution',
  'process_substitution',
  'arithmetic_expansion',
  'brace_expression',
  'extglob_pattern',
]);

function wordOf(node: Node): ShellWord {
  return { text: textOf(node), raw: node.text, dynamic: isDynamic(node) };
}

function isDynamic(node: Node): boolean {
  if (expanding.has(node.type)) return true;
  if (node.type === 'word') return /(?<!\\)[*?]/.test(node.text);
  return node.namedChildren.some((child) => child !== null && isDynamic(child));
}

function textOf(node: Node): string {
  switch (node.type) {
    case 'raw_string':
      return node.text.slice(1, -1);
    case 'ansi_c_string':
      return node.text.slice(2, -1);
    case 'string':
      return node.text.slice(1, -1).replace(/\\(["\\$`])/g, '$1');
    case 'word':
      return node.text.replace(/\\(.)/gs, '$1');
    case 'command_name':
    case 'concatenation':
      return concatenated(node);
    default:
      return node.text;
  }
}

/** Children joined with what the grammar leaves between them (brackets, for one, are no nodes of their own). */
function concatenated(node: Node): string {
  let text = '';
  let at = node.startIndex;
  for (const child of node.namedChildren) {
    if (!child) continue;
    text += node.text.slice(at - node.startIndex, child.startIndex - node.startIndex) + textOf(child);
    at = child.endIndex;
  }
  return text + node.text.slice(at - node.startIndex);
}
