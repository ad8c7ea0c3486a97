import type { Gap, GapCode } from '../model/gap.ts';
import type { Layer, Note, NoteKind } from '../model/note.ts';

/** What kind of note an answer to each gap becomes. */
const kindOf: Readonly<Record<GapCode, NoteKind>> = {
  'unexplained-step': 'decision',
  'unexplained-failure': 'lesson',
  'unknown-input': 'parameter',
  'off-screen': 'procedure',
  decision: 'decision',
  unverified: 'verification',
  'single-witness': 'decision',
  'no-owner': 'decision',
  stale: 'decision',
  contradiction: 'decision',
  truncated: 'decision',
  credential: 'prerequisite',
  'not-captured': 'procedure',
  'agent-reported': 'decision',
};

/** When the answer applies, with the gap's subject by name, so that the gap closes once it is loaded. */
function trigger(gap: Gap): string {
  const subject = `\`${gap.subject.replaceAll('`', "'")}\``;
  switch (gap.code) {
    case 'credential':
      return `${subject} is needed`;
    case 'unknown-input':
      return `a value for ${subject} is needed`;
    case 'unexplained-failure':
      return `${subject} fails`;
    case 'unverified':
      return `after ${subject}`;
    case 'off-screen':
    case 'not-captured':
      return `around ${subject}`;
    default:
      return `for ${subject}`;
  }
}

export interface Answer {
  /** What the person wrote, already through gate two. */
  readonly text: string;
  readonly layer: Layer;
  /** Who answered: becomes the note's owner. */
  readonly owner?: string;
}

/**
 * The accepted note that an answered gap becomes. Its id comes from the gap's
 * alone: answering again replaces the note instead of adding one.
 */
export function noteFromAnswer(gap: Gap, answer: Answer): Note {
  const text = answer.text.trim();
  const when = trigger(gap);
  return {
    id: `answer-${gap.id}`,
    kind: kindOf[gap.code],
    workflow: gap.workflow,
    layer: answer.layer,
    trigger: when,
    action: text,
    text: `${when.charAt(0).toUpperCase()}${when.slice(1)}: ${text}`,
    evidence: gap.evidence,
    support: { n: 1, of: 1 },
    status: 'accepted',
    ...(answer.owner ? { owner: answer.owner } : {}),
  };
}
