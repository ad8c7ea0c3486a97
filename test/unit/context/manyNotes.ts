import type { Note, NoteKind } from '../../../src/model/note.ts';
import type { Files } from './build.ts';
import { note } from './build.ts';

const kinds: readonly NoteKind[] = [
  'lesson',
  'convention',
  'order',
  'contradiction',
  'prerequisite',
  'verification',
  'decision',
  'parameter',
];
const folders = ['services/billing', 'services/search', 'web', 'tools/press'] as const;

/** A repository of a team that uses every agent, with a file for each folder that notes are about. */
export const teamFiles: Files = {
  'AGENTS.md': '# How we work\n\nKeep functions short.\n',
  'CLAUDE.md': '@AGENTS.md\n',
  '.codex/config.toml': 'model = "any"\n',
  '.github/copilot-instructions.md': 'See AGENTS.md.\n',
  '.cursor/rules/style.mdc': '---\nalwaysApply: true\n---\nTwo blanks.\n',
  '.gemini/settings.json': '{"context":{"fileName":["AGENTS.md","GEMINI.md"]}}',
  'package.json': '{"scripts":{"build":"tsc","test":"node --test"}}',
  ...Object.fromEntries(folders.map((folder) => [`${folder}/main.ts`, ''])),
};

/** So many accepted notes of eight kinds and twelve workflows; every fourth is about a folder. */
export function manyNotes(count: number): Note[] {
  return Array.from({ length: count }, (_, i) => {
    const kind = kinds[i % kinds.length] ?? 'lesson';
    const folder = folders[Math.floor(i / 4) % folders.length] ?? 'web';
    const trigger = i % 4 === 1 ? `Changing \`${folder}\`` : `\`npm test\` fails with signal ${i}`;
    const action = `run \`npm run build\` and look at plate ${i} of ${count}`;
    return note({
      id: `${kind}-${i}`,
      kind,
      workflow: `Workflow ${i % 12}`,
      trigger,
      action,
      text: `${trigger}: ${action}, since the press keeps the last plate warm for ${i % 17} minutes.`,
      ...(i % 3 === 0 ? { prevents: 'a run that prints the wrong plate' } : {}),
      ...(i % 5 === 0 ? { owner: '@press' } : {}),
      support: { n: 1 + (i % 7), of: 9 },
      recordedOn: `2026-0${1 + (i % 9)}-11`,
      verifiedAt: `abcdef${String(i).padStart(6, '0')}`,
    });
  });
}
