import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { limits } from '../../../../src/context/loaders/limits.ts';
import { simulateLoads } from '../../../../src/context/loaders/simulate.ts';
import { repositoryOf } from '../build.ts';
import { block, brief, loads, reason, skill } from './loaderTable.ts';

describe('what a loaded file names', () => {
  const index = 'Read `MEMORY.md` when lost. Follow `.agents/skills/go/SKILL.md` to go.\n';
  const files = { 'AGENTS.md': index, 'MEMORY.md': 'x', '.agents/skills/go/SKILL.md': skill('go') };

  it('is read on demand, also by an agent that knows no such folder', () => {
    const one = loads('claude', files);
    assert.deepEqual(brief(one), ['always AGENTS.md', 'demand .agents/skills/go/SKILL.md', 'demand MEMORY.md']);
    assert.deepEqual(one.notLoaded, []);
    assert.equal(one.loads[1]?.via, 'AGENTS.md');
    assert.match(reason(loads('gemini', files), 'MEMORY.md'), /nothing that is loaded here names it/);
  });

  it('is not, where the name is cut off or is part of another', () => {
    assert.match(reason(loads('codex', { ...files, 'AGENTS.md': block(32 * 1024) + index }), 'MEMORY.md'), /names it/);
    assert.match(
      reason(loads('codex', { ...files, 'AGENTS.md': 'docs/MEMORY.md and MEMORY.mdx' }), 'MEMORY.md'),
      /names it/,
    );
  });
});

describe('the figures of a load', () => {
  it('count bytes, lines and tokens, and only what is loaded counts as used', () => {
    const one = loads('codex', { 'AGENTS.md': 'é\nb\n', '.agents/skills/go/SKILL.md': skill('go') });
    assert.deepEqual(one.loads[0], { file: 'AGENTS.md', when: 'always', bytes: 5, lines: 2, tokens: 2, cutBytes: 0 });
    assert.equal(one.usedBytes, 5);
    assert.equal(one.limitBytes, 32 * 1024);
  });

  it('say who imports a file, and what is longer than advised', () => {
    const one = loads('claude', { 'CLAUDE.md': `@a.md\n${'x\n'.repeat(300)}`, 'a.md': 'x' });
    assert.equal(one.loads[1]?.via, 'CLAUDE.md');
    assert.match(one.advice.join(), /301 lines/);
    const long = loads('codex', { '.agents/skills/go/SKILL.md': skill('go') + 'x\n'.repeat(600) });
    assert.match(long.advice.join(), /605 lines/);
  });
});

describe('an import that leads out of the repository', () => {
  it('is told, once for each, and is not read', () => {
    const one = loads('claude', { 'CLAUDE.md': '@~/mine.md and @../team.md, @a.md me@b.md', 'a.md': '@/etc/all.md' });
    assert.deepEqual(brief(one), ['always CLAUDE.md', 'always a.md']);
    assert.deepEqual(
      one.advice.map((sentence) => /imports (\S+) from outside/.exec(sentence)?.[1]),
      ['~/mine.md', '../team.md', '/etc/all.md'],
    );
  });
});

describe('files that Git ignores', () => {
  it('load all the same', () => {
    const view = repositoryOf({ 'AGENTS.md': 'a' });
    const rule = '.cursor/rules/mine.mdc';
    const text = '---\nalwaysApply: true\n---\n';
    const [one] = simulateLoads(
      {
        ...view,
        ignoredForAgents: [rule],
        text: (path) => (path === rule ? text : view.text(path)),
        has: (path) => path === rule || view.has(path),
      },
      '.',
      ['cursor'],
    ).agents;
    assert.deepEqual(one && brief(one), ['always .cursor/rules/mine.mdc', 'always AGENTS.md']);
  });
});

describe('the limits', () => {
  it('are data with a source and the day it was read', () => {
    for (const [name, { value, source, checked }] of Object.entries(limits)) {
      assert.ok(value > 0 && source.length > 10, name);
      assert.match(checked, /^\d{4}-\d\d-\d\d$/, name);
    }
  });
});
