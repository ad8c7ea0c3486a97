import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { gitFacts, readReflogSubject } from '../../../src/capture/reflog.ts';
import { createGitPort, headOf } from '../../../src/host/git.ts';
import type { GitFact } from '../../../src/model/event.ts';
import type { GitPort } from '../../../src/model/git.ts';

describe("a line of Git's own log", () => {
  it('is read as the operation it was', () => {
    const samples: readonly [subject: string, op: string, rest: object][] = [
      ['commit: Fix: the gauge', 'commit', { message: 'Fix: the gauge' }],
      ['commit (initial): Start', 'commit', { message: 'Start' }],
      ['commit (amend): Better', 'commit', { message: 'Better' }],
      ['commit (merge): Merge topic', 'merge', { message: 'Merge topic' }],
      ['commit (cherry-pick): Pick', 'cherry-pick', { message: 'Pick' }],
      ['checkout: moving from main to fix/gauge', 'checkout', { branch: 'fix/gauge' }],
      ['merge topic: Fast-forward', 'merge', { message: 'merge topic: Fast-forward' }],
      ['pull: Fast-forward', 'merge', { message: 'pull: Fast-forward' }],
      ['rebase (finish): returning to refs/heads/topic', 'rebase', { branch: 'topic' }],
      ['pull --rebase (finish): returning to refs/heads/main', 'rebase', { branch: 'main' }],
      ['cherry-pick: Pick', 'cherry-pick', { message: 'Pick' }],
      ['reset: moving to HEAD~1', 'reset', { message: 'moving to HEAD~1' }],
      ['Branch: renamed refs/heads/a to refs/heads/b', 'branch', { message: 'renamed refs/heads/a to refs/heads/b' }],
      ['clone: from elsewhere', 'other', { message: 'clone: from elsewhere' }],
      ['', 'other', { message: '' }],
    ];
    for (const [subject, op, rest] of samples) assert.deepEqual(readReflogSubject(subject), { op, ...rest }, subject);
  });
});

describe('a real repository', () => {
  let folder = '';
  let port: GitPort;
  const git = (...args: string[]): string => {
    const env = { ...process.env, GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_SYSTEM: '/dev/null', HOME: folder };
    const who = [
      '-c',
      'user.name=Sam Example',
      '-c',
      'user.email=sam@example.invalid',
      '-c',
      'init.defaultBranch=main',
    ];
    return execFileSync('git', ['-C', folder, ...who, ...args], {
      encoding: 'utf8',
      env,
      stdio: ['ignore', 'pipe', 'ignore'],
    }).trim();
  };
  const told = async (act: () => void): Promise<string[]> => {
    const earlier = await port.state(folder);
    act();
    const later = await port.state(folder);
    assert.ok(earlier && later);
    return gitFacts(earlier, later).map(({ op, branch, message }: GitFact) =>
      `${op} ${branch ?? '-'} ${message ?? ''}`.trim(),
    );
  };
  const commit = (message: string): string => git('commit', '-q', '--allow-empty', '-m', message);

  before(() => {
    folder = realpathSync(mkdtempSync(join(tmpdir(), 'mirror-git-')));
    git('init', '-q');
    writeFileSync(join(folder, '.gitignore'), 'build/\n*.log\n');
    writeFileSync(join(folder, 'clean.txt'), 'as committed\n');
    writeFileSync(join(folder, 'dirty.txt'), 'as committed\n');
    port = createGitPort([folder]);
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  it('tells the first commit, and what follows, several at once too', async () => {
    assert.deepEqual(
      await told(() => {
        git('add', '.');
        commit('Start');
      }),
      ['commit main Start'],
    );
    assert.equal(await headOf(folder), git('rev-parse', 'HEAD'));
    assert.deepEqual(await told(() => commit('Next: more')), ['commit main Next: more']);
    assert.deepEqual(
      await told(() => {
        git('checkout', '-q', '-b', 'topic');
        commit('On topic');
        git('tag', 'v1.0.0');
        git('checkout', '-q', 'main');
      }),
      ['checkout topic', 'commit topic On topic', 'checkout main', 'tag main v1.0.0'],
    );
    assert.deepEqual(await told(() => {}), []);
  });

  it('tells merges, resets, branches made without going there, annotated tags and picks', async () => {
    assert.deepEqual(await told(() => git('merge', '-q', 'topic')), ['merge main merge topic: Fast-forward']);
    assert.deepEqual(await told(() => git('reset', '-q', '--hard', 'HEAD~1')), ['reset main moving to HEAD~1']);
    assert.deepEqual(await told(() => git('branch', 'aside')), ['branch aside']);
    const head = git('rev-parse', 'HEAD');
    const earlier = await port.state(folder);
    git('tag', '-a', 'v2', '-m', 'Two');
    const later = await port.state(folder);
    assert.deepEqual(earlier && later && gitFacts(earlier, later), [
      { kind: 'git', op: 'tag', head, message: 'v2', branch: 'main' },
    ]);
    assert.deepEqual(
      await told(() => git('checkout', '-q', '--detach')),
      ['checkout - '].map((each) => each.trim()),
    );
    git('checkout', '-q', 'main');
  });

  it('tells a rebase once', async () => {
    git('checkout', '-q', '-b', 'long', 'main');
    for (const name of ['a', 'b', 'c']) commit(name);
    git('checkout', '-q', 'main');
    commit('Meanwhile');
    git('checkout', '-q', 'long');
    assert.deepEqual(await told(() => git('rebase', '-q', 'main')), ['rebase long']);
    git('checkout', '-q', 'main');
  });

  it('tells work put aside from a reset, and a merge that stopped at a conflict when it is ended', async () => {
    const gauge = join(folder, 'gauge.txt');
    const save = (text: string): void => {
      writeFileSync(gauge, text);
      git('add', 'gauge.txt');
      commit(`Gauge ${text}`);
    };
    git('checkout', '-q', '-b', 'left', 'main');
    save('left');
    writeFileSync(gauge, 'later');
    assert.deepEqual(await told(() => git('stash', '-q')), ['other left stash']);
    assert.deepEqual(await told(() => git('reset', '-q', '--hard')), ['reset left moving to HEAD']);
    git('checkout', '-q', '-b', 'right', 'main');
    save('right');
    assert.deepEqual(await told(() => assert.throws(() => git('merge', '-q', 'left'))), []);
    const ended = await told(() => {
      writeFileSync(gauge, 'both');
      git('commit', '-q', '-a', '-m', 'Join left');
    });
    assert.deepEqual(ended, ['merge right Join left']);
    git('stash', 'drop', '-q');
    git('checkout', '-q', 'main');
  });

  it('knows what is ignored, and what a file held at the start', async () => {
    mkdirSync(join(folder, 'build'), { recursive: true });
    writeFileSync(join(folder, 'dirty.txt'), 'changed before the start\n');
    const started = createGitPort([folder]);
    const path = (name: string): string => join(folder, name);
    assert.deepEqual(
      [...(await started.ignored([path('build/x.js'), path('a.log'), path('clean.txt'), '/elsewhere/a.log']))],
      [path('build/x.js'), path('a.log')],
    );
    assert.deepEqual([...(await started.ignored([path('clean.txt')]))], []);
    writeFileSync(path('clean.txt'), 'changed since\n');
    assert.equal(await started.textAtStart(path('clean.txt')), 'as committed\n');
    assert.equal(await started.textAtStart(path('dirty.txt')), undefined);
    assert.equal(await started.textAtStart(path('absent.txt')), undefined);
    git('checkout', '-q', '--', '.');
  });

  it('is the same through a symbolic link', async () => {
    const link = `${folder}-link`;
    symlinkSync(folder, link);
    try {
      const linked = createGitPort([link]);
      assert.deepEqual(await linked.roots(), [folder]);
      assert.deepEqual(
        [...(await linked.ignored([join(link, 'a.log'), join(folder, 'b.log')]))],
        [join(link, 'a.log'), join(folder, 'b.log')],
      );
    } finally {
      rmSync(link);
    }
  });
});

describe('a folder without Git', () => {
  it('has no repository, and what its .gitignore says', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'mirror-nogit-'));
    try {
      writeFileSync(join(folder, '.gitignore'), 'out/\n');
      const port = createGitPort([folder]);
      assert.deepEqual(await port.roots(), []);
      const ignored = await port.ignored(['out/a', 'node_modules/x/y', 'src/a'].map((name) => join(folder, name)));
      assert.deepEqual([...ignored], [join(folder, 'out/a'), join(folder, 'node_modules/x/y')]);
      assert.equal(await port.textAtStart(join(folder, 'src/a')), undefined);
      assert.equal(await headOf(folder), undefined);
      assert.equal(await port.state(folder), undefined);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
