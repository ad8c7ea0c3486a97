import type * as vscode from 'vscode';
import type { GitPort } from '../model/git.ts';
import type { Emit, Guard } from './emit.ts';
import type { MachinePaths } from './machinePaths.ts';
import type { LocatePath } from './paths.ts';
import type { TerminalNumbers } from './terminalNumbers.ts';
import type { UnderWay } from './underWay.ts';

export type VSCode = typeof vscode;

/** A command's output while it runs: held whole, cleaned once it is over. */
export interface HeldOutput {
  push(chunk: string): void;
  text(): { readonly text: string; readonly truncated?: boolean };
}

/** A command that ended, by what the editor said of it. */
export interface EndedCommand {
  readonly terminal: vscode.Terminal;
  /** The command line exactly as reported. */
  readonly value: string;
  readonly exitCode: number | undefined;
}

/** What a command printed, as the terminal shows it; undefined where that cannot be had or is not certain to be its own. */
export type ReadLastOutput = (command: EndedCommand) => Promise<string | undefined>;

/** What every source is given. */
export interface CaptureContext {
  readonly emit: Emit;
  /** Milliseconds since the start of the recording. */
  readonly clock: () => number;
  readonly guard: Guard;
  readonly locate: LocatePath;
  readonly terminals: TerminalNumbers;
  /** Is told of commands that run, so that none is lost with the window. */
  readonly underWay?: UnderWay;
  /** Absent where output is not to be recorded. */
  readonly heldOutput?: () => HeldOutput;
  /** What the stream did not bring; absent where the editor cannot be asked. */
  readonly readLastOutput?: ReadLastOutput;
  readonly machinePaths: MachinePaths;
  readonly git: GitPort;
  /** Files with more characters are recorded as touched only. */
  readonly maxFileChars: number;
  /** Absent where reading the clipboard would ask the person (in a browser). */
  readonly readClipboard?: () => Promise<string>;
}
