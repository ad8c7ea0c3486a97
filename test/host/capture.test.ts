import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import * as vscode from 'vscode';
import type { CaptureSource } from '../../src/capture/emit.ts';
import { startSources } from '../../src/capture/sources.ts';
import { createTerminalNumbers } from '../../src/capture/terminalNumbers.ts';
import { createGitPort } from '../../src/host/git.ts';
import type { Fact, FactKind } from '../../src/model/event.ts';
import { createHeldOutput } from '../../src/sanitize/heldOutput.ts';

type Told = { readonly fact: Fact; readonly at: number };
type FactOf<K extends FactKind> = Extract<Fact, { kind: K }>;

/** The sources on the real editor, with what they emitted. */
function listen(namespace: typeof vscode = vscode) {
  const told: Told[] = [];
  const begin = performance.now();
  const clock = (): number => performance.now() - begin;
  const source: CaptureSource = startSources(namespace, {
    emit: (fact, at) => told.push({ fact, at }),
    clock,
    terminals: createTerminalNumbers(),
    git: createGitPort((vscode.workspace.workspaceFolders ?? []).map(({ uri }) => uri.fsPath)),
    heldOutput: () => createHeldOutput({ head: 10_000, tail: 10_000 }),
  });
  const all = <K extends FactKind>(kind: K): FactOf<K>[] =>
    told.map(({ fact }) => fact).filter((fact): fact is FactOf<K> => fact.kind === kind);
  return {
    told,
    all,
    clock,
    async until<T>(what: string, find: () => T | undefined | false, ms = 30_000): Promise<T> {
      for (const end = performance.now() + ms; performance.now() < end; await wait(50)) {
        const found = find();
        if (found) return found;
      }
      throw new Error(
        `no ${what} among ${JSON.stringify(
          told.map(({ fact }) => fact),
          undefined,
          1,
        )}`,
      );
    },
    async stop(): Promise<void> {
      source.dispose();
      await source.drained();
    },
  };
}

const root = (): string => vscode.workspace.workspaceFolders?.[0]?.uri.fsPath ?? assert.fail('no folder is open');
const at = (name: string): string => join(root(), 'capture-area', name);
const uri = (name: string): vscode.Uri => vscode.Uri.file(at(name));

/** Types lines into a shell, each when the one before has ended; an empty one ends at once. */
async function typeLines(shell: vscode.Terminal, lines: readonly string[]): Promise<void> {
  for (const line of lines) {
    const ended = new Promise<void>((resolve) => {
      const listening = vscode.window.onDidEndTerminalShellExecution(({ terminal }) => {
        if (terminal !== shell) return;
        listening.dispose();
        resolve();
      });
    });
    shell.sendText(line);
    // Where the shell tells of no end at all, nobody waits for it for good.
    await Promise.race([ended, wait(5000)]);
    // The prompt comes after the end.
    await wait(150);
  }
}

async function openTerminal(options: vscode.TerminalOptions = {}): Promise<vscode.Terminal> {
  const terminal = vscode.window.createTerminal({ shellPath: '/bin/bash', ...options });
  terminal.show();
  for (let i = 0; i < 600 && !terminal.shellIntegration; i++) await wait(50);
  assert.ok(terminal.shellIntegration, 'no shell integration in bash');
  // The first prompt comes after the integration is reported.
  await wait(500);
  return terminal;
}

describe('capture in a real host', function () {
  this.timeout(120_000);
  let heard: ReturnType<typeof listen>;
  const terminals: vscode.Terminal[] = [];
  const terminal = async (options?: vscode.TerminalOptions): Promise<vscode.Terminal> => {
    const opened = await openTerminal(options);
    terminals.push(opened);
    return opened;
  };

  before(() => {
    rmSync(at('.'), { recursive: true, force: true });
    mkdirSync(at('sub'), { recursive: true });
  });
  after(async () => {
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    rmSync(at('.'), { recursive: true, force: true });
  });
  beforeEach(() => {
    heard = listen();
  });
  afterEach(async () => {
    await heard.stop();
    for (const opened of terminals.splice(0)) opened.dispose();
  });

  describe('the terminal', () => {
    let blind: ReturnType<typeof listen>;
    let plain: vscode.Terminal;

    // It is given some seconds to show what it can: the others are typed into meanwhile.
    before(async () => {
      blind = listen();
      plain = vscode.window.createTerminal({ shellPath: '/bin/sh', name: 'plain' });
      plain.show();
      await wait(500);
      assert.deepEqual(blind.all('capture'), []);
      plain.sendText('echo unseen');
    });
    after(async () => {
      await blind.stop();
      plain.dispose();
    });

    it('tells lines, directories and exit codes in order, and drops what is to be dropped', async () => {
      const shell = await terminal({ cwd: uri('.') });
      const lines = [
        'echo one',
        'false',
        'cd sub',
        'pwd | cat',
        '',
        'cat <<EOF\nx\nEOF',
        'sh -c "exit 7"',
        'echo last',
      ];
      await typeLines(shell, lines);
      await heard.until('the last command', () => heard.all('command').some((command) => command.line === 'echo last'));
      const seen = heard.all('command').map(({ line, exitCode, cwd }) => [line, exitCode, cwd]);
      assert.deepEqual(seen, [
        ['echo one', 0, 'capture-area'],
        ['false', 1, 'capture-area'],
        ['cd sub', 0, 'capture-area'],
        ['pwd | cat', 0, 'capture-area/sub'],
        ['cat <<EOF\nx\nEOF', 0, 'capture-area/sub'],
        ['sh -c "exit 7"', 7, 'capture-area/sub'],
        ['echo last', 0, 'capture-area/sub'],
      ]);
      assert.ok(heard.all('command').every((command) => command.shell === 'bash' && command.terminal === 1));
      const printed = ['echo one', 'pwd | cat', 'cat <<EOF\nx\nEOF', 'echo last'];
      assert.deepEqual(
        printed.map((line) =>
          heard
            .all('command')
            .find((command) => command.line === line)
            ?.output?.text.trim(),
        ),
        ['one', 'capture-area/sub', 'x', 'last'],
      );
    });

    it('has the output of a command that takes its time, and its time', async () => {
      const shell = await terminal();
      shell.sendText('sleep 0.6; echo "größer als"; sleep 0.2');
      const command = await heard.until('the command', () => heard.all('command')[0]);
      assert.equal(command.output?.text.trim(), 'größer als');
      assert.ok((command.durationMs ?? 0) >= 700, `${command.durationMs} ms`);
      const { at: when } = heard.told.find(({ fact }) => fact === command) ?? assert.fail();
      assert.ok(heard.clock() - when > 700, 'timed at its end');
    });

    it('states nothing that the editor got wrong', async () => {
      const shell = await terminal();
      await typeLines(shell, [
        '(echo inside; echo again)',
        'export HISTCONTROL=ignorespace',
        ' echo hidden',
        'echo last',
      ]);
      await heard.until('the last command', () => heard.all('command').some(({ line }) => line === 'echo last'));
      for (const { line, confidence, output } of heard.all('command')) {
        const isTrue = ['export HISTCONTROL=ignorespace', '(echo inside; echo again)', 'echo last'].includes(line);
        assert.ok(isTrue || confidence === 'low', `${confidence}: ${line}`);
        assert.doesNotMatch(`${line}${output?.text ?? ''}`, /hidden|\ninside/);
      }
    });

    it('records a program that still runs at the stop, without an exit code', async () => {
      const shell = await terminal();
      const started = new Promise((resolve) => {
        const listening = vscode.window.onDidStartTerminalShellExecution(() => {
          listening.dispose();
          resolve(undefined);
        });
      });
      shell.sendText('echo up; sleep 50');
      await started;
      await wait(300);
      await heard.stop();
      const [command] = heard.all('command');
      assert.equal(command?.line, 'echo up; sleep 50');
      assert.equal('exitCode' in (command ?? {}), false);
      assert.equal('durationMs' in (command ?? {}), false);
      shell.sendText('\u0003', false);
    });

    it('says which shell it cannot see into, once it is used', async () => {
      const isBlind = ({ reason }: FactOf<'capture'>): boolean => reason.includes('no shell integration');
      const said = await blind.until('the degraded terminal', () => blind.all('capture').find(isBlind));
      assert.deepEqual([said.source, said.state], ['terminal', 'degraded']);
      assert.match(said.reason, /\(sh\) has no shell integration/);
      assert.ok(blind.all('command').every(({ shell }) => shell === 'bash'));
    });

    it("tells a task once, not its terminal's command as well", async () => {
      const task = new vscode.Task(
        { type: 'shell' },
        vscode.TaskScope.Workspace,
        'measure',
        'test',
        new vscode.ShellExecution('echo from-task; exit 3'),
      );
      await vscode.tasks.executeTask(task);
      const told = await heard.until('the task', () => heard.all('task')[0]);
      assert.deepEqual(told, { kind: 'task', name: 'measure', source: 'test', exitCode: 3 });
      await wait(1000);
      assert.deepEqual(heard.all('command'), []);
      assert.equal(heard.all('task').length, 1);
    });
  });

  describe('edits', () => {
    it('are settled hunks, saved or not', async () => {
      writeFileSync(at('edit.txt'), 'one\r\ntwo\r\nthree\r\n');
      const document = await vscode.workspace.openTextDocument(uri('edit.txt'));
      const editor = await vscode.window.showTextDocument(document);
      await editor.edit((edit) => edit.insert(new vscode.Position(1, 3), ' and a half'));
      await document.save();
      const edit = await heard.until('the edit', () => heard.all('edit')[0]);
      assert.deepEqual(edit.hunks, [{ line: 2, before: ['two'], after: ['two and a half'] }]);
      assert.equal(edit.file, 'capture-area/edit.txt');
      await editor.edit((change) => change.insert(new vscode.Position(0, 0), 'x'));
      await vscode.commands.executeCommand('undo');
      // What waits is settled when another file is looked at.
      writeFileSync(at('other.txt'), 'other\n');
      await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(uri('other.txt')));
      await heard.until('the other file', () => heard.all('open').some(({ file }) => file.endsWith('other.txt')));
      assert.equal(heard.all('edit').length, 1, 'what was undone left a trace');
      assert.deepEqual(
        heard.all('file').filter(({ op, file }) => file.endsWith('edit.txt') && op === 'change'),
        [],
      );
    });

    it('in what Git ignores are told without content', async () => {
      writeFileSync(at('.gitignore'), 'ignored.txt\n');
      writeFileSync(at('ignored.txt'), 'a\n');
      const editor = await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(uri('ignored.txt')));
      await editor.edit((edit) => edit.insert(new vscode.Position(0, 0), 'words'));
      await editor.document.save();
      const edit = await heard.until('the edit', () =>
        heard.all('edit').find(({ file }) => file.endsWith('ignored.txt')),
      );
      assert.equal(edit.withheld, true);
      assert.doesNotMatch(JSON.stringify(heard.told), /words/);
    });

    it('made outside are told with their origin, in open files and in closed ones, once', async () => {
      writeFileSync(at('outside.txt'), 'a\nb\n');
      const document = await vscode.workspace.openTextDocument(uri('outside.txt'));
      await vscode.window.showTextDocument(document);
      await heard.until('the new file', () => heard.all('file').some(({ file }) => file.endsWith('outside.txt')));
      writeFileSync(at('outside.txt'), 'a\nB\n');
      const edit = await heard.until('the edit', () =>
        heard.all('edit').find(({ file }) => file.endsWith('outside.txt')),
      );
      assert.deepEqual([edit.origin, edit.hunks], ['external', [{ line: 2, before: ['b'], after: ['B'] }]]);
      await vscode.commands.executeCommand('workbench.action.closeAllEditors');
      await wait(1500);
      writeFileSync(at('outside.txt'), 'a\nB\nc\n');
      await heard.until(
        'the second edit',
        () => heard.all('edit').filter(({ file }) => file.endsWith('outside.txt')).length === 2,
      );
      assert.ok(heard.all('file').every(({ origin }) => origin === 'external'));
    });
  });

  describe('notebooks', () => {
    it('are edits of their cells, one after the other, and cells that were run', async () => {
      const code = (source: string): object => ({
        cell_type: 'code',
        execution_count: null,
        metadata: {},
        outputs: [],
        source: [source],
      });
      const content = { cells: [code('a = 1'), code('b = 2\nprint(b)')], metadata: {}, nbformat: 4, nbformat_minor: 5 };
      writeFileSync(at('calc.ipynb'), JSON.stringify(content));
      const notebook = await vscode.workspace.openNotebookDocument(uri('calc.ipynb'));
      await vscode.window.showNotebookDocument(notebook);
      const controller = vscode.notebooks.createNotebookController('mirror-test', notebook.notebookType, 'Test');
      controller.supportedLanguages = [notebook.cellAt(0).document.languageId];
      controller.executeHandler = async (cells, _notebook, kernel) => {
        for (const cell of cells) {
          const execution = kernel.createNotebookCellExecution(cell);
          execution.start(Date.now());
          await wait(100);
          execution.end(cell.index === 0, Date.now());
        }
      };
      try {
        controller.updateNotebookAffinity(notebook, vscode.NotebookControllerAffinity.Preferred);
        const edit = new vscode.WorkspaceEdit();
        edit.insert(notebook.cellAt(1).document.uri, new vscode.Position(1, 0), 'c = 3\n');
        await vscode.workspace.applyEdit(edit);
        await vscode.commands.executeCommand('notebook.selectKernel', {
          id: 'mirror-test',
          extension: 'themirror.mirror',
        });
        await vscode.commands.executeCommand('notebook.execute');
        await heard.until('both cells', () => heard.all('task').length === 2 && heard.all('task'));
        assert.deepEqual(
          heard.all('task').map(({ name, source, exitCode }) => [name, source, exitCode]),
          [
            ['capture-area/calc.ipynb cell 1', 'notebook', 0],
            ['capture-area/calc.ipynb cell 2', 'notebook', 1],
          ],
        );
        await notebook.save();
        await wait(1500);
        assert.deepEqual(
          heard.all('edit').map(({ file, hunks }) => [file, hunks]),
          [['capture-area/calc.ipynb', [{ line: 3, before: [], after: ['c = 3'] }]]],
          'the file on disk is no edit of a person',
        );
        const added = new vscode.WorkspaceEdit();
        const cell = new vscode.NotebookCellData(vscode.NotebookCellKind.Code, 'd = 4', 'python');
        added.set(notebook.uri, [vscode.NotebookEdit.replaceCells(new vscode.NotebookRange(0, 1), [cell])]);
        await vscode.workspace.applyEdit(added);
        await notebook.save();
        await heard.until('the cells', () => heard.all('edit').length === 2);
        assert.deepEqual(heard.all('edit')[1]?.hunks, [{ line: 1, before: ['a = 1'], after: ['d = 4'] }]);
      } finally {
        controller.dispose();
        await notebook.save();
        await vscode.commands.executeCommand('workbench.action.closeAllEditors');
      }
    });
  });

  describe('files', () => {
    it('created, renamed and deleted in the editor are gestures of the person, told once', async () => {
      const apply = async (change: (edit: vscode.WorkspaceEdit) => void): Promise<void> => {
        const edit = new vscode.WorkspaceEdit();
        change(edit);
        assert.ok(await vscode.workspace.applyEdit(edit));
        await wait(500);
      };
      await apply((edit) => edit.createFile(uri('new.txt')));
      await apply((edit) => edit.renameFile(uri('new.txt'), uri('sub/moved.txt')));
      await apply((edit) => edit.deleteFile(uri('sub/moved.txt')));
      await wait(1500);
      const told = heard.all('file').filter(({ file }) => /new|moved/.test(file));
      assert.deepEqual(told, [
        { kind: 'file', op: 'create', file: 'capture-area/new.txt', origin: 'user' },
        { kind: 'file', op: 'rename', file: 'capture-area/new.txt', to: 'capture-area/sub/moved.txt', origin: 'user' },
        { kind: 'file', op: 'delete', file: 'capture-area/sub/moved.txt', origin: 'user' },
      ]);
    });

    it('written by a command are edits from outside, tracked ones against what Git had', async () => {
      const readme = join(root(), 'README.md');
      const original = readFileSync(readme, 'utf8');
      // Git is asked at the start what is unchanged.
      await wait(700);
      try {
        writeFileSync(readme, `${original}One line more.\n`);
        writeFileSync(at('VERSION'), '1.2.3\n');
        const edits = await heard.until('both edits', () => heard.all('edit').length >= 2 && heard.all('edit'));
        const added = edits.flatMap(({ file, origin, hunks = [] }) =>
          hunks.map((hunk) => [file, origin, hunk.before, hunk.after]),
        );
        assert.deepEqual(added.sort(), [
          ['README.md', 'external', [], ['One line more.']],
          ['capture-area/VERSION', 'external', [], ['1.2.3']],
        ]);
      } finally {
        writeFileSync(readme, original);
      }
    });

    it('that a checkout puts in place are no edits', async () => {
      const git = (...args: string[]): string =>
        execFileSync('git', ['-C', root(), ...args], { encoding: 'utf8' }).trim();
      const branch = git('symbolic-ref', '--short', 'HEAD');
      try {
        git('checkout', '-q', '--detach', 'HEAD~1');
        await heard.until('changed files', () => heard.all('file').length > 0);
        await wait(1500);
        assert.deepEqual(heard.all('edit'), []);
        assert.ok(heard.all('file').every(({ origin }) => origin === 'external'));
      } finally {
        git('checkout', '-q', branch);
      }
    });

    it('of other file systems are none of the recording, whatever their path', async () => {
      writeFileSync(at('shared.txt'), 'a\nb\n');
      await wait(1500);
      const elsewhere = memoryFileSystem('text of another file system\n');
      const registered = vscode.workspace.registerFileSystemProvider('elsewhere', elsewhere.provider);
      try {
        heard.told.length = 0;
        const same = uri('shared.txt').with({ scheme: 'elsewhere' });
        const editor = await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(uri('shared.txt')));
        await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(same));
        elsewhere.fire(same);
        elsewhere.fire(uri('shared.txt.git').with({ scheme: 'elsewhere' }));
        await wait(1500);
        await vscode.commands.executeCommand('workbench.action.closeActiveEditor');
        await vscode.window.showTextDocument(editor.document);
        await vscode.window.activeTextEditor?.edit((edit) => edit.insert(new vscode.Position(1, 1), '!'));
        await editor.document.save();
        const edit = await heard.until('the edit of the file on disk', () => heard.all('edit')[0]);
        assert.deepEqual(edit.hunks, [{ line: 2, before: ['b'], after: ['b!'] }]);
        assert.deepEqual(heard.all('file'), []);
        assert.deepEqual(
          heard.all('open').map(({ file }) => file),
          ['capture-area/shared.txt'],
        );
      } finally {
        registered.dispose();
      }
    });

    it('that appear and vanish outside are told as such', async () => {
      writeFileSync(at('generated.txt'), 'x');
      await heard.until('its creation', () =>
        heard.all('file').find(({ file, op }) => file.endsWith('generated.txt') && op === 'create'),
      );
      rmSync(at('generated.txt'));
      await heard.until('its end', () =>
        heard.all('file').find(({ file, op }) => file.endsWith('generated.txt') && op === 'delete'),
      );
      assert.ok(heard.all('file').every(({ origin }) => origin === 'external'));
    });
  });

  describe('the rest', () => {
    it('tells a commit that was made in the terminal', async () => {
      const git = (...args: string[]): string =>
        execFileSync('git', ['-C', root(), ...args], { encoding: 'utf8' }).trim();
      const head = git('rev-parse', 'HEAD');
      const shell = await terminal({ cwd: root() });
      try {
        shell.sendText(
          'git -c user.name=Sam -c user.email=sam@example.invalid commit -q --allow-empty -m "From the terminal"',
        );
        const told = await heard.until('the commit', () => heard.all('git')[0]);
        assert.deepEqual([told.op, told.message, told.head], ['commit', 'From the terminal', git('rev-parse', 'HEAD')]);
        assert.equal(told.branch, git('symbolic-ref', '--short', 'HEAD'));
        assert.equal(heard.all('git').length, 1);
      } finally {
        git('reset', '-q', '--soft', head);
      }
    });

    it('tells which file is looked at, and problems that come and go', async () => {
      writeFileSync(at('look.txt'), 'a\nb\n');
      const document = await vscode.workspace.openTextDocument(uri('look.txt'));
      await vscode.window.showTextDocument(document, { selection: new vscode.Range(1, 0, 1, 0) });
      const opened = await heard.until('the file', () =>
        heard.all('open').find(({ file }) => file.endsWith('look.txt')),
      );
      assert.equal(opened.file, 'capture-area/look.txt');
      const collection = vscode.languages.createDiagnosticCollection('capture-test');
      try {
        const range = new vscode.Range(0, 0, 0, 1);
        collection.set(document.uri, [
          new vscode.Diagnostic(range, 'bad'),
          new vscode.Diagnostic(range, 'odd', vscode.DiagnosticSeverity.Warning),
        ]);
        const told = await heard.until('the problems', () => heard.all('diagnostics')[0]);
        assert.ok(told.errors >= 1 && told.warnings >= 1);
      } finally {
        collection.dispose();
      }
    });
  });

  it('listens to nothing once it has stopped', async () => {
    const counted = countSubscriptions();
    const other = listen(counted.namespace);
    await wait(500);
    assert.ok(counted.open() > 20, `${counted.open()} subscriptions`);
    await other.stop();
    assert.equal(counted.open(), 0);
    const before = other.told.length;
    writeFileSync(at('after.txt'), 'x');
    await wait(1500);
    assert.equal(other.told.length, before);
    assert.equal(readFileSync(at('after.txt'), 'utf8'), 'x');
  });
});

/** A file system with one text at every path, whose changes are told by hand. */
function memoryFileSystem(text: string): { provider: vscode.FileSystemProvider; fire: (uri: vscode.Uri) => void } {
  const changed = new vscode.EventEmitter<vscode.FileChangeEvent[]>();
  const bytes = new TextEncoder().encode(text);
  const refuse = (): never => {
    throw vscode.FileSystemError.NoPermissions();
  };
  return {
    fire: (uri) => changed.fire([{ type: vscode.FileChangeType.Changed, uri }]),
    provider: {
      onDidChangeFile: changed.event,
      watch: () => new vscode.Disposable(() => undefined),
      stat: () => ({ type: vscode.FileType.File, ctime: 0, mtime: 0, size: bytes.length }),
      readDirectory: () => [],
      readFile: () => bytes,
      createDirectory: refuse,
      writeFile: refuse,
      delete: refuse,
      rename: refuse,
    },
  };
}

/** The editor's namespace, which counts the events that are listened to. */
function countSubscriptions(): { namespace: typeof vscode; open: () => number } {
  let open = 0;
  const counting = <T extends object>(target: T): T =>
    new Proxy(target, {
      get(_, name) {
        const value: unknown = Reflect.get(target, name);
        if (typeof value !== 'function' || !/^on(?:Did|Will)/.test(String(name))) return value;
        return (...args: unknown[]) => {
          const subscription: vscode.Disposable = value(...args);
          open += 1;
          return {
            dispose() {
              open -= 1;
              subscription.dispose();
            },
          };
        };
      },
    });
  const parts: readonly string[] = ['window', 'workspace', 'tasks', 'debug', 'languages'];
  const namespace = new Proxy(vscode, {
    get: (target, name) => {
      const value: unknown = Reflect.get(target, name);
      return parts.includes(String(name)) && typeof value === 'object' && value !== null ? counting(value) : value;
    },
  });
  return { namespace, open: () => open };
}
