import { isAlphanumeric, isLineEnd, lineStartWithin } from '../characters.ts';
import { beginsWithGivenName } from '../person/givenNames.ts';
import type { Match, Rule } from '../rule.ts';
import { isPlaceholderPerson, isSharedHost, isSharedUser } from './people.ts';

const longestUser = 33;

/**
 * `jane@build-07:~/app$`, `[jane@build-07 app]$`: a prompt names who works and where, which is to stay on the machine;
 * so does `ssh jane.doe@bastion`. What belongs to nobody (`deploy@web1`, `alice@host`) stays at capture.
 */
export const prompts: Rule = {
  id: 'prompt',
  find({ text, as, strict }) {
    const found: Match[] = [];
    const rest =
      /@([\w][\w.-]{0,62})(?::[~/][^\n$#%>]{0,200}| [^\n\]$#]{1,100}\]| [\w.~/-]{1,40} (?=%))[$#%>](?=[ \t\r\n]|$)/y;
    for (let at = as === 'terminal' ? text.indexOf('@') : -1; at !== -1; at = text.indexOf('@', at + 1)) {
      const start = userStart(text, at);
      if (start === at) {
        continue;
      }
      const user = text.slice(start, at);
      rest.lastIndex = at;
      const hit = isFirstOnLine(text, start) ? rest.exec(text) : null;
      if (hit === null) {
        if (isLogin(text, user, start)) {
          found.push({ rule: 'login', kind: 'person', start, end: at });
        }
        continue;
      }
      const host = hit[1] ?? '';
      const isOwn = !isSharedUser(user) && (strict || !isPlaceholderPerson(user));
      if (isOwn) {
        found.push({ rule: 'prompt', kind: 'person', start, end: at });
      }
      if ((isOwn || strict) && !isSharedHost(host)) {
        found.push({ rule: 'prompt', kind: 'host', start: at + 1, end: at + 1 + host.length });
      }
    }
    return found;
  },
};

/** Where the name before an `@` begins; at the `@`, where none stands. */
function userStart(text: string, at: number): number {
  let start = at;
  while (at - start < longestUser && isOfUser(text.charCodeAt(start - 1))) {
    start -= 1;
  }
  return start;
}

/** But for a bracket or the name of an environment. */
function isFirstOnLine(text: string, start: number): boolean {
  const before = start - 1;
  if (before === -1 || isLineEnd(text.charCodeAt(before))) {
    return true;
  }
  const lead = text.slice(Math.max(0, start - 42), start);
  return /(?:^|[\r\n])(?:\([\w.-]{1,30}\) )?[[(]?$/.test(lead);
}

/** The name of a person behind a program that logs in elsewhere: a login that is made of a given name. */
function isLogin(text: string, user: string, start: number): boolean {
  return (
    beginsWithGivenName(user) &&
    !isPlaceholderPerson(user) &&
    /(?:^|[\s$"'])(?:ssh|scp|sftp|rsync|mosh|ssh-copy-id|autossh|sshfs)[ \t][^|;&]*$/.test(
      text.slice(lineStartWithin(text, start, 200), start),
    )
  );
}

function isOfUser(code: number): boolean {
  return isAlphanumeric(code) || code === 95 || code === 45 || code === 46;
}
