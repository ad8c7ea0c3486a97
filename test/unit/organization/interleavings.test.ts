import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { promisify } from 'node:util';
import { mergeAccepted, readNotes } from '../../../src/context/noteStore.ts';
import { organizationNotes, organizationOffers, planPromotion } from '../../../src/context/organization.ts';
import { planContext } from '../../../src/context/plan.ts';
import { type Organization, openOrganization } from '../../../src/host/organization.ts';
import { openRepository } from '../../../src/host/repository.ts';
import { writeChanges } from '../../../src/host/writeFiles.ts';
import type { Note } from '../../../src/model/note.ts';

/** `npm run soak` sets more. */
const runs = Number(process.env.MIRROR_INTERLEAVINGS ?? 2);
const stepsARun = 24;
const author = { name: 'Sam Example', email: 'sam@example.org' };
const run = promisify(execFile);

async function git(folder: string, ...args: string[]): Promise<string> {
  const identity = ['-c', `user.name=${author.name}`, '-c', `user.email=${author.email}`, '-c', 'gc.auto=0'];
  return (await run('git', ['-C', folder, ...identity, ...args])).stdout.trim();
}

/** Small and seeded (mulberry32), so that a run that fails can be run again. */
function random(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) % below;
  };
}

interface Clone {
  readonly name: string;
  readonly path: string;
  readonly organization: Organization;
  recordings: number;
}

/** The claim with this number, as this clone's newest recording shows it. */
function claim(number: number, clone: Clone): Note {
  clone.recordings += 1;
  const id = `lesson-${number}`;
  return {
    id,
    kind: 'lesson',
    workflow: 'Cut a release',
    layer: 'project',
    trigger: `\`npm test\` fails in part ${number}`,
    action: `run \`npm run part${number}\``,
    text: `When \`npm test\` fails in part ${number}, run \`npm run part${number}\`.`,
    evidence: [
      {
        recording: `rec-${clone.name}-${clone.recordings}`,
        from: number,
        to: number + 2,
        excerpt: `npm test → exit ${number}`,
      },
    ],
    support: { n: 1, of: 1 },
    status: 'accepted',
    recordedOn: `2026-03-${String(1 + (clone.recordings % 27)).padStart(2, '0')}`,
    owner: clone.name,
  };
}

async function accept(clone: Clone, notes: readonly Note[]): Promise<void> {
  const repository = await openRepository(clone.path);
  const onDisk = readNotes(repository).notes.map(({ note }) => note);
  const { changes, refused, handEdits } = planContext({
    repository,
    accepted: mergeAccepted(onDisk, notes),
    gate: () => [],
  });
  assert.deepEqual([refused, handEdits], [[], []]);
  const written = await writeChanges(clone.path, changes);
  assert.ok(written.ok, written.ok ? '' : written.error.message);
  if (changes.length === 0) return;
  await git(clone.path, 'add', '-A');
  await git(clone.path, 'commit', '-qm', `accept ${notes.map(({ id }) => id)}`);
}

/** Takes in what others pushed. What is rendered may conflict, and is rendered again; what it is rendered from may not. */
async function pull(clone: Clone): Promise<void> {
  await git(clone.path, 'fetch', '-q', 'origin');
  const merged = await git(clone.path, 'merge', '-q', '--no-edit', 'origin/main').then(
    () => true,
    () => false,
  );
  if (!merged) {
    const conflicts = (await git(clone.path, 'diff', '--name-only', '--diff-filter=U')).split('\n');
    assert.deepEqual(
      conflicts.filter((path) => path.startsWith('.mirror/')),
      [],
      'a conflict in the notes',
    );
    await git(clone.path, 'checkout', '-q', '--ours', '--', ...conflicts);
    await git(clone.path, 'add', '-A');
    await git(clone.path, 'commit', '-qm', 'merge');
  }
  await accept(clone, []);
}

async function push(clone: Clone): Promise<void> {
  for (let tries = 0; tries < 3; tries++) {
    await pull(clone);
    const pushed = await git(clone.path, 'push', '-q', 'origin', 'HEAD:main').then(
      () => true,
      () => false,
    );
    if (pushed) return;
  }
  assert.fail('three pulls, and others were always faster');
}

async function promote(clone: Clone, choose: (below: number) => number): Promise<void> {
  const updated = await clone.organization.update(0);
  assert.ok(updated.ok, updated.ok ? '' : updated.error.message);
  const own = readNotes(await openRepository(clone.path))
    .notes.map(({ note }) => note)
    .filter(({ layer }) => layer === 'project');
  const note = own[choose(own.length || 1)];
  if (!note) return;
  const { changes, message, name, heldBack } = planPromotion([note], updated.value, () => []);
  assert.deepEqual(heldBack, []);
  if (changes.length === 0) return;
  const promoted = await clone.organization.promote(name, changes, message, author);
  assert.ok(promoted.ok, promoted.ok ? '' : promoted.error.message);
  const pushed = await clone.organization.push(promoted.value.branch);
  assert.ok(pushed.ok, pushed.ok ? '' : pushed.error.message);
}

/** The organization's maintainer merges every branch that waits. */
async function mergePromoted(desk: string): Promise<void> {
  await git(desk, 'fetch', '-q', '--prune', 'origin');
  await git(desk, 'merge', '-q', '--ff-only', 'origin/main');
  const branches = (await git(desk, 'branch', '-r', '--no-merged', 'HEAD', '--format=%(refname:short)')).split('\n');
  for (const branch of branches.filter((each) => each.startsWith('origin/mirror/'))) {
    await git(desk, 'merge', '-q', '--no-edit', branch);
    await git(desk, 'push', '-q', 'origin', 'HEAD:main', `:${branch.replace('origin/', 'refs/heads/')}`);
  }
}

async function wireIn(clone: Clone): Promise<void> {
  const updated = await clone.organization.update(0);
  assert.ok(updated.ok);
  const repository = await openRepository(clone.path);
  const stored = readNotes(repository).notes.map(({ note }) => note);
  const offers = organizationOffers(updated.value, stored, repository, ['Cut a release']);
  const fresh = offers.filter(({ kind }) => kind === 'new').map(({ note }) => note);
  const newer = offers.filter(({ kind }) => kind === 'update').map(({ note }) => note);
  const { changes } = planContext({ repository, accepted: mergeAccepted(stored, fresh, newer), gate: () => [] });
  const written = await writeChanges(clone.path, changes);
  assert.ok(written.ok);
  if (changes.length === 0) return;
  await git(clone.path, 'add', '-A');
  await git(clone.path, 'commit', '-qm', 'wire in');
}

async function world(scratch: string): Promise<{ clones: Clone[]; desk: string }> {
  const bare = async (name: string) => {
    const path = join(scratch, `${name}.git`);
    await run('git', ['init', '-q', '--bare', '-b', 'main', path]);
    return path;
  };
  const start = async (remote: string, name: string, files: Record<string, string>) => {
    const path = join(scratch, name);
    await run('git', ['clone', '-q', remote, path]);
    for (const [file, text] of Object.entries(files)) writeFileSync(join(path, file), text);
    await git(path, 'add', '-A');
    await git(path, 'commit', '-qm', 'start');
    await git(path, 'push', '-q', 'origin', 'HEAD:main');
    return path;
  };
  const organization = await bare('organization');
  const desk = await start(organization, 'desk', { 'README.md': 'Notes for all.\n' });
  const clones: Clone[] = [];
  for (const project of ['press', 'loom']) {
    const remote = await bare(project);
    const first = await start(remote, `${project}-a`, { 'package.json': '{ "scripts": { "test": "node --test" } }\n' });
    const paths = [first];
    if (project === 'press') {
      paths.push(join(scratch, `${project}-b`));
      await run('git', ['clone', '-q', remote, join(scratch, `${project}-b`)]);
    }
    for (const path of paths) {
      const name = path.slice(scratch.length + 1);
      const storage = join(scratch, 'storage', name);
      mkdirSync(storage, { recursive: true });
      const opened = openOrganization(storage, organization);
      assert.ok(opened.ok);
      clones.push({ name, path, organization: opened.value, recordings: 0 });
    }
  }
  return { clones, desk };
}

async function interleave(seed: number): Promise<void> {
  const scratch = mkdtempSync(join(tmpdir(), 'mirror-organization-'));
  try {
    const { clones, desk } = await world(scratch);
    const choose = random(seed);
    /** Ids that were accepted, by project. */
    const accepted = new Map<string, Set<string>>();
    const project = (clone: Clone) => clone.name.split('-')[0] ?? '';
    for (let step = 0; step < stepsARun; step++) {
      const clone = clones[choose(clones.length)] as Clone;
      switch (choose(7)) {
        case 0:
        case 1:
        case 2: {
          const note = claim(choose(5), clone);
          accepted.set(project(clone), (accepted.get(project(clone)) ?? new Set()).add(note.id));
          await accept(clone, [note]);
          break;
        }
        case 3:
          await push(clone);
          break;
        case 4:
          await promote(clone, choose);
          break;
        case 5:
          await mergePromoted(desk);
          break;
        default:
          await wireIn(clone);
      }
    }
    await mergePromoted(desk);
    for (const clone of [...clones, ...clones]) await push(clone);
    for (const clone of clones) {
      const stored = readNotes(await openRepository(clone.path));
      assert.deepEqual([stored.unreadable, stored.doubled], [[], []]);
      const ids = stored.notes.map(({ note }) => note.id);
      assert.equal(new Set(ids).size, ids.length, 'no note stands twice');
      assert.deepEqual(
        [...(accepted.get(project(clone)) ?? [])].filter((id) => !ids.includes(id)),
        [],
        'no note is lost',
      );
      for (const { note, path } of stored.notes) {
        const cited = new Set(note.evidence.map(({ recording }) => recording)).size;
        assert.ok(note.evidence.length > 0 && cited === note.evidence.length, `${path}: each evidence once`);
        assert.match(note.text, /^When `npm test` fails in part \d, run `npm run part\d`\.$/);
      }
    }
    const promoted = await (clones[0] as Clone).organization.update(0);
    assert.ok(promoted.ok);
    const notes = organizationNotes(promoted.value);
    assert.equal(
      notes.length,
      [...promoted.value.files.keys()].filter((path) => path.endsWith('.md')).length,
      'one file a note',
    );
  } finally {
    rmSync(scratch, { recursive: true, force: true, maxRetries: 3 });
  }
}

describe('two projects, three clones and an organization, in any order', { timeout: 7_200_000 }, () => {
  const seeds = Array.from({ length: runs }, (_, index) => 1 + index);
  for (const seed of seeds) it(`no note is lost, doubled or in conflict (seed ${seed})`, () => interleave(seed));
});
