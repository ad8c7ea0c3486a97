import { isHarmlessValue } from '../harmlessValue.ts';
import { barrier, type Match, type Piece, type Rule } from '../rule.ts';
import type { Watch, WordIndex } from '../wordIndex.ts';
import { callShapes } from './callShapes.ts';
import { settingShapes } from './settingShapes.ts';
import { type Shape, shapes } from './shapes.ts';

const anyPassword = { strength: 'strong', kind: 'password' } as const;

interface Prepared extends Omit<Shape, 'pattern' | 'head'> {
  readonly pattern: RegExp;
  readonly head?: RegExp;
  readonly beside?: Watch;
  readonly starts?: Watch;
}

/** Configuration whose secrets no separator announces: .netrc, .pgpass, redis.conf, Dockerfile, crypt hashes, Docker's auth. */
export function createFileShapes(index: WordIndex): Rule {
  const all = [...shapes, ...callShapes, ...settingShapes].map((shape): Prepared => {
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
    (needs === undefined || needs(text, outline.runs))
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

/** Where the words are that a match begins with, or else anywhere. */
function* hitsOf(piece: Piece, { pattern, head, starts }: Prepared): Generator<RegExpExecArray> {
  const { text, outline, check } = piece;
  if (starts === undefined) {
    pattern.lastIndex = 0;
    for (let hit = pattern.exec(text); hit !== null; hit = pattern.exec(text)) {
      const next = pattern.lastIndex;
      yield hit;
      pattern.lastIndex = next;
    }
    return;
  }
  let from = 0;
  for (const at of outline.places(starts)) {
    if (head !== undefined) {
      yield* hitsAfter(text, at, head, pattern);
      continue;
    }
    pattern.lastIndex = at;
    const hit = at < from ? null : pattern.exec(text);
    if (hit !== null) {
      from = at + hit[0].length;
      yield hit;
    } else {
      check?.();
    }
  }
}

/** Behind a head, one hit right after another. */
function* hitsAfter(text: string, at: number, head: RegExp, pattern: RegExp): Generator<RegExpExecArray> {
  head.lastIndex = at;
  let from = head.test(text) ? head.lastIndex : -1;
  while (from !== -1) {
    pattern.lastIndex = from;
    const hit = pattern.exec(text);
    from = hit === null ? -1 : pattern.lastIndex;
    if (hit !== null) {
      yield hit;
    }
  }
}

function isSecret(value: string, shape: Pick<Shape, 'accept'>): boolean {
  if (value.includes(barrier) || isHarmlessValue(value, anyPassword, { quoted: true, certain: true })) {
    return false;
  }
  return shape.accept?.(value) ?? true;
}
