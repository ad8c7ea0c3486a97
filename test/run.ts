/**
 * `npm test`: every stage in order, to the end even when one fails, each test counted.
 *
 *     npm test                          all stages
 *     npm test -- unit host             some of them
 *     npm test -- host --grep terminal  in-host tests whose title contains a text
 *     npm test -- unit e2e --grep apply the same for node:test
 */
import { existsSync, globSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { parseArgs } from 'node:util';
import type { Counts, CountsByFile } from './count-reporter.ts';
import { makeSample } from './demo/sample.ts';
import { findBrowser } from './editor/browser.ts';
import { runHostSuite } from './editor/host.ts';
import { findEditor, findServerEditor } from './editor/install.ts';
import { packageExtension } from './editor/package.ts';
import { fetchedFolder, projectRoot } from './editor/paths.ts';
import { run } from './editor/processes.ts';

const none: Counts = { passed: 0, failed: 0, skipped: 0 };
/** No more test files than these are run once more. */
const mostRepeated = 3;

interface Outcome extends Counts {
  /** Files that failed at first and passed when they were run once more. */
  flaky?: readonly string[];
}

interface Stage {
  heading: string;
  run: (grep: string | undefined) => Promise<Outcome>;
}

const stages: Record<string, Stage> = {
  types: { heading: 'Types', run: types },
  lint: {
    heading: 'Lint',
    run: () =>
      asOne(tool('@biomejs/biome/bin/biome'), [
        'ci',
        '--error-on-warnings',
        `--colors=${process.stdout.isTTY ? 'force' : 'off'}`,
        '.',
      ]),
  },
  build: { heading: 'Production build', run: () => asOne('esbuild.config.mjs', ['--production']) },
  unit: {
    heading: 'Unit tests',
    run: (grep) => nodeTest('test/unit/**/*.test.ts', grep, [`--test-concurrency=${availableParallelism()}`]),
  },
  host: { heading: 'In-host tests, in a real VS Code', run: host },
  e2e: { heading: 'End-to-end tests, through the user interface', run: e2e },
};

async function types(): Promise<Counts> {
  const projects = ['tsconfig.json', 'webview/tsconfig.json'].filter((each) => existsSync(join(projectRoot, each)));
  let code = 0;
  for (const project of projects) code += (await asOne(tool('typescript/bin/tsc'), ['-p', project])).failed;
  return code === 0 ? one(true) : one(false);
}

async function host(grep: string | undefined): Promise<Counts> {
  const built = await run(process.execPath, ['esbuild.config.mjs', '--production', '--tests'], { cwd: projectRoot });
  if (built.code !== 0) {
    console.log(built.output);
    return one(false);
  }
  const scratch = mkdtempSync(join(tmpdir(), 'mirror-sample-'));
  mkdirSync(fetchedFolder, { recursive: true });
  try {
    const result = await runHostSuite(await findEditor(), {
      extension: projectRoot,
      suite: join(projectRoot, 'dist', 'test', 'host', 'index.cjs'),
      workspace: await makeSample(join(scratch, 'sample')),
      log: join(fetchedFolder, 'host.log'),
      onLine: (line) => console.log(line),
      ...(grep === undefined ? {} : { grep }),
    });
    if (result.problem) console.log(`  ✖ ${result.problem}`);
    const count = (state: string): number => result.tests.filter((test) => test.state === state).length;
    return { passed: count('passed'), failed: count('failed') + (result.problem ? 1 : 0), skipped: count('skipped') };
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

/** What every test file needs is fetched and packaged once, before the first of them. */
async function e2e(grep: string | undefined): Promise<Outcome> {
  await findServerEditor();
  await findBrowser();
  const env = { MIRROR_VSIX: await packageExtension() };
  // Each file has an editor and a browser of its own: two at once are slower than one after the other.
  const test = (files: readonly string[]) => testFiles(files, grep, ['--test-concurrency=1'], env);
  const files = globSync('test/{webview,e2e}/**/*.test.ts', { cwd: projectRoot }).sort();
  return onceMore(await test(files), (file) => test([file]));
}

async function nodeTest(glob: string, grep: string | undefined, flags: string[], env = {}): Promise<Counts> {
  const files = globSync(glob, { cwd: projectRoot }).sort();
  return files.length === 0 ? none : sumOf(Object.values(await testFiles(files, grep, flags, env)));
}

/** Runs test files; the counts of each. */
async function testFiles(
  files: readonly string[],
  grep: string | undefined,
  flags: readonly string[],
  env: Readonly<Record<string, string>>,
): Promise<CountsByFile> {
  const scratch = mkdtempSync(join(tmpdir(), 'mirror-counts-'));
  const countFile = join(scratch, 'counts.json');
  try {
    const ended = await run(
      process.execPath,
      [
        '--test',
        ...flags,
        '--test-reporter=spec',
        '--test-reporter-destination=stdout',
        `--test-reporter=${join(projectRoot, 'test', 'count-reporter.ts')}`,
        `--test-reporter-destination=${countFile}`,
        ...(grep === undefined ? [] : [`--test-name-pattern=${grep}`]),
        ...files,
      ],
      { cwd: projectRoot, env: { ...process.env, ...env }, inherit: true },
    );
    const counts: CountsByFile = existsSync(countFile) ? JSON.parse(readFileSync(countFile, 'utf8')) : {};
    // A suite that breaks outside of its tests shows in the exit code alone.
    const isUntold = ended.code !== 0 && sumOf(Object.values(counts)).failed === 0;
    return isUntold ? { ...counts, '': { ...none, failed: 1 } } : counts;
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

/**
 * An editor on a machine that does other work as well is not in our hands: a file that failed is run once
 * more, on its own, and what that comes to counts. That it failed at first is said at the end.
 */
async function onceMore(counts: CountsByFile, again: (file: string) => Promise<CountsByFile>): Promise<Outcome> {
  const failed = Object.keys(counts).filter((file) => (counts[file]?.failed ?? 0) > 0);
  const result = { ...counts };
  const flaky: string[] = [];
  // Where much is broken, it is not the machine.
  if (failed.length <= mostRepeated && !failed.includes('')) {
    for (const file of failed) {
      const name = relative(projectRoot, file);
      console.log(`\n━━ ${name}, once more ━━`);
      const second = sumOf(Object.values(await again(file)));
      if (second.failed > 0 || second.passed === 0) continue;
      result[file] = second;
      flaky.push(name);
    }
  }
  return { ...sumOf(Object.values(result)), flaky };
}

function sumOf(all: readonly Counts[]): Counts {
  return all.reduce(
    (sum, each) => ({
      passed: sum.passed + each.passed,
      failed: sum.failed + each.failed,
      skipped: sum.skipped + each.skipped,
    }),
    none,
  );
}

/** A tool whose verdict counts as one test. */
async function asOne(script: string, args: string[]): Promise<Counts> {
  const ended = await run(process.execPath, [script, ...args], { cwd: projectRoot, inherit: true });
  return one(ended.code === 0);
}

function one(passed: boolean): Counts {
  return { passed: passed ? 1 : 0, failed: passed ? 0 : 1, skipped: 0 };
}

function tool(path: string): string {
  return join(projectRoot, 'node_modules', path);
}

async function main(): Promise<number> {
  const { values, positionals } = parseArgs({ allowPositionals: true, options: { grep: { type: 'string' } } });
  const unknown = positionals.filter((name) => !(name in stages));
  if (unknown.length > 0) {
    console.error(`no stage ${unknown.join(', ')}: there are ${Object.keys(stages).join(', ')}`);
    return 2;
  }
  const total = { passed: 0, failed: 0, skipped: 0 };
  const summary: string[] = [];
  for (const [name, stage] of Object.entries(stages)) {
    if (positionals.length > 0 && !positionals.includes(name)) continue;
    console.log(`\n━━ ${stage.heading} ━━`);
    const started = Date.now();
    const counts: Outcome = await stage.run(values.grep).catch((error: unknown) => {
      console.log(error instanceof Error ? error.stack : error);
      return one(false);
    });
    if (counts.passed + counts.failed === 0) {
      console.log(`  ✖ no ${name} test ran`);
      counts.failed = 1;
    }
    total.passed += counts.passed;
    total.failed += counts.failed;
    total.skipped += counts.skipped;
    const seconds = ((Date.now() - started) / 1000).toFixed(1);
    for (const file of counts.flaky ?? [])
      summary.push(`  ${file} failed at first and passed when it was run once more`);
    const skipped = counts.skipped > 0 ? `, ${counts.skipped} skipped` : '';
    summary.push(`  ${name.padEnd(6)} ${counts.passed} passed, ${counts.failed} failed${skipped} (${seconds} s)`);
  }
  console.log(`\n━━ All ━━\n${summary.join('\n')}`);
  console.log(`${total.passed} passed, ${total.failed} failed`);
  return total.failed === 0 ? 0 : 1;
}

process.exitCode = await main();
