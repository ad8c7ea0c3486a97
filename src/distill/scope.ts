import type { SimpleCommand } from './shell/read.ts';

/** Flags that say which part of a repository a command is about: with another value it is another job. */
const scoping = new Set([
  '--filter',
  '-F',
  '--workspace',
  '-w',
  '--package',
  '-p',
  '--project',
  '--scope',
  '-pl',
  '--bin',
  '--manifest-path',
]);

/** The package, project or workspace a command is limited to; empty if it is not. */
export function scopeOf(part: SimpleCommand): string {
  return part.flags
    .filter((flag) => flag.value !== undefined && scoping.has(flag.name))
    .map((flag) => flag.value)
    .join(' ');
}
