/**
 * The rules of the house (design brief, section 3) as a function from sources to violations, so that the tests can
 * feed it bad examples as well as the real tree.
 */

import { blankLiterals } from './blankLiterals.ts';

/** Path relative to the project's root, with `/`, to source text. */
export type Sources = ReadonlyMap<string, string>;

export type RuleCode =
  | 'direction'
  | 'types-only'
  | 'impure'
  | 'package'
  | 'vscode'
  | 'cycle'
  | 'unresolved'
  | 'default-export'
  | 'barrel'
  | 'name'
  | 'mutable-state'
  | 'too-long'
  | 'require';

export interface Violation {
  readonly code: RuleCode;
  readonly file: string;
  readonly detail: string;
}

interface Import {
  readonly specifier: string;
  readonly typeOnly: boolean;
}

interface Module {
  readonly path: string;
  /** Lines that are neither blank nor comment. */
  readonly lines: number;
  /** The source with comments and the insides of strings, templates and regular expressions blanked out. */
  readonly code: string;
  readonly imports: readonly Import[];
}

const rooms = [
  'capture',
  'sanitize',
  'journal',
  'distill',
  'context',
  'gaps',
  'ask',
  'refine',
  'views',
  'host',
] as const;
/** `flow/` holds what `mirror.ts` is made of. */
const everything: readonly string[] = [...rooms, 'model', 'flow', 'mirror'];

/** Room to the rooms it may import values from. Its own files are always allowed. */
const mayImport: Readonly<Record<string, readonly string[]>> = {
  model: [],
  ...Object.fromEntries(rooms.map((room) => [room, ['model']])),
  flow: everything,
  mirror: everything,
  extension: [...everything, 'mirrorInEditor'],
  // The other half of the composition root, loaded when it is first needed.
  mirrorInEditor: everything,
  // `mirror mcp` is a verb.
  cli: [...everything.filter((room) => room !== 'views'), 'mcp'],
  mcp: everything.filter((room) => room !== 'views'),
  webview: ['model'],
};

/** Room to the rooms it may import types from, besides. */
const mayImportTypes: Readonly<Record<string, readonly string[]>> = { gaps: ['distill', 'context'] };

const purePackages = ['zod', 'zod/mini', 'diff', 'yaml', 'picomatch', 'ignore', 'jsonc-parser'];
const webviewPackages = ['lit', 'zod/mini', '@vscode-elements/elements', '@dagrejs/dagre'];
/** What the host and a webview tell each other: the part of the views that both sides see. */
const protocolFile = /^src\/views\/(?:protocol|\w+Protocol)\.ts$/;
const mayUseVscode = ['extension', 'mirrorInEditor', 'capture', 'views', 'host', 'refine'];
const maxLines = 300;
/** Tables of facts about tools; splitting them would help nobody. */
const dataFiles: readonly string[] = ['src/distill/shell/knowledge.ts'];

function roomOf(path: string): string {
  const [top = '', second = ''] = path.split('/');
  return top === 'src' ? second.replace(/\.ts$/, '') : top;
}

/** Pure by the brief: no `vscode`, no `node:`, no clock, no randomness, and nothing that has them. */
export function isPure(path: string): boolean {
  return (
    /^src\/(model|sanitize|distill|context|gaps|ask)\//.test(path) ||
    /^src\/journal\/format\.ts$/.test(path) ||
    /^src\/capture\/(coalesce|lifecycle)/.test(path) ||
    /^src\/views\/(present\/|present[A-Z]?\w*\.ts$|(protocol|\w+Protocol|state|intents|commandIds)\.ts$)/.test(path)
  );
}

/** Capture's listeners, as opposed to its pure files. */
function isCaptureAdapter(path: string): boolean {
  return roomOf(path) === 'capture' && !isPure(path);
}

function isTypeOnly(clause: string): boolean {
  if (/^\s*type\b(?!\s+from\b)/.test(clause)) return true;
  const named = /^\s*\{([^}]*)\}\s*$/.exec(clause)?.[1];
  if (named === undefined) return false;
  const names = named
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '');
  return names.length > 0 && names.every((name) => name.startsWith('type '));
}

function importsOf(source: string, code: string): Import[] {
  const found: Import[] = [];
  const add = (match: RegExpMatchArray, clause: string, quoted: string) => {
    const end = (match.index ?? 0) + match[0].length - 1;
    found.push({ specifier: source.slice(end - quoted.length, end), typeOnly: isTypeOnly(clause) });
  };
  for (const match of code.matchAll(/\b(?:import|export)\b([\w\s{},*$]*?)\bfrom\s*(['"])( *)\2/g)) {
    add(match, match[1] ?? '', match[3] ?? '');
  }
  for (const match of code.matchAll(/\bimport\s*(['"])( *)\1/g)) add(match, '', match[2] ?? '');
  for (const match of code.matchAll(/\bimport\s*\(\s*(['"`])( *)\1/g)) add(match, '', match[2] ?? '');
  return found;
}

function readModule(path: string, source: string): Module {
  const code = blankLiterals(source);
  return {
    path,
    code,
    lines: code.split('\n').filter((line) => line.trim() !== '').length,
    imports: importsOf(source, code),
  };
}

function resolve(from: string, specifier: string): string {
  const parts = from.split('/').slice(0, -1);
  for (const part of specifier.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '.') parts.push(part);
  }
  return parts.join('/');
}

const isRelative = ({ specifier }: Import) => specifier.startsWith('.');

function packageOf(specifier: string): string {
  if (specifier === 'zod/mini') return specifier;
  return specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/');
}

function directionViolations(module: Module): Violation[] {
  const from = roomOf(module.path);
  return module.imports.filter(isRelative).flatMap((each): Violation[] => {
    const target = resolve(module.path, each.specifier);
    const to = roomOf(target);
    const says = (code: RuleCode): Violation[] => [
      { code, file: module.path, detail: `${from} may not import ${target}` },
    ];
    if (from === 'webview' && to !== 'webview' && to !== 'model' && !protocolFile.test(target))
      return says('direction');
    if (from === 'webview' && protocolFile.test(target)) return [];
    if ((from === 'cli' || from === 'mcp') && isCaptureAdapter(target)) return says('direction');
    if (from === to) return [];
    if ((mayImport[from] ?? []).includes(to)) return from === 'webview' && !each.typeOnly ? says('types-only') : [];
    if ((mayImportTypes[from] ?? []).includes(to)) return each.typeOnly ? [] : says('types-only');
    return says('direction');
  });
}

function packageViolations(module: Module, pure: boolean): Violation[] {
  const room = roomOf(module.path);
  return module.imports
    .filter((each) => !isRelative(each))
    .flatMap(({ specifier, typeOnly }): Violation[] => {
      const violation = (code: RuleCode): Violation[] => [{ code, file: module.path, detail: specifier }];
      if (specifier === 'vscode' && !mayUseVscode.includes(room)) return violation('vscode');
      const name = packageOf(specifier);
      if (room === 'webview') return webviewPackages.includes(name) ? [] : violation('package');
      if (!pure || (typeOnly && purePackages.includes(name))) return [];
      if (specifier === 'vscode' || specifier.startsWith('node:')) return violation('impure');
      return purePackages.includes(name) ? [] : violation('package');
    });
}

const impurities: readonly (readonly [RegExp, string])[] = [
  [/\bDate\s*\.\s*now\b/, 'Date.now'],
  [/\bnew\s+Date\s*(?:\(\s*\)|[;,\n)])/, 'new Date()'],
  [/(?<![\w.])(?<!new\s+)Date\s*\(/, 'Date()'],
  [/\bMath\s*\.\s*random\b/, 'Math.random'],
  [/\bperformance\s*\.\s*now\b/, 'performance.now'],
  [/(?<![\w.])crypto\s*\./, 'crypto'],
  [/(?<![\w.])process\s*\./, 'process'],
  [/(?<![\w.])(?:setTimeout|setInterval|setImmediate|queueMicrotask)\s*\(/, 'a timer'],
  [/(?<![\w.])fetch\s*\(/, 'fetch'],
  [/(?<![\w.])console\s*\./, 'console'],
];

function impurityViolations({ path, code }: Module): Violation[] {
  return impurities.flatMap(([pattern, detail]) =>
    pattern.test(code) ? [{ code: 'impure', file: path, detail } as const] : [],
  );
}

function formViolations({ path, code, lines }: Module): Violation[] {
  const found: Violation[] = [];
  const add = (rule: RuleCode, detail: string) => found.push({ code: rule, file: path, detail });
  const name = path.split('/').at(-1) ?? '';
  if (/\bexport\s+default\b|\bas\s+default\b/.test(code)) add('default-export', 'export default');
  if (/^index\.[cm]?tsx?$/.test(name)) add('barrel', name);
  if (
    /^(utils?|helpers?|common|misc|shared|tools?)\.ts$/i.test(name) ||
    /\/(utils?|helpers?|common|misc)\//i.test(path)
  )
    add('name', path);
  if (/(?<![\w.])require\s*\(/.test(code) && roomOf(path) !== 'cli') add('require', 'require()');
  for (const match of code.matchAll(/^(?:export\s+)?(?:let|var)\s+(\w+)/gm)) add('mutable-state', match[1] ?? '');
  for (const match of code.matchAll(
    /^(?:export\s+)?const\s+(\w+)[^=\n]*=\s*new\s+(?:Weak)?(?:Map|Set)(?:<[^;\n]*>)?\(\s*\)/gm,
  )) {
    add('mutable-state', match[1] ?? '');
  }
  for (const match of code.matchAll(/^(?:export\s+)?const\s+(\w+)[^=\n]*=\s*\/ *\/[a-z]*[gy]/gm)) {
    // `replace` and `matchAll` leave a global expression as it was; `test` and `exec` move its `lastIndex`.
    if (new RegExp(`\\b${match[1]}\\s*\\.\\s*(?:test|exec|lastIndex)\\b`).test(code))
      add('mutable-state', match[1] ?? '');
  }
  if (lines > maxLines && !path.endsWith('.generated.ts') && !dataFiles.includes(path))
    add('too-long', `${lines} lines of code`);
  return found;
}

/** Tarjan's strongly connected components; each with more than one module, or one that imports itself, is a cycle. */
function cycles(graph: ReadonlyMap<string, readonly string[]>): string[][] {
  const indices = new Map<string, number>();
  const low = new Map<string, number>();
  const stack: string[] = [];
  const found: string[][] = [];
  const visit = (node: string) => {
    indices.set(node, indices.size);
    low.set(node, indices.get(node) ?? 0);
    stack.push(node);
    for (const next of graph.get(node) ?? []) {
      if (!indices.has(next)) visit(next);
      if (stack.includes(next)) low.set(node, Math.min(low.get(node) ?? 0, low.get(next) ?? 0));
    }
    if (low.get(node) !== indices.get(node)) return;
    const component = stack.splice(stack.indexOf(node));
    if (component.length > 1 || (graph.get(node) ?? []).includes(node)) found.push(component.sort());
  };
  for (const node of graph.keys()) if (!indices.has(node)) visit(node);
  return found;
}

/** What a start set reaches through value imports, itself included. */
function reach(modules: ReadonlyMap<string, Module>, starts: readonly string[]): Set<string> {
  const seen = new Set<string>();
  const queue = [...starts];
  for (let path = queue.pop(); path !== undefined; path = queue.pop()) {
    const module = modules.get(path);
    if (!module || seen.has(path)) continue;
    seen.add(path);
    for (const each of module.imports) {
      if (isRelative(each) && !each.typeOnly) queue.push(resolve(path, each.specifier));
    }
  }
  return seen;
}

/** Every violation in the given sources of `src/` and `webview/`, in the order of the files. */
export function violations(sources: Sources): Violation[] {
  const modules = new Map([...sources].map(([path, source]) => [path, readModule(path, source)]));
  const pure = reach(modules, [...modules.keys()].filter(isPure));
  const entries = [...modules.keys()].filter((path) => ['cli', 'mcp', 'mirror', 'flow'].includes(roomOf(path)));
  const outsideVscode = reach(modules, entries);
  const graph = new Map<string, readonly string[]>();
  const found: Violation[] = [];
  for (const module of modules.values()) {
    const targets = module.imports.filter(isRelative).map(({ specifier }) => resolve(module.path, specifier));
    graph.set(module.path, targets);
    for (const target of targets) {
      const known = modules.has(target) || target.endsWith('.json');
      if (!known) found.push({ code: 'unresolved', file: module.path, detail: target });
    }
    found.push(
      ...directionViolations(module),
      ...packageViolations(module, pure.has(module.path)),
      ...formViolations(module),
    );
    if (pure.has(module.path)) found.push(...impurityViolations(module));
    if (
      outsideVscode.has(module.path) &&
      module.imports.some((each) => each.specifier === 'vscode' && !each.typeOnly)
    ) {
      found.push({ code: 'vscode', file: module.path, detail: 'reached from an entry that runs without VS Code' });
    }
  }
  for (const cycle of cycles(graph)) found.push({ code: 'cycle', file: cycle[0] ?? '', detail: cycle.join(' → ') });
  return found;
}
