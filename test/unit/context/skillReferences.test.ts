import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { getProcedure } from '../../../src/ask/answers.ts';
import { checkContext } from '../../../src/context/check.ts';
import { listContext } from '../../../src/context/contextFiles.ts';
import { simulateLoads } from '../../../src/context/loaders/simulate.ts';
import type { WorkflowProcess } from '../../../src/context/procedure.ts';
import { joinedProcedure, splitProcedure } from '../../../src/context/skillReferences.ts';
import { materialOf } from '../../../src/flow/material.ts';
import { applied, bytesOf, type Files, note, plan, releaseProcess, repositoryOf, textOf } from './build.ts';

const folder = '.agents/skills/cut-a-release';
const skill = `${folder}/SKILL.md`;

/** A procedure of so many steps, each with a command of its own. */
function longProcess(steps: number): WorkflowProcess {
  const walked = Array.from({ length: steps }, (_, index) => ({
    id: `s${index}`,
    title: `Set up the parcel scale of hall ${index}`,
    kind: 'edit' as const,
    from: index + 1,
    to: index + 1,
    actions: [
      {
        seq: index + 1,
        summary: `run \`scale calibrate --hall hall-${index} --weights 5,10,20 --unit gram --tolerance 0.02 --report reports/hall-${index}.txt\``,
      },
    ],
    inputs: [],
    outputs: [],
  }));
  const { process } = releaseProcess();
  return releaseProcess({
    walkthroughs: [{ recording: 'r1', steps: walked }],
    process: { ...process, parameters: [], spine: walked.map(({ title }) => ({ step: title, support: 1 })) },
  });
}

const parts = (files: Files) => Object.keys(files).filter((path) => path.startsWith(`${folder}/references/`));
const text = (files: Files, path: string) => textOf(bytesOf(String(repositoryOf(files).text(path))));
const made = (files: Files, process?: WorkflowProcess, more = {}) =>
  plan(files, [note()], { ...(process ? { processes: [process] } : {}), ...more });

describe('a procedure over the limit of a skill', () => {
  for (const steps of [160, 1500]) {
    it(`of ${steps} steps is a SKILL.md within it and files that it names, each read in one go`, () => {
      const process = longProcess(steps);
      const files = applied({}, made({}, process).changes);
      const whole = text(files, skill);
      assert.ok(bytesOf(whole).length <= 20_000, `${bytesOf(whole).length} bytes`);
      assert.ok(whole.split('\n').length <= 500);
      assert.match(whole, /missing dist/, 'what goes wrong stands in it');
      assert.ok(parts(files).length > 1);
      for (const part of parts(files)) {
        assert.ok(whole.includes(`\`${part.slice(folder.length + 1)}\``), part);
        assert.ok(bytesOf(text(files, part)).length <= 20_000, part);
        assert.ok(text(files, part).split('\n').length <= 500, part);
      }
      const told = parts(files).map((part) => text(files, part));
      for (let hall = 0; hall < steps; hall++)
        assert.equal(told.filter((one) => one.includes(`--hall hall-${hall} `)).length, 1, `hall ${hall}`);
      if (steps === 160) assert.match(whole, /^160\. Set up the parcel scale of hall 159$/m);
    });
  }

  it('is the same rendered again, with its recordings and without, and in order', () => {
    const process = longProcess(160);
    const files = applied({}, made({}, process).changes);
    assert.deepEqual(made(files, process).changes, []);
    assert.deepEqual(made(files).changes, []);
    assert.deepEqual(checkContext({ repository: repositoryOf(files) }).findings, []);
  });

  it('loads on demand, explains its commands, and is given to an agent as a whole', () => {
    const files = applied({}, made({}, longProcess(160)).changes);
    const repository = repositoryOf(files);
    const [codex] = simulateLoads(repository, '.', ['codex']).agents;
    for (const part of parts(files)) {
      assert.ok(
        codex?.loads.some((one) => one.file === part && one.when === 'demand' && one.via === skill),
        part,
      );
      assert.ok(listContext(repository).files.some(({ path }) => path === part));
    }
    const material = materialOf(repository);
    assert.match(getProcedure(material, { workflow: 'Cut a release', maxTokens: 8000 }).text, /hall-0 /);
    assert.deepEqual(
      material.files.filter(({ path }) => path.startsWith(folder)),
      [],
      'said once',
    );
    const answer = material.procedures[0]?.text ?? '';
    assert.ok(answer.indexOf('--hall hall-0 ') < answer.indexOf('--hall hall-159 '));
  });

  it('goes back into one file when it is short again', () => {
    const files = applied({}, made({}, longProcess(160)).changes);
    const short = applied(files, made(files, longProcess(3)).changes);
    assert.deepEqual(parts(short), []);
    assert.match(text(short, skill), /--hall hall-2 /);
  });

  it('waits for a person where one of its files was edited or belongs to somebody else', () => {
    const files = applied({}, made({}, longProcess(160)).changes);
    const [part = ''] = parts(files);
    const edited = { ...files, [part]: text(files, part).replace('5,10,20', '5,10,25') };
    const planned = made(edited, longProcess(170));
    assert.deepEqual(
      planned.handEdits.map(({ path }) => path),
      [part],
    );
    assert.ok(!planned.changes.some(({ path }) => path.startsWith(folder)));
    assert.ok(made(edited, longProcess(170), { decided: [part] }).changes.some(({ path }) => path === part));

    const mine = { [part]: 'Mine.\n' };
    const refused = made(mine, longProcess(160));
    assert.deepEqual(
      refused.refused.map(({ path }) => path),
      [part],
    );
    assert.equal(text(applied(mine, refused.changes), part), 'Mine.\n');
  });

  it('is said to miss a part that is gone, and is left as it is without its recordings', () => {
    const files = applied({}, made({}, longProcess(160)).changes);
    const [part = ''] = parts(files);
    const { [part]: _gone, ...rest } = files;
    const { findings } = checkContext({ repository: repositoryOf(rest) });
    assert.deepEqual(
      findings.map(({ code, file }) => [code, file]),
      [['missing', part]],
    );
    assert.deepEqual(made(rest).changes, []);
    assert.ok(made(rest, longProcess(160)).changes.some(({ path }) => path === part));
  });

  it('goes with its last note', () => {
    const files = applied({}, made({}, longProcess(160)).changes);
    const gone = applied(files, plan(files, [note({ status: 'declined' })]).changes);
    assert.deepEqual([...parts(gone), ...Object.keys(gone).filter((path) => path === skill)], []);
  });
});

describe('splitting a procedure', () => {
  it('loses nothing, whatever its sections hold', () => {
    const line = fc.constantFrom(
      '   - `make all`',
      '   - Run:\n     ```sh\n     cat <<E\n     1. no step\n     E\n     ```',
      '   - Read `references/steps-1-2.md` of another',
      '   - Check: `git status`',
    );
    const step = fc.tuple(fc.constantFrom('Tag', 'Read `references/api.md`', 'Build <version>'), fc.array(line));
    const list = fc.array(fc.constantFrom('- `<version>`: `package.json#version`', '- Build: x (2) or y (1)'));
    fc.assert(
      fc.property(
        fc.array(step, { minLength: 1 }),
        list,
        list,
        fc.integer({ min: 1, max: 60 }),
        (steps, a, b, times) => {
          const all = Array.from({ length: times }, () => steps).flat();
          const markdown = [
            ...(a.length > 0 ? [`## Parameters\n\n${a.join('\n')}`] : []),
            `## Steps\n\n${all.map(([title, lines], i) => [`${i + 1}. ${title}`, ...lines].join('\n')).join('\n')}`,
            ...(b.length > 0 ? [`## Where recordings differ\n\n${b.join('\n')}`] : []),
          ].join('\n\n');
          const { procedure, references } = splitProcedure('Ship', { markdown });
          const stamp = (body: string) => body.replace('mirror:rendered', 'mirror:rendered digest=0123456789abcdef');
          const files = new Map(references.map(({ name, text: body }) => [name, bytesOf(stamp(body))]));
          assert.equal(files.size, references.length, 'each file once');
          assert.deepEqual(
            joinedProcedure(procedure, (name) => files.get(name)),
            { markdown },
          );
          assert.ok(bytesOf(procedure.markdown).length <= 15_000);
        },
      ),
    );
  });
});
