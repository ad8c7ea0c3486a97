import assert from 'node:assert/strict';
import { it } from 'node:test';
import { createMirror } from '../../../src/mirror.ts';
import { makeScene } from './fakes.ts';

it('says which of the own patterns are not used before anything is recorded, and uses the others', async () => {
  const scene = makeScene({
    settings: { 'sanitize.patterns': ['(a+)+$', '[', 'ACME-\\d+'] },
  });
  const mirror = createMirror(scene.ports, () => undefined);
  await mirror.send({ kind: 'startRecording', workflow: 'Ship ACME-4711' });
  const warned = scene.said.filter((sentence) => sentence.includes('is not used'));
  assert.equal(warned.length, 2);
  assert.match(warned[0] ?? '', /\(a\+\)\+\$.*could hang the editor/);
  assert.match(warned[1] ?? '', /no regular expression/);
});
