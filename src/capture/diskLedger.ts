/** What happened to files lately, so that one change is not told twice. Times are milliseconds since the start. */
export interface DiskLedger {
  /** The editor saved the file. */
  saved(path: string, at: number): void;
  /** The person created, renamed or deleted the path in the editor; what lies below it goes along. */
  gesture(path: string, at: number): void;
  /** The watcher saw the file change. */
  seen(path: string, at: number): void;
  /** The change at `at` is the editor's own save. */
  isOwnSave(path: string, at: number): boolean;
  /** The change at `at` is the effect of a gesture. */
  isGesture(path: string, at: number): boolean;
  /** Somebody else wrote the file around `at`. */
  changedOutside(path: string, at: number): boolean;
}

/** A watcher tells this much later than it happened, at most; and as much earlier than the editor's own event. */
const nearMs = 2500;

export function createDiskLedger(): DiskLedger {
  const saves = new Map<string, number>();
  const gestures = new Map<string, number>();
  const seen = new Map<string, number>();

  /** Keeps only what is recent, once it has become much. */
  function note(map: Map<string, number>, path: string, at: number): void {
    if (map.size > 1000) for (const [key, time] of map) if (at - time > nearMs) map.delete(key);
    map.set(path, at);
  }

  const near = (time: number | undefined, at: number): boolean => time !== undefined && Math.abs(at - time) <= nearMs;
  const isOwnSave = (path: string, at: number): boolean => near(saves.get(path), at);
  return {
    saved: (path, at) => note(saves, path, at),
    gesture: (path, at) => note(gestures, path, at),
    seen: (path, at) => note(seen, path, at),
    isOwnSave,
    isGesture(path, at) {
      for (const [root, time] of gestures) {
        if (near(time, at) && (path === root || path.startsWith(`${root}/`) || path.startsWith(`${root}\\`)))
          return true;
      }
      return false;
    },
    changedOutside: (path, at) => near(seen.get(path), at) && !isOwnSave(path, at),
  };
}
