import type { JsonObject } from './migrate.ts';

/**
 * Deeper values are kept by nobody: what walks them (a serializer, a gate) would run out of stack. What this program
 * writes is four deep.
 */
const deepest = 100;

/** Whether a value read from JSON is nested deeper than any program that means well nests it. */
export function isTooDeep(value: unknown): boolean {
  let level: unknown[] = [value];
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > deepest) return true;
    level = level.flatMap((each) => (typeof each === 'object' && each !== null ? Object.values(each) : []));
  }
  return false;
}

/** The object without fields that are null, in the objects in it too: other writers put null where nothing is known. */
export function withoutNulls(value: JsonObject): JsonObject {
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, field]) => {
      if (field === null) return [];
      const isObject = typeof field === 'object' && !Array.isArray(field);
      return [[name, isObject ? withoutNulls(field as JsonObject) : field]];
    }),
  );
}
