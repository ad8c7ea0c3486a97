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
import { type HostResult, type HostTest, runHostSuite } from './editor/host.ts';
import { type Editor, findEditor, findServerEditor } from './editor/install.ts';
import { packageExtension } from './editor/package.ts';
import { fetchedFolder, projectRoot } from './editor/paths.ts';
import { run } from './editor/processes.ts';

const none: Counts = { passed: 0, failed: 0, skipped: 0 };
/** No more test files, or in-host tests, than these are run once more. */
const mostRepeated = 3;

interface Outcome extends Counts {
  /** Files or in-host tests that failed at first and passed when they were run once more, with why. */
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

async function host(grep: string | undefined): Promise<Outcome> {
  const built = await run(process.execPath, ['esbuild.config.mjs', '--production', '--tests'], { cwd: projectRoot });
  if (built.code !== 0) {
    console.log(built.output);
    return one(false);
  }
  const editor = await findEditor();
  mkdirSync(fetchedFolder, { recursive: true });
  const first = await hostSuite(editor, grep);
  const failed = first.tests.filter((test) => test.state === 'failed');
  const flaky: string[] = [];
  if (!first.problem && failed.length <= mostRepeated) {
    for (const test of failed) {
      console.log(`\n━━ ${test.title}, once more ━━`);
      const { tests, problem } = await hostSuite(editor, test.title);
      const again = tests.find(({ title }) => title === test.title);
      if (problem || again?.state !== 'passed') continue;
      test.state = 'passed';
      flaky.push(told(test));
    }
  }
  const count = (state: string): number => first.tests.filter((test) => test.state === state).length;
  const failures = first.tests.filter((test) => test.state === 'failed').map(told);
  return {
    passed: count('passed'),
    failed: failures.length + (first.problem ? 1 : 0),
    skipped: count('skipped'),
    failures: first.problem ? [...failures, first.problem] : failures,
    flaky,
  };
}

function told({ title, error = '' }: HostTest): string {
  return `${title}: ${error.split('\n', 1)}`;
}

/** One in-host run, in a host of its own on a sample of its own. */
async function hostSuite(editor: Editor, grep: string | undefined): Promise<HostResult> {
  const scratch = mkdtempSync(join(tmpdir(), 'mirror-sample-'));
  try {
    const result = await runHostSuite(editor, {
      extension: projectRoot,
      suite: join(projectRoot, 'dist', 'test', 'host', 'index.cjs'),
      workspace: await makeSample(join(scratch, 'sample')),
      log: join(fetchedFolder, 'host.log'),
      onLine: (line) => console.log(line),
      ...(grep === undefined ? {} : { grep }),
    });
    if (result.problem) console.log(`  ✖ ${result.problem}`);
    return result;
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
    const untold = { ...none, failed: 1, failures: ['a file that broke outside of its tests'] };
    return isUntold ? { ...counts, '': untold } : counts;
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
      flaky.push(`${name}: ${counts[file]?.failures?.join('; ')}`);
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
      failures: [...(sum.failures ?? []), ...(each.failures ?? [])],
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
    for (const name of counts.flaky ?? []) summary.push(`  failed at first, passed when it was run once more: ${name}`);
    for (const failure of counts.failures ?? []) summary.push(`  ✖ ${failure}`);
    const skipped = counts.skipped > 0 ? `, ${counts.skipped} skipped` : '';
    summary.push(`  ${name.padEnd(6)} ${counts.passed} passed, ${counts.failed} failed${skipped} (${seconds} s)`);
  }
  console.log(`\n━━ All ━━\n${summary.join('\n')}`);
  console.log(`${total.passed} passed, ${total.failed} failed`);
  return total.failed === 0 ? 0 : 1;
}

process.exitCode = await main();
