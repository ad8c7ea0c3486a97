import { gapsIn, gapsMissing, readCases, type Score, score, scoreClaims } from '../unit/distill/cases.ts';
import { distilled } from '../unit/distill/support.ts';
import { everyCommand, everyRepairedPair } from './baselines.ts';

/**
 * `npm run eval`: how much of what a colleague would tell is told (recall), what
 * must not be told and is (forbidden), which share of the notes is wanted, and which gaps are asked about;
 * per workflow and in all, beside two baselines that see the same recordings.
 * Exit 1 below 95 % recall, above 0 forbidden, below 85 % wanted or below 95 % of the gaps asked about.
 */
const leastRecall = 95;
const leastWanted = 85;

interface Total {
  facts: number;
  missing: number;
  forbidden: number;
  notes: number;
  unwanted: number;
  gaps: number;
  unasked: number;
}

const none = (): Total => ({ facts: 0, missing: 0, forbidden: 0, notes: 0, unwanted: 0, gaps: 0, unasked: 0 });

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

const asked = (expected: number, missing: number) => (expected === 0 ? '' : `${expected - missing} of ${expected}`);

row('', 'Mirror'.padEnd(22), 'every command'.padEnd(22), 'failed, then passed'.padEnd(22), 'gaps');
row('workflow', head, head, head, 'asked');
const only = process.argv.slice(2).filter((word) => !word.startsWith('--'));
for (const one of readCases().filter(({ name }) => only.length === 0 || only.includes(name))) {
  const result = await distilled(one.recordings, one.files);
  const scores = [
    score(result, one.facts),
    scoreClaims(everyCommand(one.recordings), one.facts),
    scoreClaims(everyRepairedPair(one.recordings), one.facts),
  ] as const;
  const single = scores.map((value) => {
    const total = none();
    add(total, value);
    return cells(total);
  });
  const gaps = gapsIn(result, one);
  const unasked = gapsMissing(gaps, one.facts);
  row(one.name, ...single, asked(one.facts.gaps?.length ?? 0, unasked.length));
  for (const gap of unasked) console.log(`  not asked: ${JSON.stringify(gap)}`);
  if (process.argv.includes('--gaps')) for (const { code, subject } of gaps) console.log(`  gap: ${code} │ ${subject}`);
  if (process.argv.includes('--notes'))
    for (const { kind, text, support } of result.notes) console.log(`  ${kind} ${support.n}/${support.of}: ${text}`);
  for (const missing of scores[0].missing) console.log(`  not told: ${JSON.stringify(missing)}`);
  for (const pattern of scores[0].forbidden) console.log(`  told, but must not be: ${pattern}`);
  if (process.argv.includes('--unwanted')) for (const text of scores[0].unwanted) console.log(`  not wanted: ${text}`);
  add(ours, scores[0]);
  add(commands, scores[1]);
  add(pairs, scores[2]);
  ours.gaps += one.facts.gaps?.length ?? 0;
  ours.unasked += unasked.length;
}
row('all', cells(ours), cells(commands), cells(pairs), asked(ours.gaps, ours.unasked));
if (recall(ours) < leastRecall || ours.forbidden > 0 || wanted(ours) < leastWanted) process.exitCode = 1;
if (ours.unasked * 20 > ours.gaps) process.exitCode = 1;
