import { isHarmlessValue } from '../harmlessValue.ts';
import { barrier, type Match, type Piece, type Rule } from '../rule.ts';
import type { Watch, WordIndex } from '../wordIndex.ts';
import { callShapes } from './callShapes.ts';
import { settingShapes } from './settingShapes.ts';
import { type Shape, shapes } from './shapes.ts';
import { toolShapes } from './toolShapes.ts';

const anyPassword = { strength: 'strong', kind: 'password' } as const;

interface Prepared extends Omit<Shape, 'pattern' | 'head'> {
  readonly pattern: RegExp;
  readonly head?: RegExp;
  readonly beside?: Watch;
  readonly starts?: Watch;
}

/** Configuration whose secrets no separator announces: .netrc, .pgpass, redis.conf, Dockerfile, crypt hashes, Docker's auth. */
export function createFileShapes(index: WordIndex): Rule {
  const all = [...shapes, ...callShapes, ...settingShapes, ...toolShapes].map((shape): Prepared => {
    const { words, at, head, ...rest } = shape;
    return {
      ...rest,
      pattern: shape.pattern(),
      ...(head === undefined ? {} : { head: head() }),
      ...(words === undefined ? {} : { beside: index.watch(words) }),
      ...(at === undefined ? {} : { starts: index.watch(at) }),
    };
  });
  return {
    id: 'file-shape',
    find: (piece) => all.flatMap((shape) => (isPossible(shape, piece) ? matchesOf(piece, shape) : [])),
  };
}

function isPossible({ beside, starts, needs, notInCode }: Prepared, { text, outline, as }: Piece): boolean {
  if (notInCode === true && as === 'code') {
    return false;
  }
  return (
    (beside === undefined || outline.places(beside).length > 0) &&
    (starts === undefined || outline.places(starts).length > 0) &&
    (needs === undefined || needs(text))
  );
}

function matchesOf(piece: Piece, shape: Prepared): Match[] {
  const found: Match[] = [];
  for (const hit of hitsOf(piece, shape)) {
    piece.check?.();
    const value = hit.groups?.secret ?? hit[1] ?? '';
    const start = hit.index + (shape.first === true ? hit[0].indexOf(value) : hit[0].lastIndexOf(value));
    if (isSecret(value, shape)) {
      found.push({
        rule: shape.rule,
        kind: shape.kind ?? 'password',
        start,
        end: start + value.length,
        remember: true,
      });
    }
  }
  return found;
}

/** Where the words are that a match begins with, in the runs that are long enough, or else anywhere. */
function hitsOf(piece: Piece, shape: Prepared): Iterable<RegExpExecArray> {
  if (shape.starts !== undefined) {
    return hitsAt(piece, piece.outline.places(shape.starts), shape);
  }
  return shape.inRuns === undefined
    ? piece.text.matchAll(shape.pattern)
    : hitsInRuns(piece, shape.inRuns, shape.pattern);
}

function* hitsInRuns({ text, outline }: Piece, shortest: number, pattern: RegExp): Generator<RegExpExecArray> {
  for (const { start, end } of outline.runs) {
    for (const hit of end - start < shortest ? [] : text.slice(start, end).matchAll(pattern)) {
      hit.index += start;
      yield hit;
    }
  }
}

function* hitsAt(
  { text, check }: Piece,
  places: readonly number[],
  { pattern, head }: Prepared,
): Generator<RegExpExecArray> {
  let from = 0;
  for (const at of places) {
    if (at < from) {
      continue;
    }
    let next = head === undefined ? at : endOf(head, text, at);
    while (next !== -1) {
      check?.();
      pattern.lastIndex = next;
      const hit = pattern.exec(text);
      next = -1;
      if (hit !== null) {
        from = pattern.lastIndex;
        next = head === undefined ? -1 : from;
        yield hit;
      }
    }
  }
}

/** Where a sticky pattern's match ends, or -1. */
function endOf(pattern: RegExp, text: string, at: number): number {
  pattern.lastIndex = at;
  return pattern.test(text) ? pattern.lastIndex : -1;
}

function isSecret(value: string, shape: Pick<Shape, 'accept' | 'anyValue'>): boolean {
  if (shape.anyValue === true) {
    return !value.includes(barrier);
  }
  if (value.includes(barrier) || isHarmlessValue(value, anyPassword, { quoted: true, certain: true })) {
    return false;
  }
  return shape.accept?.(value) ?? true;
}
