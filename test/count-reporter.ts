import type { TestEvent } from 'node:test/reporters';

/** What a run of node:test came to. */
export interface Counts {
  passed: number;
  failed: number;
  skipped: number;
}

/**
 * A reporter of node:test that writes the counts as JSON. The runner's own summary counts a file that
 * holds no test as one that passed; here it counts as nothing, so that an empty stage can be noticed.
 */
export default async function* countReporter(source: AsyncIterable<TestEvent>): AsyncGenerator<string> {
  const counts: Counts = { passed: 0, failed: 0, skipped: 0 };
  for await (const event of source) {
    if (event.type !== 'test:pass' && event.type !== 'test:fail') continue;
    const { data } = event;
    if (data.details.type === 'suite') continue;
    const isFile = data.nesting === 0 && data.file !== undefined && data.file.endsWith(data.name);
    if (event.type === 'test:fail') counts.failed += 1;
    else if (data.skip !== undefined || data.todo !== undefined) counts.skipped += 1;
    else if (!isFile) counts.passed += 1;
  }
  yield JSON.stringify(counts);
}
