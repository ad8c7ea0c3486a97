import { isAlphanumeric, isLineEnd } from '../characters.ts';
import type { Match, Rule } from '../rule.ts';
import { isSharedHost, isSharedUser } from './people.ts';

const longestUser = 33;

/** `jane@build-07:~/app$`, `[jane@build-07 app]$`: a prompt names who works and where, which is to stay on the machine. */
export const prompts: Rule = {
  id: 'prompt',
  find({ text, as, strict }) {
    const found: Match[] = [];
    const rest = /@([\w][\w.-]{0,62})(?::[~/][^\n$#%>]{0,200}| [^\n\]$#]{1,100}\])[$#%>](?=[ \t\r\n]|$)/y;
    for (let at = strict && as === 'terminal' ? text.indexOf('@') : -1; at !== -1; at = text.indexOf('@', at + 1)) {
      const start = userStart(text, at);
      rest.lastIndex = at;
      const hit = start === -1 ? null : rest.exec(text);
      if (hit === null) {
        continue;
      }
      const user = text.slice(start, at);
      const host = hit[1] ?? '';
      if (!isSharedUser(user)) {
        found.push({ rule: 'prompt', kind: 'person', start, end: at });
      }
      if (!isSharedHost(host)) {
        found.push({ rule: 'prompt', kind: 'host', start: at + 1, end: at + 1 + host.length });
      }
    }
    return found;
  },
};

/** Where the name before an `@` begins, if it is the first thing on its line but for a bracket or the name of an environment. */
function userStart(text: string, at: number): number {
  let start = at;
  while (at - start < longestUser && isOfUser(text.charCodeAt(start - 1))) {
    start -= 1;
  }
  const before = start - 1;
  if (start === at || before === -1 || isLineEnd(text.charCodeAt(before))) {
    return start === at ? -1 : start;
  }
  const lead = text.slice(Math.max(0, start - 42), start);
  return /(?:^|[\r\n])(?:\([\w.-]{1,30}\) )?[[(]?$/.test(lead) ? start : -1;
}

function isOfUser(code: number): boolean {
  return isAlphanumeric(code) || code === 95 || code === 45 || code === 46;
}
