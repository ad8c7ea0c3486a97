import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { blankLiterals } from './blankLiterals.ts';
import { isPure, type RuleCode, violations } from './houseRules.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

function sourcesBelow(folder: string): [string, string][] {
  return readdirSync(join(root, folder), { recursive: true })
    .map((file) => `${folder}/${String(file).replaceAll('\\', '/')}`)
    .filter((file) => file.endsWith('.ts'))
    .sort()
    .map((file) => [file, readFileSync(join(root, file), 'utf8')]);
}

const real = new Map([...sourcesBelow('src'), ...sourcesBelow('webview')]);

/** The codes that the scan reports for a small made-up tree. */
function codes(files: Record<string, string>): RuleCode[] {
  return [...new Set(violations(new Map(Object.entries(files))).map(({ code }) => code))].sort();
}

describe('the rules of the house', () => {
  it('hold for every file of src/ and webview/', () => {
    const found = violations(real).map(({ code, file, detail }) => `${code}: ${file}: ${detail}`);
    assert.deepEqual(found, []);
  });

  it('see the files that the brief calls pure', () => {
    for (const room of ['model/', 'sanitize/', 'distill/', 'context/', 'gaps/', 'ask/', 'views/present/']) {
      assert.ok(
        [...real.keys()].some((file) => file.startsWith(`src/${room}`) && isPure(file)),
        room,
      );
    }
    assert.ok(
      isPure('src/journal/format.ts') && isPure('src/capture/coalesce.ts') && isPure('src/capture/lifecycle.ts'),
    );
    assert.ok(!isPure('src/views/trees.ts') && !isPure('src/capture/terminal.ts') && !isPure('src/host/clock.ts'));
  });

  it('are the same list of files that the webview is compiled from', () => {
    const { files } = JSON.parse(readFileSync(join(root, 'webview/tsconfig.json'), 'utf8')) as { files: string[] };
    const own = [...real.keys()]
      .filter((file) => file.startsWith('webview/'))
      .map((file) => file.slice('webview/'.length));
    const outside = files.filter((file) => file.startsWith('../'));
    assert.deepEqual(files.filter((file) => !outside.includes(file)).sort(), own.sort());
    for (const file of outside) assert.match(file, /^\.\.\/src\/(views\/(?:protocol|\w+Protocol)|model\/\w+)\.ts$/);
  });
});

const bad: readonly (readonly [title: string, code: RuleCode, files: Record<string, string>])[] = [
  [
    'one room importing another',
    'direction',
    { 'src/distill/a.ts': "import { b } from '../sanitize/b.ts';", 'src/sanitize/b.ts': 'export const b = 1;' },
  ],
  [
    'the model importing a room',
    'direction',
    { 'src/model/a.ts': "import type { B } from '../gaps/b.ts';", 'src/gaps/b.ts': 'export type B = 1;' },
  ],
  [
    'a room importing the composition root',
    'direction',
    { 'src/views/a.ts': "import { b } from '../extension.ts';", 'src/extension.ts': 'export const b = 1;' },
  ],
  [
    'a re-export across rooms',
    'direction',
    { 'src/context/a.ts': "export { b } from '../distill/b.ts';", 'src/distill/b.ts': 'export const b = 1;' },
  ],
  [
    'a dynamic import across rooms',
    'direction',
    { 'src/context/a.ts': "export const a = () => import('../host/b.ts');", 'src/host/b.ts': 'export const b = 1;' },
  ],
  [
    'the command line importing a capture adapter',
    'direction',
    { 'src/cli.ts': "import { b } from './capture/terminal.ts';", 'src/capture/terminal.ts': 'export const b = 1;' },
  ],
  [
    'the command line importing a view',
    'direction',
    { 'src/cli.ts': "import { b } from './views/present/b.ts';", 'src/views/present/b.ts': 'export const b = 1;' },
  ],
  [
    'gaps importing a value of distill',
    'types-only',
    { 'src/gaps/a.ts': "import { b } from '../distill/b.ts';", 'src/distill/b.ts': 'export const b = 1;' },
  ],
  [
    'gaps importing a value among types of distill',
    'types-only',
    { 'src/gaps/a.ts': "import { type B, b } from '../distill/b.ts';", 'src/distill/b.ts': 'export const b = 1;' },
  ],
  [
    'the webview seeing the host side of the views',
    'direction',
    { 'webview/a.ts': "import { b } from '../src/views/trees.ts';", 'src/views/trees.ts': 'export const b = 1;' },
  ],
  [
    'the webview importing a value of the model',
    'types-only',
    { 'webview/a.ts': "import { b } from '../src/model/b.ts';", 'src/model/b.ts': 'export const b = 1;' },
  ],
  ['the webview importing Node', 'package', { 'webview/a.ts': "import { readFileSync } from 'node:fs';" }],
  ['vscode in a pure room', 'vscode', { 'src/distill/a.ts': "import * as vscode from 'vscode';" }],
  ['vscode types in a pure view', 'impure', { 'src/views/present/a.ts': "import type { Uri } from 'vscode';" }],
  [
    'vscode behind the command line',
    'vscode',
    {
      'src/cli.ts': "import { b } from './host/b.ts';",
      'src/host/b.ts': "import * as vscode from 'vscode'; export const b = vscode;",
    },
  ],
  [
    'vscode behind the flow',
    'vscode',
    {
      'src/mirror.ts': "import { b } from './views/b.ts';",
      'src/views/b.ts': "import { window } from 'vscode'; export const b = window;",
    },
  ],
  ['Node in a pure room', 'impure', { 'src/sanitize/a.ts': "import { createHash } from 'node:crypto';" }],
  [
    'Node behind a pure file',
    'impure',
    {
      'src/journal/format.ts': "import { b } from './b.ts';",
      'src/journal/b.ts': "import 'node:fs'; export const b = 1;",
    },
  ],
  ['a package that is no pure library', 'package', { 'src/context/a.ts': "import { Low } from 'lowdb';" }],
  ['a clock', 'impure', { 'src/gaps/a.ts': 'export const a = () => Date.now();' }],
  ['today', 'impure', { 'src/gaps/a.ts': 'export const a = () => new Date();' }],
  ['today in words', 'impure', { 'src/gaps/a.ts': 'export const a = () => Date();' }],
  ['today inside a template', 'impure', { 'src/gaps/a.ts': `export const a = () => \`at \${new Date()} it was\`;` }],
  ['randomness', 'impure', { 'src/capture/coalesce.ts': 'export const a = () => Math.random();' }],
  ['a timer', 'impure', { 'src/capture/lifecycle.ts': 'export const a = () => setTimeout(a, 1);' }],
  [
    'two files in a circle',
    'cycle',
    {
      'src/host/a.ts': "import { b } from './b.ts'; export const a = b;",
      'src/host/b.ts': "import { a } from './a.ts'; export const b = a;",
    },
  ],
  [
    'three files in a circle',
    'cycle',
    { 'src/host/a.ts': "import './b.ts';", 'src/host/b.ts': "import './c.ts';", 'src/host/c.ts': "import './a.ts';" },
  ],
  ['a file that is not there', 'unresolved', { 'src/host/a.ts': "import { b } from './b';" }],
  ['a default export', 'default-export', { 'src/host/a.ts': 'export default 1;' }],
  ['a default export by name', 'default-export', { 'src/host/a.ts': 'const a = 1;\nexport { a as default };' }],
  ['a barrel', 'barrel', { 'src/host/index.ts': 'export const a = 1;' }],
  ['utils', 'name', { 'src/host/utils.ts': 'export const a = 1;' }],
  ['a variable of the module', 'mutable-state', { 'src/host/a.ts': 'let a = 1;\nexport const b = () => a++;' }],
  [
    'an empty map of the module',
    'mutable-state',
    { 'src/host/a.ts': 'const cache = new Map<string, number>();\nexport const b = cache;' },
  ],
  [
    'a global expression that is tested',
    'mutable-state',
    { 'src/host/a.ts': 'const word = /a"b/g;\nexport const b = (t: string) => word.test(t);' },
  ],
  ['require', 'require', { 'src/host/a.ts': "export const a = require('node:fs');" }],
  ['a long file', 'too-long', { 'src/host/a.ts': 'export {};\n'.repeat(301) }],
];

describe('a tree that breaks a rule is found out:', () => {
  for (const [title, code, files] of bad) {
    it(title, () => assert.ok(codes(files).includes(code), `${code} not in ${codes(files).join(', ')}`));
  }
});

describe('a tree that keeps the rules is left alone:', () => {
  const good: readonly (readonly [title: string, files: Record<string, string>])[] = [
    [
      'types from distill in gaps',
      {
        'src/gaps/a.ts': "import type { B } from '../distill/b.ts';\nimport { type C } from '../distill/b.ts';",
        'src/distill/b.ts': 'export type B = 1; export type C = 2;',
      },
    ],
    [
      'a date from a parameter',
      {
        'src/gaps/a.ts':
          'export const a = (iso: string) => new Date(iso).getTime() + Date.parse(iso) + Date.UTC(1, 2);',
      },
    ],
    [
      'forbidden words in comments, strings and expressions',
      {
        'src/gaps/a.ts':
          "// Date.now()\n/* import 'node:fs' */\nexport const a = ['Date.now()', \"import x from 'vscode'\", `Math.random()`, /new Date()['\"]/];",
      },
    ],
    [
      'the word after a division',
      { 'src/gaps/a.ts': "export const a = (b: number) => b / 2 / 3;\nexport const c = 'x';" },
    ],
    [
      'vscode in an adapter',
      { 'src/capture/terminal.ts': "import * as vscode from 'vscode'; export const a = vscode;" },
    ],
    [
      'vscode types behind the command line',
      {
        'src/cli.ts': "import { b } from './host/b.ts';",
        'src/host/b.ts': "import type { Uri } from 'vscode'; export const b = (u: Uri) => u;",
      },
    ],
    [
      'a global expression that is only replaced with',
      { 'src/host/a.ts': "const word = /a/g;\nexport const b = (t: string) => t.replace(word, '');" },
    ],
    ['a filled set', { 'src/host/a.ts': "export const names: ReadonlySet<string> = new Set(['a']);" }],
  ];
  for (const [title, files] of good) {
    it(title, () => assert.deepEqual(violations(new Map(Object.entries(files))), []));
  }

  it('blanking keeps every position', () => {
    for (const source of real.values()) {
      const blanked = blankLiterals(source);
      assert.equal(blanked.length, source.length);
      assert.equal(blanked.split('\n').length, source.split('\n').length);
    }
  });
});
