import { type Action, isCommand } from './action.ts';
import type { SimpleCommand } from './shell/read.ts';

interface Scored {
  readonly index: number;
  readonly score: number;
}

/**
 * What was missing is there once all that the project declares was installed. Where that is the first thing that was
 * done, later installs of a chosen version are the work that was to be done, though they name what was missing.
 */
export function restoredBy<T extends Scored>(actions: readonly Action[], scored: readonly T[]): readonly Scored[] {
  const [first] = scored;
  const action = first && actions[first.index];
  if (!first || !action || !isCommand(action) || !action.reading.parts.some(restores)) return scored;
  const upgrades = scored.filter(({ index }) => {
    const later = actions[index];
    return later !== undefined && isCommand(later) && later.reading.parts.some(choosesVersion);
  });
  if (upgrades.length === 0) return scored;
  const best = Math.max(...upgrades.map(({ score }) => score));
  return scored.flatMap((one) =>
    upgrades.includes(one) ? [] : [one === first ? { ...one, score: Math.max(one.score, best) } : one],
  );
}

/** `npm ci`, `bundle install`, `pip install -r requirements.txt`: nothing is named but where it is declared. */
function restores({ role, operands, flags }: SimpleCommand): boolean {
  if (role !== 'install') return false;
  return operands.length === 0 && !flags.some(({ name }) => /^--(?:global|user)$|^-g$/.test(name));
}

/** `npm install glob@10`, `pip install 'pkg==2.0'`, `cargo add serde@1`, `bundle add rack --version 3`. */
function choosesVersion({ role, operands, flags }: SimpleCommand): boolean {
  if (role !== 'install') return false;
  return (
    operands.some((operand) => /[\w\])](?:@|[=~<>!^]=?=?|:)v?[\^~]?\d/.test(operand)) ||
    (operands.length > 0 && flags.some(({ name, value }) => /^(?:--version|-v)$/.test(name) && value !== undefined))
  );
}
