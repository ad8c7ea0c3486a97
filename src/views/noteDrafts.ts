import * as vscode from 'vscode';
import { documentSchemes } from './commandIds.ts';
import type { SendIntent } from './intents.ts';

/** Words of notes to be edited. `title` begins with "Accept" and names the tab. */
export interface NoteDraft {
  readonly title: string;
  /** Ids: the first keeps its place, the others become part of it. */
  readonly notes: readonly string[];
  readonly text: string;
}

export interface NoteDrafts extends vscode.Disposable {
  /** Opens a draft as a Markdown file of its own, held in memory. */
  open(draft: NoteDraft): Promise<void>;
  /** Asks to accept what stands in the active draft. */
  accept(): Promise<void>;
  /** Closes the drafts of these notes: they are accepted. */
  close(notes: readonly string[]): Promise<void>;
}

interface Held {
  readonly notes: readonly string[];
  readonly bytes: Uint8Array;
  readonly mtime: number;
}

/**
 * Drafts of notes as files of the scheme `mirror-draft`. A person's save accepts the draft; an automatic one keeps its
 * text, no more, since half a sentence is no decision.
 */
export function createNoteDrafts(send: SendIntent): NoteDrafts {
  const held = new Map<string, Held>();
  const changed = new vscode.EventEmitter<vscode.FileChangeEvent[]>();
  const saving = new Set<string>();
  let count = 0;

  function get(uri: vscode.Uri): Held {
    const found = held.get(uri.toString());
    if (!found) throw vscode.FileSystemError.FileNotFound(uri);
    return found;
  }

  const refused = (uri: vscode.Uri) => {
    throw vscode.FileSystemError.NoPermissions(uri);
  };

  const files: vscode.FileSystemProvider = {
    onDidChangeFile: changed.event,
    watch: () => new vscode.Disposable(() => undefined),
    stat(uri) {
      const { bytes, mtime } = get(uri);
      return { type: vscode.FileType.File, ctime: 0, mtime, size: bytes.length };
    },
    readFile: (uri) => get(uri).bytes,
    writeFile(uri, bytes) {
      const before = get(uri);
      held.set(uri.toString(), { ...before, bytes, mtime: before.mtime + 1 });
    },
    readDirectory: () => [],
    createDirectory: refused,
    delete: refused,
    rename: refused,
  };

  async function ask(uri: vscode.Uri, text: string): Promise<void> {
    const draft = held.get(uri.toString());
    if (draft && draft.notes.length > 0) await send({ kind: 'acceptDraft', notes: draft.notes, text });
  }

  const registrations = [
    vscode.workspace.registerFileSystemProvider(documentSchemes.draft, files, { isCaseSensitive: true }),
    vscode.workspace.onWillSaveTextDocument(({ document, reason }) => {
      if (document.uri.scheme !== documentSchemes.draft) return;
      if (reason === vscode.TextDocumentSaveReason.Manual) saving.add(document.uri.toString());
    }),
    vscode.workspace.onDidSaveTextDocument((document) => {
      if (saving.delete(document.uri.toString())) void ask(document.uri, document.getText());
    }),
  ];

  return {
    async open({ title, notes, text }) {
      count += 1;
      const open = new Set(vscode.workspace.textDocuments.map(({ uri }) => uri.toString()));
      for (const uri of held.keys()) if (!open.has(uri)) held.delete(uri);
      const name = title.replace(/[\\/:*?"<>|#%]+/g, ' ').trim();
      const uri = vscode.Uri.from({ scheme: documentSchemes.draft, path: `/${count}/${name}.md` });
      held.set(uri.toString(), { notes, bytes: new TextEncoder().encode(text), mtime: 1 });
      const document = await vscode.workspace.openTextDocument(uri);
      // Below the hint, where the sentence begins.
      const line = Math.min(2, document.lineCount - 1);
      await vscode.window.showTextDocument(document, {
        preview: false,
        selection: new vscode.Range(line, 0, line, document.lineAt(line).text.length),
      });
    },
    async accept() {
      const document = vscode.window.activeTextEditor?.document;
      if (document?.uri.scheme === documentSchemes.draft) await ask(document.uri, document.getText());
    },
    async close(notes) {
      const taken = [...held].filter(([, draft]) => draft.notes.join('\n') === notes.join('\n')).map(([uri]) => uri);
      for (const document of vscode.workspace.textDocuments) {
        if (!taken.includes(document.uri.toString())) continue;
        held.set(document.uri.toString(), { ...get(document.uri), notes: [] });
        // Accepted already: saved only so that closing asks nothing.
        if (document.isDirty) await document.save();
      }
      const tabs = vscode.window.tabGroups.all
        .flatMap((group) => group.tabs)
        .filter(({ input }) => input instanceof vscode.TabInputText && taken.includes(input.uri.toString()));
      await vscode.window.tabGroups.close(tabs);
    },
    dispose: () => vscode.Disposable.from(...registrations, changed).dispose(),
  };
}
