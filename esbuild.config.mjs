// Builds everything that runs: `node esbuild.config.mjs [--production] [--watch] [--tests]`.
import { chmodSync, cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, context } from 'esbuild';

const root = fileURLToPath(new URL('.', import.meta.url));
const production = process.argv.includes('--production');
const watch = process.argv.includes('--watch');
const tests = process.argv.includes('--tests') || watch;

/** @type {import('esbuild').BuildOptions} */
const shared = {
  absWorkingDir: root,
  bundle: true,
  minify: production,
  sourcemap: !production,
  legalComments: 'none',
  // Its UMD build asks for its own parts through a parameter named `require`, which no bundler sees.
  alias: { 'jsonc-parser': './node_modules/jsonc-parser/lib/esm/main.js' },
  logLevel: 'silent',
};

const hostTests = join(root, 'test', 'host');

/** The in-host suite imports `host-tests`: every `*.test.ts` below test/host, so that none can be forgotten. */
const everyHostTest = {
  name: 'every-host-test',
  setup(build) {
    build.onResolve({ filter: /^host-tests$/ }, (args) => ({ path: args.path, namespace: 'host-tests' }));
    build.onLoad({ filter: /.*/, namespace: 'host-tests' }, () => {
      const files = readdirSync(hostTests, { recursive: true })
        .map((file) => String(file).replaceAll('\\', '/'))
        .filter((file) => file.endsWith('.test.ts'))
        .sort();
      const rows = files.map((file) => `[${JSON.stringify(file)}, () => import(${JSON.stringify(`./${file}`)})]`);
      return { contents: `export const files = [${rows.join(',\n')}];`, resolveDir: hostTests, watchDirs: [hostTests] };
    });
  },
};

/** A CommonJS dependency inside an ES module asks for `require`, `__filename` and `__dirname`. */
const cliBanner = `#!/usr/bin/env node
import { createRequire as __createRequire } from 'node:module';
import { fileURLToPath as __fileURLToPath } from 'node:url';
const require = __createRequire(import.meta.url);
const __filename = __fileURLToPath(import.meta.url);
const __dirname = __fileURLToPath(new URL('.', import.meta.url));`;

/** What runs in the extension host. */
const commonJs = {
  platform: 'node',
  format: 'cjs',
  // `require` gives a bundled ES module its default export; Node's own `import` would wrap it once more.
  supported: { 'dynamic-import': false },
  target: 'node22',
  outExtension: { '.js': '.cjs' },
  // Its ES module has a variable `require` of its own, which hides the one that a dynamic import becomes.
  alias: { ...shared.alias, 'web-tree-sitter': './node_modules/web-tree-sitter/web-tree-sitter.cjs' },
  define: {
    // VS Code warns of each look at it, and libraries only look to tell a browser from Node.js.
    navigator: 'undefined',
  },
};

/** What is imported when it is first needed is a bundle of its own: reading it would cost every start. */
const loadedLater = {
  name: 'loaded-later',
  setup(build) {
    build.onResolve({ filter: /^\.\/mirrorInEditor\.ts$/ }, ({ kind }) =>
      kind === 'dynamic-import' ? { path: './mirrorInEditor.cjs', external: true } : undefined,
    );
    build.onResolve({ filter: /^@anthropic-ai\/sdk$/ }, ({ kind }) =>
      kind === 'dynamic-import' ? { path: './anthropicSdk.cjs', external: true } : undefined,
    );
  },
};

/**
 * The protocol's library holds what a client answers to a server's questions against a schema, with a validator that is
 * larger than all else of it. This server asks a client nothing.
 */
const asksNothing = {
  name: 'asks-nothing',
  setup(build) {
    build.onResolve({ filter: /\/validation\/ajv-provider\.js$/ }, ({ path }) => ({ path, namespace: 'asks-nothing' }));
    build.onLoad({ filter: /.*/, namespace: 'asks-nothing' }, () => ({
      contents: `export class AjvJsonSchemaValidator {
        getValidator() { throw new Error('this server asks the client nothing'); }
      }`,
    }));
  },
};

/**
 * The model's library makes a client of each part of the interface when it is made itself. One is asked, messages: of
 * those in trial and of an organization's administration only the names are kept.
 */
const asksForMessages = {
  name: 'asks-for-messages',
  setup(build) {
    const filter = /@anthropic-ai[\\/]sdk[\\/]resources[\\/](?:beta|organization)[\\/].*\.mjs$/;
    build.onLoad({ filter }, ({ path }) => {
      if (/[\\/](?:beta[\\/]beta|organization[\\/]organization)\.mjs$/.test(path)) return undefined;
      const names = [...readFileSync(path, 'utf8').matchAll(/^export (?:(?:class|const|let|var) (\w+)|\{([^}]*)\})/gm)]
        .flatMap(([, one, several]) => (one ? [one] : (several ?? '').split(',')))
        .map((name) => name.trim())
        .filter((name) => name !== '');
      const classes = [...new Set(names)].map(
        (name) => `export class ${name}${/Error$/.test(name) ? ' extends Error' : ''} {}`,
      );
      return { contents: classes.join('\n') };
    });
  },
};

/** How the names of files begin that several entries of the command line import. */
const sharedName = 'shared-';

const bundles = [
  {
    ...commonJs,
    entryPoints: { extension: 'src/extension.ts', mirrorInEditor: 'src/mirrorInEditor.ts' },
    outdir: 'dist',
    external: ['vscode'],
    plugins: [loadedLater],
  },
  {
    ...commonJs,
    entryPoints: { anthropicSdk: '@anthropic-ai/sdk' },
    outdir: 'dist',
    plugins: [asksForMessages],
  },
  {
    entryPoints: { cli: 'src/cli.ts', mcp: 'src/mcp.ts' },
    outdir: 'dist',
    platform: 'node',
    format: 'esm',
    target: 'node20',
    banner: { js: cliBanner },
    // What both need is shipped once. It lies beside them, because the grammar is looked for beside the code.
    splitting: true,
    chunkNames: `${sharedName}[hash]`,
    plugins: [asksNothing],
  },
  {
    entryPoints: { main: 'webview/main.ts', map: 'webview/map.ts', recordingReview: 'webview/recordingReview.ts' },
    outdir: 'dist/webview',
    platform: 'browser',
    format: 'esm',
    // Chromium of VS Code 1.101.
    target: 'chrome136',
    tsconfig: 'webview/tsconfig.json',
  },
  ...(tests
    ? [
        {
          ...commonJs,
          entryPoints: { index: 'test/host/index.ts' },
          outdir: 'dist/test/host',
          external: ['vscode', 'mocha'],
          // Mocha is an ES module, which `require` gives on the newest hosts only.
          supported: { 'dynamic-import': true },
          plugins: [everyHostTest],
          minify: false,
          sourcemap: 'inline',
        },
      ]
    : []),
];

const copies = [
  ['node_modules/web-tree-sitter/web-tree-sitter.wasm', 'dist/web-tree-sitter.wasm'],
  ['node_modules/tree-sitter-bash/tree-sitter-bash.wasm', 'dist/tree-sitter-bash.wasm'],
];

/** Lines that the problem matcher in .vscode/tasks.json reads. */
const report = {
  name: 'report',
  setup(build) {
    build.onStart(() => {
      if (watch) console.log('[watch] build started');
    });
    build.onEnd((result) => {
      for (const problem of [...result.errors, ...result.warnings]) {
        const kind = result.errors.includes(problem) ? 'error' : 'warning';
        const at = problem.location;
        console.error(`${at ? `${at.file}:${at.line}:${at.column + 1}: ` : ''}${kind}: ${problem.text}`);
      }
      if (existsSync(join(root, 'dist/cli.js'))) chmodSync(join(root, 'dist/cli.js'), 0o755);
      if (watch) console.log('[watch] build finished');
    });
  },
};

function copyAssets() {
  mkdirSync(join(root, 'dist', 'webview'), { recursive: true });
  for (const [from, to] of copies) cpSync(join(root, from), join(root, to));
}

/** Their names change with what they hold, so those of the build before would stay. */
function removeShared() {
  for (const file of readdirSync(join(root, 'dist'))) if (file.startsWith(sharedName)) rmSync(join(root, 'dist', file));
}

copyAssets();
removeShared();

const options = bundles.map((bundle) => ({
  ...shared,
  ...bundle,
  define: { ...bundle.define, 'process.env.NODE_ENV': production ? '"production"' : '"development"' },
  plugins: [...(bundle.plugins ?? []), report],
}));

if (watch) {
  const contexts = await Promise.all(options.map((each) => context(each)));
  await Promise.all(contexts.map((each) => each.watch()));
} else {
  const done = await Promise.allSettled(options.map((each) => build(each)));
  // What a plugin was given wrong ends a build before it begins, and nothing else tells so.
  for (const { reason } of done) if (reason !== undefined && !reason.errors?.length) console.error(String(reason));
  if (done.some((each) => each.status === 'rejected')) process.exit(1);
}
