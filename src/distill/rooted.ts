import { isInside, joinPath, looksLikePath } from './paths.ts';
import { interpreters } from './shell/knowledge.ts';
import type { SimpleCommand } from './shell/read.ts';

/** Programs that only follow the paths they are given: where they are run from does not matter otherwise. */
const followsPaths: ReadonlySet<string> = new Set(
  'cp mv rm rmdir mkdir touch ln chmod chown sed awk cat tee cut sort head tail unzip zip gzip gunzip tar patch openssl sqlite3 sha256sum md5sum base64 gpg jq yq rsync scp msginit msgmerge msgfmt xgettext msgattrib gzip pandoc convert keytool xmllint'.split(
    ' ',
  ),
);

/** Programs that work on what is not on this machine: it does not matter from where either. */
const elsewhere: ReadonlySet<string> = new Set(
  'aws az gcloud gsutil kubectl oc curl wget http ssh gh glab vault doctl heroku fly flyctl rclone s3cmd dig psql mysql redis-cli'.split(
    ' ',
  ),
);

/** An address is no path, however many slashes it has. */
function isPath(word: string): boolean {
  return looksLikePath(word) && !/^[\w+.-]+:\/\//.test(word);
}

/** The command is about the files it names, wherever it is run from: `cp a.txt b.txt` in `doc` is `cp doc/a.txt doc/b.txt`. */
export function isOfItsPaths(part: SimpleCommand): boolean {
  if (!isInside(part.dir)) return false;
  if (isRelative(part.program)) return true;
  if (interpreters.has(part.program)) return part.name.split(' ').slice(1).some(looksLikePath);
  if (elsewhere.has(part.program)) return true;
  const things = [...part.operands, ...part.writesTo, ...part.flags.map(({ value }) => value ?? '')];
  return followsPaths.has(part.program) && things.some(looksLikePath);
}

function isRelative(program: string): boolean {
  return program.includes('/') && !/^[~/]/.test(program) && !/\s/.test(program);
}

/** The name of a command with the paths in it seen from the root: `../bin/check` in `tls` is `bin/check`. */
export function rootedName(part: SimpleCommand): string {
  if (part.dir === '.' || !isOfItsPaths(part)) return part.name;
  const rooted = (word: string, index: number) => {
    if (!(index === 0 ? isRelative(word) : looksLikePath(word))) return word;
    const path = joinPath(part.dir, word);
    // As one calls it there: `./deploy.sh`.
    return index === 0 && !path.includes('/') ? `./${path}` : path;
  };
  return part.name.split(' ').map(rooted).join(' ');
}

/** A whole line with the paths in it seen from the root. */
export function rootedLine(part: SimpleCommand, line: string): string {
  if (part.dir === '.' || !isOfItsPaths(part)) return line;
  return line.replace(/\S+/g, (word) => (isPath(word) ? joinPath(part.dir, word) : word));
}

/** A word that a command is given, seen from the root. */
export function rootedWord(part: SimpleCommand, word: string): string {
  if (part.dir === '.' || !isPath(word) || !isOfItsPaths(part)) return word;
  return joinPath(part.dir, word);
}
