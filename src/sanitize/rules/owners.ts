import type { Match, Rule } from '../rule.ts';
import type { WordIndex } from '../wordIndex.ts';
import { isPlaceholderPerson, isSharedHost, isSharedUser } from './people.ts';

/** Logins that a system brings along; they own files in every listing. */
const systemUser =
  /^(?:\d+|staff|wheel|daemon|bin|sys|adm|sync|games|man|lp|mail|news|uucp|proxy|backup|list|irc|gnats|systemd-[\w-]+|messagebus|sshd|nginx|apache|http|httpd|postgres|mysql|mongodb|redis|rabbitmq|elasticsearch|grafana|prometheus|shadow|utmp|video|audio|plugdev|sudo|dialout|disk|tty|kvm|_\w+|Administrators?|SYSTEM|None|dockerd?|domain|everyone|nogroup)$/i;

/**
 * Whose machine it is, as programs print it, and whose keys. Who owns the files that `ls -l` lists is a name as well, and
 * goes before a text leaves the machine.
 */
export function createOwners(index: WordIndex): Rule {
  const modes = index.watch(['rw-', 'r--', 'rwx', 'r-x']);
  const logins = index.watch(['uid=', 'gid=', 'groups=', 'user=', 'logname=']);
  const questions = index.watch(['whoami', 'hostname', 'logname', 'linux ']);
  const keys = index.watch(['aaaab3nzac1', 'aaaac3nzac1', 'aaaae2vjzhn']);
  return {
    id: 'owner',
    find({ text, as, outline, strict }) {
      const found: Match[] =
        as === 'terminal'
          ? [...toldLogins(text, outline.places(logins)), ...answers(text, outline.places(questions))]
          : [];
      found.push(...commentsOfKeys(text, outline.places(keys)));
      const row =
        /(?<=^[dlbcps-]?)[rwxsStT-]{9,10}[.+@]?[ \t]{1,8}\d{1,9}[ \t]{1,8}(?=([\w.-]{1,40})[ \t]{1,20}([\w.-]{1,40})[ \t]{1,20}\d)/my;
      let from = 0;
      for (const at of strict && as === 'terminal' ? outline.places(modes) : []) {
        row.lastIndex = at;
        const hit = at < from ? null : row.exec(text);
        if (hit === null) {
          continue;
        }
        from = row.lastIndex;
        const [, user = '', group = ''] = hit;
        const behind = text.indexOf(group, from + user.length);
        for (const [name, start] of [[user, from] as const, [group, behind] as const]) {
          if (!isSharedUser(name) && !systemUser.test(name) && (start === from || name === user)) {
            found.push({ rule: 'owner', kind: 'person', start, end: start + name.length });
          }
        }
      }
      return found;
    },
  };
}

/** `uid=1000(jane) gid=1000(jane)` of `id`, `USER=jane` among the variables of a shell. */
function toldLogins(text: string, places: readonly number[]): Match[] {
  const found: Match[] = [];
  const told =
    /(?:(?:[ug]id|groups)=\d{1,10}\(([\w.-]{1,40})\)|(?<=^|[\s;])(?:(?:SUDO_)?USER|LOGNAME)=([A-Za-z][\w.-]{0,40})(?=[ \t\r\n]|$))/y;
  for (const at of places) {
    told.lastIndex = at;
    const hit = told.exec(text);
    const name = hit?.[1] ?? hit?.[2] ?? '';
    if (hit !== null && isOwn(name)) {
      const start = at + hit[0].lastIndexOf(name);
      found.push({ rule: 'owner', kind: 'person', start, end: start + name.length });
    }
  }
  return found;
}

function isOwn(login: string): boolean {
  return login !== '' && !isSharedUser(login) && !systemUser.test(login) && !isPlaceholderPerson(login);
}

/** What is printed below `whoami` and `hostname`, and the second word of what `uname -a` prints. */
function answers(text: string, places: readonly number[]): Match[] {
  const found: Match[] = [];
  const shape =
    /(?:(?<=^[^\n]{0,60}(?:^|[\s$%>&;]))(?:whoami|hostname(?: -[sf])?|logname)[ \t]*\r?\n([\w.-]{3,64})(?=[ \t]*\r?(?:\n|$))|(?<=^[ \t]{0,4})Linux (\S{3,64}) \d{1,2}\.\d{1,3}\.\d)/my;
  for (const at of places) {
    shape.lastIndex = at;
    const hit = shape.exec(text);
    const name = hit?.[1] ?? hit?.[2] ?? '';
    const isHost = hit !== null && !/^(?:whoami|logname)/.test(hit[0]);
    if (isOwn(name) && !isSharedHost(name) && name !== 'version') {
      const start = hit?.[2] === undefined ? shape.lastIndex - name.length : at + 'Linux '.length;
      found.push({ rule: 'owner', kind: isHost ? 'host' : 'person', start, end: start + name.length });
    }
  }
  return found;
}

/** `ssh-ed25519 AAAA… jane@laptop`: whose key it is, and where it was made. */
function commentsOfKeys(text: string, places: readonly number[]): Match[] {
  const found: Match[] = [];
  const shape = /[A-Za-z0-9+/]{60,8000}={0,3}[ \t]{1,4}([\w.+-]{1,64}@[\w.-]{1,64})/y;
  for (const at of places) {
    shape.lastIndex = at;
    const [user = '', host = ''] = shape.exec(text)?.[1]?.split('@') ?? [];
    if (isOwn(user) || (host !== '' && user !== '' && !isSharedHost(host) && !isPlaceholderPerson(user))) {
      found.push({
        rule: 'owner',
        kind: 'person',
        start: shape.lastIndex - user.length - host.length - 1,
        end: shape.lastIndex,
      });
    }
  }
  return found;
}
