import type { SampleFolder } from '../host/sampleFolder.ts';
import type { ShellCheck } from '../host/shellCheck.ts';
import type { Mirror } from '../mirror.ts';
import type { FlowIntent, Intent, NewcomerIntent } from '../views/intents.ts';
import { emptyViewState, type ViewState } from '../views/state.ts';
import type { MirrorPorts } from './ports.ts';

/** The flow, and what a newcomer may try before it: a sample, and whether the shell can be recorded. */
export interface FrontDoor extends Omit<Mirror, 'send'> {
  send(intent: Intent): Promise<void>;
}

export interface NewcomerPorts extends Pick<MirrorPorts, 'prompts' | 'words' | 'log'> {
  /** The person's own flow. */
  readonly own: (show: (state: ViewState) => void) => Mirror;
  readonly makeSample: () => Promise<SampleFolder>;
  /** The same flow over the sample, and over nothing else. */
  readonly sample: (at: SampleFolder, show: (state: ViewState) => void) => Mirror;
  /** Brings up the workflows. */
  readonly reveal: () => Promise<void>;
  readonly checkShell: () => Promise<ShellCheck>;
  readonly openSettings: (query: string) => Promise<void>;
}

/** What is about the person's own recording or machine also while the sample is shown. */
const own: ReadonlySet<Intent['kind']> = new Set<FlowIntent['kind']>([
  'agreeToRecord',
  'startRecording',
  'stopRecording',
  'pauseRecording',
  'resumeRecording',
  'addNote',
  'discardLastMinutes',
  'discardRecording',
  'connectAgents',
  'setModelKey',
]);

interface Sample {
  readonly folder: SampleFolder;
  readonly mirror: Mirror;
}

/**
 * Puts the sample before the person's own flow while it is open: views show the sample alone, marked as one, and what is
 * asked of them is done to its copy. The person's recordings, notes and files are neither read into it nor written by
 * it; a recording that starts closes it.
 */
export function openFrontDoor(ports: NewcomerPorts, show: (state: ViewState) => void): FrontDoor {
  const { prompts, words } = ports;
  let shellChecked = false;
  let ownState = emptyViewState;
  let sampleState = emptyViewState;
  let sample: Sample | undefined;

  const mirror = ports.own((state) => {
    ownState = state;
    present();
  });

  /** A recording that runs is the person's own, whatever is looked at. */
  function state(): ViewState {
    if (!sample) return { ...ownState, shellChecked };
    const { status, workflow, elapsedMs, elapsedAt, noFolder, consented, connected } = ownState;
    const kept = { status, workflow, elapsedMs, elapsedAt, noFolder, consented, connected };
    return { ...sampleState, ...kept, sample: true, shellChecked };
  }

  function present(): void {
    show(state());
  }

  async function openSample(): Promise<void> {
    if (!sample) {
      try {
        const folder = await ports.makeSample();
        const opened = ports.sample(folder, (next) => {
          sampleState = next;
          if (sample) present();
        });
        sample = { folder, mirror: opened };
        await opened.open();
        present();
      } catch (error) {
        const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
        ports.log(`openSample failed: ${code}`);
        prompts.fail(words.t('The sample could not be laid out in the folder for temporary files ({0}).', code));
        await closeSample();
        return;
      }
    }
    await ports.reveal();
    const close = words.t('Close Sample');
    void prompts
      .offer(
        words.t(
          'This is a sample: two people cut a release. Look at its steps, notes, gaps and map, answer and accept as you like. Nothing of it touches your recordings or your repository.',
        ),
        close,
      )
      .then((answer) => (answer === close ? closeSample() : undefined));
  }

  async function closeSample(): Promise<void> {
    const closed = sample;
    sample = undefined;
    sampleState = emptyViewState;
    present();
    await closed?.mirror.close();
    await closed?.folder.remove().catch(() => ports.log('The copy of the sample could not be removed.'));
  }

  async function checkShell(): Promise<void> {
    if (ownState.status === 'recording') {
      prompts.fail(words.t('A recording is running, and the check would be in it. Stop or pause it first.'));
      return;
    }
    const { found, shell } = await ports.checkShell();
    const name = shell || words.t('Your shell');
    shellChecked = found === 'works';
    present();
    if (found === 'works') {
      void prompts.offer(
        words.t('{0} tells of its commands and how they end: what you do in it can be recorded.', name),
      );
      return;
    }
    const settings = words.t('Open Settings');
    const said =
      found === 'partial'
        ? words.t('{0} tells of its commands, but not how they end: a failure cannot be told from a success.', name)
        : words.t(
            '{0} tells nothing of its commands: they cannot be recorded. Shell integration needs bash, zsh, fish or PowerShell, and its setting on.',
            name,
          );
    if ((await prompts.warn(said, settings)) === settings)
      await ports.openSettings('terminal.integrated.shellIntegration');
  }

  const newcomer: { readonly [K in NewcomerIntent['kind']]: () => Promise<void> } = {
    openSample,
    closeSample,
    checkShell,
  };
  const isNewcomer = (intent: Intent): intent is NewcomerIntent => Object.hasOwn(newcomer, intent.kind);

  return {
    async send(intent) {
      if (isNewcomer(intent)) return newcomer[intent.kind]();
      if (!sample) return mirror.send(intent);
      if (!own.has(intent.kind)) return sample.mirror.send(intent);
      await mirror.send(intent);
      const starts = intent.kind === 'startRecording' || intent.kind === 'resumeRecording';
      // Who thinks better of it goes on looking at the sample.
      if (starts && ownState.status === 'recording') await closeSample();
    },
    state,
    recording: async (id) => (await sample?.mirror.recording(id)) ?? mirror.recording(id),
    review: async (id) => (await sample?.mirror.review(id)) ?? mirror.review(id),
    noteLines: (file, text) =>
      (sample && file.startsWith(sample.folder.project) ? sample.mirror : mirror).noteLines(file, text),
    open: () => mirror.open(),
    refresh: () => mirror.refresh(),
    async close() {
      await mirror.close();
      if (sample) await closeSample();
    },
  };
}
