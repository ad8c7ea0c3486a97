import type { Gap } from '../../model/gap.ts';
import { oneLine, plainLines, shorten } from './text.ts';
import type { Words } from './words.ts';

/** Pieces of evidence that go into a message. */
const mostEvidence = 5;

/**
 * A gap as a message that can be sent as it is to somebody who may know: the question, why it is asked, what was seen,
 * and how to answer. What was recorded is quoted line by line.
 */
export function askText(gap: Gap, { t }: Words): string {
  const seen = gap.evidence.slice(0, mostEvidence).flatMap(({ excerpt }) =>
    shorten(plainLines(excerpt), 1000)
      .split('\n')
      .map((line) => `> ${line}`),
  );
  const workflow = oneLine(gap.workflow, 100);
  return [
    workflow === '' ? t('A question about this repository:') : t('A question about "{0}":', workflow),
    '',
    oneLine(gap.question, 600),
    '',
    shorten(plainLines(gap.why), 2000),
    ...(seen.length === 0 ? [] : ['', t('What was seen:'), ...seen]),
    '',
    t('One or two sentences that a newcomer could act on are enough.'),
  ].join('\n');
}
