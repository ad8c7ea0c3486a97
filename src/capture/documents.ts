import type * as vscode from 'vscode';
import type { EditFact } from '../model/event.ts';
import { coalesceDefaults, createCoalescer, type SettledEdit } from './coalesce.ts';
import type { CaptureContext, VSCode } from './context.ts';
import type { DiskLedger } from './diskLedger.ts';
import { type CaptureSource, disposeAll } from './emit.ts';
import type { TextChange } from './shadow.ts';

export interface EditorParts {
  readonly workspace: Pick<
    VSCode['workspace'],
    | 'textDocuments'
    | 'onDidChangeTextDocument'
    | 'onDidOpenTextDocument'
    | 'onDidCloseTextDocument'
    | 'onWillSaveTextDocument'
    | 'onDidSaveTextDocument'
  >;
  readonly window: Pick<
    VSCode['window'],
    'activeTextEditor' | 'onDidChangeTextEditorSelection' | 'onDidChangeActiveTextEditor'
  >;
}

/** What the source of files asks and tells of documents. Paths are absolute. */
export interface Documents {
  isOpen(path: string): boolean;
  /** The text as last recorded is known. */
  knows(path: string): boolean;
  /** Takes a text as known, without an event. */
  learn(path: string, text: string): void;
  /** A file that is not open has another text now. */
  changedOutside(path: string, text: string, at: number): void;
  renamed(from: string, to: string): void;
  gone(path: string): void;
}

/** A text that is open in the editor, as it is now. */
export interface OpenText {
  readonly lineCount: number;
  readonly isDirty: boolean;
  getText(): string;
}

/** Takes what happens to open texts, by the absolute path of their file; a notebook is one as well. */
export interface Texts {
  open(path: string, text: OpenText): void;
  /** `reason` and `isDirty` as the editor tells them with the change. */
  change(path: string, changes: readonly TextChange[], reason: number | undefined, isDirty: boolean): void;
  select(path: string, line: number, byKeyboard: boolean): void;
  /** `asked` is false for a save that a timer makes. */
  willSave(path: string, asked: boolean): void;
  didSave(path: string): void;
  leave(path: string): void;
  close(path: string): void;
  forget(path: string): void;
}

export interface DocumentSource extends CaptureSource {
  readonly documents: Documents;
  readonly texts: Texts;
}

// In the editor's API: TextDocumentChangeReason.Undo is 1, Redo 2; TextDocumentSaveReason.AfterDelay is 2;
// TextEditorSelectionChangeKind.Keyboard is 1.
const undoReason = 1;
const redoReason = 2;
const afterDelay = 2;
const byKeyboard = 1;

/** Closed documents whose text stays known, to tell what changes in them from outside. */
const keptClosed = 300;

/** Edits in the editor, settled. The handler of a change keeps the event and returns: a typist waits for it. */
export function documentSource(
  { workspace, window }: EditorParts,
  context: CaptureContext,
  ledger: DiskLedger,
): DocumentSource {
  const { emit, clock, guard, locate, git } = context;
  const open = new Map<string, OpenText>();
  const closed = new Set<string>();
  let clipboard: string | undefined;
  let timer: NodeJS.Timeout | undefined;
  let active = recordedPath(window.activeTextEditor?.document);
  /** Edits leave in order, each after Git was asked whether its file is ignored. */
  let leaving: Promise<void> = Promise.resolve();

  const textOf = (path: string): string | undefined => {
    const document = open.get(path);
    return document && document.lineCount <= coalesceDefaults.maxLines ? document.getText() : undefined;
  };
  const coalescer = createCoalescer((edit) => leave(edit), {
    ...coalesceDefaults,
    maxChars: context.maxFileChars,
    changedOutside: ledger.changedOutside,
    ...(context.readClipboard
      ? { isClipboard: (text) => (clipboard === undefined ? undefined : plainEnds(text) === clipboard) }
      : {}),
    textOf: (path) => (locate(path).inside ? textOf(path) : undefined),
    lineCountOf: (path) => open.get(path)?.lineCount,
  });

  function leave(edit: SettledEdit): void {
    leaving = leaving.then(async () => {
      const isKept = edit.hunks !== undefined && !(await git.ignored([edit.key])).has(edit.key);
      emit(editFact(edit, isKept), edit.at);
    });
  }

  function editFact({ key, origin, hunks }: SettledEdit, isKept: boolean): EditFact {
    const { file, folder } = locate(key);
    const where = { kind: 'edit', file, origin, ...(folder ? { folder } : {}) } as const;
    return isKept && hunks ? { ...where, hunks } : { ...where, withheld: true };
  }

  function openText(path: string, text: OpenText): void {
    open.set(path, text);
    closed.delete(path);
    // Outside the folders a file is recorded as touched, so its text is not looked at.
    if (!locate(path).inside) return;
    const known = textOf(path);
    if (known !== undefined) coalescer.snapshot(path, known);
  }

  function opened(document: vscode.TextDocument): void {
    if (isRecorded(document)) openText(document.uri.fsPath, document);
  }

  function changeText(
    path: string,
    changes: readonly TextChange[],
    reason: number | undefined,
    isDirty: boolean,
  ): void {
    const why = reason === undoReason ? 'undo' : reason === redoReason ? 'redo' : undefined;
    coalescer.change(path, changes, { at: clock(), clean: !isDirty, ...(why ? { reason: why } : {}) });
    timer ??= setTimeout(tick, coalesceDefaults.idleMs);
    const [first] = changes;
    if (first && first.text.length > 2 && changes.length === 1) askClipboard();
  }

  function changed({ document, contentChanges, reason }: vscode.TextDocumentChangeEvent): void {
    if (contentChanges.length === 0 || !isRecorded(document)) return;
    changeText(document.uri.fsPath, contentChanges, reason, document.isDirty);
  }

  /** The clipboard is compared in memory and forgotten with the edit; it is never recorded. */
  function askClipboard(): void {
    context.readClipboard?.().then(
      (text) => {
        clipboard = plainEnds(text);
      },
      () => undefined,
    );
  }

  const tick = guard('documents', () => {
    timer = undefined;
    const now = clock();
    const next = coalescer.tick(now);
    if (next !== undefined) timer = setTimeout(tick, Math.max(10, next - now));
    else clipboard = undefined;
  });

  function closeText(path: string): void {
    const text = open.get(path);
    if (!text) return;
    coalescer.leave(path);
    open.delete(path);
    // Closed without saving: what is known of it is not what is on disk.
    if (text.isDirty) coalescer.forget(path);
    else closed.add(path);
    const [oldest] = closed;
    if (closed.size > keptClosed && oldest !== undefined) {
      closed.delete(oldest);
      coalescer.forget(oldest);
    }
  }

  function willSave(path: string, asked: boolean): void {
    const at = clock();
    ledger.saved(path, at);
    coalescer.willSave(path, at, asked);
  }

  function didSave(path: string): void {
    ledger.saved(path, clock());
    coalescer.didSave(path);
  }

  function selected({ textEditor, kind, selections }: vscode.TextEditorSelectionChangeEvent): void {
    const [first] = selections;
    if (first && isRecorded(textEditor.document)) {
      coalescer.selection(textEditor.document.uri.fsPath, first.active.line, kind === byKeyboard, clock());
    }
  }

  for (const document of workspace.textDocuments) guard('documents', opened)(document);
  const subscriptions = [
    workspace.onDidOpenTextDocument(guard('documents', opened)),
    workspace.onDidCloseTextDocument(
      guard('documents', (document: vscode.TextDocument) => {
        // Another document may carry the path: the side of a comparison that Git gives.
        if (isRecorded(document)) closeText(document.uri.fsPath);
      }),
    ),
    workspace.onDidChangeTextDocument(guard('documents', changed)),
    workspace.onWillSaveTextDocument(
      guard('documents', ({ document, reason }: vscode.TextDocumentWillSaveEvent) => {
        if (isRecorded(document)) willSave(document.uri.fsPath, reason !== afterDelay);
      }),
    ),
    workspace.onDidSaveTextDocument(
      guard('documents', (document: vscode.TextDocument) => {
        if (isRecorded(document)) didSave(document.uri.fsPath);
      }),
    ),
    window.onDidChangeTextEditorSelection(guard('documents', selected)),
    window.onDidChangeActiveTextEditor(
      guard('documents', (editor: vscode.TextEditor | undefined) => {
        const now = recordedPath(editor?.document);
        if (active !== undefined && active !== now) coalescer.leave(active);
        active = now;
      }),
    ),
  ];
  return {
    documents: {
      isOpen: (path) => open.has(path),
      knows: coalescer.knows,
      learn: coalescer.snapshot,
      changedOutside: coalescer.outside,
      renamed: coalescer.rename,
      gone: coalescer.forget,
    },
    texts: {
      open: openText,
      change: changeText,
      select: (path, line, keyboard) => coalescer.selection(path, line, keyboard, clock()),
      willSave,
      didSave,
      leave: coalescer.leave,
      close: closeText,
      forget(path) {
        closed.delete(path);
        coalescer.forget(path);
      },
    },
    dispose() {
      disposeAll(subscriptions);
      clearTimeout(timer);
      guard('documents', coalescer.settleAll)();
    },
    drained: () => leaving,
  };
}

/** The editor gives what is pasted the document's line ends. */
function plainEnds(text: string): string {
  return text.replace(/\r\n?/g, '\n');
}

function recordedPath(document: vscode.TextDocument | undefined): string | undefined {
  return document && isRecorded(document) ? document.uri.fsPath : undefined;
}

/** Files on disk; Git's own (a commit message is written in one) are Git's to tell. */
function isRecorded({ uri }: vscode.TextDocument): boolean {
  return uri.scheme === 'file' && !/[\\/]\.git[\\/]/.test(uri.fsPath);
}
