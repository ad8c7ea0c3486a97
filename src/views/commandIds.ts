/**
 * Every command of the extension, once. Keys are the names the code uses, values the ids in package.json;
 * `test/unit/manifest.test.ts` holds the two to each other.
 */

/** In the palette, under the category "Mirror". */
export const paletteCommands = {
  startRecording: 'mirror.startRecording',
  stopRecording: 'mirror.stopRecording',
  pauseRecording: 'mirror.pauseRecording',
  resumeRecording: 'mirror.resumeRecording',
  addNote: 'mirror.addNote',
  discardLastMinutes: 'mirror.discardLastMinutes',
  discardRecording: 'mirror.discardRecording',
  distillWorkflow: 'mirror.distillWorkflow',
  reviewNotes: 'mirror.reviewNotes',
  applyNotes: 'mirror.applyNotes',
  applyOnBranch: 'mirror.applyOnBranch',
  showGaps: 'mirror.showGaps',
  showWhatAgentsLoad: 'mirror.showWhatAgentsLoad',
  previewKept: 'mirror.previewKept',
  exportRecording: 'mirror.exportRecording',
  connectAgents: 'mirror.connectAgents',
  adoptLines: 'mirror.adoptLines',
  updateStaleNotes: 'mirror.updateStaleNotes',
  promoteNote: 'mirror.promoteNote',
  updateOrganization: 'mirror.updateOrganization',
  rephraseNotes: 'mirror.rephraseNotes',
  setModelKey: 'mirror.setModelKey',
  deleteOldRecordings: 'mirror.deleteOldRecordings',
  showProcessMap: 'mirror.showProcessMap',
  openSample: 'mirror.openSample',
  closeSample: 'mirror.closeSample',
  checkShell: 'mirror.checkShell',
  undoDecision: 'mirror.undoDecision',
} as const;

/** On rows, view titles, the walkthrough and the status bar; hidden from the palette because they need what they stand on. */
export const contextualCommands = {
  showRecordingMenu: 'mirror.showRecordingMenu',
  agreeToRecord: 'mirror.agreeToRecord',
  recordWorkflow: 'mirror.recordWorkflow',
  openRecording: 'mirror.openRecording',
  deleteRecording: 'mirror.deleteRecording',
  acceptNote: 'mirror.acceptNote',
  acceptAllNotes: 'mirror.acceptAllNotes',
  acceptTheseNotes: 'mirror.acceptTheseNotes',
  editNote: 'mirror.editNote',
  splitNote: 'mirror.splitNote',
  mergeNotes: 'mirror.mergeNotes',
  acceptDraft: 'mirror.acceptDraft',
  moveNote: 'mirror.moveNote',
  setNoteOwner: 'mirror.setNoteOwner',
  retireNote: 'mirror.retireNote',
  declineNote: 'mirror.declineNote',
  previewNote: 'mirror.previewNote',
  confirmApply: 'mirror.confirmApply',
  confirmApplyOnBranch: 'mirror.confirmApplyOnBranch',
  selectGap: 'mirror.selectGap',
  answerGap: 'mirror.answerGap',
  dismissGap: 'mirror.dismissGap',
  restoreGap: 'mirror.restoreGap',
  copyGapQuestion: 'mirror.copyGapQuestion',
  openEvidence: 'mirror.openEvidence',
  openContextFile: 'mirror.openContextFile',
} as const;

export const commandIds = { ...paletteCommands, ...contextualCommands } as const;

export type CommandName = keyof typeof commandIds;
export type CommandId = (typeof commandIds)[CommandName];

/** The views of the container `mirror`, in the order they are shown. */
export const viewIds = {
  workflows: 'mirror.workflows',
  notes: 'mirror.notes',
  gaps: 'mirror.gaps',
  selectedGap: 'mirror.gap',
  context: 'mirror.context',
} as const;

/** Webviews in editor tabs. */
export const panelIds = { map: 'mirror.map', review: 'mirror.recordingReview' } as const;

export type TreeName = Exclude<keyof typeof viewIds, 'selectedGap'>;

/** Keys for `when` clauses, set from the state by `present.ts`. */
export const contextKeys = {
  status: 'mirror.status',
  hasRecordings: 'mirror.hasRecordings',
  hasProposedNotes: 'mirror.hasProposedNotes',
  hasPendingNotes: 'mirror.hasPendingNotes',
  applyPending: 'mirror.applyPending',
  hasGaps: 'mirror.hasGaps',
  canUndo: 'mirror.canUndo',
  distillFailed: 'mirror.distillFailed',
  storageFailed: 'mirror.storageFailed',
  consented: 'mirror.consented',
  sample: 'mirror.sample',
  shellChecked: 'mirror.shellChecked',
  recorded: 'mirror.recorded',
  answered: 'mirror.answered',
  connected: 'mirror.connected',
} as const;

export type ContextKeyName = keyof typeof contextKeys;

/** Schemes of the documents the extension provides; all but `draft` are read-only. */
export const documentSchemes = {
  recording: 'mirror-recording',
  preview: 'mirror-preview',
  evidence: 'mirror-evidence',
  draft: 'mirror-draft',
} as const;
