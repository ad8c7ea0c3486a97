import { listContext } from '../../src/context/contextFiles.ts';
import { distill } from '../../src/distill/distill.ts';
import { findGapsInTurns } from '../../src/gaps/findGaps.ts';
import { parseShell, repositoryOf } from '../unit/distill/support.ts';
import { type Kind, kinds, longRecording } from './longRecordings.ts';

/**
 * `node test/perform/scale.ts '[[recordings, events], …]' [some|distinct|same|wordy …]`: time, longest block and memory
 * of distilling made-up recordings and of finding their gaps. A process of its own each gives the first time.
 */

/** The work of this thread alone, in milliseconds: what others do on the machine does not count. */
function cpu(since: NodeJS.CpuUsage): number {
  const { user, system } = process.threadCpuUsage(since);
  return (user + system) / 1000;
}

interface Measured<T> {
  readonly value: T;
  readonly work: number;
  readonly clock: number;
  readonly block: number;
}

async function measured<T>(work: (pause: () => Promise<void>) => Promise<T>): Promise<Measured<T>> {
  let block = 0;
  let last = process.threadCpuUsage();
  const begun = last;
  const start = performance.now();
  const value = await work(async () => {
    block = Math.max(block, cpu(last));
    await new Promise(setImmediate);
    last = process.threadCpuUsage();
  });
  block = Math.max(block, cpu(last));
  return { value, work: cpu(begun), clock: performance.now() - start, block };
}

const told = ({ work, clock, block }: Measured<unknown>) =>
  `${work.toFixed(0)} ms of its thread, ${clock.toFixed(0)} by the clock, longest block ${block.toFixed(0)}`;

const [sizesGiven, ...kindsGiven] = process.argv.slice(2);
const sizes = JSON.parse(sizesGiven ?? '[[1,1000],[1,10000],[10,5000]]') as [number, number][];
const repository = repositoryOf({});
for (const kind of kindsGiven.length > 0 ? (kindsGiven as Kind[]) : kinds.slice(0, 1)) {
  for (const [count, events] of sizes) {
    const recordings = Array.from({ length: count }, (_, index) => longRecording(kind, events, index));
    const distilled = await measured((pause) => distill(recordings, { parseShell, repository, pause }));
    const result = distilled.value;
    if (!result) throw new Error('distilling was cancelled');
    const context = listContext(repository);
    const gaps = await measured((pause) =>
      findGapsInTurns({ recordings, distilled: result, context, repository, now: 0 }, pause),
    );
    const figures = [
      `${kind}: ${count} x ${events} events`,
      `distill ${told(distilled)}`,
      `gaps ${told(gaps)}`,
      `${(process.resourceUsage().maxRSS / 1e3).toFixed(0)} MB at most`,
      `${result.notes.length} notes`,
      `${result.process.spine.length} steps`,
      `${gaps.value.gaps.length} gaps`,
    ];
    console.log(figures.join(' · '));
  }
}
