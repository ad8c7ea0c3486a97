import type { Action, CommandAction } from './action.ts';
import { changing } from './changes.ts';
import type { EditedText } from './editedText.ts';
import type { Heard } from './heard.ts';
import { backsUp } from './safeguards.ts';
import { givesUp } from './shell/flag.ts';
import type { SimpleCommand } from './shell/read.ts';
import { saysDenied, saysMissing } from './symptoms.ts';

/** What a failure speaks of. */
export interface Subject extends Heard {
  readonly main: SimpleCommand;
}

/** What a command that failed speaks of; undefined if it did not fail. */
export function subjectOf({ heard, reading }: CommandAction): Subject | undefined {
  return heard && { ...heard, main: reading.main };
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
    const { whole, stems } = subject.names.ofFile(path);
    if (whole.some(subject.speaksOf)) return 6;
    // `docs/languages.md` is not what `Languages.java` is about.
    if (!prose.test(path) && stems.some(subject.speaksOf)) return 5;
  }
  if (action.kind === 'edit') {
    const edited = subject.names.ofEdit(action.hunks);
    // What is told to readers is told after it was mended.
    const named = prose.test(file) ? 3 : 5;
    // "1.2.0 is already published", and 1.2.0 is what was changed.
    if (edited.values().some(subject.speaksOf)) return named;
    // A path that was written or taken out, and that the output speaks of, with its ending or without.
    if (edited.paths().some(subject.speaksOf)) return named;
    // A package, a flag or a job that the output puts between quotes: `pydantic-settings`.
    if (subject.quotedNames.size > 0 && edited.names().some((name) => subject.quotedNames.has(name))) return named;
    if (sharesIdentifier(edited, subject)) return 4;
  }
  // Prose is a source only where documents are made of it.
  if (prose.test(file))
    return subject.isSilent || /\b(?:docs?|site|book|guide|manual)\b/i.test(subject.main.text) ? 2 : 0;
  return 2;
}

const prose = /\.(?:md|mdx|rst|adoc)$|(?:readme|notes?|todo|changelog|changes|licen[cs]e|news|history)\w*\.txt$/i;

/** An identifier of the changed lines stands in the output, or a word of them between quotes there. */
function sharesIdentifier({ identifiers, words }: EditedText, subject: Subject): boolean {
  return (
    identifiers().some((identifier) => subject.words.has(identifier)) ||
    (subject.quoted.size > 0 && words().some((word) => subject.quoted.has(word)))
  );
}

/** The same for what a command is called and told, whatever it made. */
export function wordRelevance(action: Action, subject: Subject): number {
  if (action.kind !== 'command') return 0;
  return Math.max(0, ...action.reading.parts.map((part) => partRelevance(part, subject)));
}

function commandRelevance(action: CommandAction, subject: Subject): number {
  const { ofFile, ofWritten } = subject.names;
  if (action.made.some((file) => ofFile(file).whole.some(subject.speaksOf))) return 6;
  const own = wordRelevance(action, subject);
  return own < 5 && ofWritten(action).some(subject.speaksOf) ? 5 : own;
}

function partRelevance(part: SimpleCommand, subject: Subject): number {
  // A copy set aside mends nothing.
  if (/^(?:git|hg) bisect\b/.test(part.name) || givesUp(part.flags) || backsUp(part)) return 0;
  // It empties the file that it reads.
  if (part.writesTo.some((file) => part.operands.includes(file) || part.readsFrom.includes(file))) return 0;
  const { written, things, words } = subject.names.ofPart(part);
  if (written.some(subject.speaksOf)) return 6;
  if (!changing.has(part.role) || part.role === 'commit') return gitRelevance(part, subject);
  const assigned = part.role === 'environment' ? part.assignments : [];
  if (assigned.some((flag) => subject.speaksOf(flag.name))) return 6;
  if (assigned.some((flag) => forSignIn.test(flag.name)) && subject.tells(saysDenied)) return 5;
  if (things.some(subject.speaksOf)) return 5;
  // The job is called after what is missing.
  if (words.some(subject.speaksOf)) return 4;
  if (part.role === 'install' && subject.tells(saysMissing)) return 4;
  if (part.role === 'login' && subject.tells(saysDenied)) return 5;
  if (part.role === 'serve' && subject.says(noConnection)) return 5;
  if (part.role === 'migrate' && subject.says(ofSchema)) return 5;
  if (part.role === 'clean' && subject.says(leftOver)) return 4;
  return part.role === 'run' || part.role === 'release' || part.role === 'push' || part.role === 'deploy' ? 1 : 2;
}

const noConnection = /refused|econn|connect|unreachable|daemon|timed? ?out|not running/i;
const ofSchema =
  /no such (?:table|column)|(?:table|column|relation|database|schema|collection|index)\b.*\b(?:does not exist|doesn't exist|not found)|unknown database|unknown column|undefined(?:column|table)|pending migration/i;
const leftOver = /in use|eaddrinuse|exists|stale|cache|lock/i;
const ofCheckout =
  /diff --git |(?:on|in) this branch|untracked|not tracked|changeset|news ?fragment|working (?:tree|directory)|uncommitted|not clean|dirty|unstaged|staged|commit/i;
const ofDiff = /diff --git /;
const ofMerging = /unmerged|needs merge|resolve|conflict/i;
/** Variables that say who one is. */
export const forSignIn =
  /(?:^|_)(?:PROFILE|TOKEN|KEY|SECRET|PASS(?:WORD|WD)?|USER(?:NAME)?|CREDENTIALS?|AUTH|ACCOUNT)(?:_|$)/i;

/** Staging and committing repair only what is about the state of the checkout. */
function gitRelevance(part: SimpleCommand, subject: Subject): number {
  if (part.role !== 'commit' && part.role !== 'stage') return 0;
  const about = subject.says(ofCheckout);
  if (part.role === 'stage' && subject.main.program === 'git' && subject.says(ofMerging)) return 5;
  // What differs from what is committed, and is added to it.
  if (part.role === 'stage' && subject.says(ofDiff) && part.operands.some(subject.speaksOf)) return 5;
  return about && (part.role === 'commit' || subject.main.role === 'commit') ? 5 : 0;
}
