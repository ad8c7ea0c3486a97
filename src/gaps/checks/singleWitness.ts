import type { Found } from '../makeGap.ts';
import { severity } from '../makeGap.ts';
import type { Sight } from '../sight.ts';

const dayMs = 86_400_000;

/** A workflow that one person recorded, once; or that nobody recorded for longer than its shelf life. */
export function singleWitness(sight: Sight): Found[] {
  const newest = sight.recordings.at(-1);
  if (!newest || sight.explained.answered('for', sight.workflow)) return [];
  const started = Date.parse(newest.header.startedAt);
  const old = Number.isFinite(started) && sight.input.now - started > sight.options.shelfLifeDays * dayMs;
  const once = sight.recordings.length === 1;
  if (!once && !old) return [];
  const seen = sight.recordings.map(({ header, events }) =>
    sight.evidence(header.id, events[0]?.seq ?? 1, events.at(-1)?.seq ?? 1, header.workflow),
  );
  const risky = sight.observations.risks.length > 0;
  return [
    {
      code: 'single-witness',
      key: old ? 'old' : 'once',
      severity: severity(risky ? 1 : 0, 1),
      subject: sight.workflow,
      question: old
        ? `Is this still how “${sight.workflow}” is done?`
        : `Does everyone do “${sight.workflow}” this way? Who could record it as well?`,
      why: old
        ? `The newest recording of “${sight.workflow}” is older than ${sight.options.shelfLifeDays} days.`
        : `One person recorded “${sight.workflow}”, once: what is habit and what is needed cannot be told apart.`,
      evidence: seen,
    },
  ];
}
