import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createDiskLedger } from '../../../src/capture/diskLedger.ts';
import { documentSource } from '../../../src/capture/documents.ts';
import { benchContext, fakeEditor } from '../../bench/fakeEditor.ts';

describe('documents', () => {
  it('of other file systems that carry the path of a file neither close it nor save it', async () => {
    const { parts, listeners, document } = fakeEditor(['one', 'two']);
    const { context, facts } = benchContext();
    const ledger = createDiskLedger();
    const source = documentSource(parts, context, ledger);
    const fire = (name: string, event: unknown): void => (listeners.get(name) as (given: unknown) => void)(event);
    const compared = { ...document, isDirty: false, uri: { ...document.uri, scheme: 'git' } };
    fire('onDidOpenTextDocument', compared);
    fire('onDidChangeActiveTextEditor', { document: compared });
    fire('onDidCloseTextDocument', compared);
    fire('onWillSaveTextDocument', { document: compared, reason: 1 });
    fire('onDidSaveTextDocument', compared);
    const end = { line: 1, character: 3 };
    fire('onDidChangeTextDocument', {
      document: compared,
      contentChanges: [{ range: { start: end, end }, text: '?' }],
    });
    fire('onDidChangeTextDocument', { document, contentChanges: [{ range: { start: end, end }, text: '!' }] });
    assert.equal(source.documents.isOpen('/bench/src/file.ts'), true);
    assert.equal(ledger.isOwnSave('/bench/src/file.ts', context.clock()), false);
    source.dispose();
    await source.drained();
    assert.deepEqual(
      facts.map((fact) => (fact.kind === 'edit' ? fact.hunks : fact.kind)),
      [[{ line: 2, before: ['two'], after: ['two!'] }]],
    );
    assert.equal(listeners.size, 0);
  });
});
