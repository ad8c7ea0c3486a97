import { lineStartWithin } from '../characters.ts';
import { isCommonWord } from '../harmlessValue.ts';
import type { Match, Piece, Rule } from '../rule.ts';
import type { WordIndex } from '../wordIndex.ts';

/** Whose machine it is. All of it optional; what is absent is not looked for. */
export interface Machine {
  readonly user?: string;
  readonly host?: string;
  /** The home folder's path. */
  readonly home?: string;
  /** Names of people: the person's own, authors of the repository. */
  readonly people?: readonly string[];
}

/** What an environment tells of a machine; a home folder that is nobody's own (`/root`) is left out. */
export function machineOf(environment: Readonly<Record<string, string | null | undefined>>): Machine {
  const told = (names: readonly string[]) => names.map((name) => environment[name] ?? '').find((value) => value !== '');
  const user = told(['USER', 'LOGNAME', 'USERNAME']);
  const host = told(['HOSTNAME', 'COMPUTERNAME', 'HOST']);
  const home = told(['HOME', 'USERPROFILE']);
  const owner = home?.replace(/[/\\]+$/, '').replace(/^.*[/\\]/, '') ?? '';
  return {
    ...(user === undefined ? {} : { user }),
    ...(host === undefined ? {} : { host }),
    ...(home === undefined || owner === '' || sharedUser.test(owner) ? {} : { home }),
  };
}

const sharedUser =
  /^(?:root|admin|administrator|user|users|ubuntu|debian|node|vscode|runner|runneradmin|codespace|coder|gitpod|vagrant|docker|ec2-user|pi|git|www|www-data|nobody|dev|developer|test|guest|shared|public|default|app|web|build|builder|jenkins|circleci|travis|linuxbrew|deploy|deployer|ops|ci|bot|core|opc|centos|fedora|rocky|alpine|student|operator|service|svc|postgres|mysql|redis|me|you|username|yourname|your-user|youruser|name|example|home|agent|tester|sandbox|worker|claude|codex|copilot|workspace|jovyan|action|actions|appuser)$/i;
const sharedHost =
  /^(?:localhost|localhost\.localdomain|host|hostname|server|ubuntu|debian|fedora|arch|archlinux|docker|docker-desktop|macbook|laptop|desktop|computer|workstation|kali|raspberrypi|pi|dev|devbox|vm|vagrant|codespaces?|gitpod|runner|container|node|main|master|web|app|db|test)$/i;

/** A login that is nobody's own. */
export function isSharedUser(name: string): boolean {
  return sharedUser.test(name);
}

/** Who stands for anybody in examples. */
export function isPlaceholderPerson(name: string): boolean {
  return /^(?:alice|bob|carol|charlie|dave|eve|mallory|jane|john|jdoe|(?:jane|john)[._]?doe|foo|bar|baz|someone|somebody|you|me)$/i.test(
    name,
  );
}

/** What many machines are called. */
export function isSharedHost(name: string): boolean {
  return sharedHost.test(name);
}

/** The machine's user and host, the home folder, and the people named in options. */
export function createMachineNames(machine: Machine): Rule {
  const names = wordRules(machine);
  const home = machine.home === undefined || machine.home.length < 4 ? undefined : machine.home.replace(/[/\\]+$/, '');
  return {
    id: 'machine-name',
    find(piece) {
      return [...(home === undefined ? [] : homeMatches(piece.text, home)), ...names.flatMap((name) => name(piece))];
    },
  };
}

type Finder = (piece: Piece) => Match[];

function wordRules({ user, host, people }: Machine): Finder[] {
  const finders: Finder[] = [];
  if (user !== undefined && user.length >= 2 && !sharedUser.test(user)) {
    finders.push((piece) => userMatches(piece, user));
  }
  const hosts =
    host === undefined
      ? []
      : [host, host.split('.')[0] ?? host].filter((name) => name.length >= 3 && !sharedHost.test(name));
  for (const name of new Set(hosts)) {
    finders.push((piece) => wholeWords(piece.text, name, 'machine-host', 'host'));
  }
  for (const person of people ?? []) {
    if (person.trim().length >= 3 && !sharedUser.test(person.trim()) && !isCommonWord(person.trim())) {
      finders.push((piece) => wholeWords(piece.text, person.trim(), 'person-name', 'person'));
    }
  }
  return finders;
}

/** A user's name that is long enough to be nobody's variable goes everywhere, a short one only where users stand. */
function userMatches(piece: Piece, user: string): Match[] {
  const all = wholeWords(piece.text, user, 'machine-user', 'person');
  const distinctive = (user.length >= 6 && !isCommonWord(user)) || /\d|[._-]/.test(user);
  return distinctive ? all : all.filter(({ start, end }) => standsAsUser(piece, start, end));
}

function standsAsUser({ text, as }: Piece, start: number, end: number): boolean {
  const before = text.slice(Math.max(0, start - 24), start);
  return (
    (text[end] === '@' && /[\w-]/.test(text[end + 1] ?? '')) ||
    /(?:\/home\/|\/Users\/|\\Users\\|~|(?:user|owner|login|username|author|uid=\d{1,6}\(|USER=|LOGNAME=)["'\s:=]{0,3})$/i.test(
      before,
    ) ||
    (as === 'terminal' && /(?:^|\n)\s*$/.test(before) && /^\s*(?:\r?\n|$)/.test(text.slice(end, end + 8))) ||
    (as === 'terminal' && /[rwxsStT-]{9}[.+@]?\s+\d+\s+(?:\S+\s+)?$/.test(before))
  );
}

function wholeWords(text: string, word: string, rule: string, kind: Match['kind']): Match[] {
  const found: Match[] = [];
  const plain = text.toLowerCase();
  const sought = word.toLowerCase();
  if (plain.length !== text.length) {
    return found;
  }
  for (let at = plain.indexOf(sought); at !== -1; at = plain.indexOf(sought, at + sought.length)) {
    const end = at + sought.length;
    if (!/[\p{L}\p{N}_]/u.test(text[at - 1] ?? '') && !/[\p{L}\p{N}_]/u.test(text[end] ?? '')) {
      found.push({ rule, kind, start: at, end });
    }
  }
  return found;
}

function homeMatches(text: string, home: string): Match[] {
  const found: Match[] = [];
  for (const form of new Set([home, home.replace(/\\/g, '\\\\'), home.replace(/\\/g, '/')])) {
    for (let at = text.indexOf(form); at !== -1; at = text.indexOf(form, at + form.length)) {
      if (!/[\w-]/.test(text[at + form.length] ?? '') && !/[\w.-]/.test(text[at - 1] ?? '')) {
        found.push({ rule: 'home-folder', kind: 'person', start: at, end: at + form.length, replacement: '~' });
      }
    }
  }
  return found;
}

/** Anybody's home folder: other machines' paths come in outputs and stack traces. */
export function createHomeFolders(index: WordIndex): Rule {
  const folders = index.watch(['users', '/home/']);
  const joined = index.watch(['projects/-home-', 'projects/-users-']);
  return {
    id: 'home-folder',
    find: (piece) => [
      ...homesIn(piece, piece.outline.places(folders)),
      ...joinedHomes(piece.text, piece.outline.places(joined)),
    ],
  };
}

/** `~/.claude/projects/-home-jane-work`: a path made into the name of a folder. */
function joinedHomes(text: string, places: readonly number[]): Match[] {
  const shape = /projects\/-(?:home|users)-([A-Za-z]\w{0,40})(?=-)/iy;
  return places.flatMap((at): Match[] => {
    shape.lastIndex = at;
    const name = shape.exec(text)?.[1] ?? '';
    return name === '' || sharedUser.test(name)
      ? []
      : [{ rule: 'home-folder', kind: 'person', start: shape.lastIndex - name.length, end: shape.lastIndex }];
  });
}

/** Where a path may begin before its `Users`, or at its `/home/`: the drive's letter and its mount stand before. */
const leads: readonly number[] = [-12, -7, -4, -3, -1, 0];

function homesIn({ text, as }: Piece, places: readonly number[]): Match[] {
  const found: Match[] = [];
  const shape =
    /(?<![\w.~-])(?:(?:\/(?:mnt|cygdrive))?\/[a-z]\/Users\/|\/Users\/|[A-Za-z]:(?:\\\\?|\/)Users(?:\\\\?|\/)|\/home\/)([\w][\w.-]{0,40})(?=[/\\"'`\s:;,)\]]|$)/y;
  let from = 0;
  for (const at of places) {
    for (const lead of leads) {
      shape.lastIndex = at + lead;
      const hit = at + lead < from ? null : shape.exec(text);
      if (hit === null) {
        continue;
      }
      from = shape.lastIndex;
      const name = hit[1] ?? '';
      const isRoute = hit[0].startsWith('/home/') && as !== 'terminal' && !/^\/[\w.-]+\//.test(text.slice(from));
      if (!sharedUser.test(name) && !isRoute) {
        found.push({ rule: 'home-folder', kind: 'person', start: hit.index, end: from, replacement: '~' });
      }
    }
  }
  return found;
}

/** Names beside an address (`Jane Doe <…@…>`) and after the labels that Git prints. */
export function createAuthors(index: WordIndex): Rule {
  const labels = index.watch([
    'user.name',
    '_name=',
    'author: ',
    '@author ',
    'committer: ',
    'tagger: ',
    '[user]',
    'email = ',
  ]);
  const shortlog = index.watch(['shortlog']);
  return {
    id: 'author',
    find: ({ text, outline }) => [
      ...besideAddresses(text),
      ...outline.places(shortlog).flatMap((at) => countedNames(text, at)),
      ...configuredNames(text, outline.places(labels)),
      ...(isBlame(text) ? blamedNames(text) : []),
    ],
  };
}

function besideAddresses(text: string): Match[] {
  const found: Match[] = [];
  for (let open = text.indexOf('<'); open !== -1; open = text.indexOf('<', open + 1)) {
    const at = open - 1;
    const isAddress = text.charCodeAt(at) === 32 && /^[^<>\s@]{1,64}@|^\uFFFC/.test(text.slice(open + 1, open + 67));
    const name = isAddress ? nameBefore(text, at) : '';
    if (name.length > 1) {
      found.push({ rule: 'author', kind: 'person', start: at - name.length, end: at });
    }
  }
  return found;
}

function nameBefore(text: string, end: number): string {
  const before = text.slice(lineStartWithin(text, end, 120), end);
  const shape =
    /(?:^|[\s"'(=:[])((?:\p{Lu}[\p{L}'’.-]{0,30})(?: (?:\p{Lu}[\p{L}'’.-]{0,30}|van|von|de|der|da|di|la|le|bin|al)){0,4})$/u;
  return stripLabel(shape.exec(before)?.[1] ?? '');
}

function stripLabel(name: string): string {
  return name.replace(
    /^(?:(?:Author|Commit|Committer|Tagger|From|To|Cc|Reviewed-by|Signed-off-by|Co-authored-by|By)\b[ :]{0,3})+/,
    '',
  );
}

/** `git config user.name "Jane Doe"`, `GIT_AUTHOR_NAME=…`. */
function configuredNames(text: string, places: readonly number[]): Match[] {
  const found: Match[] = [];
  const shape =
    /(?:user\.name["']?[ =]+|GIT_(?:AUTHOR|COMMITTER)_NAME=|^(?:Author|Committer|Tagger): +|@author[ \t]+|^\[user\]\s+name = |\n\s+name = (?=[^\n]+\n\s+email = ))["']?(\p{Lu}[\p{L}'’-]{1,30}(?: \p{Lu}[\p{L}'’.-]{0,30}){0,3})(?=["'\n\r]|$| [-&|(*]| <|,)/muy;
  for (const at of places) {
    for (const start of startsOfLabel(text, at)) {
      shape.lastIndex = start;
      const hit = shape.exec(text);
      if (hit !== null) {
        found.push({
          rule: 'author',
          kind: 'person',
          start: shape.lastIndex - (hit[1]?.length ?? 0),
          end: shape.lastIndex,
        });
      }
    }
  }
  return found;
}

/** `    42\tJane Doe` below `git shortlog -sn`, `Jane Doe (3):` below `git shortlog`. */
function countedNames(text: string, at: number): Match[] {
  const found: Match[] = [];
  const row =
    /\r?\n(?:[ \t]{0,8}\d{1,7}\t(\p{L}[^\n\r<>()\t]{1,60}?)(?= <|[ \t]*\r?(?:\n|$))|(\p{L}[^\n\r<>()\t]{1,60}?) \(\d{1,6}\):(?=[ \t]*\r?\n)|[ \t]{2,8}[^\n]{1,300}|(?=\r?\n))/uy;
  row.lastIndex = text.indexOf('\n', at) === -1 ? text.length : text.indexOf('\n', at);
  for (let hit = row.exec(text); hit !== null; hit = row.exec(text)) {
    const name = hit[1] ?? hit[2];
    if (name !== undefined && !/bot\b|\bCI\b|actions/i.test(name)) {
      const start = hit.index + hit[0].lastIndexOf(name);
      found.push({ rule: 'author', kind: 'person', start, end: start + name.length });
    }
  }
  return found;
}

/** Where the label begins that a watched word is of: before `_NAME=`, or on the line above an `email = `. */
function startsOfLabel(text: string, at: number): number[] {
  const first = text.charCodeAt(at);
  if (first === 95) {
    return [at - 'GIT_AUTHOR'.length, at - 'GIT_COMMITTER'.length];
  }
  if (first !== 101) {
    return [at];
  }
  const line = lineStartWithin(text, at, longestLabelLine);
  if (line < 2 || text.slice(line, at).trim() !== '') {
    return [];
  }
  const above = text
    .slice(Math.max(0, line - longestLabelLine), line)
    .trimEnd()
    .lastIndexOf('\n');
  return above === -1 ? [] : [Math.max(0, line - longestLabelLine) + above];
}

const longestLabelLine = 400;

/** Is there a bracket with a name and a date in it? */
function isBlame(text: string): boolean {
  const shape = /\p{Lu}[^()\n]{1,160}? \d{4}-\d\d-\d\d/uy;
  for (let at = text.indexOf('('); at !== -1; at = text.indexOf('(', at + 1)) {
    shape.lastIndex = at + 1;
    if (mayBeCapital(text.charCodeAt(at + 1)) && shape.test(text)) {
      return true;
    }
  }
  return false;
}

function mayBeCapital(code: number): boolean {
  return code > 127 || (code >= 65 && code <= 90);
}

/** Lines of `git blame`. */
function blamedNames(text: string): Match[] {
  const found: Match[] = [];
  const blame =
    /^\^?[0-9a-f]{7,40} (?:[^\s(]{1,200} +)?\((\p{Lu}[\p{L}'’.-]{1,30}(?: \p{L}[\p{L}'’.-]{0,30}){0,3}) +\d{4}-\d\d-\d\d/gmu;
  for (let hit = blame.exec(text); hit !== null; hit = blame.exec(text)) {
    const start = hit.index + hit[0].indexOf('(') + 1;
    found.push({ rule: 'author', kind: 'person', start, end: start + (hit[1]?.length ?? 0) });
  }
  return found;
}
