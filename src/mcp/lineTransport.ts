import type { Transport } from '@modelcontextprotocol/sdk/shared/transport.js';
import {
  CancelledNotificationSchema,
  type JSONRPCMessage,
  JSONRPCMessageSchema,
} from '@modelcontextprotocol/sdk/types.js';

/** Bytes of one message. Every tool's input is a few hundred; what is longer is refused before it is read as JSON. */
export const longestMessage = 1024 * 1024;

/** JSON-RPC 2.0, section 5.1. */
const parseError = -32700;
const invalidRequest = -32600;

/**
 * The protocol's stdio transport for a peer that may send anything: one message a line, each line of bounded length.
 * The SDK's own transport drops what it cannot read without a word; here the peer gets the JSON-RPC error, and the
 * connection goes on.
 */
export function createLineTransport(input: NodeJS.ReadableStream, output: NodeJS.WritableStream): Transport {
  const chunks: Buffer[] = [];
  let held = 0;
  /** The rest of a line that was too long is passed over. */
  let skipping = false;
  let closed = false;
  let ended = false;
  /** Requests that are not answered yet: a peer that ends its input still gets their answers. */
  const waiting = new Set<string | number>();

  const transport: Transport = {
    async start() {
      input.on('data', onData);
      input.on('end', onEnd);
      input.on('error', close);
      output.on('error', close);
    },
    async send(message) {
      await send(message);
      if ('id' in message && !('method' in message) && message.id !== undefined) waiting.delete(message.id);
      if (ended) onEnd();
    },
    async close() {
      close();
    },
  };

  function close(): void {
    if (closed) return;
    closed = true;
    input.off('data', onData);
    input.pause();
    transport.onclose?.();
  }

  function onEnd(): void {
    if (!ended) {
      // A peer that writes one message and closes may leave out its newline.
      ended = true;
      takeLine();
    }
    if (waiting.size === 0) close();
  }

  function onData(data: Buffer | string): void {
    const bytes = typeof data === 'string' ? Buffer.from(data) : data;
    let from = 0;
    for (let end = bytes.indexOf(10); end !== -1; end = bytes.indexOf(10, from)) {
      hold(bytes.subarray(from, end));
      from = end + 1;
      takeLine();
    }
    hold(bytes.subarray(from));
  }

  function takeLine(): void {
    const line = skipping || held === 0 ? '' : Buffer.concat(chunks).toString('utf8');
    release();
    skipping = false;
    if (line.trim() !== '') receive(line);
  }

  function hold(part: Buffer): void {
    if (skipping || part.length === 0) return;
    held += part.length;
    if (held <= longestMessage) {
      chunks.push(part);
      return;
    }
    release();
    skipping = true;
    refuse(undefined, invalidRequest, `message longer than ${longestMessage} bytes`);
  }

  function release(): void {
    chunks.length = 0;
    held = 0;
  }

  function receive(line: string): void {
    let data: unknown;
    try {
      data = JSON.parse(line);
    } catch {
      refuse(undefined, parseError, 'not JSON');
      return;
    }
    const message = JSONRPCMessageSchema.safeParse(data);
    if (!message.success) {
      refuse(idOf(data), invalidRequest, 'not a JSON-RPC 2.0 message');
      return;
    }
    if ('id' in message.data && 'method' in message.data) waiting.add(message.data.id);
    transport.onmessage?.(message.data);
    // What was cancelled is never answered: nobody waits for it any more.
    const cancelled = CancelledNotificationSchema.safeParse(message.data);
    if (cancelled.success && cancelled.data.params.requestId !== undefined)
      waiting.delete(cancelled.data.params.requestId);
  }

  function refuse(id: string | number | undefined, code: number, message: string): void {
    void send({ jsonrpc: '2.0', id: id ?? null, error: { code, message } });
  }

  /** Resolves when the line is handed on; a peer that went away is no error. */
  function send(message: JSONRPCMessage | Refusal): Promise<void> {
    return new Promise((resolve) => {
      output.write(`${JSON.stringify(message)}\n`, () => resolve());
    });
  }

  return transport;
}

/** The id is null where none could be read. */
interface Refusal {
  readonly jsonrpc: '2.0';
  readonly id: string | number | null;
  readonly error: { readonly code: number; readonly message: string };
}

function idOf(data: unknown): string | number | undefined {
  if (typeof data !== 'object' || data === null || !('id' in data)) return undefined;
  return typeof data.id === 'string' || typeof data.id === 'number' ? data.id : undefined;
}
