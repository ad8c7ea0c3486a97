import { constants } from 'node:fs';
import { lstat, mkdir, open, realpath } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod';
import type { KeptReport } from '../model/agentReport.ts';
import { err, type Failure, ok, type Result } from '../model/result.ts';
import { isWithin } from './repository.ts';

/**
 * Where reports of agents are kept: in the repository, ignored by Git, readable by the owner alone. The extension and a
 * server that an agent started find each other there even where they share no home folder (containers, WSL, remote
 * machines), it goes with the clone, and a person sees it and can delete it.
 */
export const reportsFolder = '.mirror/reports';
export const reportsFile = `${reportsFolder}/gaps.jsonl`;

/** Bytes. A longer file was not written by us. */
const largest = 1024 * 1024;

const text = (limit: number) => z.string().max(limit);
const report = z.object({
  at: z.iso.datetime(),
  workflow: text(400),
  missing: text(2000).min(1),
  where: text(600).exactOptional(),
  purpose: text(1000).exactOptional(),
  agent: text(200).exactOptional(),
}) satisfies z.ZodType<KeptReport>;

export interface AgentReportStore {
  /** In the order written; lines that are none are left out. */
  read(): Promise<readonly KeptReport[]>;
  /** One line at the end: servers of several agents may write at once. */
  add(report: KeptReport): Promise<Result<undefined, Failure<'not-kept'>>>;
}

/** The reports of the repository or folder at `root` (absolute). */
export function openAgentReports(root: string): AgentReportStore {
  return {
    read: () => readReports(root),
    async add(report) {
      try {
        const folder = await ownFolder(root);
        if (folder === undefined) return err(notKept(`${reportsFolder} leads outside the repository`));
        await write(join(folder, '.gitignore'), '*\n', constants.O_EXCL).catch(unlessThere);
        await write(join(root, reportsFile), `${JSON.stringify(report)}\n`, constants.O_APPEND);
        return ok(undefined);
      } catch (error) {
        const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown error';
        return err(notKept(`${reportsFolder} cannot be written (${code})`));
      }
    },
  };
}

async function readReports(root: string): Promise<readonly KeptReport[]> {
  const path = join(root, reportsFile);
  const lines = await textOf(root, path).catch(() => '');
  return lines.split('\n').flatMap((line) => {
    try {
      const read = report.safeParse(JSON.parse(line));
      return read.success ? [read.data] : [];
    } catch {
      return [];
    }
  });
}

/** The text of a regular file inside the root, no link followed; empty where it is too long. */
async function textOf(root: string, path: string): Promise<string> {
  if (!isWithin(await realpath(root), await realpath(path)) || !(await lstat(path)).isFile()) return '';
  const file = await open(path, constants.O_RDONLY | noFollow);
  try {
    return (await file.stat()).size > largest ? '' : await file.readFile('utf8');
  } finally {
    await file.close();
  }
}

/** Makes the folder, and gives it where it really is inside the root. */
async function ownFolder(root: string): Promise<string | undefined> {
  const base = await realpath(root);
  const parent = join(base, '.mirror');
  await mkdir(parent).catch(unlessThere);
  if (!isWithin(base, await realpath(parent))) return undefined;
  const folder = join(base, reportsFolder);
  await mkdir(folder, { mode: 0o700 }).catch(unlessThere);
  return isWithin(base, await realpath(folder)) ? folder : undefined;
}

async function write(path: string, content: string, how: number): Promise<void> {
  const file = await open(path, constants.O_WRONLY | constants.O_CREAT | noFollow | how, 0o600);
  try {
    await file.writeFile(content);
  } finally {
    await file.close();
  }
}

/** Windows has no such flag, and no links that a person without rights could make. */
const noFollow = constants.O_NOFOLLOW ?? 0;

function unlessThere(error: unknown): void {
  if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
}

function notKept(message: string): Failure<'not-kept'> {
  return { code: 'not-kept', message };
}
