import type { ServerCommand } from '../ask/agentConfiguration.ts';
import type { CaptureSource, Emit } from '../capture/emit.ts';
import type { TerminalNumbers } from '../capture/terminalNumbers.ts';
import type { UnderWay } from '../capture/underWay.ts';
import type { OwnWords } from '../host/ownWords.ts';
import type { Settings } from '../host/settings.ts';
import type { FileChange } from '../model/context.ts';
import type { ParseShell } from '../model/shell.ts';
import type { LanguageModel } from '../refine/port.ts';
import type { Intent } from '../views/intents.ts';
import type { NoteDraft } from '../views/noteDrafts.ts';
import type { NoteEvidence } from '../views/present/noteEvidence.ts';
import type { Words } from '../views/present/words.ts';
import type { Prompts } from '../views/prompts.ts';

/** The folder that is recorded and whose context is written: the first of the workspace. */
export interface Folder {
  /** Absolute path on this machine. */
  readonly path: string;
  readonly name: string;
}

/** What capture is told when it starts to listen. */
export interface CaptureStart {
  readonly emit: Emit;
  /** Milliseconds since the start of the recording. */
  readonly clock: () => number;
  readonly numberOf: TerminalNumbers;
  readonly underWay: UnderWay;
}

/** What the flow shows beside the views. */
export interface Stage {
  /** `beside`: in the group next to the active editor, so that this one stays in sight. */
  openRecording(id: string, seq?: number, beside?: boolean): Promise<boolean>;
  refreshRecording(id: string): void;
  /** Opens the recording for review: what is kept of it, and how it reads. */
  reviewRecording(id: string): Promise<void>;
  showChanges(title: string, changes: readonly FileChange[]): Promise<void>;
  openText(title: string, text: string): Promise<void>;
  /** A text to edit in the editor; accepting it comes back as the intent `acceptDraft` about the same notes. */
  openDraft(draft: NoteDraft): Promise<void>;
  /** Closes it: its notes are accepted. */
  closeDraft(notes: readonly string[]): Promise<void>;
  /** What is known about a note, and beside it what the context files would be. */
  openNote(title: string, note: NoteEvidence, changes: readonly FileChange[]): Promise<void>;
  /** `line` is 1-based. */
  openFile(path: string, line?: number): Promise<void>;
  /** Opens the map of a workflow in an editor tab. */
  showMap(workflow: string): void;
  /** Brings up a view of the sidebar. */
  reveal(view: 'workflows' | 'notes' | 'gaps' | 'context'): Promise<void>;
  copy(text: string): Promise<void>;
  /** Types a command into a terminal and leaves running it to the person. */
  typeInTerminal(command: string): Promise<void>;
  /** Path of the file in the active editor, relative to the folder; undefined outside of it. */
  activeFile(): string | undefined;
}

/** What a person is on this machine: a pseudonym and whether they agreed to be recorded. */
export interface Identity {
  recorder(): Promise<string>;
  consented(): boolean;
  consent(): Promise<void>;
}

/** The edges that the flow needs, handed in by the composition root; tests hand in plain objects. */
export interface MirrorPorts {
  readonly folder: () => Folder | undefined;
  readonly trusted: () => boolean;
  /** Why the folder cannot be recorded although there is one (a virtual file system), as a sentence. */
  readonly folderProblem: () => string | undefined;
  readonly globalStorage: string;
  readonly settings: () => Settings;
  readonly prompts: Prompts;
  readonly stage: Stage;
  readonly identity: Identity;
  /** Words that the person had redacted or let through, beside the settings. */
  readonly ownWords: OwnWords;
  /** Adds a word to the workspace's setting `mirror.sanitize.terms`, which colleagues see. */
  readonly shareTerm: (term: string) => Promise<void>;
  readonly words: Words;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  readonly newId: () => string;
  readonly parseShell: () => Promise<ParseShell>;
  /** Subscribes to everything that is recorded; what it returns ends that. */
  readonly startSources: (start: CaptureStart) => Promise<CaptureSource>;
  /** Full hash of HEAD in a folder; undefined without Git or commit. */
  readonly head: (folder: string) => Promise<string | undefined>;
  /** The environment that terminals get beside the process's own: its secrets are known values. */
  readonly terminalEnvironment: () => Readonly<Record<string, string | undefined>>;
  /** Hands an intent to the flow, from a notification that outlived the verb that showed it. */
  readonly send: (intent: Intent) => Promise<void>;
  /** The model that the settings name; undefined where they name none. */
  readonly languageModel: () => Promise<LanguageModel | undefined>;
  /** Keeps the key of the model's provider in the editor's secret storage; an empty one is removed. */
  readonly storeModelKey: (key: string) => Promise<void>;
  /** What connecting agents needs to know of this machine. */
  readonly agents: {
    /** The person's home folder, where some agents keep their configuration. */
    readonly home: string;
    /** How an agent starts the MCP server here. */
    readonly server: () => Promise<ServerCommand>;
  };
  /** One line for the extension's log: never content, only codes and counts. */
  readonly log: (line: string) => void;
}
