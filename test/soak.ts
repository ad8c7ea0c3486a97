/**
 * `npm run soak`: the long forms of tests that `npm test` runs in a short form, one after the other.
 *
 *     npm run soak                     all of them
 *     npm run soak -- journal kills    some of them
 *     npm run soak -- --list           what there is
 */
import { globSync } from 'node:fs';
import { packageExtension } from './editor/package.ts';
import { projectRoot } from './editor/paths.ts';
import { run } from './editor/processes.ts';

interface LongRun {
  /** What is held, with its figure. */
  readonly what: string;
  /** Test files, as globs from the project's root. */
  readonly files: readonly string[];
  /** Tests whose name holds this; all, if left out. */
  readonly only?: string;
  /** What makes the run long. */
  readonly env: Readonly<Record<string, string>>;
  /** Opens the editor with the installed extension. */
  readonly editor?: boolean;
}

const longRuns: Readonly<Record<string, LongRun>> = {
  inspector: {
    what: 'the MCP inspector lists and calls every tool (fetches it from npm)',
    files: ['test/soak/inspector.test.ts'],
    env: {},
  },
  organization: {
    what: '100 interleavings of two projects, three clones and an organization: no conflict in notes, none lost or doubled',
    files: ['test/unit/organization/interleavings.test.ts'],
    env: { MIRROR_INTERLEAVINGS: '100' },
  },
  frontmatter: {
    what: '200,000 pieces of YAML: what is read fast is what the library reads',
    files: ['test/unit/context/plainYaml.test.ts'],
    env: { MIRROR_YAML_RUNS: '200000' },
  },
  limits: {
    what: '1,000 pairs of hand-written AGENTS.md: Codex cuts nothing of ours, and a second plan changes nothing',
    files: ['test/unit/context/compiler.test.ts'],
    only: 'never makes Codex cut',
    env: { MIRROR_BUDGET_RUNS: '1000' },
  },
  reload: {
    what: 'a draft answer is there after the window was reloaded',
    files: ['test/e2e/newcomer.test.ts'],
    env: { MIRROR_RELOAD: '1' },
    editor: true,
  },
  journal: {
    what: '10,000 damaged journals: never throws, loses no intact event, names each damage',
    files: ['test/unit/journal/format.test.ts'],
    env: { MIRROR_FUZZ_RUNS: '10000' },
  },
  edits: {
    what: '10,000 sequences of edits, replayed from their hunks',
    files: ['test/unit/capture/coalesce.test.ts'],
    env: { MIRROR_FUZZ_RUNS: '10000' },
  },
  leaks: {
    what: 'each terminal sample cut at 1,000 random places, each text typed 20 times: no leak through the capture',
    files: ['test/unit/sanitize/capturePaths.test.ts'],
    env: { MIRROR_LEAK_RUNS: '1000' },
  },
  'other leaks': {
    what: 'the same with secrets drawn anew each time it is run',
    files: ['test/unit/sanitize/capturePaths.test.ts'],
    env: { MIRROR_LEAK_RUNS: '200', MIRROR_LEAK_SEED: `${Math.floor(Date.now() / 1000)}` },
  },
  day: {
    what: 'a simulated working day of eight hours: memory flat within 10 %, the file whole',
    files: ['test/unit/capture/workingDay.test.ts'],
    env: { MIRROR_DAY_HOURS: '8' },
  },
  kills: {
    what: '200 kills of the extension host of a real window under load: every line that was on disk is there, 0 damaged',
    files: ['test/e2e/kills.test.ts'],
    env: { MIRROR_HOST_KILLS: '200' },
    editor: true,
  },
  writer: {
    what: '200 kills of the process that writes a recording',
    files: ['test/unit/journal/killed.test.ts'],
    env: { MIRROR_KILLS: '200' },
  },
};

async function soak(name: string, { what, files, only, env, editor }: LongRun): Promise<boolean> {
  console.log(`\n━━ ${name}: ${what} ━━`);
  const found = files.flatMap((glob) => globSync(glob, { cwd: projectRoot }));
  if (found.length === 0) throw new Error(`no file of ${name}: ${files.join(', ')}`);
  const started = Date.now();
  const vsix = editor ? { MIRROR_VSIX: await packageExtension() } : {};
  const ended = await run(
    process.execPath,
    ['--test', '--test-concurrency=1', ...(only === undefined ? [] : [`--test-name-pattern=${only}`]), ...found],
    { cwd: projectRoot, env: { ...process.env, ...env, ...vsix }, inherit: true },
  );
  console.log(`${ended.code === 0 ? '✔' : '✖'} ${name} (${((Date.now() - started) / 1000).toFixed(0)} s)`);
  return ended.code === 0;
}

async function main(names: readonly string[]): Promise<number> {
  if (names.includes('--list')) {
    for (const [name, { what }] of Object.entries(longRuns)) console.log(`${name.padEnd(10)} ${what}`);
    return 0;
  }
  const unknown = names.filter((name) => !(name in longRuns));
  if (unknown.length > 0) {
    console.error(`no long run ${unknown.join(', ')}: there are ${Object.keys(longRuns).join(', ')}`);
    return 2;
  }
  const failed: string[] = [];
  for (const [name, longRun] of Object.entries(longRuns)) {
    if (names.length > 0 && !names.includes(name)) continue;
    if (!(await soak(name, longRun))) failed.push(name);
  }
  console.log(failed.length === 0 ? '\nall held' : `\nfailed: ${failed.join(', ')}`);
  return failed.length === 0 ? 0 : 1;
}

process.exitCode = await main(process.argv.slice(2));
