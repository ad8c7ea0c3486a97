import { html, nothing, type TemplateResult } from 'lit';
import { ifDefined } from 'lit/directives/if-defined.js';
import { keyed } from 'lit/directives/keyed.js';
import { live } from 'lit/directives/live.js';
import { repeat } from 'lit/directives/repeat.js';
import type { Layer } from '../src/model/note.ts';
import { type GapDetail, maxAnswerLength, type PanelState, type PanelWords } from '../src/views/protocol.ts';

export interface Draft {
  readonly text: string;
  readonly layer: Layer;
}

/** What is under way with the answer: `sending` until the host says what became of it. */
export type Sending = 'no' | 'sending' | 'kept' | 'missing';

export interface GapViewModel {
  readonly state: PanelState;
  readonly words: PanelWords;
  readonly draft: Draft;
  readonly sending: Sending;
}

export interface GapViewActions {
  readonly edit: (draft: Draft) => void;
  readonly accept: () => void;
  readonly dismiss: () => void;
  readonly ask: () => void;
  readonly apply: () => void;
  readonly retry: () => void;
  readonly openEvidence: (index: number) => void;
}

const layers: readonly Layer[] = ['working', 'project', 'organization'];

function evidenceList({ evidence }: GapDetail, words: PanelWords, actions: GapViewActions): TemplateResult {
  return html`<h2 id="evidence">${words.evidence}</h2>
    ${
      evidence.length === 0
        ? html`<p class="none">${words.noEvidence}</p>`
        : html`<ol class="evidence" aria-labelledby="evidence">
          ${repeat(
            evidence,
            (_, index) => index,
            ({ label, excerpt }, index) =>
              html`<li>
                <button type="button" @click=${() => actions.openEvidence(index)}>
                  <span class="where">${label}</span>
                  <code>${excerpt}</code>
                </button>
              </li>`,
          )}
        </ol>`
    }`;
}

function statusText(sending: Sending, words: PanelWords): string {
  switch (sending) {
    case 'no':
      return '';
    case 'sending':
      return words.accepting;
    case 'kept':
      return words.notAccepted;
    case 'missing':
      return words.answerMissing;
  }
}

function answerForm({ words, draft, sending }: GapViewModel, actions: GapViewActions): TemplateResult {
  const failed = sending === 'kept' || sending === 'missing';
  const type = (event: Event) => {
    if (event.target instanceof HTMLElement && 'value' in event.target) {
      actions.edit({ ...draft, text: String(event.target.value) });
    }
  };
  const choose = (event: Event) => {
    const chosen = layers.find((each) => event.target instanceof HTMLSelectElement && each === event.target.value);
    if (chosen) actions.edit({ ...draft, layer: chosen });
  };
  const acceptByKey = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    actions.accept();
  };
  return html`<div class="answering">
      <label for="answer">${words.answer}</label>
      <span class="holds">
        <label for="layer">${words.layer}</label>
        <select id="layer" @change=${choose}>
          ${layers.map(
            (layer) => html`<option value=${layer} .selected=${layer === draft.layer}>${words.layers[layer]}</option>`,
          )}
        </select>
      </span>
    </div>
    <vscode-textarea
      id="answer"
      rows="2"
      resize="vertical"
      .label=${words.answer}
      placeholder=${words.answerHint}
      maxlength=${maxAnswerLength}
      .value=${live(draft.text)}
      ?invalid=${failed}
      @input=${type}
      @keydown=${acceptByKey}
    ></vscode-textarea>
    <p class=${failed ? 'status error' : 'status'} role="status">${statusText(sending, words)}</p>
    <div class="actions">
      <vscode-button id="accept" ?disabled=${sending === 'sending'} @click=${actions.accept}>${words.accept}</vscode-button>
      <vscode-button id="ask" secondary @click=${actions.ask}>${words.ask}</vscode-button>
      <vscode-button id="dismiss" secondary @click=${actions.dismiss}>${words.dismiss}</vscode-button>
    </div>`;
}

function acceptedAnswer(answered: string, words: PanelWords, actions: GapViewActions): TemplateResult {
  return html`<p class="accepted">${answered}</p>
    <p class="status" role="status">${words.accepted}</p>
    <div class="actions"><vscode-button id="apply" @click=${actions.apply}>${words.apply}</vscode-button></div>`;
}

/** The question and its answer box come first: where the view is low, nothing else is seen without scrolling. */
function gapArticle(gap: GapDetail, model: GapViewModel, actions: GapViewActions): TemplateResult {
  const { words } = model;
  return html`<article aria-labelledby="question">
    <h1 id="question">${gap.question}</h1>
    ${gap.answered === undefined ? answerForm(model, actions) : acceptedAnswer(gap.answered, words, actions)}
    <p class="meta">
      <span class="severity ${gap.severity}">${gap.severityLabel}</span>
      <span>${gap.codeLabel}</span>
      ${gap.workflow === '' ? nothing : html`<span>${gap.workflow}</span>`}
    </p>
    ${gap.raises === undefined ? nothing : html`<p class="raises">${gap.raises}</p>`}
    ${gap.why === '' ? nothing : html`<h2 class="unseen">${words.why}</h2><p class="why">${gap.why}</p>`}
    ${evidenceList(gap, words, actions)}
    ${gap.askWhom === undefined ? nothing : html`<h2>${words.whoKnows}</h2><p>${gap.askWhom}</p>`}
    ${gap.subject === '' ? nothing : html`<h2>${words.subject}</h2><p><code>${gap.subject}</code></p>`}
  </article>`;
}

/** The whole webview. Everything that was recorded is bound as text: lit escapes it, nothing is parsed as HTML. */
export function gapView(model: GapViewModel, actions: GapViewActions): TemplateResult {
  const { state } = model;
  if (state.view === 'gap') return html`${keyed(state.gap.id, gapArticle(state.gap, model, actions))}`;
  const error = state.view === 'error';
  return html`<h1 class="unseen">${model.words.title}</h1>
    <p
    class=${error ? 'message error' : 'message'}
    role=${error ? 'alert' : 'status'}
    aria-busy=${ifDefined(state.view === 'loading' ? 'true' : undefined)}
  >
    ${state.message}
  </p>${
    state.view === 'error' && state.retry !== undefined
      ? html`<div class="actions"><vscode-button id="retry" @click=${actions.retry}>${state.retry}</vscode-button></div>`
      : nothing
  }`;
}
