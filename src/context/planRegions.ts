import type { Draft, PlanInput } from './draft.ts';
import { addChange, readable } from './draft.ts';
import { heldBack } from './gateTwo.ts';
import { describedHandEdit, impliedEdits } from './handEdits.ts';
import type { ManagedRegion } from './managedRegion.ts';
import { findRegion, isOnlyRegion, withRegion } from './managedRegion.ts';
import type { RenderedLine } from './renderedLine.ts';
import { bodyOf } from './renderedLine.ts';

/**
 * Plans the managed region of one file. A region that has nothing to say any more is left empty, since the empty line
 * around it may be the person's; a file that holds nothing else is deleted. `base` is what the notes on disk render to,
 * to read a hand edit by.
 */
export function planRegion(
  path: string,
  lines: readonly RenderedLine[],
  base: readonly RenderedLine[],
  reason: string,
  input: PlanInput,
  draft: Draft,
  attributes = '',
): void {
  const file = readable(input, path, draft);
  if (!file) return;
  const before = file.bytes;
  const found = before ? findRegion(before) : undefined;
  if (found && !found.ok) {
    draft.refused.push({ path, code: found.error.code, message: `${path} is left alone: ${found.error.message}` });
    return;
  }
  const region = found?.value;
  const body = bodyOf(lines);
  if (!region && body === '') return;
  // What stands there already is not about to be written: its notes were looked at one by one.
  const held = region?.body === body ? undefined : heldBack(body, path, input.gate);
  if (held) draft.heldBack.push(held);
  else if (region?.edited && region.body !== body && !input.decided?.includes(path)) {
    draft.handEdits.push(describedHandEdit(path, impliedEdits(base, region.body)));
  } else addChange(draft, path, before, after(before, region, body, attributes), reason);
}

function after(
  before: Uint8Array | undefined,
  region: ManagedRegion | undefined,
  body: string,
  attributes: string,
): Uint8Array | undefined {
  if (before && region && body === '' && isOnlyRegion(before, region)) return undefined;
  return withRegion(before, region, body, attributes);
}
