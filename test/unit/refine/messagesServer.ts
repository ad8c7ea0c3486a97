import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface MessagesServer {
  readonly url: string;
  /** Bodies of the requests so far. */
  readonly asked: readonly string[];
  close(): Promise<void>;
}

export type Reply = (response: ServerResponse, times: number) => void;

/** A local server in the place of the Messages API; `reply` gets the number of the request, from 1. */
export async function messagesServer(reply: Reply): Promise<MessagesServer> {
  const asked: string[] = [];
  const server = createServer((request: IncomingMessage, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      asked.push(Buffer.concat(chunks).toString('utf8'));
      reply(response, asked.length);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    asked,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

export function answerWith(text: string): Reply {
  return (response) => sendMessage(response, text);
}

export function sendMessage(response: ServerResponse, text: string, stopReason = 'end_turn'): void {
  send(response, 200, {
    id: 'msg_1',
    type: 'message',
    role: 'assistant',
    model: 'test',
    content: [{ type: 'text', text }],
    stop_reason: stopReason,
    stop_sequence: null,
    usage: { input_tokens: 1, output_tokens: 1 },
  });
}

/** An answer in parts, as the API streams it; `cut` breaks the connection instead of ending it. */
export function streamMessage(
  response: ServerResponse,
  parts: readonly string[],
  options: { readonly cut?: boolean; readonly stopReason?: string; readonly silent?: boolean } = {},
): void {
  const event = (type: string, more: object): string =>
    `event: ${type}\ndata: ${JSON.stringify({ type, ...more })}\n\n`;
  response.writeHead(200, { 'content-type': 'text/event-stream' });
  const message = { id: 'msg_1', type: 'message', role: 'assistant', model: 'test', content: [], usage: {} };
  response.write(event('message_start', { message }));
  response.write(event('content_block_start', { index: 0, content_block: { type: 'text', text: '' } }));
  for (const text of parts) {
    response.write(event('content_block_delta', { index: 0, delta: { type: 'text_delta', text } }));
  }
  if (options.silent) return;
  if (options.cut) {
    setTimeout(() => response.destroy(), 50);
    return;
  }
  const delta = { stop_reason: options.stopReason ?? 'end_turn', stop_sequence: null };
  response.write(event('content_block_stop', { index: 0 }));
  response.write(event('message_delta', { delta, usage: {} }));
  response.end(event('message_stop', {}));
}

/** The API's way to fail in the middle of an answer. */
export function streamError(response: ServerResponse, type: string): void {
  response.writeHead(200, { 'content-type': 'text/event-stream' });
  response.end(`event: error\ndata: ${JSON.stringify({ type: 'error', error: { type, message: type } })}\n\n`);
}

export function sendError(response: ServerResponse, status: number, type: string): void {
  response.setHeader('retry-after-ms', '1');
  send(response, status, { type: 'error', error: { type, message: type } });
}

function send(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(JSON.stringify(body));
}
