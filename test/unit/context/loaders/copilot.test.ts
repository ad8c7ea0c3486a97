/**
 * GitHub Copilot in VS Code. Written from microsoft/vscode-docs, `docs/copilot/customization/custom-instructions.md` and
 * `agent-skills.md`, and from microsoft/vscode, `computeAutomaticInstructions.ts` (how `applyTo` is matched). Read
 * 2026-11-21.
 */

import { block, skill, table } from './loaderTable.ts';

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
    shape: 'a glob without quotes, which YAML would take for an alias',
    files: {
      '.github/instructions/a.instructions.md': '---\napplyTo: **/*.ts, lib/** # ours\n---\n',
      '.github/instructions/b.instructions.md': '---\r\ndescription: b\r\napplyTo: *.py\r\n---\r\n',
      '.claude/rules/c.md': '---\npaths: **/*.ts\n---\n',
    },
    expected: ['path .github/instructions/a.instructions.md', 'path .claude/rules/c.md'],
    because: { '.github/instructions/b.instructions.md': /does not match: \*\.py/ },
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
  {
    shape: 'applyTo without a folder before it matches at any depth, whatever the case',
    files: {
      '.github/instructions/a.instructions.md': '---\napplyTo: app/**\n---\n',
      '.github/instructions/b.instructions.md': '---\napplyTo: "/app/**"\n---\n',
      '.github/instructions/c.instructions.md': '---\napplyTo: "*.TS"\n---\n',
    },
    expected: ['path .github/instructions/a.instructions.md', 'path .github/instructions/c.instructions.md'],
    because: { '.github/instructions/b.instructions.md': /does not match/ },
  },
  {
    shape: 'every spelling of everything',
    files: {
      '.github/instructions/a.instructions.md': '---\napplyTo: "**/*"\n---\n',
      '.github/instructions/deep/b.instructions.md': "---\napplyTo: '*'\n---\n",
    },
    expected: ['always .github/instructions/a.instructions.md', 'always .github/instructions/deep/b.instructions.md'],
  },
  {
    shape: 'a description without applyTo is offered to the task',
    files: { '.github/instructions/a.instructions.md': '---\ndescription: When releasing\n---\n' },
    expected: ['demand .github/instructions/a.instructions.md'],
  },
  {
    shape: "Claude's rules by their paths, everywhere without",
    files: {
      '.claude/rules/all.md': 'x',
      '.claude/rules/ts.md': '---\npaths: ["src/**/*.ts"]\n---\n',
      '.claude/rules/py.md': '---\npaths: "**/*.py"\n---\n',
    },
    expected: ['always .claude/rules/all.md', 'path .claude/rules/ts.md'],
    because: { '.claude/rules/py.md': /paths do not match/ },
  },
  {
    shape: 'other folders for instructions by setting',
    files: {
      'team/rules/a.instructions.md': '---\napplyTo: "**"\n---\n',
      '.github/instructions/b.instructions.md': '---\napplyTo: "**"\n---\n',
      '.vscode/settings.json':
        '{"chat.instructionsFilesLocations": {"team/rules": true, ".github/instructions": false, "~/x": true,},}',
    },
    expected: ['always team/rules/a.instructions.md'],
  },
  {
    shape: 'switched off one by one',
    files: {
      '.github/copilot-instructions.md': 'a',
      '.github/instructions/b.instructions.md': '---\napplyTo: "**"\n---\n',
      'CLAUDE.md': 'c',
      '.vscode/settings.json': `{
        "github.copilot.chat.codeGeneration.useInstructionFiles": false,
        "chat.includeApplyingInstructions": false,
        "chat.useClaudeMdFile": false,
      }`,
    },
    expected: [],
    because: {
      '.github/copilot-instructions.md': /useInstructionFiles is off/,
      '.github/instructions/b.instructions.md': /includeApplyingInstructions is off/,
      'CLAUDE.md': /useClaudeMdFile is off/,
    },
  },
  {
    shape: 'CRLF, a byte order mark and names outside ASCII',
    files: { '.github/instructions/größe.instructions.md': '\ufeff---\r\napplyTo: "**/*.ts"\r\n---\r\nx\r\n' },
    expected: ['path .github/instructions/größe.instructions.md'],
  },
  {
    shape: 'links are read, also where two names lead to one file',
    files: { 'AGENTS.md': 'a', 'src/app/main.ts': '' },
    links: { '.github/copilot-instructions.md': '../AGENTS.md', 'CLAUDE.md': 'AGENTS.md' },
    expected: ['always .github/copilot-instructions.md', 'always AGENTS.md', 'always CLAUDE.md'],
  },
  {
    shape: 'instructions are for their ending only, empty ones load as they are',
    files: { '.github/instructions/notes.md': 'x', '.github/copilot-instructions.md': '' },
    expected: ['always .github/copilot-instructions.md'],
  },
]);
