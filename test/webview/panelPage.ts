import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import type { Browser, Page } from 'playwright-core';
import { webviewHtml } from '../../src/views/webviewHtml.ts';
import { type ThemeName, themes } from './themes.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const address = 'http://webview.test';
const axeSource = readFileSync(join(root, 'node_modules/axe-core/axe.min.js'), 'utf8');

/** A page of `webview/` as it ships, in memory; `entry` is its script. */
export async function bundleWebview(entry = 'main'): Promise<string> {
  const built = await build({
    absWorkingDir: root,
    entryPoints: [`webview/${entry}.ts`],
    bundle: true,
    minify: true,
    write: false,
    format: 'esm',
    target: 'chrome136',
    tsconfig: 'webview/tsconfig.json',
    logLevel: 'silent',
  });
  return built.outputFiles[0]?.text ?? '';
}

/**
 * Stands in for VS Code: keeps messages and state, and what the page's policy or the page itself complains about. The
 * id of an element is a global of the page as well, so no name here may be one: `answer` would be the answer box.
 */
const fakeHost = `
  globalThis.seen = { messages: [], problems: [], state: JSON.parse(sessionStorage.getItem('state') ?? 'null') ?? undefined };
  globalThis.acquireVsCodeApi = () => ({
    postMessage(message) {
      seen.messages.push(message);
      globalThis.answerAsHost?.(message).then((replies) => { for (const reply of replies) postMessage(reply, '*'); });
    },
    getState: () => seen.state,
    setState: (state) => { seen.state = state; sessionStorage.setItem('state', JSON.stringify(state)); },
  });
  addEventListener('securitypolicyviolation', (event) => seen.problems.push(event.violatedDirective + ' ' + event.blockedURI));
  addEventListener('error', (event) => seen.problems.push(event.message));
  addEventListener('unhandledrejection', (event) => seen.problems.push(String(event.reason)));
`;

/** What scrolls by itself (the map) and what is drawn for the eye alone, its words elsewhere in whole, is left out. */
const cutOffSource = `[...document.querySelectorAll('main *')].filter((each) => {
  if (each.closest('.plane, .unseen, [aria-hidden="true"], .row') || each.tagName === 'OPTION') return false;
  const { left, right, width } = each.getBoundingClientRect();
  if (width === 0) return false;
  const says = ['BUTTON', 'VSCODE-BUTTON', 'LABEL', 'H1', 'H2', 'H3', 'P', 'LI', 'SUMMARY'].includes(each.tagName);
  return left < -1 || right > innerWidth + 1 || (says && each.scrollWidth > each.clientWidth + 1 && each.clientWidth > 0);
}).map((each) => each.tagName + '.' + each.className + ' ' + each.textContent.trim().slice(0, 60))`;

/** Whatever it was: that it is a message of the protocol is for the test to say. */
export interface PostedMessage {
  readonly type: string;
  readonly [field: string]: unknown;
}

export interface PanelPage {
  readonly page: Page;
  tell(message: unknown): Promise<void>;
  /** What the page posted so far. */
  messages(): Promise<PostedMessage[]>;
  problems(): Promise<string[]>;
  /** What a person cannot read or reach without scrolling sideways: outside the window, or words cut off by their box. */
  cutOff(): Promise<string[]>;
  /** Rule and place of each accessibility violation that axe finds. */
  violations(): Promise<string[]>;
  close(): Promise<void>;
}

export interface PanelOptions {
  readonly theme?: ThemeName;
  readonly width?: number;
  readonly height?: number;
  readonly title?: string;
  /** 2 is the 200 % of `window.zoomLevel`. */
  readonly zoom?: number;
  /** Answers each message of the page as its host would. */
  readonly answer?: (message: PostedMessage) => readonly unknown[];
}

/** Opens the webview with the real page, the real policy and nothing else reachable. */
export async function openPanel(browser: Browser, script: string, options: PanelOptions = {}): Promise<PanelPage> {
  const { theme = 'dark', width = 320, height = 900, zoom = 1, title = 'Selected Gap' } = options;
  const { kind, ...colours } = themes[theme];
  const context = await browser.newContext({ viewport: { width, height }, deviceScaleFactor: zoom });
  const page = await context.newPage();
  const html = webviewHtml({ title, language: 'en', script: `${address}/main.js`, nonce: 'n0nce' });
  await page.route('**/*', (route) => {
    const { pathname, origin } = new URL(route.request().url());
    if (origin === address && pathname === '/') return route.fulfill({ contentType: 'text/html', body: html });
    if (origin === address && pathname === '/main.js')
      return route.fulfill({ contentType: 'text/javascript', body: script });
    return route.abort();
  });
  const { answer } = options;
  if (answer) await page.exposeFunction('answerAsHost', (message: PostedMessage) => answer(message));
  await page.addInitScript(fakeHost);
  const sheet = JSON.stringify({ kind, colours, background: themes[theme]['sideBar-background'] });
  await page.addInitScript(`addEventListener('DOMContentLoaded', () => {
    const { kind, colours, background } = ${sheet};
    document.body.className = kind;
    const style = document.documentElement.style;
    for (const [name, value] of Object.entries(colours)) style.setProperty('--vscode-' + name, value);
    style.setProperty('--vscode-font-family', 'sans-serif');
    style.setProperty('--vscode-font-size', '13px');
    style.setProperty('--vscode-font-weight', 'normal');
    style.backgroundColor = background;
  });`);
  await page.goto(`${address}/`);
  await page.waitForFunction('seen.messages.length > 0');
  return {
    page,
    async tell(message) {
      await page.evaluate(`postMessage(${JSON.stringify(message)}, '*')`);
      await page.evaluate('new Promise((done) => setTimeout(() => requestAnimationFrame(done), 0))');
    },
    messages: () => page.evaluate('seen.messages'),
    problems: () => page.evaluate('seen.problems'),
    cutOff: () => page.evaluate(cutOffSource),
    async violations() {
      await page.evaluate(axeSource);
      return page.evaluate(
        "axe.run(document, { resultTypes: ['violations'] }).then(({ violations }) => violations.flatMap(({ id, nodes }) => nodes.map((node) => id + ': ' + node.target.join(' ') + ' ' + node.failureSummary)))",
      );
    },
    close: () => context.close(),
  };
}
