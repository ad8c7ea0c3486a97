import { createCandidates } from '../candidates.ts';
import { lineEnd, lineStart } from '../characters.ts';
import { isHarmlessValue } from '../harmlessValue.ts';
import { barrier, type Match, type Piece, type Rule } from '../rule.ts';
import type { Outline, Watch, WordIndex } from '../wordIndex.ts';
import { accountShapes } from './accountShapes.ts';
import { answerShapes } from './answerShapes.ts';
import { argumentShapes } from './argumentShapes.ts';
import { byteKeys } from './byteKeys.ts';
import { callShapes } from './callShapes.ts';
import { deviceShapes } from './deviceShapes.ts';
import { loginShapes } from './loginShapes.ts';
import { settingShapes } from './settingShapes.ts';
import { type Shape, shapes } from './shapes.ts';
import { toolShapes } from './toolShapes.ts';

const anyPassword = { strength: 'strong', kind: 'password' } as const;

interface Prepared extends Omit<Shape, 'pattern' | 'head' | 'sign'> {
  readonly pattern: RegExp;
  readonly head?: RegExp;
  readonly sign?: RegExp;
  readonly beside?: Watch;
  readonly starts?: Watch;
}

/** Configuration whose secrets no separator announces: .netrc, .pgpass, redis.conf, Dockerfile, crypt hashes, Docker's auth. */
export function createFileShapes(index: WordIndex): Rule {
  const all = [
    ...shapes,
    ...callShapes,
    ...settingShapes,
    ...toolShapes,
    ...deviceShapes,
    ...loginShapes,
    ...byteKeys,
    ...accountShapes,
    ...argumentShapes,
    ...answerShapes,
  ].map((shape): Prepared => {
    const { words, at, head, sign, ...rest } = shape;
    return {
      ...rest,
      pattern: shape.pattern(),
      ...(head === undefined ? {} : { head: head() }),
      ...(sign === undefined ? {} : { sign: sign() }),
      ...(words === undefined ? {} : { beside: index.watch(words) }),
      ...(at === undefined ? {} : { starts: index.watch(at) }),
    };
  });
  const candidates = createCandidates(all, ({ starts, beside }) => starts ?? beside);
  return {
    id: 'file-shape',
    find(piece) {
      const found: Match[] = [];
      for (const shape of candidates(piece.outline)) {
        if (isPossible(shape, piece)) {
          look(piece, shape, found);
        }
      }
      return found;
    },
  };
}

/** Beyond that a word stands in the text that the shape is a candidate for. */
function isPossible(shape: Prepared, { text, outline, as }: Piece): boolean {
  const { beside, sign, ofLine, starts, needs, notInCode } = shape;
  if (notInCode === true && as === 'code') {
    return false;
  }
  return (
    (beside === undefined || starts === undefined || outline.has(beside)) &&
    (sign === undefined ||
      beside === undefined ||
      ofLine === true ||
      outline.places(beside).some((at) => endOf(sign, text, at) !== -1)) &&
    (needs === undefined || needs(text))
  );
}

/** Where the words are that a match begins with, in the runs that are long enough, or else anywhere. */
function look(piece: Piece, shape: Prepared, found: Match[]): void {
  const { text, outline } = piece;
  if (shape.starts !== undefined) {
    lookAt(piece, outline.places(shape.starts), shape, found);
  } else if (shape.ofLine === true) {
    lookAt(piece, linesWithSign(text, shape, outline), shape, found);
  } else if (shape.inRuns === undefined) {
    lookIn(piece, 0, text.length, shape, found);
  } else {
    for (const { start, end } of outline.runs) {
      if (end - start >= shape.inRuns) {
        lookIn(piece, start, end, shape, found);
      }
    }
  }
}

/** Where the lines begin that hold the sign of a shape. */
function linesWithSign(text: string, { beside, sign }: Prepared, outline: Outline): number[] {
  const starts: number[] = [];
  let from = 0;
  for (const at of beside === undefined || sign === undefined ? [] : outline.places(beside)) {
    if (at >= from && sign !== undefined && endOf(sign, text, at) !== -1) {
      starts.push(lineStart(text, at));
      from = lineEnd(text, at);
    }
  }
  return starts;
}

function lookIn(piece: Piece, start: number, end: number, shape: Prepared, found: Match[]): void {
  const { pattern } = shape;
  const part = start === 0 && end === piece.text.length ? piece.text : piece.text.slice(start, end);
  pattern.lastIndex = 0;
  for (let hit = pattern.exec(part); hit !== null; hit = pattern.exec(part)) {
    take(piece, hit, start, shape, found);
  }
}

function lookAt(piece: Piece, places: readonly number[], shape: Prepared, found: Match[]): void {
  const { text, check } = piece;
  const { pattern, head } = shape;
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
        take(piece, hit, 0, shape, found);
      }
    }
  }
}

/** A hit's secret, if it is one; the hit's offsets are those of a part that begins at `by`. */
function take(piece: Piece, hit: RegExpExecArray, by: number, shape: Prepared, found: Match[]): void {
  piece.check?.();
  const value = hit.groups?.secret ?? hit[1] ?? '';
  if (isSecret(value, shape)) {
    const start = by + hit.index + (shape.first === true ? hit[0].indexOf(value) : hit[0].lastIndexOf(value));
    found.push({ rule: shape.rule, kind: shape.kind ?? 'password', start, end: start + value.length, remember: true });
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
