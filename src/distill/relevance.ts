import type { Action, CommandAction } from './action.ts';
import { changing } from './changes.ts';
import { type Heard, severalWords } from './heard.ts';
import { basename, looksLikePath, stem } from './paths.ts';
import { givesUp } from './shell/flag.ts';
import type { SimpleCommand } from './shell/read.ts';
import { shaped } from './sites.ts';
import { saysDenied, saysMissing } from './symptoms.ts';

/** What a failure speaks of. */
export interface Subject extends Heard {
  readonly main: SimpleCommand;
}

/** What a command that failed speaks of; undefined if it did not fail. */
export function subjectOf({ heard, reading }: CommandAction): Subject | undefined {
  return heard && { ...heard, main: reading.main };
}

function mentions(subject: Subject, name: string): boolean {
  if (name.length < 3) return false;
  if (subject.words.has(name)) return true;
  const index = subject.text.indexOf(name);
  if (index < 0) return false;
  const around =
    subject.text.slice(Math.max(0, index - 1), index) +
    subject.text.slice(index + name.length, index + name.length + 1);
  return !/[\p{L}\p{N}_]/u.test(around);
}

/** How much a change has to do with a failure: 0 nothing, 2 it changed something, 5 and more the failure names it. */
export function relevance(action: Action, subject: Subject): number {
  if (action.kind === 'command') return commandRelevance(action, subject);
  if (action.kind === 'git') return 1;
  const file = action.kind === 'edit' || action.kind === 'file' ? action.file : '';
  return fileRelevance(file, action, subject);
}

function fileRelevance(file: string, action: Action, subject: Subject): number {
  const target = action.kind === 'file' ? action.to : undefined;
  for (const path of target === undefined ? [file] : [file, target]) {
    if (mentions(subject, path) || mentions(subject, basename(path))) return 6;
    if (stem(path).length > 3 && mentions(subject, stem(path))) return 5;
    // `lib/export.rb` is what "Export writes a header" is about.
    const plain = stem(path);
    if (plain.length > 4 && /^[a-z]+$/.test(plain) && mentions(subject, plain.charAt(0).toUpperCase() + plain.slice(1)))
      return 5;
  }
  if (action.kind === 'edit') {
    const lines = action.hunks.flatMap((hunk) => [...hunk.before, ...hunk.after]);
    // "1.2.0 is already published", and 1.2.0 is what was changed.
    if (shaped(lines.slice(0, 40).join('\n')).some((value) => mentions(subject, value))) return 5;
    // A path that was written or taken out, and that the output speaks of, with its ending or without.
    const paths = lines.flatMap((line) => line.slice(0, 400).match(/[\w-]+(?:\/[\w.-]*\w)+/g) ?? []);
    if (paths.some((path) => path.length > 5 && mentions(subject, path))) return 5;
    // A package, a flag or a job that the output puts between quotes: `pydantic-settings`.
    if (lines.some((line) => namesIn(line).some((name) => subject.quotedNames.has(name)))) return 5;
    if (lines.some((line) => sharesIdentifier(line, subject))) return 4;
  }
  // Prose is a source only where documents are made of it.
  if (/\.(?:md|mdx|txt|rst|adoc)$/i.test(file))
    return /\b(?:docs?|site|book|guide|manual)\b/i.test(subject.main.text) ? 2 : 0;
  return 2;
}

/** Names of several words: `pydantic-settings`, `left_pad`, `BaseSettings`. */
function namesIn(line: string): readonly string[] {
  return line.slice(0, 400).match(severalWords) ?? [];
}

/** An identifier of the changed line stands in the output: `retryLimit`, `DATABASE_URL`, `user_id`. */
function sharesIdentifier(line: string, subject: Subject): boolean {
  const identifiers = line.match(/[A-Za-z_$][\w$]*(?:[_][\w$]+|[a-z][A-Z][\w$]*)|[A-Z]{2,}[A-Z0-9_]{2,}/g) ?? [];
  return (
    identifiers.some((identifier) => identifier.length > 4 && subject.words.has(identifier)) ||
    (line.match(/[\p{L}_][\p{L}\p{N}_]{2,}/gu) ?? []).some((word) => subject.quoted.has(word))
  );
}

/** The same for what a command is called and told, whatever it made. */
export function wordRelevance(action: Action, subject: Subject): number {
  if (action.kind !== 'command') return 0;
  return Math.max(0, ...action.reading.parts.map((part) => partRelevance(part, subject)));
}

function commandRelevance(action: CommandAction, subject: Subject): number {
  let best = wordRelevance(action, subject);
  if (action.made.some((file) => mentions(subject, file) || mentions(subject, basename(file))))
    best = Math.max(best, 6);
  return best;
}

function partRelevance(part: SimpleCommand, subject: Subject): number {
  if (part.name.startsWith('git bisect') || givesUp(part.flags)) return 0;
  if (part.writesTo.some((file) => mentions(subject, file) || mentions(subject, basename(file)))) return 6;
  if (!changing.has(part.role) || part.role === 'commit') return gitRelevance(part, subject);
  const assigned = part.role === 'environment' ? part.assignments : [];
  if (assigned.some((flag) => mentions(subject, flag.name))) return 6;
  const things = [
    ...part.operands,
    ...part.flags.flatMap((flag) => (flag.value === undefined ? [] : [flag.value])),
    ...part.writesTo,
  ];
  const named = things.some((thing) => {
    const plain = thing
      .replace(/@[\d^~].*$|[=<>~].*$/, '')
      .replace(/^\.\//, '')
      .replace(/\/$/, '');
    return (
      mentions(subject, plain) ||
      (looksLikePath(plain) && (mentions(subject, basename(plain)) || mentions(subject, stem(plain))))
    );
  });
  if (named) return 5;
  // `npm run build:schema` and "schema.json is missing": the job is called after what is missing.
  const words = part.name
    .split(/[\s:/._-]+/)
    .slice(1)
    .filter((word) => word.length > 3 && !generic.has(word));
  if (words.some((word) => mentions(subject, word))) return 4;
  if (part.role === 'install' && saysMissing(subject.text)) return 4;
  if (part.role === 'login' && saysDenied(subject.text)) return 5;
  if (part.role === 'serve' && /refused|econn|connect|unreachable|daemon|timed? ?out|not running/i.test(subject.text))
    return 5;
  const ofSchema =
    /no such (?:table|column)|(?:table|column|relation)\b.*\bdoes not exist|unknown column|undefined(?:column|table)|pending migration/i;
  if (part.role === 'migrate' && ofSchema.test(subject.text)) return 5;
  if (part.role === 'clean' && /in use|eaddrinuse|exists|stale|cache|lock/i.test(subject.text)) return 4;
  return part.role === 'run' || part.role === 'release' || part.role === 'push' || part.role === 'deploy' ? 1 : 2;
}

const generic = new Set([
  'build',
  'test',
  'tests',
  'install',
  'start',
  'check',
  'scripts',
  'script',
  'node',
  'python',
  'main',
  'index',
  'clean',
]);

/** Staging and committing repair only what is about the state of the checkout. */
function gitRelevance(part: SimpleCommand, subject: Subject): number {
  if (part.role !== 'commit' && part.role !== 'stage') return 0;
  const about = /working (?:tree|directory)|uncommitted|not clean|dirty|unstaged|staged|commit/i.test(subject.text);
  return about && (part.role === 'commit' || subject.main.role === 'commit') ? 5 : 0;
}
