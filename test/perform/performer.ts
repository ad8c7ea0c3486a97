import { type ChildProcessWithoutNullStreams, execFileSync, spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { structuredPatch } from 'diff';
import type { Fact, Hunk } from '../../src/model/event.ts';
import type { RecordingHeader } from '../../src/model/recording.ts';
import type { Act, Performance, WorkflowScript } from './act.ts';

/** Everything that makes tools print the same twice. */
const environment = {
  LC_ALL: 'C.UTF-8',
  TZ: 'UTC',
  TERM: 'dumb',
  NO_COLOR: '1',
  NODE_NO_WARNINGS: '1',
  npm_config_offline: 'true',
  npm_config_audit: 'false',
  npm_config_fund: 'false',
  npm_config_update_notifier: 'false',
  PYTHONDONTWRITEBYTECODE: '1',
  GIT_AUTHOR_NAME: 'Dev',
  GIT_AUTHOR_EMAIL: 'dev@example.com',
  GIT_COMMITTER_NAME: 'Dev',
  GIT_COMMITTER_EMAIL: 'dev@example.com',
  GIT_AUTHOR_DATE: '2026-03-01T08:00:00Z',
  GIT_COMMITTER_DATE: '2026-03-01T08:00:00Z',
  GIT_CONFIG_GLOBAL: '/dev/null',
  GIT_CONFIG_SYSTEM: '/dev/null',
};

/** Where installed toolchains are, though the home folder is another. */
const toolchains = {
  RUSTUP_HOME: process.env.RUSTUP_HOME ?? join(homedir(), '.rustup'),
  CARGO_HOME: process.env.CARGO_HOME ?? join(homedir(), '.cargo'),
};

/** What stands in recordings for the temporary folder. */
const home = '/home/dev';

/** Performs a script with real tools in a temporary folder and returns the recording as JSON lines. */
export async function perform(script: WorkflowScript, performance: Performance, id: string): Promise<string> {
  const temporary = mkdtempSync(join(tmpdir(), 'perform-'));
  const root = join(temporary, 'work');
  try {
    setUp(script, root);
    const shell = startShell(root, temporary, script.environment ?? {});
    const recorder = new Map<string, string>();
    const stage: Stage = {
      root,
      temporary,
      shell,
      files: snapshot(root),
      git: gitState(root),
      at: 0,
      facts: [],
      hashes: recorder,
    };
    for (const act of performance.acts) await play(stage, act);
    shell.child.kill();
    return toLines(script, performance, id, stage);
  } finally {
    rmSync(temporary, { recursive: true, force: true });
  }
}

interface Shell {
  readonly child: ChildProcessWithoutNullStreams;
  readonly run: (line: string) => Promise<{ exitCode: number; output: string; cwd: string }>;
}

interface Stage {
  readonly root: string;
  readonly temporary: string;
  readonly shell: Shell;
  files: ReadonlyMap<string, string>;
  git: GitState;
  at: number;
  readonly facts: { at: number; fact: Fact }[];
  readonly hashes: Map<string, string>;
}

function setUp(script: WorkflowScript, root: string): void {
  mkdirSync(root, { recursive: true });
  for (const [file, text] of Object.entries(script.files)) write(join(root, file.replace(/^\.outside\//, '../')), text);
  const sh = (line: string) =>
    execFileSync('bash', ['-c', line], { cwd: root, env: { ...process.env, ...environment }, stdio: 'pipe' });
  sh('git init -q -b main && git add -A && git commit -qm "Start"');
  for (const line of script.prepare ?? []) sh(line);
}

function write(file: string, text: string): void {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text, { mode: text.startsWith('#!') ? 0o755 : 0o644 });
}

/** One bash that keeps its directory and variables from line to line. */
function startShell(root: string, temporary: string, own: Readonly<Record<string, string>>): Shell {
  const child = spawn('bash', ['--noprofile', '--norc'], {
    cwd: root,
    env: { ...process.env, ...environment, ...own, HOME: temporary, ...toolchains },
  });
  let text = '';
  let wake: (() => void) | undefined;
  const listen = (chunk: Buffer) => {
    text += chunk.toString('utf8');
    wake?.();
  };
  child.stdout.on('data', listen);
  child.stderr.on('data', listen);
  const mark = '\u0001done';
  return {
    child,
    run: (line) =>
      new Promise((resolve) => {
        text = '';
        wake = () => {
          const end = new RegExp(`${mark} (\\d+) (.*)\\n`).exec(text);
          if (!end) return;
          wake = undefined;
          resolve({ exitCode: Number(end[1]), cwd: end[2] ?? '', output: text.slice(0, end.index) });
        };
        const file = join(temporary, 'line.sh');
        writeFileSync(file, line);
        child.stdin.write(`eval "$(cat ${file})" 2>&1 </dev/null; printf '${mark} %s %s\\n' "$?" "$PWD"\n`);
      }),
  };
}

async function play(stage: Stage, act: Act): Promise<void> {
  stage.at += 6_000;
  switch (act.do) {
    case 'run':
      return playCommand(stage, act.line);
    case 'replace': {
      const path = join(stage.root, act.file);
      const before = readFileSync(path, 'utf8');
      if (!before.includes(act.old)) throw new Error(`${act.file} does not hold: ${act.old}`);
      const after = before.replace(act.old, () => act.now);
      writeFileSync(path, after);
      emit(stage, { kind: 'edit', file: act.file, origin: 'typed', hunks: hunksOf(before, after) });
      break;
    }
    case 'create':
      write(join(stage.root, act.file), act.text);
      emit(stage, { kind: 'file', op: 'create', file: act.file, origin: 'user' });
      emit(stage, { kind: 'edit', file: act.file, origin: 'typed', hunks: hunksOf('', act.text) });
      break;
    case 'say':
      emit(stage, { kind: 'note', text: act.text });
      break;
    case 'open':
      emit(stage, { kind: 'open', file: act.file });
      break;
    case 'wait':
      stage.at += act.ms;
      break;
    case 'away':
      emit(stage, { kind: 'focus', focused: false });
      stage.at += act.ms;
      emit(stage, { kind: 'focus', focused: true });
  }
  stage.files = snapshot(stage.root);
}

function emit(stage: Stage, fact: Fact): void {
  stage.at += 40;
  stage.facts.push({ at: stage.at, fact });
}

async function playCommand(stage: Stage, line: string): Promise<void> {
  const cwd = (await stage.shell.run('true')).cwd;
  const started = stage.at;
  const { exitCode, output } = await stage.shell.run(line);
  const text = neutral(stage, output).replace(/\n$/, '');
  const durationMs = 300 + text.length;
  stage.at += durationMs;
  const command: Fact = {
    kind: 'command',
    terminal: 1,
    shell: 'bash',
    cwd: shown(stage, cwd),
    line,
    confidence: 'high',
    exitCode,
    durationMs,
    ...(text === '' ? {} : { output: { text } }),
  };
  stage.facts.push({ at: started, fact: command });
  changesOutside(stage);
  gitChanges(stage);
}

/** The directory as recordings show it. */
function shown(stage: Stage, cwd: string): string {
  const path = relative(stage.root, cwd);
  if (path === '') return '.';
  return path.startsWith('..') ? cwd.replace(stage.temporary, '~') : path;
}

/** Output without what differs from run to run. */
function neutral(stage: Stage, text: string): string {
  return text
    .replaceAll(stage.root, `${home}/work`)
    .replaceAll(stage.temporary, home)
    .replace(/(duration_ms:? )[\d.]+/g, '$11')
    .replace(/\(\d+(?:\.\d+)?m?s\)/g, '(1ms)')
    .replace(/\bin \d+(?:\.\d+)?(m?s)\b/g, 'in 1$1')
    .replace(/_logs\/\S+/g, '_logs/debug.log')
    .replace(/Node\.js v[\d.]+/g, 'Node.js v20');
}

function changesOutside(stage: Stage): void {
  const now = snapshot(stage.root);
  const files = [...new Set([...stage.files.keys(), ...now.keys()])].sort();
  for (const file of files) {
    const before = stage.files.get(file);
    const after = now.get(file);
    if (before === after) continue;
    const op = before === undefined ? 'create' : after === undefined ? 'delete' : 'change';
    emit(stage, { kind: 'file', op, file, origin: 'external' });
    if (before !== undefined && after !== undefined && before.length < 20_000 && isOpenToAll(stage.root, file)) {
      emit(stage, { kind: 'edit', file, origin: 'external', hunks: hunksOf(before, after) });
    }
  }
  stage.files = now;
}

function hunksOf(before: string, after: string): Hunk[] {
  return structuredPatch('a', 'b', before, after, '', '', { context: 0 }).hunks.map((hunk) => ({
    line: Math.max(1, hunk.oldStart),
    before: hunk.lines.filter((line) => line.startsWith('-')).map((line) => line.slice(1)),
    after: hunk.lines.filter((line) => line.startsWith('+')).map((line) => line.slice(1)),
  }));
}

const ignored = new Set(['.git', 'node_modules', '.venv', '__pycache__']);

/** Text of every small file. */
function snapshot(root: string): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  const walk = (dir: string) => {
    for (const entry of readdirSync(dir, { withFileTypes: true })) {
      if (ignored.has(entry.name)) continue;
      const path = join(dir, entry.name);
      if (entry.isDirectory()) walk(path);
      else if (entry.isFile() && statSync(path).size < 100_000) found.set(relative(root, path), readText(path));
    }
  };
  walk(root);
  return found;
}

/** Of what Git ignores, as of what is secret, only that it changed is known. */
function isOpenToAll(root: string, file: string): boolean {
  if (/\.(?:pem|key|p12|pfx|crt|csr)$|(?:^|\/)\.env/.test(file)) return false;
  return spawnSync('git', ['check-ignore', '-q', file], { cwd: root }).status !== 0;
}

function readText(path: string): string {
  const bytes = readFileSync(path);
  return bytes.includes(0) ? createHash('sha256').update(bytes).digest('hex') : bytes.toString('utf8');
}

interface GitState {
  readonly head: string;
  readonly branch: string;
  readonly tags: string;
  readonly message: string;
}

function gitState(root: string): GitState {
  const git = (...args: string[]) =>
    execFileSync('git', args, { cwd: root, stdio: ['ignore', 'pipe', 'ignore'] })
      .toString()
      .trim();
  if (!existsSync(join(root, '.git'))) return { head: '', branch: '', tags: '', message: '' };
  return {
    head: git('rev-parse', 'HEAD'),
    branch: git('branch', '--show-current'),
    tags: git('tag'),
    message: git('log', '-1', '--format=%s'),
  };
}

function gitChanges(stage: Stage): void {
  const now = gitState(stage.root);
  const { branch, head, message } = now;
  if (branch !== stage.git.branch) emit(stage, { kind: 'git', op: 'checkout', branch, head });
  else if (head !== stage.git.head) emit(stage, { kind: 'git', op: 'commit', branch, head, message });
  else if (now.tags !== stage.git.tags) emit(stage, { kind: 'git', op: 'tag', branch, head });
  stage.git = now;
}

function toLines(script: WorkflowScript, performance: Performance, id: string, stage: Stage): string {
  const header: RecordingHeader = {
    format: 'mirror.recording',
    version: 1,
    id,
    workflow: script.workflow,
    startedAt: performance.startedAt,
    recorder: performance.recorder,
    workspace: { name: script.name },
    sanitizer: 'none',
  };
  const end = { at: stage.at + 2_000, fact: { kind: 'end', reason: 'stopped' } as const };
  const events = [...stage.facts, end].map(({ at, fact }, index) => ({ seq: index + 1, at, ...fact }));
  return `${[header, ...events].map((line) => JSON.stringify(line)).join('\n')}\n`;
}
