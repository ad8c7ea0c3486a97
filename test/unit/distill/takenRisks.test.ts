import assert from 'node:assert/strict';
import { test } from 'node:test';
import { renderProcedure } from '../../../src/context/procedure.ts';
import { dangersIn } from '../../../src/model/dangers.ts';
import type { Fact } from '../../../src/model/event.ts';
import { createGateTwo, withoutRemarks } from '../../../src/sanitize/gateTwo.ts';
import { look } from '../gaps/build.ts';
import { growsInStep } from '../growth.ts';
import { command, distilled, edit, recording, said } from './support.ts';
import { harmlessFacts, takenRisks } from './takenRisks.ts';

const gate = createGateTwo();

/** What is told of a release with this on the way: notes behind both gates, the skill, and gaps. */
async function told(...facts: readonly Fact[]) {
  const one = withoutRemarks(
    gate.recording(
      recording([
        edit('package.json', '  "version": "1.2.3",', '  "version": "1.2.4",'),
        ...facts,
        command('npm publish', 0, { output: '+ shop@1.2.4' }),
      ]),
    ),
  );
  const result = await distilled([one]);
  const procedure = result.notes.find(({ kind }) => kind === 'procedure')?.text ?? '';
  const notes = result.notes.map(({ text }) => gate.text(text).text).join('\n');
  const skill = renderProcedure(result, procedure)?.markdown ?? '';
  const { gaps } = look({ recordings: [one], observations: result.observations ?? {} });
  return { notes, skill, gaps: gaps.filter(({ code }) => code === 'unverified') };
}

test('each risk that is taken is flagged in what leaves, in its own words, and asked about', async () => {
  for (const [fact, words] of takenRisks) {
    const what = JSON.stringify(fact);
    const { notes, skill, gaps } = await told(fact);
    assert.match(notes, /⚠/, what);
    assert.match(notes + JSON.stringify(gaps).replace(/\\(["\\])/g, '$1'), words, what);
    assert.match(skill, /## Risks\n+- ⚠/, what);
    assert.ok(gaps.length > 0 || /update/.test(what), what);
  }
});

test('what only looks like a risk is not flagged', async () => {
  for (const fact of harmlessFacts) {
    const { notes, gaps } = await told(fact);
    assert.doesNotMatch(notes, /⚠/, JSON.stringify(fact));
    assert.deepEqual(
      gaps.filter(({ why }) => why.includes('⚠')),
      [],
    );
  }
});

test('a risk said with a curse and a name loses those and stays', async () => {
  const { notes } = await told(said("Fucking proxy! Kevin's fault. I'm such an idiot, I turned TLS verification off."));
  assert.match(notes, /⚠ TLS verification off/);
  assert.doesNotMatch(notes, /fuck|Kevin|idiot/i);
});

test('what a command shows of others, and what is only warned of, is no risk taken', async () => {
  const { notes } = await told(
    command('git log -3', 0, {
      output: 'a1b2c3d turn off TLS verification\n + abc1234...def5678 main -> main (forced update)',
    }),
    said('if the registry is down, do not switch certificate checks off'),
    said('skipping the tests is forbidden here'),
  );
  assert.doesNotMatch(notes, /⚠/);
});

for (const as of ['code', 'output', 'prose'] as const)
  test(`a long text as ${as} is looked through in step with its length`, () => {
    growsInStep((size) => {
      const text = 'skip the checks and the tests are not run without a token in the log, verify: no\n'.repeat(size);
      return () => dangersIn(text, as);
    }, 40);
  });
