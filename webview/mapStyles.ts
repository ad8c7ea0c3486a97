import { css } from 'lit';
import { mapSizes } from '../src/views/mapProtocol.ts';

/** Only theme colours, so that every theme is right; nothing moves by itself. What the pages share is in `styles.ts`. */
export const mapStyles = css`
  body {
    margin: 0;
  }
  main {
    display: flex;
    flex-direction: column;
    box-sizing: border-box;
    height: 100vh;
    padding: 0.5em 1em;
  }
  h2,
  h3 {
    font-size: 1em;
  }
  h3 {
    margin: 1em 0 0;
    font-weight: 600;
  }
  .summary,
  .zoom {
    color: var(--vscode-descriptionForeground);
  }
  .toolbar {
    display: flex;
    flex-wrap: wrap;
    gap: 0.4em;
    align-items: center;
    margin: 0.5em 0;
  }
  .panes {
    display: flex;
    flex: 1;
    gap: 1em;
    min-height: 12em;
  }
  .map {
    flex: 1;
    min-width: 0;
    overflow: auto;
    border: 1px solid var(--vscode-contrastBorder, var(--vscode-widget-border, transparent));
    border-radius: 2px;
    background: var(--vscode-editor-background);
    cursor: grab;
  }
  .map.held {
    cursor: grabbing;
  }
  .plane {
    position: relative;
    margin: 0 auto;
    overflow: hidden;
  }
  .scaled {
    position: absolute;
    transform-origin: 0 0;
    contain: layout style;
  }
  .edges {
    position: absolute;
    inset: 0;
  }
  .edges path {
    fill: none;
    stroke: var(--vscode-foreground);
    stroke-width: 1.5;
    opacity: 0.75;
  }
  .edges .aside {
    stroke-dasharray: 2 3;
  }
  .edges text {
    fill: var(--vscode-foreground);
    font-size: 11px;
    paint-order: stroke;
    stroke: var(--vscode-editor-background);
    stroke-width: 4px;
  }
  /* What is out of sight is not laid out: a long map costs no more than what is seen of it. */
  .node {
    position: absolute;
    box-sizing: border-box;
    contain: strict;
    content-visibility: auto;
    padding: ${mapSizes.padY - 1}px ${mapSizes.padX - 1}px;
    overflow: hidden;
    border: 1px solid var(--vscode-contrastBorder, var(--vscode-descriptionForeground));
    border-radius: 4px;
    color: var(--vscode-foreground);
    background: var(--vscode-editorWidget-background, var(--vscode-editor-background));
    font-family: var(--vscode-editor-font-family, monospace);
    font-size: ${mapSizes.font}px;
    line-height: ${mapSizes.line}px;
    text-align: start;
    cursor: pointer;
  }
  .node .line {
    display: block;
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: pre;
  }
  .node .remark {
    color: var(--vscode-foreground);
    opacity: 0.85;
    font-family: var(--vscode-font-family);
    font-size: 11px;
  }
  .node.common {
    border-width: 2px;
    border-color: var(--vscode-contrastBorder, var(--vscode-foreground));
    padding: ${mapSizes.padY - 2}px ${mapSizes.padX - 2}px;
  }
  .node.failure {
    border-color: var(--vscode-errorForeground);
    border-left-width: 5px;
    padding-left: ${mapSizes.padX - 5}px;
  }
  .node.away {
    border-style: dashed;
  }
  .node.parameter {
    border-color: var(--vscode-textLink-foreground);
    border-radius: 14px;
  }
  .node:hover,
  .node[aria-current] {
    outline: 2px solid var(--vscode-focusBorder);
    outline-offset: 1px;
  }
  .node:focus-visible {
    outline: 3px solid var(--vscode-focusBorder);
    outline-offset: 1px;
  }
  aside {
    flex: 0 0 20em;
    overflow: auto;
  }
  aside h2 {
    margin: 0;
  }
  ul.facts {
    margin: 0.3em 0 0;
    padding-inline-start: 1.2em;
  }
  .list {
    flex: none;
    max-height: 45vh;
    margin-top: 0.5em;
    overflow: auto;
  }
  .list[open] {
    min-height: 8em;
  }
  summary {
    cursor: pointer;
  }
  .list ol,
  .list ul {
    margin: 0.25em 0;
    padding-inline-start: 2.2em;
  }
  button.link {
    padding: 0;
    border: 0;
    color: var(--vscode-textLink-foreground);
    background: none;
    font: inherit;
    text-align: start;
    vertical-align: top;
    cursor: pointer;
  }
  @media (max-width: 44em) {
    main {
      display: block;
      height: auto;
      padding: 0.5em;
    }
    .panes {
      display: block;
    }
    .map {
      height: 65vh;
    }
    aside,
    .list {
      max-height: none;
      margin-top: 1em;
    }
  }
`;
