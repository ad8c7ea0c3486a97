import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, it } from 'node:test';
import { unifiedDiff } from '../../../src/context/unifiedDiff.ts';
import type { FileChange } from '../../../src/model/context.ts';
import { bytesOf } from './build.ts';

function change(path: string, before: string | undefined, after: string | undefined): FileChange {
  return {
    path,
    ...(before === undefined ? {} : { before: bytesOf(before) }),
    ...(after === undefined ? {} : { after: bytesOf(after) }),
    reason: '',
  };
}

/** Applies a diff with Git in a folder of its own and gives what a file holds then. */
function patched(changes: readonly FileChange[]): Map<string, string | undefined> {
  const folder = mkdtempSync(join(tmpdir(), 'mirror-diff-'));
  try {
    for (const { path, before } of changes) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      if (before) writeFileSync(join(folder, path), before);
    }
    execFileSync('git', ['-c', 'core.autocrlf=false', 'apply', '--whitespace=nowarn', '-'], {
      cwd: folder,
      input: unifiedDiff(changes),
    });
    return new Map(changes.map(({ path }) => [path, tryRead(join(folder, path))]));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function tryRead(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}

describe('the diff of a plan', () => {
  it('is one that Git applies to the very bytes, line ends and missing final newlines included', () => {
    const changes = [
      change('AGENTS.md', 'a\r\nb', 'a\r\nb\r\n\r\nc'),
      change('MEMORY.md', undefined, 'x\ny\n'),
      change('.mirror/notes/a.md', 'gone\n', undefined),
      change(
        'b.md',
        `${'1\n'.repeat(20)}mid\n${'2\n'.repeat(20)}`,
        `0\n${'1\n'.repeat(20)}MID\n${'2\n'.repeat(20)}end`,
      ),
      change('c.md', 'no newline', 'no newline\n'),
      change('d.md', '\ufeffé\n', '\ufeffü\n'),
    ];
    const after = patched(changes);
    for (const { path, after: wanted } of changes) {
      assert.equal(after.get(path), wanted && new TextDecoder('utf-8', { ignoreBOM: true }).decode(wanted), path);
    }
  });

  it('shows what a reader could not see otherwise', () => {
    assert.equal(
      unifiedDiff([change('a', 'x\r\ny', 'x\ny\n')]),
      'diff --git a/a b/a\n--- a/a\n+++ b/a\n@@ -1,2 +1,2 @@\n-x\r\n-y\n\\ No newline at end of file\n+x\n+y\n',
    );
  });

  it('is empty for no changes', () => assert.equal(unifiedDiff([]), ''));
});
