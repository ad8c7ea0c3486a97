import { html, nothing, type TemplateResult } from 'lit';
import { ifDefined } from 'lit/directives/if-defined.js';
import { repeat } from 'lit/directives/repeat.js';
import type {
  DetailBlock,
  EventDetail,
  ReviewOutline,
  ReviewWords,
  RowAction,
  RowDetail,
  TextPart,
} from '../src/views/reviewProtocol.ts';

/** A row that is in sight; without `detail` it was asked for and has not come. */
export interface RowInSight {
  readonly row: number;
  readonly detail?: RowDetail;
  readonly level: 1 | 2;
  readonly position: number;
  readonly size: number;
  readonly expanded?: boolean;
}

export interface ReviewModel {
  readonly outline: ReviewOutline;
  readonly words: ReviewWords;
  readonly rows: readonly RowInSight[];
  readonly active: number | undefined;
  /** First and last row that are selected. */
  readonly range: readonly [number, number] | undefined;
  readonly detail: EventDetail | undefined;
  /** What can be done with what is selected. */
  readonly actions: readonly RowAction[];
  readonly hasSelection: boolean;
  readonly allFolded: boolean;
  /** What a search, or a jump, came to. */
  readonly said: string;
}

export interface ReviewActions {
  readonly select: (row: number, extend: boolean) => void;
  readonly toggle: (row: number) => void;
  readonly key: (event: KeyboardEvent) => void;
  readonly scroll: () => void;
  readonly act: (action: RowAction) => void;
  readonly redact: () => void;
  readonly restore: (placeholder: string) => void;
  readonly more: (block: number, offset: number) => void;
  readonly openText: () => void;
  readonly next: (what: 'redacted' | 'leftOut') => void;
  readonly foldAll: () => void;
  readonly find: (text: string) => void;
}

function rowText(parts: readonly TextPart[]): unknown[] {
  return parts.map((part) =>
    typeof part === 'string'
      ? part
      : html`<span class="mark" title=${part.reason}>${part.hidden}</span><span class="unseen"> (${part.reason})</span>`,
  );
}

function rowItem(each: RowInSight, model: ReviewModel, actions: ReviewActions): TemplateResult {
  const { row, detail, level, position, size, expanded } = each;
  const selected = model.range !== undefined && row >= model.range[0] && row <= model.range[1];
  return html`<div
    id=${`row-${row}`}
    class="row ${detail?.tone ?? 'aside'}${row === model.active ? ' active' : ''}"
    role="treeitem"
    aria-level=${level}
    aria-posinset=${position}
    aria-setsize=${size}
    aria-selected=${selected ? 'true' : 'false'}
    aria-expanded=${ifDefined(expanded === undefined ? undefined : expanded ? 'true' : 'false')}
    @click=${(event: MouseEvent) => actions.select(row, event.shiftKey)}
    @dblclick=${({ target }: MouseEvent) => {
      if (!(target instanceof Element && target.classList.contains('twist'))) actions.toggle(row);
    }}
  >
    <span class="unseen">${expanded === undefined ? (detail?.number ?? '') : model.words.step}</span>
    ${
      expanded === undefined
        ? html`<span class="time">${detail?.time ?? ''}</span>`
        : html`<span class="twist" aria-hidden="true" @click=${() => actions.toggle(row)}>${expanded ? '▾' : '▸'}</span>`
    }
    <span class="text">${detail ? rowText(detail.parts) : model.words.loading}</span>
    ${detail && detail.remark !== '' ? html`<span class="remark">${detail.remark}</span>` : nothing}
  </div>`;
}

function markButton(part: Exclude<TextPart, string>, { words }: ReviewModel, actions: ReviewActions): TemplateResult {
  return html`<button
    type="button"
    class="mark"
    title=${part.reason}
    aria-label=${`${part.hidden}, ${part.reason}. ${words.putBack}`}
    @click=${() => actions.restore(part.hidden)}
  >${part.hidden}</button>`;
}

function blockView(block: DetailBlock, index: number, model: ReviewModel, actions: ReviewActions): TemplateResult {
  const length = block.parts.reduce((sum, part) => sum + (typeof part === 'string' ? part : part.hidden).length, 0);
  return html`<h3>${block.label}</h3>
    <pre class=${block.tone}>${block.parts.map((part) =>
      typeof part === 'string' ? part : markButton(part, model, actions),
    )}</pre>
    ${
      block.rest === 0
        ? nothing
        : html`<vscode-button secondary @click=${() => actions.more(index, length)}>${model.words.more} (${block.rest})</vscode-button>`
    }`;
}

const actionOrder: readonly RowAction[] = ['keep', 'leaveOut', 'rename', 'join', 'cut', 'remove'];

function actionBar(model: ReviewModel, actions: ReviewActions): TemplateResult {
  const { words, outline } = model;
  return html`<div class="actions" role="group" aria-label=${words.actions}>
    ${
      outline.writable
        ? html`<vscode-button id="redact" @click=${actions.redact}>${
            model.hasSelection ? words.redactSelection : words.redact
          }</vscode-button>`
        : nothing
    }
    ${actionOrder
      .filter((action) => model.actions.includes(action))
      .map(
        (action) =>
          html`<vscode-button id=${action} secondary @click=${() => actions.act(action)}>${words[action]}</vscode-button>`,
      )}
    ${
      model.active === undefined
        ? nothing
        : html`<vscode-button id="openText" secondary @click=${actions.openText}>${words.openText}</vscode-button>`
    }
  </div>`;
}

function detailView(model: ReviewModel, actions: ReviewActions): TemplateResult {
  const { words, detail, range } = model;
  const many =
    range && range[1] > range[0] ? words.selected.replace('{0}', String(range[1] - range[0] + 1)) : undefined;
  return html`<section class="detail" tabindex="0" aria-label=${words.detail}>
    ${actionBar(model, actions)}
    ${
      many !== undefined
        ? html`<h2>${many}</h2>`
        : detail === undefined
          ? html`<p class="quiet">${words.nothingSelected}</p>`
          : html`<h2>${detail.title}</h2>
            ${detail.facts.length === 0 ? nothing : html`<p class="quiet">${detail.facts.join(' · ')}</p>`}
            ${detail.blocks.map((block, index) => blockView(block, index, model, actions))}`
    }
  </section>`;
}

function toolbar({ words, outline, allFolded, said }: ReviewModel, actions: ReviewActions): TemplateResult {
  const search = (event: KeyboardEvent) => {
    const field = event.target;
    if (event.key !== 'Enter' || !(field instanceof HTMLElement) || !('value' in field)) return;
    actions.find(String(field.value));
  };
  return html`<div class="toolbar">
    <vscode-textfield id="find" .label=${words.find} placeholder=${words.find} @keydown=${search}></vscode-textfield>
    <vscode-button id="nextRedacted" secondary ?disabled=${outline.redacted === 0} @click=${() => actions.next('redacted')}>${words.nextRedacted}</vscode-button>
    <vscode-button id="nextLeftOut" secondary ?disabled=${outline.leftOut === 0} @click=${() => actions.next('leftOut')}>${words.nextLeftOut}</vscode-button>
    <vscode-button id="fold" secondary @click=${actions.foldAll}>${allFolded ? words.expandAll : words.collapseAll}</vscode-button>
    <span class="said" role="status">${said}</span>
  </div>`;
}

/** The whole page. Everything that was recorded is bound as text: lit escapes it, nothing is parsed as HTML. */
export function reviewView(model: ReviewModel, actions: ReviewActions): TemplateResult {
  const { outline, words, active } = model;
  const inSight = active !== undefined && model.rows.some(({ row }) => row === active);
  return html`<header>
      <h1>${outline.title}</h1>
      <p class="quiet">${outline.facts}</p>
      ${outline.notice === '' ? nothing : html`<p class="notice">${outline.notice}</p>`}
      ${toolbar(model, actions)}
    </header>
    <div
      class="list"
      role="tree"
      tabindex="0"
      aria-label=${words.list}
      aria-multiselectable="true"
      aria-activedescendant=${ifDefined(inSight ? `row-${active}` : undefined)}
      @keydown=${actions.key}
      @scroll=${actions.scroll}
    >
      <div class="pad" role="none">${repeat(
        model.rows,
        ({ row }) => row,
        (each) => rowItem(each, model, actions),
      )}</div>
    </div>
    ${detailView(model, actions)}`;
}

/** What is shown while there is no recording to show. */
export function messageView(text: string, error: boolean): TemplateResult {
  return html`<h1 class="unseen">${document.title}</h1>
    <p class=${error ? 'message error' : 'message'} role=${error ? 'alert' : 'status'}>${text}</p>`;
}
