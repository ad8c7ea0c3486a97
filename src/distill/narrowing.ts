import type { CommandAction } from './action.ts';
import { flagsNamedBy } from './commandDifference.ts';
import { scopeOf } from './scope.ts';
import type { SimpleCommand } from './shell/read.ts';

/** Flags that pick some of the tests or checks, as test runners call them. */
const picking =
  /^(?:-R|-L|-k|-t|-e|-run|-target|-Dtest|-Dit\.test|-only-testing|-skip-testing|--?(?:(?:test-?)?(?:name|path)-?patterns?|grep|fgrep|filter|tests?|only(?:-\w+)*|lib|bins|doc|examples|spec|suite|group|groups|tags?|example|select|gtest_filter|include|tests-regex|label-regex|last-failed|lf|rerun-failed|only-failures|changed|related|shard|match|testsuite))$/i;

/** Says that it was told too little: with more it does the whole job. */
const toldTooLittle =
  /\busage:|\bspecify\b|\brequired?\b|\btoo few\b|\bmissing (?:\w+ )?(?:argument|operand|file|path|target|input)|\bno (?:\w+ )?(?:tests?|files?|inputs?|charts?|specs?|configuration|targets?|projects?)\b|\bnothing to\b/i;

/**
 * The second runs only a part of what the first runs: it is told a filter, a package, or paths that the first was not.
 * That a part goes well proves nothing of the whole, unless the whole failed for being told too little.
 */
export function isNarrower({ reading, output }: CommandAction, later: SimpleCommand): boolean {
  const { main } = reading;
  if (main.role !== 'verify' || later.role !== 'verify') return false;
  const asked = new Set(flagsNamedBy(output, main, later));
  const known = new Set(main.flags.map(({ name }) => name));
  if (later.flags.some((flag) => picking.test(flag.name) && !known.has(flag.name) && !asked.has(flag))) return true;
  if (toldTooLittle.test(output ?? '')) return false;
  if (scopeOf(main) === '' && scopeOf(later) !== '') return true;
  const [ours, theirs] = [targetsOf(main), targetsOf(later)];
  if (theirs.length === 0) return false;
  if (ours.length === 0) return true;
  // Each of its targets lies in one of the first's, and one of them is smaller or missing.
  const isInside = theirs.every((target) => ours.some((whole) => lies(target, whole)));
  return isInside && (theirs.length < ours.length || theirs.some((target) => !ours.includes(target)));
}

/** Their operands are further jobs, not parts of the first. */
const runners = /^(?:g?make|just|task|rake|gradlew?|mvnw?|invoke|nox|tox|bazel|nx|turbo)$/;

/** What it is pointed at, without assignments (`VERBOSE=1`) and `run`, which a test runner is told for being told nothing. */
function targetsOf({ program, operands }: SimpleCommand): string[] {
  if (runners.test(program)) return [];
  return operands
    .filter((operand) => operand !== 'run' && !/^[A-Za-z_]\w*=/.test(operand))
    .map((operand) => operand.replace(/^\.\/(?=.)|\/(?:\.\.\.)?$/g, ''));
}

/** `tests/a.py`, `tests/a.py::test_b` and `tests` lie in `tests`; everything does in `.`. */
function lies(target: string, whole: string): boolean {
  return (
    whole === '.' ||
    whole === '...' ||
    target === whole ||
    /^(?:\/|::|:|#)/.test(target.startsWith(whole) ? target.slice(whole.length) : '')
  );
}
