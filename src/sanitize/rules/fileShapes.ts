import { isHarmlessValue } from '../harmlessValue.ts';
import { barrier, type Match, type Piece, type Rule } from '../rule.ts';
import { createWordSpotter } from '../wordSpotter.ts';
import { callShapes } from './callShapes.ts';
import { settingShapes } from './settingShapes.ts';
import { type Shape, shapes } from './shapes.ts';

const anyPassword = { strength: 'strong', kind: 'password' } as const;

/** Configuration whose secrets no separator announces: .netrc, .pgpass, redis.conf, Dockerfile, crypt hashes, Docker's auth. */
export function createFileShapes(): Rule {
  const all = [...shapes, ...callShapes, ...settingShapes];
  const spot = createWordSpotter(all.flatMap(({ words }) => words ?? []));
  return {
    id: 'file-shape',
    find(piece) {
      const present = spot(piece.text.toLowerCase());
      return all.flatMap((shape) => (isPossible(shape, piece.text, present) ? matchesOf(piece, shape) : []));
    },
  };
}

function isPossible(shape: Shape, text: string, present: ReadonlySet<string>): boolean {
  return (shape.words?.some((word) => present.has(word)) ?? false) || (shape.needs?.test(text) ?? false);
}

function matchesOf(piece: Piece, shape: Shape): Match[] {
  if (shape.notInCode === true && piece.as === 'code') {
    return [];
  }
  const found: Match[] = [];
  const pattern = shape.pattern();
  for (let hit = pattern.exec(piece.text); hit !== null; hit = pattern.exec(piece.text)) {
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

function isSecret(value: string, shape: Shape): boolean {
  if (value.includes(barrier) || isHarmlessValue(value, anyPassword, { quoted: true, certain: true })) {
    return false;
  }
  return shape.accept?.(value) ?? true;
}
