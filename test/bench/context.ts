/**
 * `node test/bench/context.ts [TASK]`: what each agent loads for a task with the files that Mirror renders, against the
 * same facts in one AGENTS.md; and what rendering 5, 50 and 500 notes costs. Facts: the performed workflows of
 * test/recordings. Nothing is written.
 */
import { estimatedTokens } from '../../src/context/loaders/limits.ts';
import { compiled, goals, loadsForTask, performedWorkflows } from './contextLoad.ts';

const workflows = performedWorkflows();
const asked = process.argv[2]?.toLowerCase() ?? 'cut a release';
const task = workflows.find(({ workflow }) => workflow.toLowerCase().includes(asked))?.workflow;
if (task === undefined) {
  console.error(`no workflow is called like "${asked}": ${workflows.map(({ workflow }) => workflow).join('; ')}`);
  process.exit(2);
}
const size = (bytes: number): string => `${bytes} (${estimatedTokens(bytes)})`;
const notes = workflows.reduce((sum, one) => sum + one.notes.length, 0);

console.log(`Bytes (tokens) loaded to "${task}" with ${notes} notes of ${workflows.length} workflows known\n`);
const columns = [
  'agent',
  'ours, before it starts',
  'and the procedure',
  'and all of MEMORY.md',
  'all in one AGENTS.md',
];
console.log(`| ${columns.join(' | ')} | dropped unread | saved |\n|---|---|---|---|---|---|---|`);
for (const one of loadsForTask(workflows, task, 'package.json')) {
  const saved = `${Math.round(100 * (1 - one.withProcedure / one.dumped))} %`;
  const sizes = [one.always, one.withProcedure, one.withMemory, one.dumped, one.dropped].map(size);
  console.log(`| ${one.agent} | ${sizes.join(' | ')} | ${saved} |`);
}

console.log('\nRendering for a team that uses every agent\n');
console.log(
  '| notes | plan, CPU ms | check, CPU ms | always / by path / on demand | index lines | index bytes | Codex, most bytes |',
);
console.log('|---|---|---|---|---|---|---|');
compiled(50);
for (const count of [5, 50, 500]) {
  const one = compiled(count);
  const tiers = `${one.always} / ${one.byPath} / ${one.onDemand}`;
  console.log(
    `| ${count} | ${one.planMs.toFixed(0)} | ${one.checkMs.toFixed(0)} | ${tiers} | ${one.indexLines} of ${goals.lines} | ${one.indexBytes} of ${goals.bytes} | ${one.codexBytes} of ${goals.codex} |`,
  );
}
