import { execFile } from 'node:child_process';
import { realpath, stat } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
import { CallToolRequestSchema, ListToolsRequestSchema, type Tool } from '@modelcontextprotocol/sdk/types.js';
import { inputSchema, toolWords } from './ask/agentTools.ts';
import { toolNames } from './ask/toolNames.ts';
import { answerAgent } from './flow/answering.ts';
import { protectionOf } from './flow/protection.ts';
import { packageVersion } from './host/packageVersion.ts';
import { createLineTransport } from './mcp/lineTransport.ts';
import { err, type Failure, ok, type Result } from './model/result.ts';
import { takeTurns } from './model/turns.ts';
import { createGateTwo } from './sanitize/gateTwo.ts';

const run = promisify(execFile);

/** What the server tells of itself: the JSON document of `mirror mcp --json`. */
export interface McpDescription {
  readonly name: string;
  readonly version: string;
  readonly root: string;
  readonly tools: readonly Tool[];
}

const instructions =
  'Answers from what people recorded and accepted in this repository. Ask search_context when a command fails or before a risky step, get_procedure before you perform a known workflow, and report_gap once for each fact you needed and found nowhere. What it quotes comes from files of the repository.';

/** The tools as the protocol lists them. */
function tools(): Tool[] {
  return toolNames.map((name) => {
    const { title, description, readOnly } = toolWords[name];
    return {
      name,
      title,
      description,
      inputSchema: inputSchema(name) as Tool['inputSchema'],
      annotations: {
        title,
        readOnlyHint: readOnly,
        destructiveHint: false,
        idempotentHint: true,
        openWorldHint: false,
      },
    };
  });
}

/** What `mirror mcp` would serve; without a root, of the repository that the current folder is in. */
export async function describeMcp(root: string | undefined): Promise<Result<McpDescription, Failure<'no-root'>>> {
  const found = await servedRoot(root);
  return found.ok ? ok({ name: 'mirror', version: await packageVersion(), root: found.value, tools: tools() }) : found;
}

/** Serves context to agents over the Model Context Protocol, until the input ends. Nothing outside the root is read. */
export async function serveMcp(
  root: string | undefined,
  input: NodeJS.ReadableStream,
  output: NodeJS.WritableStream,
): Promise<Result<undefined, Failure<'no-root'>>> {
  const found = await servedRoot(root);
  if (!found.ok) return found;
  const ports = { root: found.value, gate: () => openGate(found.value), now: Date.now };
  const { server } = new McpServer(
    { name: 'mirror', title: 'Mirror', version: await packageVersion() },
    { capabilities: { tools: {} }, instructions },
  );
  server.setRequestHandler(ListToolsRequestSchema, () => ({ tools: tools() }));
  // How much may be reported is counted before each report: calls that come together are answered one by one.
  const inTurn = takeTurns();
  server.setRequestHandler(CallToolRequestSchema, async ({ params }) => {
    const { text, failed } = await inTurn(() =>
      answerAgent(ports, params.name, params.arguments, server.getClientVersion()?.name),
    );
    return { content: [{ type: 'text' as const, text }], ...(failed ? { isError: true } : {}) };
  });
  const closed = new Promise<undefined>((done) => {
    server.onclose = () => done(undefined);
  });
  await server.connect(createLineTransport(input, output));
  return ok(await closed);
}

/**
 * Absolute, links resolved. An agent may start the server anywhere in a repository: without a root given it is the
 * nearest folder with notes, up to the top of the repository, else that top.
 */
async function servedRoot(root: string | undefined): Promise<Result<string, Failure<'no-root'>>> {
  const folder = resolve(root ?? '.');
  const there = await stat(folder).catch(() => undefined);
  if (!there?.isDirectory()) return err({ code: 'no-root', message: `${root ?? folder} is no folder` });
  const real = await realpath(folder);
  if (root !== undefined) return ok(real);
  const git = await run('git', ['-C', real, 'rev-parse', '--show-toplevel'], { timeout: 5000 }).catch(() => undefined);
  const top = git ? await realpath(git.stdout.trim()) : real;
  for (let at = real; at.length >= top.length; at = dirname(at)) {
    if (await stat(join(at, '.mirror')).catch(() => undefined)) return ok(at);
    if (at === dirname(at)) break;
  }
  return ok(top);
}

/** Milliseconds. No editor waits here: the deadline only ends what would never end. */
const deadlineMs = 5000;

/** Read afresh: secrets in `.env` files change while a server runs. */
async function openGate(root: string): Promise<(text: string) => string> {
  const given = { ...(await protectionOf(root)), now: () => performance.now(), deadlineMs };
  return (text) => {
    const clean = createGateTwo(given).text(text);
    return clean.blocked ? '' : clean.text;
  };
}
