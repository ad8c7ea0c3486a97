import type { Match, Rule } from '../rule.ts';
import type { WordIndex } from '../wordIndex.ts';
import { isSharedUser } from './people.ts';

/** Logins that a system brings along; they own files in every listing. */
const systemUser =
  /^(?:\d+|staff|wheel|daemon|bin|sys|adm|sync|games|man|lp|mail|news|uucp|proxy|backup|list|irc|gnats|systemd-[\w-]+|messagebus|sshd|nginx|apache|http|httpd|postgres|mysql|mongodb|redis|rabbitmq|elasticsearch|grafana|prometheus|shadow|utmp|video|audio|plugdev|sudo|dialout|disk|tty|kvm|_\w+|Administrators?|SYSTEM|None|dockerd?|domain|everyone|nogroup)$/i;

/** Who owns the files that `ls -l` lists: a login of one's own is a name, and goes before a text leaves the machine. */
export function createOwners(index: WordIndex): Rule {
  const modes = index.watch(['rw-', 'r--', 'rwx', 'r-x']);
  return {
    id: 'owner',
    find({ text, as, outline, strict }) {
      const found: Match[] = [];
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
