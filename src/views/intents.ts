import type { Evidence } from '../model/evidence.ts';
import type { Layer } from '../model/note.ts';
import type { MapPlacement } from './mapProtocol.ts';
import type { ReviewChange } from './reviewSubject.ts';

/**
 * What a person asked for, by whichever view, row, key or palette entry. Views send one of these and know nothing of
 * how it is done; `mirror.ts` handles each (see `IntentHandlers`). A field that is absent was not chosen yet: the
 * handler asks, or takes the only candidate.
 */
export type FlowIntent =
  | { readonly kind: 'agreeToRecord' }
  | { readonly kind: 'startRecording'; readonly workflow?: string }
  | { readonly kind: 'stopRecording' }
  | { readonly kind: 'pauseRecording' }
  | { readonly kind: 'resumeRecording'; readonly recording?: string }
  | { readonly kind: 'addNote' }
  | { readonly kind: 'discardLastMinutes' }
  | { readonly kind: 'discardRecording' }
  | { readonly kind: 'openRecording'; readonly recording: string; readonly seq?: number }
  | { readonly kind: 'deleteRecording'; readonly recording: string }
  | { readonly kind: 'deleteOldRecordings' }
  | { readonly kind: 'previewKept'; readonly recording?: string }
  /** `revision` is the one that was shown: numbers of another would name other events. */
  | {
      readonly kind: 'changeRecording';
      readonly recording: string;
      readonly change: ReviewChange;
      readonly revision: string;
    }
  | { readonly kind: 'exportRecording'; readonly recording?: string }
  | { readonly kind: 'distillWorkflow'; readonly workflow?: string }
  | { readonly kind: 'reviewNotes' }
  | { readonly kind: 'acceptNotes'; readonly notes: readonly string[] }
  | { readonly kind: 'acceptAllNotes' }
  | { readonly kind: 'editNote'; readonly note: string }
  | { readonly kind: 'splitNote'; readonly note: string }
  | { readonly kind: 'mergeNotes'; readonly notes: readonly string[] }
  /** What a person wrote in the editor about these notes: the first keeps its place, the others become part of it. */
  | { readonly kind: 'acceptDraft'; readonly notes: readonly string[]; readonly text: string }
  | { readonly kind: 'declineNotes'; readonly notes: readonly string[]; readonly reason?: string }
  | { readonly kind: 'moveNotes'; readonly notes: readonly string[]; readonly layer?: Layer }
  | { readonly kind: 'ownNotes'; readonly notes: readonly string[]; readonly owner?: string }
  | { readonly kind: 'undoDecision' }
  | { readonly kind: 'previewNote'; readonly note: string }
  | { readonly kind: 'applyNotes' }
  | { readonly kind: 'applyOnBranch' }
  | { readonly kind: 'confirmApply' }
  | { readonly kind: 'confirmApplyOnBranch' }
  | { readonly kind: 'showGaps' }
  | { readonly kind: 'selectGap'; readonly gap: string }
  | { readonly kind: 'answerGap'; readonly gap: string; readonly text: string; readonly layer: Layer }
  | { readonly kind: 'dismissGap'; readonly gap: string; readonly reason?: string }
  | { readonly kind: 'restoreGap'; readonly gap: string }
  | { readonly kind: 'copyGapQuestion'; readonly gap: string }
  | { readonly kind: 'openEvidence'; readonly evidence: Evidence; readonly beside?: boolean }
  | { readonly kind: 'showProcessMap'; readonly workflow?: string }
  | { readonly kind: 'exportMap'; readonly workflow: string; readonly placement?: MapPlacement }
  | { readonly kind: 'openContextFile'; readonly path: string; readonly line?: number }
  | { readonly kind: 'showWhatAgentsLoad' }
  | { readonly kind: 'connectAgents' }
  | { readonly kind: 'adoptLines' }
  | { readonly kind: 'updateStaleNotes' }
  | { readonly kind: 'promoteNotes'; readonly notes?: readonly string[] }
  | { readonly kind: 'updateOrganization' }
  | { readonly kind: 'rephraseNotes' }
  | { readonly kind: 'setModelKey' };

/** What a newcomer tries out before anything is recorded: handled beside the flow. */
export type NewcomerIntent =
  | { readonly kind: 'openSample' }
  | { readonly kind: 'closeSample' }
  | { readonly kind: 'checkShell' };

export type Intent = FlowIntent | NewcomerIntent;

export type IntentKind = FlowIntent['kind'];
export type IntentOf<K extends IntentKind> = Extract<FlowIntent, { kind: K }>;

/** One handler a kind: leaving one out is a compile error. */
export type IntentHandlers = { readonly [K in IntentKind]: (intent: IntentOf<K>) => void | Promise<void> };

export type SendIntent = (intent: Intent) => void | Promise<void>;

/** Hands an intent to its handler. */
export function dispatch(handlers: IntentHandlers, intent: FlowIntent): void | Promise<void> {
  const handle = handlers[intent.kind] as (intent: FlowIntent) => void | Promise<void>;
  return handle(intent);
}
