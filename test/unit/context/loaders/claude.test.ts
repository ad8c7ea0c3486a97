/**
 * Claude Code. Written from its documentation: "How Claude remembers your project" (locations, imports, rules,
 * AGENTS.md, comments) and "Agent Skills"; and from facts/agents.md. Read 2026-11-21.
 */

import { block, skill, table } from './loaderTable.ts';

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
    because: { '5.md': /4\.md imports it, more than 4 imports away from CLAUDE\.md/ },
  },
  {
    shape: 'what loads at launch comes before what a file brings in, rules before the local file',
    files: {
      'CLAUDE.md': 'a',
      '.claude/CLAUDE.md': 'b',
      '.claude/rules/all.md': 'c',
      '.claude/rules/ts.md': '---\npaths: "**/*.ts"\n---\n',
      'CLAUDE.local.md': 'd',
      'src/CLAUDE.md': 'e',
      'src/CLAUDE.local.md': 'f',
    },
    expected: [
      'always CLAUDE.md',
      'always .claude/CLAUDE.md',
      'always .claude/rules/all.md',
      'always CLAUDE.local.md',
      'path src/CLAUDE.md',
      'path src/CLAUDE.local.md',
      'path .claude/rules/ts.md',
    ],
  },
  {
    shape: 'an import with a blank in its name, and one of a heading',
    files: { 'CLAUDE.md': '@docs/our\\ style.md @docs/api.md#names', 'docs/our style.md': 'a', 'docs/api.md': 'b' },
    expected: ['always CLAUDE.md', 'always docs/our style.md', 'always docs/api.md'],
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
  {
    shape: '.claude/CLAUDE.md beside CLAUDE.md, and the local file last',
    files: { 'CLAUDE.local.md': 'c', '.claude/CLAUDE.md': 'b', 'CLAUDE.md': 'a' },
    expected: ['always CLAUDE.md', 'always .claude/CLAUDE.md', 'always CLAUDE.local.md'],
  },
  {
    shape: 'CLAUDE.local.md that imports AGENTS.md hides nothing',
    files: { 'AGENTS.md': 'a', 'CLAUDE.local.md': 'Mine.\n@AGENTS.md\n' },
    expected: ['always CLAUDE.local.md', 'always AGENTS.md'],
  },
  {
    shape: 'a folder that is not on the way',
    files: { 'CLAUDE.md': 'a', 'lib/CLAUDE.md': 'b', 'src/CLAUDE.md': 'c' },
    expected: ['always CLAUDE.md', 'path src/CLAUDE.md'],
    because: { 'lib/CLAUDE.md': /not on the way/ },
  },
  {
    shape: 'imports are relative to the file that names them',
    files: { 'src/CLAUDE.md': '- see @../docs/style.md, please', 'docs/style.md': '@deep.md', 'docs/deep.md': 'x' },
    expected: ['path src/CLAUDE.md', 'path docs/style.md', 'path docs/deep.md'],
  },
  {
    shape: 'no imports from a comment',
    files: { 'CLAUDE.md': '<!--\n@AGENTS.md\n-->\n', 'AGENTS.md': 'a' },
    expected: ['always CLAUDE.md'],
    because: { 'AGENTS.md': /does not import it/ },
  },
  {
    shape: 'CRLF, a byte order mark and names outside ASCII',
    files: {
      'CLAUDE.md': '\ufeff# Regeln\r\n@doku/größe.md\r\n',
      'doku/größe.md': 'x',
      '.claude/rules/süd.md': '\ufeff---\r\npaths: "src/**"\r\n---\r\n',
    },
    expected: ['always CLAUDE.md', 'always doku/größe.md', 'path .claude/rules/süd.md'],
  },
  {
    shape: 'links are followed',
    files: { 'AGENTS.md': 'a', 'shared/api.md': '---\npaths: src/**\n---\n', 'src/app/main.ts': '' },
    links: { 'CLAUDE.md': 'AGENTS.md', '.claude/rules/api.md': '../../shared/api.md' },
    expected: ['always CLAUDE.md', 'path .claude/rules/api.md'],
    because: { 'AGENTS.md': /CLAUDE\.md stands/ },
  },
  {
    shape: 'an empty CLAUDE.md hides AGENTS.md all the same',
    files: { 'AGENTS.md': 'a', 'CLAUDE.md': '' },
    expected: ['always CLAUDE.md'],
  },
  {
    shape: 'rules in folders, with braces and lists',
    files: {
      '.claude/rules/web/ui.md': '---\npaths:\n  - "src/**/*.{ts,tsx}"\n  - "lib/**"\n---\n',
      '.claude/rules/web/css.md': '---\npaths: "**/*.css, **/*.scss"\n---\n',
      '.claude/rules/plain.md': '---\ndescription: only words\n---\n',
    },
    expected: ['always .claude/rules/plain.md', 'path .claude/rules/web/ui.md'],
    because: { '.claude/rules/web/css.md': /do not match/ },
  },
]);
