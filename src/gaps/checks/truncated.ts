import type { Found } from '../makeGap.ts';
import { groupBy, quote, severity } from '../makeGap.ts';
import type { Sight } from '../sight.ts';

/** Context files whose end a loader drops without telling anyone. */
export function truncatedContext(sight: Sight): Found[] {
  const cuts = sight.input.context.cuts.filter(({ cutBytes }) => cutBytes > 0);
  return groupBy(cuts, ({ file }) => file).map((group) => {
    const agents = [...new Set(group.map(({ agent }) => agent))];
    const worst = group.reduce((a, b) => (b.cutBytes > a.cutBytes ? b : a));
    const { file } = worst;
    return {
      code: 'truncated',
      key: file,
      severity: severity(2, 1),
      subject: file,
      question: `What in ${quote(file)} can go, or move to a file that is read on demand?`,
      why: `${agents.join(', ')} ${agents.length === 1 ? 'drops' : 'drop'} ${worst.cutBytes} of its ${worst.bytes} bytes${
        worst.fromLine === undefined ? '' : `, from line ${worst.fromLine} on`
      } (limit ${worst.limitBytes} bytes) without a word; whoever wrote it believes it is read.`,
      evidence: [],
      askWhom: sight.owners.of(file),
    };
  });
}
