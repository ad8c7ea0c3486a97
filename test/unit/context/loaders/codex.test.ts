/**
 * Codex. Written from openai/codex, `codex-rs/core/src/project_doc.rs` (discovery from the Git root down, first candidate
 * name a folder, links allowed, blank files skipped, the remaining bytes cut) and its `docs/agents_md.md`; skills from
 * its documentation "Agent Skills". Read 2026-11-21.
 */

import { block, skill, table } from './loaderTable.ts';

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
  {
    shape: 'a byte order mark, CRLF and a path outside ASCII count as bytes',
    files: { 'AGENTS.md': '\ufeffLies das.\r\n', 'src/größe/AGENTS.md': 'b', 'src/größe/maß.ts': '' },
    path: 'src/größe/maß.ts',
    expected: ['always AGENTS.md', 'always src/größe/AGENTS.md'],
  },
  {
    shape: 'a link counts like a file, one that leads nowhere does not',
    files: { 'docs/agents.md': 'a', 'src/app/main.ts': '' },
    links: { 'AGENTS.md': 'docs/agents.md', 'src/AGENTS.md': '../nowhere.md' },
    expected: ['always AGENTS.md'],
  },
  {
    shape: 'override in one folder, AGENTS.md in the next, fallback in the last',
    files: {
      '.codex/config.toml':
        'project_doc_fallback_filenames = ["TEAM.md", "AGENTS.md"]\n[tui]\nproject_doc_max_bytes = 1\n',
      'AGENTS.override.md': 'a',
      'src/AGENTS.md': 'b',
      'src/TEAM.md': 'c',
      'src/app/TEAM.md': 'd',
    },
    expected: ['always AGENTS.override.md', 'always src/AGENTS.md', 'always src/app/TEAM.md'],
    because: { 'src/TEAM.md': /AGENTS\.md stands beside it/ },
  },
  {
    shape: 'exactly the limit is not cut',
    files: { 'AGENTS.md': block(32 * 1024) },
    expected: ['always AGENTS.md'],
  },
  {
    shape: 'no instructions at all by configuration',
    files: { '.codex/config.toml': 'project_doc_max_bytes = 0\n', 'AGENTS.md': 'a' },
    expected: [],
    because: { 'AGENTS.md': /used up/ },
  },
  {
    shape: 'imports are words to it',
    files: { 'AGENTS.md': '@docs/more.md', 'docs/more.md': 'x' },
    expected: ['always AGENTS.md'],
  },
  {
    shape: 'a skill with broken front matter, and one of a package on the way',
    files: {
      '.agents/skills/bad/SKILL.md': '---\nname: [\n---\n',
      'src/.agents/skills/near/SKILL.md': skill('near'),
      'lib/.agents/skills/far/SKILL.md': skill('far'),
    },
    expected: ['demand src/.agents/skills/near/SKILL.md'],
    because: { '.agents/skills/bad/SKILL.md': /no YAML/, 'lib/.agents/skills/far/SKILL.md': /working directory/ },
  },
]);
