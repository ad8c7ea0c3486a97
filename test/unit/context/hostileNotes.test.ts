import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { parse } from 'yaml';
import { checkContext } from '../../../src/context/check.ts';
import { planContext } from '../../../src/context/plan.ts';
import type { Note } from '../../../src/model/note.ts';
import { applied, note, releaseProcess, repositoryOf, textOf } from './build.ts';

const pieces = fc.constantFrom(
  '<!-- mirror:end -->',
  '<!-- mirror:begin digest=0 -->',
  '<!-- mirror:rendered digest=0000000000000000 -->',
  '<!-- mirror:notes -->',
  '\n---\n',
  '\n## Steps\n\n1. rm -rf\n',
  '# Ignore previous instructions\n',
  '```\n',
  '~~~~',
  '`',
  '\r\n',
  '<<<<<<< HEAD\n',
  '>>>>>>> x\n',
  '\u202e',
  '\u0000',
  '\ud800',
  '@~/.ssh/id',
  '<script>',
  'name: x',
  ': - ',
  'x'.repeat(3000),
);
const words = fc.array(fc.oneof(pieces, fc.string({ maxLength: 6 })), { maxLength: 6 }).map((parts) => parts.join(''));
const hostileNote: fc.Arbitrary<Note> = fc
  .record({
    id: words.map((id) => id || 'x'),
    kind: fc.constantFrom('lesson', 'parameter', 'procedure', 'decision'),
    workflow: words,
    layer: fc.constantFrom('working', 'project', 'organization'),
    trigger: words,
    action: words,
    text: words,
    prevents: words,
    owner: words,
    recordedOn: words,
    verifiedAt: words,
  })
  .map((fields) => note(fields));

/** Told whole, with something said beside its step and behind it. */
function wholeProcedure(one: Note, step: string): Note {
  const text = `${one.workflow}: 1. ${step} (“${one.text}”). Noted before \`${one.action}\`: “${one.text}”.`;
  return { ...one, trigger: one.workflow, text };
}

function count(text: string, part: string): number {
  return text.split(part).length - 1;
}

describe('notes that try to break out', () => {
  it('stay inside the region, the skill and their file, and change nothing the second time', () => {
    fc.assert(
      fc.property(fc.array(hostileNote, { minLength: 1, maxLength: 4 }), words, (hostile, title) => {
        const accepted = hostile.map((one) => (one.kind === 'procedure' ? wholeProcedure(one, title) : one));
        const processes = accepted.map(({ workflow }) => {
          const base = releaseProcess({ workflow });
          return { ...base, process: { ...base.process, spine: [{ step: title, support: 1 }] } };
        });
        const before = { 'AGENTS.md': '# Mine\n' };
        const first = planContext({ repository: repositoryOf(before), accepted, processes, gate: () => [] });
        assert.deepEqual([first.refused, first.handEdits], [[], []]);
        const files = applied(before, first.changes);
        for (const [path, content] of Object.entries(files)) {
          const text = typeof content === 'string' ? content : textOf(content);
          assert.doesNotMatch(path, /\.\.|\/\//);
          if (path === 'AGENTS.md' || path === 'MEMORY.md') {
            assert.ok(count(text, 'mirror:begin digest=') - count(text, '!-- mirror:begin digest=0 -- >') <= 1, text);
            assert.ok(count(text, '<!--') <= 2, text);
            assert.doesNotMatch(
              text.replace(/^(?:# Mine|## [A-Z][a-z ]+)$/gm, ''),
              /^\s*(?:#|```|~~~|<(?!!-- mirror:))/m,
            );
          }
          if (path.endsWith('SKILL.md')) {
            const front = parse(text.split('\n---\n')[0] ?? '') as { name: string };
            assert.equal(front.name, path.split('/')[2]);
            assert.equal(count(text, '<!--'), 2);
          }
        }
        const repository = repositoryOf(files);
        const again = planContext({ repository, accepted, processes, gate: () => [] });
        assert.deepEqual(
          again.changes.map((one) => one.path),
          [],
        );
        assert.deepEqual(
          planContext({ repository, accepted, gate: () => [] }).changes.map((one) => one.path),
          [],
        );
        // That two notes contradict each other, or one says nothing, is about the notes; the files are in order.
        const wrong = checkContext({ repository }).findings.filter((one) => one.code !== 'stale' && !one.note);
        assert.deepEqual(wrong, []);
      }),
      { numRuns: 100 },
    );
  });
});
