import { relative, sep } from 'node:path';
import { type NoteLine, noteLines } from './context/noteLines.ts';
import { adoptLines, type NoteDesk, updateStaleNotes } from './flow/adopt.ts';
import { connectAgents, showWhatAgentsLoad } from './flow/agents.ts';
import { type ApplyTo, applyNotes, previewNote } from './flow/apply.ts';
import { agreeToRecord } from './flow/consent.ts';
import { decidingHandlers } from './flow/deciding.ts';
import { tellDistilled } from './flow/distilledTold.ts';
import { storageProblem, whereFrom } from './flow/fault.ts';
import { createGateKeeper } from './flow/gateKeeper.ts';
import { openGateOut } from './flow/gates.ts';
import { type Knowledge, openLibrary, type Work } from './flow/knowledge.ts';
import { isObstructed } from './flow/obstacle.ts';
import { offerToDeleteOld } from './flow/oldRecordings.ts';
import { organizationHandlers } from './flow/organization.ts';
import { refreshCopy } from './flow/organizationCopy.ts';
import type { MirrorPorts } from './flow/ports.ts';
import { chooseMapped, exportMap } from './flow/processMap.ts';
import { createRecordingControl } from './flow/recording.ts';
import { reviewSubject } from './flow/recordingReview.ts';
import { askModelKey, rephraseNotes } from './flow/rephrase.ts';
import { createReview } from './flow/review.ts';
import type { ReviewDesk } from './flow/reviewDesk.ts';
import { forgetWritten } from './flow/reviewedNotes.ts';
import { reviewingHandlers } from './flow/reviewing.ts';
import { decidedState, knownState } from './flow/viewState.ts';
import { keepWorkAtHand } from './flow/workAtHand.ts';
import { createChoiceStore } from './host/choices.ts';
import { createDecisionStore, type Decisions } from './host/decisions.ts';
import { openStorageFolder } from './host/storageFolder.ts';
import { openCatalog } from './journal/catalog.ts';
import type { Recording } from './model/recording.ts';
import type { FlowIntent, IntentHandlers } from './views/intents.ts';
import { dispatch } from './views/intents.ts';
import type { ReviewSubject } from './views/reviewSubject.ts';
import { emptyViewState, type ViewState } from './views/state.ts';

/** The extension's one flow: capture → sanitize → journal → distill → notes → review → context; gaps computed. */
export interface Mirror {
  /** Does what a person asked for; what goes wrong is told to them and never thrown. */
  send(intent: FlowIntent): Promise<void>;
  state(): ViewState;
  recording(id: string): Promise<Recording | undefined>;
  /** A recording as a person looks it over. */
  review(id: string): Promise<ReviewSubject | undefined>;
  /** Which lines (from 0) of a file (an absolute path, and its text) stand for which notes. */
  noteLines(file: string, text: string): readonly NoteLine[];
  /** Reads what is on disk and shows it; resumes what a reload of the window cut short. Nothing is written. */
  open(): Promise<void>;
  /** Something outside changed (trust, folders, files): look again. */
  refresh(): Promise<void>;
  /** The window closes: everything captured is written, and the recording stays resumable. */
  close(): Promise<void>;
}

/** What is open for one folder. */
interface Desk extends ReviewDesk {
  readonly review: ReturnType<typeof createReview>;
}

export function createMirror(ports: MirrorPorts, onDidChange: (state: ViewState) => void): Mirror {
  const { prompts, stage, words } = ports;
  let state = emptyViewState;
  let desk: Desk | undefined;
  let knowledge: Knowledge | undefined;
  /** Answers the question of the change that is shown; nothing to answer otherwise. */
  let confirm: (to: ApplyTo) => void = () => undefined;

  function show(change: Partial<ViewState>): void {
    state = { ...state, ...change };
    onDidChange(state);
  }

  async function openDesk(): Promise<Desk | undefined> {
    const folder = ports.folder();
    if (!folder || !ports.trusted()) return undefined;
    if (desk?.folder.path === folder.path) return desk;
    await desk?.control.suspend();
    const dataFolder = await openStorageFolder(ports.globalStorage, folder.path);
    const catalog = openCatalog(dataFolder);
    const decisions = createDecisionStore(dataFolder);
    const choices = createChoiceStore(dataFolder);
    const gates = createGateKeeper(ports, folder);
    desk = {
      folder,
      dataFolder,
      catalog,
      decisions,
      choices,
      gates,
      known: () => knowledge,
      library: openLibrary(ports, folder.path, catalog, decisions, choices),
      control: createRecordingControl(ports, folder, dataFolder, catalog, gates, showRecording),
      review: createReview(ports, decisions, () => openGateOut(ports, folder)),
    };
    return desk;
  }

  /** The desk, or the person is told why there is none. */
  async function needDesk(): Promise<Desk | undefined> {
    if (isObstructed(ports)) return undefined;
    try {
      return await openDesk();
    } catch (error) {
      const message = storageProblem(ports, error);
      show({ storageReady: false, error: message });
      prompts.fail(message);
      return undefined;
    }
  }

  function showRecording(): void {
    if (desk) show(desk.control.view());
  }

  /** Reads, distills what is new and shows all of it. False: cancelled. */
  async function look(work?: Work): Promise<boolean> {
    const folder = ports.folder();
    show({ untrusted: !ports.trusted(), noFolder: !folder, consented: ports.identity.consented() });
    let open: Desk | undefined;
    try {
      open = await openDesk();
    } catch (error) {
      show({ storageReady: false, error: storageProblem(ports, error) });
      return true;
    }
    if (!open) return true;
    const read = await open.library.read(work).catch((error: unknown) => distillFailed(error));
    if (!read) return false;
    // What was decided while it was read counts.
    knowledge = { ...read, decisions: await open.decisions.read() };
    show({
      ...open.control.view(),
      ...knownState(knowledge, open.control.view().status === 'paused', words),
      storageReady: true,
      error: undefined,
      distillFailed: undefined,
    });
    return true;
  }

  /** A fault of ours: the views say so and offer to try again, which a newer version or another recording may mend. */
  function distillFailed(error: unknown): undefined {
    ports.log(`distill failed: ${whereFrom(error)}`);
    const message = words.t(
      'Distilling failed. What was recorded is safe; the log says more: Mirror in the Output view.',
    );
    const retry = words.t('Try Again');
    show({ error: message, distillFailed: true });
    const again = () => guarded('distill', () => lookWithProgress(words.t('Distilling')));
    void prompts.warn(message, retry).then((answer) => (answer === retry ? again() : undefined));
  }

  async function lookWithProgress(title: string): Promise<boolean> {
    show({ busy: title });
    try {
      return await prompts.progress(title, (report, cancelled) => look({ report, cancelled }));
    } finally {
      show({ busy: undefined });
    }
  }

  async function stop(): Promise<void> {
    const open = await needDesk();
    const ended = await open?.control.stop();
    if (!ended) return;
    if (!(await lookWithProgress(words.t('Distilling "{0}"', ended.workflow)))) {
      void prompts.offer(words.t('The recording is kept. Distill it when you like: Mirror: Distill Workflow.'));
      return;
    }
    if (open) void offerToDeleteOld(ports, open.catalog);
    await keepAtHand(ended.workflow);
    await tellDistilled(ports, state, ended);
  }

  const keepAtHand = (workflow?: string): Promise<boolean> =>
    keepWorkAtHand(ports, desk?.folder, knowledge, workflow === undefined ? undefined : { workflow, state });

  async function distillWorkflow(workflow: string | undefined): Promise<void> {
    const open = await needDesk();
    if (!open) return;
    const { workflows } = await open.catalog.view();
    if (workflows.length === 0) {
      prompts.fail(words.t('Nothing is recorded yet. Start a recording first.'), 'startRecording');
      return;
    }
    const known = workflows.map(({ name }) => name);
    const chosen =
      workflow ??
      (known.length === 1 ? known[0] : await prompts.chooseWorkflow(known, words.t('Distill which workflow?'), false));
    if (chosen === undefined || !(await lookWithProgress(words.t('Distilling "{0}"', chosen)))) return;
    await tellDistilled(ports, state, { workflow: chosen });
  }

  /** Shows what follows from a decision, out of what is known: the repository is not looked at again. */
  async function decided(decisions?: Decisions): Promise<void> {
    if (!knowledge || !desk) return void (await look());
    knowledge = { ...knowledge, decisions: decisions ?? (await desk.decisions.read()) };
    show(decidedState(knowledge, words));
  }

  async function apply(to: ApplyTo): Promise<void> {
    const open = await needDesk();
    if (!open || !(await look()) || !knowledge) return;
    const gate = await openGateOut(ports, open.folder);
    const confirmed = new Promise<ApplyTo>((resolve) => {
      confirm = resolve;
    });
    show({ applyPending: true });
    try {
      if (!(await applyNotes(ports, open.folder, knowledge, open.decisions, gate, to, confirmed))) return;
      await look();
      await decided(await forgetWritten(open.decisions, knowledge));
    } finally {
      show({ applyPending: false });
    }
  }

  async function openRecording(id: string, seq?: number, beside?: boolean): Promise<void> {
    if (!(await stage.openRecording(id, seq, beside))) prompts.fail(words.t('This recording is no longer there.'));
  }

  const deciding = decidingHandlers({
    ports,
    review: async () => (await needDesk())?.review,
    state: () => state,
    decided,
  });
  const handlers: IntentHandlers = {
    agreeToRecord: () => agreeToRecord(ports, needDesk, showRecording),
    startRecording: async ({ workflow }) => (await needDesk())?.control.start(workflow),
    stopRecording: stop,
    pauseRecording: async () => (await needDesk())?.control.pause(),
    resumeRecording: async ({ recording }) => (await needDesk())?.control.resume(recording),
    addNote: async () => (await needDesk())?.control.addNote(),
    discardLastMinutes: async () => {
      const id = await (await needDesk())?.control.discardLastMinutes();
      if (id !== undefined) stage.refreshRecording(id);
    },
    discardRecording: async () => {
      if (await (await needDesk())?.control.discard()) await look();
    },
    openRecording: ({ recording, seq }) => openRecording(recording, seq),
    ...reviewingHandlers({ ports, desk: needDesk, look }),
    distillWorkflow: ({ workflow }) => distillWorkflow(workflow),
    reviewNotes: () => stage.reveal('notes'),
    ...deciding,
    ...organizationHandlers({
      ports,
      desk: needDesk,
      gate: (folder) => openGateOut(ports, folder),
      state: () => state,
      look,
      decided,
      decline: deciding.declineNotes,
    }),
    previewNote: async ({ note }) => {
      const shown = state.notes.find((each) => each.note.id === note);
      if (shown && desk && knowledge) await previewNote(ports, knowledge, await openGateOut(ports, desk.folder), shown);
    },
    applyNotes: () => apply('tree'),
    applyOnBranch: () => apply('branch'),
    confirmApply: () => confirm('tree'),
    confirmApplyOnBranch: () => confirm('branch'),
    showGaps: () => stage.reveal('gaps'),
    selectGap: ({ gap }) => show({ selectedGapId: gap }),
    openEvidence: ({ evidence, beside }) => openRecording(evidence.recording, evidence.from, beside),
    showProcessMap: async ({ workflow }) => {
      if (!(await needDesk())) return;
      const chosen = await chooseMapped(ports, state, workflow);
      if (chosen !== undefined) stage.showMap(chosen);
    },
    exportMap: async ({ workflow, placement }) => {
      const open = await needDesk();
      if (open) await exportMap(ports, state, workflow, placement, await openGateOut(ports, open.folder));
    },
    openContextFile: ({ path, line }) => stage.openFile(path, line),
    showWhatAgentsLoad: async () => {
      if ((await needDesk()) && (await look()) && knowledge) await showWhatAgentsLoad(ports, knowledge.repository);
    },
    connectAgents: () =>
      change(async (at) => {
        const connected = await connectAgents(ports, at.folder, at.knowledge.repository);
        if (connected) show({ connected });
        return connected;
      }),
    adoptLines: () => change((at) => adoptLines(ports, at)),
    updateStaleNotes: () => change((at) => updateStaleNotes(ports, at)),
    rephraseNotes: () => change((at) => rephraseNotes(ports, at, state.notes)),
    setModelKey: () => askModelKey(ports),
  };

  /** Does what changes notes or files beside a review, on what is there now, and shows what came of it. */
  async function change(by: (at: Omit<Desk, 'knowledge'> & NoteDesk) => Promise<boolean>): Promise<void> {
    const open = await needDesk();
    if (!open || !(await look()) || !knowledge) return;
    const gate = await openGateOut(ports, open.folder);
    if (await by({ ...open, knowledge, gate })) await look();
  }

  async function guarded(what: string, work: () => Promise<unknown>): Promise<void> {
    try {
      await work();
    } catch (error) {
      ports.log(`${what} failed: ${whereFrom(error)}`);
      prompts.fail(
        words.t('Mirror could not finish that. What was recorded is safe. See the log: Mirror in the Output view.'),
      );
    }
  }

  return {
    send: (intent) => guarded(intent.kind, async () => dispatch(handlers, intent)),
    state: () => state,
    recording: async (id) => desk?.library.recording(id),
    review: async (id) => desk && reviewSubject(desk, id),
    noteLines(file, text) {
      if (!desk || !knowledge) return [];
      return noteLines(relative(desk.folder.path, file).split(sep).join('/'), text, knowledge.stored.notes);
    },
    open: () =>
      guarded('open', async () => {
        await look();
        await desk?.control.recover();
        await keepAtHand();
        // The network may take long: nothing waits for it.
        if (desk) void guarded('organization', async () => ((await refreshCopy(ports)) ? look() : undefined));
      }),
    refresh: () => guarded('refresh', () => look()),
    async close() {
      await desk?.control.suspend();
    },
  };
}
