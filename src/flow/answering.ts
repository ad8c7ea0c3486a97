import { isAbsolute } from 'node:path';
import { isToolName, type ToolInput, toolInputs } from '../ask/agentTools.ts';
import type { Answer } from '../ask/answers.ts';
import { explainNote, getProcedure, listWorkflows, searchContext } from '../ask/answers.ts';
import { admissionText, admit } from '../ask/reports.ts';
import { type ToolName, toolNames } from '../ask/toolNames.ts';
import { visibleText } from '../context/plainText.ts';
import { openAgentReports } from '../host/agentReports.ts';
import { pathInside } from '../host/insidePath.ts';
import { openRepository } from '../host/repository.ts';
import type { AgentReport } from '../model/agentReport.ts';
import { materialOf } from './material.ts';

export interface AnsweringPorts {
  /** Absolute path of the repository; nothing outside is read. */
  readonly root: string;
  /** Gate two: what an agent is told may go to a model elsewhere. Empty where a text cannot be examined. */
  readonly gate: () => Promise<(text: string) => string>;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

/** What an agent that asks is answered; `agent` is its name for itself. Wrong input is an answer that says so. */
export async function answerAgent(
  ports: AnsweringPorts,
  tool: string,
  input: unknown,
  agent?: string,
): Promise<Answer> {
  if (!isToolName(tool)) return failed(`There is no tool of that name: there is ${toolNames.join(', ')}.`);
  const gate = await ports.gate();
  const given = parsed(tool, input);
  if (!given.ok) return failed(given.message);
  const answer = await answered(ports, given.input, gate, agent);
  const text = gate(visibleText(answer.text));
  if (text === '') return failed('The answer could not be examined for secrets in time and is withheld.');
  return { ...answer, text };
}

type Given = { readonly [N in ToolName]: { readonly tool: N; readonly input: ToolInput<N> } }[ToolName];

function parsed(tool: ToolName, input: unknown): { ok: true; input: Given } | { ok: false; message: string } {
  const read = toolInputs[tool].safeParse(input ?? {});
  if (read.success) return { ok: true, input: { tool, input: read.data } as Given };
  const [issue] = read.error.issues;
  const where = issue?.path.length ? `"${issue.path.join('.')}": ` : '';
  const message = `Wrong input for ${tool}: ${where}${issue?.message ?? 'unreadable'}`;
  return { ok: false, message: message.length > 300 ? `${message.slice(0, 300)}…` : message };
}

async function answered(
  ports: AnsweringPorts,
  { tool, input }: Given,
  gate: (text: string) => string,
  agent: string | undefined,
): Promise<Answer> {
  if (tool === 'report_gap') return reportGap(ports, input, gate, agent);
  const path = tool === 'search_context' && input.path !== undefined ? pathInside(ports.root, input.path) : undefined;
  if (tool === 'search_context' && input.path !== undefined && path === undefined)
    return failed('"path" leads outside this repository: name a file below its root.');
  const material = materialOf(await openRepository(ports.root));
  switch (tool) {
    case 'list_workflows':
      return listWorkflows(material, input);
    case 'get_procedure':
      return getProcedure(material, input);
    case 'search_context':
      return searchContext(material, { ...input, path });
    case 'explain_note':
      return explainNote(material, input);
  }
}

/** Keeps what an agent lacked, sanitized, where the extension and the command line find it. */
async function reportGap(
  { root, now }: AnsweringPorts,
  input: ToolInput<'report_gap'>,
  gate: (text: string) => string,
  agent: string | undefined,
): Promise<Answer> {
  const clean = (text: string) => gate(visibleText(text).replace(/\s+/g, ' ').trim());
  const missing = clean(input.missing);
  if (missing === '') return failed('"missing" could not be examined for secrets: say it in plain words.');
  const where = input.where === undefined ? '' : clean(relativeWhere(root, input.where));
  const purpose = input.purpose === undefined ? '' : clean(input.purpose);
  const name = agent === undefined ? '' : clean(agent.slice(0, 100));
  const report: AgentReport = {
    workflow: input.workflow === undefined ? '' : clean(input.workflow),
    missing,
    ...(where === '' ? {} : { where }),
    ...(purpose === '' ? {} : { purpose }),
    ...(name === '' ? {} : { agent: name }),
  };
  const store = openAgentReports(root);
  const admission = admit(await store.read(), report, now());
  if (admission === 'new' || admission === 'again') {
    const kept = await store.add({ at: new Date(now()).toISOString(), ...report });
    if (!kept.ok) return failed(`Not noted: ${kept.error.message}.`);
  }
  return admissionText(admission);
}

/** A file inside the repository by its path there: absolute paths tell of the machine. */
function relativeWhere(root: string, where: string): string {
  return isAbsolute(where) ? (pathInside(root, where) ?? where) : where;
}

function failed(text: string): Answer {
  return { text, failed: true };
}
