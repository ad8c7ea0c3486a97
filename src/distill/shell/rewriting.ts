import type { Flag } from './flag.ts';

/** Switches that make a check put right what it finds, or take what it sees as right from now on. */
const always =
  /^--?(?:fix(?:-\w+)*|write|update(?:-?snapshots?)?|snapshot-update|updateSnapshot|bless|accept|auto-?correct(?:-all)?|in-place|overwrite|regenerate)$/;
const ofTests = /^(?:npm|pnpm|yarn|bun|jest|vitest|ava|cypress|playwright)$/;
const ofRuby = /^(?:rubocop|standardrb|standard)$/;

/** The command, a check by its name, changes what it checks: `eslint --fix`, `jest -u`, `go test -update`, `rubocop -a`. */
export function rewrites(program: string, flags: readonly Flag[]): boolean {
  return flags.some(
    ({ name, value }) =>
      (always.test(name) && value !== 'false') ||
      (name === '-u' && ofTests.test(program)) ||
      (/^-[aA]$/.test(name) && ofRuby.test(program)),
  );
}

/** Switches that make a formatter or generator tell what it would do. */
const looking = /^--(?:check(?:-\w+)*|verify(?:-no-changes)?|list-different|diff|test)$/;

export function onlyChecks(flags: readonly Flag[]): boolean {
  return flags.some(({ name, value }) => looking.test(name) && value === undefined);
}

const pretending = /^--?(?:dry-?run|what-?if|simulate|no-?op|pretend)(?:=.*)?$/i;

/** Told to tell what it would do, by a flag of its own: `--dry-run`, `-WhatIf`. */
export function rehearses(flags: readonly Flag[]): boolean {
  return flags.some(({ name, value }) => pretending.test(name) && value !== 'none' && value !== 'false');
}
