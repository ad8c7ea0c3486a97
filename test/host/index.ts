import { writeFileSync } from 'node:fs';
import { files } from 'host-tests';
import * as vscode from 'vscode';
import type { HostTest } from '../editor/host.ts';

/**
 * Entry of the in-host suite, called by VS Code inside the extension host. An extension whose
 * `engines.vscode` the host does not meet is left out silently, so its presence is asked first.
 */
export async function run(): Promise<void> {
  const id = 'themirror.mirror';
  const extension = vscode.extensions.getExtension(id);
  if (!extension)
    throw new Error(`${id} is not loaded in VS Code ${vscode.version}: see engines.vscode and its bundle`);
  await extension.activate();
  if (!extension.isActive) throw new Error(`${id} does not activate`);

  // Mocha is an ES module, which this bundle, being CommonJS, can only import when it runs.
  const { default: Mocha } = await import('mocha');
  const grep = process.env.MIRROR_TEST_GREP;
  // The base reporter prints nothing: results go out as they come, through the listeners below.
  const reporter = Mocha.reporters.Base;
  const mocha = new Mocha({ ui: 'bdd', timeout: 20_000, reporter, ...(grep ? { fgrep: grep } : {}) });
  for (const [file, load] of files) {
    mocha.suite.emit('pre-require', globalThis, file, mocha);
    await load();
  }
  const tests: HostTest[] = [];
  const failures = await new Promise<number>((resolve) => {
    const add = (test: Mocha.Runnable, state: HostTest['state'], error?: Error): void => {
      const title = test.fullTitle();
      const ms = test.duration ?? 0;
      const stack = error ? (error.stack ?? String(error)) : undefined;
      tests.push({ title, state, ms, ...(stack ? { error: stack } : {}) });
      console.log(`  ${{ passed: '✔', failed: '✖', skipped: '-' }[state]} ${title} (${ms} ms)`);
      if (stack) console.log(stack.replace(/^/gm, '      '));
    };
    mocha
      .run(resolve)
      .on('pass', (test) => add(test, 'passed'))
      .on('fail', (test, error) => add(test, 'failed', error))
      .on('pending', (test) => add(test, 'skipped'));
  });
  const file = process.env.MIRROR_TEST_RESULT;
  if (file) writeFileSync(file, JSON.stringify(tests));
  if (failures > 0) throw new Error(`${failures} in-host tests failed`);
}
