import type Anthropic from '@anthropic-ai/sdk';
import { err, ok, type Result } from '../model/result.ts';
import { answerJsonSchema } from './answer.ts';
import { cancelled, longestAnswer, noAnswer, tooLong } from './failures.ts';
import type { LanguageModel, OnAnswer, Question, RefineFailure } from './port.ts';

export interface AnthropicOptions {
  /** From the secret storage; absent or empty: nobody is asked. */
  readonly apiKey: string | undefined;
  readonly model: string;
  /** A server that speaks the Messages API; absent: Anthropic's. */
  readonly baseUrl?: string;
  /** Tries after the first on 429, 5xx and lost connections, with back-off. */
  readonly maxRetries?: number;
  /** For the first answer to a request, in milliseconds. */
  readonly timeoutMs?: number;
  /** Between two parts of an answer that has begun, in milliseconds. */
  readonly silenceMs?: number;
}

type Sdk = typeof import('@anthropic-ai/sdk');

/** What of a message is read. A proxy may answer anything with 200: the shape is not taken on trust. */
interface Answered {
  readonly text: string;
  readonly stopReason: string | undefined;
}

const anthropicUrl = 'https://api.anthropic.com';
/** A model behind the Messages API, answering as a stream. The SDK is loaded when the first question is asked. */
export function anthropicModel(options: AnthropicOptions): LanguageModel {
  const { model, baseUrl = anthropicUrl } = options;
  return {
    name: `anthropic ${model} ${baseUrl}`,
    async ask(question, signal, onAnswer) {
      const { apiKey } = options;
      if (apiKey === undefined || apiKey.trim() === '') {
        return err({ code: 'no-key', message: 'no key for Anthropic is stored: set one, or go on without a model' });
      }
      // By its name: the default of a bundle that is required is the whole module.
      const sdk = await import('@anthropic-ai/sdk');
      const client = new sdk.Anthropic({
        apiKey,
        // Nothing is taken from the environment: what is asked, and where, is what the person set.
        authToken: null,
        baseURL: baseUrl,
        maxRetries: options.maxRetries ?? 3,
        timeout: options.timeoutMs ?? 120_000,
        logLevel: 'off',
      });
      const silence = silenceWatch(signal, options.silenceMs ?? 60_000);
      try {
        // Other servers that speak the API may know no structured output: there the instructions have to do.
        const format = baseUrl === anthropicUrl;
        const answered = await answerOf(client, requestOf(model, question, format), silence, onAnswer);
        // Cancelled, the SDK ends a stream as if it were over.
        return stopped(signal, silence) ?? readableAnswer(answered);
      } catch (error) {
        const isBroken = silence.begun() && !(error instanceof sdk.AnthropicError);
        return stopped(signal, silence) ?? err(isBroken ? brokenOff() : failureOf(sdk, error));
      } finally {
        silence.dispose();
      }
    },
  };
}

function requestOf(model: string, question: Question, format: boolean): Anthropic.MessageCreateParamsStreaming {
  return {
    model,
    max_tokens: question.maxTokens,
    system: question.instructions,
    messages: [{ role: 'user', content: question.material }],
    stream: true,
    ...(format ? { output_config: { format: { type: 'json_schema', schema: answerJsonSchema() } } } : {}),
  };
}

async function answerOf(
  client: Anthropic,
  request: Anthropic.MessageCreateParamsStreaming,
  silence: SilenceWatch,
  onAnswer: OnAnswer | undefined,
): Promise<Answered> {
  const { data, response } = await client.messages.create(request, { signal: silence.signal }).withResponse();
  silence.heard();
  // A server may not know how to stream, and answer all at once.
  if (!/event-stream/.test(response.headers.get('content-type') ?? '')) return wholeAnswer(await response.json());
  let text = '';
  let stopReason: string | undefined;
  for await (const event of data) {
    silence.heard();
    if (event.type === 'content_block_delta' && event.delta.type === 'text_delta') text += event.delta.text;
    if (event.type === 'message_delta') stopReason = event.delta.stop_reason ?? undefined;
    if (text.length > longestAnswer) break;
    onAnswer?.(text.length);
  }
  return { text, stopReason };
}

function wholeAnswer(message: unknown): Answered {
  const { content, stop_reason } = (typeof message === 'object' && message ? message : {}) as Record<string, unknown>;
  const blocks = Array.isArray(content) ? content : [];
  const text = blocks
    .map((block: { type?: unknown; text?: unknown } | null) =>
      block?.type === 'text' && typeof block.text === 'string' ? block.text : '',
    )
    .join('');
  return { text, stopReason: typeof stop_reason === 'string' ? stop_reason : undefined };
}

function readableAnswer({ text, stopReason }: Answered): Result<string, RefineFailure> {
  if (stopReason === 'refusal') {
    return err({ code: 'refused', message: 'the model declined to answer; nothing was changed' });
  }
  if (text === '') return err(noAnswer());
  if (text.length > longestAnswer || stopReason === 'max_tokens') {
    return err(tooLong());
  }
  if (stopReason === undefined) {
    return err(brokenOff());
  }
  return ok(text);
}

function brokenOff(): RefineFailure {
  return { code: 'bad-answer', message: 'the answer broke off before its end; nothing was changed' };
}

interface SilenceWatch {
  readonly signal: AbortSignal;
  /** Something came: the time begins anew. */
  heard(): void;
  /** Something came at all. */
  begun(): boolean;
  passed(): boolean;
  dispose(): void;
}

/** Cancels when the person does, and when an answer that has begun does not go on. */
function silenceWatch(signal: AbortSignal, silenceMs: number): SilenceWatch {
  const silent = new AbortController();
  let timer: ReturnType<typeof setTimeout> | undefined;
  return {
    signal: AbortSignal.any([signal, silent.signal]),
    heard() {
      clearTimeout(timer);
      timer = setTimeout(() => silent.abort(), silenceMs);
    },
    begun: () => timer !== undefined,
    passed: () => silent.signal.aborted,
    dispose: () => clearTimeout(timer),
  };
}

function stopped(signal: AbortSignal, silence: SilenceWatch): Result<never, RefineFailure> | undefined {
  if (signal.aborted) return err(cancelled());
  return silence.passed()
    ? err({ code: 'offline', message: 'the model stopped in the middle of its answer; nothing was changed' })
    : undefined;
}

function failureOf(sdk: Sdk, error: unknown): RefineFailure {
  if (error instanceof sdk.APIUserAbortError) return cancelled();
  if (error instanceof sdk.APIConnectionError) {
    return {
      code: 'offline',
      message: 'the model cannot be reached: check the connection and the address in the settings',
    };
  }
  const status = error instanceof sdk.APIError ? error.status : undefined;
  // In the middle of a stream an error has a type and no status.
  const type = error instanceof sdk.APIError ? error.type : undefined;
  if (status === 401) return { code: 'no-key', message: 'the stored key was not accepted: set another one' };
  const isBusy = status === 429 || (status !== undefined && status >= 500);
  if (isBusy || type === 'overloaded_error' || type === 'api_error' || type === 'rate_limit_error') {
    return {
      code: 'overloaded',
      message: `the model is too busy or has a fault (${status ?? type}): try again later`,
    };
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
