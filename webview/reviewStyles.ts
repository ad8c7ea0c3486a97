import { css } from 'lit';

/** Only theme colours, so that every theme is right; sizes in `em`, so that zoom and font settings hold. */
export const reviewStyles = css`
  html,
  body {
    height: 100%;
    margin: 0;
    padding: 0;
  }
  body {
    color: var(--vscode-foreground);
    background: var(--vscode-editor-background);
    font-family: var(--vscode-font-family);
    font-size: var(--vscode-font-size);
  }
  main {
    --row: 1.75em;
    display: grid;
    box-sizing: border-box;
    height: 100%;
    min-height: 28em;
    padding: 0.75em 1em;
    gap: 0.75em;
    grid-template: auto minmax(8em, 3fr) minmax(10em, 2fr) / minmax(0, 1fr);
  }
  @media (min-width: 900px) {
    main {
      grid-template: auto minmax(0, 1fr) / minmax(0, 3fr) minmax(0, 2fr);
    }
    header {
      grid-column: 1 / -1;
    }
  }
  h1,
  h2,
  h3,
  p {
    margin: 0;
    overflow-wrap: anywhere;
  }
  h1 {
    font-size: 1.3em;
    font-weight: 600;
  }
  h2 {
    margin-top: 0.75em;
    font-size: 1em;
    font-weight: 600;
  }
  h3 {
    margin-top: 0.75em;
    font-size: 0.9em;
    font-weight: 600;
  }
  .unseen {
    position: absolute;
    width: 1px;
    height: 1px;
    overflow: hidden;
    clip-path: inset(50%);
  }
  .quiet,
  .remark,
  .time {
    color: var(--vscode-descriptionForeground);
  }
  .notice {
    margin-top: 0.35em;
    padding-inline-start: 0.6em;
    border-inline-start: 2px solid var(--vscode-focusBorder);
  }
  .toolbar,
  .actions {
    display: flex;
    flex-wrap: wrap;
    gap: 0.4em;
    align-items: center;
  }
  .toolbar {
    margin-top: 0.6em;
  }
  .toolbar vscode-textfield {
    flex: 1 1 10em;
    width: auto;
    max-width: 22em;
  }
  .list {
    overflow: auto;
    border: 1px solid var(--vscode-contrastBorder, var(--vscode-widget-border, transparent));
  }
  .pad {
    box-sizing: border-box;
    padding-top: var(--above, 0);
    height: var(--whole, auto);
  }
  .row {
    position: relative;
    display: flex;
    box-sizing: border-box;
    height: var(--row);
    padding: 0 0.5em;
    gap: 0.6em;
    align-items: center;
    border: 1px solid transparent;
    white-space: nowrap;
    cursor: pointer;
  }
  .row .time,
  .row .twist {
    flex: none;
    width: 4.2em;
    font-variant-numeric: tabular-nums;
    text-align: end;
  }
  .row .twist {
    width: 1em;
    text-align: center;
  }
  .row .text {
    flex: 0 1 auto;
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: pre;
  }
  .row .remark {
    flex: 0 2 auto;
    overflow: hidden;
    min-width: 3em;
    text-overflow: ellipsis;
    font-style: italic;
  }
  .row.work .text,
  .row.left-out .text,
  .row.aside .text {
    font-family: var(--vscode-editor-font-family, monospace);
    font-size: 0.95em;
  }
  .row.step {
    font-weight: 600;
  }
  .row.left-out .text {
    color: var(--vscode-descriptionForeground);
  }
  .row.aside .text,
  .row.state .text {
    color: var(--vscode-descriptionForeground);
  }
  .row.narration .text {
    font-style: italic;
  }
  .row.narration .text::before {
    content: '“';
  }
  .row.narration .text::after {
    content: '”';
  }
  .row.lost .text {
    color: var(--vscode-errorForeground);
  }
  .row[aria-selected='true'] {
    color: var(--vscode-list-inactiveSelectionForeground, var(--vscode-foreground));
    background: var(--vscode-list-inactiveSelectionBackground, transparent);
    border-color: var(--vscode-contrastActiveBorder, transparent);
  }
  .row[aria-selected='true'] :is(.text, .time, .remark) {
    color: inherit;
  }
  .list:focus-visible .row.active {
    outline: 1px solid var(--vscode-focusBorder);
    outline-offset: -1px;
  }
  :focus-visible {
    outline: 1px solid var(--vscode-focusBorder);
    outline-offset: -1px;
  }
  .mark {
    padding: 0 0.2em;
    border: 1px solid currentColor;
    border-radius: 3px;
    color: var(--vscode-textLink-foreground);
    background: none;
    font: inherit;
    text-decoration: none;
  }
  /* A row cuts a frame off above and below, and what is left of it looks like more brackets. */
  .row .mark {
    padding: 0;
    border: 0;
    text-decoration: underline;
  }
  button.mark {
    cursor: pointer;
  }
  .detail {
    overflow: auto;
    min-width: 0;
    padding: 0.5em;
    border: 1px solid var(--vscode-contrastBorder, var(--vscode-widget-border, transparent));
  }
  pre {
    margin: 0.35em 0;
    padding: 0.4em 0.6em;
    color: var(--vscode-foreground);
    background: var(--vscode-textCodeBlock-background, transparent);
    border-inline-start: 3px solid var(--vscode-widget-border, transparent);
    font-family: var(--vscode-editor-font-family, monospace);
    font-size: 0.95em;
    white-space: pre-wrap;
    overflow-wrap: anywhere;
  }
  pre.before {
    border-inline-start: 3px dashed var(--vscode-errorForeground, currentColor);
  }
  pre.after {
    border-inline-start: 3px solid var(--vscode-textLink-foreground, currentColor);
  }
  .message {
    padding: 1em;
  }
  .message.error {
    color: var(--vscode-errorForeground);
  }
`;
