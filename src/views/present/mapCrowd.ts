import type { RecordingSummary } from '../../model/distilled.ts';
import type { Words } from './words.ts';

/** Who recorded: how many recordings there are, by how many people, and by whom each is. */
export interface Crowd {
  readonly recordings: number;
  readonly people: number;
  readonly recorderOf: ReadonlyMap<string, string>;
  /** When each recording was started, as people read it. */
  readonly startOf: ReadonlyMap<string, string>;
}

export function crowdOf(recordings: readonly RecordingSummary[], { dateTime }: Words): Crowd {
  const recorderOf = new Map(recordings.map(({ id, recorder }) => [id, recorder]));
  const startOf = new Map(recordings.map(({ id, startedAt }) => [id, dateTime(startedAt)]));
  return { recordings: recordings.length, people: new Set(recorderOf.values()).size, recorderOf, startOf };
}

/** `2 of 3 recordings, 2 people`; people are pseudonyms, and only counted. */
export function supportLabel(seenIn: readonly string[], crowd: Crowd, { t }: Words): string {
  const ids = new Set(seenIn);
  const people = new Set([...ids].map((id) => crowd.recorderOf.get(id) ?? id)).size;
  return t(
    '{0} of {1} recordings, {2}',
    ids.size,
    crowd.recordings,
    people === 1 ? t('1 person') : t('{0} people', people),
  );
}
