import type { EditOrigin, Hunk } from '../model/event.ts';
import { applyHunks, computeHunks, splitLines } from './hunks.ts';
import { dominantOrigin, guessOrigin } from './origin.ts';
import {
  type ChangeStamp,
  linesOf,
  moveActive,
  type Pending,
  partitionHunks,
  replaceRange,
  type Shadow,
  shadowOf,
  type TextChange,
} from './shadow.ts';

/** An edit that came to rest. Without hunks the file was only touched: too large, or its text before is unknown. */
export interface SettledEdit {
  readonly key: string;
  readonly origin: EditOrigin;
  /** When the last of its changes was made. */
  readonly at: number;
  readonly hunks?: readonly Hunk[];
}

export interface CoalesceOptions {
  /** Milliseconds without a change after which a file settles, the line that is being typed excepted. */
  readonly idleMs: number;
  /** Milliseconds after which that line settles too. */
  readonly holdMs: number;
  /** Longest time that changes without a rest are held back. */
  readonly burstMs: number;
  /** Larger documents are recorded as touched only. */
  readonly maxChars: number;
  readonly maxLines: number;
  /** Whether a clean document's file changed on disk around `at`: then the change came from outside. */
  readonly changedOutside: (key: string, at: number) => boolean;
  /** Whether `text` is what the clipboard held; absent where it cannot be asked. */
  readonly isClipboard?: (text: string) => boolean | undefined;
  /** The text and the number of lines that a document has now; undefined where it is closed. */
  readonly textOf: (key: string) => string | undefined;
  readonly lineCountOf: (key: string) => number | undefined;
}

export const coalesceDefaults = {
  idleMs: 1000,
  holdMs: 3000,
  burstMs: 10_000,
  maxChars: 1_000_000,
  maxLines: 20_000,
} as const;

export interface Coalescer {
  /** The text of a document before its next change. */
  snapshot(key: string, text: string): void;
  knows(key: string): boolean;
  /** Notes a change. Keeps the event's own objects and does nothing else, since a typist waits for it. */
  change(key: string, changes: readonly TextChange[], stamp: ChangeStamp): void;
  /** The cursor was moved; by keyboard right after a change, that change was typed or pasted. */
  selection(key: string, line: number, keyboard: boolean, at: number): void;
  /** A save begins. `asked` is false for one that a timer makes: it is no intent of the person. */
  willSave(key: string, at: number, asked: boolean): void;
  didSave(key: string): void;
  /** The person left the file. */
  leave(key: string): void;
  /** A file that is not open changed on disk and has this text now. */
  outside(key: string, text: string, at: number): void;
  rename(from: string, to: string): void;
  forget(key: string): void;
  /** Settles what is due; gives the time of the next call, or undefined when nothing waits. */
  tick(now: number): number | undefined;
  settleAll(): void;
}

/** A selection change that comes this much later has nothing to do with the change before it. */
const keyboardEchoMs = 250;
const longestSaveMs = 3000;

/**
 * Settles changes to edits, file by file, on a shadow of each document. What is recorded is the difference
 * between two states at rest: something typed and deleted again leaves no trace, and a chain of undos
 * leaves its effect. The line that is being typed waits longest, so that no half of a secret is recorded.
 */
export function createCoalescer(emit: (edit: SettledEdit) => void, options: CoalesceOptions): Coalescer {
  const shadows = new Map<string, Shadow>();

  function snapshot(key: string, text: string): void {
    shadows.set(key, shadowOf(text.length > options.maxChars ? undefined : text));
  }

  function settle(key: string, shadow: Shadow, hold: boolean): void {
    if (shadow.pending.length === 0 && !shadow.current) return;
    if (shadow.touched || !applyPending(key, shadow) || isOff(key, shadow)) emitTouched(key, shadow);
    else emitHunks(key, shadow, hold);
  }

  function emitHunks(key: string, shadow: Shadow, hold: boolean): void {
    const current = shadow.current ?? shadow.base;
    const hunks = computeHunks(shadow.base, current);
    const [settled, held] = hold ? partitionHunks(hunks, shadow.active) : [hunks, []];
    const { lastAt: at } = shadow;
    const origin = dominantOrigin(shadow.applied);
    shadow.base = held.length === 0 ? current : applyHunks(shadow.base, settled);
    shadow.current = held.length === 0 ? undefined : current;
    shadow.firstAt = at;
    if (held.length === 0) shadow.applied = [];
    if (settled.length > 0) emit({ key, origin, at, hunks: settled });
  }

  /** Applies what waits to the shadow. False where the shadow cannot follow. */
  function applyPending(key: string, shadow: Shadow): boolean {
    if (shadow.pending.length === 0) return true;
    shadow.current ??= linesOf(shadow).slice();
    for (const pending of shadow.pending) {
      const parts: { removed: string; inserted: string }[] = [];
      shadow.active = [];
      for (const change of pending.changes) {
        const removed = replaceRange(shadow.current, change);
        if (removed === undefined) return false;
        parts.push({ removed, inserted: change.text });
        shadow.chars += change.text.length - removed.length;
        shadow.active = moveActive(shadow.active, change);
      }
      shadow.applied.push(judge(key, pending, parts, shadow.active));
    }
    shadow.pending = [];
    return shadow.chars <= options.maxChars && shadow.current.length <= options.maxLines;
  }

  function judge(
    key: string,
    pending: Pending,
    parts: { removed: string; inserted: string }[],
    active: readonly number[],
  ): { origin: EditOrigin; chars: number } {
    const { stamp, saving, keyboard, cursor } = pending;
    const longest = parts.reduce((most, part) => (part.inserted.length > most.length ? part.inserted : most), '');
    const origin = guessOrigin({
      ...(stamp.reason ? { reason: stamp.reason } : {}),
      saving,
      keyboard,
      external: stamp.clean && !keyboard && options.changedOutside(key, stamp.at),
      followed: cursor !== undefined && active.includes(cursor),
      clipboard: longest.length > 2 ? options.isClipboard?.(longest) : undefined,
      parts,
    });
    return { origin, chars: parts.reduce((sum, part) => sum + part.inserted.length, 0) };
  }

  /** A shadow with another number of lines than its document has missed something. */
  function isOff(key: string, shadow: Shadow): boolean {
    const count = options.lineCountOf(key);
    return count !== undefined && count !== (shadow.current ?? shadow.base).length;
  }

  function emitTouched(key: string, shadow: Shadow): void {
    const { lastAt: at } = shadow;
    const origin = shadow.applied.length > 0 ? dominantOrigin(shadow.applied) : 'unknown';
    const text = options.textOf(key);
    if (text === undefined) shadows.delete(key);
    else snapshot(key, text);
    emit({ key, origin, at });
  }

  function due(shadow: Shadow): number | undefined {
    if (shadow.pending.length > 0) return Math.min(shadow.lastAt + options.idleMs, shadow.firstAt + options.burstMs);
    return shadow.current ? shadow.lastAt + options.holdMs : undefined;
  }

  function shadowFor(key: string): Shadow {
    const known = shadows.get(key);
    if (known) return known;
    const unknown = shadowOf(undefined);
    shadows.set(key, unknown);
    return unknown;
  }

  return {
    snapshot(key, text) {
      const known = shadows.get(key);
      if (known) settle(key, known, false);
      snapshot(key, text);
    },
    knows: (key) => shadows.has(key),
    change(key, changes, stamp) {
      const shadow = shadowFor(key);
      if (shadow.pending.length === 0) shadow.firstAt = stamp.at;
      shadow.lastAt = stamp.at;
      // A touched file keeps one change as a mark, however many come.
      if (shadow.touched && shadow.pending.length > 0) return;
      shadow.pending.push({ changes, stamp, saving: stamp.at <= shadow.savingUntil, keyboard: false });
    },
    selection(key, line, keyboard, at) {
      const shadow = shadows.get(key);
      if (!shadow) return;
      const last = shadow.pending.at(-1);
      if (last && at - last.stamp.at <= keyboardEchoMs) {
        last.keyboard ||= keyboard;
        last.cursor ??= line;
      }
      if (!last && shadow.current && !shadow.active.includes(line)) settle(key, shadow, false);
    },
    willSave(key, at, asked) {
      const shadow = shadows.get(key);
      if (!shadow) return;
      settle(key, shadow, !asked);
      shadow.savingUntil = at + longestSaveMs;
    },
    didSave(key) {
      const shadow = shadows.get(key);
      if (!shadow) return;
      shadow.savingUntil = -1;
      if (shadow.pending.some((pending) => pending.saving)) settle(key, shadow, false);
    },
    leave(key) {
      const shadow = shadows.get(key);
      if (shadow) settle(key, shadow, false);
    },
    outside(key, text, at) {
      const shadow = shadows.get(key);
      if (!shadow || shadow.touched || text.length > options.maxChars) return snapshot(key, text);
      const hunks = computeHunks(linesOf(shadow), splitLines(text));
      snapshot(key, text);
      if (hunks.length > 0) emit({ key, origin: 'external', at, hunks });
    },
    rename(from, to) {
      const shadow = shadows.get(from);
      if (!shadow) return;
      settle(from, shadow, false);
      // Settling may have made a new one.
      const settled = shadows.get(from);
      shadows.delete(from);
      if (settled) shadows.set(to, settled);
    },
    forget: (key) => void shadows.delete(key),
    tick(now) {
      let next: number | undefined;
      for (const [key, shadow] of shadows) {
        const at = due(shadow);
        if (at === undefined) continue;
        if (at <= now) settle(key, shadow, now < shadow.lastAt + options.holdMs);
        const then = due(shadows.get(key) ?? shadow);
        if (then !== undefined) next = Math.min(next ?? then, then);
      }
      return next;
    },
    settleAll() {
      for (const [key, shadow] of shadows) settle(key, shadow, false);
    },
  };
}
