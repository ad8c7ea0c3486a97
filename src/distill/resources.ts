import { type Action, isCommand } from './action.ts';
import { basename } from './paths.ts';

/** Files, directories and values an action is about. */
export function resourcesOf(action: Action): readonly string[] {
  if (action.kind === 'edit') return [action.file, basename(action.file), ...editedWords(action)];
  if (action.kind === 'file')
    return [action.file, basename(action.file), ...(action.to === undefined ? [] : [action.to, basename(action.to)])];
  if (action.kind === 'git') return action.mark.branch === undefined ? [] : [action.mark.branch];
  if (!isCommand(action)) return [];
  if (action.made.length === 0) return action.reading.touches;
  return [...action.reading.touches, ...action.made, ...action.made.map(basename)];
}

function editedWords(action: Extract<Action, { kind: 'edit' }>): string[] {
  const words = new Set<string>();
  for (const hunk of action.hunks.slice(0, 40)) {
    for (const line of hunk.after.slice(0, 60)) {
      for (const match of line.slice(0, 400).matchAll(/[\p{L}\p{N}_][\p{L}\p{N}_./-]{3,}/gu)) words.add(match[0]);
    }
  }
  return [...words];
}
