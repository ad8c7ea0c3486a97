import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, realpathSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Uri } from 'vscode';
import type { CaptureStart, MirrorPorts } from '../../../src/flow/ports.ts';
import { createOwnWords } from '../../../src/host/ownWords.ts';
import { defaultSettings, type Settings } from '../../../src/host/settings.ts';
import { loadShellGrammar } from '../../../src/host/shellGrammar.ts';
import type { FileChange } from '../../../src/model/context.ts';
import type { Fact } from '../../../src/model/event.ts';
import type { LanguageModel } from '../../../src/refine/port.ts';
import type { NoteDraft } from '../../../src/views/noteDrafts.ts';
import type { NoteEvidence } from '../../../src/views/present/noteEvidence.ts';

const modules = fileURLToPath(new URL('../../../node_modules', import.meta.url));

/** What a scripted person answers: by the beginning of the question, or by its function. */
export interface Answers {
  consent?: boolean;
  trusted?: boolean;
  noFolder?: boolean;
  confirm?: boolean;
  /** Button to press by a part of the message; others are closed. */
  press?: Readonly<Record<string, string>>;
  /** A part of a question that nobody answers. */
  unanswered?: string;
  choose?: string;
  several?: readonly string[];
  settings?: Partial<Settings>;
  sentence?: string;
  model?: LanguageModel;
  /** Name of the file, beside the folder, that is chosen where something is saved. */
  saveAs?: string;
  /** Cancels what shows its progress. */
  cancel?: boolean;
}

/** A folder with a Git repository in it, and a flow around it whose edges are plain objects. */
export interface Scene {
  readonly ports: MirrorPorts;
  readonly folder: string;
  readonly storage: string;
  readonly answers: Answers;
  /** All that was said to the person. */
  readonly said: string[];
  readonly previews: (readonly FileChange[])[];
  /** Words of notes that were opened to be edited. */
  readonly drafts: NoteDraft[];
  /** Notes that were looked at, with the change each would make. */
  readonly notes: { readonly note: NoteEvidence; readonly changes: readonly FileChange[] }[];
  /** What was copied last. */
  copied(): string;
  /** Workflows whose map was opened. */
  readonly maps: string[];
  /** Recordings that were opened: which, where in it, and whether beside the editor. */
  readonly opened: (readonly [string, number | undefined, boolean | undefined])[];
  /** Ids of the recordings that were opened for review. */
  readonly reviewed: string[];
  /** The secret storage of the editor. */
  readonly secrets: Map<string, string>;
  /** Stands in for the capture sources. */
  emit(fact: Fact): void;
  listening(): number;
  /** Milliseconds are counted by hand. */
  pass(ms: number): void;
}

export function write(folder: string, files: Readonly<Record<string, string>>): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
}

export function git(folder: string, ...args: string[]): string {
  const identity = ['-c', 'user.name=Sam Example', '-c', 'user.email=sam@example.org'];
  return execFileSync('git', ['-C', folder, ...identity, ...args], { encoding: 'utf8' }).trim();
}

export function makeScene(answers: Answers = {}): Scene {
  const base = realpathSync(mkdtempSync(join(tmpdir(), 'mirror-flow-')));
  const folder = join(base, 'project');
  const storage = join(base, 'storage');
  mkdirSync(join(base, 'home'));
  write(folder, { 'package.json': '{ "name": "parcels", "version": "1.2.0" }\n' });
  git(folder, 'init', '-q', '-b', 'main');
  git(folder, 'add', '.');
  git(folder, 'commit', '-qm', 'Start');

  let now = Date.UTC(2026, 0, 5, 10);
  let ids = 0;
  let consented = false;
  let source: CaptureStart | undefined;
  const said: string[] = [];
  const previews: (readonly FileChange[])[] = [];
  const drafts: NoteDraft[] = [];
  const notes: { note: NoteEvidence; changes: readonly FileChange[] }[] = [];
  let clipboard = '';
  const maps: string[] = [];
  const opened: [string, number | undefined, boolean | undefined][] = [];
  const reviewed: string[] = [];
  const secrets = new Map<string, string>();
  const shared: string[] = [];
  const say = (message: string) => {
    said.push(message);
  };
  const press = <T extends string>(message: string, buttons: T[]): Promise<T | undefined> => {
    say(message);
    if (answers.unanswered !== undefined && message.includes(answers.unanswered)) return new Promise(() => undefined);
    const wanted = Object.entries(answers.press ?? {}).find(([part]) => message.includes(part))?.[1];
    return Promise.resolve(buttons.find((button) => button === wanted));
  };

  const ports: MirrorPorts = {
    folder: () => (answers.noFolder ? undefined : { path: folder, name: 'project' }),
    trusted: () => answers.trusted ?? true,
    folderProblem: () => undefined,
    globalStorage: storage,
    settings: () => ({ ...defaultSettings(), 'sanitize.terms': shared, ...answers.settings }),
    ownWords: createOwnWords({
      get: (key) => Promise.resolve(secrets.get(key)),
      store: (key, value) => Promise.resolve(void secrets.set(key, value)),
    }),
    shareTerm: (term) => Promise.resolve(void shared.push(term)),
    prompts: {
      consent: () => Promise.resolve(answers.consent ?? true),
      chooseWorkflow: () => Promise.resolve(answers.choose ?? 'Cut a release'),
      sentence: () => Promise.resolve(answers.sentence),
      secret: () => Promise.resolve(undefined),
      choose: <T extends string>(_title: string, options: readonly { readonly value: T }[]) =>
        Promise.resolve(options.find(({ value }) => value === answers.choose)?.value ?? options[0]?.value),
      chooseSeveral: <T extends string>(
        _title: string,
        options: readonly { readonly value: T; readonly picked?: boolean }[],
      ) => {
        const ticked = options
          .filter(({ value, picked }) => answers.several?.includes(value) ?? picked)
          .map(({ value }) => value);
        return Promise.resolve(ticked.length > 0 ? ticked : undefined);
      },
      confirm: (question) => {
        say(question);
        return Promise.resolve(answers.confirm ?? true);
      },
      offer: (message, ...buttons) => press(message, buttons),
      warn: (message, ...buttons) => press(message, buttons),
      fail: say,
      saveAs: () =>
        Promise.resolve(answers.saveAs === undefined ? undefined : ({ fsPath: join(base, answers.saveAs) } as Uri)),
      progress: (_title, work) =>
        work(
          () => undefined,
          () => answers.cancel === true,
        ),
    },
    stage: {
      openRecording: (id, seq, beside) => {
        opened.push([id, seq, beside]);
        return Promise.resolve(true);
      },
      showMap: (workflow) => {
        maps.push(workflow);
      },
      refreshRecording: () => undefined,
      reviewRecording: (id) => {
        reviewed.push(id);
        return Promise.resolve();
      },
      showChanges: (_title, changes) => {
        previews.push(changes);
        return Promise.resolve();
      },
      openText: () => Promise.resolve(),
      openDraft: (draft) => {
        drafts.push(draft);
        return Promise.resolve();
      },
      closeDraft: () => Promise.resolve(),
      openNote: (_title, note, changes) => {
        notes.push({ note, changes });
        return Promise.resolve();
      },
      openFile: () => Promise.resolve(),
      reveal: () => Promise.resolve(),
      copy: (text) => {
        clipboard = text;
        return Promise.resolve();
      },
      typeInTerminal: (command) => {
        say(`$ ${command}`);
        return Promise.resolve();
      },
      activeFile: () => undefined,
    },
    identity: {
      recorder: () => Promise.resolve('recorder-test'),
      consented: () => consented,
      consent: () => {
        consented = true;
        return Promise.resolve();
      },
    },
    words: {
      t: (message, ...values) => message.replace(/\{(\d)\}/g, (_, index: string) => String(values[Number(index)])),
      dateTime: (iso) => iso,
    },
    now: () => now,
    newId: () => `recording-${++ids}`,
    parseShell: () =>
      loadShellGrammar({
        runtime: join(modules, 'web-tree-sitter', 'web-tree-sitter.wasm'),
        bash: join(modules, 'tree-sitter-bash', 'tree-sitter-bash.wasm'),
      }),
    startSources: (start) => {
      source = start;
      const stopped = () => {
        if (source === start) source = undefined;
      };
      return Promise.resolve({ dispose: stopped, drained: () => Promise.resolve() });
    },
    head: () => Promise.resolve(git(folder, 'rev-parse', 'HEAD')),
    terminalEnvironment: () => ({}),
    languageModel: () => Promise.resolve(answers.model),
    storeModelKey: () => Promise.resolve(),
    send: () => Promise.resolve(),
    agents: { home: join(base, 'home'), server: () => Promise.resolve({ command: 'mirror', args: ['mcp'] }) },
    log: say,
  };
  return {
    ports,
    folder,
    storage,
    answers,
    said,
    previews,
    drafts,
    notes,
    copied: () => clipboard,
    maps,
    opened,
    reviewed,
    secrets,
    emit: (fact) => source?.emit(fact, source.clock()),
    listening: () => (source ? 1 : 0),
    pass: (ms) => {
      now += ms;
    },
  };
}
