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
for (const [count, n] of [...JSON.parse(process.argv[2] ?? '[[1,1000],[1,10000],[10,5000]]')] as [number, number][]) {
  const recs = Array.from({ length: count }, (_, i) => big(n, `r${i}`));
  let longest = 0,
    last = performance.now();
  const pause = async () => {
    const now = performance.now();
    longest = Math.max(longest, now - last);
    await new Promise(setImmediate);
    last = performance.now();
  };
  const c0 = process.cpuUsage();
  const t = performance.now();
  last = t;
  const d = await distill(recs, { parseShell, repository: repositoryOf({}), pause });
  const ms = performance.now() - t;
  longest = Math.max(longest, performance.now() - last);
  console.log(
    count,
    'x',
    n,
    ms.toFixed(0),
    'ms wall',
    (process.cpuUsage(c0).user / 1000).toFixed(0),
    'ms cpu',
    'longest block',
    longest.toFixed(0),
    'ms',
    'rss',
    (process.memoryUsage().rss / 1e6).toFixed(0),
    'MB',
    'notes',
    d?.notes.length,
    'spine',
    d?.process.spine.length,
    'params',
    d?.process.parameters.length,
  );
}
