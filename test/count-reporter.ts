import type { TestEvent } from 'node:test/reporters';

/** What a run of node:test came to. */
export interface Counts {
  passed: number;
  failed: number;
  skipped: number;
  /** The name of each that failed, with the first line of why. */
  failures?: readonly string[];
}

/** By file; what belongs to none is under the empty name. */
export type CountsByFile = Record<string, Counts>;

/**
 * A reporter of node:test that writes the counts of each file as JSON. The runner's own summary counts a
 * file that holds no test as one that passed; here it counts as nothing, so that an empty stage can be
 * noticed.
 */
export default async function* countReporter(source: AsyncIterable<TestEvent>): AsyncGenerator<string> {
  const files: CountsByFile = {};
  for await (const event of source) {
    if (event.type !== 'test:pass' && event.type !== 'test:fail') continue;
    const { data } = event;
    if (data.details.type === 'suite') continue;
    const file = data.file ?? '';
    files[file] ??= { passed: 0, failed: 0, skipped: 0 };
    const counts = files[file];
    const isFile = data.nesting === 0 && file !== '' && file.endsWith(data.name);
    if (event.type === 'test:fail') {
      counts.failed += 1;
      counts.failures = [...(counts.failures ?? []), `${data.name}: ${why(event.data.details.error)}`];
    } else if (data.skip !== undefined || data.todo !== undefined) counts.skipped += 1;
    else if (!isFile) counts.passed += 1;
  }
  yield JSON.stringify(files);
}

/** The first line of what a test threw; the runner wraps it. */
function why(error: Error): string {
  const { cause } = error;
  const [line = ''] = String(cause instanceof Error ? cause.message : error.message).split('\n');
  return line;
}
