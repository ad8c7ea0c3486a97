import { css } from 'lit';

/** Only theme colours, so that every theme is right; sizes in `em`, so that zoom and font settings hold. */
export const styles = css`
  body {
    padding: 0;
    color: var(--vscode-foreground);
    font-family: var(--vscode-font-family);
    font-size: var(--vscode-font-size);
    overflow-wrap: anywhere;
  }
  main {
    display: block;
    padding: 0.5em 1em 1em;
  }
  h1,
  h2,
  p,
  ol,
  dl {
    margin: 0;
  }
  h1 {
    font-size: 1.1em;
    font-weight: 600;
    line-height: 1.4;
  }
  h2 {
    margin-top: 1em;
    font-size: 1em;
    font-weight: 600;
  }
  .unseen {
    position: absolute;
    width: 1px;
    height: 1px;
    overflow: hidden;
    clip-path: inset(50%);
  }
  .meta {
    display: flex;
    flex-wrap: wrap;
    gap: 0.35em 0.6em;
    align-items: center;
    margin: 1em 0 0.5em;
    color: var(--vscode-descriptionForeground);
  }
  .meta .severity {
    padding: 0 0.5em;
    border: 1px solid currentColor;
    border-radius: 0.8em;
    color: var(--vscode-foreground);
  }
  .meta .severity::before {
    content: '';
    display: inline-block;
    width: 0.55em;
    height: 0.55em;
    margin-right: 0.4em;
    border-radius: 50%;
    background: var(--severity-color, currentColor);
    forced-color-adjust: none;
  }
  .severity.high {
    --severity-color: var(--vscode-problemsErrorIcon-foreground, currentColor);
  }
  .severity.medium {
    --severity-color: var(--vscode-problemsWarningIcon-foreground, currentColor);
  }
  .severity.low {
    --severity-color: var(--vscode-problemsInfoIcon-foreground, currentColor);
  }
  code {
    padding: 0;
    color: var(--vscode-foreground);
    background: none;
    font-family: var(--vscode-editor-font-family, monospace);
    font-size: 0.95em;
    white-space: pre-wrap;
  }
  .raises {
    margin-top: 0.35em;
    color: var(--vscode-descriptionForeground);
  }
  .why {
    margin-top: 0.35em;
    line-height: 1.4;
    white-space: pre-wrap;
  }
  ol.evidence {
    padding: 0;
    list-style: none;
  }
  ol.evidence li {
    margin-top: 0.35em;
  }
  ol.evidence button {
    display: block;
    width: 100%;
    padding: 0.35em 0.6em;
    border: 1px solid var(--vscode-contrastBorder, var(--vscode-widget-border, transparent));
    border-radius: 2px;
    color: var(--vscode-foreground);
    background: var(--vscode-textCodeBlock-background, transparent);
    font: inherit;
    text-align: start;
    cursor: pointer;
  }
  ol.evidence button:hover {
    outline: 1px solid var(--vscode-focusBorder);
  }
  ol.evidence .where {
    display: block;
    color: var(--vscode-textLink-foreground);
  }
  ol.evidence code {
    display: block;
    max-height: 8em;
    overflow: hidden;
  }
  :focus-visible {
    outline: 1px solid var(--vscode-focusBorder);
    outline-offset: 1px;
  }
  label {
    display: block;
    margin: 0.5em 0 0.25em;
    font-weight: 600;
  }
  /* One line with the box below it: where the view is low, the buttons are in sight all the same. */
  .answering {
    display: flex;
    flex-wrap: wrap;
    gap: 0 0.8em;
    align-items: baseline;
    justify-content: space-between;
    margin: 0.5em 0 0.25em;
  }
  .answering label {
    margin: 0;
  }
  .holds {
    display: flex;
    flex: 1 1 12.5em;
    gap: 0.5em;
    align-items: baseline;
    justify-content: end;
    min-width: 0;
  }
  .holds label {
    flex: none;
    font-weight: normal;
  }
  .holds select {
    flex: 0 1 auto;
    width: auto;
    min-width: 0;
    padding: 0.1em 0.25em;
  }
  vscode-textarea {
    display: block;
    width: 100%;
  }
  select {
    width: 100%;
    padding: 0.25em;
    border: 1px solid var(--vscode-dropdown-border, var(--vscode-contrastBorder, currentColor));
    border-radius: 2px;
    color: var(--vscode-dropdown-foreground);
    background: var(--vscode-dropdown-background);
    font: inherit;
  }
  .none {
    color: var(--vscode-descriptionForeground);
  }
  .actions {
    display: flex;
    flex-wrap: wrap;
    gap: 0.5em;
    margin-top: 0.5em;
  }
  vscode-button {
    max-width: 100%;
  }
  vscode-button::part(base) {
    text-align: center;
    white-space: normal;
  }
  .message {
    padding: 0.25em 0;
    color: var(--vscode-descriptionForeground);
  }
  .message.error {
    color: var(--vscode-errorForeground);
  }
  .accepted {
    margin-top: 1em;
    padding-left: 0.75em;
    border-left: 2px solid var(--vscode-focusBorder);
    white-space: pre-wrap;
  }
  .status {
    margin-top: 0.5em;
  }
  .status:empty {
    margin-top: 0;
  }
  .status.error {
    color: var(--vscode-errorForeground);
  }
`;
