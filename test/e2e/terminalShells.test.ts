import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { startRecording, stopRecording } from '../demo/person.ts';
import { type RecordedEvent, recordingsIn } from '../demo/recordings.ts';
import { makeSample } from '../demo/sample.ts';
import { type OpenEditor, openEditor } from '../editor/open.ts';
import { packageExtension } from '../editor/package.ts';
import type { EditorPage } from '../editor/page.ts';
import { onPath } from '../editor/paths.ts';
import { run } from '../editor/processes.ts';

/** A shell: how it is set up with a prompt that counts, and what is its own. */
interface Shell {
  readonly name: string;
  readonly file: string;
  readonly profile: string;
  readonly loop: string;
  /** What a line that is wrong looks like: nothing is run. */
  readonly wrong: string;
  /** How certain a line of it can be. */
  readonly confidence: string;
  /** Under load, or of a long line, the editor is told the first simple command alone, without a space that stood before it. */
  readonly tellsParts: boolean;
}

const shells: readonly Shell[] = [
  {
    name: 'bash',
    file: '.bashrc',
    // As Debian and Ubuntu set it for people: bash then reports BASH_COMMAND, or what stands on the screen.
    profile: "HISTCONTROL=ignoreboth\nPS1='\\W [\\#]\\$ '\nexport PAGER=cat GIT_PAGER=cat\n",
    loop: 'for n in 1 2; do echo "n=$n"; done',
    wrong: 'echo $(',
    confidence: 'medium',
    tellsParts: true,
  },
  {
    name: 'zsh',
    file: '.zshrc',
    profile:
      "setopt promptsubst interactivecomments\nZLE_RPROMPT_INDENT=0\ncount=0\nprecmd() { count=$((count+1)) }\nPS1='[$count]$ '\nexport PAGER=cat GIT_PAGER=cat\n",
    loop: 'for n in 1 2; do echo "n=$n"; done',
    wrong: 'echo $(',
    confidence: 'high',
    tellsParts: false,
  },
  {
    name: 'fish',
    file: '.config/fish/config.fish',
    profile:
      "set -g fish_greeting\nset -g count 1\nfunction counted --on-event fish_postexec; set -g count (math $count + 1); end\nfunction fish_prompt; printf '[%d]$ ' $count; end\nset -gx PAGER cat\nset -gx GIT_PAGER cat\n",
    loop: 'for n in 1 2; echo "n=$n"; end',
    wrong: '(echo wrong)',
    // Its line comes without the proof that the editor gave the shell.
    confidence: 'medium',
    tellsParts: false,
  },
];

/** Stands for an output that is not looked at. */
const anything = '*';

/** What a person types, and how it ends: of these the output is not looked at. Bash has its own forty in `typing.test.ts`. */
const more: readonly (readonly [line: string, exitCode: number])[] = [
  ['ls -la', 0],
  ['echo "two words"', 0],
  ["echo 'single quotes'", 0],
  ['echo $HOME', 0],
  ['cat package.json', 0],
  ['cat no-such-file', 1],
  ['grep version package.json', 0],
  ['grep nothing-here package.json', 1],
  ['cat package.json | grep nothing-here', 1],
  ['ls src tools && echo both', 0],
  ['false && echo never-run', 1],
  ['mkdir -p tmp/deep', 0],
  ['touch tmp/deep/file.txt', 0],
  ['echo text > tmp/deep/file.txt', 0],
  ['wc -l < tmp/deep/file.txt', 0],
  ['cat tmp/deep/file.txt; echo done', 0],
  ['rm -r tmp', 0],
  ['env NAME=value env | grep NAME=', 0],
  ['git log --oneline', 0],
  ['git show no-such-revision', 128],
  ['no-such-command', 127],
  ['bash -c "exit 7"', 7],
  ['node -e "console.log(1 + 1)"', 0],
  ['seq 200', 0],
  ['sleep 0.2', 0],
  ['echo twice; echo twice', 0],
  ['echo "a;b|c&d"', 0],
  ['true', 0],
];

/** Each command, how it ends, what it prints; undefined where it prints nothing. */
const typed = (shell: Shell): (readonly [line: string, exitCode: number, output: string | undefined])[] => [
  ['echo one', 0, 'one'],
  ['false', 1, undefined],
  ['false || echo rescued', 0, 'rescued'],
  [shell.loop, 0, 'n=1\nn=2'],
  ['cat package.json | grep name', 0, '"name": "parcel-rates",'],
  ['cd src', 0, undefined],
  ['pwd', 0, 'src'],
  ['cd ..', 0, undefined],
  ['node -e "process.exit(3)"', 3, undefined],
  ['echo same', 0, 'same'],
  ['echo same', 0, 'same'],
  ['git status --short', 0, undefined],
  ...(shell.name === 'bash' ? [] : more.map(([line, exitCode]) => [line, exitCode, anything] as const)),
  // So long that bash takes more time to tell it than the editor waits before it reads the screen.
  ...(shell.tellsParts ? ([[`: ${'long '.repeat(160)}&& echo rescued`, 0, 'rescued']] as const) : []),
];

describe('typing in', { timeout: 300_000 }, () => {
  const scratch = mkdtempSync(join(tmpdir(), 'mirror-e2e-'));
  let editor: OpenEditor | undefined;

  after(async () => {
    await editor?.close();
    rmSync(scratch, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  });

  /** A window of one editor for all: its terminals open the shell, with the profile given. */
  async function windowWith({ name, file, profile }: Shell, path: string): Promise<EditorPage> {
    const settings = {
      'terminal.integrated.defaultProfile.linux': name,
      'terminal.integrated.profiles.linux': { [name]: { path } },
      // The window before had another shell: its terminal is not to come back.
      'terminal.integrated.enablePersistentSessions': false,
    };
    let page: EditorPage | undefined;
    if (editor) editor.server.writeSettings(settings);
    else {
      const workspace = await makeSample(join(scratch, 'workspace'));
      editor = await openEditor({ vsix: await packageExtension(), workspace, scratch, settings });
      page = editor.page;
    }
    // The editor comes with a profile for bash; this one takes its place.
    const profileFile = join(scratch, 'home', file);
    mkdirSync(join(profileFile, '..'), { recursive: true });
    writeFileSync(profileFile, profile);
    return page ?? editor.openWindow();
  }

  for (const shell of shells) {
    describe(shell.name, () => {
      let commands: RecordedEvent[] = [];
      /** What was typed with a space before it and recorded all the same. */
      let hidden: RecordedEvent[] = [];
      let missing: string | undefined;

      before(async () => {
        const path = await findShell(shell.name);
        if (path === undefined) {
          missing = `${shell.name} is neither here nor can it be installed: install it to run these tests`;
          return;
        }
        const page = await windowWith(shell, path);
        await recordTyping(page, shell);
        await page.close();
        const recorded = recordingsIn(join(scratch, 'data')).find(({ header }) => header.workflow === shell.name);
        const all = (recorded?.events ?? []).filter((each) => each.kind === 'command').sort((a, b) => a.at - b.at);
        hidden = all.filter((each) => each.line === 'echo hidden');
        commands = all.filter((each) => !hidden.includes(each));
      });

      it('records each command with its exit code, and nothing that was cancelled or wrong', (test) => {
        if (missing) return test.skip(missing);
        assert.deepEqual(
          commands.map(({ exitCode }) => exitCode),
          typed(shell).map(([, exitCode]) => exitCode),
          JSON.stringify([...hidden, ...commands]),
        );
      });

      it('records lines as they were typed, and is certain of none that is not', (test) => {
        if (missing) return test.skip(missing);
        for (const [index, [line]] of typed(shell).entries()) {
          const told = commands[index]?.line;
          const confidence = commands[index]?.confidence;
          if (told === line) assert.equal(confidence, shell.confidence);
          else {
            // Fish shows what it suggests behind what is typed, and the editor can take that for typed.
            const isKnown = shell.tellsParts
              ? line.startsWith(String(told))
              : shell.name === 'fish' && String(told).startsWith(line);
            assert.ok(isKnown, `${told} for ${line}`);
            assert.notEqual(confidence, 'high', line);
          }
        }
      });

      it('leaves out what began with a space, where the shell tells of it', (test) => {
        if (missing) return test.skip(missing);
        if (!shell.tellsParts) assert.deepEqual(hidden, []);
        for (const { confidence } of hidden) assert.notEqual(confidence, 'high');
      });

      it('records what they printed, or nothing of it', (test) => {
        if (missing) return test.skip(missing);
        const printed = commands.map(({ output }) => (output as { text: string } | undefined)?.text.trim());
        for (const [index, [line, , expected]] of typed(shell).entries())
          if (expected !== anything)
            assert.ok([expected, undefined].includes(printed[index]), `${printed[index]} of ${line}`);
        assert.ok(printed.some((text) => text !== undefined));
      });

      it('names the shell', (test) => {
        if (missing) return test.skip(missing);
        assert.deepEqual([...new Set(commands.map((each) => each.shell))], [shell.name]);
      });
    });
  }
});

/** Types by keyboard: what is to be recorded, and between it what is not: with a space before it, cancelled, wrong. */
async function recordTyping(page: EditorPage, shell: Shell): Promise<void> {
  const { terminal } = page;
  await startRecording(page, shell.name);
  await terminal.open();
  await terminal.type(' echo hidden');
  for (const [line] of typed(shell)) await terminal.type(line, { delay: line.length > 100 ? 0 : 5 });
  await terminal.type('');
  await page.page.keyboard.type('echo never', { delay: 20 });
  await terminal.waitForText(/echo never$/);
  await terminal.interrupt();
  await page.page.keyboard.type(shell.wrong, { delay: 20 });
  await terminal.press('Enter');
  await terminal.interrupt();
  await stopRecording(page, shell.name);
}

/** Where the shell is; installed from the Debian packages where that is allowed. */
async function findShell(name: string): Promise<string | undefined> {
  const found = onPath(name);
  if (found !== undefined || process.getuid?.() !== 0) return found;
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  await run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', name], { env, timeoutMs: 90_000 });
  return onPath(name);
}
