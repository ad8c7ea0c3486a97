import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { sayable } from '../../../src/distill/sayable.ts';
import { signatureOf } from '../../../src/distill/signature.ts';
import type { Fact } from '../../../src/model/event.ts';
import { command, distilled, edit, recording, said } from './support.ts';

/** What was lost of workflows that were performed before the distiller had seen their like, by class. */

function several(runs: readonly (readonly Fact[])[]) {
  return runs.map((facts, index) =>
    recording(facts, { id: `r${index + 1}`, startedAt: `2026-03-0${index + 1}T09:00:00.000Z` }),
  );
}

const textsOf = async (...runs: (readonly Fact[])[]) => (await distilled(several(runs))).notes.map(({ text }) => text);

test('a checker called tests says what is the matter; the counts of a run do not', () => {
  assert.equal(
    signatureOf('tests: LIMITS does not name the pump', './tests.sh')?.text,
    'tests: LIMITS does not name the pump',
  );
  assert.equal(signatureOf('Tests:  1 failed, 3 total\n', 'npm test'), undefined);
});

test('a short refusal in words of no table is its symptom, with the first that it lists', () => {
  const output = 'These parts go by another door:\npump.bin\nhint: ask at the gate\nhint: or turn round';
  assert.equal(signatureOf(output, 'carry pump.bin')?.text, 'These parts go by another door: pump.bin');
});

test('whatever is said beside any command of one person among several is told', async () => {
  const words = fc.constantFrom('valve', 'pump', 'north', 'ledger', 'lamp', 'gate', 'crane', 'quay');
  const sentence = fc.array(words, { minLength: 3, maxLength: 8 }).map((all) => `Only ${all.join(' ')}`);
  await fc.assert(
    fc.asyncProperty(sentence, fc.nat(2), async (text, at) => {
      const usual = [edit('a.txt', '1', '2'), command('make check', 0), command('git commit -am "Tune it"', 0)];
      const own = [edit('a.txt', '1', '2'), command('./dry-run.sh --all', 0), ...usual.slice(1)];
      const told = [...own.slice(0, at + 1), said(text), ...own.slice(at + 1)];
      const texts = await textsOf(usual, told, usual);
      assert.ok(
        texts.some((one) => one.includes(text)),
        texts.join('\n'),
      );
    }),
    { numRuns: 25 },
  );
});

test('three remarks are told at most, those that instruct before those that wonder', async () => {
  const step = (n: number) => [said(`Nice weather over bay number${n}`), command(`./bay-${n}.sh`, 0)];
  const run = [1, 2, 3, 4].flatMap(step);
  const usual = [command('make check', 0), command('make deploy', 0)];
  const texts = await textsOf(
    usual,
    [...run, said('Never open the gate by hand'), command('./gate.sh', 0), ...usual],
    usual,
  );
  const procedure = texts.find((text) => text.includes('Noted')) ?? '';
  assert.match(procedure, /Noted before `\.\/gate\.sh`: “Never open the gate by hand”/);
  assert.equal(procedure.split('Noted').length - 1, 3);
});

test('a copy that is put aside is no remedy, whatever was said before it', async () => {
  const failed = (exit: number, output = '') => command('./load.sh 7', exit, { output });
  const facts = [
    failed(1, 'load: 7.up has no way back'),
    edit('steps/7.down', '', 'drop the pump'),
    said('Copy the store first'),
    command('cp store.db store.db.bak', 0),
    failed(0),
  ];
  const lesson = (await textsOf(facts)).find((text) => text.startsWith('When')) ?? '';
  assert.match(lesson, /create|add `drop the pump` to `steps\/7\.down`/);
  assert.doesNotMatch(lesson, /store\.db\.bak` first/);
});

test('what was cleared away after a failure takes no credit from what was made anew', async () => {
  const check = (exit: number, output = '') => command('tools/verify.sh', exit, { output });
  const facts = [
    check(1, 'verify: padding is invalid'),
    said('Only the key of the token counts'),
    command('rm keys/mine.key', 0),
    command('seal --with ../token.key SUMS > SUMS.sig', 0),
    check(0),
  ];
  const lesson = (await textsOf(facts)).find((text) => text.startsWith('When')) ?? '';
  assert.match(lesson, /seal --with \.\.\/token\.key SUMS/);
});

test('a name that every recording has stays; one that differs in edits and commands is a parameter', async () => {
  const run = (days: string, more: readonly Fact[] = []) => [
    edit('keep.cfg', 'KEEP=30 run the sweep', `KEEP=${days} run the sweep`),
    edit('POLICY', 'The store keeps 30 nights here', `The store keeps ${days} nights here`),
    ...more,
    command('sum parts/* > SUMS', 0),
    command('seal --out SUMS.sig SUMS', 0),
    command(`git commit -am "Keep for ${days} nights"`, 0),
  ];
  const texts = await textsOf(run('14'), run('60'));
  const all = texts.join('\n');
  assert.match(all, /Keep for <keep> nights/);
  assert.doesNotMatch(all, /\b(?:14|60)\b/);
  assert.match(all, /seal --out SUMS\.sig SUMS/);
});

test('a value that one took at once and another after a wrong one is a choice, no parameter', async () => {
  const seal = (key: string) => command(`seal --key ${key} SUMS`, 0);
  const check = (exit: number, output = '') => command('./verify.sh', exit, { output });
  const texts = await textsOf(
    [seal('keys/mine.key'), check(1, 'verify: wrong key'), seal('../token.key'), check(0)],
    [seal('../token.key'), check(1, 'verify: SUMS is stale'), command('sum > SUMS', 0), seal('../token.key'), check(0)],
  );
  const all = texts.join('\n');
  assert.match(all, /seal --key \.\.\/token\.key SUMS/);
  assert.doesNotMatch(all, /<key>|<file>/);
});

test('words put into a file and thrown away with it are no step', async () => {
  const result = await distilled([
    recording([
      command('echo "# try" >> app.pl', 0),
      command('git checkout app.pl', 0),
      edit('app.pl', 'a', 'b'),
      command('make check', 0),
      command('git commit -am "Tie"', 0),
    ]),
  ]);
  assert.doesNotMatch(JSON.stringify(result.process), /# try/);
});

test('what was edited before a try that came too early is told with the making anew that followed', async () => {
  const run = (exit: number, output = '') => command('./hut --all', exit, { output });
  const facts = [
    command('make hut', 0),
    run(4, 'hut: only 1 stove is registered'),
    edit('stoves.list', 'tile', 'iron'),
    run(4, 'hut: only 1 stove is registered'),
    command('make hut', 0),
    run(0),
  ];
  const lesson = (await textsOf(facts)).find((text) => text.startsWith('When')) ?? '';
  assert.match(lesson, /stoves\.list` and run `make hut` first/);
});

test('what a look prints into the file that the failure names is its remedy', async () => {
  const run = (exit: number, output = '') => command('./assemble.sh', exit, { output });
  const facts = [
    run(1, 'assemble: 01-offset.patch does not apply'),
    command('cp upstream/mix.c b/mix.c', 0),
    command('diff -u a/mix.c b/mix.c > patches/01-offset.patch', 1),
    run(0),
  ];
  const lesson = (await textsOf(facts)).find((text) => text.startsWith('When')) ?? '';
  assert.match(lesson, /diff -u a\/mix\.c b\/mix\.c > patches\/01-offset\.patch` first/);
});

test('what fails and only warns fails for what it warns of; what always warns a lot does not', () => {
  const output = 'gauge 3.1\nReading gauge.toml\nWarning: the plate was moved, copy new.txt to old.txt\nDone\nBye\n';
  assert.equal(signatureOf(output, 'gauge')?.text, 'Warning: the plate was moved, copy new.txt to old.txt');
  const many = ['north', 'south', 'east'].map((side) => `warning: the ${side} plate is old`).join('\n');
  assert.equal(signatureOf(`${many}\na\nb\nc\nd\ne`, 'gauge'), undefined);
});

test('a variable set once by one and for one command by another is a parameter, and told with the command', async () => {
  const rest = [command('./send.sh', 0)];
  const once = [command('export GATE_ID=north-4', 0), command('./open.sh wide', 0), ...rest];
  const each = [command('GATE_ID=south-9 ./open.sh wide', 0), ...rest];
  for (const runs of [
    [once, each],
    [each, once],
  ]) {
    const procedure = (await textsOf(...runs)).find((text) => text.includes('1. ')) ?? '';
    assert.match(procedure, /Run `GATE_ID=<gate-id> \.\/open\.sh wide`/);
    assert.doesNotMatch(procedure, /north|south/);
  }
  const without = [command('./open.sh wide', 0), ...rest];
  const procedure = (await textsOf(each, without, without)).find((text) => text.includes('1. ')) ?? '';
  assert.match(procedure, /Run `\.\/open\.sh wide`/);
});

test('what everyone writes anew each time, alike but for a few words, is told with its place', async () => {
  const marked = (part: string, code: number) => [
    edit(`src/${part}.rs`, '', `retire!("RT${code}", "the ${part} is retired, order a new one");`),
    command('make check', 0),
  ];
  const told = (texts: readonly string[]) => texts.filter((text) => text.startsWith('Each time'));
  assert.deepEqual(told(await textsOf(marked('valve', 17), marked('pump', 18))), [
    'Each time the file of `src/*.rs` that is changed gets a line of the form `retire!("RT…", "the … is retired, order a new one");`.',
  ]);
  const listing = (part: string, code: number) => [
    edit('parts/list.rs', '', `retire!("RT${code}", "the ${part} is retired, order a new one");`),
    command('make check', 0),
  ];
  assert.match(told(await textsOf(listing('valve', 17), listing('pump', 18)))[0] ?? '', /^Each time `parts\/list\.rs`/);
  const tuned = (by: string) => [
    edit('parts/list.rs', 'retire!("RT1", "order nothing");', `retire!("RT1", "order ${by} from the big store");`),
    command('make check', 0),
  ];
  assert.deepEqual(told(await textsOf(tuned('one'), tuned('two'))), []);
  assert.deepEqual(
    told(await textsOf(marked('valve', 17), [command('make check', 0)], [command('make check', 0)])),
    [],
  );
});

test('a test that fails while the commit is looked for that broke something answers a question', async () => {
  const probe = (exit: number, output: string) => command('./bench/haul.sh', exit, { output });
  const texts = await textsOf([
    command('git bisect start', 0),
    command('git bisect bad', 0),
    command('git bisect good v1.0.0', 0),
    probe(1, 'haul: 900 ms (limit 300 ms): too slow'),
    command('git bisect bad', 0),
    probe(127, 'haul.sh: line 2: gauge: command not found'),
    command('cargo install gauge', 0),
    probe(0, 'haul: 100 ms'),
    command('git bisect good', 0),
    command('git bisect reset', 0),
  ]);
  const lessons = texts.filter((text) => text.startsWith('When'));
  assert.equal(lessons.length, 1, lessons.join('\n'));
  assert.match(lessons[0] ?? '', /gauge: command not found`, run `cargo install gauge` first/);
});

test('what only showed where to look is no remedy when an edit makes the very line work', async () => {
  const check = (flags: string, exit: number, output = '') =>
    command(`pytest tests/test_tide.py${flags}`, exit, { output });
  const texts = await textsOf([
    check('', 1, 'FAILED tests/test_tide.py::test_ebb[3-9] - AssertionError: assert 2 == 3'),
    check('', 0),
    check(' --count 9', 1, 'FAILED tests/test_tide.py::test_ebb[4-9] - AssertionError: assert 2 == 3'),
    check(' --count 9 -p no:shuffle', 0),
    edit('tests/test_tide.py', 'moon.freeze()', 'with moon.frozen():'),
    check(' --count 9', 0),
  ]);
  assert.ok(!texts.some((text) => text.includes('no:shuffle`') && text.startsWith('When')), texts.join('\n'));
  assert.ok(!texts.some((text) => text.includes('flaky')), texts.join('\n'));
  assert.ok(
    texts.some((text) => text.includes('change `moon.freeze()` to `with moon.frozen():`')),
    texts.join('\n'),
  );
});

test('signing in is needed by those as well who were signed in, and publishing once more is no step', async () => {
  const publish = [command('npm version minor', 0), command('npm publish', 0)];
  const texts = await textsOf([command('npm login --scope=@reed', 0), ...publish], [...publish, ...publish], publish);
  assert.ok(
    texts.some((text) => text.includes('needs you to be signed in: `npm login --scope=@reed`')),
    texts.join('\n'),
  );
  const procedure = texts.find((text) => text.includes('1. ')) ?? '';
  assert.equal(procedure.split('npm publish').length, 2, procedure);
});

test('how long a thing lasts may be told, how long a person took may not', () => {
  assert.equal(
    sayable('Forgot the plate. Unpublish within an hour or it stays'),
    'Unpublish within an hour or it stays',
  );
  assert.equal(sayable('Wait two minutes until the cache is cold'), 'Wait two minutes until the cache is cold');
  assert.equal(sayable('Ask someone, she broke it last time. Shut the valve first'), 'Shut the valve first');
  assert.equal(sayable('That took me two hours'), '');
  assert.equal(sayable('Two hours of looking'), '');
});

test('a cause that was read in the logs is told with the failure that did not say it', async () => {
  const rollout = (exit: number, output: string) => command('kubectl rollout status deploy/kiln', exit, { output });
  const logs = (output: string) => command('kubectl logs deploy/kiln --tail 9', 0, { output });
  const mended = [command('./plan.sh down --to 117', 0), rollout(0, 'rolled out')];
  const lesson = async (facts: Fact[]) => (await textsOf(facts)).find((text) => text.startsWith('When')) ?? '';
  const late = 'error: deployment "kiln" exceeded its progress deadline';
  assert.match(
    await lesson([rollout(1, late), logs('kiln-7 | FATAL: plan 118 is newer than 117'), ...mended]),
    /deadline` and `kubectl logs` says `FATAL: plan 118 is newer than 117`, run `\.\/plan\.sh down --to 117` first/,
  );
  const elsewhere = 'kiln-7 | ERROR: cannot reach the weather service';
  assert.doesNotMatch(await lesson([rollout(1, late), logs(elsewhere), ...mended]), / says /);
  const outspoken = 'error: plan 118 is newer than 117';
  assert.doesNotMatch(await lesson([rollout(1, outspoken), logs(`FATAL: ${outspoken}`), ...mended]), / says /);
});

test('one failure that lists other details to another person is one lesson', async () => {
  const check = (place: string, missing: string) =>
    command('make check-labels', 2, {
      output: `labels/crates.json: missing forms for "crate.${place}": expected ${missing}`,
    });
  const person = (missing: string, added: string) => [
    check('count', missing),
    edit('labels/crates.json', '', `"crate.count.few": "${added} crates"`),
    command('make check-labels', 0),
  ];
  const lessons = (
    await textsOf(person('one, many, other', 'several'), person('one, few, many, other', 'some'))
  ).filter((text) => text.startsWith('When'));
  assert.equal(lessons.length, 1, lessons.join('\n'));
  assert.match(lessons[0] ?? '', /expected one, … many, other`, add `"crate\.count\.few": "… crates"`/);
});

test('two programs a letter apart are no slip of the finger', async () => {
  const texts = await textsOf([
    command('npm install', 1, { output: 'npm error Unsupported URL Type "workspace:"' }),
    command('pnpm install', 0),
    command('pnpm test', 0),
  ]);
  assert.ok(
    texts.some((text) => /Unsupported URL Type.*run `pnpm install` instead/.test(text)),
    texts.join('\n'),
  );
});

test('a tag taken away is of no use before the right one is there, and is no way of doing it', async () => {
  const push = (exit: number, output = '') => command('git push origin main --tags', exit, { output });
  const refused = "remote: error: tag '1.5.1' does not match v*.*.*";
  const right = [command('git tag v1.5.1', 0), push(0)];
  const facts = [command('git tag 1.5.1', 0), push(1, refused), command('git tag -d 1.5.1', 0), ...right];
  const texts = await textsOf(facts);
  const lesson = texts.find((text) => text.startsWith('When')) ?? '';
  assert.match(lesson, /run `git tag -d [^`]+` and run `git tag v[^`]+` first/);
  const procedure = texts.find((text) => text.includes('1. ')) ?? '';
  assert.doesNotMatch(procedure, /tag -d/);
});

test('where a secret was read that was typed later is a step, and told as its source', async () => {
  const secret = '[redacted:token#1]';
  const facts = [
    command('vault kv get -field=key secret/crane', 0, { output: secret }),
    command('ls', 0, { output: 'a' }),
    command(`./crane.sh set-key --to yard ${secret}`, 0),
    command('./deploy.sh yard', 0),
  ];
  const texts = await textsOf(facts);
  assert.match(
    texts.find((text) => text.includes('1. ')) ?? '',
    /1\. [^;]*`vault kv get -field=key secret\/crane`; 2\./,
  );
  assert.ok(
    texts.some((text) => text.includes('`vault kv get -field=key secret/crane` shows it')),
    texts.join('\n'),
  );
});

test('the complaint that all begin by reading is when one does this at all', async () => {
  const logs = (said: string) => command('kubectl logs deploy/kiln --tail 9', 0, { output: `kiln-7 | ${said}` });
  const work = [command('./plan.sh down', 0), command('kubectl rollout restart deploy/kiln', 0)];
  const wrong = logs('ERROR fuel valve is not open');
  const sign = /^When `kubectl logs` says `ERROR fuel valve is not open`, “[^”]+” is what to do\.$/;
  const told = async (...runs: Fact[][]) => (await textsOf(...runs)).filter((text) => sign.test(text)).length;
  assert.equal(await told([wrong, ...work], [command('ls', 0), wrong, ...work]), 1);
  assert.equal(await told([wrong, ...work], work), 0);
  assert.equal(await told([logs('kiln is warm'), ...work]), 0);
  assert.equal(await told([...work, wrong]), 0);
});

test('what runs elsewhere is the same from wherever it is run, and scripts are known by what they are told to do', async () => {
  const here = [command('cd docs', 0), command('aws s3 sync _build s3://reed --delete', 0, { cwd: 'docs' })];
  const there = [command('aws s3 sync docs/_build s3://reed --delete', 0)];
  const lint = command('bin/flags lint', 0);
  const push = command('bin/flags push --env quay', 0);
  const texts = await textsOf([lint, push, ...here], [lint, ...there], [lint, push, ...there], [lint, ...there]);
  const procedure = texts.find((text) => text.includes('1. ')) ?? '';
  assert.match(procedure, /`bin\/flags lint`.*`aws s3 sync [^`]*`/);
  assert.ok(
    texts.some((text) => text.includes('`bin/flags push --env quay`; or leave it out')),
    texts.join('\n'),
  );
});
