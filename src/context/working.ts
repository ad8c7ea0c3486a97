import type { Note } from '../model/note.ts';
import type { Draft, PlanInput } from './draft.ts';
import { addChange } from './draft.ts';
import { heldBack } from './gateTwo.ts';
import { describedHandEdit } from './handEdits.ts';
import { places } from './places.ts';
import { readRendered, stamped, stampSlot } from './renderedFile.ts';
import type { RenderedLine } from './renderedLine.ts';
import { factsLine, sentenceOf, wordsLine } from './renderedLine.ts';
import { byValue } from './value.ts';

/** What keeps the working layer out of Git, as lines of `.mirror/.gitignore`. */
const ignored = ['working.md', 'working/'] as const;

/** Plans the private file of the working layer, and that Git ignores it before it is there. */
export function planWorking(notes: readonly Note[], input: PlanInput, draft: Draft): void {
  const { repository } = input;
  const before = repository.bytes(places.working);
  const present = before && readRendered(before);
  if (before && !present) return;
  if (notes.length > 0)
    addChange(
      draft,
      places.ignore,
      repository.bytes(places.ignore),
      withIgnored(repository.bytes(places.ignore)),
      'keeps the working layer private',
    );
  const text = notes.length === 0 ? undefined : workingText(notes);
  const held = text === undefined ? undefined : heldBack(text, places.working, input.gate);
  if (held) draft.heldBack.push(held);
  else if (present?.edited && present.text !== text && !input.decided?.includes(places.working)) {
    draft.handEdits.push(describedHandEdit(places.working, []));
  } else
    addChange(
      draft,
      places.working,
      before,
      text === undefined ? undefined : stamped(text, before),
      'what only you need for the work at hand',
    );
}

/** The notes of the working layer as lines, most valuable first. */
export function workingLines(notes: readonly Note[]): RenderedLine[] {
  return [...notes]
    .sort(byValue)
    .flatMap((note) => [wordsLine(note, sentenceOf(note), 1500, places.workingNotes), factsLine(note)]);
}

function workingText(notes: readonly Note[]): string {
  return [stampSlot(), '# Work at hand', '', ...workingLines(notes).map(({ text }) => text), ''].join('\n');
}

/** The ignore file with our lines; a person's own lines stay. */
function withIgnored(before: Uint8Array | undefined): Uint8Array {
  const text = new TextDecoder().decode(before);
  const present = new Set(text.split(/\r?\n/).map((line) => line.trim()));
  const missing = ignored.filter((line) => !present.has(line));
  if (before && missing.length === 0) return before;
  const lineEnd = text.includes('\r\n') ? '\r\n' : '\n';
  const gap = text === '' || text.endsWith('\n') ? '' : lineEnd;
  const added = new TextEncoder().encode(gap + missing.map((line) => line + lineEnd).join(''));
  const whole = new Uint8Array((before?.length ?? 0) + added.length);
  whole.set(before ?? new Uint8Array());
  whole.set(added, before?.length ?? 0);
  return whole;
}
