import type { Draft, PlanInput } from './draft.ts';
import { addChange, readable } from './draft.ts';
import { heldBack } from './gateTwo.ts';
import { describedHandEdit, impliedEdits } from './handEdits.ts';
import { findRegion } from './managedRegion.ts';
import { planRegion } from './planRegions.ts';
import { readRendered, stamped, stampSlot } from './renderedFile.ts';
import { bodyOf } from './renderedLine.ts';
import type { ScopedFile } from './scoped.ts';
import { isScopedRegion, scopedAttribute } from './scoped.ts';

const why = 'what holds for these files, loaded when one is worked on';

/**
 * Plans the files that are loaded by path: those wanted now, and the removal of those that no note asks for any more.
 * `base` is what the notes on disk render to, to read a hand edit by.
 */
export function planScoped(
  files: readonly ScopedFile[],
  base: readonly ScopedFile[],
  input: PlanInput,
  draft: Draft,
): void {
  const before = new Map(base.map((file) => [file.path, file]));
  for (const file of files) {
    const lines = before.get(file.path)?.lines ?? [];
    if (file.form === 'region') planRegion(file.path, file.lines, lines, why, input, draft, scopedAttribute);
    else planWhole(file, lines, input, draft);
  }
  const wanted = new Set(files.map(({ path }) => path));
  for (const path of input.repository.files) {
    if (wanted.has(path)) continue;
    if (isOurRule(path)) planGone(path, before.get(path), input, draft);
    else if (path.endsWith('/AGENTS.md') && hasScopedRegion(path, input))
      planRegion(path, [], before.get(path)?.lines ?? [], 'no accepted note is about this folder', input, draft);
  }
}

/** A file that only Mirror would name so. */
export function isOurRule(path: string): boolean {
  return /^(?:\.claude\/rules|\.cursor\/rules|\.github\/instructions)\/mirror-[^/]+$/.test(path);
}

function hasScopedRegion(path: string, input: PlanInput): boolean {
  const bytes = input.repository.bytes(path);
  const region = bytes && findRegion(bytes);
  return region?.ok === true && region.value !== undefined && isScopedRegion(region.value.attributes);
}

function textOf(file: ScopedFile): string {
  return [...(file.front === undefined ? [] : [file.front]), stampSlot(), bodyOf(file.lines), ''].join('\n');
}

function planWhole(file: ScopedFile, base: ScopedFile['lines'], input: PlanInput, draft: Draft): void {
  const { path } = file;
  const read = readable(input, path, draft);
  if (!read) return;
  const present = read.bytes && readRendered(read.bytes);
  if (read.bytes && !present) {
    const message = `${path} is where notes for these files belong, but somebody else wrote it; rename or remove it`;
    draft.refused.push({ path, code: 'not-ours', message });
    return;
  }
  const text = textOf(file);
  const held = heldBack(text, path, input.gate);
  if (held) draft.heldBack.push(held);
  else if (present?.edited && present.text !== text && !input.decided?.includes(path))
    draft.handEdits.push(describedHandEdit(path, impliedEdits(base, bodyIn(present.text))));
  else addChange(draft, path, read.bytes, stamped(text, read.bytes), why);
}

function planGone(path: string, base: ScopedFile | undefined, input: PlanInput, draft: Draft): void {
  const bytes = input.repository.bytes(path);
  const present = bytes && readRendered(bytes);
  if (!bytes || !present) return;
  if (present.edited && !input.decided?.includes(path))
    draft.handEdits.push(describedHandEdit(path, impliedEdits(base?.lines ?? [], bodyIn(present.text))));
  else addChange(draft, path, bytes, undefined, 'no accepted note is about these files');
}

/** What stands below the stamp. */
function bodyIn(text: string): string {
  return text.slice(text.indexOf(stampSlot()) + stampSlot().length);
}
