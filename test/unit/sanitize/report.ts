/** Prints the sanitizer's measures: `node test/unit/sanitize/report.ts`. Not a test; the tests hold the limits. */
import { createGateOne } from '../../../src/sanitize/gateOne.ts';
import { createRules } from '../../../src/sanitize/rules/list.ts';
import { survivors } from './corpus/survivors.ts';
import { createValues } from './corpus/values.ts';
import { channels, measureLeaks } from './measure.ts';

const seeds = Array.from({ length: 20 }, (_, at) => at + 1);
const pieceLength = 16_384;
const rules = createRules();

function survivedShare(): string {
  const texts = seeds.flatMap((seed) => survivors(createValues(seed)));
  const kept = texts.filter(({ text, as }) => {
    const result = createGateOne({ rules }).sanitize({ text, ...(as === undefined ? {} : { as }) });
    return !result.withheld && result.text === text;
  });
  return `${kept.length} of ${texts.length} texts with nothing to hide untouched (${texts.length / seeds.length} texts, ${seeds.length} seeds)`;
}

/** Pieces of texts with nothing to hide, one secret in each: megabytes of user time, so that a busy machine counts less. */
function speed(as: 'terminal' | 'code' | 'data'): string {
  const kinds = survivors(createValues(1)).filter((text) => text.as === as);
  const text = kinds.map((one) => one.text).join('\n\n');
  const piece = `${text.repeat(Math.ceil(pieceLength / text.length)).slice(0, pieceLength - 60)}\nexport API_TOKEN="${createValues(2).alphanumeric(30)}"\n`;
  const rounds = 150;
  createGateOne({ rules }).sanitize({ text: piece, as });
  const before = process.cpuUsage().user;
  for (let round = 0; round < rounds; round += 1) {
    createGateOne({ rules }).sanitize({ text: piece, as });
  }
  return `${as}: ${((piece.length * rounds) / (process.cpuUsage().user - before)).toFixed(1)} MB/s in pieces of 16 KB`;
}

const { leaked, lost, total } = measureLeaks(seeds);
const lines = [
  `${total - leaked.length} of ${total} leak samples clean (${Object.keys(channels).length} channels, ${seeds.length} seeds), ${lost.length} neighbours lost`,
  survivedShare(),
  ...(['terminal', 'code', 'data'] as const).map(speed),
];
process.stdout.write(`${lines.join('\n')}\n`);
