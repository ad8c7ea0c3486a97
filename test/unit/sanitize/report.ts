/**
 * Prints the sanitizer's measures beside those of other scanners, all on the same corpus in one run:
 * `node test/unit/sanitize/report.ts`. Not a test; the tests hold the limits.
 */
import { execFileSync } from 'node:child_process';
import { createGateOne } from '../../../src/sanitize/gateOne.ts';
import { knownValuesFromEnvironment } from '../../../src/sanitize/knownValues.ts';
import type { TextKind } from '../../../src/sanitize/rule.ts';
import { createRules } from '../../../src/sanitize/rules/list.ts';
import type { Leak } from './corpus/channel.ts';
import { survivors } from './corpus/survivors.ts';
import { createValues } from './corpus/values.ts';
import { channels, survives } from './measure.ts';
import { createGitleaksAlone, secretlint } from './otherScanners.ts';

/** A text as one scanner leaves it; only ours has a use for the environment and for what kind of text it is. */
type Tool = (leak: Omit<Leak, 'secrets'>) => string | Promise<string>;

const seeds = Array.from({ length: Number(process.argv[2] ?? 5) }, (_, at) => at + 1);
const pieceLength = 16_384;
const rounds = 40;
const warmUps = 5;
const batches = 9;
const rules = createRules();

function mirror({ text, as, env }: Omit<Leak, 'secrets'>): string {
  const gate = createGateOne({ rules, known: knownValuesFromEnvironment(env ?? {}) });
  const result = gate.sanitize({ text, ...(as === undefined ? {} : { as }) });
  return result.withheld ? '' : result.text;
}

async function share<T>(all: readonly T[], isGood: (one: T) => Promise<boolean>): Promise<string> {
  let good = 0;
  for (const one of all) {
    good += (await isGood(one)) ? 1 : 0;
  }
  return `${((good / all.length) * 100).toFixed(1)} % of ${all.length}`;
}

/**
 * Pieces of the texts with nothing to hide, one secret in each: megabytes by the second of this thread's own work, so
 * that a busy machine counts less; the middle of some batches after those that warm the tool up. Each tool is timed in
 * a process of its own, started one after another: in one process the garbage and the unlike texts of whoever ran
 * before slow the next down, by a third when this was measured, and it is not the order that is to be told.
 */
async function speed(tool: Tool, as: TextKind): Promise<number> {
  const text = survivors(createValues(1))
    .filter((one) => one.as === as)
    .map((one) => one.text)
    .join('\n\n');
  const body = text.repeat(Math.ceil(pieceLength / text.length)).slice(0, pieceLength - 60);
  const piece = `${body}\nexport API_TOKEN="${createValues(2).alphanumeric(30)}"\n`;
  const measured: number[] = [];
  for (let batch = 0; batch < warmUps + batches; batch += 1) {
    const before = process.threadCpuUsage();
    for (let round = 0; round < rounds; round += 1) {
      await tool({ text: piece, as });
    }
    const { user, system } = process.threadCpuUsage(before);
    measured.push((piece.length * rounds) / (user + system));
  }
  return measured.slice(warmUps).sort((a, b) => a - b)[Math.floor(batches / 2)] ?? 0;
}

/** As much of each kind one after the other, and each kind alone. */
function told(speeds: readonly number[]): string {
  const inAll = speeds.length / speeds.reduce((sum, one) => sum + 1 / one, 0);
  return `${inAll.toFixed(1)} (${speeds.map((one) => one.toFixed(1)).join(', ')})`;
}

const gitleaks = createGitleaksAlone();
const tools: Readonly<Record<string, Tool>> = {
  'secretlint, recommended rules': ({ text }) => secretlint(text),
  'gitleaks, its rules alone': ({ text }) => gitleaks(text),
  Mirror: mirror,
};

const timed = tools[process.argv[3] ?? ''];
if (timed !== undefined) {
  const speeds = [await speed(timed, 'terminal'), await speed(timed, 'code'), await speed(timed, 'data')];
  process.stdout.write(told(speeds));
} else {
  await report();
}

async function report(): Promise<void> {
  const leaks = seeds.flatMap((seed) => Object.values(channels).map((channel) => channel(createValues(seed))));
  const harmless = seeds.flatMap((seed) => survivors(createValues(seed)));
  process.stdout.write(
    `${Object.keys(channels).length} channels and ${harmless.length / seeds.length} harmless texts, ${seeds.length} seeds\n\n`,
  );
  process.stdout.write(
    '| tool | leak samples clean | harmless texts untouched | MB/s in all (terminal, code, data), 16 KB pieces |\n|---|---|---|---|\n',
  );
  for (const [name, tool] of Object.entries(tools)) {
    const clean = await share(leaks, async (leak) => {
      const text = await tool(leak);
      return !leak.secrets.some((secret) => survives(text, secret));
    });
    const kept = await share(harmless, async (one) => (await tool(one)) === one.text);
    const speeds = execFileSync(process.execPath, [import.meta.filename, String(seeds.length), name], {
      encoding: 'utf8',
    });
    process.stdout.write(`| ${name} | ${clean} | ${kept} | ${speeds} |\n`);
  }
}
