import { distill } from '../../src/distill/distill.ts';
import type { Fact } from '../../src/model/event.ts';
import { command, edit, parseShell, recording, repositoryOf, said } from '../unit/distill/support.ts';

/** `node test/perform/scale.ts '[[recordings, events], …]'`: time, longest block and memory of distilling made-up recordings. */
function big(n: number, id: string) {
  const facts: Fact[] = [];
  for (let i = 0; facts.length < n; i++) {
    const v = `1.${i % 50}.${i % 7}`;
    facts.push(
      command('git status', 0),
      command('npm test', i % 5 === 0 ? 1 : 0, {
        output: `Error: Cannot find module './x${i % 30}'\n  at foo (/a/b.js:1:2)`,
      }),
      edit(`src/file${i % 200}.ts`, `const a${i} = 1;`, `const a${i} = 2;`),
      command(`node scripts/job${i % 100}.js --id ${1000 + i}`, i % 9 === 0 ? 1 : 0),
      edit('package.json', `"version": "${v}",`, `"version": "1.${(i + 1) % 50}.${i % 7}",`),
      command(`git commit -am "Step ${i} ${v}"`, 0),
      command('ls -la', 0),
      command(`git tag v${v}`, 0),
    );
    if (i % 20 === 0) facts.push(said(`Step ${i}`));
  }
  return recording(facts.slice(0, n), { id, every: 5000 });
}
/** The work of this thread alone, in milliseconds: what others do on the machine does not count. */
function cpu(since: NodeJS.CpuUsage): number {
  const { user, system } = process.threadCpuUsage(since);
  return (user + system) / 1000;
}

const sizes = JSON.parse(process.argv[2] ?? '[[1,1000],[1,10000],[10,5000]]') as [number, number][];
for (const [count, n] of sizes) {
  const recordings = Array.from({ length: count }, (_, index) => big(n, `r${index}`));
  let longest = 0;
  let last = process.threadCpuUsage();
  const pause = async () => {
    longest = Math.max(longest, cpu(last));
    await new Promise(setImmediate);
    last = process.threadCpuUsage();
  };
  const begun = process.threadCpuUsage();
  const start = performance.now();
  const result = await distill(recordings, { parseShell, repository: repositoryOf({}), pause });
  longest = Math.max(longest, cpu(last));
  const figures = [
    `${count} x ${n} events`,
    `${cpu(begun).toFixed(0)} ms of its thread`,
    `${(performance.now() - start).toFixed(0)} ms by the clock`,
    `longest block ${longest.toFixed(0)} ms`,
    `${(process.memoryUsage().rss / 1e6).toFixed(0)} MB`,
    `${result?.notes.length} notes`,
    `${result?.process.spine.length} steps`,
  ];
  console.log(figures.join(' · '));
}
