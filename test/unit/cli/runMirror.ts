import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { PassThrough, Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { runCli } from '../../../src/cli/program.ts';
import { command } from '../commandFact.ts';

export interface Ran {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

const entry = fileURLToPath(new URL('../../../src/cli.ts', import.meta.url));

/** Runs the real entry in a process of its own, with a bare environment. */
export function mirror(
  args: readonly string[],
  options: { readonly input?: string; readonly cwd?: string } = {},
): Promise<Ran> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [entry, ...args], {
      cwd: options.cwd,
      env: { PATH: process.env.PATH, HOME: tmpdir(), LANG: 'C.UTF-8' },
    });
    const out: Buffer[] = [];
    const errors: Buffer[] = [];
    child.stdout.on('data', (chunk: Buffer) => out.push(chunk));
    child.stderr.on('data', (chunk: Buffer) => errors.push(chunk));
    child.on('error', reject);
    child.on('close', (code) =>
      resolve({ code, stdout: Buffer.concat(out).toString('utf8'), stderr: Buffer.concat(errors).toString('utf8') }),
    );
    child.stdin.end(options.input ?? '');
  });
}

/** The same without a process of its own, for what needs no folder to stand in. */
export async function mirrorHere(args: readonly string[]): Promise<Ran> {
  const stdout = new PassThrough();
  const stderr = new PassThrough();
  const out = collect(stdout);
  const errors = collect(stderr);
  const code = await runCli(args, { stdin: Readable.from([]), stdout, stderr });
  return { code, stdout: out(), stderr: errors() };
}

function collect(stream: PassThrough): () => string {
  const chunks: Buffer[] = [];
  stream.on('data', (chunk: Buffer) => chunks.push(chunk));
  return () => Buffer.concat(chunks).toString('utf8');
}

/** The one JSON document on stdout. Fails where there is anything else. */
export function documentOf(ran: Ran): unknown {
  const lines = ran.stdout.split('\n');
  if (lines.length !== 2 || lines[1] !== '')
    throw new Error(`not one document: ${JSON.stringify(ran.stdout.slice(0, 300))}`);
  return JSON.parse(lines[0] ?? '');
}

/** A folder with files, removed with `remove`. */
export function folder(files: Record<string, string>): {
  readonly path: string;
  write(more: Record<string, string>): void;
  remove(): void;
} {
  const path = mkdtempSync(join(tmpdir(), 'mirror-cli-'));
  const write = (more: Record<string, string>): void => {
    for (const [name, text] of Object.entries(more)) {
      mkdirSync(dirname(join(path, name)), { recursive: true });
      writeFileSync(join(path, name), text);
    }
  };
  write(files);
  return { path, write, remove: () => rmSync(path, { recursive: true, force: true }) };
}

export type Line = Readonly<Record<string, unknown>>;

/** A recording file of the given events, numbered, two seconds apart, with its end. */
export function recordingFile(events: readonly Line[], header: Line = {}): string {
  const head = {
    format: 'mirror.recording',
    version: 1,
    id: 'rec-a',
    workflow: 'Ship the catalogue',
    startedAt: '2026-02-03T08:00:00Z',
    recorder: 'plover',
    workspace: { name: 'catalogue' },
    sanitizer: 'mirror/1',
    ...header,
  };
  const lines = [...events, { kind: 'end', reason: 'stopped' }].map((event, index) => ({
    seq: index + 1,
    at: index * 2000,
    ...event,
  }));
  return `${[head, ...lines].map((line) => JSON.stringify(line)).join('\n')}\n`;
}

export function commandLine(line: string, more: Line = {}): Line {
  return { ...command(line), ...more };
}

/** A run with everything in it: a failure and its fix, a parameter, a credential, a release, time away. */
export const wholeRun: readonly Line[] = [
  commandLine('npm test', {
    exitCode: 1,
    output: { text: "Error: Cannot find module 'glyphs'\n    at load.js:3:1\n" },
  }),
  commandLine('npm ci'),
  commandLine('npm test', { output: { text: 'ok 14' } }),
  {
    kind: 'edit',
    file: 'package.json',
    origin: 'typed',
    hunks: [{ line: 3, before: ['  "version": "4.1.0",'], after: ['  "version": "4.2.0",'] }],
  },
  { kind: 'focus', focused: false },
  { kind: 'focus', focused: true, at: 190_000 },
  commandLine('./tools/press.sh --plate B-7713 4.2.0', { at: 192_000 }),
  commandLine('PRESS_TOKEN=[redacted:env:PRESS_TOKEN#1] ./tools/send.sh 4.2.0', { at: 194_000 }),
  commandLine('git tag v4.2.0', { at: 196_000 }),
  { kind: 'capture', source: 'terminal', state: 'degraded', reason: 'shell integration went away', at: 198_000 },
];

export const repositoryFiles = {
  'README.md': '# Catalogue\n\nRun `npm test`.\n',
  'package.json': `${JSON.stringify({ name: 'catalogue', version: '4.1.0', scripts: { test: 'node --test' } }, undefined, 2)}\n`,
  'tools/press.sh': '#!/bin/sh\n',
  'tools/send.sh': '#!/bin/sh\n',
};
