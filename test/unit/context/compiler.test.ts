import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { indexLimit } from '../../../src/context/alwaysOnIndex.ts';
import { checkContext } from '../../../src/context/check.ts';
import { loaderCuts } from '../../../src/context/loaders/cuts.ts';
import { limits } from '../../../src/context/loaders/limits.ts';
import { simulateLoads } from '../../../src/context/loaders/simulate.ts';
import { findRegion } from '../../../src/context/managedRegion.ts';
import { noteValue } from '../../../src/context/value.ts';
import { agentNames } from '../../../src/model/context.ts';
import { applied, type Files, note, plan, releaseProcess, repositoryOf, textOf } from './build.ts';
import { manyNotes, teamFiles } from './manyNotes.ts';

function bodyIn(files: Files, path: string): string {
  const content = files[path];
  assert.ok(content instanceof Uint8Array, path);
  const region = findRegion(content);
  assert.ok(region.ok && region.value, path);
  return region.value.body;
}

function wholeText(files: Files, path: string): string {
  const content = files[path];
  return typeof content === 'string' ? content : textOf(content);
}

/** Every path of ours that a repository of many notes is asked about. */
const asked = ['.', 'package.json', 'web/main.ts', 'services/billing/main.ts', 'tools/press/main.ts'];

for (const count of [5, 50, 500]) {
  describe(`${count} accepted notes for a team that uses every agent`, () => {
    const notes = manyNotes(count);
    const planned = plan(teamFiles, notes);
    const files = applied(teamFiles, planned.changes);
    const repository = repositoryOf(files);

    it('stand within the limits of every loader, and nothing is cut', () => {
      assert.deepEqual([planned.refused, planned.heldBack, planned.handEdits], [[], [], []]);
      assert.deepEqual(loaderCuts(repository), []);
      for (const path of asked) {
        for (const one of simulateLoads(repository, path).agents) {
          assert.deepEqual(
            one.loads.filter(({ cutBytes }) => cutBytes > 0),
            [],
          );
          assert.deepEqual(one.advice, [], `${one.agent} for ${path}`);
          if (one.limitBytes !== undefined) assert.ok(one.usedBytes <= one.limitBytes);
        }
      }
      assert.deepEqual(checkContext({ repository }), { ok: true, findings: [] });
    });

    it('have an always-on part of at most 60 lines and 8 KB, the most valuable first', () => {
      const content = files['AGENTS.md'];
      assert.ok(content instanceof Uint8Array);
      const region = findRegion(content);
      assert.ok(region.ok && region.value);
      const part = content.subarray(region.value.start, region.value.end);
      assert.ok(part.length <= 8 * 1024, `${part.length} bytes`);
      assert.ok(textOf(part).split('\n').length <= 60);
      const shown = planned.placements.filter(({ file }) => file === 'AGENTS.md');
      assert.ok(shown.length > 0 && shown.length <= indexLimit.notes);
      const places = shown.map(({ line }) => region.value?.body.indexOf(line) ?? -1);
      assert.deepEqual(
        places,
        [...places].sort((a, b) => a - b),
      );
      const worst = Math.min(...shown.map(({ note: one }) => noteValue(one)));
      const below = planned.placements.filter(
        ({ note: one, file }) => file === 'MEMORY.md' && !['parameter', 'procedure'].includes(one.kind),
      );
      assert.ok(below.every(({ note: one }) => noteValue(one) <= worst || one.trigger.startsWith('Changing')));
    });

    it('are each said somewhere that agents are told of, and all in MEMORY.md', () => {
      assert.equal(planned.placements.length, count);
      const memory = bodyIn(files, 'MEMORY.md');
      for (const { note: one, file, line } of planned.placements) {
        assert.ok(memory.includes(`\`${one.id}\``), one.id);
        assert.ok(wholeText(files, file).includes(line), `${one.id} in ${file}`);
      }
      assert.match(bodyIn(files, 'AGENTS.md'), /^- Read `MEMORY\.md` when /m);
    });

    it('that are about a folder reach every agent there, once, and only there', () => {
      const about = planned.placements.filter(({ note: one }) => one.trigger === 'Changing `services/search`');
      if (count > 5) assert.ok(about.length > 0);
      const scoped = about.filter(({ file }) => file !== 'MEMORY.md');
      for (const agent of agentNames) {
        const loaded = (path: string) =>
          simulateLoads(repository, path, [agent])
            .agents.flatMap(({ loads }) => loads)
            .filter(({ when }) => when !== 'demand')
            .map(({ file }) => wholeText(files, file))
            .join('\n');
        const here = loaded('services/search/main.ts');
        const elsewhere = loaded('web/main.ts');
        for (const { line } of scoped) {
          assert.equal(here.split(line).length, 2, `${agent}: ${line}`);
          assert.ok(!elsewhere.includes(line), `${agent} elsewhere: ${line}`);
        }
      }
    });

    it('render to the same bytes again, whatever their order', () => {
      assert.deepEqual(plan(files, [...notes].reverse()).changes, []);
      assert.deepEqual(
        plan(teamFiles, [...notes].reverse()).changes.map(({ after }) => textOf(after)),
        planned.changes.map(({ after }) => textOf(after)),
      );
    });
  });
}

describe('a note about a path', () => {
  const about = note({ id: 'convention-1', kind: 'convention', trigger: 'Changing `web`', text: 'Keep `web` thin.' });
  const base: Files = { 'web/main.ts': '', 'package.json': '{}' };
  const paths = (files: Files, notes = [about]) =>
    plan(files, notes)
      .changes.map(({ path }) => path)
      .filter((path) => !path.startsWith('.mirror/'));

  it('stays in the index where no agent is known to be used', () => {
    assert.deepEqual(paths(base), ['AGENTS.md', 'MEMORY.md']);
    const files = applied(base, plan(base, [about]).changes);
    assert.match(bodyIn(files, 'AGENTS.md'), /Keep `web` thin/);
  });

  it('goes to the one file of the one agent that is used', () => {
    assert.deepEqual(paths({ ...base, 'CLAUDE.md': '@AGENTS.md' }), [
      '.claude/rules/mirror-web.md',
      'AGENTS.md',
      'MEMORY.md',
    ]);
    assert.deepEqual(paths({ ...base, '.cursorrules': 'x' }), [
      '.cursor/rules/mirror-web.mdc',
      'AGENTS.md',
      'MEMORY.md',
    ]);
    assert.deepEqual(paths({ ...base, '.github/copilot-instructions.md': 'x' }), [
      '.github/instructions/mirror-web.instructions.md',
      'AGENTS.md',
      'MEMORY.md',
    ]);
    assert.deepEqual(paths({ ...base, '.codex/config.toml': '' }), ['AGENTS.md', 'MEMORY.md', 'web/AGENTS.md']);
  });

  it('is said once to agents that read the same file', () => {
    const both = { ...base, 'CLAUDE.md': '@AGENTS.md', '.github/copilot-instructions.md': 'x' };
    assert.deepEqual(paths(both), ['.claude/rules/mirror-web.md', 'AGENTS.md', 'MEMORY.md']);
    const team = { ...base, '.codex/config.toml': '', '.cursorrules': 'x' };
    assert.deepEqual(paths(team), ['AGENTS.md', 'MEMORY.md', 'web/AGENTS.md']);
  });

  it('stays in the index where one agent of the team could not load it by path', () => {
    const gemini = { ...base, 'GEMINI.md': 'x', 'CLAUDE.md': '@AGENTS.md' };
    assert.deepEqual(paths(gemini), ['AGENTS.md', 'MEMORY.md']);
    const shadowed = { ...base, '.codex/config.toml': '', 'web/AGENTS.override.md': 'x' };
    assert.deepEqual(paths(shadowed), ['AGENTS.md', 'MEMORY.md']);
  });

  it('follows the setting, whatever the repository looks like', () => {
    const set = { ...base, '.vscode/settings.json': '{"mirror.agents": ["cursor"], // ours\n}', 'CLAUDE.md': 'x' };
    assert.deepEqual(paths(set), ['.cursor/rules/mirror-web.mdc', 'AGENTS.md', 'MEMORY.md']);
  });

  it('is what its front matter says: globs of its own', () => {
    const own = note({ id: 'lesson-2', paths: ['**/*.sql'], text: 'Migrations run in order.' });
    const files = { ...base, 'CLAUDE.md': '@AGENTS.md' };
    const changes = plan(files, [own]).changes;
    const rule = changes.find(({ path }) => path.startsWith('.claude/rules/'));
    assert.match(textOf(rule?.after), /^---\npaths:\n {2}- "\*\*\/\*\.sql"\n---\n<!-- mirror:rendered digest=/);
    const read = plan(applied(files, changes), []);
    assert.deepEqual(read.placements, []);
    assert.deepEqual(plan(applied(files, changes), [own]).changes, []);
  });

  it('is about every file that it says must change with the one that is changed', () => {
    const files = { ...base, 'CHANGELOG.md': '', 'CLAUDE.md': '@AGENTS.md' };
    const together = note({
      id: 'convention-2',
      kind: 'convention',
      trigger: 'Changing `CHANGELOG.md`',
      text: '`CHANGELOG.md` and `package.json` change together, as does `web/main.ts`.',
    });
    const rule = plan(files, [together]).changes.find(({ path }) => path.startsWith('.claude/rules/'));
    assert.match(
      textOf(rule?.after),
      /^---\npaths:\n {2}- "CHANGELOG\.md"\n {2}- "package\.json"\n {2}- "web\/main\.ts"\n---/,
    );
  });

  it('with a command in its trigger is about the command', () => {
    const command = note({ trigger: '`npm test` fails in `web`' });
    assert.deepEqual(paths({ ...base, 'CLAUDE.md': '@AGENTS.md' }, [command]), ['AGENTS.md', 'MEMORY.md']);
  });

  it('takes its file with it when it goes, and leaves what a person wrote there', () => {
    const start = {
      ...base,
      '.codex/config.toml': '',
      'CLAUDE.md': '@AGENTS.md',
      'web/AGENTS.md': '# Web\r\n\r\nMine.',
    };
    const files = applied(start, plan(start, [about]).changes);
    assert.match(
      wholeText(files, 'web/AGENTS.md'),
      /^# Web\r\n\r\nMine\.\r\n\r\n<!-- mirror:begin digest=\w+ scope=folder -->\r\n/,
    );
    assert.ok('.claude/rules/mirror-web.md' in files);
    const gone = applied(files, plan(files, [{ ...about, status: 'declined' }]).changes);
    assert.ok(!('.claude/rules/mirror-web.md' in gone));
    assert.ok(wholeText(gone, 'web/AGENTS.md').startsWith('# Web\r\n\r\nMine.\r\n\r\n<!-- mirror:begin'));
    assert.ok(!wholeText(gone, 'web/AGENTS.md').includes('thin'));
  });

  it('edited by hand in its rule is asked about, never written over', () => {
    const start = { ...base, 'CLAUDE.md': '@AGENTS.md' };
    const files = applied(start, plan(start, [about]).changes);
    const edited = {
      ...files,
      '.claude/rules/mirror-web.md': wholeText(files, '.claude/rules/mirror-web.md').replace('thin', 'very thin'),
    };
    const again = plan(edited, [about]);
    assert.deepEqual(again.changes, []);
    assert.deepEqual(
      again.handEdits.map(({ path, edits }) => [path, edits]),
      [
        [
          '.claude/rules/mirror-web.md',
          [{ kind: 'changed', note: 'convention-1', before: 'Keep `web` thin.', text: 'Keep `web` very thin.' }],
        ],
      ],
    );
    assert.ok(checkContext({ repository: repositoryOf(edited) }).findings.some(({ code }) => code === 'hand-edited'));
  });

  it('leaves a rule of the same name alone that somebody else wrote, and a project with notes of its own', () => {
    const theirs = { ...base, 'CLAUDE.md': '@AGENTS.md', '.claude/rules/mirror-web.md': 'mine' };
    const planned = plan(theirs, [about]);
    assert.deepEqual(
      planned.refused.map(({ path }) => path),
      ['.claude/rules/mirror-web.md'],
    );
    const nested = { ...base, '.codex/config.toml': '', 'web/.mirror/notes/x.md': 'x' };
    assert.deepEqual(paths(nested), ['AGENTS.md', 'MEMORY.md']);
  });

  it('never makes Codex cut, however long the hand-written instructions are', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 34_000 }), fc.integer({ min: 0, max: 34_000 }), (root, nested) => {
        const start = {
          ...base,
          '.codex/config.toml': '',
          ...(root > 0 ? { 'AGENTS.md': 'x'.repeat(root) } : {}),
          ...(nested > 0 ? { 'web/AGENTS.md': 'y'.repeat(nested) } : {}),
        };
        const fitted = loaderCuts(repositoryOf(start)).length === 0;
        const after = applied(start, plan(start, [about, ...manyNotes(60)]).changes);
        const again = applied(after, plan(after, [about, ...manyNotes(60)]).changes);
        if (fitted && root + nested < limits.codexBytes.value - 4096)
          assert.deepEqual(loaderCuts(repositoryOf(again)), []);
        assert.deepEqual(again, after);
      }),
      { numRuns: Number(process.env.MIRROR_BUDGET_RUNS ?? 15) },
    );
  });
});

describe('a skill with more notes than it has room for', () => {
  it('stays within the advice for skills, says how many more there are, and keeps the most valuable', () => {
    const long = 'a word '.repeat(70);
    const notes = manyNotes(200).map((one) => ({ ...one, workflow: 'Cut a release', text: `${one.text} ${long}` }));
    const files = applied({}, plan({}, notes, { processes: [releaseProcess()] }).changes);
    const text = wholeText(files, '.agents/skills/cut-a-release/SKILL.md');
    assert.ok(text.length <= limits.skillTokens.value * 4, `${text.length} bytes`);
    assert.ok(text.split('\n').length <= limits.skillLines.value);
    const moved = [...text.matchAll(/^- (\d+) more in `MEMORY\.md`\.$/gm)].reduce(
      (sum, match) => sum + Number(match[1]),
      0,
    );
    const shown = notes.filter(({ id }) => text.includes(`plate ${id.split('-')[1]} of`)).length;
    assert.equal(shown + moved, notes.length);
  });
});
