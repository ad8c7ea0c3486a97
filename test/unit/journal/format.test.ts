import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import {
  checkJournal,
  parseJournal,
  parseRecording,
  serializeEvent,
  serializeHeader,
} from '../../../src/journal/format.ts';
import type { RecordedEvent } from '../../../src/model/event.ts';
import { facts, header } from './samples.ts';

const head = serializeHeader(header);
const lines = facts.map((fact, index) => serializeEvent(fact, index + 1, index * 10));
const whole = head + lines.join('');
const codes = (text: string | Uint8Array): string[] => checkJournal(text).problems.map((problem) => problem.code);

describe('a whole recording', () => {
  it('reads back as it was written, every kind of it', () => {
    const read = parseRecording(whole);
    assert.ok(read.ok);
    assert.deepEqual(read.value.header, header);
    assert.deepEqual(
      read.value.events,
      facts.map((fact, index) => ({ seq: index + 1, at: index * 10, ...fact })),
    );
    assert.equal(read.value.complete, true);
    assert.deepEqual(read.value.problems, []);
  });

  it('checks as ok, the end counted', () => {
    assert.deepEqual(checkJournal(whole), { ok: true, version: 1, events: facts.length, complete: true, problems: [] });
  });

  it('is the same as text, bytes, lines, with CRLF, with a byte order mark, with no last newline', () => {
    const expected = parseJournal(whole).parts;
    const forms = [
      Buffer.from(whole),
      whole.split('\n'),
      whole.replaceAll('\n', '\r\n'),
      `\uFEFF${whole}`,
      whole.trimEnd(),
    ];
    for (const form of forms) {
      const read = parseJournal(form);
      assert.deepEqual(read.parts, expected);
      assert.deepEqual(read.problems, []);
      assert.equal(read.complete, true);
    }
  });

  it('stays ok where it only lacks its end', () => {
    const check = checkJournal(head + lines.slice(0, 3).join(''));
    assert.deepEqual(check, { ok: true, version: 1, events: 3, complete: false, problems: [] });
    assert.deepEqual(checkJournal(head), { ok: true, version: 1, events: 0, complete: false, problems: [] });
  });
});

const command = {
  kind: 'command',
  terminal: 1,
  shell: 'bash',
  cwd: '.',
  line: 'make',
  confidence: 'high',
} as const;

describe('what this version does not know', () => {
  const later = `${head}{"seq":1,"at":0,"kind":"hologram","beam":[1]}\n{"seq":2,"at":1,"kind":"focus","focused":true,"screen":2}\n{"seq":3,"at":1,"kind":"hologram"}\n`;

  it('is kept, said once, and no damage', () => {
    const read = parseRecording(later);
    assert.ok(read.ok);
    assert.deepEqual(
      read.value.unknown.map((event) => event.seq),
      [1, 3],
    );
    assert.deepEqual(read.value.unknown[0]?.beam, [1]);
    assert.deepEqual(read.value.events as unknown, [{ seq: 2, at: 1, kind: 'focus', focused: true, screen: 2 }]);
    assert.deepEqual(
      read.value.problems.map(({ line, code }) => [line, code]),
      [
        [2, 'unknown-kind'],
        [3, 'unknown-field'],
      ],
    );
    assert.equal(checkJournal(later).ok, true);
    assert.equal(checkJournal(later).events, 3);
  });

  it('is kept inside a field as well', () => {
    const event =
      '{"seq":1,"at":0,"kind":"edit","file":"a","origin":"typed","hunks":[{"line":1,"before":[],"after":["x"],"why":"y"}]}\n';
    const check = checkJournal(head + event);
    assert.match(check.problems[0]?.message ?? '', /hunks\.why/);
    assert.equal(check.ok, true);
  });

  it('null in a field that may be absent reads as absent, and is said once', () => {
    const lines = [
      { ...header, workspace: { name: 'w', head: null } },
      { seq: 1, at: 1, ...command, exitCode: null, output: null },
      { seq: 2, at: 2, ...command, exitCode: null, output: { text: 'x', truncated: null }, more: null },
      { seq: 3, at: 3, kind: 'end', reason: 'stopped' },
    ].map((line) => JSON.stringify(line));
    const read = parseRecording(lines);
    assert.ok(read.ok && read.value.complete);
    assert.deepEqual(read.value.header.workspace, { name: 'w' });
    assert.deepEqual(read.value.events.slice(0, 2), [
      { seq: 1, at: 1, ...command },
      { seq: 2, at: 2, ...command, output: { text: 'x' } },
    ]);
    assert.ok(checkJournal(lines).ok);
    assert.deepEqual(
      read.value.problems.map(({ line, code }) => [line, code]),
      [
        [1, 'unknown-field'],
        [2, 'unknown-field'],
      ],
    );
    const required = checkJournal([lines[0] ?? '', JSON.stringify({ seq: 1, at: 1, ...command, line: null })]);
    assert.deepEqual(
      required.problems.map(({ code }) => code),
      ['unknown-field', 'bad-event'],
    );
  });

  it('is no event where it is nested so deep that nobody could write it again', () => {
    const deep = (fields: object): string =>
      `${JSON.stringify(fields).slice(0, -1)},"x":${'['.repeat(150_000)}${']'.repeat(150_000)}}`;
    const lines = [
      JSON.stringify(header),
      deep({ seq: 1, at: 1, ...command }),
      deep({ seq: 2, at: 2, kind: 'of another time' }),
      JSON.stringify({ seq: 3, at: 3, kind: 'end', reason: 'stopped' }),
    ];
    const journal = parseJournal(lines);
    assert.deepEqual(
      journal.problems.map(({ line, code }) => [line, code]),
      [
        [2, 'bad-event'],
        [3, 'bad-event'],
      ],
    );
    assert.equal(journal.complete, true);
    assert.doesNotThrow(() => JSON.stringify(journal));
    const read = parseRecording([deep(header), ...lines.slice(1)]);
    assert.equal(read.ok ? '' : read.error.code, 'bad-header');
  });

  it('a newer version is refused with a sentence', () => {
    const newer = whole.replace('"version":1', '"version":7');
    const read = parseRecording(newer);
    assert.equal(read.ok ? '' : read.error.code, 'unknown-version');
    assert.match(read.ok ? '' : read.error.message, /version 7 .* update Mirror/);
    const check = checkJournal(newer);
    assert.deepEqual([check.ok, check.version, check.events], [false, 7, facts.length]);
    assert.deepEqual(
      check.problems.map((problem) => problem.code),
      ['unknown-version'],
    );
  });

  it('a recording that no gate has seen is not refused', () => {
    assert.ok(parseRecording(whole.replace('mirror/1', 'none')).ok);
    const bare = parseRecording(whole.replace(',"sanitizer":"mirror/1"', ''));
    assert.equal(bare.ok && bare.value.header.sanitizer, 'none');
    assert.deepEqual(bare.ok && bare.value.problems.map((problem) => problem.code), ['bad-header']);
  });
});

describe('damage', () => {
  it('nothing at all', () => {
    for (const nothing of ['', '\n\n', ' \r\n']) {
      assert.deepEqual(codes(nothing), ['empty']);
      assert.equal(checkJournal(nothing).ok, false);
      assert.equal('version' in checkJournal(nothing), false);
    }
  });

  it('a torn tail, cut anywhere in the last line, in the middle of a character too', () => {
    const bytes = Buffer.from(head + lines[0]);
    const start = Buffer.byteLength(head);
    for (let cut = start + 1; cut < bytes.length - 1; cut++) {
      const check = checkJournal(bytes.subarray(0, cut));
      assert.deepEqual(
        [check.ok, check.events, check.problems.map((each) => [each.line, each.code])],
        [false, 0, [[2, 'torn-tail']]],
      );
    }
  });

  it('a torn line that was written on keeps what follows it', () => {
    const text = head + lines[0]?.slice(0, 40) + lines[1] + lines[2];
    assert.deepEqual(
      parseJournal(text).parts[0]?.events.map((event) => event.seq),
      [2, 3],
    );
    assert.deepEqual(codes(text), ['bad-line', 'sequence-gap']);
  });

  it('two events whose newline became another byte', () => {
    const text = `${head + lines[0]?.trimEnd()}*${lines[1]}`;
    assert.deepEqual(
      parseJournal(text).parts[0]?.events.map((event) => event.seq),
      [1, 2],
    );
  });

  it('zero bytes before an event and after the end', () => {
    const text = `${head}\0\0\0\0${lines[0]}${'\0'.repeat(50)}`;
    assert.equal(parseJournal(text).parts[0]?.events.length, 1);
    assert.deepEqual(codes(text), ['bad-line', 'torn-tail']);
  });

  it('bytes that are no UTF-8 spoil their own event alone', () => {
    const broken = Buffer.concat([
      Buffer.from(head),
      Buffer.from([0xff]),
      Buffer.from(lines[0] ?? ''),
      Buffer.from(lines[1] ?? ''),
    ]);
    const read = parseJournal(broken);
    assert.deepEqual(
      read.parts[0]?.events.map((event) => event.seq),
      [1, 2],
    );
    assert.equal(
      read.parts[0]?.events[0]?.kind === 'command' && read.parts[0].events[0].output?.text,
      'not ok 1 – größer\n',
    );
    assert.deepEqual(codes(broken), ['bad-line']);
  });

  it('gaps, repeats and events after the end', () => {
    const note = (seq: number): string => serializeEvent({ kind: 'note', text: 'x' }, seq, 0);
    assert.deepEqual(codes(head + note(1) + note(4)), ['sequence-gap']);
    assert.match(checkJournal(head + note(1) + note(4)).problems[0]?.message ?? '', /events 2 to 3 are missing/);
    assert.deepEqual(codes(head + note(1) + note(1) + note(2)), ['sequence-repeat']);
    assert.deepEqual(codes(head + serializeEvent({ kind: 'end', reason: '' }, 1, 0) + note(2)), ['after-end']);
    assert.equal(checkJournal(head + serializeEvent({ kind: 'end', reason: '' }, 1, 0) + note(2)).complete, false);
  });

  it('a known kind with a wrong field is no event, and costs no second problem', () => {
    const text = `${head}{"seq":1,"at":0,"kind":"focus","focused":"maybe"}\n${serializeEvent({ kind: 'note', text: 'x' }, 2, 0)}`;
    assert.deepEqual(codes(text), ['bad-event']);
    assert.match(checkJournal(text).problems[0]?.message ?? '', /focused/);
    assert.doesNotMatch(checkJournal(text).problems[0]?.message ?? '', /maybe/);
  });

  it('JSON that is no event', () => {
    for (const odd of ['1', '"x"', 'null', '[]', '[[]]', '{}', '{"seq":0,"at":0,"kind":"note","text":""}']) {
      const read = checkJournal(`${head}${odd}\n${lines[0]}`);
      assert.deepEqual([read.events, read.problems.map((each) => each.code)], [1, ['bad-event']], odd);
    }
  });

  it('a damaged header keeps the events', () => {
    const text = `x${whole.slice(20)}`;
    assert.deepEqual(codes(text), ['bad-header', 'bad-line']);
    assert.equal(checkJournal(text).events, facts.length);
    assert.equal(parseRecording(text).ok, false);
    assert.equal(checkJournal(lines.join('')).events, facts.length);
    assert.deepEqual(codes(lines.join('')), ['bad-header']);
  });

  it('joined files: both are read, and neither is mixed into the other', () => {
    const other = serializeHeader({ ...header, id: 'sample-2' });
    const joined = parseJournal(whole + other + lines.join(''));
    assert.deepEqual(
      joined.parts.map((part) => [part.header?.id, part.events.length]),
      [
        ['sample-1', facts.length],
        ['sample-2', facts.length],
      ],
    );
    assert.deepEqual(
      joined.problems.map((each) => each.code),
      ['second-header'],
    );
    const torn = parseJournal(head + lines[0]?.slice(0, 30) + other + lines[0]);
    assert.deepEqual(
      torn.parts.map((part) => [part.header?.id, part.events.length]),
      [
        ['sample-1', 0],
        ['sample-2', 1],
      ],
    );
  });

  it('a huge line is an event like another; one over the limit is named and costs no memory', () => {
    const huge = serializeEvent({ kind: 'note', text: 'y'.repeat(8_000_000) }, 1, 0);
    assert.equal(checkJournal(head + huge + serializeEvent({ kind: 'end', reason: '' }, 2, 0)).ok, true);
    const over = Buffer.concat([Buffer.from(head), Buffer.alloc(33 * 1024 * 1024, 120), Buffer.from(`\n${lines[0]}`)]);
    const check = checkJournal(over);
    assert.deepEqual([check.events, check.problems.map((each) => [each.line, each.code])], [1, [[2, 'line-too-long']]]);
  });

  it('a hostile line ends soon', { timeout: 30_000 }, () => {
    for (const hostile of [
      '{"seq":'.repeat(500_000),
      '['.repeat(2_000_000),
      `${'{"seq":1,"at":'.repeat(200_000)}"`,
      '{"a":'.repeat(500_000),
    ]) {
      assert.equal(checkJournal(`${head}${hostile}\n${lines[0]}`).events, 1);
    }
  });

  it('many problems are summed up', () => {
    const check = checkJournal(head + '?\n'.repeat(10_050));
    assert.equal(check.problems.length, 10_001);
    assert.match(check.problems.at(-1)?.message ?? '', /50 more problems/);
  });
});

describe('a fuzzed recording', () => {
  const damage = fc.oneof(
    fc.record({ kind: fc.constant('flip' as const), at: fc.nat(), bit: fc.nat(7) }),
    fc.record({ kind: fc.constant('cut' as const), at: fc.nat(), length: fc.integer({ min: 1, max: 400 }) }),
    fc.record({ kind: fc.constant('insert' as const), at: fc.nat(), bytes: fc.uint8Array({ maxLength: 60 }) }),
    fc.record({ kind: fc.constant('tail' as const), at: fc.nat() }),
  );

  it('never throws, loses no intact event and names the damage', () => {
    const original = Buffer.from(whole);
    const eventBytes = lines.map((line) => Buffer.from(line.trimEnd()));
    fc.assert(
      fc.property(fc.array(damage, { minLength: 1, maxLength: 4 }), (damages) => {
        let bytes: Buffer = Buffer.from(original);
        for (const each of damages) {
          const at = bytes.length === 0 ? 0 : each.at % bytes.length;
          if (each.kind === 'flip') bytes[at] = (bytes[at] ?? 0) ^ (1 << each.bit);
          else if (each.kind === 'cut')
            bytes = Buffer.concat([bytes.subarray(0, at), bytes.subarray(at + each.length)]);
          else if (each.kind === 'insert')
            bytes = Buffer.concat([bytes.subarray(0, at), each.bytes, bytes.subarray(at)]);
          else bytes = bytes.subarray(0, at);
        }
        const read = parseJournal(bytes);
        const found = new Set(
          read.parts.flatMap((part) => [...part.events, ...part.unknown]).map((event) => event.seq),
        );
        for (const [index, event] of eventBytes.entries()) {
          if (bytes.includes(event)) assert.ok(found.has(index + 1), `event ${index + 1} was intact and is lost`);
        }
        assert.deepEqual(checkJournal(bytes).problems, read.problems);
      }),
      { numRuns: Number(process.env.MIRROR_FUZZ_RUNS ?? 1000) },
    );
  });

  it('any event of any text survives writing and reading', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'grapheme' }), (text, line) => {
        const command: RecordedEvent = {
          seq: 1,
          at: 0,
          kind: 'command',
          terminal: 1,
          shell: '',
          cwd: '.',
          line,
          confidence: 'low',
          output: { text },
        };
        const { seq, at, ...fact } = command;
        const read = parseJournal(Buffer.from(head + serializeEvent(fact, seq, at)));
        assert.deepEqual(read.parts[0]?.events, [command]);
      }),
    );
  });
});
