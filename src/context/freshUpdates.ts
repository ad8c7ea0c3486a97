import type { Note } from '../model/note.ts';
import type { Dependency } from './dependency.ts';
import { dependenciesIn } from './dependency.ts';

/** What a note needs under an old name, and the name it has now. */
export interface Renamed {
  readonly needs: Dependency;
  readonly replacement?: string;
}

/**
 * The note with new names for what was renamed, in its sentence, trigger, action and what it prevents; undefined where
 * no new name is known. Only code spans that need the old name change: words, evidence and the date stay what they are.
 */
export function updated(note: Note, renamed: readonly Renamed[]): Note | undefined {
  const rename = (sentence: string): string =>
    renamed.reduce(
      (whole, one) =>
        whole.replace(/(`+)([^`]+)\1/g, (span, fence: string, inner: string) =>
          one.replacement !== undefined && speaksOf(inner, one.needs)
            ? `${fence}${replaced(inner, one.needs, one.replacement)}${fence}`
            : span,
        ),
      sentence,
    );
  const next = {
    ...note,
    text: rename(note.text),
    trigger: rename(note.trigger),
    action: rename(note.action),
    ...(note.prevents === undefined ? {} : { prevents: rename(note.prevents) }),
  };
  return next.text === note.text && next.trigger === note.trigger && next.action === note.action ? undefined : next;
}

function speaksOf(span: string, needs: Dependency): boolean {
  return dependenciesIn(span).some(
    (one) =>
      one.script === needs.script && one.target === needs.target && one.file === needs.file && one.in === needs.in,
  );
}

/** The name as a word of its own, the last one first: `npm run build` has its script at the end. */
function replaced(span: string, { script, target, file }: Dependency, replacement: string): string {
  const name = script ?? target ?? file ?? '';
  const exact = name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  return span.replace(
    new RegExp(`(?<![\\w:/-])(\\./)?${exact}(?![\\w:/-]|\\.\\w)`, 'g'),
    (_, dot: string | undefined) => `${dot ?? ''}${replacement}`,
  );
}
