import * as vscode from 'vscode';
import { commandIds, documentSchemes } from './commandIds.ts';
import { type EvidenceText, type NoteEvidence, noteEvidenceText } from './present/noteEvidence.ts';
import { noteActions } from './present/noteLens.ts';
import type { Words } from './present/words.ts';
import { openText } from './readText.ts';
import type { ViewState } from './state.ts';

export interface EvidenceDocuments extends vscode.Disposable {
  /** Shows what is known about a note as a text to read, in the first column; the focus stays where it is. */
  open(note: NoteEvidence): Promise<void>;
  /** What may be done with a note that is shown follows what was decided about it. */
  show(state: ViewState): void;
}

interface Shown extends EvidenceText {
  readonly note: NoteEvidence;
}

/** Read-only documents of the scheme `mirror-evidence`: a note, what may be done with it, and its recorded moments. */
export function createEvidenceDocuments(words: Words): EvidenceDocuments {
  const texts = new Map<string, Shown>();
  let count = 0;
  const content = vscode.workspace.registerTextDocumentContentProvider(documentSchemes.evidence, {
    provideTextDocumentContent: (uri) => texts.get(uri.toString())?.text ?? '',
  });
  const decided = new vscode.EventEmitter<void>();
  const lenses = vscode.languages.registerCodeLensProvider(
    { scheme: documentSchemes.evidence },
    {
      onDidChangeCodeLenses: decided.event,
      provideCodeLenses(document) {
        const shown = texts.get(document.uri.toString());
        if (!shown) return [];
        const { note, places } = shown;
        const top = new vscode.Range(0, 0, 0, 0);
        return [
          ...noteActions(note, words).map(
            ({ title, command }) =>
              new vscode.CodeLens(top, {
                title,
                command: commandIds[command],
                arguments: [{ target: { note: note.note.id } }],
              }),
          ),
          ...places.map(
            ({ line, evidence }) =>
              new vscode.CodeLens(new vscode.Range(line, 0, line, 0), {
                title: words.t('Open the Recorded Moment'),
                command: commandIds.openEvidence,
                arguments: [{ target: { evidence } }],
              }),
          ),
        ];
      },
    },
  );

  return {
    async open(note) {
      count += 1;
      const open = new Set(vscode.workspace.textDocuments.map(({ uri }) => uri.toString()));
      for (const uri of texts.keys()) if (!open.has(uri)) texts.delete(uri);
      const uri = vscode.Uri.from({
        scheme: documentSchemes.evidence,
        path: `/${words.t('Evidence of a Note')}.txt`,
        query: String(count),
      });
      texts.set(uri.toString(), { note, ...noteEvidenceText(note, words) });
      const document = await openText(uri);
      await vscode.window.showTextDocument(document, {
        viewColumn: vscode.ViewColumn.One,
        preview: true,
        preserveFocus: true,
      });
    },
    show({ notes }) {
      let changed = false;
      for (const [uri, shown] of texts) {
        const { note } = shown.note;
        const now = notes.find((each) => each.note.id === note.id);
        if (!now || now.note.status === note.status) continue;
        texts.set(uri, { ...shown, note: { ...shown.note, ...now } });
        changed = true;
      }
      if (changed) decided.fire();
    },
    dispose: () => vscode.Disposable.from(content, lenses, decided).dispose(),
  };
}
