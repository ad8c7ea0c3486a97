import type { Gap } from '../../model/gap.ts';
import type { GapDetail, PanelState, PanelWords } from '../protocol.ts';
import type { ViewState } from '../state.ts';
import { eventRange } from './evidenceRow.ts';
import { gapCodeLabel, severityLabel } from './gapRows.ts';
import { oneLine, plainLines, shorten } from './text.ts';
import type { Words } from './words.ts';

/** Pieces of evidence that are shown; the rest is in the recording. */
const maxEvidence = 50;
/** UTF-16 units of an accepted answer that are shown: what is to be done next stands below it. */
const maxAnswered = 600;

function gapDetail(gap: Gap, answered: string | undefined, words: Words): GapDetail {
  return {
    id: gap.id,
    question: oneLine(gap.question, 600),
    why: shorten(plainLines(gap.why), 2000),
    subject: oneLine(gap.subject, 300),
    workflow: oneLine(gap.workflow, 100),
    severity: gap.severity,
    severityLabel: severityLabel(gap.severity, words),
    codeLabel: gapCodeLabel(gap.code, words),
    layer: gap.layer,
    ...(answered === undefined && gap.raisesTo !== undefined
      ? { raises: words.t('Answering this raises what is explained of the workflow to {0} %.', gap.raisesTo) }
      : {}),
    ...(gap.askWhom ? { askWhom: oneLine(gap.askWhom, 100) } : {}),
    ...(answered === undefined ? {} : { answered: shorten(plainLines(answered), maxAnswered) }),
    evidence: gap.evidence.slice(0, maxEvidence).map((evidence) => ({
      label: eventRange(evidence, words),
      excerpt: shorten(plainLines(evidence.excerpt), 600),
    })),
  };
}

/** What the webview of the selected gap shows. The evidence keeps the order of the gap's, so an index means the same. */
export function panelState(state: ViewState, words: Words): PanelState {
  const { t } = words;
  const gap = state.gaps.find((each) => each.id === state.selectedGapId);
  if (gap) {
    const answered = state.answers.find((answer) => answer.gap === gap.id)?.text;
    return { view: 'gap', gap: gapDetail(gap, answered, words) };
  }
  if (state.error) {
    return { view: 'error', message: state.error, ...(state.distillFailed ? { retry: t('Try Again') } : {}) };
  }
  if (state.busy) return { view: 'loading', message: state.busy };
  if (state.noFolder) return { view: 'empty', message: t('Open a folder to record and to answer gaps.') };
  if (state.untrusted) return { view: 'empty', message: t('Trust this workspace to record and to answer gaps.') };
  if (state.gaps.length > 0) {
    return { view: 'empty', message: t('Select a gap above to see its evidence and answer it here.') };
  }
  const recorded = state.workflows.some((workflow) => workflow.recordings.length > 0);
  return {
    view: 'empty',
    message: recorded
      ? t('No gaps: the context files explain every step that was observed.')
      : t('Gaps appear after the first recording. Select one, and answer it here.'),
  };
}

/** Whether no note closes it: what two files say, or how long one is, stays until somebody changes them. */
function isOfFiles({ code, evidence }: Gap): boolean {
  return code === 'stale' || code === 'truncated' || (code === 'contradiction' && evidence.length === 0);
}

function acceptedSentence(state: ViewState, { t }: Words): string {
  const gap = state.gaps.find((each) => each.id === state.selectedGapId);
  return gap && isOfFiles(gap)
    ? t('Accepted. Applied, it tells agents what holds; the gap closes when the file itself is changed.')
    : t('Accepted. The gap closes when the accepted notes are applied.');
}

/** Every text of the webview that is not the gap's own. */
export function panelWords(state: ViewState, words: Words): PanelWords {
  const { t } = words;
  return {
    title: t('Selected Gap'),
    answer: t('Answer'),
    answerHint: t('One or two sentences a newcomer could act on'),
    layer: t('Holds for'),
    layers: {
      working: t('This task only'),
      project: t('This project'),
      organization: t('The organization'),
    },
    accept: t('Accept Answer'),
    accepting: t('Accepting the answer…'),
    accepted: acceptedSentence(state, words),
    apply: t('Apply Accepted Notes'),
    notAccepted: t('The answer was not accepted. Your text is still here.'),
    answerMissing: t('Write an answer first.'),
    dismiss: t('Not a Gap…'),
    ask: t('Copy Question'),
    why: t('Why it matters'),
    evidence: t('Evidence'),
    noEvidence: t('No recorded moment belongs to this gap.'),
    subject: t('About'),
    whoKnows: t('Who may know'),
  };
}
