import * as vscode from 'vscode';
import type { FileChange } from '../model/context.ts';
import { documentSchemes } from './commandIds.ts';
import { openText } from './readText.ts';

export interface PreviewDocuments extends vscode.Disposable {
  /**
   * Shows changes before anything is written: one in a diff editor, several in a multi-file diff. A path that changes
   * nothing is left out. Resolves when the editor is open.
   */
  show(title: string, changes: readonly FileChange[]): Promise<void>;
  /** Shows a text to read, in an editor that has nothing to save. */
  read(title: string, text: string): Promise<void>;
}

type Side = 'before' | 'after';

/** Read-only documents of the scheme `mirror-preview`, held in memory until the next preview replaces them. */
export function createPreviewDocuments(): PreviewDocuments {
  const texts = new Map<string, string>();
  let previews = 0;
  const registration = vscode.workspace.registerTextDocumentContentProvider(documentSchemes.preview, {
    provideTextDocumentContent: (uri) => texts.get(uri.toString()) ?? '',
  });

  function put(path: string, side: Side, bytes: Uint8Array | undefined): vscode.Uri {
    const uri = vscode.Uri.from({ scheme: documentSchemes.preview, path: `/${path}`, query: `${side}&${previews}` });
    texts.set(uri.toString(), new TextDecoder().decode(bytes ?? new Uint8Array()));
    return uri;
  }

  return {
    async show(title, changes) {
      previews += 1;
      // An open preview keeps the text it was opened with; only closed ones are forgotten.
      const open = new Set(vscode.workspace.textDocuments.map((document) => document.uri.toString()));
      for (const uri of texts.keys()) if (!open.has(uri)) texts.delete(uri);
      const sides = changes.map((change) => ({
        before: put(change.path, 'before', change.before),
        after: put(change.path, 'after', change.after),
      }));
      const [only] = sides;
      if (!only) return;
      if (sides.length === 1) {
        await vscode.commands.executeCommand('vscode.diff', only.before, only.after, title);
        return;
      }
      const resources = sides.map(({ before, after }) => [after, before, after]);
      await vscode.commands.executeCommand('vscode.changes', title, resources);
    },
    async read(title, text) {
      previews += 1;
      const name = title.replace(/[\\/:*?"<>|#%]+/g, ' ').trim();
      const uri = put(`${name}.txt`, 'after', new TextEncoder().encode(text));
      await vscode.window.showTextDocument(await openText(uri), { preview: true });
    },
    dispose() {
      registration.dispose();
      texts.clear();
    },
  };
}
