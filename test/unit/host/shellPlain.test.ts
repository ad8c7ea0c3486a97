import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { readPlainly } from '../../../src/host/shellPlain.ts';
import { parseShell } from '../distill/support.ts';

/** What the grammar reads in a line: what follows it, a line read plainly never has. */
function byGrammar(line: string) {
  const forced = parseShell(`${line}${line.trimEnd().endsWith(';') ? '' : ' ;'} echo $last`);
  return { commands: forced.commands.slice(0, -1), broken: forced.broken };
}

test('what most people type is read without the grammar', () => {
  for (const line of [
    'npm test',
    'git commit -m "Mend the sum; and more" && git push',
    "node scripts/job.js --id 7 2>&1 | tee out.log | grep 'a b'",
    'cd web; npm ci > /dev/null 2>&1 || npm install;',
    'sqlite3 app.db < fill.sql',
    'git diff HEAD~1 -- *.ts',
  ])
    assert.deepEqual(readPlainly(line), byGrammar(line).commands, line);
});

test('what expands, nests, assigns or is not whole is left to the grammar', () => {
  for (const line of [
    'A=1 npm test',
    'export A=1',
    'if true; then ls; fi',
    'echo $HOME',
    'echo "a $b"',
    'cat <<EOF',
    'a |& b',
    'npm test &',
    'npm test &&',
    '| a',
    'a ; ; b',
    'a > b c',
    '[ -f x ]',
    'echo "open',
    'echo a"b"',
    'a # b',
    'echo a\\ b',
    '',
  ])
    assert.equal(readPlainly(line), undefined, line);
});

test('a line read plainly is read as the grammar reads it', () => {
  const words = fc.constantFrom(
    ...'git,npm,a,b=c,--x=1,-m,"a b",\'c d\',"","x;y",\'&&\',&&,||,|,;,&,>,>>,<,2>,2>&1,>&2,>f,2>/dev/null,12,/dev/null,.,..,./x,a:b,@,%,+,-,--,=,==,if,time,in,done,a@b.c,~,!,#,A=1,export,:,{,},(,),<<,$,*,>|,&>,;;,|&,"a"b,\\'.split(
      ',',
    ),
    '"é — ü"',
    '\t',
  );
  const tokens = fc.array(fc.tuple(words, fc.constantFrom(' ', ' ', ' ', '')), { maxLength: 9 });
  const lines = fc.oneof(
    tokens.map((all) => `git ${all.flat().join('')}`),
    tokens.map((all) => all.flat().join('')),
    fc
      .string({ unit: fc.constantFrom(...'ab1 /.-_:=@%+,"\';|&><~#!?*{$}()\\'), maxLength: 14 })
      .map((text) => `ls ${text}`),
  );
  let plain = 0;
  fc.assert(
    fc.property(lines, (line) => {
      const commands = readPlainly(line);
      if (!commands) return;
      plain++;
      assert.deepEqual({ commands, broken: false }, byGrammar(line));
    }),
    { numRuns: 4000 },
  );
  assert.ok(plain > 200, `${plain} lines were read plainly`);
});
