import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { parse } from 'yaml';
import { mergeAccepted } from '../../../src/context/noteStore.ts';
import { planClaudeImport } from '../../../src/context/plan.ts';
import { type Note, noteKinds } from '../../../src/model/note.ts';
import { growsInStep } from '../growth.ts';
import type { Files } from './build.ts';
import { applied, bytesOf, note, plan, releaseProcess, repositoryOf, textOf } from './build.ts';

const processes = [releaseProcess()];
const skill = '.agents/skills/cut-a-release/SKILL.md';

function filesAfter(files: Files, accepted: readonly Note[], more: Parameters<typeof plan>[2] = {}): Files {
  return applied(files, plan(files, accepted, more).changes);
}

function at(files: Files, path: string): string {
  const content = files[path];
  assert.notEqual(content, undefined, `${path} is missing among ${Object.keys(files).join(', ')}`);
  return typeof content === 'string' ? content : textOf(content);
}

function many(count: number): Note[] {
  return Array.from({ length: count }, (_, i) =>
    note({
      id: `note-${i}`,
      kind: noteKinds[i % noteKinds.length] ?? 'lesson',
      workflow: `Workflow ${i % 40}`,
      text: `When step ${i} of the long process fails with code ${i * 7}, run \`tool fix --case ${i}\` and look at \`logs/${i}.txt\` again.`,
      support: { n: (i % 5) + 1, of: 5 },
    }),
  );
}

describe('a plan', () => {
  it('writes the note, the index, the memory and the skill, with parameters instead of values', () => {
    const files = filesAfter({}, [note()], { processes });
    assert.deepEqual(
      Object.keys(files).sort(),
      [skill, '.mirror/.gitattributes', '.mirror/notes/lesson-3f2a.md', 'AGENTS.md', 'MEMORY.md'].sort(),
    );
    for (const path of ['AGENTS.md', 'MEMORY.md', skill])
      assert.match(at(files, path), /`npm test` fails .* run `npm run build` first/);
    assert.match(at(files, 'AGENTS.md'), /Read `MEMORY.md` when/);
    assert.match(at(files, 'AGENTS.md'), new RegExp(`Follow \`${skill}\` when the task is: Cut a release`));
    assert.match(
      at(files, 'MEMORY.md'),
      /`lesson-3f2a` \| Cut a release \| seen in 1 of 2 recordings, last 2026-03-01/,
    );
    assert.match(at(files, skill), /^---\nname: cut-a-release\ndescription: .*Cut a release.*\n---\n/);
    assert.match(
      at(files, skill),
      /1\. Set the version to \\<version>\n[\s\S]*2\. Tag v\\<version>\n {3}- git tag v\\<version>\n {3}- Check: `git describe`/,
    );
    assert.match(at(files, skill), /- `<version>`: `package\.json#version`/);
    for (const content of Object.values(files)) assert.doesNotMatch(textOf(content as Uint8Array), /4\.7\.1/);
  });

  it('deletes a second file of a note, but none that has the id and says something else', () => {
    const stored = (text: string) => `---\nid: a\nkind: lesson\n---\n${text}\n`;
    const accepted = [note({ id: 'a', text: 'Run y.' })];
    const same = plan({ '.mirror/notes/a.md': stored('Run y.'), '.mirror/notes/b.md': stored('Run y.') }, accepted);
    assert.deepEqual(
      same.changes.filter(({ after }) => after === undefined).map(({ path }) => path),
      ['.mirror/notes/b.md'],
    );
    const copied = { '.mirror/notes/a.md': stored('Run y.'), '.mirror/notes/b.md': stored('Ask Ops for z.') };
    const other = plan(copied, accepted);
    assert.ok(other.changes.every(({ after }) => after !== undefined));
    const [refusal] = other.refused;
    assert.match(refusal?.message ?? '', /both have the id a and say different things/);
  });

  it('is empty after it was applied, in any order of notes', () => {
    const accepted = [
      note(),
      note({ id: 'b', kind: 'parameter', text: '`<version>` is in `package.json#version`.' }),
      note({ id: 'c', kind: 'decision', layer: 'working', text: 'now' }),
    ];
    const files = filesAfter({ 'AGENTS.md': '# Mine\r\nno end' }, accepted, { processes });
    fc.assert(
      fc.property(fc.shuffledSubarray(accepted, { minLength: 3 }), (shuffled) => {
        assert.deepEqual(plan(files, [...shuffled, ...shuffled], { processes }).changes, []);
        assert.deepEqual(filesAfter({ 'AGENTS.md': '# Mine\r\nno end' }, shuffled, { processes }), files);
      }),
    );
  });

  it('writes a skill only where the procedure, if it is a note, was accepted', () => {
    const procedure = note({ id: 'p', kind: 'procedure', trigger: 'Cut a release', text: 'Cut a release: 1. Tag.' });
    const proposing = [{ ...releaseProcess(), notes: [{ ...procedure, status: 'proposed' as const }] }];
    assert.equal(skill in filesAfter({}, [note()], { processes: proposing }), false);
    const files = filesAfter({}, [note(), procedure], { processes: proposing });
    assert.doesNotMatch(at(files, skill), /1\. Tag\./);
    assert.match(at(files, 'MEMORY.md'), /1\. Tag\./);
    const declined = filesAfter(files, [note(), { ...procedure, status: 'declined' }], { processes: proposing });
    assert.equal(skill in declined, false);
    assert.doesNotMatch(at(declined, 'AGENTS.md'), /SKILL\.md/);
  });

  it('says beside a step what the accepted procedure says there, and no more than that', () => {
    const spine = [
      { step: 'Set the version', support: 1 },
      { step: 'Tag it', support: 1 },
    ];
    const base = releaseProcess();
    const process = { ...base, process: { ...base.process, spine } };
    const procedure = (text: string) =>
      note({ id: 'procedure-cut', kind: 'procedure', trigger: 'Cut a release', action: 'as told', text });
    const skillFor = (text: string) => at(filesAfter({}, [procedure(text)], { processes: [process] }), skill);
    const told = skillFor(
      'Cut a release: 1. Set the version (put in `## <version>`); 2. Tag it (“The bell rings for tags only”). Noted before `ring`: “Never ring twice”.',
    );
    assert.match(told, /^1\. Set the version \(put in `## <version>`\)$/m);
    assert.match(told, /^2\. Tag it \(“The bell rings for tags only”\)$/m);
    assert.match(told, /^## Noted on the way\n\n- Before `ring`: “Never ring twice”$/m);
    const reworded = skillFor('Cut a release: 1. Set the version; 2. Tag it.');
    assert.match(reworded, /^2\. Tag it$/m);
    assert.doesNotMatch(reworded, /bell|Noted/);
  });

  it('writes the skill of a workflow whose name hides marks that nobody sees', () => {
    const marked = [releaseProcess({ workflow: `${releaseProcess().workflow}\u202e` })];
    assert.ok(skill in filesAfter({}, [note()], { processes: marked }));
  });

  it('shows of a step what worked, and does not say a command twice', () => {
    const step = { kind: 'fix' as const, from: 1, to: 3, inputs: [], outputs: [] };
    const command = (seq: number, line: string, exitCode: number) => ({
      seq,
      line,
      raw: line,
      exitCode,
      program: 'npm',
      name: line,
      names: [line],
      cwd: '.',
    });
    const observed = { recording: 'r1', from: 1, to: 3, weight: 1, files: [], narrated: false };
    const none = {
      failures: [],
      inputs: [],
      credentials: [],
      away: [],
      risks: [],
      dangers: [],
      losses: [],
      places: [],
      differences: [],
    };
    const process = releaseProcess({
      walkthroughs: [
        {
          recording: 'r1',
          steps: [
            {
              ...step,
              id: 'a',
              title: 'Edit `m.js`',
              actions: [
                { seq: 1, summary: 'npm test' },
                { seq: 2, summary: 'Edit `m.js`' },
              ],
            },
            { ...step, id: 'b', title: 'Verify with `npm test`', actions: [{ seq: 3, summary: 'npm test' }] },
            { ...step, id: 'c', title: 'Run', actions: [{ seq: 4, summary: 'cat' }] },
          ],
        },
      ],
      process: {
        spine: ['Edit `m.js`', 'Verify with `npm test`', 'Run'].map((title) => ({ step: title, support: 1 })),
        variants: [],
        parameters: [],
        order: [],
      },
      observations: {
        ...none,
        steps: [
          { ...observed, stepId: 'a', title: 'Edit `m.js`', commands: [command(1, 'npm test', 1)] },
          { ...observed, stepId: 'b', title: 'Verify with `npm test`', commands: [command(3, 'npm test', 0)] },
          { ...observed, stepId: 'c', title: 'Run', commands: [{ ...command(4, "cat <<'E'\n`x`\nE", 0), cwd: 'sub' }] },
        ],
      },
    });
    const text = at(filesAfter({}, [note()], { processes: [process] }), skill);
    assert.match(
      text,
      /1\. Edit `m\.js`\n2\. Verify with `npm test`\n3\. Run\n {3}- Run in `sub`:\n {5}```sh\n {5}cat <<'E'\n {5}`x`\n {5}E\n {5}```\n/,
    );
  });

  it('needs no recordings to stay as it is', () => {
    const files = filesAfter({}, [note()], { processes });
    assert.deepEqual(plan(files, [note()]).changes, []);
    const more = plan(files, [note(), note({ id: 'second', text: 'Second lesson.' })]).changes.find(
      (one) => one.path === skill,
    );
    assert.match(textOf(more?.after), /2\. Tag v\\<version>[\s\S]*Second lesson\./);
  });

  it('changes nothing where nothing was accepted', () => {
    assert.deepEqual(plan({ 'AGENTS.md': '# Mine\n', 'MEMORY.md': 'x' }, []).changes, []);
    assert.deepEqual(plan({}, [note({ status: 'proposed' })], { processes }).changes, []);
  });

  it('takes a note that is declined out of every file, keeps it on record, and leaves what people wrote', () => {
    const files = filesAfter({ 'AGENTS.md': '# Mine\n' }, [note()], { processes });
    const gone = filesAfter(files, [note({ status: 'declined' })], { processes });
    assert.match(at(gone, 'AGENTS.md'), /^# Mine\n\n<!-- mirror:begin digest=\w+ -->\n<!-- mirror:end -->\n$/);
    assert.deepEqual(Object.keys(gone).sort(), ['.mirror/.gitattributes', '.mirror/notes/lesson-3f2a.md', 'AGENTS.md']);
    assert.match(at(gone, '.mirror/notes/lesson-3f2a.md'), /^status: declined$/m);
    assert.deepEqual(plan(gone, [note({ status: 'declined' })], { processes }).changes, []);
  });

  it('replaces a superseded note', () => {
    const files = filesAfter({}, [note()]);
    const later = filesAfter(files, [
      note(),
      note({ id: 'newer', text: 'Use `make check`.', supersedes: 'lesson-3f2a' }),
    ]);
    assert.match(at(later, '.mirror/notes/lesson-3f2a.md'), /^status: superseded$/m);
    assert.doesNotMatch(at(later, 'MEMORY.md'), /lesson-3f2a/);
    assert.match(at(later, 'AGENTS.md'), /make check/);
  });

  it('keeps the working layer private', () => {
    const files = filesAfter({ '.mirror/.gitignore': 'mine' }, [note({ layer: 'working', text: 'Half done.' })]);
    assert.deepEqual(Object.keys(files).sort(), [
      '.mirror/.gitignore',
      '.mirror/working.md',
      '.mirror/working/lesson-3f2a.md',
    ]);
    assert.equal(at(files, '.mirror/.gitignore'), 'mine\nworking.md\nworking/\n');
    assert.match(at(files, '.mirror/working.md'), /Half done\./);
    const shared = filesAfter(files, [note({ layer: 'project', text: 'Half done.' })]);
    assert.deepEqual(Object.keys(shared).sort(), [
      '.mirror/.gitattributes',
      '.mirror/.gitignore',
      '.mirror/notes/lesson-3f2a.md',
      'AGENTS.md',
      'MEMORY.md',
    ]);
  });

  it('offers a hand edit as a note edit and leaves the file', () => {
    const two = [note(), note({ id: 'other', text: 'Push tags with `git push --follow-tags`.' })];
    const files = filesAfter({}, two);
    const edited = {
      ...files,
      'AGENTS.md': at(files, 'AGENTS.md')
        .replace('first.', 'twice.')
        .replace(/^- Push .*\n/m, '- We eat at noon\n'),
    };
    const next = plan(edited, [...two, note({ id: 'third', text: 'Third.' })]);
    assert.equal(
      next.changes.some((one) => one.path === 'AGENTS.md'),
      false,
    );
    assert.equal(
      next.changes.some((one) => one.path === 'MEMORY.md'),
      true,
    );
    assert.deepEqual(
      next.handEdits.map((one) => one.path),
      ['AGENTS.md'],
    );
    assert.deepEqual(next.handEdits[0]?.edits, [
      { kind: 'changed', note: 'lesson-3f2a', before: note().text, text: note().text.replace('first.', 'twice.') },
      { kind: 'removed', note: 'other', before: two[1]?.text },
      { kind: 'added', text: 'We eat at noon' },
    ]);
    assert.match(
      next.handEdits[0]?.message ?? '',
      /AGENTS\.md: edited by hand \(lesson-3f2a changed, other removed, 1 line added\)/,
    );
    const taken = filesAfter(
      edited,
      [note({ text: note().text.replace('first.', 'twice.') }), note({ ...two[1], status: 'declined' } as Note)],
      { decided: ['AGENTS.md'] },
    );
    assert.match(at(taken, 'AGENTS.md'), /twice\./);
    assert.doesNotMatch(at(taken, 'AGENTS.md'), /noon|Push tags/);
  });

  it('leaves a skill that somebody edited, and one that somebody wrote', () => {
    const files = filesAfter({}, [note()], { processes });
    const edited = { ...files, [skill]: at(files, skill).replace('git describe', 'git log -1') };
    const next = plan(edited, [note()], { processes });
    assert.deepEqual(
      next.handEdits.map((one) => one.path),
      [skill],
    );
    assert.deepEqual(next.changes, []);
    const own = { [skill]: '---\nname: cut-a-release\ndescription: mine\n---\nMine.\n' };
    assert.equal(at(filesAfter(own, [note()], { processes }), skill), own[skill]);
    assert.match(at(filesAfter(own, [note()], { processes }), 'AGENTS.md'), /Follow `\.agents/);
  });

  it('refuses files it cannot change safely, and says why', () => {
    const next = plan({ 'AGENTS.md': '<!-- mirror:begin -->\nx\n', '.mirror/notes/lesson-3f2a.md': '# broken\n' }, [
      note(),
    ]);
    assert.deepEqual(
      next.refused.map((one) => [one.path, one.code]),
      [
        ['.mirror/notes/lesson-3f2a.md', 'note-file'],
        ['AGENTS.md', 'unclosed'],
      ],
    );
    assert.match(next.refused[1]?.message ?? '', /^AGENTS\.md is left alone: .*"mirror:end"/);
  });

  it('holds back a note that gate two objects to, and shows the line without the finding', () => {
    const gate = (text: string) =>
      text.includes('hunter2')
        ? [{ rule: 'password', start: text.indexOf('hunter2'), end: text.indexOf('hunter2') + 7 }]
        : [];
    const next = plan({}, [note(), note({ id: 'leaky', text: 'Log in\nwith hunter2 there.' })], { gate });
    assert.deepEqual(
      next.heldBack.map((one) => [one.note, one.line, one.shown]),
      [['leaky', 2, 'with █ there.']],
    );
    for (const change of next.changes) assert.doesNotMatch(textOf(change.after), /leaky|hunter2/);
    assert.doesNotMatch(JSON.stringify(next.heldBack), /hunter2/);
  });

  it('gives ids that differ in case, or are no file names, files of their own', () => {
    const ids = ['Ab', 'ab', 'a/b', 'CON', '..', 'päb', '日本', 'x'.repeat(300)];
    const paths = plan(
      {},
      ids.map((id) => note({ id })),
    )
      .changes.map((one) => one.path)
      .filter((path) => path.startsWith('.mirror/notes/'));
    assert.equal(new Set(paths.map((path) => path.toLowerCase())).size, ids.length);
    for (const path of paths) assert.match(path, /^\.mirror\/notes\/(?!(?:con|nul)\.)[a-z0-9][a-z0-9-]{0,90}\.md$/);
  });

  it('names the skill of any workflow as the specification wants it', () => {
    const names = ['Ship it!', 'ship it', '发布', 'Déploiement à chaud', 'x'.repeat(200), 'NUL'];
    const notes = names.map((workflow, i) => note({ id: `n${i}`, workflow }));
    const files = filesAfter({}, notes, { processes: names.map((workflow) => releaseProcess({ workflow })) });
    const skills = Object.keys(files).filter((path) => path.endsWith('SKILL.md'));
    assert.equal(skills.length, names.length);
    for (const path of skills) {
      const front = parse(at(files, path).split('---\n')[1] ?? '') as { name: string; description: string };
      assert.equal(front.name, path.split('/')[2]);
      assert.match(front.name, /^[a-z0-9]+(?:-[a-z0-9]+)*$/);
      assert.ok(front.name.length <= 64 && front.description.length <= 1024 && !/[<>]/.test(front.description));
    }
  });

  it('keeps the always-on index within 60 lines and 8 KB, the rest in MEMORY.md', () => {
    for (const count of [5, 50, 500]) {
      const notes = many(count);
      const next = plan({}, notes);
      const files = applied({}, next.changes);
      const index = at(files, 'AGENTS.md');
      assert.ok(
        index.split('\n').length <= 61 && bytesOf(index).length <= 8192,
        `${count}: ${bytesOf(index).length} bytes`,
      );
      for (const one of notes) assert.ok(at(files, 'MEMORY.md').includes(`\`${one.id}\` |`), one.id);
      for (const id of next.movedDown) assert.ok(at(files, 'MEMORY.md').includes(`\`${id}\` |`));
      assert.deepEqual(plan(files, notes).changes, []);
    }
  });

  it('leaves the room that hand-written instructions need under the limit of Codex', () => {
    const files = { 'AGENTS.md': `${'x'.repeat(99)}\n`.repeat(320), 'a/AGENTS.md': '' };
    const index = at(filesAfter(files, many(60)), 'AGENTS.md');
    assert.ok(bytesOf(index).length <= 32 * 1024, `${bytesOf(index).length}`);
    assert.match(index, /Read `MEMORY\.md`/);
  });

  it('takes as much longer as there are more notes', () => {
    growsInStep((size) => {
      const notes = many(size);
      const files = filesAfter({}, notes);
      return () => plan(files, notes);
    }, 60);
  });
});

describe('accepted notes', () => {
  it('keep the words reviewed on disk and take the evidence of whoever saw more', () => {
    const stored = note({ text: 'Reviewed.', owner: '@ada' });
    const seen = note({ support: { n: 3, of: 3 }, recordedOn: '2026-05-05', verifiedAt: 'abcd' });
    assert.deepEqual(mergeAccepted([stored], [seen]), [
      { ...stored, support: { n: 3, of: 3 }, recordedOn: '2026-05-05', verifiedAt: 'abcd' },
    ]);
    const less = note({ support: { n: 1, of: 1 }, recordedOn: '2026-01-01' });
    assert.deepEqual(mergeAccepted([stored], [less]), [stored]);
    assert.deepEqual(
      mergeAccepted([stored], [seen], [note({ text: 'New words.' })]).map((one) => one.text),
      ['New words.'],
    );
  });

  it('are one where the same is accepted twice, in either order', () => {
    const more = note({ support: { n: 2, of: 2 } });
    assert.deepEqual(mergeAccepted([], [note(), more]), mergeAccepted([], [more, note(), note()]));
    assert.equal(mergeAccepted([], [note(), more]).length, 1);
  });

  it('stored twice under two names become one file', () => {
    const files = filesAfter({}, [note()]);
    const twice = { ...files, '.mirror/notes/copy.md': at(files, '.mirror/notes/lesson-3f2a.md') };
    const left = Object.keys(filesAfter(twice, [note()])).filter((path) => path.startsWith('.mirror/notes/'));
    assert.equal(left.length, 1);
  });
});

describe('the offer of a CLAUDE.md', () => {
  it('imports AGENTS.md, where there is none yet', () => {
    assert.equal(textOf(planClaudeImport(repositoryOf({}))?.after), '@AGENTS.md\n');
    assert.equal(planClaudeImport(repositoryOf({ 'CLAUDE.md': '' })), undefined);
  });
});
