import { isLineEnd, lineEnd, lineEndWithin, lineStartWithin } from '../characters.ts';
import type { Match, Rule } from '../rule.ts';

const longestBlock = 32_768;
const bodyLine =
  /^(?:[\s+\-><|#*/"'`\d:.,\\]{0,24}?)(?:[A-Za-z0-9+/=]{16,120}|[A-Za-z0-9+/]{1,76}={1,2}|=[A-Za-z0-9+/]{4})(?:\\n|\\r)*["'`,;)\s\\+]{0,12}$/;

const beginMark = /-{4,5} ?BEGIN[A-Z0-9 _-]{0,60}PRIVATE KEY(?: BLOCK)? ?-{4,5}/;
const endMark = /-{4,5} ?END[A-Z0-9 _-]{0,60}PRIVATE KEY(?: BLOCK)? ?-{4,5}/;
const longestBodyLine = 200;

/**
 * Private keys in armour (PEM, OpenSSH, PGP, PuTTY), whole or cut. A block without its end goes
 * to the last line that reads like one; an end without its beginning takes the lines above it.
 */
export const privateKeys: Rule = {
  id: 'private-key',
  find({ text }) {
    const isArmoured = text.includes('PRIVATE KEY');
    return [
      ...(isArmoured ? [...armoured(text), ...endsWithoutBeginning(text)] : []),
      ...(text.includes('Private-Lines') ? puttyKeys(text) : []),
    ];
  },
};

function armoured(text: string): Match[] {
  const found: Match[] = [];
  const ends = [...text.matchAll(new RegExp(endMark.source, 'g'))].map((hit) => ({
    start: hit.index,
    end: hit.index + hit[0].length,
  }));
  const begins = [...text.matchAll(new RegExp(beginMark.source, 'g'))].map((hit) => ({
    start: hit.index,
    end: hit.index + hit[0].length,
  }));
  let next = 0;
  begins.forEach((begin, at) => {
    while (next < ends.length && (ends[next]?.start ?? 0) < begin.end) {
      next += 1;
    }
    const close = ends[next];
    const isOwn =
      close !== undefined &&
      close.start - begin.end < longestBlock &&
      close.start < (begins[at + 1]?.start ?? text.length);
    const end = isOwn ? close.end : lastBodyLine(text, begin.end);
    if (end > begin.end + 8) {
      found.push(keyMatch(begin.start, end));
    }
  });
  return found;
}

function lastBodyLine(text: string, from: number): number {
  const onLine = /(?:\\n|\\r|[A-Za-z0-9+/= "'\\]){0,16384}/y;
  onLine.lastIndex = from;
  let end = from + (onLine.exec(text)?.[0].trimEnd().length ?? 0);
  for (let at = lineEndWithin(text, from, longestBlock) + 1; at < text.length && at - from < longestBlock; ) {
    const stop = lineEndWithin(text, at, longestBodyLine + 1);
    const line = text.slice(at, stop);
    if (!bodyLine.test(line) && !/^(?:Proc-Type|DEK-Info|Version|Comment|Hash):/.test(line) && line.trim() !== '') {
      break;
    }
    end = line.trim() === '' ? end : stop;
    at = Math.max(stop, at) + 1;
  }
  return end;
}

function endsWithoutBeginning(text: string): Match[] {
  const found: Match[] = [];
  const close = new RegExp(endMark.source, 'g');
  for (let hit = close.exec(text); hit !== null; hit = close.exec(text)) {
    const start = firstBodyLine(text, hit.index);
    if (start < hit.index) {
      found.push(keyMatch(start, hit.index + hit[0].length));
    }
  }
  return found;
}

function firstBodyLine(text: string, from: number): number {
  let start = from;
  let at = from;
  while (at > 0 && from - at < longestBlock) {
    const previous = lineStartWithin(text, at, longestBodyLine) - 1;
    if (at - previous > longestBodyLine) {
      break;
    }
    const line = text.slice(previous + 1, at).replace(/\r$/, '');
    if (line !== '' && !bodyLine.test(line)) {
      break;
    }
    start = line === '' ? start : previous + 1;
    at = previous;
  }
  return start;
}

function puttyKeys(text: string): Match[] {
  const found: Match[] = [];
  const header = /Private-Lines: ?(\d{1,3})\r?\n/g;
  for (let hit = header.exec(text); hit !== null; hit = header.exec(text)) {
    const start = hit.index + hit[0].length;
    let end = start;
    for (let line = 0; line < Number(hit[1]) && end < text.length; line += 1) {
      end = lineEnd(text, end);
      while (end < text.length && isLineEnd(text.charCodeAt(end)) && line + 1 < Number(hit[1])) {
        end += 1;
      }
    }
    found.push(keyMatch(start, end));
  }
  return found;
}

function keyMatch(start: number, end: number): Match {
  return { rule: 'private-key', kind: 'private-key', start, end, remember: false };
}
