import * as vscode from 'vscode';

/** A language without rules, for which the manifest wraps lines: its texts are read beside something else. */
const language = 'mirror-text';

/** Opens a read-only document of ours, with its lines wrapped at the edge of its editor. */
export async function openText(uri: vscode.Uri): Promise<vscode.TextDocument> {
  const document = await vscode.workspace.openTextDocument(uri);
  return document.languageId === language ? document : vscode.languages.setTextDocumentLanguage(document, language);
}
