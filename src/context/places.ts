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

/** The folder of a skill that a file is part of, whatever agent it is for; undefined for a file of none. */
export function skillFolder(path: string): string | undefined {
  return /^((?:.*\/)?skills\/[^/]+)\/(?:SKILL|references\/[^/]+)\.md$/.exec(path)?.[1];
}
