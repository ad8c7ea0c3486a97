import { checkContext } from '../context/check.ts';
import { listContext, managedFiles } from '../context/contextFiles.ts';
import { layerConflicts } from '../context/layerConflicts.ts';
import { readNotes, type StoredNotes } from '../context/noteStore.ts';
import type { OrganizationOffer } from '../context/organization.ts';
import { distill } from '../distill/distill.ts';
import { gapsOfOtherReports } from '../gaps/agentReports.ts';
import { findGapsInTurns } from '../gaps/findGaps.ts';
import { gapsOfLayers } from '../gaps/layerGaps.ts';
import { openAgentReports } from '../host/agentReports.ts';
import type { AllChoices, ChoiceStore } from '../host/choices.ts';
import type { DecisionStore, Decisions } from '../host/decisions.ts';
import { openRepository } from '../host/repository.ts';
import type { Catalog, CatalogRecording, CatalogView } from '../journal/catalog.ts';
import { readRecording } from '../journal/read.ts';
import type { ContextFinding, LoadedContext } from '../model/context.ts';
import type { Distilled } from '../model/distilled.ts';
import type { Gap, GapReport } from '../model/gap.ts';
import type { Recording } from '../model/recording.ts';
import type { RepositoryView } from '../model/repository.ts';
import { withoutRemarksInSteps } from '../sanitize/gateTwo.ts';
import { inTurns } from './inTurns.ts';
import { offersOf } from './organizationCopy.ts';
import { pause } from './pause.ts';
import type { MirrorPorts } from './ports.ts';

/** Everything the views show, computed: from the recordings, the repository on disk and a person's decisions. */
export interface Knowledge {
  readonly catalog: CatalogView;
  /** By id, those that can be read. */
  readonly recordings: ReadonlyMap<string, Recording>;
  /** By workflow. */
  readonly distilled: ReadonlyMap<string, Distilled>;
  /** By workflow. */
  readonly reports: ReadonlyMap<string, GapReport>;
  /** What agents reported outside of these workflows, and where layers contradict each other. */
  readonly reportedElsewhere: readonly Gap[];
  /** What the organization's repository offers, as it was last brought up to date. */
  readonly offers: readonly OrganizationOffer[];
  readonly decisions: Decisions;
  /** How people want the recordings read, by id. */
  readonly choices: AllChoices;
  readonly repository: RepositoryView;
  readonly stored: StoredNotes;
  readonly context: LoadedContext;
  readonly findings: readonly ContextFinding[];
  /** From how long on a stretch off screen counts, in milliseconds. */
  readonly offScreenMs: number;
  /** Context files that hold something Mirror renders. */
  readonly managed: ReadonlySet<string>;
}

/** How a long computation speaks with the person who waits for it. */
export interface Work {
  readonly report?: (done: number, total: number) => void;
  readonly cancelled?: () => boolean;
}

export interface Library {
  /** Computes all of it anew; what did not change since the last time is not read or distilled again. Undefined: cancelled. */
  read(work?: Work): Promise<Knowledge | undefined>;
  recording(id: string): Promise<Recording | undefined>;
}

/** A recording that nobody writes now can be distilled. */
function isSettled(recording: CatalogRecording): boolean {
  return recording.state === 'ended' || recording.state === 'interrupted';
}

function isSame(a: readonly Recording[], b: readonly Recording[]): boolean {
  return a.length === b.length && a.every((each, index) => each === b[index]);
}

/** Tells one state of a recording's file from the next. */
function stateOf({ bytes, modifiedMs }: CatalogRecording): string {
  return `${bytes}:${modifiedMs}`;
}

/** Reads what one folder's recordings, notes and context files say. */
export function openLibrary(
  ports: MirrorPorts,
  folder: string,
  catalog: Catalog,
  decisions: DecisionStore,
  choices: ChoiceStore,
): Library {
  /** Recordings and distillates as last read, with what they were read from. */
  const readings = new Map<string, { readonly from: string; readonly recording: Recording | undefined }>();
  const distillates = new Map<
    string,
    { readonly from: string; readonly recordings: readonly Recording[]; readonly distilled: Distilled }
  >();

  async function load(entry: CatalogRecording): Promise<Recording | undefined> {
    const known = readings.get(entry.id);
    if (known?.from === stateOf(entry)) return known.recording;
    const read = await readRecording(entry.path);
    const recording = read.ok ? read.value : undefined;
    readings.set(entry.id, { from: stateOf(entry), recording });
    return recording;
  }

  async function distilledOf(
    workflow: string,
    recordings: readonly Recording[],
    repository: RepositoryView,
    chosen: AllChoices,
    work: Work,
  ): Promise<Distilled | undefined> {
    const from = JSON.stringify([repository.head, recordings.map(({ header }) => chosen[header.id])]);
    const known = distillates.get(workflow);
    // A recording that is not read again is the same object.
    if (known?.from === from && isSame(known.recordings, recordings)) return known.distilled;
    const clean: Recording[] = [];
    for (const recording of recordings) {
      const one = await inTurns(withoutRemarksInSteps(recording), () => work.cancelled?.() ?? false);
      if (!one) return undefined;
      clean.push(one);
    }
    const distilled = await distill(clean, {
      parseShell: await ports.parseShell(),
      repository,
      workflow,
      choices: (id) => chosen[id],
      pause,
      ...(work.report ? { onProgress: work.report } : {}),
      ...(work.cancelled ? { cancelled: work.cancelled } : {}),
    });
    if (distilled) distillates.set(workflow, { from, recordings, distilled });
    return distilled;
  }

  async function read(work: Work = {}): Promise<Knowledge | undefined> {
    const [view, decided, chosen] = await Promise.all([catalog.view(), decisions.read(), choices.read()]);
    const repository = await openRepository(folder);
    const agentReports = await openAgentReports(repository.root).read();
    const recordings = new Map<string, Recording>();
    for (const entry of view.recordings.filter(isSettled)) {
      const recording = await load(entry);
      if (recording) recordings.set(entry.id, recording);
    }
    const distilled = new Map<string, Distilled>();
    const reports = new Map<string, GapReport>();
    const context = listContext(repository);
    const findings = checkContext({ repository }).findings;
    const { 'gaps.offScreenSeconds': offScreenSeconds, 'gaps.shelfLifeDays': shelfLifeDays } = ports.settings();
    for (const { name } of view.workflows) {
      const own = view.recordings.flatMap((entry) => {
        const recording = entry.workflow === name ? recordings.get(entry.id) : undefined;
        return recording ? [recording] : [];
      });
      if (own.length === 0) continue;
      const result = await distilledOf(name, own, repository, chosen, work);
      if (!result) return undefined;
      distilled.set(name, result);
      const options = { offScreenMs: offScreenSeconds * 1000, shelfLifeDays };
      reports.set(
        name,
        await findGapsInTurns(
          {
            recordings: own,
            distilled: result,
            context,
            repository,
            now: ports.now(),
            options,
            findings,
            agentReports,
          },
          pause,
        ),
      );
      await pause();
    }
    const stored = readNotes(repository);
    const managed = managedFiles(repository);
    return {
      catalog: view,
      recordings,
      distilled,
      reports,
      reportedElsewhere: [
        ...gapsOfOtherReports(agentReports, [...reports.keys()]),
        ...gapsOfLayers(layerConflicts(stored.notes.map(({ note }) => note))),
      ],
      offers: await offersOf(ports, repository, stored, [...reports.keys()]),
      decisions: decided,
      choices: chosen,
      repository,
      stored,
      context,
      findings,
      offScreenMs: offScreenSeconds * 1000,
      managed,
    };
  }

  return {
    read,
    async recording(id) {
      const entry = (await catalog.view()).recordings.find((each) => each.id === id);
      return entry && load(entry);
    },
  };
}
