import type { Evidence } from '../../model/evidence.ts';
import type { JournalProblemCode, Recording } from '../../model/recording.ts';
import type { Found } from '../makeGap.ts';
import { countRecordings, groupBy, quote, severity } from '../makeGap.ts';
import type { Sight } from '../sight.ts';

interface Loss {
  readonly source: string;
  readonly reason: string;
  /** Something is known to be gone, not only unseen. */
  readonly lost: boolean;
  readonly evidence: Evidence;
}

/** Damages of a file that mean an event is gone. An unknown kind or field is kept; a missing end loses nothing. */
const losing: ReadonlySet<JournalProblemCode> = new Set<JournalProblemCode>([
  'torn-tail',
  'bad-line',
  'bad-event',
  'sequence-gap',
  'line-too-long',
]);

/** Where capture was degraded, events were lost or lines may be wrong. A pause that was asked for and a withheld file are none. */
export function notCaptured(sight: Sight): Found[] {
  return [...losses(sight), ...uncertainLines(sight)];
}

/** Lines of steps that were recorded with low confidence and that nothing bears out: the first asks for all of its recording. */
function uncertainLines(sight: Sight): Found[] {
  const seen = sight.observations.steps.flatMap(({ recording, commands }) =>
    commands.flatMap(({ uncertain, seq, raw }) => (uncertain ? [{ recording, seq, raw }] : [])),
  );
  const firsts = groupBy(seen, ({ recording }) => recording);
  return groupBy(firsts, (group) => group[0]?.raw ?? '').flatMap((groups) => {
    const lines = groups.flat();
    const [first] = lines;
    if (!first || lines.some(({ raw }) => sight.explained.answered('around', raw))) return [];
    const risky = lines.some(({ recording, seq }) => sight.isRisky(recording, seq));
    const more = new Set(lines.map(({ raw }) => raw)).size - 1;
    return [
      {
        code: 'not-captured' as const,
        key: `uncertain line\n${first.raw}`,
        severity: severity(risky ? 1 : 0, 1),
        subject: first.raw,
        question: `Is ${quote(first.raw)} the whole line that was run${more > 0 ? ', and are the others right' : ''}?`,
        why: `The terminal told this line${more > 0 ? ` and ${more} more` : ''} with low confidence: what was run may be longer, or another line. A note that gives it to others must be right.`,
        evidence: lines.map(({ recording, seq }) => sight.evidence(recording, seq)),
      },
    ];
  });
}

function losses(sight: Sight): Found[] {
  const found = [...degraded(sight), ...sight.recordings.flatMap((recording) => damaged(sight, recording))].filter(
    ({ source }) => !sight.explained.answered('around', source),
  );
  return groupBy(found, ({ source, reason }) => `${source}\n${reason}`).map((group) => {
    const { source, reason } = group[0] as Loss;
    const seen = group.map(({ evidence }) => evidence);
    return {
      code: 'not-captured',
      key: `${source}\n${reason}`,
      severity: severity(group.some(({ lost }) => lost) ? 1 : 0, countRecordings(seen)),
      subject: source,
      question: `What was done while ${quote(source)} was not recorded?`,
      why: `Not everything was captured here (${reason}), so steps may be missing from what was distilled.`,
      evidence: seen,
      layer: 'working',
    };
  });
}

function degraded(sight: Sight): Loss[] {
  const observed = sight.observations.losses.map((loss) => ({
    source: loss.source,
    reason: loss.reason,
    lost: /\b(?:events?|lines?|output|keystrokes?)\b.*\b(?:lost|dropped|missing)\b|\b(?:lost|dropped|missing)\b.*\bevents?\b/i.test(
      loss.reason,
    ),
    evidence: sight.evidence(
      loss.recording,
      loss.fromSeq,
      loss.toSeq ?? loss.fromSeq,
      `${loss.source}: ${loss.reason}`,
    ),
  }));
  const known = new Set(sight.observations.losses.map((loss) => `${loss.recording} ${loss.fromSeq}`));
  const recorded = sight.recordings.flatMap(({ header, events }) =>
    events.flatMap((event) => {
      if (event.kind !== 'capture' || event.state !== 'degraded' || known.has(`${header.id} ${event.seq}`)) return [];
      const until = events.find(
        (one) =>
          one.seq > event.seq && one.kind === 'capture' && one.source === event.source && one.state === 'restored',
      );
      const reason = event.reason.trim() || 'capture was degraded';
      return [
        {
          source: event.source,
          reason,
          lost: false,
          evidence: sight.evidence(header.id, event.seq, until?.seq ?? event.seq),
        },
      ];
    }),
  );
  return [...observed, ...recorded];
}

function damaged(sight: Sight, { header, events, problems }: Recording): Loss[] {
  const last = events.at(-1)?.seq ?? 0;
  return problems
    .filter(({ code }) => losing.has(code))
    .filter(
      ({ code }) =>
        code !== 'sequence-gap' ||
        !sight.observations.losses.some(
          (loss) => loss.recording === header.id && /sequence|missing|numbers/i.test(`${loss.source} ${loss.reason}`),
        ),
    )
    .map(({ code, line, message }) => {
      // Line 1 is the header: event n of an intact file stands on line n + 1.
      const near = Math.min(Math.max(1, line - 1), Math.max(1, last));
      return {
        source: 'recording',
        reason: code === 'torn-tail' ? 'the end of the recording was cut off' : message,
        lost: true,
        evidence: sight.evidence(header.id, near, near, message),
      };
    });
}
