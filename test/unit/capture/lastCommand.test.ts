import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type * as vscode from 'vscode';
import { createReadLastOutput, outputIn } from '../../../src/capture/lastCommand.ts';

/** An answer of the editor's tool, as VS Code 1.139 words it. */
const answer = (command: string, output?: string, exitCode = 0): string =>
  [
    `The following is the last command run in the terminal:\n${command}`,
    'It was run in the directory:\n/srv/shop',
    `It exited with code: ${exitCode}`,
    ...(output === undefined ? [] : [`It has the following output:\n${output}`]),
  ].join('\n');

describe('what the editor tells of the last command', () => {
  it('is its output where it is the command that was asked for', () => {
    assert.equal(outputIn(answer('git status', 'On branch main\n'), 'git status', 0), 'On branch main\n');
    assert.equal(outputIn(answer('false || x', 'y', 127), 'false || x', 127), 'y');
    assert.equal(outputIn(answer('cat <<E\nx\nE', 'x\n'), 'cat <<E\nx\nE', 0), 'x\n');
    assert.equal(outputIn(answer('ls', 'utils\n'), 'ls', 0), 'utils\n');
  });

  it('is unknown where it is another command, has none, or may hold more than its own', () => {
    assert.equal(outputIn(answer('git status', 'x'), 'git stat', 0), undefined);
    assert.equal(outputIn(answer('git status', 'x', 1), 'git status', 0), undefined);
    assert.equal(outputIn(answer('git status', 'x', 10), 'git status', 1), undefined);
    assert.equal(outputIn(answer('cd src'), 'cd src', 0), undefined);
    assert.equal(outputIn(answer('true', '\n'), 'true', 0), undefined);
    assert.equal(outputIn('The following command is currently executing in the terminal:\nls', 'ls', 0), undefined);
    assert.equal(outputIn('', 'ls', 0), undefined);
    assert.equal(outputIn(answer('seq 300', 'x\n'.repeat(300)), 'seq 300', 0), undefined);
    // The beginning scrolled away: what stands above is the prompt of the command itself.
    assert.equal(outputIn(answer('echo b', 'a\nshop $ echo b\nb\n'), 'echo b', 0), undefined);
  });
});

describe('asking the editor', () => {
  const terminal = {} as vscode.Terminal;
  const tools = [{ name: 'terminal_last_command' }] as unknown as readonly vscode.LanguageModelToolInformation[];
  const invokeTool = async () => ({ content: [{ value: answer('ls', 'a\n') }] });
  const asked = { terminal, value: 'ls', exitCode: 0 };

  it('gives the output in the active terminal', async () => {
    assert.equal(await createReadLastOutput({ tools, invokeTool }, { activeTerminal: terminal })(asked), 'a\n');
  });

  it('gives nothing for another terminal, without the tool, without an exit code, or where the tool fails', async () => {
    const inFront = { activeTerminal: terminal };
    const never = () => assert.fail('asked');
    assert.equal(
      await createReadLastOutput({ tools, invokeTool: never }, { activeTerminal: undefined })(asked),
      undefined,
    );
    assert.equal(await createReadLastOutput({ tools: [], invokeTool: never }, inFront)(asked), undefined);
    assert.equal(
      await createReadLastOutput({ tools, invokeTool: never }, inFront)({ ...asked, exitCode: undefined }),
      undefined,
    );
    const broken = { tools, invokeTool: () => Promise.reject(new Error('no')) };
    assert.equal(await createReadLastOutput(broken, inFront)(asked), undefined);
  });
});
