/**
 * Cursor. Written from its documentation (cursor.com/docs), "Rules" (four kinds of rules, plain .md ignored, AGENTS.md in
 * folders, .cursorrules still read) and "Agent Skills" (folders). Read 2026-11-21.
 */

import { skill, table } from './loaderTable.ts';

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
  {
    shape: 'always wins over globs and description',
    files: { '.cursor/rules/a.mdc': '---\ndescription: x\nglobs: docs/**\nalwaysApply: true\n---\n' },
    expected: ['always .cursor/rules/a.mdc'],
  },
  {
    shape: 'alwaysApply as a word is no yes',
    files: { '.cursor/rules/a.mdc': '---\nalwaysApply: "true"\n---\n' },
    expected: [],
    because: { '.cursor/rules/a.mdc': /neither/ },
  },
  {
    shape: 'a rule in a folder of rules, globs as a list',
    files: { '.cursor/rules/web/a.mdc': '---\nglobs:\n  - "src/**/*.ts"\n  - "lib/**"\n---\n' },
    expected: ['path .cursor/rules/web/a.mdc'],
  },
  {
    shape: 'CRLF, a byte order mark and names outside ASCII',
    files: { '.cursor/rules/größe.mdc': '\ufeff---\r\nglobs: **/*.ts\r\n---\r\nx\r\n' },
    expected: ['path .cursor/rules/größe.mdc'],
  },
  {
    shape: 'broken front matter',
    files: { '.cursor/rules/a.mdc': '---\ndescription: [\nalwaysApply: true\n---\n' },
    expected: [],
    because: { '.cursor/rules/a.mdc': /no YAML/ },
  },
  {
    shape: 'links are read',
    files: { 'shared/a.mdc': '---\nalwaysApply: true\n---\n', 'docs/agents.md': 'a', 'src/app/main.ts': '' },
    links: { '.cursor/rules/a.mdc': '../../shared/a.mdc', 'AGENTS.md': 'docs/agents.md' },
    expected: ['always .cursor/rules/a.mdc', 'always AGENTS.md'],
  },
  {
    shape: 'oversized rules load whole',
    files: { '.cursor/rules/a.mdc': `---\nalwaysApply: true\n---\n${'x\n'.repeat(900)}` },
    expected: ['always .cursor/rules/a.mdc'],
  },
  {
    shape: 'skills of four folders',
    files: {
      '.cursor/skills/a/SKILL.md': skill('a'),
      '.agents/skills/b/SKILL.md': skill('b'),
      '.github/skills/c/SKILL.md': skill('c'),
    },
    expected: ['demand .agents/skills/b/SKILL.md', 'demand .cursor/skills/a/SKILL.md'],
    because: { '.github/skills/c/SKILL.md': /\.cursor/ },
  },
  {
    shape: 'AGENTS.md of every folder on the way, imports are words',
    files: { 'AGENTS.md': '@docs/x.md', 'docs/x.md': 'x', 'src/AGENTS.md': '', 'src/app/AGENTS.md': 'c' },
    expected: ['always AGENTS.md', 'path src/AGENTS.md', 'path src/app/AGENTS.md'],
  },
  {
    shape: 'MEMORY.md by nobody',
    files: { 'MEMORY.md': 'x', 'CLAUDE.md': 'y' },
    expected: [],
    because: { 'MEMORY.md': /no agent loads it/ },
  },
]);
