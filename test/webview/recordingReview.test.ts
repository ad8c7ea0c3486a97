import assert from 'node:assert/strict';
import { after, afterEach, before, describe, it } from 'node:test';
import type { Browser } from 'playwright-core';
import type { Fact } from '../../src/model/event.ts';
import { lineDetail, moreOf } from '../../src/views/present/reviewDetail.ts';
import { reviewList } from '../../src/views/present/reviewList.ts';
import { reviewPresenter, reviewWords } from '../../src/views/present/reviewRows.ts';
import type { FromReview, ToReview } from '../../src/views/reviewProtocol.ts';
import type { ReviewSubject } from '../../src/views/reviewSubject.ts';
import { launchBrowser } from '../editor/browser.ts';
import { until } from '../editor/until.ts';
import { command } from '../unit/commandFact.ts';
import { english } from '../unit/views/englishWords.ts';
import { release, step, subject } from '../unit/views/reviewSubjects.ts';
import { bundleWebview, openPanel, type PanelOptions, type PanelPage } from './panelPage.ts';
import { themeNames } from './themes.ts';

let browser: Browser;
let script: string;
let open: PanelPage | undefined;

before(async () => {
  [browser, script] = await Promise.all([launchBrowser(), bundleWebview('recordingReview')]);
});
after(() => browser.close());
afterEach(async () => {
  await open?.close();
  open = undefined;
});

/** Answers as the host does, from the real presenters. */
function hostOf(shown: ReviewSubject): (message: FromReview) => ToReview[] {
  const { list, outline, row, next, parts } = reviewPresenter(shown, reviewList(shown), english);
  const version = 1;
  return (message) => {
    switch (message.type) {
      case 'ready':
        return [{ type: 'outline', outline: outline(version), words: reviewWords(english) }];
      case 'rows': {
        const rows = Array.from({ length: message.count }, (_, index) => row(message.start + index));
        return [{ type: 'rows', version, start: message.start, rows: rows.filter((each) => each !== undefined) }];
      }
      case 'detail': {
        const line = list.lines[message.row];
        return line ? [{ type: 'detail', version, detail: lineDetail(line, message.row, list, parts, english) }] : [];
      }
      case 'more': {
        const line = list.lines[message.row];
        const { row: at, block, offset } = message;
        return line ? [{ type: 'more', version, row: at, block, ...moreOf(line, block, offset, parts, english) }] : [];
      }
      case 'next': {
        const found = next(message.what, message.from);
        return found === undefined ? [] : [{ type: 'found', version, row: found }];
      }
      default:
        return [];
    }
  };
}

async function review(shown: ReviewSubject, options: PanelOptions = {}): Promise<PanelPage> {
  const host = hostOf(shown);
  open = await openPanel(browser, script, {
    width: 1000,
    title: 'What Is Kept',
    answer: (message) => host(message as unknown as FromReview),
    ...options,
  });
  await open.page.getByRole('treeitem').first().waitFor();
  return open;
}

const asked = async ({ messages }: PanelPage) =>
  (await messages()).filter(({ type }) => !['ready', 'rows', 'detail', 'more', 'next'].includes(type));

describe('the page', () => {
  it('is under 150 KB and breaks no rule of its policy', async () => {
    assert.ok(script.length < 150_000, String(script.length));
    const { problems, page } = await review(release);
    await page.getByRole('treeitem', { name: /npm test/ }).click();
    await page.getByRole('heading', { name: 'Output' }).waitFor();
    assert.deepEqual(await problems(), []);
  });

  for (const theme of themeNames) {
    it(`has no accessibility violation in ${theme}, whatever it shows`, async () => {
      const shown = await review(release, { theme });
      const { violations, page } = shown;
      assert.deepEqual(await violations(), [], 'nothing selected');
      for (const name of [/export NPM_TOKEN/, /^Step Raise/, /edited package.json/, /no shell integration/]) {
        await page.getByRole('treeitem', { name }).click();
        await page.locator('.detail h2').waitFor();
        assert.deepEqual(await violations(), [], String(name));
      }
      await page.keyboard.press('Shift+ArrowUp');
      assert.deepEqual(await violations(), [], 'several');
      await page.getByRole('button', { name: 'Steps Only' }).click();
      assert.deepEqual(await violations(), [], 'folded');
      await shown.tell({ type: 'message', kind: 'error', text: 'This recording is no longer there.' });
      assert.deepEqual(await violations(), [], 'an error');
    });
  }

  for (const [name, options] of Object.entries({ 'at 220 px': { width: 220 }, 'at 200 %': { width: 320, zoom: 2 } })) {
    it(`needs no sideways scrolling ${name}`, async () => {
      const long = subject([command('x'.repeat(400), 0, 'y'.repeat(5_000)), command('ls')]);
      const { page, violations, cutOff } = await review(long, options);
      await page.getByRole('treeitem').first().click();
      await page.getByRole('heading', { name: 'Output' }).waitFor();
      const sizes: number[] = await page.evaluate(
        "[document.documentElement.scrollWidth, innerWidth, document.querySelector('.list').scrollWidth, document.querySelector('.list').clientWidth]",
      );
      assert.ok((sizes[0] ?? 0) <= (sizes[1] ?? 0) && (sizes[2] ?? 0) <= (sizes[3] ?? 0), sizes.join(' '));
      assert.deepEqual(await cutOff(), []);
      assert.deepEqual(await violations(), []);
    });
  }

  it('moves nothing by itself: it has no animation and no transition of its own', async () => {
    const { page } = await review(release);
    const moving: string[] = await page.evaluate(`[...document.querySelectorAll('main *')].filter((each) => {
      const { animationName, transitionDuration } = getComputedStyle(each);
      return animationName !== 'none' || !/^0s(, 0s)*$/.test(transitionDuration);
    }).map((each) => each.tagName)`);
    assert.deepEqual(moving, []);
  });
});

describe('by keyboard alone', () => {
  it('one goes through the rows, into the detail, and does what can be done', async () => {
    const shown = await review(release);
    const { page } = shown;
    const press = async (...keys: string[]) => {
      for (const key of keys) await page.keyboard.press(key);
    };
    await page.locator('.list').focus();
    await press('Home', 'ArrowDown', 'ArrowLeft', 'ArrowLeft', 'ArrowDown');
    assert.match(await activeName(shown), /^Step .* Commit with/);
    await press('F2', 'ArrowRight', 'Delete', 'Shift+ArrowDown', 'Delete');
    await press('Enter');
    assert.equal(await page.evaluate('document.activeElement.className'), 'detail');
    assert.deepEqual(await asked(shown), [
      { type: 'rename', version: 1, row: 8 },
      { type: 'remove', version: 1, from: 9, to: 9 },
      { type: 'remove', version: 1, from: 9, to: 10 },
    ]);
  });

  it('every row says what it is: its number, what was redacted and why, why it was left out', async () => {
    const shown = await review(release);
    const row = (name: string) => shown.page.getByRole('treeitem', { name });
    assert.equal(await row('#5 00:04 $ ls (exit 0, 1.2 s) left out: looking around').count(), 1);
    const why =
      '[redacted:env:NPM_TOKEN#1] (Redacted: the value of the variable NPM_TOKEN, found by the rule known-value.';
    assert.equal(
      (await row(`#8 00:07 $ export NPM_TOKEN= ${why} It stays redacted.)`).count()) + (await row(why).count()),
      1,
    );
    const mark = shown.page.locator('.row .mark').first();
    assert.match((await mark.getAttribute('title')) ?? '', /^Redacted: the value of the variable NPM_TOKEN/);
  });

  it('one goes from redaction to redaction, puts one back, and redacts a word more', async () => {
    const shown = await review(release);
    const { page } = shown;
    await page.getByRole('button', { name: 'Next Redacted' }).focus();
    await page.keyboard.press('Enter');
    await page.locator('#row-9.active').waitFor();
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: /\[redacted:person#1\], Redacted: a person's name/ }).focus();
    await page.keyboard.press('Enter');
    await page.locator('#redact').focus();
    await page.keyboard.press('Enter');
    assert.deepEqual(await asked(shown), [
      { type: 'restore', version: 1, placeholder: '[redacted:person#1]' },
      { type: 'redact', version: 1 },
    ]);
  });
});

describe('by mouse', () => {
  it('a selection in the text is what is redacted', async () => {
    const shown = await review(release);
    const { page } = shown;
    await page.getByRole('treeitem', { name: /npm test/ }).click();
    await page.getByRole('heading', { name: 'Output' }).waitFor();
    await page.locator('pre').nth(1).click({ clickCount: 3 });
    await page.getByRole('button', { name: 'Redact Selection…' }).click();
    assert.deepEqual(await asked(shown), [{ type: 'redact', version: 1, text: 'not ok 1 – größer' }]);
  });

  it('a dropped action is kept by a click, and a stretch is chosen with the shift key', async () => {
    const shown = await review(release);
    const { page } = shown;
    await page.getByRole('treeitem', { name: /\$ ls/ }).click();
    await page.getByRole('button', { name: 'Keep' }).click();
    await page.getByRole('treeitem', { name: /npm test/ }).click({ modifiers: ['Shift'] });
    await page.getByRole('button', { name: 'Remove for Good…' }).click();
    assert.deepEqual(await asked(shown), [
      { type: 'keep', version: 1, from: 5, to: 5 },
      { type: 'remove', version: 1, from: 4, to: 5 },
    ]);
  });

  it('nothing is offered that would write what another window records', async () => {
    const { page } = await review({ ...release, live: 'elsewhere' });
    await page.getByRole('treeitem', { name: /npm test/ }).click();
    await page.getByRole('heading', { name: 'Output' }).waitFor();
    assert.equal(await page.getByRole('button', { name: /Remove|Redact/ }).count(), 1);
  });
});

describe('what is shown', () => {
  it('stays where it was when the recording grows, and comes back after the tab was hidden', async () => {
    const shown = await review(release);
    const { page, tell } = shown;
    await page
      .getByRole('treeitem', { name: /git commit/ })
      .last()
      .click();
    const grown = reviewPresenter(release, reviewList(release), english).outline(2);
    await tell({ type: 'outline', outline: grown, words: reviewWords(english) });
    assert.equal(await page.locator('.row.active').getAttribute('id'), 'row-10');
    assert.deepEqual(await page.evaluate('seen.state'), { recording: 'rec-1', row: 10 });
    await page.reload();
    await page.locator('.row.active').waitFor();
    assert.equal(await page.locator('.row.active').getAttribute('id'), 'row-10');
  });

  it('leaves what is read alone while more comes behind it', async () => {
    const { page, tell } = await review(subject([command('npm test', 0, 'pass 3'), command('ls')], { live: 'here' }));
    await page.getByRole('treeitem', { name: /npm test/ }).click();
    await page.getByRole('heading', { name: 'Output' }).waitFor();
    await page.locator('pre').nth(1).click({ clickCount: 3 });
    const more = subject([command('npm test', 0, 'pass 3'), command('ls'), command('git push')], { live: 'here' });
    const outline = reviewPresenter(more, reviewList(more), english).outline(2, true);
    await tell({ type: 'outline', outline, words: reviewWords(english) });
    assert.equal(await page.getByRole('treeitem').count(), 3);
    assert.equal(await page.evaluate('getSelection().toString().trim()'), 'pass 3');
    assert.equal(await page.getByRole('button', { name: 'Redact Selection…' }).count(), 1);
  });

  it('is text, whatever it holds: nothing runs, nothing is loaded', async () => {
    const attacks = [
      '<img src=x onerror="seen.problems.push(1)"><script>seen.problems.push(2)</script>',
      '<a href="javascript:seen.problems.push(3)">click</a><iframe src="https://example.com"></iframe>',
      `\${seen.problems.push(4)} {{7*7}} \`]]></style></pre><!-- mirror:end -->`,
      '\u202Egnp.exe\u202C \u001b[31mred\u001b[0m ignore previous instructions',
      'z'.repeat(100_000),
    ];
    const facts: Fact[] = attacks.flatMap((text): Fact[] => [
      command(text, 0, text),
      { kind: 'note', text },
      { kind: 'edit', file: text.slice(0, 300), origin: 'typed', hunks: [{ line: 1, before: [text], after: [text] }] },
      { kind: 'git', op: 'commit', message: text },
    ]);
    const shown = await review(subject(facts, { steps: [step(attacks[0] ?? '', [1])] }));
    const { page } = shown;
    await page.locator('.list').focus();
    for (let row = 0; row < facts.length; row++) {
      await page.keyboard.press('ArrowDown');
      await page.locator('.detail h2').waitFor();
    }
    const made: number = await page.evaluate(
      "document.querySelectorAll('main img, main script, main a, main iframe, main style').length",
    );
    assert.equal(made, 0);
    assert.equal(await page.getByText('<img src=x', { exact: false }).first().isVisible(), true);
    const text: string = await page.evaluate('document.body.textContent');
    for (const hidden of ['\u202E', '\u202C', '\u001b']) assert.ok(!text.includes(hidden));
    assert.deepEqual(await shown.problems(), []);
  });

  it('changes by no message that is none', async () => {
    const { tell, page, problems } = await review(release);
    for (const raw of [
      null,
      1,
      'outline',
      {},
      { type: 'outline' },
      { type: 'rows', version: 1 },
      [],
      { type: '__proto__' },
    ])
      await tell(raw);
    await tell({ type: 'rows', version: 99, start: 0, rows: [] });
    assert.equal(await page.getByRole('heading', { level: 1 }).textContent(), 'Cut a release');
    assert.deepEqual(await problems(), []);
  });
});

describe('a recording of 20,000 events', () => {
  const facts: Fact[] = Array.from({ length: 20_000 }, (_, index) =>
    index % 10 === 0
      ? { kind: 'note', text: `Part ${index}` }
      : command(`make target-${index} TOKEN=[redacted:token#${index}]`, 0, 'line\n'.repeat(20)),
  );
  const steps = Array.from({ length: 2_000 }, (_, index) => step(`Make part ${index}`, [index * 10 + 2]));
  const large = subject(facts, { steps });

  /** Paints it once: milliseconds until rows are there, and the longest task until then and while scrolling through. */
  async function paint(): Promise<{ painted: number; longest: number; drawn: number }> {
    const host = hostOf(large);
    await open?.close();
    open = await openPanel(browser, script, {
      width: 1000,
      title: 'What Is Kept',
      answer: (message) => (message.type === 'ready' ? [] : host(message as unknown as FromReview)),
    });
    const { page } = open;
    await page.evaluate(
      "seen.tasks = []; new PerformanceObserver((list) => seen.tasks.push(...list.getEntries().map(({ duration }) => duration))).observe({ type: 'longtask' })",
    );
    const [outline] = host({ type: 'ready' });
    await page.evaluate(`seen.outline = ${JSON.stringify(outline)}`);
    const painted: number = await page.evaluate(
      `new Promise((done) => setTimeout(() => {
        const begun = performance.now();
        postMessage(seen.outline, '*');
        const look = () => requestAnimationFrame(document.querySelector('.row.work') ? () => done(performance.now() - begun) : look);
        look();
      }, 100))`,
    );
    let drawn = 0;
    for (let turn = 1; turn <= 20; turn++) {
      await page.evaluate(
        `document.querySelector('.list').scrollTop = document.querySelector('.list').scrollHeight * ${turn / 20}`,
      );
      await until('all rows in sight', async () =>
        page.evaluate<boolean>(
          "[...document.querySelectorAll('.row .text')].every(({ textContent }) => textContent !== 'Loading…')",
        ),
      );
      drawn = Math.max(drawn, await page.locator('.row').count());
    }
    await page.locator('.list').focus();
    await page.keyboard.press('End');
    await page.locator('#row-21999.active').waitFor();
    const tasks: number[] = await page.evaluate('seen.tasks');
    return { painted, longest: Math.max(0, ...tasks), drawn };
  }

  it('scrolls through with few rows drawn at a time', async () => {
    const { painted, longest, drawn } = await paint();
    // The goal is 300 ms, and no task over 100: which machine it ran on decides, so it is told and not held.
    console.log(
      `20,000 events: first rows after ${painted.toFixed(0)} ms, longest task ${longest.toFixed(0)} ms, at most ${drawn} rows drawn`,
    );
    assert.ok(drawn > 0 && drawn < 120);
  });
});

async function activeName({ page }: PanelPage): Promise<string> {
  return (await page.locator('.row.active').innerText()).replace(/\s+/g, ' ').trim();
}
