import { existsSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { distill } from '../distill/distill.ts';
import { type FolderView, openRepository } from '../host/repository.ts';
import { loadShellGrammar } from '../host/shellGrammar.ts';
import type { Distilled } from '../model/distilled.ts';
import type { Recording } from '../model/recording.ts';
import type { RepositoryView } from '../model/repository.ts';
import { err, type Failure, ok, type Result } from '../model/result.ts';
import type { ParseShell } from '../model/shell.ts';
import { type Streams, say } from './outcome.ts';
import { createProgressBar } from './progressBar.ts';
import { readRecordings } from './readRecordings.ts';

/** Recordings of one workflow and what distilling them gave. */
export interface Study {
  readonly recordings: readonly Recording[];
  readonly distilled: Distilled;
}

/** The repository at `--root`, or in the current folder. */
export async function openRoot(root: string | undefined): Promise<Result<FolderView, Failure>> {
  const folder = resolve(root ?? '.');
  const there = statSync(folder, { throwIfNoEntry: false });
  if (!there?.isDirectory()) return err({ code: 'no-root', message: `${root ?? folder} is no folder` });
  if (['HEAD', 'objects', 'refs'].every((name) => existsSync(join(folder, name))))
    return err({
      code: 'no-root',
      message: `${root ?? folder} is Git's own folder, without the files of the repository: name a working tree`,
    });
  return ok(await openRepository(folder));
}

export interface StudyQuestion {
  readonly files: readonly string[];
  readonly repository: RepositoryView;
  readonly workflow: string | undefined;
}

/** Reads the recordings and distills each workflow among them, in the order of their names. Only `workflow`, if given. */
export async function studyAll(question: StudyQuestion, streams: Streams): Promise<Result<readonly Study[], Failure>> {
  const grouped = await readWorkflows(question, streams);
  if (!grouped.ok) return grouped;
  return distillEach(grouped.value, question.repository, streams);
}

/**
 * Reads the recordings and distills one workflow: the one named, else the one
 * most recordings are of. Where none has most, the person has to name one.
 */
export async function studyOne(question: StudyQuestion, streams: Streams): Promise<Result<Study, Failure>> {
  const grouped = await readWorkflows(question, streams);
  if (!grouped.ok) return grouped;
  const [first, second] = [...grouped.value].sort((a, b) => b.recordings.length - a.recordings.length);
  if (!first) return err({ code: 'no-recording', message: 'there is no recording to distill' });
  if (second && second.recordings.length === first.recordings.length) {
    const names = grouped.value.map(({ workflow }) => `"${workflow}"`).join(', ');
    return err({
      code: 'several-workflows',
      message: `the recordings are of several workflows (${names}): choose one with --workflow`,
    });
  }
  const others = grouped.value.length - 1;
  if (others > 0)
    say(
      streams,
      `recordings of ${others} other workflow${others === 1 ? '' : 's'} left out; distilling "${first.workflow}"`,
    );
  const studied = await distillEach([first], question.repository, streams);
  if (!studied.ok) return studied;
  const [study] = studied.value;
  return study ? ok(study) : err({ code: 'no-recording', message: 'there is no recording to distill' });
}

interface Group {
  readonly workflow: string;
  readonly recordings: readonly Recording[];
}

async function readWorkflows(
  { files, workflow }: StudyQuestion,
  streams: Streams,
): Promise<Result<readonly Group[], Failure>> {
  const read = await readRecordings(files, streams);
  if (!read.ok) return read;
  const groups = new Map<string, Recording[]>();
  for (const recording of [...read.value].sort(byStart)) {
    const name = recording.header.workflow;
    const key = name.trim().toLowerCase();
    groups.set(key, [...(groups.get(key) ?? []), recording]);
  }
  const all = [...groups.values()].map((recordings) => ({
    workflow: recordings[0]?.header.workflow ?? '',
    recordings,
  }));
  if (workflow === undefined) return ok(all.sort((a, b) => (a.workflow < b.workflow ? -1 : 1)));
  const named = groups.get(workflow.trim().toLowerCase());
  if (named) return ok([{ workflow: named[0]?.header.workflow ?? workflow, recordings: named }]);
  const names = all.map((group) => `"${group.workflow}"`).join(', ');
  return err({
    code: 'no-such-workflow',
    message: `no recording is of the workflow "${workflow}"; there ${all.length === 1 ? 'is' : 'are'} ${names || 'none'}`,
  });
}

function byStart({ header: a }: Recording, { header: b }: Recording): number {
  return a.startedAt < b.startedAt || (a.startedAt === b.startedAt && a.id < b.id) ? -1 : 1;
}

async function distillEach(
  groups: readonly Group[],
  repository: RepositoryView,
  streams: Streams,
): Promise<Result<readonly Study[], Failure>> {
  const grammar = await loadGrammar();
  if (!grammar.ok) return grammar;
  const bar = createProgressBar('Distilling', streams.stderr, () => performance.now());
  const studies: Study[] = [];
  try {
    for (const { workflow, recordings } of groups) {
      const distilled = await distill(recordings, {
        parseShell: grammar.value,
        repository,
        workflow,
        onProgress: (done, total) => bar.update(studies.length * total + done, groups.length * total),
      });
      if (distilled) studies.push({ recordings, distilled });
    }
  } finally {
    bar.end();
  }
  return ok(studies);
}

/** The two WebAssembly modules stand beside the bundle; in a checkout they are in node_modules. */
async function loadGrammar(): Promise<Result<ParseShell, Failure>> {
  const runtime = findModule('web-tree-sitter', 'web-tree-sitter.wasm');
  const bash = findModule('tree-sitter-bash', 'tree-sitter-bash.wasm');
  if (runtime === undefined || bash === undefined) {
    return err({
      code: 'no-grammar',
      message:
        'the shell grammar is missing: web-tree-sitter.wasm and tree-sitter-bash.wasm belong beside cli.js; install mirror again',
    });
  }
  return ok(await loadShellGrammar({ runtime, bash }));
}

function findModule(name: string, file: string): string | undefined {
  const beside = fileURLToPath(new URL(`./${file}`, import.meta.url));
  if (existsSync(beside)) return beside;
  try {
    return createRequire(import.meta.url).resolve(`${name}/${file}`);
  } catch {
    return undefined;
  }
}
