import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { distill } from '../../../src/distill/distill.ts';
import type { Distilled } from '../../../src/model/distilled.ts';
import type { Recording } from '../../../src/model/recording.ts';
import { readCases } from './cases.ts';
import { command, distilled, edit, parseShell, recording, repositoryOf, said } from './support.ts';

const cases = readCases();

function document(result: Distilled): string {
  const { observations: _, ...rest } = result;
  return JSON.stringify(rest);
}

test('the order of recordings changes nothing', async () => {
  for (const one of cases) {
    const expected = document(await distilled(one.recordings, one.files));
    assert.equal(document(await distilled(one.recordings.toReversed(), one.files)), expected, one.name);
  }
});

test('distilling twice, or a recording given twice, changes nothing', async () => {
  for (const one of cases) {
    const expected = document(await distilled(one.recordings, one.files));
    assert.equal(document(await distilled([...one.recordings, ...one.recordings], one.files)), expected, one.name);
  }
});

test('a recording of another workflow changes nothing', async () => {
  for (const one of cases) {
    const other = recording([command('make unrelated', 0), edit('package.json', '', '"x": 1')], {
      id: 'other',
      workflow: 'Something else',
    });
    const workflow = one.recordings[0]?.header.workflow;
    const expected = document(await distilled(one.recordings, one.files, workflow));
    assert.equal(document(await distilled([other, ...one.recordings], one.files, workflow)), expected, one.name);
  }
});

test('a lesson has the same id from one recording alone as from all of them, whoever recorded', async () => {
  for (const one of cases) {
    const { notes } = await distilled(one.recordings, one.files);
    const together = new Set(notes.map((note) => note.id));
    // Where names differ between people, the earliest recording's id stands for all of them.
    const isShared = (recording: string, from: number) =>
      notes.some(
        ({ kind, support, evidence }) =>
          kind === 'lesson' &&
          support.n > 1 &&
          evidence.some((item) => item.recording === recording && item.from === from),
      );
    for (const alone of one.recordings) {
      const stranger: Recording = {
        ...alone,
        header: { ...alone.header, recorder: 'p-someone-else', id: `${alone.header.id}-copy` },
      };
      for (const note of (await distilled([stranger], one.files)).notes) {
        if (note.kind === 'lesson' || note.kind === 'procedure')
          assert.ok(
            together.has(note.id) || isShared(alone.header.id, note.evidence[0]?.from ?? 0),
            `${one.name}: ${note.id}`,
          );
      }
    }
  }
});

test('one claim has one id, in whatever company its recordings are', async () => {
  for (const one of cases) {
    const groups = [
      one.recordings,
      ...one.recordings.map((alone) => [alone]),
      ...one.recordings.map((absent) => one.recordings.filter((other) => other !== absent)),
    ];
    const ids = new Map<string, string>();
    for (const group of groups.filter((recordings) => recordings.length > 0)) {
      for (const { kind, text, id } of (await distilled(group, one.files)).notes) {
        const claim = `${kind}: ${text}`;
        assert.equal(ids.get(claim) ?? id, id, `${one.name}: ${claim}`);
        ids.set(claim, id);
      }
    }
  }
});

test('a recording gives at most a handful of notes, each said once', async () => {
  for (const one of cases) {
    const { notes } = await distilled(one.recordings, one.files);
    assert.ok(notes.length <= 6 + one.recordings.length, one.name);
    assert.equal(new Set(notes.map(({ text }) => text)).size, notes.length, one.name);
  }
});

test('an editor is asked for its turn often, and a recording can be given up', async () => {
  const facts = Array.from({ length: 400 }, (_, index) => command(`make part-${index}`, index % 7 === 0 ? 1 : 0));
  let pauses = 0;
  const deps = { parseShell, repository: repositoryOf(), pause: async () => void pauses++ };
  assert.ok(await distill([recording(facts)], deps));
  assert.ok(pauses > 20, `${pauses} pauses`);
  assert.equal(await distill([recording(facts)], { ...deps, cancelled: () => true }), undefined);
});

test('ids are unique, and notes tell no clock, recorder or attempts', async () => {
  for (const one of cases) {
    const { notes } = await distilled(one.recordings, one.files);
    assert.equal(new Set(notes.map((note) => note.id)).size, notes.length);
    for (const note of notes) {
      for (const { header } of one.recordings) assert.ok(!JSON.stringify(note).includes(header.recorder), note.id);
      // What a tool says in its own words is quoted.
      assert.doesNotMatch(note.text.replace(/`[^`]*`/g, ''), /\b(?:attempts?|minutes|seconds)\b/);
    }
  }
});

const word = fc.constantFrom(
  'npm',
  'git',
  'make',
  'rm',
  'test',
  'push',
  '-f',
  '--all',
  '&&',
  '|',
  ';',
  '"a b"',
  "'",
  '$(date)',
  '>',
  'out.txt',
  'é日本',
  '\\',
  '1.2.3',
  'v1.2.3',
  '[redacted:env:TOKEN#1]',
  '{',
  '(',
  '`',
  '\n',
);
const line = fc.oneof(
  fc.array(word, { maxLength: 8 }).map((words) => words.join(' ')),
  fc.string({ unit: 'binary', maxLength: 60 }),
);
const fact = fc.oneof(
  fc
    .record({
      line,
      exitCode: fc.option(fc.constantFrom(0, 0, 1, 127, 130), { nil: undefined }),
      output: fc.option(fc.string({ unit: 'binary' }), { nil: undefined }),
    })
    .map(({ line: text, exitCode, output }) => command(text, exitCode, output === undefined ? {} : { output })),
  fc
    .tuple(fc.constantFrom('a.json', 'src/ü.ts', 'CHANGELOG.md'), fc.string(), fc.string())
    .map(([file, before, after]) => edit(file, before, after)),
  fc.string({ minLength: 1 }).map(said),
);

test('whatever was recorded, distilling gives a well-formed answer, the same each time, in any order of writing', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fact, { maxLength: 25 }), async (facts) => {
      const one = recording(facts);
      const first = await distilled([one]);
      const shuffled: Recording = { ...one, events: one.events.toReversed() };
      assert.equal(document(await distilled([shuffled])), document(first));
      const seqs = new Set(one.events.map((event) => event.seq));
      for (const note of first.notes) {
        assert.ok(note.evidence.length > 0 && note.support.n <= note.support.of);
        for (const { from, to } of note.evidence) assert.ok(seqs.has(from) && seqs.has(to) && from <= to);
      }
      const kept = first.walkthroughs.flatMap((walk) =>
        walk.steps.flatMap((step) => step.actions.map((action) => action.seq)),
      );
      const dropped = first.droppedActions.map((action) => action.seq);
      assert.equal(
        new Set([...kept, ...dropped]).size,
        kept.length + dropped.length,
        'an action is kept or dropped, once',
      );
    }),
    { numRuns: 150 },
  );
});
