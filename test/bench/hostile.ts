/**
 * Lines made to be slow, 100 and 250 KB long, read as each kind of text: `node test/bench/hostile.ts` prints the longest
 * times and how many were dropped, and exits 1 where one took 250 ms of this thread's work or more. Before that, in the
 * same process and still cold, the longest step of 64 KB of output, which is to stay below 50 ms.
 */
import { createRules } from '../../src/sanitize/rules/list.ts';
import { hostileLines } from '../unit/sanitize/corpus/hostileLines.ts';
import { longestStep, timeHostile } from '../unit/sanitize/hostileTimes.ts';

const limit = 250;
const longestCold = 50;
const rules = createRules();
const cold = longestStep(rules).ms;
process.stdout.write(`64 KB of output, cold: longest step ${cold.toFixed(0)} ms (to be below ${longestCold})\n\n`);

const times = hostileLines.flatMap((beginning) =>
  [100_000, 250_000].flatMap((length) =>
    (['terminal', 'code', 'data'] as const).map((as) => ({
      ...timeHostile(rules, beginning, length, as),
      what: `${length / 1000} KB, ${as}`,
    })),
  ),
);
const dropped = times.filter((time) => time.dropped).length;
const late = times.filter(({ ms }) => ms >= limit).length;
process.stdout.write('| line of | as | ms | |\n|---|---|---|---|\n');
for (const { beginning, what, ms, dropped: isDropped } of times
  .toSorted((one, other) => other.ms - one.ms)
  .slice(0, 12)) {
  process.stdout.write(
    `| ${JSON.stringify(beginning)} | ${what} | ${ms.toFixed(0)} | ${isDropped ? 'dropped' : ''} |\n`,
  );
}
process.stdout.write(`\n${times.length} lines, ${dropped} dropped, ${late} of ${limit} ms or more\n`);
process.exitCode = late > 0 || cold >= longestCold ? 1 : 0;
