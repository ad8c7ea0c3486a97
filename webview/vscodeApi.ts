import type { FromWebview, KeptState } from '../src/views/protocol.ts';

/** What VS Code gives a webview, narrowed to the messages and the state that this one has. */
export interface VscodeApi {
  postMessage(message: FromWebview): void;
  getState(): unknown;
  setState(state: KeptState): void;
}

declare global {
  /** May be called once. */
  function acquireVsCodeApi(): VscodeApi;
}
