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

export function sendError(response: ServerResponse, status: number, type: string): void {
  response.setHeader('retry-after-ms', '1');
  send(response, status, { type: 'error', error: { type, message: type } });
}

function send(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(JSON.stringify(body));
}
