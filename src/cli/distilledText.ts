import type { Distilled } from '../model/distilled.ts';
import type { Note } from '../model/note.ts';
import type { Walkthrough } from '../model/step.ts';

/** The distilled workflow for a person at a terminal. */
export function distilledText(distilled: Distilled): string {
  const { workflow, recordings, walkthroughs, process, notes, droppedActions } = distilled;
  const people = new Set(recordings.map(({ recorder }) => recorder)).size;
  return [
    `${workflow}: ${count(recordings.length, 'recording')} by ${count(people, 'person', 'people')}`,
    ...(recordings.length > 1
      ? [
          '',
          'Process',
          ...process.spine.map(
            ({ step, support }, index) => `  ${index + 1}. ${step} (${support} of ${recordings.length})`,
          ),
        ]
      : []),
    ...walkthroughs.flatMap((walkthrough) => walkthroughText(walkthrough, recordings.length)),
    ...(process.parameters.length > 0 ? ['', 'Parameters', ...process.parameters.map(parameterText)] : []),
    '',
    notes.length === 0 ? 'Notes: none proposed' : `Notes: ${notes.length}`,
    ...notes.flatMap(noteText),
    '',
    `Left out: ${count(droppedActions.length, 'action')}${reasonsText(distilled)}`,
  ].join('\n');
}

function walkthroughText({ recording, steps }: Walkthrough, recordings: number): string[] {
  const title = recordings === 1 ? 'Steps' : `Steps of ${recording}`;
  return [
    '',
    title,
    ...steps.flatMap((step, index) => [
      `  ${index + 1}. ${step.title}`,
      ...step.actions.map(({ summary }) => `       ${oneLine(summary)}`),
    ]),
  ];
}

function parameterText({ name, source, examples }: Distilled['process']['parameters'][number]): string {
  return `  <${name}> from ${source}, e.g. ${examples.slice(0, 3).join(', ')}`;
}

function noteText(note: Note): string[] {
  const { n, of } = note.support;
  return [`  ${note.id}  ${note.kind}, ${note.layer}, seen ${n} of ${of}, ${note.status}`, `    ${oneLine(note.text)}`];
}

function reasonsText({ droppedActions }: Distilled): string {
  const reasons = new Map<string, number>();
  for (const { reason } of droppedActions) reasons.set(reason, (reasons.get(reason) ?? 0) + 1);
  const parts = [...reasons]
    .sort((a, b) => b[1] - a[1])
    .slice(0, 4)
    .map(([reason, times]) => `${times} ${reason}`);
  return parts.length === 0 ? '' : ` (${parts.join('; ')})`;
}

/** A number with its noun. */
export function count(many: number, one: string, several = `${one}s`): string {
  return `${many} ${many === 1 ? one : several}`;
}

/** Line ends become spaces, control characters are shown: what was recorded cannot move the cursor of who reads it. */
export function oneLine(text: string): string {
  return text
    .replace(/\s+/g, ' ')
    .replace(/\p{Cc}/gu, '\u00b7')
    .trim();
}
