import { err, ok } from '../model/result.ts';
import { cancelled, longestAnswer, noAnswer, tooLong } from './failures.ts';
import type { LanguageModel, RefineFailure } from './port.ts';

/** The parts of `vscode.lm` and its neighbours that are used, so that no editor is needed to test it. */
export interface LanguageModelHost<Message, Token> {
  selectChatModels(selector?: {
    readonly vendor?: string;
    readonly family?: string;
  }): PromiseLike<readonly ChatModel<Message, Token>[]>;
  userMessage(text: string): Message;
  /** A token that is cancelled with the signal. */
  token(signal: AbortSignal): Token;
}

export interface ChatModel<Message, Token> {
  readonly id: string;
  sendRequest(
    messages: Message[],
    options: { readonly justification?: string },
    token?: Token,
  ): PromiseLike<{ readonly text: AsyncIterable<string> }>;
}

/**
 * The editor's own language models. The first request asks the person for
 * consent, so it is made from a person's action only.
 */
export function vscodeModel<Message, Token>(
  host: LanguageModelHost<Message, Token>,
  selector?: { readonly vendor?: string; readonly family?: string },
): LanguageModel {
  return {
    name: `vscode ${selector?.vendor ?? ''} ${selector?.family ?? ''}`.trimEnd(),
    async ask(question, signal, onAnswer) {
      try {
        const [model] = await host.selectChatModels(selector);
        if (!model)
          return err({
            code: 'no-key',
            message: 'the editor offers no language model: sign in to one, or go on without',
          });
        const message = host.userMessage(`${question.instructions}\n\n${question.material}`);
        const response = await model.sendRequest(
          [message],
          { justification: 'Mirror rephrases the notes you chose.' },
          host.token(signal),
        );
        let answer = '';
        for await (const part of response.text) {
          if (signal.aborted) return err(cancelled());
          answer += part;
          onAnswer?.(answer.length);
          if (answer.length > longestAnswer) return err(tooLong());
        }
        return answer === '' ? err(noAnswer()) : ok(answer);
      } catch (error) {
        return err(signal.aborted ? cancelled() : failureOf(error));
      }
    },
  };
}

/** The codes of `LanguageModelError`, told by name: its class is the editor's. */
function failureOf(error: unknown): RefineFailure {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (code === 'NoPermissions')
    return { code: 'refused', message: 'the editor was not allowed to ask the model; allow it, or go on without' };
  if (code === 'Blocked')
    return { code: 'overloaded', message: 'the model is blocked or its quota is used up: try again later' };
  if (code === 'NotFound')
    return { code: 'no-key', message: 'the language model is not there any more: choose another one' };
  return { code: 'offline', message: 'the language model did not answer: check its provider, then try again' };
}
