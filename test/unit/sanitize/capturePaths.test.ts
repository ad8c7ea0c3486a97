import assert from 'node:assert/strict';
import { mock, test } from 'node:test';
import { createDiskLedger } from '../../../src/capture/diskLedger.ts';
import { documentSource } from '../../../src/capture/documents.ts';
import type { Fact } from '../../../src/model/event.ts';
import { createGateOne } from '../../../src/sanitize/gateOne.ts';
import { knownValuesFromEnvironment } from '../../../src/sanitize/knownValues.ts';
import { createRules } from '../../../src/sanitize/rules/list.ts';
import { benchContext, fakeEditor } from '../../bench/fakeEditor.ts';
import { capturedCommand } from '../../bench/fakeTerminal.ts';
import type { Leak } from './corpus/channel.ts';
import { createValues, type Random, seeded } from './corpus/values.ts';
import { channels, survives } from './measure.ts';

/** How often each sample is cut, typed and undone; `npm run soak` sets a thousand, and other secrets at other moments each time. */
const runs = Number(process.env.MIRROR_LEAK_RUNS ?? 3);
const seed = Number(process.env.MIRROR_LEAK_SEED ?? 1);
const rules = createRules();
const samples = Object.entries(channels).map(([name, channel], at) => ({
  name,
  leak: channel(createValues(at + seed)),
}));
const random = seeded(10 + seed);

function gateFor(leak: Leak) {
  return createGateOne({ rules, known: knownValuesFromEnvironment(leak.env ?? {}) });
}

function leaks(facts: readonly Fact[], leak: Leak): boolean {
  const gate = gateFor(leak);
  const kept = facts.map((fact) => gate.fact(fact));
  const strings: string[] = [];
  JSON.stringify(kept, (_key, value) => {
    if (typeof value === 'string') strings.push(value);
    return value;
  });
  return leak.secrets.some((secret) => survives(strings.join('\n'), secret));
}

function cutAnywhere(text: string, from: Random): string[] {
  const cuts = Array.from({ length: 1 + Math.floor(from() * 6) }, () => Math.floor(from() * text.length));
  const places = [0, ...cuts.sort((one, other) => one - other), text.length];
  return places.slice(1).map((end, at) => text.slice(places[at], end));
}

test('terminal output cut anywhere does not leak on its way through the capture', async () => {
  const terminal = samples.filter(({ leak }) => leak.as === 'terminal');
  const leaked: string[] = [];
  for (const { name, leak } of terminal) {
    const [, command, output] = /^\$ ([^\n]+)\n([\s\S]+)$/.exec(leak.text) ?? [];
    const line = command ?? (/[\n\p{Cc}]/u.test(leak.text) ? './run.sh' : leak.text.replace(/^\$ /, ''));
    const seen = new Set<string>();
    for (let run = 0; run < runs; run += 1) {
      const facts = await capturedCommand({ line, chunks: cutAnywhere(output ?? leak.text, random) });
      // Most cuts give the same event: it is looked at once.
      const event = JSON.stringify(facts.map((fact) => ({ ...fact, durationMs: 0 })));
      if (!seen.has(event) && leaks(facts, leak)) leaked.push(`${name}: ${event}`);
      seen.add(event);
    }
  }
  assert.ok(terminal.length >= 150);
  assert.deepEqual(leaked, []);
});

/**
 * The line that makes a secret of the one above comes later: who rests between the two has the first one recorded by
 * then. These are typed without a rest.
 */
const namedLater = /value first|data first/;

interface Typing {
  readonly facts: Fact[];
  insert(text: string): void;
  /** Takes back the last characters, one at a time or at once; `undo` says so to the capture. */
  remove(count: number, undo?: boolean): void;
  /** Time passes. */
  wait(ms: number): void;
  end(): Promise<void>;
}

const fileOf = { terminal: 'notes.txt', code: 'src/file.ts', data: 'settings.conf' } as const;

/** A person in a document of three lines; the cursor stands in the second. */
function typing(file: string): Typing {
  const start = '// start\n';
  let typed = '';
  let now = 0;
  const text = (): string => `${start}${typed}\n// end`;
  const { parts, listeners, document } = fakeEditor(['']);
  Object.defineProperty(document, 'getText', { value: text });
  Object.defineProperty(document, 'uri', { value: { scheme: 'file', fsPath: `/bench/${file}` } });
  Object.defineProperty(document, 'lineCount', { get: () => text().split('\n').length });
  const { context, facts } = benchContext();
  const source = documentSource(parts, { ...context, clock: () => now }, createDiskLedger());
  const change = (offset: number, length: number, put: string, reason?: number): void => {
    const before = text();
    const range = { start: positionAt(before, offset), end: positionAt(before, offset + length) };
    typed = typed.slice(0, offset - start.length) + put + typed.slice(offset - start.length + length);
    (listeners.get('onDidChangeTextDocument') as unknown as (given: unknown) => void)({
      document,
      reason,
      contentChanges: [{ range, rangeOffset: offset, rangeLength: length, text: put }],
    });
  };
  return {
    facts,
    insert: (put) => change(start.length + typed.length, 0, put),
    remove: (count, undo) => change(start.length + typed.length - count, count, '', undo ? 1 : undefined),
    wait(ms) {
      now += ms;
      mock.timers.tick(ms);
    },
    async end() {
      source.dispose();
      await source.drained();
    },
  };
}

function positionAt(text: string, offset: number): { line: number; character: number } {
  const lines = text.slice(0, offset).split('\n');
  return { line: lines.length - 1, character: lines.at(-1)?.length ?? 0 };
}

test('text typed, typed and deleted, or pasted and undone does not leak on its way through the capture', async () => {
  mock.timers.enable({ apis: ['setTimeout'] });
  const documents = samples.filter(({ leak }) => leak.as !== 'terminal');
  const leaked: string[] = [];
  const traces: string[] = [];
  // A thousand times each way would be days of typing; the moments of the pauses are what differs.
  const times = Math.max(1, Math.min(20, Math.round(runs / 3)));
  for (const { name, leak } of documents) {
    for (let run = 0; run < times; run += 1) {
      const person = typing(fileOf[leak.as ?? 'data']);
      for (const character of leak.text) {
        person.insert(character);
        person.wait(
          character === '\n' && !namedLater.test(name) ? Math.floor(random() * 3_000) : Math.floor(random() * 120),
        );
      }
      await person.end();
      if (leaks(person.facts, leak)) leaked.push(`typed: ${name}: ${JSON.stringify(person.facts)}`);

      const regretful = typing(fileOf[leak.as ?? 'data']);
      const line = leak.secrets[0]?.split('\n')[0] ?? '';
      for (const character of line) regretful.insert(character);
      for (const _ of line) regretful.remove(1);
      regretful.wait(5_000);
      regretful.insert(leak.text);
      regretful.remove(leak.text.length, true);
      regretful.wait(60_000);
      await regretful.end();
      if (regretful.facts.some(({ kind }) => kind === 'edit'))
        traces.push(`${name}: ${JSON.stringify(regretful.facts)}`);
    }
  }
  mock.timers.reset();
  assert.ok(documents.length >= 150);
  assert.deepEqual(leaked, []);
  assert.deepEqual(traces, []);
});
