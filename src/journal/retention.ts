/** What keeps the folder of recordings small. Absent: no limit of that kind. */
export interface RetentionPolicy {
  readonly maxAgeDays?: number;
  readonly maxBytes?: number;
}

export interface RetainedRecording {
  readonly id: string;
  /** ISO 8601. */
  readonly startedAt: string;
  readonly bytes: number;
  /** Being written, here or elsewhere: never deleted. */
  readonly live: boolean;
}

export interface RetentionPreview {
  readonly remove: readonly { readonly id: string; readonly bytes: number; readonly reason: 'age' | 'size' }[];
  readonly freedBytes: number;
  readonly keptBytes: number;
}

/**
 * What a policy would delete, for a person to see before anything is: first what is too old at `now`
 * (milliseconds since the epoch), then the oldest until the rest fits.
 */
export function previewRetention(
  recordings: readonly RetainedRecording[],
  policy: RetentionPolicy,
  now: number,
): RetentionPreview {
  const oldestFirst = recordings.toSorted((a, b) => startOf(a, now) - startOf(b, now));
  const remove: { id: string; bytes: number; reason: 'age' | 'size' }[] = [];
  let keptBytes = recordings.reduce((sum, each) => sum + each.bytes, 0);
  for (const each of oldestFirst) {
    if (each.live) continue;
    const tooOld = policy.maxAgeDays !== undefined && now - startOf(each, now) > policy.maxAgeDays * 86_400_000;
    const tooMuch = policy.maxBytes !== undefined && keptBytes > policy.maxBytes;
    if (!tooOld && !tooMuch) continue;
    remove.push({ id: each.id, bytes: each.bytes, reason: tooOld ? 'age' : 'size' });
    keptBytes -= each.bytes;
  }
  return { remove, keptBytes, freedBytes: remove.reduce((sum, each) => sum + each.bytes, 0) };
}

/** A date that cannot be read counts as now: what is unclear is not deleted for its age. */
function startOf(recording: RetainedRecording, now: number): number {
  const start = Date.parse(recording.startedAt);
  return Number.isNaN(start) ? now : start;
}
