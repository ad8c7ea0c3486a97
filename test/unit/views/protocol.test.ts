import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import type { Gap } from '../../../src/model/gap.ts';
import { panelState, panelWords } from '../../../src/views/present/gapPanel.ts';
import {
  type FromWebview,
  maxAnswerLength,
  readKeptState,
  receiveFromHost,
  receiveFromWebview,
  type ToWebview,
} from '../../../src/views/protocol.ts';
import { english } from './englishWords.ts';
import { evidence, gap, recording, state } from './states.ts';

function host() {
  const seen: FromWebview[] = [];
  const take = (message: FromWebview) => void seen.push(message);
  const receive = receiveFromWebview({
    ready: take,
    answer: take,
    dismiss: take,
    ask: take,
    apply: take,
    retry: take,
    openEvidence: take,
  });
  return { seen, receive };
}

describe('a message from the webview', () => {
  it('reaches its handler', () => {
    const { seen, receive } = host();
    const messages: FromWebview[] = [
      { type: 'ready' },
      { type: 'answer', gap: 'g1', text: 'Because.', layer: 'organization' },
      { type: 'openEvidence', gap: 'g1', index: 0 },
      { type: 'dismiss', gap: 'g1' },
      { type: 'ask', gap: 'g1' },
      { type: 'apply' },
      { type: 'retry' },
    ];
    assert.ok(messages.every(receive));
    assert.deepEqual(seen, messages);
  });

  it('that is none reaches nobody', () => {
    const { seen, receive } = host();
    const answer = { type: 'answer', gap: 'g1', text: 'x', layer: 'project' };
    const wrong: unknown[] = [
      undefined,
      null,
      1,
      'ready',
      [],
      {},
      { type: 'toString' },
      { type: '__proto__' },
      { type: 'constructor' },
      { type: ['ready'] },
      { ...answer, text: '' },
      { ...answer, text: 'x'.repeat(maxAnswerLength + 1) },
      { ...answer, layer: 'team' },
      { ...answer, gap: 7 },
      { type: 'openEvidence', gap: 'g1', index: -1 },
      { type: 'openEvidence', gap: 'g1', index: 0.5 },
      { type: 'openEvidence', gap: 'g1', index: '0' },
      { type: 'command', id: 'workbench.action.quit' },
    ];
    for (const message of wrong) assert.equal(receive(message), false, JSON.stringify(message));
    assert.deepEqual(seen, []);
  });

  it('malformed in 10,000 ways throws never, and is handled only when it is well formed', () => {
    const { seen, receive } = host();
    const type = fc.constantFrom(
      'ready',
      'answer',
      'dismiss',
      'ask',
      'apply',
      'retry',
      'openEvidence',
      'state',
      '__proto__',
      '',
    );
    const value = fc.anything({
      withBigInt: true,
      withDate: true,
      withMap: true,
      withNullPrototype: true,
      withObjectString: true,
    });
    const near = fc.record(
      {
        type,
        gap: fc.oneof(fc.string(), value),
        text: value,
        layer: fc.oneof(fc.constant('project'), value),
        index: value,
      },
      { requiredKeys: ['type'] },
    );
    fc.assert(
      fc.property(fc.oneof(value, near), (message) => {
        const before = seen.length;
        assert.equal(receive(message), seen.length > before);
      }),
      { numRuns: 10_000 },
    );
    for (const message of seen) {
      if (message.type === 'answer') assert.ok(typeof message.text === 'string' && message.text.length > 0);
      if (message.type === 'openEvidence') assert.ok(Number.isInteger(message.index) && message.index >= 0);
    }
  });

  it('refused where the schema itself stumbles', () => {
    const { seen, receive } = host();
    assert.equal(receive({ type: 'answer', gap: { length: Object.create(null) as object } }), false);
    assert.deepEqual(seen, []);
  });

  it('loses fields that nobody asked for', () => {
    const { seen, receive } = host();
    receive({ type: 'dismiss', gap: 'g1', command: 'rm' });
    assert.deepEqual(seen, [{ type: 'dismiss', gap: 'g1' }]);
  });
});

describe('what the host shows in the webview', () => {
  function received(message: ToWebview): boolean {
    const ignore = () => undefined;
    return receiveFromHost({ state: ignore, answer: ignore, focusAnswer: ignore })(JSON.parse(JSON.stringify(message)));
  }
  const states = {
    gap: state({ gaps: [gap({ askWhom: 'the release owner' })], selectedGapId: 'g1' }),
    answered: state({ gaps: [gap()], selectedGapId: 'g1', answers: [{ gap: 'g1', text: 'So.' }] }),
    nothing: state(),
    unselected: state({ gaps: [gap()], selectedGapId: 'gone' }),
    busy: state({ busy: 'Distilling…' }),
    failed: state({ error: 'The recording is not readable.' }),
    retry: state({ error: 'Distilling failed.', distillFailed: true }),
    untrusted: state({ untrusted: true }),
    explained: state({ workflows: [{ name: 'a', recordings: [recording()] }] }),
  };

  it("is taken by the webview's schema, whatever the state", () => {
    for (const [name, shown] of Object.entries(states)) {
      assert.ok(
        received({ type: 'state', state: panelState(shown, english), words: panelWords(shown, english) }),
        name,
      );
    }
  });

  it('shows of a long answer its beginning, without what reorders text', () => {
    const answers = [{ gap: 'g1', text: `\u202e${'Ask the desk. '.repeat(700)}` }];
    const shown = panelState(state({ gaps: [gap()], selectedGapId: 'g1', answers }), english);
    const text = shown.view === 'gap' ? (shown.gap.answered ?? '') : '';
    assert.ok(text.length <= 601, String(text.length));
    assert.doesNotMatch(text, /\u202e/);
    assert.match(text, /Ask the desk/);
  });

  it('promises no more of an answer than it does: what a file says stays until the file is changed', () => {
    const accepted = (over: Partial<Gap>) =>
      panelWords(state({ gaps: [gap(over)], selectedGapId: 'g1' }), english).accepted;
    assert.match(accepted({}), /The gap closes when the accepted notes are applied/);
    for (const code of ['stale', 'truncated'] as const) assert.match(accepted({ code }), /when the file itself/);
    assert.match(accepted({ code: 'contradiction', evidence: [] }), /when the file itself/);
    assert.match(accepted({ code: 'contradiction' }), /when the accepted notes are applied/);
  });

  it("is the selected gap with its evidence in the gap's own order", () => {
    const many = gap({ evidence: [evidence, { ...evidence, from: 9, to: 9, excerpt: 'second' }] });
    const panel = panelState(state({ gaps: [many], selectedGapId: 'g1' }), english);
    assert.ok(panel.view === 'gap');
    assert.deepEqual(panel.gap.evidence, [
      { label: 'events 3–7', excerpt: 'npm test exited with 1' },
      { label: 'event 9', excerpt: 'second' },
    ]);
    assert.equal(panel.gap.severityLabel, 'Medium');
  });

  it('is a sentence that helps where there is no gap to show', () => {
    const views = Object.entries(states).map(([name, shown]) => [name, panelState(shown, english).view]);
    assert.deepEqual(Object.fromEntries(views), {
      gap: 'gap',
      answered: 'gap',
      nothing: 'empty',
      unselected: 'empty',
      busy: 'loading',
      failed: 'error',
      retry: 'error',
      untrusted: 'empty',
      explained: 'empty',
    });
    const sentences = [states.nothing, states.unselected, states.explained, states.untrusted].map((shown) =>
      panelState(shown, english),
    );
    assert.equal(new Set(sentences.map((each) => JSON.stringify(each))).size, 4);
  });

  it('cuts evidence of megabytes', () => {
    const huge = gap({ evidence: Array.from({ length: 500 }, () => ({ ...evidence, excerpt: 'x'.repeat(10_000) })) });
    const message = JSON.stringify(panelState(state({ gaps: [huge], selectedGapId: 'g1' }), english));
    assert.ok(message.length < 50_000, String(message.length));
  });
});

describe('kept drafts', () => {
  it('come back as they were', () => {
    const kept = { drafts: { g1: { text: 'half a sent', layer: 'working' as const } } };
    assert.deepEqual(readKeptState(JSON.parse(JSON.stringify(kept))), kept);
  });

  it('are none where nothing usable was kept', () => {
    for (const raw of [undefined, null, 1, {}, { drafts: { g1: 'text' } }, { drafts: [] }]) {
      assert.deepEqual(readKeptState(raw), { drafts: {} });
    }
  });
});
