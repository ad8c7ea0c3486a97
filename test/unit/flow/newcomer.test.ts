import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { type FrontDoor, openFrontDoor } from '../../../src/flow/newcomer.ts';
import type { MirrorPorts } from '../../../src/flow/ports.ts';
import { makeSampleFolder, type SampleFolder } from '../../../src/host/sampleFolder.ts';
import type { ShellCheck } from '../../../src/host/shellCheck.ts';
import { createMirror } from '../../../src/mirror.ts';
import { processMap } from '../../../src/views/present/processMap.ts';
import { contextKeyValues } from '../../../src/views/present/status.ts';
import type { ViewState } from '../../../src/views/state.ts';
import { english } from '../views/englishWords.ts';
import { type Answers, git, makeScene, type Scene, write } from './fakes.ts';
import { recordRelease } from './recordRelease.ts';

const shipped = fileURLToPath(new URL('../../../media/sample', import.meta.url));

interface Door extends Scene {
  readonly mirror: FrontDoor;
  readonly states: ViewState[];
  readonly copies: SampleFolder[];
}

function door(answers: Answers = {}, shell: ShellCheck = { found: 'works', shell: 'bash' }, source = shipped): Door {
  const scene = makeScene(answers);
  const states: ViewState[] = [];
  const copies: SampleFolder[] = [];
  const over = (at: SampleFolder): MirrorPorts => ({
    ...scene.ports,
    folder: () => ({ path: at.project, name: 'sample' }),
    trusted: () => true,
    globalStorage: at.globalStorage,
    startSources: () => assert.fail('the sample is never recorded'),
  });
  const { prompts, words, log } = scene.ports;
  const mirror = openFrontDoor(
    {
      own: (show) => createMirror(scene.ports, show),
      makeSample: async () => {
        const made = await makeSampleFolder(source);
        copies.push(made);
        return made;
      },
      sample: (at, show) => createMirror(over(at), show),
      reveal: () => Promise.resolve(),
      checkShell: () => Promise.resolve(shell),
      openSettings: async (query) => void scene.said.push(`settings: ${query}`),
      prompts,
      words,
      log,
    },
    (state) => states.push(state),
  );
  return { ...scene, mirror, states, copies };
}

/** Names of files below a folder, as they are now. */
const below = (folder: string) =>
  existsSync(folder)
    ? readdirSync(folder, { recursive: true })
        .map(String)
        .filter((name) => !name.startsWith('.git'))
        .sort()
    : [];

describe('the sample', () => {
  it('shows workflows, notes, gaps and a map before anything was recorded, and marks all of it', async () => {
    const { mirror } = door();
    await mirror.open();
    await mirror.send({ kind: 'openSample' });
    const state = mirror.state();
    assert.equal(state.sample, true);
    const [workflow] = state.workflows;
    assert.match(workflow?.name ?? '', /^Sample: /);
    assert.ok(state.notes.length > 3 && state.notes.every(({ note }) => note.workflow.startsWith('Sample: ')));
    assert.ok(state.gaps.length > 3 && state.gaps.every((gap) => gap.workflow.startsWith('Sample: ')));
    const map = workflow?.map && processMap(workflow.map, english);
    assert.match(map?.map.summary ?? '', /^2 recordings by 2 people · 6 common steps · \d that only some have$/);
    assert.ok(map?.map.nodes.some(({ kind }) => kind === 'failure'));
    assert.ok(await mirror.recording(workflow?.recordings[0]?.id ?? ''));
    // What the walkthrough ticks off is what the person did.
    assert.equal(contextKeyValues(state).recorded, false);
    await mirror.send({ kind: 'closeSample' });
  });

  for (const [where, answers] of Object.entries({
    'no folder open': { noFolder: true },
    'an untrusted one': { trusted: false },
  })) {
    it(`works with ${where}, and answers are taken in`, async () => {
      const { mirror, folder } = door(answers);
      const before = below(folder);
      await mirror.send({ kind: 'openSample' });
      const [gap] = mirror.state().gaps;
      assert.ok(gap);
      await mirror.send({ kind: 'answerGap', gap: gap.id, text: 'The release owner has it.', layer: 'project' });
      assert.equal(mirror.state().answers[0]?.text, 'The release owner has it.');
      assert.deepEqual(below(folder), before);
      await mirror.send({ kind: 'closeSample' });
      assert.equal(mirror.state().sample, false);
      assert.deepEqual(mirror.state().workflows, []);
    });
  }

  it('is never mixed with what is the person’s own, nor written into their folder, and is gone when it is closed', async () => {
    const scene = door({ press: { 'Write th': 'Apply' } });
    const { mirror, folder, storage, copies } = scene;
    await recordRelease(scene);
    const own = mirror.state();
    const kept = [git(folder, 'status', '--porcelain'), ...below(storage)];
    await mirror.send({ kind: 'openSample' });
    assert.ok(mirror.state().workflows.every(({ name }) => name.startsWith('Sample: ')));
    await mirror.send({ kind: 'acceptAllNotes' });
    await mirror.send({ kind: 'applyNotes' });
    const copy = copies[0]?.project ?? assert.fail('no copy');
    assert.ok(existsSync(`${copy}/AGENTS.md`), 'applied to the copy');
    assert.deepEqual([git(folder, 'status', '--porcelain'), ...below(storage)], kept);
    await mirror.send({ kind: 'closeSample' });
    assert.equal(existsSync(dirname(copy)), false);
    assert.deepEqual(
      mirror.state().workflows.map(({ name }) => name),
      own.workflows.map(({ name }) => name),
    );
    assert.deepEqual(
      mirror.state().notes.map(({ note }) => note.id),
      own.notes.map(({ note }) => note.id),
    );
  });

  it('gives way to a recording of the person’s own', async () => {
    const scene = door();
    await scene.mirror.send({ kind: 'openSample' });
    await recordRelease(scene);
    const { workflows, sample } = scene.mirror.state();
    assert.deepEqual([sample, ...workflows.map(({ name }) => name)], [false, 'Cut a release']);
    assert.equal(existsSync(scene.copies[0]?.project ?? ''), false);
  });

  it('stays where a recording was thought better of', async () => {
    const scene = door({ consent: false });
    await scene.mirror.send({ kind: 'openSample' });
    await scene.mirror.send({ kind: 'startRecording' });
    assert.deepEqual([scene.mirror.state().sample, scene.mirror.state().status], [true, 'idle']);
  });

  it('is removed with the window, and says so where it cannot be laid out', async () => {
    const open = door();
    await open.mirror.send({ kind: 'openSample' });
    await open.mirror.close();
    assert.equal(existsSync(open.copies[0]?.project ?? ''), false);
    const missing = door({}, undefined, `${shipped}-gone`);
    await missing.mirror.send({ kind: 'openSample' });
    assert.equal(missing.mirror.state().sample, false);
    assert.ok(missing.said.some((each) => each.includes('could not be laid out')));
  });

  it('holds no path of the machine it was recorded on, and what was secret only by name', () => {
    for (const file of readdirSync(`${shipped}/recordings`)) {
      const text = readFileSync(`${shipped}/recordings/${file}`, 'utf8');
      assert.doesNotMatch(text, /\/(?:home|root|tmp|Users)\//);
      if (text.includes('NPM_TOKEN')) assert.match(text, /NPM_TOKEN=\[redacted:/);
    }
  });
});

describe('the check of the shell', () => {
  it('is ticked off only where commands and their ends are told', async () => {
    for (const found of ['works', 'partial', 'silent'] as const) {
      const { mirror, said } = door({ press: { tells: 'Open Settings' } }, { found, shell: 'zsh' });
      await mirror.send({ kind: 'checkShell' });
      assert.equal(contextKeyValues(mirror.state()).shellChecked, found === 'works');
      assert.ok(
        said.some((each) => each.startsWith('zsh tells')),
        found,
      );
      assert.equal(said.includes('settings: terminal.integrated.shellIntegration'), found !== 'works');
    }
  });

  it('is not made into a recording that runs', async () => {
    const { mirror, said } = door();
    await mirror.send({ kind: 'startRecording' });
    await mirror.send({ kind: 'checkShell' });
    assert.ok(said.some((each) => each.includes('the check would be in it')));
    assert.equal(mirror.state().shellChecked, false);
  });
});

describe('the steps of the walkthrough', () => {
  const ticks = ({ mirror }: Door) => contextKeyValues(mirror.state());

  it('agreeing beforehand is not asked again, and not taken for granted', async () => {
    const refused = door({ consent: false });
    await refused.mirror.send({ kind: 'agreeToRecord' });
    assert.equal(ticks(refused).consented, false);
    const scene = door();
    await scene.mirror.send({ kind: 'openSample' });
    await scene.mirror.send({ kind: 'agreeToRecord' });
    assert.deepEqual([ticks(scene).consented, scene.mirror.state().status], [true, 'idle']);
    assert.ok(!scene.said.join('\n').includes('already'));
    await scene.mirror.send({ kind: 'agreeToRecord' });
    assert.match(scene.said.join('\n'), /agreed on this machine already/);
  });

  it('agreeing at the first recording is seen while it runs', async () => {
    const scene = door();
    await scene.mirror.send({ kind: 'startRecording' });
    assert.deepEqual([ticks(scene).consented, ticks(scene).recorded], [true, false]);
    await scene.mirror.send({ kind: 'stopRecording' });
    assert.equal(ticks(scene).recorded, true);
  });

  it('an agent is connected once its files are written, or where there is nothing to write, and not by asking', async () => {
    const asked = door({ several: ['claude'] });
    await asked.mirror.send({ kind: 'connectAgents' });
    assert.equal(ticks(asked).connected, false);
    const scene = door({ several: ['claude'], press: { Write: 'Write' } });
    await scene.mirror.send({ kind: 'connectAgents' });
    assert.equal(ticks(scene).connected, true);
    const again = door({ several: ['claude'] });
    write(again.folder, {
      'AGENTS.md': '# Parcels\n',
      '.mcp.json': JSON.stringify({ mcpServers: { mirror: { type: 'stdio', command: 'mirror', args: ['mcp'] } } }),
    });
    await again.mirror.send({ kind: 'connectAgents' });
    assert.equal(ticks(again).connected, true, again.said.join('\n'));
  });
});
