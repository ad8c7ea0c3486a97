import { isDeepStrictEqual } from 'node:util';
import { createGateOne } from '../../../src/sanitize/gateOne.ts';
import type { TextKind } from '../../../src/sanitize/rule.ts';
import type { Rules } from '../../../src/sanitize/rules/list.ts';
import { hostileLine } from './corpus/hostileLines.ts';
import { createValues } from './corpus/values.ts';
import { channels } from './measure.ts';

export interface HostileTime {
  readonly beginning: string;
  /** Milliseconds of this thread's own work. */
  readonly ms: number;
  readonly dropped: boolean;
}

/** Milliseconds of this thread's own work since any origin. */
export function ownWork(): number {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1000;
}

/** One hostile line through a gate of its own, with the deadline that a recording has, held to this thread's work. */
export function timeHostile(
  rules: Rules,
  beginning: string,
  length: number,
  as: TextKind,
  now: () => number = ownWork,
): HostileTime {
  const text = hostileLine(beginning, length);
  const before = ownWork();
  const result = createGateOne({ rules, now }).sanitize({ text, as });
  return { beginning, ms: ownWork() - before, dropped: result.withheld };
}

/** 64 KB of the corpus as a command's output, step by step: the longest, and whether one go comes to the same. */
export function longestStep(rules: Rules): { ms: number; isSame: boolean; length: number } {
  const text = Object.values(channels)
    .map((channel) => channel(createValues(1)).text)
    .join('\n')
    .slice(0, 65_536);
  const fact = {
    kind: 'command',
    terminal: 1,
    shell: 'bash',
    cwd: '.',
    line: 'make',
    confidence: 'high',
    output: { text },
  } as const;
  const steps = createGateOne({ rules }).factInSteps(fact);
  let ms = 0;
  for (let before = ownWork(), step = steps.next(); ; before = ownWork(), step = steps.next()) {
    ms = Math.max(ms, ownWork() - before);
    if (step.done === true) {
      return { ms, isSame: isDeepStrictEqual(step.value, createGateOne({ rules }).fact(fact)), length: text.length };
    }
  }
}
