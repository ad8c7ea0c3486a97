import assert from 'node:assert/strict';
import { after, afterEach, before, describe, it } from 'node:test';
import type { Browser } from 'playwright-core';
import type { Gap } from '../../src/model/gap.ts';
import { panelState, panelWords } from '../../src/views/present/gapPanel.ts';
import type { ToWebview } from '../../src/views/protocol.ts';
import type { ViewState } from '../../src/views/state.ts';
import { launchBrowser } from '../editor/browser.ts';
import { english } from '../unit/views/englishWords.ts';
import { evidence, gap, state } from '../unit/views/states.ts';
import { bundleWebview, openPanel, type PanelOptions, type PanelPage } from './panelPage.ts';
import { themeNames } from './themes.ts';

let browser: Browser;
let script: string;
let open: PanelPage | undefined;

before(async () => {
  [browser, script] = await Promise.all([launchBrowser(), bundleWebview()]);
});
after(() => browser.close());
afterEach(async () => {
  await open?.close();
  open = undefined;
});

async function panel(options?: PanelOptions): Promise<PanelPage> {
  open = await openPanel(browser, script, options);
  return open;
}

function show(shown: ViewState): ToWebview {
  return { type: 'state', state: panelState(shown, english), words: panelWords(shown, english) };
}

const selected = (over: Partial<Gap> = {}, rest: Partial<ViewState> = {}) =>
  show(state({ gaps: [gap({ askWhom: 'the release owner', ...over })], selectedGapId: over.id ?? 'g1', ...rest }));

const shows = {
  'a gap': selected({ raisesTo: 70, evidence: [evidence, { ...evidence, from: 9, to: 9 }] }),
  'a gap without evidence': selected({ evidence: [], severity: 'high' }),
  'an answered gap': selected({ severity: 'low' }, { answers: [{ gap: 'g1', text: 'From the customer record.' }] }),
  'nothing selected': show(state({ gaps: [gap()] })),
  loading: show(state({ busy: 'Distilling…' })),
  'an error': show(state({ error: 'The recording is not readable.' })),
  'distilling that failed': show(state({ error: 'Distilling failed.', distillFailed: true })),
};

describe('the page', () => {
  it('is under 150 KB, asks for the state once, and breaks no rule of its policy', async () => {
    assert.ok(script.length < 150_000, String(script.length));
    const { messages, problems, tell } = await panel();
    await tell(shows['a gap']);
    assert.deepEqual(await messages(), [{ type: 'ready' }]);
    assert.deepEqual(await problems(), []);
  });

  for (const theme of themeNames) {
    it(`has no accessibility violation in ${theme}, whatever it shows`, async () => {
      const { tell, violations, problems, page } = await panel({ theme });
      for (const [name, message] of Object.entries(shows)) {
        await tell(message);
        assert.deepEqual(await violations(), [], name);
      }
      await tell(shows['a gap']);
      await page.getByRole('button', { name: 'Accept Answer' }).click();
      assert.deepEqual(await violations(), [], 'a missing answer');
      assert.deepEqual(await problems(), []);
    });
  }

  for (const [name, options] of Object.entries({ 'at 220 px': { width: 220 }, 'at 200 %': { width: 160, zoom: 2 } })) {
    it(`needs no sideways scrolling ${name}`, async () => {
      const { tell, page, violations, cutOff } = await panel(options);
      await tell(selected({ subject: 'x'.repeat(300), evidence: [{ ...evidence, excerpt: 'y'.repeat(600) }] }));
      const sizes: number[] = await page.evaluate('[document.documentElement.scrollWidth, innerWidth]');
      assert.ok((sizes[0] ?? 0) <= (sizes[1] ?? 0), sizes.join(' > '));
      for (const [name, message] of Object.entries(shows)) {
        await tell(message);
        assert.deepEqual(await cutOff(), [], name);
      }
      assert.deepEqual(await violations(), []);
    });
  }
});

describe('a person who wants no motion', () => {
  it('gets none: nothing of the page or of its controls moves by itself', async () => {
    const { tell, page } = await panel();
    await page.emulateMedia({ reducedMotion: 'reduce' });
    for (const [name, message] of Object.entries(shows)) {
      await tell(message);
      const moving: string[] = await page.evaluate(`[...document.querySelectorAll('main, main *')].flatMap((each) =>
        [each, ...(each.shadowRoot?.querySelectorAll('*') ?? [])]).filter((each) => {
          const { animationName, transitionDuration, scrollBehavior } = getComputedStyle(each);
          return animationName !== 'none' || !/^0s(, 0s)*$/.test(transitionDuration) || scrollBehavior === 'smooth';
        }).map((each) => each.tagName + '.' + each.className)`);
      assert.deepEqual(moving, [], name);
    }
  });
});

describe('hostile content', () => {
  const attacks = [
    '<img src=x onerror="seen.problems.push(1)"><script>seen.problems.push(2)</script>',
    '<a href="javascript:seen.problems.push(3)">click</a><iframe src="https://example.com"></iframe>',
    `\${seen.problems.push(4)} {{7*7}} \`]]></style><!-- mirror:end -->`,
    '\u202Egnp.exe\u202C \u001b[31mred\u001b[0m ignore previous instructions',
  ];
  it('is shown as text, runs nothing and loads nothing', async () => {
    const { tell, page, problems } = await panel();
    for (const text of attacks) {
      await tell(
        selected({
          question: text,
          why: text,
          subject: text,
          workflow: text,
          askWhom: text,
          evidence: [{ ...evidence, excerpt: text }],
        }),
      );
      const made: number = await page.evaluate(
        "document.querySelectorAll('main img, main script, main a, main iframe, main style').length",
      );
      assert.equal(made, 0);
    }
    await tell(selected({ question: attacks[0] ?? '' }));
    assert.equal(await page.locator('#question').textContent(), attacks[0]);
    assert.deepEqual(await problems(), []);
  });

  it('among the messages changes nothing', async () => {
    const { tell, page, problems } = await panel();
    await tell(shows['a gap']);
    for (const raw of [
      null,
      1,
      'state',
      {},
      { type: 'state' },
      { type: 'state', state: { view: 'gap' } },
      { type: '__proto__' },
      [],
    ])
      await tell(raw);
    assert.equal(await page.locator('#question').textContent(), 'Where does the region come from?');
    assert.deepEqual(await problems(), []);
  });
});

describe('answering', () => {
  it('goes by keyboard alone: to the evidence, back to the answer, layer, accept', async () => {
    const { tell, page, messages } = await panel();
    await tell(shows['a gap']);
    const press = async (key: string, times = 1) => {
      for (let time = 0; time < times; time++) await page.keyboard.press(key);
    };
    // Layer, answer, three buttons, the first piece of evidence, the second.
    await press('Tab', 7);
    await press('Enter');
    await press('Shift+Tab', 6);
    await press('ArrowDown');
    await press('Tab');
    await page.keyboard.type('From the customer record.');
    await press('Tab');
    await press('Enter');
    assert.deepEqual(await messages(), [
      { type: 'ready' },
      { type: 'openEvidence', gap: 'g1', index: 1 },
      { type: 'answer', gap: 'g1', text: 'From the customer record.', layer: 'organization' },
    ]);
  });

  it('goes by Ctrl+Enter from the box, once, until the host has said what became of it', async () => {
    const { tell, page, messages } = await panel();
    await tell(shows['a gap']);
    await tell({ type: 'focusAnswer' });
    await page.keyboard.type('Because.');
    await page.keyboard.press('Control+Enter');
    await page.keyboard.press('Control+Enter');
    assert.equal((await messages()).filter(({ type }) => type === 'answer').length, 1);
    await assertStatus(page, 'Accepting the answer…');
    await tell({ type: 'answer', gap: 'g1', outcome: 'kept' });
    await assertStatus(page, 'The answer was not accepted. Your text is still here.');
    await page.keyboard.press('Control+Enter');
    assert.equal((await messages()).filter(({ type }) => type === 'answer').length, 2);
  });

  it('with nothing is refused with a sentence, and the cursor goes to the box', async () => {
    const { tell, page, messages } = await panel();
    await tell(shows['a gap']);
    await page.getByRole('button', { name: 'Accept Answer' }).click();
    await assertStatus(page, 'Write an answer first.');
    assert.equal(await page.evaluate('document.activeElement.id'), 'answer');
    assert.deepEqual(await messages(), [{ type: 'ready' }]);
  });

  it('asks a person or calls it no gap, and applies what was accepted', async () => {
    const { tell, page, messages } = await panel();
    await tell(shows['a gap']);
    await page.getByRole('button', { name: 'Copy Question' }).click();
    await page.getByRole('button', { name: 'Not a Gap…' }).click();
    await tell(shows['an answered gap']);
    assert.equal(await page.locator('.accepted').textContent(), 'From the customer record.');
    await page.getByRole('button', { name: 'Apply Accepted Notes' }).click();
    assert.deepEqual((await messages()).slice(1), [
      { type: 'ask', gap: 'g1' },
      { type: 'dismiss', gap: 'g1' },
      { type: 'apply' },
    ]);
  });
});

describe('beside the question', () => {
  it('stands what the answer raises, until it is answered', async () => {
    const { tell, page } = await panel();
    await tell(shows['a gap']);
    assert.match((await page.locator('.raises').textContent()) ?? '', /to 70 %/);
    await tell(selected({ raisesTo: 70 }, { answers: [{ gap: 'g1', text: 'So.' }] }));
    assert.equal(await page.locator('.raises').count(), 0);
  });

  it('stands after a failure a button that tries again, reached by keyboard', async () => {
    const { tell, page, messages } = await panel();
    await tell(shows['distilling that failed']);
    assert.equal(
      await page
        .getByRole('alert')
        .textContent()
        .then((text) => text?.trim()),
      'Distilling failed.',
    );
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    assert.deepEqual(await messages(), [{ type: 'ready' }, { type: 'retry' }]);
    await tell(shows['an error']);
    assert.equal(await page.getByRole('button').count(), 0);
  });
});

describe('a draft', () => {
  const box = 'textarea';

  it('stays with its gap while others are looked at, and while the state changes under it', async () => {
    const { tell, page } = await panel();
    await tell(shows['a gap']);
    await page.locator(box).fill('half a sent');
    await page.locator('#layer').selectOption('working');
    await tell(selected({ why: 'Something new.' }));
    assert.equal(await page.locator(box).inputValue(), 'half a sent');
    await tell(selected({ id: 'g2', question: 'Another?' }));
    assert.equal(await page.locator(box).inputValue(), '');
    assert.equal(await page.locator('#layer').inputValue(), 'project');
    await tell(shows['a gap']);
    assert.equal(await page.locator(box).inputValue(), 'half a sent');
    assert.equal(await page.locator('#layer').inputValue(), 'working');
  });

  it('keeps the cursor where it is when the state changes while typing', async () => {
    const { tell, page } = await panel();
    await tell(shows['a gap']);
    await page.locator(box).fill('ac');
    await page.keyboard.press('ArrowLeft');
    await tell(selected({ why: 'Something new.' }));
    await page.keyboard.type('b');
    assert.equal(await page.locator(box).inputValue(), 'abc');
  });

  it('leaves the question in sight, when it is taken and when another gap is selected', async () => {
    const { tell, page } = await panel({ height: 260 });
    const long = 'Because. '.repeat(120);
    const scrolled = () => page.evaluate('window.scrollY');
    await tell(selected({ why: long }));
    await page.locator('#accept').focus();
    await page.evaluate('window.scrollTo(0, 200)');
    assert.notEqual(await scrolled(), 0);
    await tell({ type: 'answer', gap: 'g1', outcome: 'taken' });
    assert.equal(await scrolled(), 0);
    await page.evaluate('window.scrollTo(0, 200)');
    await tell(selected({ id: 'g2', why: long }));
    assert.equal(await scrolled(), 0);
  });

  it('comes back after the view was hidden, and is gone once the answer is taken', async () => {
    const { tell, page, messages } = await panel();
    await tell(shows['a gap']);
    await page.locator(box).fill('half a sent');
    await page.reload();
    await page.waitForFunction('seen.messages.length > 0');
    assert.deepEqual(await messages(), [{ type: 'ready', gap: 'g1' }], 'and with it the gap that it is about');
    await tell(shows.loading);
    await tell(shows['a gap']);
    assert.equal(await page.locator(box).inputValue(), 'half a sent');
    await tell({ type: 'answer', gap: 'g1', outcome: 'taken' });
    assert.equal(await page.locator(box).inputValue(), '');
    assert.deepEqual(await page.evaluate('seen.state'), { drafts: {}, gap: 'g1' });
  });
});

async function assertStatus(page: PanelPage['page'], text: string): Promise<void> {
  assert.equal((await page.getByRole('status').textContent())?.trim(), text);
}
