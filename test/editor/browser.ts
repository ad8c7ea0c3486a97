import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { type Browser, type BrowserContext, chromium } from 'playwright-core';
import { onPath, projectRoot } from './paths.ts';
import { run } from './processes.ts';
import { progressOnStderr } from './progress.ts';

const flags = [
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** A Chromium: named by CHROME_PATH, on the PATH, in Playwright's cache, or installed now. */
export async function findBrowser(): Promise<string> {
  const found = installedBrowser();
  if (found) return found;
  const progress = progressOnStderr('browser');
  try {
    // Playwright's own download needs a network that build machines often lack; Debian's packages come first.
    if (existsSync('/etc/debian_version') && process.getuid?.() === 0) {
      progress.step('installing chromium from the Debian packages');
      await run('apt-get', ['update', '-qq']);
      const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
      const packages = ['chromium', 'fonts-dejavu-core'];
      await run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...packages], { env });
    } else {
      progress.step("downloading Playwright's chromium");
      const cli = join(projectRoot, 'node_modules', 'playwright-core', 'cli.js');
      await run(process.execPath, [cli, 'install', 'chromium']);
    }
  } finally {
    progress.end();
  }
  const installed = installedBrowser();
  if (!installed) throw new Error('no Chromium here and none could be installed: install one, or set CHROME_PATH');
  return installed;
}

function installedBrowser(): string | undefined {
  const named = process.env.CHROME_PATH;
  if (named) return named;
  const system = onPath('chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable');
  if (system) return system;
  const cached = chromium.executablePath();
  return cached && existsSync(cached) ? cached : undefined;
}

/** Starts it with a new profile. `HEADED=1` shows the window. */
export async function launchBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath: await findBrowser(),
    headless: process.env.HEADED !== '1',
    args: process.getuid?.() === 0 ? [...flags, '--no-sandbox'] : flags,
  });
}

/** A window of its own: two contexts share nothing that a browser stores. */
export function newContext(browser: Browser): Promise<BrowserContext> {
  return browser.newContext({
    viewport: { width: 1440, height: 900 },
    locale: 'en-US',
    permissions: ['clipboard-read', 'clipboard-write'],
  });
}
