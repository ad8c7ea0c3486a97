import type { OrderRule } from '../model/process.ts';
import type { Atom } from './atoms.ts';
import { mostCompared, type Place, type Ranks } from './places.ts';
import type { Role } from './shell/knowledge.ts';

const proving: ReadonlySet<Role | undefined> = new Set<Role | undefined>([
  'verify',
  'build',
  'migrate',
  'install',
  'serve',
  'clean',
]);
const final: ReadonlySet<Role | undefined> = new Set<Role | undefined>([
  'commit',
  'push',
  'release',
  'deploy',
  'migrate',
  'rollback',
]);
const mostRules = 24;

/** How hard it is to take back. */
function gravity(atom: Atom): number {
  if (/ --(?:dry-run|check|plan)\b/.test(atom.line ?? '')) return 0;
  if (atom.role === 'deploy' || atom.role === 'migrate' || /\b(?:publish|upload)/.test(atom.job)) return 4;
  if (atom.role === 'push') return 3;
  return atom.role === 'release' ? 2 : atom.role === 'rollback' ? 1 : 0;
}

/** Precedence that could have been otherwise: `before` came first in every or nearly every recording with `after`. */
export function orderRules(ranks: Ranks, spine: readonly Place[]): OrderRule[] {
  if (ranks.length < 2 || spine.length > mostCompared) return [];
  const rules: (OrderRule & { readonly rank: number })[] = [];
  for (const [i, before] of spine.entries()) {
    for (const after of spine.slice(i + 1)) {
      if (!final.has(after.atom.role) || before.atom.job === after.atom.job) continue;
      if (!(proving.has(before.atom.role) || final.has(before.atom.role) || before.atom.file !== undefined)) continue;
      let support = 0;
      let of = 0;
      for (const rank of ranks) {
        const second = rank.get(after.key);
        const first = rank.get(before.key);
        if (second === undefined) continue;
        of++;
        if (first !== undefined && first < second) support++;
      }
      if (support < 2 || support / of < 0.75) continue;
      const rank = support * 10 + (proving.has(before.atom.role) ? 5 : 0) + gravity(after.atom);
      rules.push({
        before: before.title,
        after: after.title,
        support,
        confidence: Math.round((support / of) * 100) / 100,
        rank,
      });
    }
  }
  return rules
    .sort((a, b) => b.rank - a.rank || (a.before + a.after < b.before + b.after ? -1 : 1))
    .slice(0, mostRules)
    .map(({ before, after, support, confidence }) => ({ before, after, support, confidence }));
}
