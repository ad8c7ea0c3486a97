import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, describe, it } from 'node:test';
import { planCommits } from '../../../src/context/commits.ts';
import { planContext } from '../../../src/context/plan.ts';
import { viewAtHead } from '../../../src/host/atHead.ts';
import { commitOnBranch } from '../../../src/host/gitBranch.ts';
import { openRepository } from '../../../src/host/repository.ts';
import { writeChanges } from '../../../src/host/writeFiles.ts';
import type { Note } from '../../../src/model/note.ts';
import { note, releaseProcess } from '../context/build.ts';

const made: string[] = [];
afterEach(() => {
  for (const path of made.splice(0)) rmSync(path, { recursive: true, force: true });
});

function repository(files: Readonly<Record<string, string>> = { 'AGENTS.md': '# Ours\n' }) {
  const path = mkdtempSync(join(tmpdir(), 'mirror-branch-'));
  made.push(path);
  const git = (...args: string[]) => execFileSync('git', ['-C', path, ...args], { encoding: 'utf8' }).trimEnd();
  const write = (more: Readonly<Record<string, string>>) => {
    for (const [name, text] of Object.entries(more)) {
      mkdirSync(dirname(join(path, name)), { recursive: true });
      writeFileSync(join(path, name), text);
    }
  };
  git('init', '-q', '-b', 'main');
  git('config', 'user.name', 'Sam Example');
  git('config', 'user.email', 'sam@example.org');
  write(files);
  git('add', '-A');
  git('commit', '-qm', 'start');
  return { path, git, write };
}

const notes: readonly Note[] = [
  note(),
  note({ id: 'order-1', kind: 'order', text: 'The tag comes after the tests.', owner: '@ship' }),
  note({ id: 'plate-1', workflow: 'Print a plate', text: 'Plates dry for an hour.', recordedOn: '2026-04-02' }),
  note({ id: 'mine', layer: 'working', workflow: '', text: 'Only I need this today.' }),
];

/** Commits the notes on a branch, planned from the last commit. */
async function onBranch(path: string, accepted = notes) {
  const view = await openRepository(path);
  const head = (await viewAtHead(path, view)) ?? view;
  const input = { repository: head, accepted, processes: [releaseProcess()], gate: () => [] };
  const written = await commitOnBranch(path, planCommits(input), 'notes');
  assert.ok(written.ok, written.ok ? '' : written.error.message);
  return written.value;
}

describe('applying on a branch', () => {
  it('commits once a workflow, each with its notes and their evidence, and leaves everything else as it was', async () => {
    const { path, git } = repository();
    const { branch, commits } = await onBranch(path);
    assert.equal(branch, 'mirror/notes');
    assert.deepEqual([git('status', '--porcelain'), git('branch', '--show-current')], ['', 'main']);
    assert.deepEqual(git('log', '--reverse', '--format=%s', `main..${branch}`).split('\n'), [
      'Context for "Cut a release"',
      'Context for "Print a plate"',
    ]);
    assert.equal(
      git('log', '-1', '--format=%B', commits[0] ?? ''),
      [
        'Context for "Cut a release"',
        '',
        'Notes:',
        '- `npm test` fails with "missing dist" after a fresh clone: run `npm run build` first.',
        '  lesson-3f2a (lesson), seen in 1 of 2 recordings, last 2026-03-01, no owner',
        '  evidence: r1, events 2-6: npm test -> exit 1',
        '- The tag comes after the tests.',
        '  order-1 (order), seen in 1 of 2 recordings, last 2026-03-01, owner @ship',
        '  evidence: r1, events 2-6: npm test -> exit 1',
      ].join('\n'),
    );
    assert.deepEqual(git('show', '--format=', '--name-only', commits[1] ?? '').split('\n'), [
      '.mirror/notes/plate-1.md',
      'AGENTS.md',
      'MEMORY.md',
    ]);
  });

  it('gives together what applying to the working tree gives', async () => {
    const { path, git } = repository();
    const { branch } = await onBranch(path);
    const view = await openRepository(path);
    const shared = notes.filter(({ layer }) => layer !== 'working');
    const planned = planContext({ repository: view, accepted: shared, processes: [releaseProcess()], gate: () => [] });
    assert.ok((await writeChanges(path, planned.changes)).ok);
    git('add', '-A');
    assert.equal(git('diff', '--cached', branch, '--name-status'), '');
  });

  it('never commits the private working layer', async () => {
    const { path, git } = repository();
    const { branch } = await onBranch(path);
    const files = git('ls-tree', '-r', '--name-only', branch);
    assert.ok(!files.includes('working'), files);
    assert.throws(() => git('grep', '-q', 'Only I need', branch));
  });

  it('is undone by reverting its commits, newest first', async () => {
    const { path, git } = repository();
    const { branch } = await onBranch(path);
    git('checkout', '-q', branch);
    git('revert', '--no-edit', `main..${branch}`);
    assert.equal(git('diff', '--stat', 'main'), '');
  });

  it('leaves out what is not committed yet, and commits notes that were applied but not committed', async () => {
    const { path, git, write } = repository();
    const view = await openRepository(path);
    const planned = planContext({ repository: view, accepted: notes, gate: () => [] });
    await writeChanges(path, planned.changes);
    const applied = readFileSync(join(path, 'AGENTS.md'), 'utf8');
    write({ 'AGENTS.md': applied.replace('# Ours\n', '# Ours\n\nHalf a thought\n'), 'draft.md': 'x' });
    const { branch } = await onBranch(path);
    const committed = git('show', `${branch}:AGENTS.md`);
    assert.ok(committed.includes('Plates dry') && !committed.includes('Half a thought'));
    assert.ok(readFileSync(join(path, 'AGENTS.md'), 'utf8').includes('Half a thought'));
  });

  it('follows a link to the file it leads to, and keeps line ends as Git is told to', async () => {
    const { path, git } = repository({ 'docs/agents.md': '# Ours\r\n', '.gitattributes': '*.md text\n' });
    symlinkSync('docs/agents.md', join(path, 'AGENTS.md'));
    git('add', '-A');
    git('commit', '-qm', 'link');
    const { branch } = await onBranch(path);
    assert.equal(git('ls-tree', branch, 'AGENTS.md').slice(0, 6), '120000');
    const text = git('show', `${branch}:docs/agents.md`);
    assert.ok(text.startsWith('# Ours\n\n<!-- mirror:begin') && !text.includes('\r'));
  });

  it('works below the root of a repository, and from a second branch of the same name', async () => {
    const { path, git } = repository({ 'apps/shop/AGENTS.md': '# Shop\n' });
    const shop = join(path, 'apps/shop');
    assert.equal((await onBranch(shop)).branch, 'mirror/notes');
    assert.equal((await onBranch(shop)).branch, 'mirror/notes-2');
    assert.match(git('show', 'mirror/notes:apps/shop/AGENTS.md'), /^# Shop\n\n<!-- mirror:begin/);
  });

  it('says what is missing: a repository, a commit, something to say', async () => {
    const empty = mkdtempSync(join(tmpdir(), 'mirror-branch-'));
    made.push(empty);
    const some = [{ message: 'x', changes: [] }];
    const codes = async () => {
      const written = await commitOnBranch(empty, some, 'x');
      return written.ok ? '' : written.error.code;
    };
    assert.equal(await codes(), 'no-git');
    execFileSync('git', ['-C', empty, 'init', '-q']);
    assert.equal(await codes(), 'no-commit');
    const nothing = await commitOnBranch(repository().path, [], 'x');
    assert.equal(nothing.ok ? '' : nothing.error.code, 'nothing');
  });
});
