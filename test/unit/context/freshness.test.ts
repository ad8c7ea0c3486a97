import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { checkContext } from '../../../src/context/check.ts';
import { freshUpdates, staleFindings } from '../../../src/context/freshness.ts';
import { mergeAccepted, readNotes, seenAgain } from '../../../src/context/noteStore.ts';
import type { Note } from '../../../src/model/note.ts';
import type { RepositoryView } from '../../../src/model/repository.ts';
import { applied, type Files, note, plan, repositoryOf } from './build.ts';

const manifest = (scripts: Record<string, string>) => JSON.stringify({ scripts });
const base: Files = {
  'package.json': manifest({ test: 'node --test', build: 'tsc -p .' }),
  Makefile: 'docs: src\n\t./make-docs.sh\n\nall:\n\techo all\n',
  'tools/ship.mjs': 'ship()',
};
const about = (text: string, more: Partial<Note> = {}) => note({ text, trigger: 'shipping', action: 'ship', ...more });
const written = (...notes: Note[]) => applied(base, plan(base, notes).changes);

/** The sentence that is proposed for the only note, or undefined. */
function proposed(files: Files, then?: Files): string | undefined {
  const repository = repositoryOf(files, then);
  return freshUpdates(repository, readNotes(repository).notes)[0]?.note.text;
}

describe('the update of a stale note', () => {
  it('has the new name of a script, a target and a file, where each is evident', () => {
    const files = written(
      about('Run `npm run build` and `make docs`, then `node tools/ship.mjs --all` (`npm test` later).'),
    );
    const { 'tools/ship.mjs': _gone, ...rest } = files;
    assert.equal(
      proposed({
        ...rest,
        'package.json': manifest({ test: 'node --test', 'build:all': 'tsc -p .' }),
        Makefile: 'manual: src\n\t./make-docs.sh\n\nall:\n\techo all\n',
        'scripts/ship.mjs': 'ship()',
      }),
      'Run `npm run build:all` and `make manual`, then `node scripts/ship.mjs --all` (`npm test` later).',
    );
  });

  it('changes names in commands only, each as a word of its own', () => {
    const files = written(about('After a build, `npm run build -- --rebuild` builds; the build is in `build.log`.'));
    assert.equal(
      proposed({ ...files, 'package.json': manifest({ compile: 'tsc -p .' }) }),
      'After a build, `npm run compile -- --rebuild` builds; the build is in `build.log`.',
    );
  });

  it('is none where several could be meant, or nothing is alike', () => {
    const files = written(about('Run `npm run build`.'));
    assert.equal(proposed({ ...files, 'package.json': manifest({ a: 'tsc -p .', b: 'tsc -p .' }) }), undefined);
    assert.equal(proposed({ ...files, 'package.json': manifest({ bundle: 'esbuild' }) }), undefined);
    assert.equal(proposed(files), undefined);
  });

  it('takes a file that moved for the same only if it has the text it had', () => {
    const files = written(about('Run `node tools/ship.mjs`.', { verifiedAt: 'abcdef12' }));
    const { 'tools/ship.mjs': _gone, ...rest } = files;
    assert.equal(proposed({ ...rest, 'web/ship.mjs': 'other()' }, base), undefined);
    assert.equal(proposed({ ...rest, 'web/ship.mjs': 'ship()' }, base), 'Run `node web/ship.mjs`.');
  });

  it('is in the finding, and once taken over the check is silent', () => {
    const files = { ...written(about('Run `npm run build`.')), 'package.json': manifest({ compile: 'tsc -p .' }) };
    const repository = repositoryOf(files);
    const [finding] = checkContext({ repository }).findings;
    assert.equal(finding?.update, 'Run `npm run compile`.');
    const stored = readNotes(repository).notes;
    const accepted = mergeAccepted(
      stored.map((one) => one.note),
      [],
      freshUpdates(repository, stored).map((one) => one.note),
    );
    const after = applied(files, plan(files, accepted).changes);
    assert.deepEqual(checkContext({ repository: repositoryOf(after) }).findings, []);
  });
});

describe('a note that a newer recording shows again', () => {
  const seen = note({ recordedOn: '2026-05-02', verifiedAt: 'bbbbbbbb', status: 'proposed', text: 'Other words.' });

  it('keeps its reviewed words and takes the newer day, commit and evidence', () => {
    const stored = note({ owner: '@press', verifiedAt: 'aaaaaaaa', support: { n: 1, of: 1 } });
    const [again] = seenAgain([stored], [{ ...seen, support: { n: 3, of: 3 } }]);
    assert.equal(again?.text, stored.text);
    assert.deepEqual(
      [again?.owner, again?.recordedOn, again?.verifiedAt, again?.support, again?.status],
      ['@press', '2026-05-02', 'bbbbbbbb', { n: 3, of: 3 }, 'accepted'],
    );
  });

  it('takes day and commit of a newer recording also where another knows more', () => {
    const stored = note({ verifiedAt: 'aaaaaaaa', support: { n: 5, of: 6 } });
    const [again] = seenAgain([stored], [seen]);
    assert.deepEqual(
      [again?.recordedOn, again?.verifiedAt, again?.support],
      ['2026-05-02', 'bbbbbbbb', { n: 5, of: 6 }],
    );
  });

  it('is left as it is where nothing is new, or nobody accepted it', () => {
    assert.deepEqual(seenAgain([note()], [note({ status: 'proposed' })]), []);
    assert.deepEqual(seenAgain([note({ status: 'declined' })], [seen]), []);
    assert.deepEqual(seenAgain([], [seen]), []);
  });

  it('is no longer stale if it held at a commit that had gone without', () => {
    const files = written(note({ text: 'Run `npm run build`.', verifiedAt: 'aaaaaaaa' }));
    const without = { ...base, 'package.json': manifest({ test: 'node --test' }) };
    const now = { ...files, 'package.json': manifest({ test: 'node --test' }) };
    const codes = (repository: ReturnType<typeof repositoryOf>) =>
      checkContext({ repository }).findings.map(({ code, file }) => `${code} ${file}`);
    assert.deepEqual(codes(repositoryOf(now, base)), ['stale .mirror/notes/lesson-3f2a.md']);
    const renewed = (then: Files) => {
      const repository = repositoryOf(now, then);
      const stored = readNotes(repository).notes.map((one) => one.note);
      const again = mergeAccepted(stored, [], seenAgain(stored, [seen]));
      return repositoryOf(applied(now, plan(now, again, { repository }).changes), then);
    };
    assert.deepEqual(codes(renewed(without)), []);
    assert.deepEqual(codes(renewed(base)), ['stale .mirror/notes/lesson-3f2a.md'], 'renamed after the recording');
    assert.deepEqual(codes(renewed({})), ['stale .mirror/notes/lesson-3f2a.md'], 'a commit that is not known here');
  });
});

describe('a note that names no commit', () => {
  const hand = (words: string) => `---\nid: hand\nkind: lesson\nworkflow: Ship\n---\n${words}\n`;
  const then = {
    'scripts/deploy.sh': '#!/bin/sh\n',
    'tools/lint.js': "if (process.argv.includes('--strict')) strict();\n",
    'package.json': '{"scripts":{"build:rates":"node tools/rates.js"}}',
  };
  const now = {
    'tools/lint.js': 'run();\n',
    'package.json': '{"scripts":{"build:prices":"node tools/rates.js"}}',
  };
  const findings = (words: string, more: Partial<RepositoryView>) => {
    const files = { ...now, '.mirror/notes/hand.md': hand(words) };
    const repository = { ...repositoryOf(files, then), ...more };
    return staleFindings(repository, readNotes(repository).notes).map(({ message }) => message);
  };
  const words = {
    file: 'Deploy with `scripts/deploy.sh` only from main.',
    flag: 'Lint with `node tools/lint.js --strict` first.',
    script: 'Run `npm run build:rates` before the tests.',
  };

  it('is held to what was there when its file was written', () => {
    const written = { changedAt: () => 'a'.repeat(40) };
    assert.match(findings(words.file, written).join(), /needs scripts\/deploy\.sh, which is gone/);
    assert.match(findings(words.flag, written).join(), /the flag --strict of tools\/lint\.js, which is gone/);
    assert.match(findings(words.script, written).join(), /which is now called "build:prices"/);
  });

  it('is held to the last commit where its file is in none yet', () => {
    const fresh = { changedAt: () => undefined, head: 'b'.repeat(40) };
    assert.match(findings(words.file, fresh).join(), /needs scripts\/deploy\.sh, which is gone/);
  });

  it('is believed about what Git does not know to have been there', () => {
    const written = { changedAt: () => 'a'.repeat(40) };
    assert.deepEqual(findings('The rates land in `data/rates.json`.', written), []);
    assert.deepEqual(findings(words.file, {}), []);
    // Written again after the script was gone: as without Git, a package.json that lacks it speaks.
    const { textAt: _textAt, ...bare } = repositoryOf({ ...now, '.mirror/notes/hand.md': hand(words.script) });
    assert.equal(staleFindings(bare, readNotes(bare).notes).length, 1);
  });
});
