import type { Match, Rule } from '../rule.ts';
import type { WordIndex } from '../wordIndex.ts';
import { isSharedUser } from './people.ts';

/** Logins that a system brings along; they own files in every listing. */
const systemUser =
  /^(?:\d+|staff|wheel|daemon|bin|sys|adm|sync|games|man|lp|mail|news|uucp|proxy|backup|list|irc|gnats|systemd-[\w-]+|messagebus|sshd|nginx|apache|http|httpd|postgres|mysql|mongodb|redis|rabbitmq|elasticsearch|grafana|prometheus|shadow|utmp|video|audio|plugdev|sudo|dialout|disk|tty|kvm|_\w+|Administrators?|SYSTEM|None|dockerd?|domain|everyone|nogroup)$/i;

/** Who owns the files that `ls -l` lists: a login of one's own is a name, and goes before a text leaves the machine. */
export function createOwners(index: WordIndex): Rule {
  const modes = index.watch(['rw-', 'r--', 'rwx', 'r-x']);
  const logins = index.watch(['uid=', 'gid=', 'user=', 'logname=']);
  return {
    id: 'owner',
    find({ text, as, outline, strict }) {
      const found: Match[] = strict && as === 'terminal' ? toldLogins(text, outline.places(logins)) : [];
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
    /(?:[ug]id=\d{1,10}\(([\w.-]{1,40})\)|(?<=^|[\s;])(?:(?:SUDO_)?USER|LOGNAME)=([A-Za-z][\w.-]{0,40})(?=[ \t\r\n]|$))/y;
  for (const at of places) {
    told.lastIndex = at;
    const hit = told.exec(text);
    const name = hit?.[1] ?? hit?.[2] ?? '';
    if (hit !== null && !isSharedUser(name) && !systemUser.test(name)) {
      const start = at + hit[0].lastIndexOf(name);
      found.push({ rule: 'owner', kind: 'person', start, end: start + name.length });
    }
  }
  return found;
}
