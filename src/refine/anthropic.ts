import type Anthropic from '@anthropic-ai/sdk';
import { err, ok, type Result } from '../model/result.ts';
import type { LanguageModel, Question, RefineFailure } from './port.ts';

export interface AnthropicOptions {
  /** From the secret storage; absent or empty: nobody is asked. */
  readonly apiKey: string | undefined;
  readonly model: string;
  /** A server that speaks the Messages API; absent: Anthropic's. */
  readonly baseUrl?: string;
  /** Tries after the first on 429, 5xx and lost connections, with back-off. */
  readonly maxRetries?: number;
  readonly timeoutMs?: number;
}

/** A model behind the Messages API. The SDK is loaded when the first question is asked. */
export function anthropicModel(options: AnthropicOptions): LanguageModel {
  return {
    async ask(question, signal) {
      const { apiKey } = options;
      if (apiKey === undefined || apiKey.trim() === '') {
        return err({ code: 'no-key', message: 'no key for Anthropic is stored: set one, or go on without a model' });
      }
      const sdk = await import('@anthropic-ai/sdk');
      const client = new sdk.default({
        apiKey,
        // Nothing is taken from the environment: what is asked, and where, is what the person set.
        authToken: null,
        baseURL: options.baseUrl ?? 'https://api.anthropic.com',
        maxRetries: options.maxRetries ?? 3,
        timeout: options.timeoutMs ?? 120_000,
        logLevel: 'off',
      });
      try {
        return textOf(await client.messages.create(requestOf(options.model, question), { signal }));
      } catch (error) {
        return err(failureOf(sdk, error));
      }
    },
  };
}

function requestOf(model: string, question: Question): Anthropic.MessageCreateParamsNonStreaming {
  return {
    model,
    max_tokens: question.maxTokens,
    system: question.instructions,
    messages: [{ role: 'user', content: question.material }],
  };
}

function textOf(message: Anthropic.Message): Result<string, RefineFailure> {
  if (message.stop_reason === 'refusal') {
    return err({ code: 'refused', message: 'the model declined to answer; nothing was changed' });
  }
  // A proxy may answer anything with 200: the shape is not taken on trust.
  const blocks: unknown = message.content;
  const text = Array.isArray(blocks)
    ? blocks
        .map((block: { type?: unknown; text?: unknown }) =>
          block?.type === 'text' && typeof block.text === 'string' ? block.text : '',
        )
        .join('')
    : '';
  if (text === '') return err({ code: 'bad-answer', message: 'the model gave no answer; nothing was changed' });
  return ok(text);
}

function failureOf(sdk: typeof import('@anthropic-ai/sdk'), error: unknown): RefineFailure {
  if (error instanceof sdk.APIUserAbortError)
    return { code: 'cancelled', message: 'rephrasing was cancelled; nothing was changed' };
  if (error instanceof sdk.APIConnectionError) {
    return {
      code: 'offline',
      message: 'the model cannot be reached: check the connection and the address in the settings',
    };
  }
  const status = error instanceof sdk.APIError ? error.status : undefined;
  if (status === 401) return { code: 'no-key', message: 'the stored key was not accepted: set another one' };
  if (status === 429 || status === 529 || (status !== undefined && status >= 500)) {
    return { code: 'overloaded', message: `the model is too busy or has a fault (status ${status}): try again later` };
  }
  if (status !== undefined)
    return {
      code: 'refused',
      message: `the request was refused (status ${status}): check the model's name and what the key may do`,
    };
  return {
    code: 'bad-answer',
    message: 'the server did not answer in the form of the Messages API; nothing was changed',
  };
}
