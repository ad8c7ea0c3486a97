import { type PlaceholderKind, placeholder, placeholderPattern } from '../model/placeholder.ts';

/** Which placeholder stands for which value. In memory only; a value keeps its placeholder through a recording. */
/** What a placeholder stands for. It lives in memory only, as long as the window that hid it. */
export interface Hidden {
  readonly value: string;
  /** The rule that found it first. */
  readonly rule: string;
}

export interface Placeholders {
  /** The placeholder of a value; a new value gets the next number of its kind. */
  of(value: string, kind: PlaceholderKind, rule: string): { placeholder: string; kind: PlaceholderKind };
  /** What a placeholder given out here stands for; undefined for one of an earlier run. */
  hidden(placeholder: string): Hidden | undefined;
  /** Numbers that a text already uses are not given out again. */
  reserve(text: string): void;
}

export function createPlaceholders(): Placeholders {
  const byValue = new Map<string, { placeholder: string; kind: PlaceholderKind }>();
  const byPlaceholder = new Map<string, Hidden>();
  const next = new Map<PlaceholderKind, number>();
  return {
    hidden: (text) => byPlaceholder.get(text),
    of(value, kind, rule) {
      const known = byValue.get(value);
      if (known !== undefined) {
        return known;
      }
      const number = next.get(kind) ?? 1;
      next.set(kind, number + 1);
      const entry = { placeholder: placeholder(kind, number), kind };
      byValue.set(value, entry);
      byPlaceholder.set(entry.placeholder, { value, rule });
      return entry;
    },
    reserve(text) {
      if (!text.includes('[redacted:')) {
        return;
      }
      for (const hit of text.matchAll(placeholderPattern())) {
        const kind = hit[1] as PlaceholderKind;
        if (!given(hit[0])) {
          next.set(kind, Math.max(next.get(kind) ?? 1, Number(hit[2]) + 1));
        }
      }
    },
  };

  /** One of ours: its number is taken already. */
  function given(text: string): boolean {
    const hit = /#(\d+)\]$/.exec(text);
    const kind = text.slice('[redacted:'.length, text.lastIndexOf('#')) as PlaceholderKind;
    return Number(hit?.[1] ?? 0) < (next.get(kind) ?? 1);
  }
}
