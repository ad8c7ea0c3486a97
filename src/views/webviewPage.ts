import * as vscode from 'vscode';
import { webviewHtml } from './webviewHtml.ts';

interface Page {
  /** Of the extension, whose `dist/webview` is all that the page may load. */
  readonly extensionUri: vscode.Uri;
  readonly title: string;
  /** A file of `dist/webview`. */
  readonly script: string;
  readonly nonce: string;
}

/** Fills a webview with one of our pages. Listen to it before: its script says that it is ready. */
export function fillWebview(webview: vscode.Webview, { extensionUri, title, script, nonce }: Page): void {
  const root = vscode.Uri.joinPath(extensionUri, 'dist', 'webview');
  webview.options = { enableScripts: true, localResourceRoots: [root] };
  webview.html = webviewHtml({
    title,
    language: vscode.env.language,
    script: webview.asWebviewUri(vscode.Uri.joinPath(root, script)).toString(),
    nonce,
  });
}

/** The same in a tab of the editor, whose icon is not coloured by the editor as a view's is: one for each kind of theme. */
export function fillPanel(panel: vscode.WebviewPanel, page: Page): void {
  const icon = (name: string) => vscode.Uri.joinPath(page.extensionUri, 'media', name);
  panel.iconPath = { light: icon('tab-light.svg'), dark: icon('tab-dark.svg') };
  fillWebview(panel.webview, page);
}
