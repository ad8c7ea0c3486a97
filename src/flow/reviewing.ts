import type { IntentHandlers } from '../views/intents.ts';
import { deleteAsked, exportAsked, previewKept } from './keptRecordings.ts';
import { deleteOld } from './oldRecordings.ts';
import type { MirrorPorts } from './ports.ts';
import { changeRecording } from './recordingReview.ts';
import type { ReviewDesk } from './reviewDesk.ts';

/** What the handlers work on. */
export interface Reviewing {
  readonly ports: MirrorPorts;
  /** What is open for the folder, or the person is told why there is nothing. */
  readonly desk: () => Promise<ReviewDesk | undefined>;
  /** Computes anew what follows from the recordings. */
  readonly look: () => Promise<unknown>;
}

type ReviewingKind = 'deleteRecording' | 'deleteOldRecordings' | 'previewKept' | 'changeRecording' | 'exportRecording';

/** What a person asks for about recordings that are kept. */
export function reviewingHandlers({ ports, desk, look }: Reviewing): Pick<IntentHandlers, ReviewingKind> {
  /** Does it, and computes anew where something changed. */
  async function changing(work: (open: ReviewDesk) => Promise<boolean>): Promise<void> {
    const open = await desk();
    if (open && (await work(open))) await look();
  }

  return {
    deleteRecording: ({ recording }) => changing((open) => deleteAsked(ports, open, recording)),
    deleteOldRecordings: () => changing(({ catalog }) => deleteOld(ports, catalog)),
    async previewKept({ recording }) {
      const open = await desk();
      if (open) await previewKept(ports, open, recording);
    },
    async changeRecording({ recording, change, revision }) {
      await changing((open) => changeRecording(ports, open, recording, change, revision));
      ports.stage.refreshRecording(recording);
    },
    async exportRecording({ recording }) {
      const open = await desk();
      if (open) await exportAsked(ports, open, recording);
    },
  };
}
