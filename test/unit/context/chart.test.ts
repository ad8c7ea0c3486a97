import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { contextChart } from '../../../src/context/chart.ts';
import type { ChartRow } from '../../../src/model/context.ts';
import { applied, type Files, note, plan, releaseProcess, repositoryOf } from './build.ts';

const rowsOf = (files: Files): readonly ChartRow[] => contextChart({ repository: repositoryOf(files) }).rows;

/** A repository to which these notes were applied. */
function appliedTo(files: Files, notes = [note()]): Files {
  return applied(files, plan(files, notes, { processes: [releaseProcess()] }).changes);
}

describe('the context chart', () => {
  it('says of a note what it answers, where it stands, how it loads and when it was last seen', () => {
    const files = appliedTo({ 'CLAUDE.md': '@AGENTS.md\n' }, [note({ verifiedAt: 'abcdef012345' })]);
    const row = rowsOf(files).find(({ note: id }) => id === 'lesson-3f2a');
    assert.ok(row);
    assert.equal(row.need, '`npm test` fails with "missing dist"');
    assert.equal(row.file, 'AGENTS.md');
    assert.match(
      String(files['AGENTS.md'] && new TextDecoder().decode(files['AGENTS.md'] as Uint8Array)).split('\n')[
        (row.line ?? 0) - 1
      ] ?? '',
      /missing dist/,
    );
    assert.equal(row.source, '.mirror/notes/lesson-3f2a.md');
    assert.equal(row.when, 'always');
    assert.deepEqual(
      row.agents.map(({ agent }) => agent),
      ['claude', 'codex', 'copilot', 'cursor'],
    );
    assert.deepEqual(row.lastVerified, { recordedOn: '2026-03-01', commit: 'abcdef012345' });
    assert.equal(row.status, 'current');
    assert.equal('owner' in row, false);
  });

  it("takes the note's owner, else the one of CODEOWNERS for the file", () => {
    const notes = [note({ owner: 'Ada' }), note({ id: 'order-1', kind: 'order', text: 'Tests come before the push.' })];
    const files = appliedTo({ CODEOWNERS: 'AGENTS.md @docs\n/.agents/ @flow\n' }, notes);
    const rows = rowsOf(files);
    const owner = (id: string) => rows.find((row) => row.note === id);
    assert.deepEqual([owner('lesson-3f2a')?.owner, owner('lesson-3f2a')?.ownerFrom], ['Ada', 'note']);
    assert.deepEqual([owner('order-1')?.owner, owner('order-1')?.ownerFrom], ['@docs', 'codeowners']);
    assert.equal(rows.find(({ kind }) => kind === 'skill')?.owner, '@flow');
  });

  it('has a row for a skill with its workflow, on demand', () => {
    const row = rowsOf(appliedTo({})).find(({ kind }) => kind === 'skill');
    assert.ok(row);
    assert.equal(row.need, 'Cut a release');
    assert.equal(row.file, '.agents/skills/cut-a-release/SKILL.md');
    assert.equal(row.when, 'demand');
    assert.equal(row.lastVerified?.recordedOn, '2026-03-01');
  });

  it('has a row for hand-written context, by its heading, and who loads it', () => {
    const rows = rowsOf({
      'CLAUDE.md': '# How we review\ntext\n',
      '.cursor/rules/api.mdc': '---\nglobs: api/**\n---\n# The API\n',
      'api/server.ts': '',
      'web/GEMINI.md': 'Only *small* components\n',
    });
    assert.deepEqual(
      rows.map(({ need, file, when, agents, status }) => [need, file, when, agents, status]),
      [
        ['The API', '.cursor/rules/api.mdc', 'path', [{ agent: 'cursor', when: 'path' }], 'hand-written'],
        [
          'How we review',
          'CLAUDE.md',
          'always',
          [
            { agent: 'claude', when: 'always' },
            { agent: 'copilot', when: 'always' },
          ],
          'hand-written',
        ],
        ['Only *small* components', 'web/GEMINI.md', 'path', [{ agent: 'gemini', when: 'path' }], 'hand-written'],
      ],
    );
  });

  it('calls a note pending until it is applied, and stale when what it names is gone', () => {
    const manifest = JSON.stringify({ scripts: { build: 'tsc', test: 'node --test' } });
    const files = appliedTo({ 'package.json': manifest });
    const gone = { ...files, 'package.json': JSON.stringify({ scripts: { test: 'node --test' } }) };
    assert.equal(rowsOf(gone).find(({ kind }) => kind === 'lesson')?.status, 'stale');
    const fresh = contextChart({ repository: repositoryOf({}), notes: [note()] }).rows;
    assert.deepEqual(
      fresh.map(({ file, line, status, when }) => [file, line, status, when]),
      [['AGENTS.md', undefined, 'pending', 'always']],
    );
  });

  it('leaves out notes that nobody accepted', () => {
    assert.deepEqual(contextChart({ repository: repositoryOf({}), notes: [note({ status: 'declined' })] }).rows, []);
  });
});
