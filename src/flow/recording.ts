import { isUnderWay, type LifecycleEvent, type LifecycleState, nextLifecycle } from '../capture/lifecycle.ts';
import { markSuspended, takeSuspended } from '../host/suspension.ts';
import type { Catalog, CatalogRecording } from '../journal/catalog.ts';
import { createRecording, deleteRecording, repairRecording, resumeRecording } from '../journal/recordingFile.ts';
import type { JournalWriter } from '../journal/writer.ts';
import type { RecordingHeader } from '../model/recording.ts';
import { takeTurns } from '../model/turns.ts';
import type { ViewState } from '../views/state.ts';
import { sentence } from './apply.ts';
import { askConsent } from './consent.ts';
import type { GateKeeper } from './gateKeeper.ts';
import { warnOfPatterns } from './gates.ts';
import type { Folder, MirrorPorts } from './ports.ts';
import { clockFrom, type Running, startRunning, troubleTeller } from './running.ts';

/** The recording that runs in this window. Every verb tells the person why it cannot be, where it cannot. */
export interface RecordingControl {
  start(workflow?: string): Promise<void>;
  /** Ends the recording that runs, or the interrupted one. */
  stop(): Promise<{ readonly workflow: string; readonly events: number } | undefined>;
  pause(): Promise<void>;
  /** Goes on with the paused recording, or with an interrupted one (`id`, or the newest). */
  resume(id?: string): Promise<void>;
  addNote(): Promise<void>;
  /** Gives the id of the recording whose last minutes are gone. */
  discardLastMinutes(): Promise<string | undefined>;
  discard(): Promise<boolean>;
  /** On opening a window: goes on by itself after a reload, and says so where a recording was interrupted. */
  recover(): Promise<void>;
  /** The window closes: what was captured is written; the recording stays open to be resumed. */
  suspend(): Promise<void>;
  /** The recording that runs in this window, or was interrupted. */
  id(): string | undefined;
  /** The journal of the recording of this id, all that was captured written, where it runs here. */
  journal(id: string): Promise<JournalWriter | undefined>;
  view(): Pick<ViewState, 'status' | 'workflow' | 'elapsedMs' | 'elapsedAt' | 'consented'>;
}

/** A window that comes back within this time was reloaded; later it was closed and opened again. Milliseconds. */
const reloadMs = 60_000;

export function createRecordingControl(
  ports: MirrorPorts,
  folder: Folder,
  dataFolder: string,
  catalog: Catalog,
  gates: GateKeeper,
  onDidChange: () => void,
): RecordingControl {
  const { prompts, words } = ports;
  const onTrouble = troubleTeller(ports);
  let state: LifecycleState = 'idle';
  let running: Running | undefined;
  let interrupted: CatalogRecording | undefined;
  /** Verbs wait for each other: a double click on stop stops once. */
  const inTurn = takeTurns();

  function move(event: LifecycleEvent): boolean {
    const next = nextLifecycle(state, event);
    if (!next.ok) {
      prompts.fail(sentence(next.error.message));
      return false;
    }
    state = next.value;
    return true;
  }

  async function start(named: string | undefined): Promise<void> {
    if (isUnderWay(state) && !(await replaceRunning())) return;
    if (!(await askConsent(ports, dataFolder, true))) return;
    const known = (await catalog.view()).workflows.map(({ name }) => name);
    const workflow = named ?? (await prompts.chooseWorkflow(known, words.t('Record which workflow?'), true));
    if (workflow === undefined) return;
    const id = ports.newId();
    warnOfPatterns(ports);
    const gate = await gates.open(id);
    const header: RecordingHeader = {
      format: 'mirror.recording',
      version: 1,
      id,
      workflow: gate.text(workflow),
      startedAt: new Date(ports.now()).toISOString(),
      recorder: await ports.identity.recorder(),
      workspace: { name: gate.text(folder.name), ...(await headOf(folder)) },
      sanitizer: gate.version,
    };
    const created = await createRecording(dataFolder, header, {
      clock: clockFrom(ports.now, header.startedAt),
      onTrouble,
    });
    if (!created.ok) return prompts.fail(sentence(created.error.message));
    if (!move('start')) return;
    interrupted = undefined;
    running = startRunning(ports, header, created.value, gate);
    await running.listen();
    onDidChange();
  }

  function headOf(of: Folder): Promise<{ head?: string }> {
    return ports.head(of.path).then((head) => (head === undefined ? {} : { head }));
  }

  async function replaceRunning(): Promise<boolean> {
    const yes = words.t('Stop It and Start Another');
    const name = running?.header.workflow ?? '';
    if (
      !(await prompts.confirm(
        words.t('"{0}" is being recorded in this window.', name),
        words.t('It will be stopped and kept.'),
        yes,
      ))
    )
      return false;
    await finish('stopped');
    return true;
  }

  /** Ends the recording: all that is under way is written, then the end. */
  async function finish(reason: string): Promise<{ workflow: string; events: number } | undefined> {
    const open = running;
    if (!open || !move('stop')) return undefined;
    await open.deafen();
    await open.recorder.end(reason);
    await open.close();
    running = undefined;
    onDidChange();
    const { lost } = open.writer.counts();
    if (lost > 0) void prompts.warn(words.t('{0} events could not be written and are lost.', lost));
    return { workflow: open.header.workflow, events: open.recorder.counts().written };
  }

  async function goOn(entry: CatalogRecording): Promise<boolean> {
    const resumed = await resumeRecording(entry.path, {
      clock: (startedAt) => clockFrom(ports.now, startedAt)(),
      onTrouble,
    });
    if (!resumed.ok) {
      prompts.fail(sentence(resumed.error.message));
      return false;
    }
    const { header, writer, lastAt, paused } = resumed.value;
    const gate = await gates.open(entry.id, entry.path);
    if (!move(paused ? 'recoverPaused' : 'recover')) return false;
    running = startRunning(ports, header, writer, gate, resumed.value);
    interrupted = undefined;
    if (!paused) {
      running.recorder.recovered(lastAt);
      await running.listen();
    }
    onDidChange();
    return true;
  }

  async function newestInterrupted(id?: string): Promise<CatalogRecording | undefined> {
    const { recordings } = await catalog.view();
    return recordings.find((each) => each.state === 'interrupted' && (id === undefined || each.id === id));
  }

  async function resume(id: string | undefined): Promise<void> {
    if (id === undefined && running && isUnderWay(state)) {
      if (!move('resume')) return;
      await running.recorder.resume();
      await running.listen();
      return onDidChange();
    }
    if (isUnderWay(state)) return prompts.fail(words.t('Stop the recording that runs in this window first.'));
    const entry = await newestInterrupted(id);
    if (!entry) return prompts.fail(words.t('There is no paused or interrupted recording to resume.'));
    await goOn(entry);
  }

  async function stop(): Promise<{ workflow: string; events: number } | undefined> {
    if (!running && interrupted && !(await goOn(interrupted))) return undefined;
    if (!running) {
      prompts.fail(words.t('Nothing is being recorded in this window.'));
      return undefined;
    }
    return finish('stopped');
  }

  async function pause(): Promise<void> {
    if (!move('pause') || !running) return;
    await running.deafen();
    await running.recorder.pause();
    onDidChange();
  }

  async function addNote(): Promise<void> {
    const open = running;
    if (!open || state !== 'recording') {
      return prompts.fail(
        running
          ? words.t('The recording is paused. Resume it to add a note.')
          : words.t('Nothing is being recorded in this window.'),
      );
    }
    const at = open.clock();
    const text = await prompts.sentence(words.t('Add Note to Recording'), words.t('What are you doing, and why?'));
    if (text) open.recorder.emit({ kind: 'note', text }, at);
  }

  async function discardLastMinutes(): Promise<string | undefined> {
    const open = running;
    if (!open) {
      prompts.fail(words.t('Nothing is being recorded in this window.'));
      return undefined;
    }
    const minutes = ['1', '2', '5', '10', '30'];
    const chosen = await prompts.choose(
      words.t('Discard the last minutes: how many?'),
      minutes.map((value) => ({ value, label: value === '1' ? words.t('1 minute') : words.t('{0} minutes', value) })),
    );
    if (chosen === undefined) return undefined;
    const since = open.clock() - Number(chosen) * 60_000;
    await open.forget(since);
    const removed = await open.writer.discardSince(since);
    if (!removed.ok) {
      prompts.fail(sentence(removed.error.message));
      return undefined;
    }
    void prompts.offer(words.t('{0} events are gone from the recording.', removed.value));
    return open.header.id;
  }

  async function discard(): Promise<boolean> {
    const path = running?.writer.path ?? interrupted?.path;
    const name = running?.header.workflow ?? interrupted?.workflow;
    if (path === undefined || name === undefined) {
      prompts.fail(words.t('Nothing is being recorded in this window.'));
      return false;
    }
    const yes = words.t('Discard');
    if (
      !(await prompts.confirm(
        words.t('Discard this recording of "{0}"?', name),
        words.t('Its file is removed from this machine.'),
        yes,
      ))
    )
      return false;
    if (running) {
      await running.deafen();
      await running.close();
    }
    const deleted = await deleteRecording(path);
    if (!deleted.ok) prompts.fail(sentence(deleted.error.message));
    state = 'idle';
    running = undefined;
    interrupted = undefined;
    onDidChange();
    return deleted.ok;
  }

  /** What was cut off is mended where it lies, whether it is gone on with or not. */
  async function repairInterrupted(): Promise<void> {
    for (const { path, state: found } of (await catalog.view()).recordings) {
      if (found !== 'interrupted') continue;
      const repaired = await repairRecording(path);
      if (!repaired.ok) ports.log(`repair failed: ${repaired.error.code}`);
    }
  }

  async function recover(): Promise<void> {
    if (running) return;
    const suspended = await takeSuspended(dataFolder, ports.now(), reloadMs);
    await repairInterrupted();
    const found = await newestInterrupted();
    if (!found) return;
    if (suspended.includes(found.id)) {
      await goOn(found);
      return;
    }
    interrupted = found;
    state = 'interrupted';
    onDidChange();
    const again = words.t('Resume');
    const end = words.t('Stop and Distill');
    void prompts
      .warn(
        words.t('The recording of "{0}" was interrupted. Everything up to then is there.', found.workflow),
        again,
        end,
      )
      .then((answer) => {
        if (answer === again) return ports.send({ kind: 'resumeRecording', recording: found.id });
        if (answer === end) return ports.send({ kind: 'stopRecording' });
        return undefined;
      });
  }

  return {
    start: (workflow) => inTurn(() => start(workflow)),
    stop: () => inTurn(stop),
    pause: () => inTurn(pause),
    resume: (id) => inTurn(() => resume(id)),
    addNote,
    discardLastMinutes: () => inTurn(discardLastMinutes),
    discard: () => inTurn(discard),
    recover: () => inTurn(recover),
    async suspend() {
      const open = running;
      if (!open) return;
      markSuspended(dataFolder, open.header.id, ports.now());
      await open.deafen();
      await open.close();
      running = undefined;
      state = 'interrupted';
    },
    id: () => running?.header.id ?? interrupted?.id,
    async journal(id) {
      if (running?.header.id !== id) return undefined;
      await running.recorder.drain();
      return running.writer;
    },
    view: () => ({
      status: state === 'ended' ? 'idle' : state,
      workflow: running?.header.workflow ?? interrupted?.workflow,
      elapsedMs: running?.elapsedMs() ?? interrupted?.durationMs ?? 0,
      elapsedAt: ports.now(),
      consented: ports.identity.consented(),
    }),
  };
}
