import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { checkContext } from '../../../src/context/check.ts';
import { layerConflicts } from '../../../src/context/layerConflicts.ts';
import { renderNoteFile } from '../../../src/context/noteFile.ts';
import { planContext } from '../../../src/context/plan.ts';
import { gapsOfLayers } from '../../../src/gaps/layerGaps.ts';
import { note, repositoryOf } from './build.ts';

const trigger = '`npm test` fails with "missing dist"';
const ours = note({ id: 'ours', trigger, action: 'run `npm run build`', text: 'Run `npm run build` first.' });
const theirs = note({
  id: 'theirs',
  layer: 'organization',
  trigger,
  action: 'run `make all`',
  text: 'Run `make all` first.',
});
const decode = (bytes: Uint8Array | undefined) => new TextDecoder().decode(bytes);

describe('notes of two layers that contradict each other', () => {
  it('are found by trigger and action, in either order, and the nearer one counts', () => {
    for (const notes of [
      [ours, theirs],
      [theirs, ours],
    ]) {
      const [conflict, ...others] = layerConflicts(notes);
      assert.deepEqual([conflict?.counts.id, conflict?.overruled.id, others.length], ['ours', 'theirs', 0]);
    }
  });

  it('are none where they agree, are about other workflows, are of one layer or where one supersedes the other', () => {
    for (const other of [
      { ...theirs, action: 'Run `npm run build`.' },
      { ...theirs, workflow: 'Another one' },
      { ...theirs, layer: 'project' as const },
      { ...theirs, status: 'declined' as const },
      { ...theirs, trigger: 'after a pull' },
    ])
      assert.deepEqual(layerConflicts([ours, other]), []);
    assert.deepEqual(layerConflicts([{ ...ours, supersedes: 'theirs' }, theirs]), []);
  });

  it('reach agents as one, fail the check with what to do, and are asked about', () => {
    const files = Object.fromEntries(
      [ours, theirs].map((each) => [`.mirror/notes/${each.id}.md`, decode(renderNoteFile(each))]),
    );
    const plan = planContext({ repository: repositoryOf(files), accepted: [ours, theirs], gate: () => [] });
    const memory = decode(plan.changes.find(({ path }) => path === 'MEMORY.md')?.after);
    assert.match(memory, /npm run build/);
    assert.doesNotMatch(memory, /make all/);
    const written = Object.fromEntries(plan.changes.map(({ path, after }) => [path, decode(after)]));
    const { findings } = checkContext({ repository: repositoryOf({ ...files, ...written }) });
    assert.deepEqual(
      findings.map(({ code, note: id }) => [code, id]),
      [['conflict', 'ours']],
    );
    assert.match(findings[0]?.message ?? '', /supersede/);
    const [gap] = gapsOfLayers(layerConflicts([ours, theirs]));
    assert.deepEqual([gap?.code, gap?.subject, gap?.layer], ['contradiction', trigger, 'project']);
  });
});
