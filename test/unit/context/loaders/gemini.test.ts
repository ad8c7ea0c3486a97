/**
 * Gemini CLI. Written from google-gemini/gemini-cli, `packages/core/src/utils/memoryDiscovery.ts` (names, order, blank
 * files left out), `memoryImportProcessor.ts` (which words are imports, five deep, code regions) and
 * `docs/cli/gemini-md.md` (just in time below the root). Read 2026-11-21.
 */

import { block, skill, table } from './loaderTable.ts';

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
  {
    shape: 'empty files are left out',
    files: { 'GEMINI.md': ' \n', 'src/GEMINI.md': 'b' },
    expected: ['path src/GEMINI.md'],
    because: { 'GEMINI.md': /empty/ },
  },
  {
    shape: 'settings with comments, and the older key',
    files: {
      'TEAM.md': 'a',
      '.gemini/settings.json': '{\n  // ours\n  "contextFileName": "TEAM.md", /* since March */\n}',
    },
    expected: ['always TEAM.md'],
  },
  {
    shape: 'two names in one folder, in the order they are named',
    files: {
      'GEMINI.md': 'a',
      'AGENTS.md': 'b',
      'src/AGENTS.md': 'c',
      '.gemini/settings.json': '{"context":{"fileName":["GEMINI.md","AGENTS.md"]}}',
    },
    expected: ['always GEMINI.md', 'always AGENTS.md', 'path src/AGENTS.md'],
  },
  {
    shape: 'imports five deep, cycles cut, and none that begins with a digit',
    files: {
      'GEMINI.md': '@a.md @7.md',
      'a.md': '@b.md',
      'b.md': '@c.md',
      'c.md': '@d.md @GEMINI.md',
      'd.md': '@e.md',
      'e.md': '@f.md',
      'f.md': 'x',
      '7.md': 'y',
    },
    expected: ['always GEMINI.md', 'always a.md', 'always b.md', 'always c.md', 'always d.md', 'always e.md'],
  },
  {
    shape: 'an import is the word as it stands: a stop behind it names another file',
    files: { 'GEMINI.md': 'See @a.md. And @b.md', 'a.md': 'x', 'b.md': 'y' },
    expected: ['always GEMINI.md', 'always b.md'],
  },
  {
    shape: 'no imports from code, but from comments',
    files: { 'GEMINI.md': '`@a.md`\n```\n@a.md\n```\n<!-- @b.md -->\nme@a.md', 'a.md': 'x', 'b.md': 'y' },
    expected: ['always GEMINI.md', 'always b.md'],
  },
  {
    shape: 'imports do not leave the repository',
    files: { 'GEMINI.md': '@../x.md @/etc/y.md @https://example.com/z.md' },
    expected: ['always GEMINI.md'],
  },
  {
    shape: 'CRLF, a byte order mark and names outside ASCII',
    files: { 'src/größe/GEMINI.md': '\ufeffRegeln\r\n@./maß.md\r\n', 'src/größe/maß.md': 'x', 'src/größe/a.ts': '' },
    path: 'src/größe/a.ts',
    expected: ['path src/größe/GEMINI.md', 'path src/größe/maß.md'],
  },
  {
    shape: 'links are read',
    files: { 'AGENTS.md': 'a', 'src/app/main.ts': '' },
    links: { 'GEMINI.md': 'AGENTS.md' },
    expected: ['always GEMINI.md'],
  },
  {
    shape: 'a skill without front matter, and MEMORY.md',
    files: { '.agents/skills/a/SKILL.md': 'none', 'MEMORY.md': 'x' },
    expected: [],
    because: { '.agents/skills/a/SKILL.md': /front matter/, 'MEMORY.md': /no agent loads it/ },
  },
  {
    shape: 'oversized files load whole',
    files: { 'GEMINI.md': block(200_000) },
    expected: ['always GEMINI.md'],
  },
]);
