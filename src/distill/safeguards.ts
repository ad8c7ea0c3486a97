import type { Role } from './shell/knowledge.ts';
import type { SimpleCommand } from './shell/read.ts';

const named =
  /(?:^|[\s./_:"'-])(?:backups?|bak|snapshot (?:save|create)|create-snapshot|save-snapshot)(?:[\s./_:"'-]|$)|\b(?:pg_dump|pg_dumpall|mysqldump|mongodump|bgsave|vacuum into)\b|\.backup\b/i;
/** What a file that was set aside is called behind its name. */
const setAside = /\.(?:old|orig|save|prev|before|bk|bkp)$|[-_.](?:19|20)\d\d[-_]?\d\d[-_]?\d\d(?:[-_.]|$)/i;
const dated = /[-_.](?:19|20)\d\d[-_]?\d\d[-_]?\d\d(?:[-_.]|$)/;
const perhaps = /(?:^|[\s./_:-])(?:snapshots?|dump)$/i;
/** What brings a copy back, or only asks for copies. */
const other = /\b(?:restore|delete|rm|list|ls|show|get|describe|prune|verify|check)\b/i;
const copiers = new Set(['cp', 'tar', 'zip', 'rsync', 'scp', 'mv', 'Copy-Item', 'Compress-Archive', 'gzip', 'cat']);
const plainWriters = new Set(['echo', 'printf', 'touch', 'mkdir', 'git', 'rm']);
const elsewise: ReadonlySet<Role> = new Set<Role>(['verify', 'commit', 'build', 'editor', 'move', 'stage']);

/** Says that it takes a copy of what is about to be changed: a backup, a file set aside. */
export function backsUp(part: SimpleCommand): boolean {
  if (plainWriters.has(part.program) || elsewise.has(part.role) || other.test(part.name)) return false;
  // Where it goes to is the copy; what comes from among the copies is brought back.
  if (isOwnCopy(part)) return true;
  if (copiers.has(part.program) || / (?:cp|copy|copyto|sync|mv)$/.test(part.name))
    return (
      named.test([...part.operands.slice(-1), ...part.writesTo].join(' ')) ||
      (part.operands.length > 1 && setAside.test(part.operands.at(-1) ?? '') && !dated.test(part.operands[0] ?? ''))
    );
  return named.test(part.text);
}

/** `cp edge.pem edge.pem.old`: the copy is called after the file, with something after it. */
export function isOwnCopy({ program, operands }: SimpleCommand): boolean {
  const [from, to] = operands;
  if (program !== 'cp' || from === undefined || to === undefined || operands.length !== 2) return false;
  return to.startsWith(from) && /^[.~_-](?!\/)[\w.~-]*$|^~$/.test(to.slice(from.length));
}

/** It is a plain copy to a place that is called so: `cp -r data /tmp/data-backup`. */
export function copiesAside(part: SimpleCommand): boolean {
  return part.program === 'cp' && part.operands.length > 1 && backsUp(part);
}

/** The same, or by its name it may: `ops/dump`, `db snapshot`. */
export function takesCopy(part: SimpleCommand): boolean {
  if (backsUp(part)) return true;
  return !plainWriters.has(part.program) && !elsewise.has(part.role) && part.role !== 'look' && perhaps.test(part.name);
}
