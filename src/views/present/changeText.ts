import { structuredPatch } from 'diff';
import type { FileChange } from '../../model/context.ts';
import type { Words } from './words.ts';

/** The two sides of a diff. */
export interface ChangeText {
  readonly before: string;
  readonly after: string;
}

/** Lines that are shown above and below what changes: enough to see between what it stands. */
const around = 5;

/** Bytes that are no UTF-8 are shown as U+FFFD. The digest at the top of our region changes with every note: no news. */
function decode(bytes: Uint8Array | undefined): string {
  return new TextDecoder().decode(bytes ?? new Uint8Array()).replace(/(<!-- mirror:begin)\b[^\n]*?-->/g, '$1 -->');
}

/**
 * The changes of several files as two texts that one diff editor compares: of each file its path and what changes, with
 * a few lines around it; `⋯` where lines are left out. The editor for several files at once takes the focus when it
 * opens, whatever it is told, and with it the keys of a person who goes through a list.
 */
export function changeText(changes: readonly FileChange[], { t }: Words): ChangeText {
  if (changes.length === 0) {
    const none = t('No context file changes.');
    return { before: none, after: none };
  }
  const files = changes.map(({ path, before, after }) => {
    const { hunks } = structuredPatch('', '', decode(before), decode(after), '', '', { context: around });
    const side = (left: ' -' | ' +'): string => {
      const shown = hunks.map(({ lines }) =>
        lines
          .filter((line) => left.includes(line.charAt(0)))
          .map((line) => line.slice(1))
          .join('\n'),
      );
      const text = shown.join('\n⋯\n');
      // No line at all where the file is new, or goes: an empty one would be shown as replaced.
      return `━━ ${path} ━━\n\n${text === '' ? '' : `${text}\n`}`;
    };
    return { before: side(' -'), after: side(' +') };
  });
  return {
    before: files.map(({ before }) => before).join('\n'),
    after: files.map(({ after }) => after).join('\n'),
  };
}
