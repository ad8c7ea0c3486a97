import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { createMirror } from '../../../src/mirror.ts';
import { command } from '../commandFact.ts';
import { makeScene, write } from './fakes.ts';

async function record(layerInUse: boolean) {
  const scene = makeScene({});
  if (layerInUse) write(scene.folder, { '.mirror/.gitignore': 'working.md\nworking/\n' });
  const mirror = createMirror(scene.ports, () => undefined);
  await mirror.send({ kind: 'startRecording', workflow: 'Cut a release' });
  scene.emit(command('npm test', 1, "Error: Cannot find module 'glyphs'\n"));
  scene.pass(2000);
  scene.emit(command('npm ci', 0));
  scene.pass(2000);
  scene.emit(command('npm test', 0, 'ok 3\n'));
  scene.pass(2000);
  scene.emit(command('./tools/deploy.sh --force production', 0));
  await mirror.send({ kind: 'stopRecording' });
  return { ...scene, mirror, file: join(scene.folder, '.mirror/working.md') };
}

describe('what a recording left open', () => {
  it('is kept for whoever continues where the working layer is in use, and goes when it has expired', async () => {
    const { file, mirror, pass, ports } = await record(true);
    const text = readFileSync(file, 'utf8');
    assert.match(text, /Left open by the last recording of Cut a release/);
    assert.match(text, /Seen, but not reviewed by anybody yet:\n\n- .*npm ci/);
    assert.match(text, /Not known yet:\n\n- .*\?/);
    await mirror.open();
    assert.ok(existsSync(file), 'it stays while it is worth reading');
    pass(8 * 24 * 60 * 60_000);
    await createMirror(ports, () => undefined).open();
    assert.ok(!existsSync(file));
  });

  it('is written nowhere else: nothing new appears in a repository unasked', async () => {
    const { folder } = await record(false);
    assert.ok(!existsSync(join(folder, '.mirror')));
  });

  it('leaves what a person wrote into the file', async () => {
    const { file, folder, ports, pass } = await record(true);
    const edited = `${readFileSync(file, 'utf8')}\nMine.\n`;
    write(folder, { '.mirror/working.md': edited });
    pass(8 * 24 * 60 * 60_000);
    await createMirror(ports, () => undefined).open();
    assert.equal(readFileSync(file, 'utf8'), edited);
  });
});
