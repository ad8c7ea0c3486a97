import type * as vscode from 'vscode';
import type { FileFact } from '../model/event.ts';
import type { CaptureContext, VSCode } from './context.ts';
import type { DiskLedger } from './diskLedger.ts';
import type { Documents } from './documents.ts';
import { type CaptureSource, disposeAll } from './emit.ts';

export interface FileParts {
  readonly workspace: Pick<
    VSCode['workspace'],
    'workspaceFolders' | 'onDidCreateFiles' | 'onDidRenameFiles' | 'onDidDeleteFiles' | 'createFileSystemWatcher' | 'fs'
  >;
  readonly RelativePattern: VSCode['RelativePattern'];
  readonly Uri: VSCode['Uri'];
}

type Op = 'create' | 'change' | 'delete';

interface Change {
  readonly op: Op;
  readonly at: number;
}

/** The watcher repeats itself and comes in bursts. */
const restMs = 300;
/** Of one burst (a checkout, a build) so many files are told one by one … */
const mostFiles = 200;
/** … and of a burst up to so many files the texts are read. */
const mostTexts = 40;

/** Larger new files are generated rather than written. Characters. */
const newFileChars = 64 * 1024;
/** What Git writes when it puts other files in place; the watcher tells them within this time. */
const gitMoves = /[\\/]\.git[\\/](?:HEAD|ORIG_HEAD)$/;
const gitMoveMs = 1500;

/**
 * Files created, renamed and deleted in the editor, and what changes outside of it: the watcher sees all, so the
 * person's own saves and gestures are taken out. What Git ignores is not told.
 */
export function fileSource(
  parts: FileParts,
  context: CaptureContext,
  ledger: DiskLedger,
  documents: Documents,
): CaptureSource {
  const { workspace, RelativePattern, Uri } = parts;
  const { emit, clock, guard, locate, git } = context;
  let pending = new Map<string, Change>();
  let timer: NodeJS.Timeout | undefined;
  let working: Promise<void> = Promise.resolve();
  let gitMovedAt = Number.NEGATIVE_INFINITY;
  /** Files that changed unread: what Git had of them at the start is no longer their text before. */
  const unread = new Set<string>();

  function tell(op: FileFact['op'], path: string, origin: FileFact['origin'], at: number, to?: string): void {
    const { file, folder } = locate(path);
    const target = to === undefined ? undefined : locate(to).file;
    emit({ kind: 'file', op, file, ...(target ? { to: target } : {}), origin, ...(folder ? { folder } : {}) }, at);
  }

  function seen(op: Op, uri: vscode.Uri): void {
    // The watcher tells of every file system: Git's own (`git:/…/package.json.git`) changes with each commit.
    if (!isOnDisk(uri)) return;
    const path = uri.fsPath;
    const at = clock();
    if (gitMoves.test(path)) gitMovedAt = at;
    if (/[\\/]\.git(?:[\\/]|$)/.test(path)) return;
    ledger.seen(path, at);
    const merged = mergeChanges(pending.get(path), { op, at });
    if (merged) pending.set(path, merged);
    else pending.delete(path);
    timer ??= setTimeout(settle, restMs);
  }

  const settle = guard('files', () => {
    clearTimeout(timer);
    timer = undefined;
    const batch = [...pending].filter(([path, { at }]) => !ledger.isGesture(path, at));
    pending = new Map();
    if (batch.length > 0) working = working.then(() => tellBatch(batch)).catch(() => undefined);
  });

  async function tellBatch(batch: readonly (readonly [string, Change])[]): Promise<void> {
    const ignored = await git.ignored(batch.map(([path]) => path));
    const changes = batch.filter(([path]) => !ignored.has(path));
    for (const [path, { op, at }] of changes.slice(0, mostFiles)) {
      const isOwn = ledger.isOwnSave(path, at);
      if (isOwn && op === 'change') continue;
      if (op !== 'delete' && (await isFolder(path))) continue;
      tell(op, path, isOwn ? 'user' : 'external', at);
      if (isOwn) continue;
      if (changes.length <= mostTexts) await followText(path, op, at);
      else unread.add(path);
    }
    tellLeftOut(changes.slice(mostFiles));
  }

  function tellLeftOut(left: readonly (readonly [string, Change])[]): void {
    const [first] = left;
    if (!first) return;
    for (const [path] of left) {
      unread.add(path);
      if (!documents.isOpen(path)) documents.gone(path);
    }
    const at = first[1].at;
    emit(
      {
        kind: 'capture',
        source: 'files',
        state: 'degraded',
        reason: `${left.length} more files changed at once and are not listed`,
      },
      at,
    );
    emit({ kind: 'capture', source: 'files', state: 'restored', reason: 'files are listed again' }, at);
  }

  /** Tells what changed in a file that is not open, where its text before is known. */
  async function followText(path: string, op: Op, at: number): Promise<void> {
    // A notebook's file is not the text that people write in it.
    if (documents.isOpen(path) || /\.ipynb$/i.test(path)) return;
    if (op === 'delete') return documents.gone(path);
    const text = await smallText(path);
    if (text === undefined) {
      unread.add(path);
      return documents.gone(path);
    }
    if (!documents.knows(path)) await learnBefore(path, op, text);
    // What a checkout or a reset puts in place is told as such; nobody edited it.
    const isEdit = documents.knows(path) && Math.abs(at - gitMovedAt) > gitMoveMs;
    if (isEdit) documents.changedOutside(path, text, at);
    else documents.learn(path, text);
  }

  async function learnBefore(path: string, op: Op, text: string): Promise<void> {
    if (op === 'create' && text.length <= newFileChars) documents.learn(path, '');
    if (op !== 'change' || unread.has(path)) return;
    const before = await git.textAtStart(path);
    if (before !== undefined) documents.learn(path, before);
  }

  async function isFolder(path: string): Promise<boolean> {
    try {
      // FileType.Directory is 2, with 64 where it is a link.
      return ((await workspace.fs.stat(Uri.file(path))).type & 2) !== 0;
    } catch {
      return false;
    }
  }

  async function smallText(path: string): Promise<string | undefined> {
    try {
      const uri = Uri.file(path);
      if ((await workspace.fs.stat(uri)).size > context.maxFileChars) return undefined;
      return new TextDecoder('utf-8', { fatal: true }).decode(await workspace.fs.readFile(uri)).match(/^[^\0]*$/)?.[0];
    } catch {
      return undefined;
    }
  }

  const watchers = (workspace.workspaceFolders ?? []).map((folder) =>
    workspace.createFileSystemWatcher(new RelativePattern(folder, '**/*')),
  );
  const subscriptions = [
    ...watchers,
    ...watchers.flatMap((watcher) => [
      watcher.onDidCreate(guard('files', (uri: vscode.Uri) => seen('create', uri))),
      watcher.onDidChange(guard('files', (uri: vscode.Uri) => seen('change', uri))),
      watcher.onDidDelete(guard('files', (uri: vscode.Uri) => seen('delete', uri))),
    ]),
    workspace.onDidCreateFiles(
      guard('files', ({ files }: vscode.FileCreateEvent) => {
        const at = clock();
        for (const { fsPath } of files.filter(isOnDisk)) {
          ledger.gesture(fsPath, at);
          if (!documents.isOpen(fsPath)) documents.learn(fsPath, '');
          tell('create', fsPath, 'user', at);
        }
      }),
    ),
    workspace.onDidRenameFiles(
      guard('files', ({ files }: vscode.FileRenameEvent) => {
        const at = clock();
        for (const { oldUri, newUri } of files.filter((each) => isOnDisk(each.newUri))) {
          ledger.gesture(oldUri.fsPath, at);
          ledger.gesture(newUri.fsPath, at);
          documents.renamed(oldUri.fsPath, newUri.fsPath);
          tell('rename', oldUri.fsPath, 'user', at, newUri.fsPath);
        }
      }),
    ),
    workspace.onDidDeleteFiles(
      guard('files', ({ files }: vscode.FileDeleteEvent) => {
        const at = clock();
        for (const { fsPath } of files.filter(isOnDisk)) {
          ledger.gesture(fsPath, at);
          documents.gone(fsPath);
          tell('delete', fsPath, 'user', at);
        }
      }),
    ),
  ];
  return {
    dispose() {
      disposeAll(subscriptions);
      settle();
    },
    drained: () => working,
  };
}

/** Two changes of one file in one burst as one; undefined where nothing is left of them. */
export function mergeChanges(first: Change | undefined, second: Change): Change | undefined {
  if (!first) return second;
  const { at } = first;
  if (first.op === 'create') return second.op === 'delete' ? undefined : { op: 'create', at };
  if (first.op === 'delete') return second.op === 'delete' ? first : { op: 'change', at };
  return { op: second.op === 'delete' ? 'delete' : 'change', at };
}

function isOnDisk(uri: vscode.Uri): boolean {
  return uri.scheme === 'file';
}
