import type { RefineFailure } from './port.ts';

/** Longer than any answer that was asked for (characters): reading stops there. */
export const longestAnswer = 200_000;

export function cancelled(): RefineFailure {
  return { code: 'cancelled', message: 'rephrasing was cancelled; nothing was changed' };
}

export function noAnswer(): RefineFailure {
  return { code: 'bad-answer', message: 'the model gave no answer; nothing was changed' };
}

export function tooLong(): RefineFailure {
  return { code: 'bad-answer', message: 'the model answered far more than was asked; nothing was changed' };
}
