import { appendFileSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { runTests } from '@vscode/test-electron';
import { launchBrowser, newContext } from './browser.ts';
import type { DesktopEditor, Editor, ServerEditor } from './install.ts';
import { startServer } from './server.ts';

/** One in-host test, as the suite reports it. */
export interface HostTest {
  title: string;
  state: 'passed' | 'failed' | 'skipped';
  ms: number;
  error?: string;
}

/** What a run of the in-host suite came to; `problem` is set when the suite itself could not run to its end. */
export interface HostResult {
  tests: HostTest[];
  problem?: string;
}

/** What to run, and on what. */
export interface HostRun {
  /** The extension's folder, with its bundle built. */
  extension: string;
  /** The bundle that exports `run(): Promise<void>`. */
  suite: string;
  /** The folder to open. */
  workspace: string;
  /** Only tests whose full title contains this. */
  grep?: string;
  timeoutMs?: number;
  /** Where everything that the host says goes; only the suite's own lines reach `onLine`. */
  log: string;
  onLine?: (line: string) => void;
}

/**
 * Runs the in-host suite in a real extension host with a data folder of its own. The suite writes its
 * results to a file named in the environment, because an exit code alone hides how many tests ran.
 */
export async function runHostSuite(editor: Editor, options: HostRun): Promise<HostResult> {
  const scratch = mkdtempSync(join(tmpdir(), 'mirror-host-'));
  const resultFile = join(scratch, 'result.json');
  const env = {
    MIRROR_TEST_RESULT: resultFile,
    MIRROR_TEST_WORKSPACE: options.workspace,
    ...(options.grep ? { MIRROR_TEST_GREP: options.grep } : {}),
  };
  writeFileSync(options.log, '');
  try {
    const verdict =
      editor.kind === 'server'
        ? await onServer(editor, options, scratch, env)
        : await onDesktop(editor, options, scratch, env);
    const tests = existsSync(resultFile) ? (JSON.parse(readFileSync(resultFile, 'utf8')) as HostTest[]) : [];
    const failed = tests.some((test) => test.state === 'failed');
    // A red verdict with only green tests means that the host broke, not a test.
    return verdict === undefined || failed ? { tests } : { tests, problem: verdict };
  } finally {
    rmSync(scratch, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  }
}

/** Lines as test/host/index.ts writes them; the host says much more, most of it about itself. */
const fromSuite = /^ {2}[✔✖-] |^ {6}/;

/** Undefined when the host said 0, else what went wrong. */
async function onServer(
  editor: ServerEditor,
  options: HostRun,
  scratch: string,
  env: Record<string, string>,
): Promise<string | undefined> {
  const server = await startServer({ editor, data: join(scratch, 'data'), smokeTest: true, trust: 'off', env });
  const browser = await launchBrowser();
  try {
    const context = await newContext(browser);
    const page = await context.newPage();
    const timeoutMs = options.timeoutMs ?? 360_000;
    const exit = new Promise<number>((resolve) => {
      void page.exposeFunction('codeAutomationExit', (code: number) => resolve(code));
    });
    await page.exposeFunction('codeAutomationLog', (_type: string, args: unknown[]) => {
      const text = args.map(String).join(' ');
      appendFileSync(options.log, `${text}\n`);
      for (const line of text.split('\n')) if (fromSuite.test(line)) options.onLine?.(line);
    });
    const remote = (path: string): string => `vscode-remote://127.0.0.1:${server.port}${path}`;
    const payload = [
      ['extensionDevelopmentPath', remote(options.extension)],
      ['extensionTestsPath', remote(options.suite)],
      ['skipWelcome', 'true'],
    ];
    const query = new URLSearchParams({ folder: options.workspace, payload: JSON.stringify(payload) });
    await page.goto(`${server.address}/?${query}`);
    const code = await Promise.race([
      exit,
      server.running.ended.then(() => 'the server ended by itself'),
      wait(timeoutMs, `no verdict after ${timeoutMs / 1000} s`, { ref: false }),
    ]);
    if (code === 0) return undefined;
    return `${typeof code === 'string' ? code : `the host said ${code}`}; all it said is in ${options.log}`;
  } finally {
    await browser.close();
    await server.stop();
  }
}

async function onDesktop(
  editor: DesktopEditor,
  options: HostRun,
  scratch: string,
  env: Record<string, string>,
): Promise<string | undefined> {
  const run = runTests({
    vscodeExecutablePath: editor.executable,
    extensionDevelopmentPath: options.extension,
    extensionTestsPath: options.suite,
    extensionTestsEnv: env,
    launchArgs: [
      options.workspace,
      '--disable-extensions',
      `--user-data-dir=${join(scratch, 'data')}`,
      `--extensions-dir=${join(scratch, 'extensions')}`,
    ],
  });
  const timeoutMs = options.timeoutMs ?? 360_000;
  return Promise.race([
    run.then(
      () => undefined,
      (error: unknown) => String(error),
    ),
    wait(timeoutMs, `no verdict after ${timeoutMs / 1000} s`, { ref: false }),
  ]);
}
