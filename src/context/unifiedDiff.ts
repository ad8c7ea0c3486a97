import { structuredPatch } from 'diff';
import type { FileChange } from '../model/context.ts';

/**
 * The changes as one unified diff that `git apply` and `patch` read: a missing final newline is marked, carriage
 * returns stay in the lines. Bytes that are no UTF-8 are shown as U+FFFD. Empty for no changes.
 */
export function unifiedDiff(changes: readonly FileChange[]): string {
  return changes.map(fileDiff).join('');
}

function fileDiff(change: FileChange): string {
  const before = change.before === undefined ? '' : decode(change.before);
  const after = change.after === undefined ? '' : decode(change.after);
  const header = [
    `diff --git a/${change.path} b/${change.path}`,
    ...(change.before === undefined ? ['new file mode 100644'] : []),
    ...(change.after === undefined ? ['deleted file mode 100644'] : []),
  ];
  const { hunks } = structuredPatch('', '', before, after, '', '', { context: 3 });
  const names = [
    change.before === undefined ? '--- /dev/null' : `--- a/${change.path}`,
    change.after === undefined ? '+++ /dev/null' : `+++ b/${change.path}`,
  ];
  const body = hunks.flatMap((hunk) => [
    `@@ -${range(hunk.oldStart, hunk.oldLines)} +${range(hunk.newStart, hunk.newLines)} @@`,
    ...hunk.lines,
  ]);
  return `${[...header, ...(hunks.length > 0 ? names : []), ...body].join('\n')}\n`;
}

function range(start: number, lines: number): string {
  return lines === 1 ? `${start}` : `${lines === 0 && start > 0 ? start - 1 : start},${lines}`;
}

function decode(bytes: Uint8Array): string {
  return new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
}
