import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { mayBePart, withoutStamp } from '../../../src/capture/bashLines.ts';
import { changesLines, readBashStartup } from '../../../src/capture/bashStartup.ts';

describe('what may be the first part of a line only', () => {
  it('is one simple command', () => {
    for (const part of [
      'npm test',
      'echo "a; b" > out 2>&1',
      "grep 'a|b' file",
      'echo $(a; b | c)',
      'echo `a; b`',
      'for n in 1 2',
      '[[ $a == 1 && $b == 2 ]]',
      '((i = 0))',
      'echo a\\;b',
      'cmd &> log',
      'cmd >| log',
      '',
    ])
      assert.ok(mayBePart(part), part);
  });

  it('is not a list, a pipeline, a loop or several lines', () => {
    for (const whole of [
      'false || echo rescued',
      'cd a && ls',
      'cat x | wc -l',
      'for n in 1 2; do echo $n; done',
      'sleep 1 &',
      'cat <<EOF\none\nEOF',
      'echo "a" ; ls',
      '[[ -f x ]] && echo yes',
      "echo 'it' | cat",
    ])
      assert.ok(!mayBePart(whole), whole);
  });

  it('is told of any text', () => {
    fc.assert(fc.property(fc.string(), (text) => typeof mayBePart(text) === 'boolean'));
  });
});

describe('the time before a line of history', () => {
  it('is taken off in the usual formats', () => {
    for (const stamp of ['2026-11-21 12:00:01 ', '21/11/26 09:05 ', '[12:00:01] ', 'Sat Nov 21 12:00:01 2026 '])
      assert.equal(withoutStamp(`${stamp}git push`), 'git push', stamp);
  });

  it('is nothing where there is none', () => {
    for (const line of ['git push', 'echo hello', 'ls -l 2026', '']) assert.equal(withoutStamp(line), undefined, line);
  });
});

describe('what bash runs first', () => {
  const read = (files: Record<string, string>, environment = {}) =>
    readBashStartup({
      home: '/home/sam',
      environment,
      readText: async (path) => files[path] ?? Promise.reject(new Error('none')),
    });

  it('leaves lines whole where nothing of it touches the history', async () => {
    assert.deepEqual(await read({}), { whole: true, stamped: false });
    assert.deepEqual(await read({ '/home/sam/.bashrc': "# HISTCONTROL=ignoreboth\nPS1='$ '\nalias ll='ls -l'" }), {
      whole: true,
      stamped: false,
    });
    const followed = { '/home/sam/.bashrc': '. ~/.bash_aliases', '/home/sam/.bash_aliases': "alias g='git'" };
    assert.equal((await read(followed)).whole, true);
  });

  it('does not where it sets what is kept, itself or in a file that it runs', async () => {
    assert.equal((await read({ '/etc/bash.bashrc': 'HISTCONTROL=ignoreboth' })).whole, false);
    assert.equal((await read({ '/home/sam/.bashrc': 'export HISTIGNORE="ls:cd"' })).whole, false);
    const followed = {
      '/home/sam/.bashrc': 'if [ -f "$HOME/.history" ]; then\n  source "$HOME/.history"\nfi',
      '/home/sam/.history': 'shopt -s histappend; HISTCONTROL=ignorespace',
    };
    assert.equal((await read(followed)).whole, false);
    assert.deepEqual(await read({}, { HISTTIMEFORMAT: '%F %T ' }), { whole: false, stamped: true });
    assert.equal((await read({}, { HISTCONTROL: 'ignoredups' })).whole, false);
  });

  it('is not judged where it cannot be followed, and does not turn in circles', async () => {
    assert.equal((await read({ '/home/sam/.bashrc': 'eval "$(starship init bash)"' })).whole, false);
    assert.equal((await read({ '/home/sam/.bashrc': 'for f in /etc/x/*.sh; do . $f; done' })).whole, false);
    assert.equal((await read({ '/home/sam/.bashrc': 'source ~/.bashrc' })).whole, true);
    assert.equal((await read({ '/home/sam/.bashrc': 'x'.repeat(500_000) })).whole, false);
  });

  it('includes the environment that a terminal was given', () => {
    assert.ok(changesLines({ VSCODE_PREVENT_SHELL_HISTORY: '1' }));
    assert.ok(!changesLines({ HISTCONTROL: '', HISTFILE: '/tmp/x' }));
  });
});
