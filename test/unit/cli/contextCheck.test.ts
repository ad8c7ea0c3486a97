import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import * as documents from '../../../src/cli/documents.ts';
import { documentOf, folder, mirror, mirrorHere } from './runMirror.ts';

const kept: { remove(): void }[] = [];
after(() => {
  for (const each of kept) each.remove();
});

const manifest = (scripts: Record<string, string>) => `${JSON.stringify({ name: 'press', scripts }, undefined, 2)}\n`;
const base = {
  'package.json': manifest({ build: 'tsc -p .', test: 'node --test' }),
  'tools/ship.mjs': "parseArgs({ options: { 'dry-run': {}, plate: {} } });\n",
  'docs/plates.md': '# Plates\n',
  'AGENTS.md': '# How we work\n',
  'services/search/AGENTS.md': 'Search is slow to start.\n',
};

/** A repository of Git with accepted notes, applied and committed. */
async function repository(
  notes: Readonly<Record<string, string>>,
): Promise<ReturnType<typeof folder> & { git: (...args: string[]) => string }> {
  const made = folder(base);
  kept.push(made);
  const git = (...args: string[]) =>
    execFileSync('git', ['-C', made.path, '-c', 'user.name=T', '-c', 'user.email=t@example.com', ...args], {
      encoding: 'utf8',
    }).trim();
  git('init', '-q', '-b', 'main');
  git('add', '-A');
  git('commit', '-qm', 'start');
  const head = git('rev-parse', 'HEAD');
  made.write(
    Object.fromEntries(
      Object.entries(notes).map(([id, text]) => [
        `.mirror/notes/${id}.md`,
        `---\nid: ${id}\nkind: lesson\nworkflow: Print a plate\nstatus: accepted\nowner: "@press"\nrecordedOn: 2026-02-03\nverifiedAt: ${head}\n---\n\n${text}\n`,
      ]),
    ),
  );
  const applied = await mirrorHere(['context', 'apply', '--root', made.path]);
  assert.equal(applied.code, 0, applied.stderr);
  git('add', '-A');
  git('commit', '-qm', 'notes');
  return { ...made, git };
}

const notes = {
  build: 'A fresh clone has no `dist`: run `npm run build` before you print.',
  plates: 'The numbers of plates are in `docs/plates.md`, not on the press.',
  ship: 'Try `node tools/ship.mjs --dry-run --plate 7` first: plates cannot be called back.',
};

describe('mirror context check on a repository of Git', () => {
  it('finds nothing in a clean one, and says so', async () => {
    const clean = await repository(notes);
    const ran = await mirror(['context', 'check', '--root', clean.path]);
    assert.deepEqual([ran.code, ran.stdout, ran.stderr], [0, 'context is in order\n', '']);
  });

  it('finds each of five damages in a line that says what to do, and exits 1', async () => {
    const broken = await repository(notes);
    broken.write({
      'package.json': manifest({ compile: 'tsc -p .', test: 'node --test' }),
      'tools/ship.mjs': 'parseArgs({ options: { plate: {} } });\n',
      'AGENTS.md': readFileSync(join(broken.path, 'AGENTS.md'), 'utf8').replace('called back', 'stopped'),
      'services/search/AGENTS.md': 'Search is slow to start.\n'.repeat(1400),
    });
    rmSync(join(broken.path, 'docs/plates.md'));
    const ran = await mirror(['context', 'check', '--root', broken.path]);
    assert.equal(ran.code, 1);
    const lines = ran.stdout.trimEnd().split('\n');
    const expected = [
      /^\.mirror\/notes\/build\.md: stale: .*script "build", which is now called "compile": put "compile" into the note/,
      /^\.mirror\/notes\/plates\.md: stale: .*docs\/plates\.md, which is gone: update the note, or decline it$/,
      /^\.mirror\/notes\/ship\.md: stale: .*flag --dry-run of tools\/ship\.mjs, which is gone: update the note/,
      /^AGENTS\.md: hand-edited: .*ship changed.*: take the edit over into the note, or restore the line|^AGENTS\.md: hand-edited: .*; take the edit over/,
      /^services\/search\/AGENTS\.md: over-budget: .*codex drops \d+ of its 35000 bytes \(from line \d+\).*: shorten it/,
    ];
    assert.equal(lines.length, expected.length, ran.stdout);
    for (const pattern of expected)
      assert.ok(
        lines.some((line) => pattern.test(line)),
        `${pattern}\n${ran.stdout}`,
      );
    const json = await mirrorHere(['context', 'check', '--root', broken.path, '--json']);
    const { ok, findings } = documents.checkDocument.parse(documentOf(json));
    assert.deepEqual([json.code, ok, findings.length], [1, false, 5]);
  });

  it('has the update of a renamed script ready, which apply --update takes over', async () => {
    const renamed = await repository(notes);
    renamed.write({ 'package.json': manifest({ compile: 'tsc -p .', test: 'node --test' }) });
    const json = await mirrorHere(['context', 'check', '--root', renamed.path, '--json']);
    const [finding] = documents.checkDocument.parse(documentOf(json)).findings;
    assert.equal(finding?.update, 'A fresh clone has no `dist`: run `npm run compile` before you print.');
    const plan = await mirrorHere(['context', 'plan', '--root', renamed.path, '--update']);
    assert.match(plan.stdout, /^-.*npm run build/m);
    assert.match(plan.stdout, /^\+.*npm run compile/m);
    assert.equal((await mirrorHere(['context', 'apply', '--root', renamed.path, '--update'])).code, 0);
    assert.equal((await mirrorHere(['context', 'check', '--root', renamed.path])).stdout, 'context is in order\n');
    assert.match(readFileSync(join(renamed.path, '.mirror/notes/build.md'), 'utf8'), /recordedOn: 2026-02-03\n/);
    assert.match(readFileSync(join(renamed.path, 'MEMORY.md'), 'utf8'), /npm run compile.*\n.*last 2026-02-03/);
  });

  it('reads 500 notes of a clean repository', async () => {
    const many = Object.fromEntries(
      Array.from({ length: 500 }, (_, i) => [
        `n${i}`,
        `Plate ${i} sticks: run \`npm run build\` and \`node tools/ship.mjs\`.`,
      ]),
    );
    const clean = await repository(many);
    const ran = await mirrorHere(['context', 'check', '--root', clean.path]);
    assert.deepEqual([ran.code, ran.stdout], [0, 'context is in order\n']);
  });
});
