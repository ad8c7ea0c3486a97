import { advice, hollow, type ScoreLine, scoreOf, strong } from './lineScore.ts';
import { basename } from './paths.ts';

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

/** Says that the next line tells what is the matter. */
const announces = /^(?:\S+ )?abort(?:ed|ing)[.!]*$|^(?:error|failure|fehler|erreur):?$|^caused by:?$/i;

/** Warnings count as errors there; and what a line of one is. */
const strictly =
  /\bwith \d+ warnings? in strict mode\b|\bwarnings? (?:being )?treated as errors?\b|\bwarnings are errors\b|\btoo many warnings\b|\[-Werror/i;
const warning = /^(?:\S+ )?warn(?:ing)?\b\W/i;

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
  const crash = crashOf(best.line, considered);
  if (crash !== undefined) return toSignature(crash);
  const told = withCode(
    introduced(announced(best.line, best.at, considered, score), best.at, considered, score),
    considered,
  );
  const beside = foundBeside(best.line, best.at, considered, score);
  const others = beside.length > 0 ? beside : detailBelow(told, best.at, considered, score);
  return { ...toSignature(told), ...(others.length > 0 ? { others } : {}) };
}

/** What a sanitizer found, and where: of addresses nothing is said. The first frame outside of the sanitizer tells where. */
function crashOf(line: string, lines: readonly string[]): string | undefined {
  const [, found] = /((?:Address|Memory|Leak|Thread|UndefinedBehavior)Sanitizer: [\w-]+(?: \(.*?\))?)/.exec(line) ?? [];
  if (found === undefined) return undefined;
  for (const frame of lines.slice(0, mostFrames)) {
    const [, name, file] = /^#\d+ 0x[0-9a-f]+ in (\S+) ([^\s:()]+\.\w+):\d/.exec(frame) ?? [];
    if (file !== undefined && !/sanitizer|\/(?:usr|lib)\//.test(file)) return `${found} in ${name} (${basename(file)})`;
  }
  return undefined;
}

const mostFrames = 60;

/**
 * Of a short output another line says more of it: the one right below ("Validate failed", and what does not match), or
 * the one it began with ("Unchecked dependencies", and that one of them is not there).
 */
function detailBelow(told: string, at: number, lines: readonly string[], score: ScoreLine): Signature[] {
  if (lines.length > mostLinesOfShort || told.startsWith('CONFLICT')) return [];
  const isTelling = (line: string | undefined): line is string =>
    line !== undefined &&
    line.split(' ').length > 2 &&
    !told.includes(line.replace(/^[•*-] *|:$/g, '')) &&
    !hollow.test(line) &&
    !advice.test(line) &&
    !progress.test(line) &&
    !echoed.test(line);
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

/** A line that is run, as make and task runners repeat it: `cc -o moth moth.c`, `sh tools/pack.sh`. */
const echoed = /^[\w./+-]+ (?:-{1,2}[A-Za-z]|[\w.-]*\/\S+$|\S+\.(?:sh|js|py|rb|pl)(?: |$))/;

/** What a tool says while it is at it. */
const progress =
  /^(?:(?!missing|warning|during|nothing|something)[a-z]{3,}ing\b|checking|building|compiling|testing|loading|using|info|downloading|installing|task \S+ \S+ |resolving|start(?:ing|ed)|fetching|collecting|attempting|uploading|\d+ |> |=+ |\* |#|at )/i;

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
const asError = /^\[(?:ERROR|FATAL|error)\]\s/;

/** A frame of lines drawn around a message, and what Maven, Bazel and loggers put before each line. */
function bare(line: string): string {
  return line
    .replace(/^[\s│┃║|╷╵╭╰┌└├─━]+(?=\S)/u, '')
    .replace(
      /^(?:\[(?:ERROR|FATAL|WARNING|INFO|error|warn|info)\]|\[?\d{1,2}:\d\d:\d\d(?:[.,]\d+)?(?:\s?[AP]M)?(?:\]:?|:)?(?= ))\s*/,
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
  // A place and a class of error, and below them what the error is.
  if (/: error:?(?: \[[^\]]+\])+$/.test(told) && following !== undefined && !hollow.test(following))
    return `${told} ${following.replace(/^[•*-] */, '')}`;
  if (!told.endsWith(':')) return told;
  // A line that is drawn as a heading stands between what is announced and what is said.
  while (drawn.test(lines[next] ?? '') && next < at + 4) next++;
  const said = sentenceOf(lines[next]);
  return said === undefined || hollow.test(said) || /^[|^~>-]/.test(said) ? told : `${told} ${said}`;
}

const drawn = /^([=*#-])\1+(?: .*\1)?$/;

/** A line; of one that announces more the sentences before that: "This blocks writes. Instead, use:". */
function sentenceOf(line: string | undefined): string | undefined {
  if (!line?.endsWith(':')) return line;
  return /^(.{12,}[.!]) [^.!]*:$/.exec(line)?.[1];
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
    // Where in a script the shell was.
    .replace(/^((?:ba|da|z|k)?sh): line \d+: /, '$1: ')
    // The number of the process that valgrind and the sanitizers put before each line.
    .replace(/^==\d+==\s*/, '')
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
    // Which process it was, when, and how much there was of it is of that one time.
    .replace(/^==\d+==\s*|^[0-9A-F]{12,16}:(?=error:)/, '')
    .replace(/^\[\d{3,}\]:? +|(?<=^[a-z][\w.-]*)\[\d+\](?=:)/g, '')
    .replace(/\b(pid|process(?: id)?)([ :=#]+)\d{2,}\b/gi, '$1$2<pid>')
    .replace(/\b\d{4}-\d\d-\d\d[T ]\d\d:\d\d(?::\d\d(?:[.,]\d+)?)?(?:Z| ?[+-]\d\d:?\d\d)?\b/g, '<time>')
    .replace(counted, '<count>')
    .replace(/(?<=\b(?:is|was|got|reached|only) )\d+(?:\.\d+)?(?=%)/g, '<percent>')
    .replace(/ ?\(#PID<[^>]*>\)/g, '')
    .replace(/\b0x[0-9a-f]+\b/gi, '<address>')
    .replace(/(?<![\w-])(?=[0-9]*[A-F])(?=[A-F]*[0-9])[0-9A-F]{12,40}(?![\w-])/g, '<id>')
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

/** How many there were that time; a limit is the same the next time. */
const counted =
  /(?<![\w.-]|\b(?:most|least|than|limit|limited|up|to|only|over|under|exactly|every|per|of|first|last|max(?:imum)?|min(?:imum)?)[ :=]+(?:of )?)\d[\d,]+(?= (?:[a-z]{3,}s (?:have|are|were|still|remain|left|without|do not|need)\b|(?:\w+ )?(?:rows?|records?|documents?|objects?|entries|messages|events|tuples|items|orders|users|bytes (?:read|written|sent|received))\b))/gi;

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
      // What is in a list that was compared, and in which order, is another each time.
      .replace(/\[(?=[^\]]*['"])[^[\]]*\]|(?<=[=!<>(:] ?)\{(?=[^}]*['"])[^{}]*\}/g, '[*]')
      .replace(/\b[0-9a-f]{7,40}\b/g, '#')
      .replace(/\d+/g, '#')
      .replace(/#(?:[.:,-]#)+/g, '#')
      .replace(/["'`“”‘’]/g, '')
      .replace(/[^\p{L}\p{N}#*/._-]+/gu, ' ')
      .trim()
  );
}
