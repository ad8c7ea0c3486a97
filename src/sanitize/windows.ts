import type { PlaceholderKind } from '../model/placeholder.ts';
import { surroundings } from './masking.ts';
import type { Match, Rule } from './rule.ts';
import type { Rules } from './rules/list.ts';

/** A part of a text, and the rules that read it. */
export interface Window {
  readonly start: number;
  readonly end: number;
  readonly list: readonly Rule[];
}

const personalKinds: ReadonlySet<PlaceholderKind> = new Set(['email', 'phone', 'card', 'person', 'host', 'ip']);

/** Somebody's, with blanks around it but for brackets, quotes and a port: no secret shows itself because it is gone. */
function isPersonal(text: string, { kind, start, end }: Match): boolean {
  return (
    personalKinds.has(kind) &&
    /(?:^|\s)[^\w\s]{0,2}$/.test(text.slice(Math.max(0, start - 3), start)) &&
    /^(?::\d{1,5})?[^\w\s]{0,2}(?:\s|$)/.test(text.slice(end, end + 9))
  );
}

/** Where a further round looks, and for what: around a secret for everything, around the rest for people only. */
export function windowsAround(text: string, matches: readonly Match[], { list, personal }: Rules): Window[] {
  const theirs = matches.filter((match) => isPersonal(text, match));
  const secrets = surroundings(
    text,
    matches.filter((match) => !isPersonal(text, match)),
  );
  let next = 0;
  const people = surroundings(text, theirs).filter(({ start, end }) => {
    while ((secrets[next]?.end ?? end) < end) {
      next += 1;
    }
    return (secrets[next]?.start ?? end) > start;
  });
  return [
    ...secrets.map((window) => ({ ...window, list })),
    ...people.map((window) => ({ ...window, list: personal })),
  ];
}
