/** Where the context of a repository lives, relative to its root. */
export const places = {
  notes: '.mirror/notes',
  /** Notes of the working layer: private, ignored by Git. */
  workingNotes: '.mirror/working',
  working: '.mirror/working.md',
  ignore: '.mirror/.gitignore',
  index: 'AGENTS.md',
  memory: 'MEMORY.md',
  skills: '.agents/skills',
} as const;

export function skillPath(name: string): string {
  return `${places.skills}/${name}/SKILL.md`;
}
