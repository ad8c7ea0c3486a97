import { remember } from '../model/remember.ts';
import { wrongAbroad } from './symptoms.ts';

const names = /\b[A-Z]\w*(?:Error|Exception|Warning|Fault)\b/;
export const strong =
  /\b(?:cannot|can't|could not|couldn't|not found|no such|is not|isn't|not set|unset|undefined|missing|denied|refused|unable|invalid|unexpected|expected|required|unknown|conflict|already|not allowed|forbidden|unauthorized|expired|timed? ?out|mismatch|rejected|out of date|outdated|stale|no rule|does not|doesn't|must|unsupported|in use|dirty|not clean|not permitted|failed to|not the same|differs?|(?:are|was|were) not|not in|no entry|not listed|incompatible|inconsistent|dead|broken|ha(?:s|ve) (?:no|not)|\d+ (?:\w+ )?vulnerabilit(?:y|ies)|too (?:open|long|large|big|short|small|many|few|old|new|early|late|low|high))\b/i;
const grave =
  /\bDATA RACE\b|\bdata race\b|\bdeadlock(?:ed)?\b|\bsegmentation fault\b|\bSIGSEGV\b|\bout of memory\b|\bOOMKilled\b|\bheap-(?:use|buffer)\S+|\bstack overflow\b/i;
const codes = /\b(?:E[A-Z]{4,}|ERR_[A-Z_]+)\b/;
const mild = /\b(?:error|fatal|panic|fail(?:ed|ure|s)?|exception|abort(?:ed)?|critical|denied|✗|✖|×|not ok)\b|[✗✖]/i;
/** Lines that say what to do about it rather than what it is. */
export const advice =
  /^(?:run|try|please|to (?:fix|resolve|install)|use|see|did you|you (?:may|can|might)|maybe|consider|hint|note|tip)\b/i;
/** Lines that say only that something failed, or where in the code. */
export const hollow =
  /^(?:npm (?:err|error)[!]? (?:code|errno|syscall|path|command|a complete log|lifecycle|this is probably|workspace|location|cwd)|make(?:\[\d+\])?: \*\*\* \[|\*\*\* \[|traceback \(most|\s*at .*(?:\(|:\d+)|command failed|exit (?:code|status)|error: process completed|error: failed to push some refs|failed \((?:failures|errors)=|# (?:fail|pass|tests|suites|cancelled|skipped|todo|duration)|tests?:\s+(?:\d|$)|test suites:|=+ .* =+$|\d+ (?:failed|passed|failing|passing)|build fail(?:ed|ure)\b|tests run:|(?:executed )?\d+ (?:tests?|examples?|specs?|scenarios?|assertions?)\b.*\b\d+ fail(?:ed|ures?)\b|to see the (?:full )?stack trace|after correcting the problems|there (?:are|were) test failures|(?:error: )?could not compile .* due to|test result: |for more information|rerun with|re-run|\S+ aborted!?$|execution failed for task|could not determine the dependencies of task|failure: build failed with an exception|build successful|\* what went wrong|[✔✓√] |pass(?:ed)?:? \S|ok \d+ |abort(?:ed|ing)[.!]*$|node\.js v|node:internal|hint: |\s*file "|elifecycle|stack trace is suppressed|\S+ failed to (?:construct|execute|complete|run|finish) (?:the |a |an )?(?:build|plan|tasks?|jobs?|command|process|script|pipeline|goals?)\b|project loading failed: |script \S+ handling the \S+ event returned|ok, but there (?:are|were)\b|error command failed|fail(?:ed)?$|fail\s+\S+$|failed\s+\S+::\S+$|failed tests?:?$|failing tests:?$|(?:build |compile |compilation )?error:?$|\s*(?:code|name): '|(?:expected|actual|operator): |importerror: failed to import test module|\s*(?:stack|location|duration_ms|type|failuretype):|\d+\/\d+ Test +#\d+|.*: exit status \d+$|.*\bexited with code\b|.*\bexit code:? \d+\b|ran \d+ tests?|.*command finished with error|not ok \d+ - \/|[-=~^\s.]+$)/i;

/** How much a line says of what is wrong, more if it is marked as an error; below 0 it says nothing at all. */
export type ScoreLine = (line: string, isMarked?: boolean) => number;

/** Lines whose scores are kept: a long recording's programs say the same again and again. */
const mostScored = 50_000;

/** Scores each line once. */
export function lineScorer(): ScoreLine {
  const plain = remember((line: string) => scoreOf(line), mostScored);
  return (line, isMarked) => (isMarked ? scoreOf(line, true) : plain(line));
}

/** Whether a line says that something is wrong, and what. */
export function isPlainlyWrong(line: string): boolean {
  return scoreOf(line) >= 3;
}

export function scoreOf(said: string, isMarked = false): number {
  // That nothing was wrong is no sign of anything: `Executed 1 test, with 0 failures`.
  const line = said.replace(
    /\b(?:0|no|zero) (?:\w+ )?(?:failures?|failed|errors?|problems?|vulnerabilit(?:y|ies)|exceptions?|issues?)\b/gi,
    '',
  );
  if (hollow.test(line)) return -1;
  let score = 0;
  if (names.test(line)) score += 3;
  if (/^(?:\w+\.)*[A-Z]\w*(?:Error|Exception)\b.*:/.test(line)) score += 1;
  if (strong.test(line) || codes.test(line)) score += 3;
  if (mild.test(line)) score += 1;
  // The line that a tool itself calls its error, with something said in it.
  if (/^(?:error|fatal|err!)(?:\[\w+\])?: (?:\S+ ){2}/i.test(line)) score += 2;
  if (score < 3) score += [0, 1, 3][wrongAbroad(line)] ?? 0;
  // Beside the error that a tool names, its details are second.
  if (/^(?:error )?(?:message|details?):/i.test(line)) score -= 2;
  // What a sanitizer or the system calls it, though it be a warning.
  if (grave.test(line)) score += 7;
  // LaTeX marks its errors so, and fastlane and CocoaPods theirs.
  if (line.startsWith('! ')) score += 2;
  if (line.startsWith('[!] ')) score += 4;
  // What a logger tells by the way is none, whatever words are in it.
  if (/^(?:INFO|DEBUG|TRACE)\b\s*[-:|\]]/.test(line)) score -= 4;
  if (/^(?:not ok|✗|✖|×|E {1,3}\w)/.test(line)) score += 1;
  if (score > 0 && /['"`][^'"`]+['"`]|\b[A-Z][A-Z0-9]*_[A-Z0-9_]+\b/.test(line)) score += 1;
  // That something is deprecated is no error by itself; that it is and is not written down may be.
  const isFailure = isMarked || /^(?:FAIL(?:ED)?|ERROR|E {1,3}\w|✗|✖|×|not ok)\b/.test(line);
  const warns = isFailure
    ? false
    : /\b(?:warn(?:ing)?|notice)\b/i.test(line) || (/\bdeprecated\b/i.test(line) && !strong.test(line));
  if (warns && !names.test(line) && !/\berror\b/i.test(line)) score -= 5;
  // `file:12: message`, as compilers and checkers say it.
  else if (/^[\w./@-]+\.\w+:\d+(?::\d+)?: (?!note|info)\S+ \S/i.test(line)) score += 2;
  // A tool speaks up under its own name: `version-check: reed.pc says 2.4, CMake says 2.5`.
  if (
    score === 0 &&
    /^[a-z][\w./-]*: (?:\S+ ){2,}/.test(line) &&
    !/^(?:info|note|debug|trace|running|using|loading)\b/.test(line)
  )
    score += 2;
  // What ends in a colon announces what is the matter.
  if (score > 1 && line.endsWith(':')) score -= 1;
  // The line of code that gave up is not what it said.
  if (/^(?:raise|throw)\b/.test(line)) score -= 3;
  // What was asked over HTTP answered so; the lines below are how.
  if (/^HTTP\/[\d.]+ [45]\d\d\b/.test(line)) score += 6;
  // Of a merge that stopped, the file in conflict says more than the commit.
  if (/^CONFLICT \(/.test(line)) score += 3;
  if (line.length > 400) score -= 1;
  if (score > 0 && advice.test(line)) score -= 2;
  else if (isMarked && line.split(' ').length > 2) score += 2;
  return score;
}
