/** What VS Code gives a webview, narrowed to the messages and the state that a page has. */
export interface VscodeApi<Message, Kept> {
  postMessage(message: Message): void;
  getState(): unknown;
  setState(state: Kept): void;
}

declare global {
  /** May be called once. */
  function acquireVsCodeApi<Message, Kept>(): VscodeApi<Message, Kept>;
}
