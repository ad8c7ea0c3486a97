import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { changesHistory, opensInner, type ReportedCommand, readCommandLine } from '../../../src/capture/commandLine.ts';

const reported = (value: string, change: Partial<ReportedCommand> = {}): ReportedCommand => ({
  value,
  confidence: 'high',
  trusted: true,
  exitCode: 0,
  ended: true,
  // Neither bash, of which nothing is certain, nor a shell that always tells how a command ended.
  shell: 'pwsh',
  previous: undefined,
  historyChanged: false,
  ...change,
});
const read = (value: string, change: Partial<ReportedCommand> = {}): string => {
  const command = readCommandLine(reported(value, change));
  return command.keep
    ? `${command.confidence} ${command.outputIsOurs ? '' : 'no output '}${command.line}`
    : command.why;
};
const unknown = { exitCode: undefined };

describe('a reported command line', () => {
  it('is taken at its word where nothing speaks against it', () => {
    for (const line of [
      'npm test',
      'echo "a;b" | wc -c',
      '(cd a && ls)',
      'for i in 1; do echo $i; done',
      'cat <<EOF\nline\nEOF',
      'grep -E "^a\tb"',
    ]) {
      assert.equal(read(line), `high ${line}`);
    }
  });

  it('is dropped where nothing was run, or the person asked for it', () => {
    assert.equal(read(''), 'empty');
    assert.equal(read('  \n', unknown), 'empty');
    assert.equal(read(' export KEY=x'), 'leading-space');
    assert.equal(read('^C', unknown), 'cancelled');
    assert.equal(read('npm publ^C', unknown), 'cancelled');
    assert.equal(read("printf '^C"), "high printf '^C");
  });

  it('loses the output that a leading subshell puts into it', () => {
    assert.equal(read('(echo sub; echo par)\nsub\npar', unknown), 'low no output (echo sub; echo par)');
    assert.equal(read('(exit 4)', unknown), 'low no output (exit 4)');
    assert.equal(read('(echo ")"; ls) | cat\nout', unknown), 'low no output (echo ")"; ls) | cat');
    assert.equal(read('(cd a &&\n> ls)\nx', unknown), 'low no output (cd a &&\nls)');
    assert.equal(read('(never closed\nx', unknown), 'low no output (never closed');
  });

  it('loses what an error of syntax prints after it, and stays whole while it runs', () => {
    const value = "for n in 1 2; echo $n; end\nbash: syntax error near unexpected token `echo'";
    assert.equal(read(value, unknown), 'low no output for n in 1 2; echo $n; end');
    assert.equal(read('if true;\n> fi\nbash: syntax error', unknown), 'low no output if true;\nfi');
    assert.equal(read('\n> \nbash: unexpected EOF', unknown), 'not-run');
    assert.equal(read('cat <<EOF | less\nx\nEOF', { ...unknown, ended: false }), 'medium cat <<EOF | less\nx\nEOF');
  });

  it('was not run in a shell that always tells how a command ended, where that is missing', () => {
    for (const shell of ['zsh', 'fish']) {
      assert.equal(read('echo never', { ...unknown, shell }), 'not-run');
      assert.equal(read('sleep 9', { ...unknown, shell, ended: false }), 'medium sleep 9');
      assert.equal(read('(exit 3)', { exitCode: 3, shell }), 'high (exit 3)');
    }
  });

  it('is low where history was changed and the line before is reported again', () => {
    const after = { historyChanged: true, previous: 'export HISTCONTROL=ignorespace' };
    assert.equal(read('export HISTCONTROL=ignorespace', after), 'low no output export HISTCONTROL=ignorespace');
    assert.equal(read('echo shown', after), 'high echo shown');
    assert.equal(read('same', { previous: 'same' }), 'high same');
  });

  it('is never certain in bash, which may tell a first part of it', () => {
    for (const shell of ['bash', 'gitbash']) {
      assert.equal(read('npm test', { shell }), 'medium npm test');
      assert.equal(read('false || echo rescued', { shell }), 'medium false || echo rescued');
      assert.equal(read('false', { shell, exitCode: 0 }), 'low false');
      assert.equal(read('true', { shell, exitCode: 1 }), 'low true');
      assert.equal(read('false', { shell, exitCode: 1 }), 'medium false');
    }
  });

  it('loses the time that history puts before it in bash', () => {
    for (const stamp of ['2026-11-21 12:00:01', '21/11/26 09:05', '[2026-11-21 12:00:01]', 'Sat Nov 21 12:00:01 2026'])
      assert.equal(read(`${stamp}  git push`, { shell: 'bash' }), 'medium git push', stamp);
    for (const line of ['git log --since 2026-11-21 12:00 --oneline', 'ls -l 2026', '2026-11-21'])
      assert.equal(read(line, { shell: 'bash' }), `medium ${line}`);
  });

  it('loses continuation prompts, and certainty with them', () => {
    assert.equal(read('cat <<EOF\n> line one\n>\n> EOF'), 'medium cat <<EOF\nline one\n\nEOF');
    assert.equal(read('cat <<EOF\n> quoted\nplain\nEOF'), 'high cat <<EOF\n> quoted\nplain\nEOF');
  });

  it('is at most medium where the editor does not vouch for it, or no exit code came', () => {
    assert.equal(read('ls', { trusted: false }), 'medium ls');
    assert.equal(read('ls', { trusted: false, confidence: 'low' }), 'low ls');
    assert.equal(read('sleep 5', unknown), 'low sleep 5');
    assert.equal(read('sleep 5', { ...unknown, ended: false }), 'medium sleep 5');
    assert.equal(read('a\u001b[31mb'), 'low a[31mb');
  });

  it('never comes out blank or with control characters, and never throws', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.boolean(), (value, ended) => {
        const command = readCommandLine(reported(value, ended ? {} : unknown));
        assert.ok(!command.keep || command.line.trim() !== '');
        // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for.
        if (command.keep && command.confidence !== 'low') assert.doesNotMatch(command.line, /[\u0000-\u0008\u001b]/);
      }),
    );
  });
});

describe('what changes the history', () => {
  it('is seen', () => {
    for (const line of [
      'export HISTCONTROL=ignorespace',
      'HISTIGNORE="ls*"',
      'set +o history',
      'unset HISTFILE',
      'history -c',
    ])
      assert.ok(changesHistory(line), line);
    for (const line of ['history', 'echo histogram', 'set -o pipefail', 'git log'])
      assert.ok(!changesHistory(line), line);
  });
});

describe('a program inside which nothing is seen', () => {
  it('is named', () => {
    const inner: readonly [line: string, program: string | undefined][] = [
      ['bash', 'bash'],
      ['sudo bash -l', 'bash'],
      ['/bin/sh', 'sh'],
      ['bash build.sh', undefined],
      ['bash -c "ls"', undefined],
      ['python3', 'python3'],
      ['python3 -m http.server', undefined],
      ['node --version', undefined],
      ['ssh build@example.invalid', 'ssh'],
      ['ssh -p 22 example.invalid', 'ssh'],
      ['ssh example.invalid uptime now', undefined],
      ['docker exec -it web sh', 'docker'],
      ['docker run --rm web', undefined],
      ['psql -d shop', 'psql'],
      ['psql -c "select 1"', undefined],
      ['PGUSER=x psql shop < dump.sql', undefined],
      ['sudo -i', 'sudo'],
      ['tmux', 'tmux'],
      ['npm test', undefined],
      ['', undefined],
    ];
    for (const [line, program] of inner) assert.equal(opensInner(line), program, line);
  });
});
