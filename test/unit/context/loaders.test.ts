import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { simulateLoads } from '../../../src/context/loaders/simulate.ts';
import type { AgentLoads, AgentName } from '../../../src/model/context.ts';
import type { Files } from './build.ts';
import { repositoryOf } from './build.ts';

function loads(agent: AgentName, files: Files, path = 'src/app/main.ts'): AgentLoads {
  const [one] = simulateLoads(repositoryOf(files), path, [agent]).agents;
  assert.ok(one);
  return one;
}

/** `always AGENTS.md`, `path a/b.md`, `demand …`; what is not loaded is left out. */
function brief(one: AgentLoads): string[] {
  return one.loads.map(({ when, file, cutBytes }) => `${when} ${file}${cutBytes > 0 ? ` -${cutBytes}` : ''}`);
}

function reason(one: AgentLoads, file: string): string {
  return one.notLoaded.find((other) => other.file === file)?.reason ?? '';
}

const skill = (name: string, more = '') => `---\nname: ${name}\ndescription: Do it${more}\n---\nbody\n`;
const block = (bytes: number) => 'x'.repeat(bytes);

interface Case {
  readonly shape: string;
  readonly files: Files;
  readonly path?: string;
  readonly expected: readonly string[];
  readonly because?: Readonly<Record<string, RegExp>>;
}

function table(agent: AgentName, cases: readonly Case[]): void {
  describe(`what ${agent} loads`, () => {
    for (const { shape, files, path, expected, because = {} } of cases) {
      it(shape, () => {
        const one = loads(agent, files, path);
        assert.deepEqual(brief(one), expected);
        for (const [file, pattern] of Object.entries(because)) assert.match(reason(one, file), pattern, file);
      });
    }
  });
}

// Codex: documentation of AGENTS.md and openai/codex `project_doc.rs` (facts/agents.md).
table('codex', [
  { shape: 'nothing', files: { 'src/app/main.ts': '' }, expected: [] },
  {
    shape: 'root down to the folder of the path',
    files: { 'AGENTS.md': 'a', 'src/AGENTS.md': 'b', 'lib/AGENTS.md': 'c' },
    expected: ['always AGENTS.md', 'always src/AGENTS.md'],
    because: { 'lib/AGENTS.md': /not on the way/ },
  },
  {
    shape: 'override wins in its folder',
    files: { 'AGENTS.md': 'a', 'AGENTS.override.md': 'b' },
    expected: ['always AGENTS.override.md'],
    because: { 'AGENTS.md': /AGENTS\.override\.md stands beside it/ },
  },
  {
    shape: '32 KiB together, the deepest is cut',
    files: { 'AGENTS.md': block(30_000), 'src/AGENTS.md': block(5_000) },
    expected: ['always AGENTS.md', `always src/AGENTS.md -${35_000 - 32_768}`],
  },
  {
    shape: 'nothing left for the deepest',
    files: { 'AGENTS.md': block(40_000), 'src/AGENTS.md': 'b' },
    expected: ['always AGENTS.md -7232'],
    because: { 'src/AGENTS.md': /used up/ },
  },
  {
    shape: 'empty files take no place',
    files: { 'AGENTS.md': ' \n', 'src/AGENTS.md': 'b' },
    expected: ['always src/AGENTS.md'],
    because: { 'AGENTS.md': /empty/ },
  },
  {
    shape: 'another limit and a fallback name',
    files: {
      '.codex/config.toml': 'project_doc_max_bytes = 10\nproject_doc_fallback_filenames = ["TEAM.md"]\n',
      'TEAM.md': block(12),
    },
    expected: ['always TEAM.md -2'],
  },
  {
    shape: 'CLAUDE.md is not its file',
    files: { 'CLAUDE.md': 'a' },
    expected: [],
    because: { 'CLAUDE.md': /fallback/ },
  },
  {
    shape: 'skills of .agents',
    files: { '.agents/skills/go/SKILL.md': skill('go'), '.claude/skills/no/SKILL.md': skill('no') },
    expected: ['demand .agents/skills/go/SKILL.md'],
    because: { '.claude/skills/no/SKILL.md': /\.agents\/skills/ },
  },
  {
    shape: 'MEMORY.md by nobody',
    files: { 'AGENTS.md': 'a', 'MEMORY.md': 'b' },
    expected: ['always AGENTS.md'],
    because: { 'MEMORY.md': /no agent loads it/ },
  },
  {
    shape: 'a folder as the path',
    files: { 'AGENTS.md': 'a', 'src/AGENTS.md': 'b', 'src/x.ts': '' },
    path: 'src',
    expected: ['always AGENTS.md', 'always src/AGENTS.md'],
  },
  {
    shape: 'the root as the path',
    files: { 'AGENTS.md': 'a\r\n', 'src/AGENTS.md': 'b' },
    path: '.',
    expected: ['always AGENTS.md'],
  },
]);

// Claude Code: documentation "memory", "skills" (facts/agents.md).
table('claude', [
  {
    shape: 'AGENTS.md where there is no CLAUDE.md',
    files: { 'AGENTS.md': 'a', 'src/AGENTS.md': 'b' },
    expected: ['always AGENTS.md', 'path src/AGENTS.md'],
  },
  {
    shape: 'CLAUDE.md hides AGENTS.md',
    files: { 'AGENTS.md': 'a', 'CLAUDE.md': 'b' },
    expected: ['always CLAUDE.md'],
    because: { 'AGENTS.md': /CLAUDE\.md stands/ },
  },
  {
    shape: 'CLAUDE.md imports AGENTS.md',
    files: { 'AGENTS.md': 'a', 'CLAUDE.md': '@AGENTS.md\n' },
    expected: ['always CLAUDE.md', 'always AGENTS.md'],
  },
  {
    shape: 'CLAUDE.local.md hides AGENTS.md',
    files: { 'AGENTS.md': 'a', 'CLAUDE.local.md': 'b' },
    expected: ['always CLAUDE.local.md'],
    because: { 'AGENTS.md': /CLAUDE\.local\.md stands/ },
  },
  {
    shape: 'CLAUDE.md below hides AGENTS.md below only',
    files: { 'AGENTS.md': 'a', 'src/CLAUDE.md': 'b', 'src/AGENTS.md': 'c' },
    expected: ['always AGENTS.md', 'path src/CLAUDE.md'],
    because: { 'src/AGENTS.md': /src\/CLAUDE\.md/ },
  },
  {
    shape: 'imports four hops deep, cycles cut',
    files: {
      'CLAUDE.md': '@1.md',
      '1.md': '@2.md',
      '2.md': '@3.md @CLAUDE.md',
      '3.md': '@4.md',
      '4.md': '@5.md',
      '5.md': 'x',
    },
    expected: ['always CLAUDE.md', 'always 1.md', 'always 2.md', 'always 3.md', 'always 4.md'],
  },
  {
    shape: 'no imports from code',
    files: { 'CLAUDE.md': 'Use `@AGENTS.md` or\n```\n@AGENTS.md\n```\nme@AGENTS.md\n', 'AGENTS.md': 'a' },
    expected: ['always CLAUDE.md'],
  },
  {
    shape: 'imports do not leave the repository',
    files: { 'CLAUDE.md': '@../x.md @~/y.md @/etc/z.md' },
    expected: ['always CLAUDE.md'],
  },
  {
    shape: 'rules by paths',
    files: {
      '.claude/rules/ts.md': '---\npaths: "src/**/*.ts"\n---\n',
      '.claude/rules/py.md': '---\npaths:\n  - "**/*.py"\n---\n',
      '.claude/rules/all.md': 'x',
      '.claude/rules/bad.md': '---\npaths: [\n---\n',
    },
    expected: ['always .claude/rules/all.md', 'always .claude/rules/bad.md', 'path .claude/rules/ts.md'],
    because: { '.claude/rules/py.md': /do not match/ },
  },
  {
    shape: 'AGENTS.override.md is unknown',
    files: { 'AGENTS.override.md': 'a' },
    expected: [],
    because: { 'AGENTS.override.md': /does not know/ },
  },
  {
    shape: 'skills of .claude only',
    files: { '.claude/skills/go/SKILL.md': skill('go'), '.agents/skills/no/SKILL.md': skill('no') },
    expected: ['demand .claude/skills/go/SKILL.md'],
    because: { '.agents/skills/no/SKILL.md': /\.claude\/skills/ },
  },
  {
    shape: 'more than 4 MiB is skipped',
    files: { 'CLAUDE.md': block(4 * 1024 * 1024 + 1) },
    expected: [],
    because: { 'CLAUDE.md': /4 MiB/ },
  },
]);

// GitHub Copilot in VS Code: documentation "custom instructions", "agent skills" (facts/agents.md).
table('copilot', [
  {
    shape: 'instructions and AGENTS.md always',
    files: { '.github/copilot-instructions.md': 'a', 'AGENTS.md': 'b' },
    expected: ['always .github/copilot-instructions.md', 'always AGENTS.md'],
  },
  {
    shape: 'nested AGENTS.md only by setting',
    files: { 'src/AGENTS.md': 'a' },
    expected: [],
    because: { 'src/AGENTS.md': /useNestedAgentsMdFiles/ },
  },
  {
    shape: 'nested AGENTS.md with the setting',
    files: {
      'src/AGENTS.md': 'a',
      'lib/AGENTS.md': 'b',
      '.vscode/settings.json': '{ // yes\n "chat.useNestedAgentsMdFiles": true }',
    },
    expected: ['path src/AGENTS.md'],
  },
  {
    shape: 'AGENTS.md switched off',
    files: { 'AGENTS.md': 'a', '.vscode/settings.json': '{"chat.useAgentsMdFile": false}' },
    expected: [],
    because: { 'AGENTS.md': /is off/ },
  },
  {
    shape: 'a setting in a comment is none',
    files: { 'AGENTS.md': 'a', '.vscode/settings.json': '{/* "chat.useAgentsMdFile": false */}' },
    expected: ['always AGENTS.md'],
  },
  {
    shape: 'instructions by applyTo',
    files: {
      '.github/instructions/a.instructions.md': '---\napplyTo: "**/*.ts,**/*.tsx"\n---\n',
      '.github/instructions/b.instructions.md': '---\napplyTo: "*.py"\n---\n',
      '.github/instructions/c.instructions.md': 'none',
    },
    expected: ['path .github/instructions/a.instructions.md'],
    because: {
      '.github/instructions/b.instructions.md': /does not match/,
      '.github/instructions/c.instructions.md': /no applyTo/,
    },
  },
  {
    shape: 'applyTo everything',
    files: { '.github/instructions/a.instructions.md': '---\napplyTo: "**"\n---\n' },
    expected: ['always .github/instructions/a.instructions.md'],
  },
  {
    shape: 'braces in a glob',
    files: { '.github/instructions/a.instructions.md': '---\napplyTo: "src/**/*.{ts,js}"\n---\n' },
    expected: ['path .github/instructions/a.instructions.md'],
  },
  {
    shape: 'broken front matter',
    files: { '.github/instructions/a.instructions.md': '---\napplyTo: [\n---\n' },
    expected: [],
    because: { '.github/instructions/a.instructions.md': /no YAML/ },
  },
  { shape: 'CLAUDE.md too', files: { 'CLAUDE.md': 'a' }, expected: ['always CLAUDE.md'] },
  {
    shape: 'skills of three folders',
    files: {
      '.github/skills/a/SKILL.md': skill('a'),
      '.agents/skills/b/SKILL.md': skill('b'),
      '.claude/skills/c/SKILL.md': skill('c'),
    },
    expected: [
      'demand .agents/skills/b/SKILL.md',
      'demand .claude/skills/c/SKILL.md',
      'demand .github/skills/a/SKILL.md',
    ],
  },
  {
    shape: 'skills that break the specification',
    files: {
      '.agents/skills/a/SKILL.md': skill('b'),
      '.agents/skills/c/SKILL.md': skill('c', block(1030)),
      '.agents/skills/d/SKILL.md': 'none',
    },
    expected: [],
    because: {
      '.agents/skills/a/SKILL.md': /folder/,
      '.agents/skills/c/SKILL.md': /1,024/,
      '.agents/skills/d/SKILL.md': /front matter/,
    },
  },
]);

// Cursor: documentation "rules" (facts/agents.md).
table('cursor', [
  {
    shape: 'a rule that always applies',
    files: { '.cursor/rules/a.mdc': '---\nalwaysApply: true\n---\n' },
    expected: ['always .cursor/rules/a.mdc'],
  },
  {
    shape: 'a rule by globs without quotes',
    files: { '.cursor/rules/a.mdc': '---\ndescription:\nglobs: *.ts, *.tsx\nalwaysApply: false\n---\n' },
    expected: ['path .cursor/rules/a.mdc'],
  },
  {
    shape: 'a rule whose globs do not match',
    files: { '.cursor/rules/a.mdc': '---\nglobs: docs/**\n---\n' },
    expected: [],
    because: { '.cursor/rules/a.mdc': /do not match/ },
  },
  {
    shape: 'a rule by description',
    files: { '.cursor/rules/a.mdc': '---\ndescription: When releasing\n---\n' },
    expected: ['demand .cursor/rules/a.mdc'],
  },
  {
    shape: 'a rule with nothing',
    files: { '.cursor/rules/a.mdc': 'x' },
    expected: [],
    because: { '.cursor/rules/a.mdc': /neither/ },
  },
  {
    shape: 'plain Markdown is no rule',
    files: { '.cursor/rules/a.md': 'x' },
    expected: [],
    because: { '.cursor/rules/a.md': /\.mdc/ },
  },
  {
    shape: 'AGENTS.md, nested with the path',
    files: { 'AGENTS.md': 'a', 'src/AGENTS.md': 'b', 'lib/AGENTS.md': 'c' },
    expected: ['always AGENTS.md', 'path src/AGENTS.md'],
    because: { 'lib/AGENTS.md': /not on the way/ },
  },
  { shape: 'the older file', files: { '.cursorrules': 'x' }, expected: ['always .cursorrules'] },
  {
    shape: 'nested rules',
    files: {
      'src/.cursor/rules/a.mdc': '---\nalwaysApply: true\n---\n',
      'lib/.cursor/rules/b.mdc': '---\nalwaysApply: true\n---\n',
    },
    expected: ['always src/.cursor/rules/a.mdc'],
    because: { 'lib/.cursor/rules/b.mdc': /not on the way/ },
  },
]);

// Gemini CLI: documentation "context files", "memory import processor" (facts/agents.md).
table('gemini', [
  {
    shape: 'GEMINI.md of root and way',
    files: { 'GEMINI.md': 'a', 'src/GEMINI.md': 'b', 'lib/GEMINI.md': 'c' },
    expected: ['always GEMINI.md', 'path src/GEMINI.md'],
    because: { 'lib/GEMINI.md': /not on the way/ },
  },
  {
    shape: 'AGENTS.md not by itself',
    files: { 'AGENTS.md': 'a' },
    expected: [],
    because: { 'AGENTS.md': /context\.fileName/ },
  },
  {
    shape: 'AGENTS.md by setting',
    files: { 'AGENTS.md': 'a', '.gemini/settings.json': '{"context":{"fileName":["AGENTS.md","GEMINI.md"]}}' },
    expected: ['always AGENTS.md'],
  },
  {
    shape: 'one name by setting',
    files: { 'TEAM.md': 'a', 'GEMINI.md': 'b', '.gemini/settings.json': '{"context":{"fileName":"TEAM.md"}}' },
    expected: ['always TEAM.md'],
  },
  {
    shape: 'broken settings',
    files: { 'GEMINI.md': 'b', '.gemini/settings.json': '{' },
    expected: ['always GEMINI.md'],
  },
  {
    shape: 'imports',
    files: { 'GEMINI.md': '@./docs/a.md', 'docs/a.md': '@b.md', 'docs/b.md': 'x' },
    expected: ['always GEMINI.md', 'always docs/a.md', 'always docs/b.md'],
  },
  {
    shape: 'skills of two folders',
    files: {
      '.gemini/skills/a/SKILL.md': skill('a'),
      '.agents/skills/b/SKILL.md': skill('b'),
      '.claude/skills/c/SKILL.md': skill('c'),
    },
    expected: ['demand .agents/skills/b/SKILL.md', 'demand .gemini/skills/a/SKILL.md'],
    because: { '.claude/skills/c/SKILL.md': /\.gemini\/skills/ },
  },
]);

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
