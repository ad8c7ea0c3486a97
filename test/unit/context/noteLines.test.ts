import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { noteLines } from '../../../src/context/noteLines.ts';
import { readNotes } from '../../../src/context/noteStore.ts';
import { planContext } from '../../../src/context/plan.ts';
import { applied, note, releaseProcess, repositoryOf, textOf } from './build.ts';

const lesson = note({ id: 'lesson-a', text: 'Build `data/rates.json` first.' });
const decision = note({ id: 'decision-b', kind: 'decision', text: 'Tag with *v*.' });
const parameter = note({ id: 'parameter-c', kind: 'parameter', text: 'The version is `package.json#version`.' });

function written(before: Record<string, string>): Record<string, string> {
  const accepted = [lesson, decision, parameter];
  const { changes } = planContext({
    repository: repositoryOf(before),
    accepted,
    processes: [releaseProcess({})],
    gate: () => [],
  });
  const files = applied(before, changes);
  return Object.fromEntries(
    Object.entries(files).map(([path, bytes]) => [path, typeof bytes === 'string' ? bytes : textOf(bytes)]),
  );
}

describe('the lines that say notes', () => {
  it('are found in AGENTS.md and MEMORY.md below what a person wrote, with any line ends', () => {
    for (const before of [
      {},
      { 'AGENTS.md': '# Äpfel 🍎\r\n\r\n- Ask.\r\n', 'MEMORY.md': '# Ours\n\n- `lesson-a`\n' },
    ]) {
      const files = written(before);
      const { notes } = readNotes(repositoryOf(files));
      for (const [path, ids] of [
        ['AGENTS.md', ['decision-b', 'lesson-a']],
        ['MEMORY.md', ['decision-b', 'lesson-a', 'parameter-c']],
      ] as const) {
        const text = files[path] ?? '';
        const found = noteLines(path, text, notes);
        assert.deepEqual(found.map((each) => each.note).sort(), ids, path);
        for (const { line, note: id } of found) {
          const said = id === 'lesson-a' ? 'Build' : id === 'decision-b' ? 'Tag with' : 'The version';
          assert.ok((text.split('\n')[line] ?? '').startsWith(`- ${said}`), `${path}:${line}`);
        }
      }
    }
  });

  it('are the first of a file of its own, and none elsewhere', () => {
    const files = written({});
    const { notes } = readNotes(repositoryOf(files));
    assert.deepEqual(noteLines('.mirror/notes/lesson-a.md', files['.mirror/notes/lesson-a.md'] ?? '', notes), [
      { line: 0, note: 'lesson-a' },
    ]);
    assert.deepEqual(noteLines('docs/AGENTS.md', files['AGENTS.md'] ?? '', notes), []);
    assert.deepEqual(noteLines('AGENTS.md', '# No region\n- `lesson-a`\n', notes), []);
  });
});
