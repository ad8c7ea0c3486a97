import { remember } from '../model/remember.ts';
import { basename } from './paths.ts';
import { wrongAbroad } from './symptoms.ts';

/** What a failed command said, boiled down to its informative line. */
export interface Signature {
  /** For people: paths shortened, clock times and addresses taken out. */
  readonly text: string;
  /** For comparing: numbers, hashes and quotes normalised too. */
  readonly key: string;
  /** What the same tool found beside it: a checker tells several things at once. */
  readonly others?: readonly Signature[];
}

/** Longer lines are cut, in characters. */
const longestLine = 170;
const mostLines = 400;

const names = /\b[A-Z]\w*(?:Error|Exception|Warning|Fault)\b/;
const strong =
  /\b(?:cannot|can't|could not|couldn't|not found|no such|is not|isn't|not set|unset|undefined|missing|denied|refused|unable|invalid|unexpected|expected|required|unknown|conflict|already|not allowed|forbidden|unauthorized|expired|timed? ?out|mismatch|rejected|out of date|outdated|stale|no rule|does not|doesn't|must|unsupported|in use|dirty|not clean|not permitted|failed to|not the same|differs?|(?:are|was|were) not|not in|no entry|not listed|incompatible|inconsistent|dead|broken|ha(?:s|ve) (?:no|not)|\d+ (?:\w+ )?vulnerabilit(?:y|ies)|too (?:open|long|large|big|short|small|many|few|old|new|early|late|low|high))\b/i;
const grave =
  /\bDATA RACE\b|\bdata race\b|\bdeadlock(?:ed)?\b|\bsegmentation fault\b|\bSIGSEGV\b|\bout of memory\b|\bOOMKilled\b|\bheap-(?:use|buffer)\S+|\bstack overflow\b/i;
const codes = /\b(?:E[A-Z]{4,}|ERR_[A-Z_]+)\b/;
const mild = /\b(?:error|fatal|panic|fail(?:ed|ure|s)?|exception|abort(?:ed)?|critical|denied|✗|✖|×|not ok)\b|[✗✖]/i;
/** Lines that say what to do about it rather than what it is. */
const advice =
  /^(?:run|try|please|to (?:fix|resolve|install)|use|see|did you|you (?:may|can|might)|maybe|consider|hint|note|tip)\b/i;
/** Lines that say only that something failed, or where in the code. */
const hollow =
  /^(?:npm (?:err|error)[!]? (?:code|errno|syscall|path|command|a complete log|lifecycle|this is probably|workspace|location|cwd)|make(?:\[\d+\])?: \*\*\* \[|\*\*\* \[|traceback \(most|\s*at .*(?:\(|:\d+)|command failed|exit (?:code|status)|error: process completed|error: failed to push some refs|failed \((?:failures|errors)=|# (?:fail|pass|tests|suites|cancelled|skipped|todo|duration)|tests?:\s+(?:\d|$)|test suites:|=+ .* =+$|\d+ (?:failed|passed|failing|passing)|build fail(?:ed|ure)\b|tests run:|(?:executed )?\d+ (?:tests?|examples?|specs?|scenarios?|assertions?)\b.*\b\d+ fail(?:ed|ures?)\b|to see the (?:full )?stack trace|after correcting the problems|there (?:are|were) test failures|(?:error: )?could not compile .* due to|test result: |for more information|rerun with|re-run|\S+ aborted!?$|execution failed for task|could not determine the dependencies of task|failure: build failed with an exception|build successful|\* what went wrong|[✔✓√] |pass(?:ed)?:? \S|ok \d+ |abort(?:ed|ing)[.!]*$|node\.js v|node:internal|hint: |\s*file "|elifecycle|script \S+ handling the \S+ event returned|ok, but there (?:are|were)\b|error command failed|fail(?:ed)?$|fail\s+\S+$|failed\s+\S+::\S+$|failed tests?:?$|failing tests:?$|(?:build |compile |compilation )?error:?$|\s*(?:code|name): '|(?:expected|actual|operator): |importerror: failed to import test module|\s*(?:stack|location|duration_ms|type|failuretype):|\d+\/\d+ Test +#\d+|.*: exit status \d+$|.*\bexited with code\b|.*\bexit code:? \d+\b|ran \d+ tests?|.*command finished with error|not ok \d+ - \/|[-=~^\s.]+$)/i;

/** Says that the next line tells what is the matter. */
const announces = /^(?:\S+ )?abort(?:ed|ing)[.!]*$|^(?:error|failure|fehler|erreur):?$|^caused by:?$/i;

/** Warnings count as errors there; and what a line of one is. */
const strictly =
  /\bwith \d+ warnings? in strict mode\b|\bwarnings? (?:being )?treated as errors?\b|\bwarnings are errors\b|\btoo many warnings\b|\[-Werror/i;
const warning = /^(?:\S+ )?warn(?:ing)?\b\W/i;

/** How much a line says of what is wrong, more if it is marked as an error; below 0 it says nothing at all. */
export type ScoreLine = (line: string, isMarked?: boolean) => number;

/** Lines whose scores are kept: a long recording's programs say the same again and again. */
const mostScored = 50_000;

/** Scores each line once. */
export function lineScorer(): ScoreLine {
  const plain = remember((line: string) => scoreOf(line), mostScored);
  return (line, isMarked) => (isMarked ? scoreOf(line, true) : plain(line));
}

/** The signature of an output; undefined if it says nothing. `ran` is the command, whose echo is no news. */
export function signatureOf(
  output: string | undefined,
  ran: string,
  score: ScoreLine = scoreOf,
): Signature | undefined {
  if (output === undefined) return undefined;
  const marked = new Set<string>();
  const lines = output
    .split('\n')
    .map((line) => {
      const told = bare(line);
      if (asError.test(line)) marked.add(told);
      return told;
    })
    .filter(
      (line, index, all) =>
        line !== '' &&
        line !== ran &&
        // An echo of what is run; after a failed task Gradle says the reason so.
        (!/^[$>] /.test(line) ||
          strong.test(line) ||
          /failed for task|dependencies of task/.test(all[index - 1] ?? '')),
    );
  const considered =
    lines.length > mostLines ? [...lines.slice(0, mostLines / 2), ...lines.slice(-mostLines / 2)] : lines;
  let best: { line: string; score: number; at: number } | undefined;
  const isStrict = considered.some((line) => strictly.test(line));
  for (const [at, line] of considered.entries()) {
    const warned = isStrict && warning.test(line) ? 6 : 0;
    const own = score(line, marked.has(line)) + warned + (announces.test(considered[at - 1] ?? '') ? 2 : 0);
    if (!best || own > best.score) best = { line, score: own, at };
  }
  if (!best) return undefined;
  if (best.score <= 0) {
    const warned = warningOf(considered);
    if (warned !== undefined) return toSignature(warned);
  }
  if (best.score < 0) return undefined;
  if (best.score === 0) return briefly(considered.filter((line) => score(line) >= 0));
  const told = withCode(
    introduced(announced(best.line, best.at, considered, score), best.at, considered, score),
    considered,
  );
  const beside = foundBeside(best.line, best.at, considered, score);
  const others = beside.length > 0 ? beside : detailBelow(told, best.at, considered, score);
  return { ...toSignature(told), ...(others.length > 0 ? { others } : {}) };
}

/**
 * Of a short output another line says more of it: the one right below ("Validate failed", and what does not match), or
 * the one it began with ("Unchecked dependencies", and that one of them is not there).
 */
function detailBelow(told: string, at: number, lines: readonly string[], score: ScoreLine): Signature[] {
  if (lines.length > mostLinesOfShort || told.startsWith('CONFLICT')) return [];
  const isTelling = (line: string | undefined): line is string =>
    line !== undefined &&
    line.split(' ').length > 2 &&
    !told.includes(line.replace(/:$/, '')) &&
    !hollow.test(line) &&
    !advice.test(line) &&
    !progress.test(line);
  const [heading] = lines;
  if (at > 0 && heading?.endsWith(':') && isTelling(heading) && lines.length <= mostLinesOfBrief)
    return [toSignature(heading.slice(0, -1))];
  const below = lines[at + 1];
  if (isTelling(below) && score(below) >= 3) return [toSignature(below)];
  if (lines.length > mostLinesOfBrief) return [];
  const [first] = lines;
  if (at > 0 && isTelling(first) && score(first) >= 0) return [toSignature(first.replace(/:$/, ''))];
  const next = lines.slice(at + 1).find((line) => isTelling(line) && score(line) > 0);
  return next === undefined ? [] : [toSignature(next)];
}

/** What a tool says while it is at it. */
const progress =
  /^(?:(?!missing|warning|during|nothing|something)[a-z]{3,}ing\b|checking|building|compiling|testing|loading|using|info|downloading|installing|resolving|start(?:ing|ed)|fetching|collecting|attempting|uploading|\d+ |> |=+ |\* |#|at )/i;

/** Lines of an output that is read as one message. */
const mostLinesOfBrief = 5;
const mostLinesOfShort = 10;

/** A tool's name or a file's, with a colon, before what is said of it. */
const speaker = /^(?:[\w@-]+: |(?=\S*[/.])[\w./@-]+(?::\d+)*: )/;
const nobody = /^(?:error|fatal|err!?|warn(?:ing)?|failed?|failure|info|note|exception|caused|panic|usage)\b/i;
/** Whoever finds more than this at once lists what is to be done: no single line of it is the matter. */
const mostBeside = 3;

/** Lines in which the same speaker says something else that is the matter. */
function foundBeside(best: string, at: number, lines: readonly string[], score: ScoreLine): Signature[] {
  const [by] = speaker.exec(best) ?? [];
  if (by === undefined || nobody.test(by)) return [];
  const isFile = /[/.]/.test(by);
  const own = comparable(best);
  const found = new Map<string, Signature>();
  for (const [index, line] of lines.entries()) {
    const [other] = speaker.exec(line) ?? [];
    if (index === at || other === undefined || line.split(' ').length < 3) continue;
    if (hollow.test(line) || line.endsWith(':') || (isFile && score(line) < 2)) continue;
    if (isFile ? !/[/.]/.test(other) : other !== by) continue;
    if (/^\S+ (?:note|info|hint|help|warning|debug|usage)\b/i.test(line)) continue;
    const signature = toSignature(line);
    if (signature.key !== own) found.set(signature.key, signature);
  }
  return found.size <= mostBeside ? [...found.values()] : [];
}

/** Who says little and fails says why, though in no word known here: what announces with its colon, and the first of what it announces. */
function briefly(telling: readonly string[]): Signature | undefined {
  const last = telling.at(-1);
  if (last === undefined || telling.length > 4) return undefined;
  const at = telling.findIndex((line, index) => line.endsWith(':') && index < telling.length - 1);
  const denied = telling.find((line) => /^(?:no|not|nothing|never|without)\b|\b(?:is|are|was|were) no\b/i.test(line));
  return toSignature(at < 0 ? (denied ?? last) : `${telling[at]} ${telling[at + 1]}`);
}

/** More warnings than this are what the tool always says, not why it failed. */
const mostWarnings = 2;

/** What fails and says nothing but a warning fails for what it warns of. */
function warningOf(lines: readonly string[]): string | undefined {
  const warnings = lines.filter(
    (line) =>
      (/\bwarning: (?:\S+ ){2}/i.test(line) || (/\bdeprecated\b/i.test(line) && line.split(' ').length > 4)) &&
      !hollow.test(line),
  );
  return warnings.length > mostWarnings ? undefined : warnings[0];
}

/** What a build tool marks line by line as what is wrong, in whatever words. */
const asError = /^\[(?:ERROR|FATAL)\]\s/;

/** A frame of lines drawn around a message, and what Maven, Bazel and loggers put before each line. */
function bare(line: string): string {
  return line
    .replace(/^[\s│┃║|╷╵╭╰┌└├─━]+(?=\S)/u, '')
    .replace(
      /^(?:\[(?:ERROR|FATAL|WARNING|INFO)\]|\[?\d{1,2}:\d\d:\d\d(?:[.,]\d+)?(?:\s?[AP]M)?(?:\]:?|:)?(?= ))\s*/,
      '',
    )
    .replace(/ -> \[Help \d+\]$/, '')
    .replace(/ \[(?:[A-Za-z]:\\|\/)[^\]]*proj[^\]]*\]$|\s\[[A-Za-z]:\\[^\]]*\]$/, '')
    .replace(/\s+/g, ' ')
    .trim();
}

/** What a heading says next ("Compilation Error", "Encountered an error:"), and what a line announces with its colon. */
function announced(line: string, at: number, lines: readonly string[], score: ScoreLine): string {
  let told = line;
  let next = at + 1;
  for (; next < Math.min(lines.length, at + 4) && isHeading(told) && score(told) < 3; next++) {
    const following = lines[next] ?? '';
    if (!hollow.test(following) && following.split(' ').length > 1) told = following;
  }
  const following = lines[next];
  // The name of an exception on a line of its own.
  if (/^[\w.$\\]+(?:Error|Exception)$/.test(told) && following !== undefined && !hollow.test(following))
    return `${told}: ${following}`;
  // Of an answer over HTTP the code says little, what is said below it more.
  if (/\b[45]\d\d\b/.test(told) && answered.test(told) && following !== undefined && score(following) >= 3)
    return `${told} ${following}`;
  if (
    !told.endsWith(':') ||
    following === undefined ||
    following.endsWith(':') ||
    hollow.test(following) ||
    /^[|^~>-]/.test(following)
  )
    return told;
  return `${told} ${following}`;
}

const answered =
  /\b(?:bad request|forbidden|unauthorized|not found|conflict|unprocessable|too many requests|internal server error|bad gateway|(?:client|http|server) ?error)\b/i;

/** `go: inconsistent vendoring in …:`, and below it what is inconsistent: both are told. */
function introduced(line: string, at: number, lines: readonly string[], score: ScoreLine): string {
  const before = lines[at - 1] ?? '';
  if (
    !before.endsWith(':') ||
    hollow.test(before) ||
    announces.test(before) ||
    line.length + before.length > longestLine
  )
    return line;
  return before.split(' ').length > 2 && score(before) > 1 ? `${before} ${line}` : line;
}

function isHeading(line: string): boolean {
  if (/['"`\d]/.test(line)) return false;
  return line.split(' ').length <= (line.endsWith(':') ? 6 : 2) && /^[\p{L} ]+:?$/u.test(line);
}

/** npm says the code of an error on a line of its own; people look for it. */
function withCode(line: string, lines: readonly string[]): string {
  const [, code] = lines.map((one) => /^npm (?:ERR!|error) code (E[A-Z]+)$/.exec(one)).find(Boolean) ?? [];
  if (code === undefined || line.includes(code)) return line;
  return `${code}: ${line.replace(/^npm (?:ERR!|error) (?:[a-z]+ (?=[A-Z]))?/, '')}`;
}

/** Whether a line says that something is wrong, and what. */
export function isPlainlyWrong(line: string): boolean {
  return scoreOf(line) >= 3;
}

function scoreOf(said: string, isMarked = false): number {
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
  // Of a merge that stopped, the file in conflict says more than the commit.
  if (/^CONFLICT \(/.test(line)) score += 3;
  if (line.length > 400) score -= 1;
  if (score > 0 && advice.test(line)) score -= 2;
  else if (isMarked && line.split(' ').length > 2) score += 2;
  return score;
}

function toSignature(line: string): Signature {
  const text = readable(line);
  return { text, key: comparable(text) };
}

function readable(line: string): string {
  const plain = line
    .replace(/ ?\((?=[^)]*\d)(?=[^)]*[a-f])[0-9a-f]{6,64}\)/g, '')
    .replace(
      /^(?:npm (?:ERR!|error)|E(?= )|>|\[!\]|\$|\[\d{1,2}:\d\d(?::\d\d)?[^\]]*\]|\d{4}-\d\d-\d\d[T ][\d:.,]+Z?)\s+/i,
      '',
    )
    .replace(/^\d+:\d+:? +/, '')
    .replace(/^(?:WARNING|ERROR)\s+- +/, '')
    // The file of the tool that found it is nobody's.
    .replace(/^\S+\.targets\(\d+,\d+\): /, '')
    // Maven says first which of its parts gave up.
    .replace(/^Failed to execute goal \S+ \([^)]*\) on project [^:]{1,80}: (?=\S.{15})/, '')
    // Where more can be read is no part of what is the matter.
    .replace(
      /(?<=\S)\s*(?:for (?:more|further) \w+[^.:]*?[,:]? )?\b(?:see|visit|refer to|read|learn more(?: at)?):? <?https?:\/\/.*$/i,
      '',
    )
    .replace(/^[⨯✖✗×•●] +/, '')
    .replace(/ ?\(#PID<[^>]*>\)/g, '')
    .replace(/\b0x[0-9a-f]+\b/gi, '<address>')
    .replace(/\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b/gi, '<id>')
    .replace(
      /(?<![\w-])(?=[0-9]*[a-f])(?=[a-f]*[0-9])(?:[0-9a-f]{64}|[0-9a-f]{40}|[0-9a-f]{7,12})(?![\w-])/g,
      (hash) => (hash.length === 64 ? '<digest>' : '<commit>'),
    )
    .replace(
      /\s*(?:\b(?:after|in) )?(?:\(\d+(?:\.\d+)?\s?(?:ms|µs|s|sec|seconds)\)|\b\d+(?:\.\d+)?\s?(?:ms|µs|s|sec|seconds)\b)/g,
      '',
    )
    .replace(
      /(^|[\s'"`(=[])((?:file:\/\/)?(?:~|\/|[A-Za-z]:\\)[^\s'"`:,)\]]*[/\\][^\s'"`:,)\]]+)((?::\d+)*)/g,
      (_, lead, path) => lead + shortPath(path),
    )
    .replace(/([\w-]\.[A-Za-z]\w{0,5}):\d+(?::\d+)?(?=\W|$)/g, '$1')
    .replace(/\s+/g, ' ')
    .trim();
  return shortened(plain);
}

/** A long line begins with what ran and ends with what was the matter: its middle goes. */
function shortened(line: string): string {
  if (line.length <= longestLine) return line;
  const head = line.slice(0, longestLine * 0.55).replace(/\s+\S*$/, '');
  const tail = line.slice(-longestLine * 0.4).replace(/^\S*\s+/, '');
  return `${head} … ${tail}`;
}

/** Where the checkout lies differs between people: the last two parts say enough. What belongs to the system lies there for all. */
function shortPath(path: string): string {
  if (/^\/(?:dev|etc|proc|sys|var\/(?:log|lib|run|www))\//.test(path)) return path;
  const parts = path.replaceAll('\\', '/').split('/').filter(Boolean);
  return parts.length <= 2 ? (parts.at(-1) ?? basename(path)) : parts.slice(-2).join('/');
}

/** Two people's same failure gives the same key. */
export function comparable(text: string): string {
  return (
    text
      .toLowerCase()
      // One case of a test that has many.
      .replace(/(::\w+)\[[^\]\s]*\]/g, '$1')
      .replace(/\[redacted:[^\]]*\]/g, '*')
      .replace(/\b[0-9a-f]{7,40}\b/g, '#')
      .replace(/\d+/g, '#')
      .replace(/#(?:[.:,-]#)+/g, '#')
      .replace(/["'`“”‘’]/g, '')
      .replace(/[^\p{L}\p{N}#*/._-]+/gu, ' ')
      .trim()
  );
}
