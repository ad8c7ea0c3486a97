import type { GitFact, GitOperation } from '../model/event.ts';
import type { GitState, ReflogEntry } from '../model/git.ts';

/** What one line of Git's own log of HEAD tells. */
export interface ReadReflog {
  readonly op: GitOperation;
  readonly message?: string;
  /** The branch that HEAD is on after it, where the line says so. */
  readonly branch?: string;
}

/** Reads the subject of a reflog entry as Git writes it (builtin/commit.c, checkout.c, merge.c, rebase.c, reset.c …). */
export function readReflogSubject(subject: string): ReadReflog {
  const { verb = '', rest = '' } = /^(?<verb>[^:]*):\s*(?<rest>.*)$/s.exec(subject)?.groups ?? { verb: subject };
  const message = rest === '' ? {} : { message: rest };
  // A commit that ends what stopped at a conflict is told as what it ends.
  if (verb === 'commit (merge)') return { op: 'merge', ...message };
  if (verb === 'commit (cherry-pick)') return { op: 'cherry-pick', ...message };
  if (/^commit\b/.test(verb) || /^(?:am|revert)$/.test(verb)) return { op: 'commit', ...message };
  if (verb === 'checkout') {
    const target = /^moving from .+ to (?<to>.+)$/.exec(rest)?.groups?.to;
    return { op: 'checkout', ...(target ? { branch: target } : {}) };
  }
  if (/\brebase\b/.test(verb)) {
    const back = /^returning to refs\/heads\/(?<to>.+)$/.exec(rest)?.groups?.to;
    return { op: 'rebase', ...(back ? { branch: back } : {}) };
  }
  if (/^(?:merge|pull)\b/.test(verb)) return { op: 'merge', message: rest === '' ? verb : `${verb}: ${rest}` };
  if (/^cherry-pick\b/.test(verb)) return { op: 'cherry-pick', ...message };
  if (verb === 'reset') return { op: 'reset', ...message };
  if (/^[Bb]ranch$/.test(verb)) return { op: 'branch', ...message };
  return { op: 'other', message: subject };
}

/** What happened in a repository between two looks at it, in order. */
export function gitFacts(before: GitState, after: GitState): GitFact[] {
  const facts: GitFact[] = [];
  let branch = before.branch;
  const entries = newEntries(before.reflog, after.reflog);
  for (const [index, entry] of entries.entries()) {
    const read = isStash(entry, before, after)
      ? { op: 'other' as const, message: 'stash' }
      : readReflogSubject(entry.subject);
    branch = ('branch' in read ? read.branch : undefined) ?? branch;
    const isLast = index === entries.length - 1;
    // One rebase writes a line for each commit that it moves.
    if (read.op === 'rebase' && !isLast && readReflogSubject(entries[index + 1]?.subject ?? '').op === 'rebase')
      continue;
    const on = isLast ? after.branch : after.refs.has(`refs/heads/${branch}`) ? branch : undefined;
    facts.push({
      kind: 'git',
      op: read.op,
      head: entry.head,
      ...(on ? { branch: on } : {}),
      ...(read.message ? { message: read.message } : {}),
    });
  }
  return [...facts, ...refFacts(before, after)];
}

/** Putting work aside resets what is checked out to where it is: the stash tells it from a reset by hand. */
function isStash({ subject }: ReflogEntry, before: GitState, after: GitState): boolean {
  const stash = after.refs.get('refs/stash');
  return subject === 'reset: moving to HEAD' && stash !== undefined && stash !== before.refs.get('refs/stash');
}

/** Branches that were made without going there, and tags. */
function refFacts(before: GitState, after: GitState): GitFact[] {
  const facts: GitFact[] = [];
  for (const [name, hash] of after.refs) {
    if (before.refs.get(name) === hash) continue;
    const tag = /^refs\/tags\/(.+)$/.exec(name)?.[1];
    const branch = /^refs\/heads\/(.+)$/.exec(name)?.[1];
    if (tag)
      facts.push({
        kind: 'git',
        op: 'tag',
        head: hash,
        message: tag,
        ...(after.branch ? { branch: after.branch } : {}),
      });
    else if (branch && branch !== after.branch && !before.refs.has(name) && !isEntered(branch, before, after)) {
      facts.push({ kind: 'git', op: 'branch', head: hash, branch });
    }
  }
  return facts;
}

/** A branch made by going there is told by the checkout. */
function isEntered(branch: string, before: GitState, after: GitState): boolean {
  return newEntries(before.reflog, after.reflog).some((entry) => readReflogSubject(entry.subject).branch === branch);
}

/** The entries above the newest one known, the oldest first. All of them where that one is gone. */
function newEntries(before: readonly ReflogEntry[], after: readonly ReflogEntry[]): readonly ReflogEntry[] {
  const [known] = before;
  if (!known) return after.toReversed();
  // Entries of one second may look alike: what counts is how many of them there are.
  const same = (a: ReflogEntry, b: ReflogEntry | undefined): boolean =>
    a.head === b?.head && a.subject === b.subject && a.stamp === b.stamp;
  const found = after.findIndex(
    (entry, index) =>
      same(entry, known) &&
      before.every((each, offset) => index + offset >= after.length || same(each, after[index + offset])),
  );
  return after.slice(0, found < 0 ? after.length : found).toReversed();
}
