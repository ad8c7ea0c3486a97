import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import { after, afterEach, before, describe, it } from 'node:test';
import type { Browser } from 'playwright-core';
import { type FromMap, receiveFromMap, type ToMap } from '../../src/views/mapProtocol.ts';
import { mapPage, mapWords } from '../../src/views/present/mapPage.ts';
import type { MapSource } from '../../src/views/present/processMap.ts';
import { launchBrowser } from '../editor/browser.ts';
import { until } from '../editor/until.ts';
import { english } from '../unit/views/englishWords.ts';
import { hostile, longMap, mapped, place, releaseMap } from '../unit/views/maps.ts';
import { state } from '../unit/views/states.ts';
import { bundleWebview, openPanel, type PanelOptions, type PanelPage } from './panelPage.ts';
import { themeNames } from './themes.ts';

let browser: Browser;
let script: string;
let open: PanelPage | undefined;

before(async () => {
  [browser, script] = await Promise.all([launchBrowser(), bundleWebview('map')]);
});
after(() => browser.close());
afterEach(async () => {
  await open?.close();
  open = undefined;
});

async function panel(options: PanelOptions = {}): Promise<PanelPage> {
  open = await openPanel(browser, script, { width: 1100, height: 800, title: 'Map', ...options });
  return open;
}

function show(map: MapSource): ToMap {
  const name = map.distilled.workflow;
  const page = mapPage(state({ workflows: [{ name, recordings: [], map }] }), name, english);
  return { type: 'state', state: page.state, words: mapWords(english) };
}

const three = mapped([place('Edit `a`', [1], 1), place('Verify with `npm test`', [1], 3), place('Push', [1], 5)]);

/** Shows a map and waits until everything has its place. */
async function showMap({ tell, page }: PanelPage, map: MapSource): Promise<void> {
  await tell(show(map));
  await page.locator('.map[aria-busy="false"]').waitFor();
}

describe('the page', () => {
  it('is under 200 KB, asks for the state once, and breaks no rule of its policy', async () => {
    assert.ok(script.length < 200_000, String(script.length));
    const shown = await panel();
    await showMap(shown, releaseMap());
    assert.deepEqual(await shown.messages(), [{ type: 'ready' }]);
    assert.deepEqual(await shown.problems(), []);
  });

  for (const theme of themeNames) {
    it(`has no accessibility violation in ${theme}, whatever it shows`, async () => {
      const shown = await panel({ theme });
      for (const map of [three, releaseMap(), longMap(30)]) {
        await showMap(shown, map);
        assert.deepEqual(await shown.violations(), []);
        if (process.env.MIRROR_PICTURES) {
          mkdirSync(process.env.MIRROR_PICTURES, { recursive: true });
          await shown.page.screenshot({
            path: `${process.env.MIRROR_PICTURES}/${theme}-${map.distilled.process.spine.length}.png`,
          });
        }
      }
      await shown.page.locator('.node.failure').first().focus();
      await shown.page.locator('summary').click();
      assert.deepEqual(await shown.violations(), [], 'a selected node, the list open');
      if (process.env.MIRROR_PICTURES)
        await shown.page.screenshot({ path: `${process.env.MIRROR_PICTURES}/${theme}-list.png` });
      for (const empty of [state({ busy: 'Distilling…' }), state({ error: 'Not readable.' }), state()]) {
        await shown.tell({ type: 'state', state: mapPage(empty, 'x', english).state, words: mapWords(english) });
        assert.deepEqual(await shown.violations(), []);
      }
      assert.deepEqual(await shown.problems(), []);
    });
  }
});

describe('by keyboard', () => {
  it('a map is one stop: arrows lead along the way, to what failed and to the other way; Enter opens the moment', async () => {
    const shown = await panel();
    await showMap(shown, releaseMap());
    const { page, messages } = shown;
    const focused = (): Promise<string> => page.evaluate('document.activeElement.id');
    const goes = async (key: string, to: string) => {
      await page.keyboard.press(key);
      assert.equal(await focused(), to, key);
    };
    // It has the focus when it opens in front of the person: the first step.
    assert.equal(await focused(), 'step-1');
    await goes('ArrowRight', 'step-1-parameter-0');
    await goes('ArrowLeft', 'step-1');
    await goes('ArrowDown', 'step-2');
    await goes('ArrowDown', 'step-3');
    await goes('ArrowRight', 'step-3-failure-0');
    await goes('ArrowDown', 'step-3-away');
    await goes('ArrowUp', 'step-3-failure-0');
    await page.keyboard.press('Enter');
    assert.deepEqual((await messages()).at(-1), { type: 'openEvidence', node: 'step-3-failure-0', index: 0 });
    assert.equal(await page.locator('aside h2').textContent(), 'Fails: no entry for <version>');
    await goes('ArrowLeft', 'step-3');
    // Two of three recordings push, one makes a release on the server instead.
    await goes('ArrowDown', 'step-4');
    await goes('ArrowLeft', 'step-5');
    await goes('ArrowRight', 'step-4');
    await goes('End', 'step-6');
    await goes('ArrowUp', 'step-4');
    await goes('Home', 'step-1');
    // One stop: the next is the first piece of evidence of what is selected, the one before the tools.
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    assert.deepEqual((await messages()).at(-1), { type: 'openEvidence', node: 'step-1', index: 1 });
    await page.keyboard.press('Shift+Tab');
    await page.keyboard.press('Shift+Tab');
    assert.equal(await focused(), 'step-1');
    await page.keyboard.press('Shift+Tab');
    assert.equal(await focused(), 'export-mermaid');
    assert.deepEqual(await shown.problems(), []);
  });

  it('zooms, shows all of it, and says so', async () => {
    const shown = await panel();
    await showMap(shown, releaseMap());
    const { page } = shown;
    const said = () => page.locator('[role="status"]').textContent();
    await page.locator('#step-1').focus();
    assert.equal(await said(), '100 %');
    await page.keyboard.press('+');
    assert.equal(await said(), '125 %');
    await page.keyboard.press('-');
    await page.keyboard.press('-');
    assert.equal(await said(), '80 %');
    await showMap(shown, longMap(30));
    await page.locator('#step-1').focus();
    await page.keyboard.press('0');
    const all: boolean = await page.evaluate(
      "(({ scrollWidth, clientWidth, scrollHeight, clientHeight }) => scrollWidth <= clientWidth && scrollHeight <= clientHeight)(document.querySelector('.map'))",
    );
    assert.ok(all, 'nothing is out of sight');
  });

  it('exports by a button: the places for a picture, nothing for Mermaid', async () => {
    const shown = await panel();
    await showMap(shown, releaseMap());
    await shown.page.locator('#export-mermaid').press('Enter');
    assert.deepEqual((await shown.messages()).at(-1), { type: 'exportMermaid' });
    await shown.page.locator('#export-svg').press('Enter');
    const sent = (await shown.messages()).at(-1) as Extract<FromMap, { type: 'exportSvg' }>;
    assert.equal(sent.type, 'exportSvg');
    let taken: unknown;
    const ignore = () => undefined;
    const receive = receiveFromMap({
      ready: ignore,
      openEvidence: ignore,
      exportMermaid: ignore,
      exportSvg: (message) => (taken = message),
    });
    assert.ok(receive(sent), 'the host takes it');
    assert.deepEqual(taken, sent);
  });
});

describe('a person', () => {
  it('who comes back finds the map as they left it', async () => {
    const shown = await panel({ height: 400 });
    await showMap(shown, longMap(30));
    const { page } = shown;
    await page.locator('#step-1').focus();
    await page.keyboard.press('End');
    await page.keyboard.press('-');
    const look = () =>
      page.evaluate(
        "(({ scrollTop }) => [Math.round(scrollTop), document.querySelector('[aria-current]').id, document.querySelector('[role=status]').textContent])(document.querySelector('.map'))",
      );
    const before = await look();
    await page.waitForFunction("seen.state?.selected === 'step-30' && seen.state.top > 100");
    assert.deepEqual(Object.keys((await page.evaluate('seen.state')) as object).sort(), [
      'left',
      'selected',
      'top',
      'workflow',
      'zoom',
    ]);
    // VS Code throws a hidden page away and makes it anew.
    await page.reload();
    await page.waitForFunction('seen.messages.length > 0');
    await showMap(shown, longMap(30));
    assert.deepEqual(await look(), before);
  });

  it('who pulls the map moves it; the wheel with Control zooms where it points', async () => {
    const shown = await panel();
    await showMap(shown, longMap(40));
    const { page } = shown;
    const top = () => page.evaluate("document.querySelector('.map').scrollTop") as Promise<number>;
    await page.mouse.move(60, 500);
    await page.mouse.down();
    await page.mouse.move(60, 300, { steps: 4 });
    await page.mouse.up();
    assert.equal(await top(), 200);
    await page.keyboard.down('Control');
    await page.mouse.wheel(0, -120);
    await page.keyboard.up('Control');
    assert.notEqual(await page.locator('[role="status"]').textContent(), '100 %');
  });

  it('who wants no motion gets none', async () => {
    const shown = await panel();
    await shown.page.emulateMedia({ reducedMotion: 'reduce' });
    await showMap(shown, releaseMap());
    const moving: string[] = await shown.page.evaluate(
      "[...document.querySelectorAll('main, main *')].flatMap((one) => { const { transitionDuration, animationName, scrollBehavior } = getComputedStyle(one); return transitionDuration !== '0s' || animationName !== 'none' || scrollBehavior === 'smooth' ? [one.tagName + '.' + one.className] : []; })",
    );
    assert.deepEqual(moving, []);
  });

  for (const [name, options] of Object.entries({
    'at 220 px': { width: 220 },
    'at 200 %': { width: 550, height: 400, zoom: 2 },
  })) {
    it(`${name} scrolls the map, never the page sideways`, async () => {
      const shown = await panel(options);
      await showMap(shown, releaseMap(' and-a-very-long-name-without-any-space-in-it-at-all'));
      const sizes: number[] = await shown.page.evaluate('[document.documentElement.scrollWidth, innerWidth]');
      assert.ok((sizes[0] ?? 0) <= (sizes[1] ?? 0), sizes.join(' > '));
      const seen: boolean = await shown.page.evaluate(
        "(({ left, top }, box) => left >= box.left && top < box.bottom)(document.querySelector('#step-1').getBoundingClientRect(), document.querySelector('.map').getBoundingClientRect())",
      );
      assert.ok(seen, 'the first step is in sight');
      await shown.page.locator('.node.failure').first().focus();
      assert.deepEqual(await shown.cutOff(), []);
      assert.deepEqual(await shown.violations(), []);
      await shown.page.locator('summary').click();
      assert.deepEqual(await shown.violations(), [], 'with the list');
    });
  }
});

describe('what is selected', () => {
  for (const [name, options] of Object.entries({
    wide: { width: 1100 },
    'at 220 px': { width: 220 },
    'in half a window at 200 %': { width: 350, height: 400, zoom: 2 },
  })) {
    it(`is in sight with the step that it belongs to, ${name}, also when the window was made so`, async () => {
      const shown = await panel({ height: 800 });
      await showMap(shown, releaseMap());
      await shown.page.locator('#step-1').focus();
      for (const key of ['ArrowDown', 'ArrowDown', 'ArrowRight']) await shown.page.keyboard.press(key);
      await shown.page.setViewportSize({ width: options.width, height: 800 });
      const inSight = `(() => {
        const box = document.querySelector('.map').getBoundingClientRect();
        return ['step-3', 'step-3-failure-0'].map((id) => {
          const { left, right, top, bottom } = document.getElementById(id).getBoundingClientRect();
          return left >= box.left && right <= box.right && top >= box.top && bottom <= box.bottom;
        });
      })()`;
      const look = async () => (await shown.page.evaluate(inSight)) as boolean[];
      await until('both in sight', async () => (await look()).every(Boolean), {
        timeout: 5000,
        explain: async () => JSON.stringify(await look()),
      });
    });
  }
});

describe('hostile content', () => {
  it('is shown as text, runs nothing and loads nothing', async () => {
    const shown = await panel();
    for (const text of hostile) {
      await showMap(shown, releaseMap(text));
      await shown.page.locator('#step-3-failure-0').focus();
      const made: number = await shown.page.evaluate(
        "document.querySelectorAll('main img, main script, main a, main iframe, main style, main foreignObject').length",
      );
      assert.equal(made, 0);
    }
    assert.deepEqual(await shown.problems(), []);
  });

  it('among the messages changes nothing', async () => {
    const shown = await panel();
    await showMap(shown, releaseMap());
    for (const raw of [
      null,
      1,
      'state',
      {},
      { type: 'state' },
      { type: 'state', state: { view: 'map' } },
      { type: '__proto__' },
      [],
    ])
      await shown.tell(raw);
    assert.equal(await shown.page.locator('.node').count(), 9);
    assert.deepEqual(await shown.problems(), []);
  });
});

describe('measured', () => {
  it('a map of 3 steps and one of 150 are painted whole', async () => {
    const rows: Record<string, Record<string, number>> = {};
    for (const steps of [3, 150]) {
      const shown = await panel();
      // The first of all pages also compiles the script.
      await shown.tell(show(three));
      await shown.page.locator('.map[aria-busy="false"]').waitFor();
      const measured = (await shown.page.evaluate(`(async () => {
        const tasks = [];
        new PerformanceObserver((list) => tasks.push(...list.getEntries().map(({ duration }) => duration))).observe({ entryTypes: ['longtask'] });
        const message = ${JSON.stringify(show(longMap(steps)))};
        await new Promise((done) => setTimeout(done, 50));
        const start = performance.now();
        postMessage(message, '*');
        const painted = async (found) => {
          while (!found()) await new Promise((done) => requestAnimationFrame(done));
          await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
          return performance.now() - start;
        };
        const paint = await painted(() => document.querySelectorAll('.list li').length >= ${steps});
        const placed = await painted(() => document.querySelector('.map[aria-busy="false"]') && document.querySelectorAll('.node').length >= ${steps});
        await new Promise((done) => setTimeout(done, 100));
        return { paint: Math.round(paint), placed: Math.round(placed), longest: Math.round(Math.max(0, ...tasks)), nodes: document.querySelectorAll('.node').length };
      })()`)) as Record<string, number>;
      rows[`${steps} steps`] = measured;
      assert.ok(Number(measured.nodes) >= steps);
      await shown.close();
    }
    // The goal is 300 ms, and no task over 100: which machine it ran on decides, so it is told and not held.
    console.table(rows);
  });
});
