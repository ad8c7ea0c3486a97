import type { ObservedDifference } from '../../model/observations.ts';
import type { Found } from '../makeGap.ts';
import { quote, severity } from '../makeGap.ts';
import { compareText, type Sight } from '../sight.ts';
import { collectInTurns, type Turns } from '../turns.ts';

/** Recordings differ here, and no condition was recorded. */
export function* openDecisions(sight: Sight): Turns<Found[]> {
  const open = sight.observations.differences.filter(
    (difference) => !difference.conditionNarrated && difference.options.length > 1,
  );
  const found = yield* collectInTurns(open, 10, (difference): Found[] => {
    const subject = subjectOf(sight, difference);
    if (sight.explained.answered('for', subject)) return [];
    const options = difference.options.map(({ label }) => label);
    const seen = places(sight, difference).map(({ recording, seq }) => sight.evidence(recording, seq));
    const widest = Math.min(...difference.options.map(({ recordings }) => recordings.length));
    return [
      {
        code: 'decision' as const,
        key: [difference.subject, ...options.map(sight.key).sort(compareText)].join('\n'),
        severity: severity(1, widest),
        subject,
        question: questionOf(options),
        why: `Recordings of “${sight.workflow}” differ ${placeOf(difference.subject)}: ${options.map(inWords).join(' or ')}. Nothing recorded says what decides.`,
        evidence: seen,
      },
    ];
  });
  return found.flat();
}

function places(sight: Sight, difference: ObservedDifference): { recording: string; seq: number }[] {
  const rank = new Map(sight.recordings.map(({ header }, index) => [header.id, index]));
  return difference.options
    .flatMap(({ at }) => [...at])
    .sort((a, b) => (rank.get(a.recording) ?? 0) - (rank.get(b.recording) ?? 0) || a.seq - b.seq);
}

function subjectOf(sight: Sight, difference: ObservedDifference): string {
  const commands = places(sight, difference).flatMap(({ recording, seq }) => {
    const event = sight.event(recording, seq);
    if (event?.kind === 'command') return [event.line];
    return event?.kind === 'edit' || event?.kind === 'file' ? [event.file] : [];
  });
  return commands[0] ?? difference.subject;
}

/** How an observed difference names leaving something out. */
const nothing = '—';

/** Steps of an option, each as it stands in the middle of a sentence: the line alone, or what is done to a file. */
function stepsOf(label: string): string[] {
  if (!label.includes('`')) return [quote(label)];
  return label
    .split(/; (?=[A-Z])/)
    .map((step) => /^(?:[A-Z][a-z ]* with|Run|Start) (`.*)$/s.exec(step)?.[1] ?? lowerFirst(step));
}

/** The whole option in the middle of a sentence. */
function inWords(label: string): string {
  if (label === nothing) return 'leaving it out';
  const steps = stepsOf(label);
  return steps.length < 2 ? (steps[0] ?? label) : `${steps.slice(0, -1).join(', ')} and ${steps.at(-1)}`;
}

function questionOf(options: readonly string[]): string {
  const done = options.filter((option) => option !== nothing);
  const [only] = done;
  if (done.length === 1 && only !== undefined)
    return stepsOf(only).length > 1
      ? `When does one need ${inWords(only)}, and when are they left out?`
      : `When does one ${lowerFirst(only.includes('`') ? only : quote(only))}, and when is it left out?`;
  const left = done.length < options.length ? ', or leaving it out' : '';
  return `What decides between ${done.map(inWords).join(' and ')}${left}?`;
}

/** `At the start` stays a place; anything else is one. */
function placeOf(subject: string): string {
  return /^(?:At|After|Before) /.test(subject)
    ? lowerFirst(subject)
    : `at ${subject.includes('`') ? subject : quote(subject)}`;
}

function lowerFirst(text: string): string {
  return text.startsWith('`') ? `run ${text}` : text.charAt(0).toLowerCase() + text.slice(1);
}
