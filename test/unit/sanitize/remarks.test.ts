import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { RecordedEvent } from '../../../src/model/event.ts';
import type { Recording } from '../../../src/model/recording.ts';
import { createGateTwo, withoutRemarks } from '../../../src/sanitize/gateTwo.ts';
import { personalRemarks, soften } from '../../../src/sanitize/person/soften.ts';
import { growsInStep } from '../growth.ts';
import { recordingHeader } from './recordingHeader.ts';
import { saidAboutPeople, saidAboutWork } from './saidAboutPeople.ts';

const gate = createGateTwo();

function recorded(events: readonly Omit<RecordedEvent, 'seq' | 'at'>[]): Recording {
  return {
    header: recordingHeader(),
    events: events.map((event, index) => ({ ...event, seq: index + 1, at: index }) as RecordedEvent),
    unknown: [],
    complete: true,
    problems: [],
  };
}

/** What is left of texts that somebody said while recording. */
function narrated(texts: readonly string[]): string[] {
  const { events } = withoutRemarks(gate.recording(recorded(texts.map((text) => ({ kind: 'note', text })))));
  return events.map((event) => (event.kind === 'note' ? event.text : ''));
}

test('who it was, what they are called and how long it took them goes; the fact beside it stays', () => {
  const left = narrated(saidAboutPeople.map(([text]) => text));
  for (const [index, [text, gone, kept]] of saidAboutPeople.entries()) {
    const result = left[index] ?? '';
    for (const words of gone) assert.doesNotMatch(result, words, text);
    for (const words of kept) assert.match(result, words, text);
    assert.doesNotMatch(result, / {2}|^[\s,;:.]|\s[,.;:](?:\s|$)|[,;:]$|\(\s*\)/, text);
  }
});

test('what tells of the work stays as it is, as narration and as a claim', () => {
  assert.deepEqual(narrated(saidAboutWork), saidAboutWork);
  assert.deepEqual(
    saidAboutWork.map((text) => gate.text(text).text),
    saidAboutWork,
  );
});

test('what is left holds nothing more, wherever the sentences stand', () => {
  const sentences = fc.array(fc.constantFrom(...saidAboutPeople.map(([text]) => text), ...saidAboutWork), {
    minLength: 1,
    maxLength: 4,
  });
  fc.assert(
    fc.property(sentences, fc.constantFrom(' ', '\n'), (texts, between) => {
      const once = soften(texts.join(between), 'narration');
      assert.equal(soften(once, 'narration'), once);
    }),
    { numRuns: 60 },
  );
});

test('quoted code is nobody speaking', () => {
  const text = 'Run `echo "I am stupid at 14:30"`, then `git log --author="Kevin Lang"`.';
  assert.deepEqual(personalRemarks(text, 'narration'), []);
});

test('a message that a command is given says nothing about people, the rest of the line stays', () => {
  const lines = [
    [
      'git commit -am "fix Kevin\'s stupid merge, index added" --no-verify',
      /Kevin|stupid/,
      /index added" --no-verify$/,
    ],
    ["gh pr create --title 'I am an idiot: add the lock file' --base main", /idiot/, /add the lock file' --base main$/],
    ['git tag -a v1.2.0 -m "done at 23:40"', /23:40/, /^git tag -a v1\.2\.0 -m "/],
  ] as const;
  for (const [line, gone, kept] of lines) {
    const command = { kind: 'command', terminal: 1, shell: 'bash', cwd: '.', line, confidence: 'high' } as const;
    const [event] = withoutRemarks(recorded([command])).events;
    const left = event?.kind === 'command' ? event.line : '';
    assert.doesNotMatch(left, gone);
    assert.match(left, kept);
  }
  for (const line of ['git commit -m "Add the index for Kevlar orders"', 'echo "I am stupid"', 'git log -n 5']) {
    const command = { kind: 'command', terminal: 1, shell: 'bash', cwd: '.', line, confidence: 'high' } as const;
    const [event] = withoutRemarks(recorded([command])).events;
    assert.equal(event?.kind === 'command' ? event.line : '', line);
  }
});

for (const [what, piece] of [
  ['clocks', '12:34:56 worker started at 12:35 '],
  ['judgements', "I'm so stupid, I was dumb and lost "],
  ['insults in one sentence', 'idiot '],
  ['names', "Kevin's "],
  ['counts', 'I ran it and 5 times after 3 tries '],
] as const)
  test(`a text full of ${what} takes time in step with its length`, () => {
    growsInStep((size) => {
      const text = piece.repeat(size);
      return () => soften(text, 'narration');
    }, 200);
  });
