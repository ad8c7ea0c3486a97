import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { startRecording, stopRecording } from '../demo/person.ts';
import { type RecordedEvent, recordingsIn } from '../demo/recordings.ts';
import { makeSample } from '../demo/sample.ts';
import { type OpenEditor, openEditor } from '../editor/open.ts';
import { packageExtension } from '../editor/package.ts';
import { until } from '../editor/until.ts';

const task = {
  label: 'measure',
  type: 'shell',
  command: 'echo from-task; exit 3',
  group: { kind: 'build', isDefault: true },
  problemMatcher: [],
};

/** Runs until the test says otherwise. */
const untilFlagged = 'while [ ! -e ../flag ]; do sleep 0.1; done; echo two';
const bothPasted = 'echo pasted\nfalse';

/** Before a command that begins with a space: bash tells this line once more for it, or, on a busy machine, none. */
const beforeHidden = 'export HISTCONTROL=ignorespace';

/**
 * Bash runs no hook for these, so the editor reads them off the screen when the next prompt comes. When the machine is
 * busy the prompt has already taken their place, and the editor tells an empty line, as for Enter alone.
 */
const readOffTheScreen = ['(echo inside; exit 4)', 'for n in 1 2; echo $n; end'];

describe('the traps of shell integration, typed in bash', { timeout: 240_000 }, () => {
  const scratch = mkdtempSync(join(tmpdir(), 'mirror-e2e-'));
  let editor: OpenEditor;
  let events: RecordedEvent[];

  before(async () => {
    const workspace = await makeSample(join(scratch, 'workspace'));
    mkdirSync(join(workspace, '.vscode'));
    writeFileSync(join(workspace, '.vscode', 'tasks.json'), JSON.stringify({ version: '2.0.0', tasks: [task] }));
    editor = await openEditor({
      vsix: await packageExtension(),
      workspace,
      scratch,
      settings: { 'terminal.integrated.enableMultiLinePasteWarning': 'never' },
    });
    await startRecording(editor.page, 'Traps');
    await typeTraps(editor, join(scratch, 'flag'));
    await stopRecording(editor.page, 'Traps');
    events = recordingsIn(editor.server.globalStorage)[0]?.events ?? [];
  });

  after(async () => {
    await editor?.close();
    rmSync(scratch, { recursive: true, force: true });
  });

  const all = (): RecordedEvent[] => events.filter((each) => each.kind === 'command').sort((a, b) => a.at - b.at);
  const isOffTheScreen = ({ line }: RecordedEvent): boolean => readOffTheScreen.includes(String(line));
  const repeated = (): RecordedEvent[] =>
    all()
      .filter(({ line }) => line === beforeHidden)
      .slice(1);
  const commands = (): RecordedEvent[] => all().filter((each) => !isOffTheScreen(each) && !repeated().includes(each));
  const command = (line: string): RecordedEvent =>
    commands().find((each) => each.line === line) ??
    assert.fail(`no ${line} among ${JSON.stringify(commands().map((each) => each.line))}`);
  const output = (line: string): string | undefined => {
    const found = command(line).output as { text: string } | undefined;
    return found?.text.trim();
  };

  it('records what was run, and nothing else', () => {
    assert.deepEqual(
      commands().map(({ line, exitCode }) => [line === bothPasted ? 'echo pasted' : line, exitCode]),
      [
        ['sleep 30', 130],
        ['cat <<EOF\none\nEOF', 0],
        ['for n in 1 2; do echo "n=$n"; done', 0],
        ['cat package.json | grep name', 0],
        ['cd src', 0],
        ['pwd', 0],
        ['cd ..', 0],
        // Of the two lines that were pasted: bash tells the first, where the editor does not see both on the screen.
        ['echo pasted', 1],
        ['bash --norc', 0],
        ['node', 0],
        ['seq 720000', 0],
        ['printf "\\e[?1049hfull screen"; sleep 1; printf "\\e[?1049l"', 0],
        [beforeHidden, 0],
        ['echo shown', 0],
        [untilFlagged, 0],
        ['echo three', 0],
        ['sleep 300', undefined],
      ],
    );
  });

  it('is certain of nothing that is wrong', () => {
    assert.ok(repeated().length <= 1);
    for (const each of [...all().filter(isOffTheScreen), ...repeated()]) {
      assert.equal(each.confidence, 'low');
      assert.equal(each.exitCode === undefined, isOffTheScreen(each));
      assert.equal(each.output, undefined);
    }
    assert.doesNotMatch(JSON.stringify(events), /hidden|never/);
    const pasted = commands().find((each) => each.line === 'echo pasted');
    if (pasted) assert.notEqual(pasted.confidence, 'high');
  });

  it('names the shell that is typed into, whatever runs in it', () => {
    assert.deepEqual([...new Set(commands().map((each) => each.shell))], ['bash']);
  });

  it('has the output of each command that printed something', () => {
    assert.equal(output('cat <<EOF\none\nEOF'), 'one');
    assert.equal(output('for n in 1 2; do echo "n=$n"; done'), 'n=1\nn=2');
    assert.equal(output('cat package.json | grep name'), '"name": "parcel-rates",');
    assert.equal(output('echo shown'), 'shown');
    assert.match(output('node') ?? '', /1 \+ 1/);
  });

  it("follows directories, and keeps the machine's paths out", () => {
    assert.deepEqual([command('cd src').cwd, command('pwd').cwd, command('cd ..').cwd], ['.', 'src', 'src']);
    assert.equal(output('pwd'), 'src');
    assert.ok(!JSON.stringify(events).includes(scratch));
  });

  it('keeps the head and the tail of 5 MB', () => {
    const found = command('seq 720000').output as { text: string; truncated?: boolean };
    assert.equal(found.truncated, true);
    assert.match(found.text, /^1\n2\n/);
    assert.match(found.text, /\n720000\s*$/);
  });

  it('says that it cannot see into a shell in a shell and into a REPL', () => {
    const said = events.flatMap((each) => (each.kind === 'capture' && each.state === 'degraded' ? [each.reason] : []));
    for (const program of ['bash', 'node']) assert.match(said.join('\n'), new RegExp(`inside ${program}`));
    assert.doesNotMatch(output('printf "\\e[?1049hfull screen"; sleep 1; printf "\\e[?1049l"') ?? '', /full screen/);
  });

  it('tells terminals apart that run at the same time', () => {
    const two = command(untilFlagged);
    const three = command('echo three');
    assert.notEqual(two.terminal, three.terminal);
    assert.ok(three.at < two.at + Number(two.durationMs), 'they did not overlap');
  });

  it('tells a task once, not its command as well', () => {
    const tasks = events.filter((each) => each.kind === 'task');
    assert.deepEqual(
      tasks.map(({ name, exitCode }) => [name, exitCode]),
      [['measure', 3]],
    );
  });

  it('records a program that still runs at the stop, without how it ended', () => {
    const { durationMs, confidence } = command('sleep 300');
    assert.equal(durationMs, undefined);
    assert.notEqual(confidence, 'high');
  });
});

/** By keyboard, as a person would, in one terminal and two more. */
async function typeTraps({ page, server }: OpenEditor, flag: string): Promise<void> {
  const { terminal } = page;
  const enter = (line: string): Promise<void> => terminal.type(line, { wait: false });
  await terminal.open();
  await terminal.type('');
  await terminal.waitForText(/[$#]\n.*[$#]$/);
  await page.page.keyboard.type('echo never');
  await terminal.waitForText(/echo never$/);
  await terminal.interrupt();
  for (const line of ['(echo inside; exit 4)']) await terminal.type(line);
  await enter('for n in 1 2; echo $n; end');
  await terminal.waitForText('syntax error');
  await terminal.waitForPrompt();
  await enter('sleep 30');
  await wait(800);
  await terminal.interrupt();
  for (const line of ['cat <<EOF', 'one', 'EOF']) await enter(line);
  await terminal.waitForText(/\n> EOF\s+one/);
  await terminal.waitForPrompt();
  for (const line of ['for n in 1 2; do echo "n=$n"; done', 'cat package.json | grep name', 'cd src', 'pwd', 'cd ..'])
    await terminal.type(line);

  const first = await terminal.waitForPrompt();
  await terminal.paste(bothPasted);
  await terminal.waitForText(/\nfalse$/);
  await terminal.press('Enter');
  const before = await terminal.waitForPrompt(first);
  await enter('bash --norc');
  await terminal.waitForText(/bash-[\d.]+[#$]\s*$/);
  await wait(1500);
  await enter('echo inner');
  await terminal.waitForText(/\ninner/);
  await enter('exit');
  await terminal.waitForPrompt(before);
  await enter('node');
  await terminal.waitForText(/\n>\s*$/);
  await wait(1500);
  await enter('1 + 1');
  await terminal.waitForText(/\n2\s/);
  await enter('.exit');
  await terminal.waitForPrompt(before + 1);
  await terminal.type('seq 720000', { timeout: 60_000 });
  await terminal.type('printf "\\e[?1049hfull screen"; sleep 1; printf "\\e[?1049l"');
  for (const line of ['export HISTCONTROL=ignorespace', ' echo hidden', 'echo shown']) await terminal.type(line);

  await terminal.open();
  const recorded = (test: (event: RecordedEvent) => boolean): boolean =>
    recordingsIn(server.globalStorage)[0]?.events.some(test) ?? false;
  await enter(untilFlagged);
  await terminal.open();
  await terminal.type('echo three');
  writeFileSync(flag, '');
  await until('the command of the other terminal', () => recorded((each) => each.line === untilFlagged));
  await page.runCommand('Tasks: Run Build Task');
  await until('the task in the recording', () => recorded((each) => each.kind === 'task'));
  await terminal.open();
  await enter('sleep 300');
  await wait(800);
}
