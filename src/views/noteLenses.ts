import * as vscode from 'vscode';
import { commandIds } from './commandIds.ts';
import { noteActions, noteHover, noteSummary } from './present/noteLens.ts';
import type { Words } from './present/words.ts';
import type { NoteView, ViewState } from './state.ts';

/** A line (from 0) of a context file that stands for a note. */
interface NoteLine {
  readonly line: number;
  readonly note: string;
}

export interface NoteLenses extends vscode.CodeLensProvider, vscode.HoverProvider {
  show(state: ViewState): void;
}

interface LensParts {
  /** Which lines of a file (an absolute path, and its text) are notes. */
  readonly linesOf: (file: string, text: string) => readonly NoteLine[];
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** Told when the lenses are to be asked for again. */
  readonly changed: () => void;
  readonly words: Words;
}

/** What is known about the notes in AGENTS.md, MEMORY.md and `.mirror/notes`, over and at their lines. */
export function createNoteLenses({ linesOf, now, changed, words }: LensParts): NoteLenses {
  let notes: readonly NoteView[] = [];

  function viewsIn(document: vscode.TextDocument): { readonly line: number; readonly view: NoteView }[] {
    const known = new Map(notes.map((view) => [view.note.id, view]));
    return linesOf(document.uri.fsPath, document.getText()).flatMap(({ line, note }) => {
      const view = known.get(note);
      return view ? [{ line, view }] : [];
    });
  }

  return {
    provideCodeLenses: (document) =>
      viewsIn(document).flatMap(({ line, view }) => {
        const range = new vscode.Range(line, 0, line, 0);
        const about = [{ target: { note: view.note.id } }];
        const evidence = { title: noteSummary(view, now(), words), command: commandIds.previewNote, arguments: about };
        const retire = noteActions(view, words).filter(({ command }) => command === 'retireNote');
        return [
          new vscode.CodeLens(range, evidence),
          ...retire.map(
            ({ title, command }) =>
              new vscode.CodeLens(range, { title, command: commandIds[command], arguments: about }),
          ),
        ];
      }),
    provideHover(document, { line }) {
      const view = viewsIn(document).find((each) => each.line === line)?.view;
      if (!view) return undefined;
      // Recorded text goes in as text: a hover renders Markdown, and nothing recorded may become a link in it.
      const told = noteHover(view, now(), words).map((each) => new vscode.MarkdownString().appendText(each));
      return new vscode.Hover(told, document.lineAt(line).range);
    },
    show(state) {
      if (state.notes === notes) return;
      notes = state.notes;
      changed();
    },
  };
}
