import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Note } from '../../../../src/model/note.ts';
import { command, context, gapsOf, january, ran, recording, step, subjects } from '../build.ts';

const dayMs = 86_400_000;

describe('single-witness', () => {
  it('tells one recording of one person', () => {
    assert.deepEqual(subjects('single-witness', {}), ['Cut a release']);
  });

  it('is none with a second recording, until the newest is past its shelf life', () => {
    const recordings = [recording([]), recording([], { id: 'r2', startedAt: '2026-01-15T09:00:00Z' })];
    assert.deepEqual(subjects('single-witness', { recordings }), []);
    const late = { now: january + 200 * dayMs };
    assert.equal(
      gapsOf('single-witness', { recordings, more: late })[0]?.question,
      'Is this still how “Cut a release” is done?',
    );
    assert.deepEqual(
      subjects('single-witness', { recordings, more: { ...late, options: { shelfLifeDays: 365 } } }),
      [],
    );
  });
});

describe('no-owner', () => {
  const recordings = [
    recording([
      { kind: 'edit', file: 'infra/main.tf', origin: 'typed' },
      { kind: 'edit', file: 'src/a.ts', origin: 'typed' },
    ]),
  ];
  const observations = { steps: [step([], { files: ['infra/main.tf', 'src/a.ts'] })] };

  it('tells touched areas that CODEOWNERS leaves out, in any of its places', () => {
    for (const place of ['CODEOWNERS', '.github/CODEOWNERS', 'docs/CODEOWNERS']) {
      const repository = { [place]: '# who\n/src/ @team # front\n' };
      assert.deepEqual(subjects('no-owner', { recordings, observations, repository }), ['infra/main.tf'], place);
    }
  });

  it('takes the last rule that matches, also one that names nobody', () => {
    const repository = { CODEOWNERS: '* @all\n/infra/\n' };
    assert.deepEqual(subjects('no-owner', { recordings, observations, repository }), ['infra/main.tf']);
  });

  it('is one gap without a CODEOWNERS file', () => {
    assert.deepEqual(subjects('no-owner', { recordings, observations }), ['infra/main.tf']);
  });

  it('tells context files without owner, unless a note in them has one', () => {
    const repository = { CODEOWNERS: '/src/ @team\n/infra/ @ops\n' };
    assert.deepEqual(subjects('no-owner', { repository, loaded: { 'AGENTS.md': 'x' } }), ['AGENTS.md']);
    assert.deepEqual(subjects('no-owner', { repository, loaded: { 'MEMORY.md': '- a\n  id | owner: @team' } }), []);
  });

  it('names owners as those to ask', () => {
    const asked = gapsOf('unexplained-step', {
      repository: { CODEOWNERS: '/tools/ @release' },
      observations: { steps: [step([ran(1, './tools/seal.sh 1')])] },
    });
    assert.equal(asked[0]?.askWhom, '@release');
  });
});

describe('stale', () => {
  const repository = { 'src/a.ts': '', 'package.json': '{"scripts":{"test":"x"}}', Makefile: 'build:\n\techo' };

  it('tells paths, scripts and targets that are gone', () => {
    const loaded = {
      'AGENTS.md': 'See `src/gone.ts` and `src/a.ts`. Run `npm run lint`, `npm test`, `make deploy`, `make build`.',
    };
    assert.deepEqual(subjects('stale', { repository, loaded }).sort(), ['make deploy', 'npm run lint', 'src/gone.ts']);
  });

  it('tells a script that a command runs, not the files it may write', () => {
    const loaded = { 'AGENTS.md': 'Run `bash tools/gone.sh --out reports/a.json`, `pg_dump shop > backups/shop.sql`.' };
    assert.deepEqual(subjects('stale', { repository, loaded }), ['tools/gone.sh']);
  });

  it('leaves patterns, outputs, addresses and what a command creates alone', () => {
    const loaded = {
      'AGENTS.md':
        'Use `src/*.ts`, `dist/out.js`, `https://x.example/a/b.md`, `<dir>/x.ts`, `~/x/y.sh`.\n\nThis creates `tmp/report.md`.',
    };
    assert.deepEqual(subjects('stale', { repository, loaded }), []);
  });

  it('tells what the context check found', () => {
    const findings = [
      { code: 'stale' as const, file: '.mirror/notes/a.md', note: 'a', message: 'the script `lint` is gone' },
      { code: 'stale' as const, file: 'AGENTS.md', message: 'no longer says what the accepted notes say' },
      { code: 'hand-edited' as const, file: 'AGENTS.md', message: 'edited' },
    ];
    assert.deepEqual(subjects('stale', { more: { findings } }), ['.mirror/notes/a.md']);
  });
});

describe('contradiction', () => {
  const recordings = [recording([command('npm install')])];

  it('tells what people did against what context says', () => {
    const observations = { steps: [step([ran(1, 'npm install')])] };
    const loaded = { 'AGENTS.md': 'Never use `npm install`; use `npm ci`.' };
    assert.deepEqual(subjects('contradiction', { recordings, observations, loaded }), ['npm install']);
    assert.deepEqual(
      subjects('contradiction', { recordings, observations, loaded: { 'AGENTS.md': 'Use `npm install`.' } }),
      [],
    );
  });

  it('tells two context files that disagree', () => {
    assert.equal(
      subjects('contradiction', { loaded: { 'AGENTS.md': 'Run `pnpm test`.', 'CLAUDE.md': 'Run `npm test`.' } }).length,
      1,
    );
    assert.equal(
      subjects('contradiction', { loaded: { 'AGENTS.md': 'Run `pnpm test`.', 'CLAUDE.md': 'Run `pnpm install`.' } })
        .length,
      0,
    );
  });

  it('is settled by an answer that is loaded beside what people do not follow', () => {
    const observations = { steps: [step([ran(1, 'npm install')])] };
    const loaded = {
      'AGENTS.md': 'Never use `npm install`; use `npm ci`.\n\n- For `npm install`: the green one, on Mondays.',
    };
    assert.deepEqual(subjects('contradiction', { recordings, observations, loaded }), []);
  });

  it('asks about contradictions that distilling noted, about their first command', () => {
    const note: Note = {
      id: 'n1',
      kind: 'contradiction',
      workflow: 'Cut a release',
      layer: 'project',
      trigger: 'installing',
      action: 'use npm',
      text: 'README says pnpm, people used npm.',
      evidence: [{ recording: 'r1', from: 1, to: 1, excerpt: 'npm install' }],
      support: { n: 1, of: 1 },
      status: 'proposed',
    };
    assert.deepEqual(subjects('contradiction', { recordings, notes: [note] }), ['npm install']);
    assert.deepEqual(subjects('contradiction', { recordings, notes: [{ ...note, status: 'declined' }] }), []);
  });
});

describe('truncated', () => {
  it('tells a file that a loader cuts, once for all agents', () => {
    const cut = { agent: 'codex' as const, file: 'AGENTS.md', bytes: 40_000, cutBytes: 7_232, limitBytes: 32_768 };
    const [gap, ...others] = gapsOf('truncated', {
      more: { context: context({}, [cut, { ...cut, agent: 'claude' }]) },
    });
    assert.equal(others.length, 0);
    assert.equal(gap?.subject, 'AGENTS.md');
    assert.equal(gap?.severity, 'high');
    assert.deepEqual(subjects('truncated', { more: { context: context({}, [{ ...cut, cutBytes: 0 }]) } }), []);
  });
});

describe('agent-reported', () => {
  const report = { workflow: 'Cut a release', missing: 'which  registry to use', where: 'npm publish' };

  it('is one gap for the same lack, in the workflow it was reported for', () => {
    const agentReports = [report, { ...report, missing: 'Which registry to use' }, { ...report, workflow: 'Other' }];
    assert.deepEqual(subjects('agent-reported', { more: { agentReports } }), ['npm publish']);
  });

  it('is none for an empty report', () => {
    assert.deepEqual(subjects('agent-reported', { more: { agentReports: [{ ...report, missing: '  ' }] } }), []);
  });
});
