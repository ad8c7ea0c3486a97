import { readCases, type Score, score, scoreClaims } from '../unit/distill/cases.ts';
import { distilled } from '../unit/distill/support.ts';
import { everyCommand, everyRepairedPair } from './baselines.ts';

/**
 * `npm run eval`: how much of what a colleague would tell is told (recall), what
 * must not be told and is (forbidden), and which share of the notes is wanted;
 * per workflow and in all, beside two baselines that see the same recordings.
 * Exit 1 below 95 % recall, above 0 forbidden or below 85 % wanted.
 */
const leastRecall = 95;
const leastWanted = 85;

interface Total {
  facts: number;
  missing: number;
  forbidden: number;
  notes: number;
  unwanted: number;
}

const none = (): Total => ({ facts: 0, missing: 0, forbidden: 0, notes: 0, unwanted: 0 });

function add(total: Total, one: Score): void {
  total.facts += one.facts;
  total.missing += one.missing.length;
  total.forbidden += one.forbidden.length;
  total.notes += one.notes;
  total.unwanted += one.unwanted.length;
}

const recall = (total: Total) => (total.facts === 0 ? 100 : ((total.facts - total.missing) / total.facts) * 100);
const wanted = (total: Total) => (total.notes === 0 ? 0 : ((total.notes - total.unwanted) / total.notes) * 100);

function cells(total: Total): string {
  const percent = (value: number) => `${value.toFixed(0).padStart(3)} %`;
  return `${percent(recall(total))} ${String(total.forbidden).padStart(5)} ${percent(wanted(total))} ${String(total.notes).padStart(4)}`;
}

const ours = none();
const commands = none();
const pairs = none();
const row = (name: string, ...columns: string[]) => console.log([name.padEnd(22), ...columns].join(' │ '));
const head = 'recall forb. wanted notes'.padEnd(22);

row('', 'Mirror'.padEnd(22), 'every command'.padEnd(22), 'failed, then passed');
row('workflow', head, head, head);
for (const one of readCases()) {
  const scores = [
    score(await distilled(one.recordings, one.files), one.facts),
    scoreClaims(everyCommand(one.recordings), one.facts),
    scoreClaims(everyRepairedPair(one.recordings), one.facts),
  ] as const;
  const single = scores.map((value) => {
    const total = none();
    add(total, value);
    return cells(total);
  });
  row(one.name, ...single);
  for (const missing of scores[0].missing) console.log(`  not told: ${JSON.stringify(missing)}`);
  for (const pattern of scores[0].forbidden) console.log(`  told, but must not be: ${pattern}`);
  if (process.argv.includes('--unwanted')) for (const text of scores[0].unwanted) console.log(`  not wanted: ${text}`);
  add(ours, scores[0]);
  add(commands, scores[1]);
  add(pairs, scores[2]);
}
row('all', cells(ours), cells(commands), cells(pairs));
if (recall(ours) < leastRecall || ours.forbidden > 0 || wanted(ours) < leastWanted) process.exitCode = 1;
