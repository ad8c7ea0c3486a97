import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { WorkflowScript } from './act.ts';
import { perform } from './performer.ts';

/** `node test/perform/perform.ts [name…]`: performs the workflows with real tools and writes test/recordings/<name>/. */
const here = fileURLToPath(new URL('.', import.meta.url));
const recordings = fileURLToPath(new URL('../recordings/', import.meta.url));
const asked = process.argv.slice(2);

for (const file of readdirSync(join(here, 'workflows')).sort()) {
  const { script } = (await import(new URL(`./workflows/${file}`, import.meta.url).href)) as { script: WorkflowScript };
  if (asked.length > 0 && !asked.includes(script.name)) continue;
  const folder = join(recordings, script.name);
  mkdirSync(folder, { recursive: true });
  const files = Object.fromEntries(Object.entries(script.files).filter(([path]) => !path.startsWith('.outside/')));
  writeFileSync(join(folder, 'repository.json'), `${JSON.stringify(files, null, 2)}\n`);
  if (script.facts) writeFileSync(join(folder, 'facts.json'), `${JSON.stringify(script.facts, null, 2)}\n`);
  for (const [index, performance] of script.performances.entries()) {
    const name = `recording-${index + 1}`;
    process.stderr.write(`${script.name} ${name}\n`);
    writeFileSync(join(folder, `${name}.jsonl`), await perform(script, performance, `${script.name}-${index + 1}`));
  }
}
