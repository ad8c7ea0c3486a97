import type { Fact, RecordedEvent } from '../../src/model/event.ts';
import type { Recording } from '../../src/model/recording.ts';
import { readCases } from '../unit/distill/cases.ts';
import { command, edit, recording, said } from '../unit/distill/support.ts';

/** What is done in turn `turn` of a long recording; `own` is a word that no other turn or recording has. */
type Turn = (turn: number, own: string) => readonly Fact[];

const turns = {
  /** A hundred jobs, two hundred files, versions that go up: much comes again, much does not. */
  some: (turn, _own) => {
    const version = `1.${turn % 50}.${turn % 7}`;
    return [
      command('git status', 0),
      command('npm test', turn % 5 === 0 ? 1 : 0, {
        output: `Error: Cannot find module './x${turn % 30}'\n  at foo (/a/b.js:1:2)`,
      }),
      edit(`src/file${turn % 200}.ts`, `const a${turn} = 1;`, `const a${turn} = 2;`),
      command(`node scripts/job${turn % 100}.js --id ${1000 + turn}`, turn % 9 === 0 ? 1 : 0),
      edit('package.json', `"version": "${version}",`, `"version": "1.${(turn + 1) % 50}.${turn % 7}",`),
      command(`git commit -am "Step ${turn} ${version}"`, 0),
      command('ls -la', 0),
      command(`git tag v${version}`, 0),
      ...(turn % 20 === 0 ? [said(`Step ${turn}`)] : []),
    ];
  },
  /** Every line, file and output is another one. */
  distinct: (turn, own) => [
    command(`ls -la src/part${own}`, 0, { output: `total 12\n-rw-r--r-- 1 a a 12 Jan 1 file${own}.ts\n` }),
    command(`npm test -- suite${own} --reporter dot`, turn % 5 === 0 ? 1 : 0, {
      output: turn % 5 === 0 ? `Error: Cannot find module './mod${own}'\n1 failing` : `ok ${own}\n${turn} passing`,
    }),
    edit(
      `src/file${own}.ts`,
      [`const a${own} = ${turn};`, `export function f${own}() {`],
      [`const a${own} = ${turn + 1};`, `export function g${own}() {`],
    ),
    command(`node scripts/job${own}.js --id ${1000 + turn * 7} --name item-${own}`, turn % 9 === 0 ? 1 : 0),
    command(`cat out/${own}.json | jq .id${turn} > tmp/id${own}.txt`, 0),
    edit('package.json', `"version": "1.${turn}.1",`, `"version": "1.${turn + 1}.1",`),
    command(`git commit -am "Change ${own} for the release 1.${turn}"`, 0),
    command(`curl -s https://example.org/api/${own}?q=${turn} -o data/${own}.bin`, 0),
    command(`git tag v1.${turn}.1`, 0),
  ],
  /** The same few lines over and over. */
  same: (turn) => [
    command('npm test', turn % 3 === 0 ? 1 : 0, {
      output: turn % 3 === 0 ? 'Error: expected 1 to equal 2\n  at test.js:3:4' : 'all passed',
    }),
    edit('src/index.ts', 'const a = 1;', 'const a = 2;'),
    command('npm run build', 0, { output: 'built' }),
    command('git add -A', 0),
    command('git commit -m "Mend the sum"', 0),
    command('git push', 0),
  ],
  /** Eight thousand characters of output a build. */
  wordy: (turn) => {
    const lines = Array.from(
      { length: 80 },
      (_, line) => `2026-03-02 09:00:${line} info step ${line} of ${turn} wrote dist/chunk-${turn}-${line}.js`,
    );
    return [
      command(`npm run build -- --part ${turn % 40}`, turn % 7 === 0 ? 1 : 0, {
        output: `${lines.join('\n')}\n${turn % 7 === 0 ? `error TS2304: Cannot find name 'q${turn % 11}'.` : 'done'}`,
      }),
      edit(`src/part${turn % 40}.ts`, lines.slice(0, 5), lines.slice(5, 12)),
      command('git status', 0, { output: `On branch main\n  modified: src/part${turn % 40}.ts` }),
      command(`git commit -am "Part ${turn % 40}"`, 0),
    ];
  },
} satisfies Record<string, Turn>;

/** Made up as `some` is, but the window loses its focus for a minute and a half after all that is done. */
const restless: Turn = (turn, own) =>
  turns.some(turn, own).flatMap((fact) => [fact, { kind: 'focus', focused: false }, { kind: 'focus', focused: true }]);

const made = { ...turns, restless };

export type Kind = keyof typeof made | 'performed';
export const kinds = [...Object.keys(made), 'performed'] as Kind[];

/** A recording of so many events: made up, or long work put together from what was performed for the evaluation. */
export function longRecording(kind: Kind, events: number, index: number): Recording {
  if (kind === 'performed') return longWork(events, index);
  const facts: Fact[] = [];
  for (let turn = 0; facts.length < events; turn++) facts.push(...made[kind](turn, `${index}x${turn}`));
  return recording(facts.slice(0, events), { id: `r${index}`, every: kind === 'restless' ? 90_000 : 5000 });
}

/** Milliseconds between one performed workflow and the next. */
const rest = 60_000;

/** The evaluation's recordings one after another, begun with another one for each index. */
function longWork(count: number, index: number): Recording {
  const pieces = readCases().flatMap(({ recordings }) => recordings);
  const events: RecordedEvent[] = [];
  let start = 0;
  for (let at = index * 17; events.length < count; at++) {
    const piece = pieces[at % pieces.length];
    const first = piece?.events[0]?.at ?? 0;
    for (const event of piece?.events ?? [])
      if (event.kind !== 'end') events.push({ ...event, seq: events.length + 1, at: start + event.at - first });
    start = (events.at(-1)?.at ?? 0) + rest;
  }
  return { ...recording([], { id: `r${index}` }), events: events.slice(0, count) };
}
