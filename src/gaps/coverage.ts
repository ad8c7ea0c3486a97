import type { Coverage } from '../model/gap.ts';
import type { StepReading } from './stepReading.ts';

/**
 * Evidence-weighted share of the observed steps that loaded context explains.
 * Steps that the repository plainly says, or that need no words, are not counted
 * on either side: context is not meant to repeat them. With nothing left to
 * explain, all of it is: 100 percent. Less than all is never rounded up to 100.
 */
export function coverageOf(readings: readonly StepReading[]): Coverage {
  const counted = readings.filter(({ by }) => by === 'context' || by === undefined);
  const observed = sum(counted);
  const explained = sum(counted.filter(({ by }) => by === 'context'));
  return { explained, observed, percent: percentOf(explained, observed) };
}

export function percentOf(explained: number, observed: number): number {
  return observed === 0 ? 100 : Math.floor((100 * explained) / observed);
}

export function weightOf({ step }: StepReading): number {
  return step.weight > 0 ? step.weight : 1;
}

function sum(readings: readonly StepReading[]): number {
  return readings.reduce((total, reading) => total + weightOf(reading), 0);
}
