import { isBlank, lineEndWithin, lineStartWithin } from './characters.ts';
import type { TextKind } from './rule.ts';
import { endOfWord, quotedAt, type Value } from './valueText.ts';

/** The line begins as a comment: what it says is prose. */
export function isInComment(text: string, at: number): boolean {
  const line = text.slice(lineStartWithin(text, at, 200), at);
  return /^\s*(?:#|\/\/|\/?\*|--|<!--|;)/.test(line);
}

/** "the password is X", "token was `X`": prose of logs and notes, not of code. */
export function valueInProse(text: string, nameEnd: number, as: TextKind): Value | undefined {
  if (!isBlank(text.charCodeAt(nameEnd)) || (as === 'code' && !isInComment(text, nameEnd))) {
    return undefined;
  }
  const link =
    /[ \t]{1,3}(?:(?:for|of) ["'`]?[\w.@-]{1,60}["'`]?[ \t]{1,3})?(?:is|was|set to|changed to|lautet|ist|est|es|è|é|=>|will be|–|—|-)(?: now)?:?[ \t]{1,3}/y;
  link.lastIndex = nameEnd;
  const label = labelled(text, nameEnd);
  const by = label === undefined ? 'is' : ':';
  const at = nameEnd + (label ?? link.exec(text)?.[0].length ?? 0);
  if (at === nameEnd) {
    return undefined;
  }
  const quoted = quotedAt(text, at, by);
  const end = quoted?.end ?? endOfWord(text, at);
  const start = quoted?.start ?? at;
  if (label !== undefined && quoted === undefined && !endsLine(text, end) && !/\d/.test(text.slice(start, end))) {
    return undefined;
  }
  return end > start
    ? {
        start,
        end: end - (/[.!]$/.test(text.slice(start, end)) && quoted === undefined ? 1 : 0),
        quoted: quoted !== undefined,
        by,
      }
    : undefined;
}

/** "password for 'bob': X", "password (again): X", "temporary password is generated for root@localhost: X". */
function labelled(text: string, nameEnd: number): number | undefined {
  if (!text.slice(nameEnd, lineEndWithin(text, nameEnd, farthestColon)).includes(':')) {
    return undefined;
  }
  const link =
    /[ \t](?:\([^)\n]{1,30}\)|(?:is generated |was generated |generated )?(?:for|of|to) [^\s:]{1,60}(?: [^\s:]{1,200}){0,4}?(?: is)?|(?:[\w@.[\]-]{1,40} ){0,4}?(?:changed|reset|updated|set|created|generated)(?: successfully)?(?: to)?)[ \t]{0,3}:[ \t]{1,3}/y;
  link.lastIndex = nameEnd;
  return link.exec(text)?.[0].length;
}

function endsLine(text: string, at: number): boolean {
  return /^[ \t]*(?:\r?\n|$)/.test(text.slice(at, at + 20));
}

/** How far behind the name the pattern below can reach. */
const farthestColon = 1_200;
