import { noChoices } from '../../../src/model/choices.ts';
import type { Fact, RecordedEvent } from '../../../src/model/event.ts';
import type { DroppedAction, Step } from '../../../src/model/step.ts';
import type { ReviewSubject } from '../../../src/views/reviewSubject.ts';
import { command } from '../commandFact.ts';

/** A step over these events, its actions told by their numbers. */
export function step(title: string, seqs: readonly number[]): Step {
  const [from = 1] = seqs;
  return {
    id: `s${from}`,
    title,
    kind: 'run',
    from,
    to: seqs.at(-1) ?? from,
    actions: seqs.map((seq) => ({ seq, summary: `action ${seq}` })),
    inputs: ['<version>'],
    outputs: ['package.json'],
    verification: 'npm test',
  };
}

/** A recording of these facts, one a second, as it is reviewed. */
export function subject(
  facts: readonly Fact[],
  over: Partial<ReviewSubject> & { steps?: readonly Step[]; dropped?: readonly DroppedAction[] } = {},
): ReviewSubject {
  return {
    recording: {
      header: {
        format: 'mirror.recording',
        version: 1,
        id: 'rec-1',
        workflow: 'Cut a release',
        startedAt: '2026-03-02T09:00:00.000Z',
        recorder: 'quiet-heron',
        workspace: { name: 'harbour' },
        sanitizer: 'mirror/1',
      },
      events: facts.map((fact, index) => ({ ...fact, seq: index + 1, at: index * 1000 }) as RecordedEvent),
      unknown: [],
      complete: true,
      problems: [],
    },
    steps: [],
    dropped: [],
    choices: noChoices,
    live: 'no',
    revision: '1',
    hiddenBy: () => undefined,
    ...over,
  };
}

/** A release with all that a review can show: narration, something left out, something redacted, time away. */
export const release: ReviewSubject = subject(
  [
    { kind: 'open', file: 'README.md' },
    { kind: 'note', text: 'Raise the version first' },
    {
      kind: 'edit',
      file: 'package.json',
      origin: 'typed',
      hunks: [{ line: 2, before: ['"1.2.0"'], after: ['"1.3.0"'] }],
    },
    command('npm test', 1, 'not ok 1 – größer\n'),
    { ...command('ls'), durationMs: 1200 },
    { kind: 'focus', focused: false },
    { kind: 'focus', focused: true },
    command('export NPM_TOKEN=[redacted:env:NPM_TOKEN#1]'),
    command('git commit -am "Release" --author=[redacted:person#1]', 0, '[main 1a2b3c] Release\n'),
    { kind: 'capture', source: 'terminal', state: 'degraded', reason: 'no shell integration in sh' },
    { kind: 'end', reason: 'stopped' },
  ],
  {
    steps: [step('Raise the version', [3, 4]), step('Commit with `git commit`', [8, 9])],
    dropped: [
      { recording: 'rec-1', seq: 1, reason: 'looking around' },
      { recording: 'rec-1', seq: 5, reason: 'looking around' },
    ],
    hiddenBy: (placeholder) =>
      placeholder.includes('env:') ? { rule: 'known-value', restorable: false } : { rule: 'author', restorable: true },
  },
);
