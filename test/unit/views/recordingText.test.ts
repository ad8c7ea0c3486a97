import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { RecordedEvent } from '../../../src/model/event.ts';
import type { Recording } from '../../../src/model/recording.ts';
import { recordingText } from '../../../src/views/present/recordingText.ts';
import { growsInStep } from '../growth.ts';
import { english } from './englishWords.ts';

const command = { kind: 'command', terminal: 1, shell: 'bash', cwd: '.', confidence: 'high' } as const;

const events: readonly RecordedEvent[] = [
  { seq: 1, at: 0, kind: 'open', file: 'src/app.ts', line: 12 },
  {
    seq: 2,
    at: 3200,
    ...command,
    line: 'npm test',
    exitCode: 1,
    durationMs: 2345,
    output: { text: 'one\r\ntwo \u001b[31mred\n', truncated: true },
  },
  {
    seq: 3,
    at: 9000,
    kind: 'edit',
    file: 'src/app.ts',
    origin: 'paste',
    hunks: [{ line: 4, before: ['old'], after: ['new', 'newer'] }],
  },
  { seq: 4, at: 9500, kind: 'edit', file: '.env', origin: 'typed', withheld: true },
  { seq: 5, at: 60_000, kind: 'note', text: 'The database must run.\nAlways.' },
  { seq: 6, at: 61_000, ...command, cwd: 'packages/a', line: 'for f in *; do\n  echo "$f"\ndone', confidence: 'low' },
  { seq: 7, at: 62_000, kind: 'file', op: 'rename', file: 'a.txt', to: 'b.txt', origin: 'external' },
  { seq: 8, at: 63_000, kind: 'git', op: 'commit', branch: 'main', head: 'a'.repeat(40), message: 'Release 1.2' },
  { seq: 9, at: 64_000, kind: 'task', name: 'build', source: 'npm', exitCode: 0 },
  { seq: 10, at: 65_000, kind: 'debug', op: 'start', name: 'App', type: 'node' },
  { seq: 11, at: 66_000, kind: 'focus', focused: false },
  { seq: 12, at: 67_000, kind: 'diagnostics', errors: 2, warnings: 1 },
  { seq: 13, at: 68_000, kind: 'pause' },
  { seq: 14, at: 69_000, kind: 'capture', source: 'terminal', state: 'degraded', reason: 'no shell integration' },
  { seq: 15, at: 70_000, kind: 'end', reason: 'stopped' },
];

function made(over: Partial<Recording> = {}): Recording {
  return {
    header: {
      format: 'mirror.recording',
      version: 1,
      id: 'r',
      workflow: 'Cut a release',
      startedAt: '2026-03-04T09:15:00.000Z',
      recorder: 'amber-otter',
      workspace: { name: 'demo' },
      sanitizer: 'mirror/1',
    },
    events,
    unknown: [],
    complete: true,
    problems: [],
    ...over,
  };
}

describe('a recording as text', () => {
  it('is one event a paragraph, with number and time', () => {
    const { text } = recordingText(made(), english);
    assert.equal(
      text,
      `Cut a release
Recorded 2026-03-04 09:15 by amber-otter, 15 events

#1      00:00 opened src/app.ts:12
#2      00:03 $ npm test   (exit 1, 2.3 s)
              │ one
              │ two [31mred
              │ (the middle was not kept)
#3      00:09 edited src/app.ts   (probably pasted)
              @ line 4
              - old
              + new
              + newer
#4      00:09 edited .env   (typed, content never recorded)
#5      01:00 note: The database must run.
              Always.
#6      01:01 $ for f in *; do   (exit code unknown, in packages/a, the line may not be exact)
                  echo "$f"
                done
#7      01:02 renamed a.txt to b.txt   (outside the editor)
#8      01:03 git commit: Release 1.2   (on main, aaaaaaaaaa)
#9      01:04 task build   (npm, exit 0)
#10     01:05 debugging App started   (node)
#11     01:06 left the window
#12     01:07 problems: errors 2, warnings 1
#13     01:08 paused
#14     01:09 not captured from here on (terminal): no shell integration
#15     01:10 end: stopped
`,
    );
  });

  it('leads from every event to its line', () => {
    const { text, lineOf } = recordingText(made(), english);
    const lines = text.split('\n');
    for (const { seq } of events) assert.ok(lines[lineOf(seq)]?.startsWith(`#${seq} `), String(seq));
  });

  it('leads to the nearest event before one that is gone, and to the first for any below', () => {
    const { text, lineOf } = recordingText(
      made({ events: events.filter(({ seq }) => seq !== 3 && seq !== 1) }),
      english,
    );
    const lines = text.split('\n');
    assert.match(lines[lineOf(3)] ?? '', /^#2 /);
    assert.match(lines[lineOf(1)] ?? '', /^#2 /);
    assert.match(lines[lineOf(999)] ?? '', /^#15 /);
    assert.equal(recordingText(made({ events: [] }), english).lineOf(5), 0);
  });

  it('is in the order things happened, not the order they were written', () => {
    const late = events.map((event) => (event.seq === 5 ? { ...event, at: 1 } : event));
    const lines = recordingText(made({ events: late }), english).text.split('\n');
    const order = lines.filter((line) => line.startsWith('#')).map((line) => Number(line.slice(1, 4)));
    assert.deepEqual(order.slice(0, 3), [1, 5, 2]);
  });

  it('says what is wrong: damage, no end, kinds it does not know', () => {
    const { text } = recordingText(
      made({
        complete: false,
        problems: [{ line: 9, code: 'torn-tail', message: 'The last line is cut.' }],
        unknown: [{ seq: 16, at: 80_000, kind: 'hologram' }],
      }),
      english,
    );
    assert.match(text, /^The recording has no end/m);
    assert.match(text, /^! line 9: The last line is cut\./m);
    assert.match(text, /^#16 +01:20 hologram \(a kind this version does not know\)$/m);
  });

  it('cuts long lines and outputs, and says how much', () => {
    const output = { text: Array.from({ length: 1000 }, () => 'y'.repeat(10_000)).join('\n') };
    const { text } = recordingText(
      made({ events: [{ seq: 1, at: 0, ...command, line: 'x'.repeat(100_000), output }] }),
      english,
    );
    assert.ok(text.length < 130_000, String(text.length));
    assert.match(text, /… 800 more lines/);
  });

  it('of many events takes as much longer as there are more of them', () => {
    const textOf = (size: number) => {
      const events: RecordedEvent[] = Array.from({ length: size }, (_, n) => ({
        seq: n + 1,
        at: n,
        ...command,
        line: `echo ${n}`,
        exitCode: 0,
        output: { text: 'a\nb\n' },
      }));
      return () => recordingText(made({ events }), english);
    };
    assert.equal(textOf(20_000)().lineOf(20_000), 3 + 19_999 * 3);
    growsInStep(textOf, 2500);
  });
});
