import * as vscode from 'vscode';
import type { FileChange } from '../model/context.ts';
import { documentSchemes } from './commandIds.ts';
import { changeText } from './present/changeText.ts';
import type { Words } from './present/words.ts';
import { openText } from './readText.ts';

export interface PreviewDocuments extends vscode.Disposable {
  /**
   * Shows changes before anything is written: one in a diff editor, several in a multi-file diff. A path that changes
   * nothing is left out. Resolves when the editor is open.
   */
  show(title: string, changes: readonly FileChange[]): Promise<void>;
  /** Shows changes in one diff editor of the second column if they are still wanted; the focus stays where it is. */
  showBeside(title: string, changes: readonly FileChange[], isWanted: () => boolean): Promise<void>;
  /** Shows a text to read, in an editor that has nothing to save. */
  read(title: string, text: string): Promise<void>;
}

type Side = 'before' | 'after';

/** Read-only documents of the scheme `mirror-preview`, held in memory until the next preview replaces them. */
export function createPreviewDocuments(words: Words): PreviewDocuments {
  const texts = new Map<string, string>();
  let previews = 0;
  const registration = vscode.workspace.registerTextDocumentContentProvider(documentSchemes.preview, {
    provideTextDocumentContent: (uri) => texts.get(uri.toString()) ?? '',
  });

  /** An open preview keeps the text it was opened with; only closed ones are forgotten. */
  function begin(): void {
    previews += 1;
    const open = new Set(vscode.workspace.textDocuments.map((document) => document.uri.toString()));
    for (const uri of texts.keys()) if (!open.has(uri)) texts.delete(uri);
  }

  function put(path: string, side: Side, text: string): vscode.Uri {
    const uri = vscode.Uri.from({ scheme: documentSchemes.preview, path: `/${path}`, query: `${side}&${previews}` });
    texts.set(uri.toString(), text);
    return uri;
  }

  function sidesOf({ path, before, after }: FileChange) {
    const text = (bytes: Uint8Array | undefined) => new TextDecoder().decode(bytes ?? new Uint8Array());
    return { before: put(path, 'before', text(before)), after: put(path, 'after', text(after)) };
  }

  return {
    async show(title, changes) {
      begin();
      const sides = changes.map(sidesOf);
      const [only] = sides;
      if (!only) return;
      if (sides.length === 1) {
        await vscode.commands.executeCommand('vscode.diff', only.before, only.after, title);
        return;
      }
      // A file that is new is shown as added, and not as one whose empty line is replaced; one that goes as removed.
      const resources = sides.map(({ before, after }, index) => [
        after,
        changes[index]?.before && before,
        changes[index]?.after && after,
      ]);
      await vscode.commands.executeCommand('vscode.changes', title, resources);
    },
    async showBeside(title, changes, isWanted) {
      begin();
      const { before, after } = changeText(changes, words);
      const sides = [put(`${title}.txt`, 'before', before), put(`${title}.txt`, 'after', after)];
      for (const uri of sides) await openText(uri);
      if (!isWanted()) return;
      const options = { viewColumn: vscode.ViewColumn.Two, preserveFocus: true, preview: true };
      await vscode.commands.executeCommand('vscode.diff', ...sides, title, options);
    },
    async read(title, text) {
      begin();
      const name = title.replace(/[\\/:*?"<>|#%]+/g, ' ').trim();
      const uri = put(`${name}.txt`, 'after', text);
      await vscode.window.showTextDocument(await openText(uri), { preview: true });
    },
    dispose() {
      registration.dispose();
      texts.clear();
    },
  };
}
