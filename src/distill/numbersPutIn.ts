import type { Action } from './action.ts';

/** Numbers in the lines that edits put in, as they stand there. */
export function numbersPutIn(actions: readonly Action[]): ReadonlySet<string> {
  const numbers = new Set<string>();
  for (const action of actions)
    if (action.kind === 'edit')
      for (const { after } of action.hunks)
        for (const line of after) for (const [number] of line.matchAll(/\d+/g)) numbers.add(number);
  return numbers;
}
