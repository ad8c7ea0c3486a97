/** What every pair of a host and a webview has in common: messages are a union by `type`, parsed where they arrive. */
import type * as z from 'zod/mini';

/** One handler a message; leaving one out is a compile error. */
export type MessageHandlers<M extends { readonly type: string }> = {
  readonly [T in M['type']]: (message: Extract<M, { type: T }>) => void;
};

/** The message, or undefined where it is none. A value that the schema itself stumbles over (`length` an object) is none. */
export function messageIn<M>(schema: z.ZodMiniType<M>, raw: unknown): M | undefined {
  try {
    const parsed = schema.safeParse(raw);
    return parsed.success ? parsed.data : undefined;
  } catch {
    return undefined;
  }
}

/** Takes whatever was posted and hands it to its handler; false, and nothing done, when it is no message. */
export function receiver<M extends { readonly type: string }>(schema: z.ZodMiniType<M>, handlers: MessageHandlers<M>) {
  return (raw: unknown): boolean => {
    const message = messageIn(schema, raw);
    if (message === undefined) return false;
    const handle = handlers[message.type as M['type']] as (message: M) => void;
    handle(message);
    return true;
  };
}
