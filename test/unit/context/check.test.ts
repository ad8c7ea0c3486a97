import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { checkContext } from '../../../src/context/check.ts';
import { explainedText, listContext, managedFiles } from '../../../src/context/contextFiles.ts';
import { growsInStep } from '../growth.ts';
import type { Files } from './build.ts';
import { applied, note, plan, releaseProcess, repositoryOf, textOf } from './build.ts';

const processes = [releaseProcess()];
const skill = '.agents/skills/cut-a-release/SKILL.md';
const manifest = (scripts: Record<string, string>) => JSON.stringify({ version: '1.0.0', scripts });
const base: Files = {
  'AGENTS.md': '# Mine\n',
  'package.json': manifest({ test: 'node --test', build: 'tsc -p .' }),
  'scripts/ship.mjs': "parseArgs({ options: { 'dry-run': {} } })",
  Makefile: 'docs:\n\techo\n',
};
const notes = [
  note(),
  note({
    id: 'ship',
    trigger: 'shipping',
    action: 'a dry run',
    text: 'Try `node scripts/ship.mjs --dry-run` before `make docs`; the number is in `package.json#version`.',
  }),
];
const files = applied(base, plan(base, notes, { processes }).changes);

function found(more: Record<string, string | Uint8Array | undefined>, from: Files = files): string[] {
  const changed = Object.fromEntries(
    Object.entries({ ...from, ...more }).filter((one): one is [string, string] => one[1] !== undefined),
  );
  const { ok, findings } = checkContext({ repository: repositoryOf(changed) });
  assert.equal(ok, findings.length === 0);
  return findings.map((one) => `${one.code} ${one.file}: ${one.message}`);
}

function only(lines: readonly string[], pattern: RegExp): void {
  assert.equal(lines.length, 1, lines.join('\n'));
  assert.match(lines[0] ?? '', pattern);
}

function text(path: string): string {
  return textOf(repositoryOf(files).bytes(path));
}

describe('checking the context', () => {
  it('finds nothing where all is well, or nothing is ours', () => {
    assert.deepEqual(found({}), []);
    assert.deepEqual(found({}, base), []);
    assert.deepEqual(found({}, {}), []);
  });

  it('finds a renamed script by its body', () => {
    only(
      found({ 'package.json': manifest({ test: 'node --test', compile: 'tsc -p .' }) }),
      /^stale \.mirror\/notes\/lesson-3f2a\.md: the note lesson-3f2a needs the script "build", which is now called "compile": put "compile" into the note \("mirror context apply --update" does\)$/,
    );
  });

  it('finds a script, file, flag, target and key that are gone', () => {
    only(
      found({ 'package.json': manifest({ test: 'node --test' }) }),
      /needs the script "build", which no package\.json has any more/,
    );
    only(found({ 'scripts/ship.mjs': undefined }), /stale .* note ship needs scripts\/ship\.mjs, which is gone/);
    only(found({ 'scripts/ship.mjs': undefined, 'tools/ship.mjs': 'x' }), /which moved to tools\/ship\.mjs: put/);
    only(
      found({ 'scripts/ship.mjs': 'parseArgs({})' }),
      /needs the flag --dry-run of scripts\/ship\.mjs, which is gone/,
    );
    only(found({ Makefile: 'doc:\n\techo\n' }), /needs the target "docs" of Makefile, which is now called "doc": put/);
    only(
      found({ Makefile: 'doc:\n\techo two\n' }),
      /needs the target "docs", which Makefile no longer has \(did it become "doc"\?\)/,
    );
    only(
      found({ 'package.json': '{"scripts":{"test":"x","build":"tsc -p ."}}' }),
      /needs "version" of package\.json, which is gone/,
    );
  });

  it('does not call stale what never was there, or what a reworded note no longer names', () => {
    const other = applied({}, plan({}, notes).changes);
    assert.deepEqual(found({}, other), []);
    const path = '.mirror/notes/lesson-3f2a.md';
    const reworded = text(path).replaceAll('npm run build', 'npm run compile');
    const lines = found({ [path]: reworded, 'package.json': manifest({ test: 'node --test', compile: 'tsc -p .' }) });
    assert.ok(lines.length > 0 && lines.every((line) => /run "mirror context apply"/.test(line)), lines.join('\n'));
  });

  it('knows from Git what a note written by hand could rely on', () => {
    const written =
      '---\nid: w\nkind: decision\nverifiedAt: abcdef12\n---\nSee `docs/how.md`, `made/later.md` and `npm run lint`.\n';
    const then = { 'docs/how.md': 'x', 'package.json': manifest({ lint: 'biome' }) };
    const now = applied({}, plan({ '.mirror/notes/w.md': written }, [], {}).changes);
    const repository = repositoryOf(
      { ...now, '.mirror/notes/w.md': written, 'package.json': manifest({ check: 'biome' }) },
      then,
    );
    const stale = checkContext({ repository }).findings.filter((one) => one.code === 'stale');
    assert.deepEqual(
      stale.map((one) => one.message.replace(/^.* needs /, '').replace(/:.*/, '')),
      ['docs/how.md, which is gone', 'the script "lint", which is now called "check"'],
    );
  });

  it('finds a hand edit inside the region and in a rendered skill', () => {
    only(
      found({ 'AGENTS.md': text('AGENTS.md').replace('first.', 'never.') }),
      /^hand-edited AGENTS\.md: .*lesson-3f2a changed/,
    );
    only(found({ [skill]: text(skill).replace('git describe', 'git log') }), /^hand-edited \.agents/);
    assert.deepEqual(found({ 'AGENTS.md': text('AGENTS.md').replace('# Mine', '# Yours') }), []);
  });

  it('finds what is missing', () => {
    only(found({ 'MEMORY.md': undefined }), /^missing MEMORY\.md: .*run "mirror context apply"/);
    assert.ok(
      found({ [skill]: undefined }).some((line) => /^missing \.agents\/skills.*restore it from Git/.test(line)),
    );
    only(found({ 'AGENTS.md': '# Mine\n' }), /^missing AGENTS\.md: .*no managed region/);
  });

  it('finds broken markers, merge conflicts and notes that cannot be read', () => {
    only(
      found({ 'AGENTS.md': text('AGENTS.md').replace('<!-- mirror:end -->', '') }),
      /^conflict AGENTS\.md: .*"mirror:end"/,
    );
    only(
      found({ 'AGENTS.md': `<<<<<<< HEAD\na\n=======\nb\n>>>>>>> x\n${'y\n'.repeat(200)}${text('AGENTS.md')}` }),
      /^conflict AGENTS\.md: .*merge conflict/,
    );
    only(
      found({ '.mirror/notes/empty.md': '---\nid: empty\nkind: convention\n---\n' }),
      /^conflict \.mirror\/notes\/empty\.md: .* says nothing: /,
    );
    assert.ok(
      found({ '.mirror/notes/ship.md': '---\nid: [\n---\n' }).some((line) =>
        /^conflict \.mirror\/notes\/ship\.md: \.mirror\/notes\/ship\.md:\d+: /.test(line),
      ),
    );
  });

  it('finds an AGENTS.md over the limit of Codex, and a description no agent lists', () => {
    only(
      found({ 'docs/AGENTS.md': 'x\n'.repeat(17_000) }),
      /^over-budget docs\/AGENTS\.md: .*codex drops \d+ of its 34000 bytes \(from line \d+\)/,
    );
    only(
      found({ '.agents/skills/own/SKILL.md': `---\nname: own\ndescription: ${'x'.repeat(1025)}\n---\n` }),
      /^over-budget .*1,024/,
    );
  });

  it('takes as much longer as there are more notes', () => {
    growsInStep((size) => {
      const many = Array.from({ length: size }, (_, i) =>
        note({ id: `n${i}`, workflow: `W${i % 30}`, text: `Case ${i}: run \`npm run build\`.` }),
      );
      const repository = repositoryOf(applied(base, plan(base, many).changes));
      return () => assert.equal(checkContext({ repository }).ok, true);
    }, 60);
  });
});

describe('the context on disk', () => {
  it('is what agents load or are told to read', () => {
    const { files: list } = listContext(
      repositoryOf({
        ...files,
        'docs/how.md': 'x',
        'CLAUDE.md': '@docs/how.md',
        '.mirror/working.md': 'w',
        'README.md': 'r',
      }),
    );
    assert.deepEqual(
      list.map(({ path, when, layer, namedBy }) => [path, when, layer, namedBy]),
      [
        [skill, 'demand', 'project', undefined],
        ['.mirror/working.md', 'demand', 'working', undefined],
        ['AGENTS.md', 'always', 'project', undefined],
        ['CLAUDE.md', 'always', 'project', undefined],
        ['MEMORY.md', 'demand', 'project', 'AGENTS.md'],
        ['docs/how.md', 'always', 'project', 'CLAUDE.md'],
      ],
    );
  });

  it('does not hold a MEMORY.md that nothing names', () => {
    assert.deepEqual(
      listContext(repositoryOf({ 'MEMORY.md': 'x', 'AGENTS.md': 'y' })).files.map((one) => one.path),
      ['AGENTS.md'],
    );
  });

  it('leaves out comments and keeps the line numbers', () => {
    assert.equal(explainedText('a\n<!-- b\nc -->\n```\n<!-- d -->\n```\n'), 'a\n\n\n```\n<!-- d -->\n```\n');
  });

  it('says what Codex cuts', () => {
    const { cuts } = listContext(repositoryOf({ 'AGENTS.md': 'x\n'.repeat(20_000), 'a/AGENTS.md': 'y' }));
    assert.deepEqual(
      cuts.map(({ file, cutBytes, fromLine }) => [file, cutBytes, fromLine]),
      [
        ['AGENTS.md', 7232, 16385],
        ['a/AGENTS.md', 1, 1],
      ],
    );
  });

  it('knows the files that Mirror renders', () => {
    assert.deepEqual([...managedFiles(repositoryOf({ ...files, '.agents/skills/own/SKILL.md': 'x' }))].sort(), [
      skill,
      'AGENTS.md',
      'MEMORY.md',
    ]);
  });
});
