import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { RecordedEvent } from '../../../src/model/event.ts';
import type { Recording } from '../../../src/model/recording.ts';
import { createGateTwo } from '../../../src/sanitize/gateTwo.ts';
import { command as ranCommand } from '../commandFact.ts';
import { type Shape, shapes } from './corpus/template.ts';
import { createValues } from './corpus/values.ts';
import { recordingHeader } from './recordingHeader.ts';

const header = recordingHeader({ workflow: 'Nightly', startedAt: '2026-01-05T14:32:00.000Z', recorder: 'p' });
const kinds: readonly Shape[] = ['token', 'hex', 'base64', 'hard', 'words', 'password'];

function recordingOf(events: readonly RecordedEvent[], more: object = {}): Recording {
  return { header: { ...header, ...more }, events, unknown: [], complete: true, problems: [] };
}

/** An event as a file may hold it, with fields that this version does not know. */
function eventWith(event: RecordedEvent, further: object): RecordedEvent {
  return { ...event, ...further };
}

function command(seq: number, line: string, output?: string): RecordedEvent {
  return { ...ranCommand(line, 0, output), seq, at: seq * 10 };
}

const pause: RecordedEvent = { seq: 1, at: 1, kind: 'pause' };

test('fields that this version does not know are kept, what they hold is cleaned', () => {
  for (const kind of kinds) {
    const secret = shapes[kind](createValues(7));
    const carrying: readonly object[] = [
      { env: { DB_PASSWORD: secret, LANG: 'C' } },
      { reason: `password=${secret}` },
      { args: ['--token', secret, `export API_TOKEN='${secret}'`] },
      { deep: [{ deeper: { settings: [{ name: 'client_secret', value: secret }] } }] },
      { folder: `password=${secret}` },
    ];
    for (const further of carrying) {
      for (const event of [pause, command(1, 'make x', 'done')]) {
        const clean = createGateTwo().recording(recordingOf([eventWith(event, further)], further));
        assert.ok(!JSON.stringify(clean).includes(JSON.stringify(secret).slice(1, -1)), JSON.stringify(clean));
        assert.equal(clean.events[0]?.kind, event.kind);
      }
    }
  }
  const kept = { shift: 3, tags: ['a', 'b'], nested: { on: true, none: null } };
  assert.deepEqual(createGateTwo().recording(recordingOf([eventWith(pause, kept)])).events[0], { ...pause, ...kept });
});

test('of a file whose content is never recorded no further field is kept', () => {
  const edit: RecordedEvent = { seq: 1, at: 1, kind: 'edit', file: '.env', origin: 'typed' };
  const [clean] = createGateTwo().recording(recordingOf([eventWith(edit, { content: 'quiet words' })])).events;
  assert.ok(!JSON.stringify(clean).includes('quiet words'));
});

test('what a later event tells as a secret goes from the events before it, in any form', () => {
  for (const kind of kinds) {
    const secret = shapes[kind](createValues(11));
    const bytes = Buffer.from(secret);
    const forms = [secret, bytes.toString('base64'), bytes.toString('hex'), encodeURIComponent(secret)];
    const events = [
      ...forms.map((form, at) => command(at + 1, './report.sh', `loading ${form} ok`)),
      command(forms.length + 1, `export DB_PASSWORD='${secret}'`),
      command(forms.length + 2, 'ls'),
    ];
    const text = JSON.stringify(createGateTwo().recording(recordingOf(events)));
    for (const form of forms) {
      assert.ok(!text.includes(form), `${kind}: ${form}`);
    }
    assert.match(text, /loading \[redacted:[^\]]*\] ok/);
  }
});

test('a recording cleaned is the same when cleaned again', () => {
  const secret = shapes.words(createValues(13));
  const events = [command(1, './report.sh', `loading ${secret} ok`), command(2, `export DB_PASSWORD=${secret}`)];
  const once = createGateTwo().recording(recordingOf(events));
  assert.deepEqual(createGateTwo().recording(once), once);
});
