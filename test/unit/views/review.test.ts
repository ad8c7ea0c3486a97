import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { lineDetail, moreOf } from '../../../src/views/present/reviewDetail.ts';
import { reviewList, seqsOf } from '../../../src/views/present/reviewList.ts';
import { reviewPresenter, reviewWords } from '../../../src/views/present/reviewRows.ts';
import {
  type FromReview,
  longestText,
  readKeptReview,
  receiveForReview,
  receiveFromReview,
  type TextPart,
} from '../../../src/views/reviewProtocol.ts';
import type { ReviewSubject } from '../../../src/views/reviewSubject.ts';
import { command } from '../commandFact.ts';
import { english } from './englishWords.ts';
import { release, step, subject } from './reviewSubjects.ts';

const present = (of: ReviewSubject) => reviewPresenter(of, reviewList(of), english);
const plain = (parts: readonly TextPart[]) =>
  parts.map((part) => (typeof part === 'string' ? part : part.hidden)).join('');
const rowsOf = (of: ReviewSubject) => {
  const { list, row } = present(of);
  return list.lines.map((_, index) => row(index));
};

describe('the rows of a review', () => {
  it('are steps with what happened in them, what was said before a step with it', () => {
    const { list } = present(release);
    assert.deepEqual(list.groups, [1, 7, 5]);
    assert.equal(list.headless, 1);
    assert.deepEqual(
      rowsOf(release).map((row) => [row?.tone, row?.remark]),
      [
        ['left-out', 'left out: looking around'],
        ['step', ''],
        ['narration', ''],
        ['work', ''],
        ['work', ''],
        ['left-out', 'left out: looking around'],
        ['state', 'for 00:01'],
        ['state', ''],
        ['step', ''],
        ['work', ''],
        ['work', ''],
        ['lost', ''],
        ['state', ''],
      ],
    );
  });

  it('mark what is redacted with its reason, and say what stays redacted', () => {
    const marks = rowsOf(release).flatMap((row) => (row?.parts ?? []).filter((part) => typeof part !== 'string'));
    assert.deepEqual(marks, [
      {
        hidden: '[redacted:env:NPM_TOKEN#1]',
        reason: 'Redacted: the value of the variable NPM_TOKEN, found by the rule known-value. It stays redacted.',
      },
      { hidden: '[redacted:person#1]', reason: "Redacted: a person's name, found by the rule author" },
    ]);
    const elsewhere = rowsOf({ ...release, hiddenBy: () => undefined });
    assert.ok(JSON.stringify(elsewhere).includes('"Redacted: a person\'s name"'));
  });

  it('offer what can be done with them, and nothing else', () => {
    const actions = rowsOf(release).map((row) => row?.actions.join(' '));
    assert.deepEqual(actions, [
      'remove',
      'rename leaveOut remove',
      'remove',
      'leaveOut remove',
      'leaveOut cut remove',
      'keep remove',
      'remove',
      'remove',
      'rename join leaveOut remove',
      'leaveOut remove',
      'leaveOut cut remove',
      'remove',
      '',
    ]);
    assert.ok(rowsOf({ ...release, live: 'elsewhere' }).every((row) => !row?.actions.includes('remove')));
  });

  it('are flat while it runs, and hold unknown kinds', () => {
    const running = subject([command('npm test')], { live: 'here' });
    const odd = { ...running, recording: { ...running.recording, unknown: [{ seq: 2, at: 5, kind: 'gesture' }] } };
    assert.deepEqual(present(odd).list.groups, [2]);
    assert.ok(plain(rowsOf(odd)[1]?.parts ?? []).startsWith('gesture'));
    assert.match(present(running).outline(1).notice, /being recorded now/);
  });

  it('stand for events: a step alone for all of its own, the end for none', () => {
    const { list } = present(release);
    assert.deepEqual(seqsOf(list, 1, 1), [2, 3, 4, 5, 6, 7]);
    assert.deepEqual(seqsOf(list, 3, 4), [3, 4]);
    assert.deepEqual(seqsOf(list, 8, 12), [8, 9, 10]);
  });

  it('hold every event exactly once, however steps are cut', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.integer({ min: 1, max: 30 }), { maxLength: 10 }), (firsts) => {
        const facts = Array.from({ length: 30 }, (_, index) =>
          index % 5 === 0 ? ({ kind: 'note', text: 'x' } as const) : command(`c ${index}`),
        );
        const steps = firsts.map((seq) => step(`s ${seq}`, [seq]));
        const list = reviewList(subject(facts, { steps }));
        const seqs = list.lines.flatMap(({ event }) => (event ? [event.seq] : []));
        assert.deepEqual(
          seqs.toSorted((a, b) => a - b),
          facts.map((_, index) => index + 1),
        );
        assert.equal(
          list.groups.reduce((a, b) => a + b, 0),
          list.lines.length,
        );
        assert.equal(list.lines.length, 30 + steps.length);
      }),
    );
  });
});

describe('the detail of a row', () => {
  it('is all that is kept, piece by piece, with no placeholder cut in two', () => {
    const secret = '[redacted:password#1]';
    const output = `${'x'.repeat(15_990)}${secret}${'y'.repeat(40_000)}`;
    const of = subject([command('cat big', 0, output)]);
    const { list, parts } = present(of);
    const line = list.lines[0];
    assert.ok(line);
    const shown = lineDetail(line, 0, list, parts, english);
    const second = shown.blocks[1];
    let text = plain(second?.parts ?? []);
    let rest = second?.rest ?? 0;
    for (let turn = 0; rest > 0 && turn < 10; turn++) {
      const more = moreOf(line, 1, text.length, parts, english);
      assert.equal(more.parts.filter((part) => typeof part === 'string' && part.includes('[redacted')).length, 0);
      text += plain(more.parts);
      rest = more.rest;
    }
    assert.equal(text, output);
  });

  it('says what is withheld, and what a step needs and gives', () => {
    const withheld = subject([{ kind: 'edit', file: '.env', origin: 'typed', withheld: true }]);
    const { list, parts } = present(withheld);
    assert.ok(list.lines[0]);
    assert.deepEqual(lineDetail(list.lines[0], 0, list, parts, english).facts, ['content never recorded']);
    const whole = present(release);
    const first = whole.list.lines[1];
    assert.ok(first);
    assert.deepEqual(
      lineDetail(first, 1, whole.list, whole.parts, english).blocks.map(({ label }) => label),
      ['Needs', 'Gives', 'Verified by'],
    );
  });
});

describe('a message of the review', () => {
  function host() {
    const seen: FromReview[] = [];
    const take = (message: FromReview) => void seen.push(message);
    const receive = receiveFromReview({
      ready: take,
      rows: take,
      detail: take,
      more: take,
      find: take,
      next: take,
      redact: take,
      restore: take,
      remove: take,
      keep: take,
      leaveOut: take,
      rename: take,
      join: take,
      cut: take,
      openText: take,
    });
    return { seen, receive };
  }

  it('that is none reaches nobody', () => {
    const { seen, receive } = host();
    const wrong: unknown[] = [
      undefined,
      null,
      'ready',
      [],
      {},
      { type: '__proto__' },
      { type: 'rows', version: 1, start: 0, count: 0 },
      { type: 'rows', version: 1, start: 0, count: 100_000 },
      { type: 'rows', version: 1, start: -1, count: 5 },
      { type: 'remove', version: 1, from: 0 },
      { type: 'remove', version: 1, from: 0.5, to: 2 },
      { type: 'remove', version: 1, seqs: [1, 2] },
      { type: 'redact', version: 1, text: 'x'.repeat(longestText + 1) },
      { type: 'restore', version: 1, placeholder: '' },
      { type: 'command', id: 'workbench.action.quit' },
    ];
    for (const message of wrong) assert.equal(receive(message), false, JSON.stringify(message)?.slice(0, 100));
    assert.deepEqual(seen, []);
  });

  it('malformed in 10,000 ways throws never, and is handled only when it is well formed', () => {
    const { seen, receive } = host();
    const value = fc.anything({ withBigInt: true, withDate: true, withMap: true, withNullPrototype: true });
    const type = fc.constantFrom('ready', 'rows', 'detail', 'more', 'find', 'redact', 'restore', 'remove', 'cut', '');
    const row = fc.oneof(fc.integer(), value);
    const near = fc.record(
      {
        type,
        version: row,
        row,
        from: row,
        to: row,
        start: row,
        count: row,
        text: fc.oneof(fc.string(), value),
        placeholder: value,
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
      if (message.type === 'remove') assert.ok(Number.isInteger(message.from) && message.from >= 0 && message.to >= 0);
      if (message.type === 'rows') assert.ok(message.count > 0 && message.count <= 200);
    }
  });

  it("from the host is taken by the page's schema, whatever is shown", () => {
    const ignore = () => undefined;
    const receive = receiveForReview({
      outline: ignore,
      rows: ignore,
      detail: ignore,
      more: ignore,
      found: ignore,
      message: ignore,
    });
    for (const shown of [release, subject([]), subject([command('x')], { live: 'here' })]) {
      const { list, outline, row, parts } = present(shown);
      const messages: unknown[] = [
        { type: 'outline', outline: outline(1), words: reviewWords(english) },
        { type: 'rows', version: 1, start: 0, rows: list.lines.map((_, index) => row(index)) },
        ...list.lines.map((line, index) => ({
          type: 'detail',
          version: 1,
          detail: lineDetail(line, index, list, parts, english),
        })),
      ];
      for (const message of messages) assert.ok(receive(JSON.parse(JSON.stringify(message))), JSON.stringify(message));
    }
  });

  it('keeps where the page was, and nothing that was recorded', () => {
    assert.deepEqual(readKeptReview({ recording: 'rec-1', row: 4, text: 'x' }), { recording: 'rec-1', row: 4 });
    for (const raw of [undefined, null, 1, {}, { recording: 1, row: 1 }, { recording: 'r', row: -1 }])
      assert.equal(readKeptReview(raw), undefined);
  });
});
