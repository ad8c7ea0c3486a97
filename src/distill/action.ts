import type { GitOperation, Hunk } from '../model/event.ts';
import type { Heard } from './heard.ts';
import type { Reading } from './reading.ts';
import type { Seeming } from './seeming.ts';

interface ActionBase {
  readonly recording: string;
  /** The event it is known by, and all events it was read from. */
  readonly seq: number;
  readonly seqs: readonly number[];
  readonly at: number;
  readonly endAt: number;
}

export interface GitMark {
  readonly op: GitOperation;
  readonly branch?: string;
  readonly head?: string;
  readonly message?: string;
}

export interface CommandAction extends ActionBase {
  readonly kind: 'command';
  readonly reading: Reading;
  readonly exitCode?: number;
  /** Plain text, colours taken out, cut in the middle when long; absent means unknown. */
  readonly output?: string;
  /** How it went by what it said; only where no exit code is known, or where it tells nothing of how it went. */
  readonly seems?: Seeming;
  /** The line was recorded with low confidence: it may be another, or only a part of it. */
  readonly uncertain?: true;
  /** What it said when it failed. */
  readonly heard?: Heard;
  /** Files that changed while it ran. */
  readonly made: readonly string[];
  readonly git: readonly GitMark[];
}

export interface EditAction extends ActionBase {
  readonly kind: 'edit';
  readonly file: string;
  /** What changed in the end: typing and taking back are gone. Empty if unknown or withheld. */
  readonly hunks: readonly Hunk[];
  readonly created: boolean;
  readonly withheld: boolean;
  /** What was typed was taken back before anything else was done. */
  readonly cancelled?: boolean;
}

export interface FileAction extends ActionBase {
  readonly kind: 'file';
  readonly op: 'create' | 'rename' | 'delete';
  readonly file: string;
  readonly to?: string;
}

/** A Git operation seen without its command: done in the editor. */
export interface GitAction extends ActionBase {
  readonly kind: 'git';
  readonly mark: GitMark;
}

export interface NarrationAction extends ActionBase {
  readonly kind: 'note';
  readonly text: string;
}

/** What the person did, read from one or a few events. */
export type Action = CommandAction | EditAction | FileAction | GitAction | NarrationAction;

export function isCommand(action: Action): action is CommandAction {
  return action.kind === 'command';
}

/** The file an action is about, if it is about one. */
export function fileOf(action: Action): string | undefined {
  return action.kind === 'edit' || action.kind === 'file' ? action.file : undefined;
}

/** The directory an action happens in. */
export function directoryOf(action: Action): string {
  if (action.kind === 'command') return action.reading.dir;
  const file = fileOf(action);
  return file === undefined || !file.includes('/') ? '.' : file.slice(0, file.lastIndexOf('/'));
}
