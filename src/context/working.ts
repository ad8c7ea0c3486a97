import type { Note } from '../model/note.ts';
import type { Draft, PlanInput, WorkAtHand } from './draft.ts';
import { addChange } from './draft.ts';
import { heldBack } from './gateTwo.ts';
import { describedHandEdit } from './handEdits.ts';
import { places } from './places.ts';
import { inlineMarkdown } from './plainText.ts';
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
  if (notes.length > 0 || input.atHand)
    addChange(
      draft,
      places.ignore,
      repository.bytes(places.ignore),
      withIgnored(repository.bytes(places.ignore)),
      'keeps the working layer private',
    );
  const open = input.atHand ? openText(input.atHand) : keptOpen(present?.text ?? '', input.today);
  const text = notes.length === 0 && open === '' ? undefined : workingText(notes, open);
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

function workingText(notes: readonly Note[], open: string): string {
  const lines = workingLines(notes).map(({ text }) => text);
  const own = lines.length === 0 ? [] : [...lines, ''];
  return [stampSlot(), '# Work at hand', '', ...own, ...(open === '' ? [] : [open])].join('\n');
}

const openMark = /^<!-- mirror:open until=(\d{4}-\d\d-\d\d) -->$/m;
/** More than these help nobody who continues. */
const mostOpen = 12;

function openText({ workflow, until, notes, gaps }: WorkAtHand): string {
  if (notes.length + gaps.length === 0) return '';
  const list = (heading: string, lines: readonly string[]) =>
    lines.length === 0 ? [] : ['', heading, '', ...lines.slice(0, mostOpen).map((line) => `- ${inlineMarkdown(line)}`)];
  return [
    `<!-- mirror:open until=${until} -->`,
    `## Left open by the last recording of ${inlineMarkdown(workflow)}`,
    ...list('Seen, but not reviewed by anybody yet:', notes),
    ...list('Not known yet:', gaps),
    '',
  ].join('\n');
}

/** What an earlier recording left open, unless it has expired. */
function keptOpen(text: string, today: string | undefined): string {
  const mark = openMark.exec(text);
  const until = mark?.[1];
  if (!mark || until === undefined || (today !== undefined && until < today)) return '';
  return text.slice(mark.index);
}

/** Whether the private file says something that has expired. */
export function hasExpired(bytes: Uint8Array | undefined, today: string): boolean {
  const until = bytes && openMark.exec(new TextDecoder().decode(bytes))?.[1];
  return until !== undefined && until < today;
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
