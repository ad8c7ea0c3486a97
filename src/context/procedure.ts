import { dangerMark } from '../model/dangers.ts';
import type { Distilled } from '../model/distilled.ts';
import type { Note } from '../model/note.ts';
import type { Parameter } from '../model/process.ts';
import type { Step } from '../model/step.ts';
import { inlineMarkdown, visibleText } from './plainText.ts';
import { codeBlock, codeSpan } from './renderedLine.ts';
import { workflowKey } from './slug.ts';

/** What a workflow's recordings say about its procedure; `Distilled` fits. */
export type WorkflowProcess = Pick<Distilled, 'workflow' | 'recordings' | 'walkthroughs' | 'process' | 'observations'> &
  Partial<Pick<Distilled, 'notes'>>;

/** The part of a skill that comes from recordings: kept as it is where a skill is rendered again without them. */
export interface Procedure {
  /** Markdown from the first heading on, `\n` line ends. */
  readonly markdown: string;
}

/**
 * Parameters, numbered steps with their commands, and where recordings differ; undefined where no step is known.
 * `told`: the accepted note that tells the whole procedure; what it says beside a step is said here too.
 */
export function renderProcedure(input: WorkflowProcess, told = ''): Procedure | undefined {
  const { spine, parameters, variants } = input.process;
  if (spine.length === 0) return undefined;
  const total = input.recordings.length;
  let from = 0;
  const steps = spine.flatMap(({ step, support }, i) => {
    // A step that comes twice has its own words each time.
    const at = told.indexOf(`. ${step}`, from);
    if (at >= 0) from = at + step.length;
    const seen = support < total ? ` (in ${support} of ${total} recordings)` : '';
    const aside = at < 0 ? '' : asideOf(told.slice(at + step.length + 2));
    return [`${i + 1}. ${inlineMarkdown(generalised(step, parameters) + aside)}${seen}`, ...detail(step, input)];
  });
  const differing = variants.map((variant) => {
    const options = variant.options.map((option) => {
      const what =
        option.steps.length === 0
          ? 'nothing'
          : option.steps.map((step) => inlineMarkdown(withoutVerb(step))).join(', then ');
      return `${what} (${option.support})`;
    });
    return `- ${inlineMarkdown(placeOf(variant.at))}: ${options.join(' or ')}`;
  });
  const markdown = [
    ...section('Parameters', parameters.map(parameterLine)),
    ...section('Steps', steps),
    ...section(
      'Noted on the way',
      remarksIn(told).map((remark) => `- ${inlineMarkdown(remark)}`),
    ),
    ...section(
      'Risks',
      [...told.matchAll(/ ⚠ (.+?)\.(?= ⚠ |$)/gs)].map(([, risk = '']) => `- ${dangerMark} ${inlineMarkdown(risk)}`),
    ),
    ...section('Where recordings differ', differing),
  ]
    .join('\n')
    .trimEnd();
  return { markdown };
}

/** A title without the verb of a command, as it stands in the middle of a sentence. */
function withoutVerb(title: string): string {
  return /^(?:[A-Z][a-z ]* with|Run|Start) (`.*)$/s.exec(title)?.[1] ?? title.charAt(0).toLowerCase() + title.slice(1);
}

/** `After: Run \`x\`` is after `x`. */
function placeOf(at: string): string {
  const [, title] = /^After: (.*)$/s.exec(at) ?? [];
  if (title === undefined) return at;
  const plain = withoutVerb(title);
  return plain.startsWith('`') ? `After ${plain}` : `After this: ${plain}`;
}

/** What a note says right behind a step, in brackets: why, or what goes in; empty where its words are others. */
function asideOf(behind: string): string {
  return /^(?: \((?:“[^”]*”|put in [^;]*?)\))+(?=[;.])/.exec(behind)?.[0] ?? '';
}

/** What a note says behind its last step, each with the command it was said at. */
function remarksIn(told: string): string[] {
  const remarks = told.matchAll(/(?<=[.] )Noted(?: ((?:before|after) [^“]+))?: (“[^”]+”)(?=\.)/g);
  return [...remarks].map(([, at, said = '']) =>
    at === undefined ? said : `${at.charAt(0).toUpperCase()}${at.slice(1)}: ${said}`,
  );
}

export function section(heading: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : [`## ${heading}`, '', ...lines, ''];
}

function parameterLine(parameter: Parameter): string {
  const from = parameter.source === 'typed' ? 'the person who does it knows it' : codeSpan(parameter.source);
  return `- ${codeSpan(`<${bare(parameter.name)}>`)}: ${from}`;
}

/** The actions of a step in the newest recording that has it, commands generalised, failed tries left out. */
function detail(title: string, input: WorkflowProcess): string[] {
  const found = newestStep(title, input);
  if (!found) return [];
  const { step, recording } = found;
  const observed = input.observations?.steps.find((one) => one.recording === recording && one.stepId === step.id);
  const commands = observed?.commands ?? [];
  const worked = commands.filter((command) => command.exitCode === undefined || command.exitCode === 0);
  // What is a step of its own, before or after, is not repeated here.
  const titles = input.process.spine.map(({ step: each }) => each);
  const onlyFailed = worked.length === 0 && commands.length === step.actions.length;
  const kept = onlyFailed ? commands : worked;
  const lines = step.actions.flatMap((action) => {
    const command = commands.find((one) => one.seq === action.seq);
    if (!command) return [`   - ${inlineMarkdown(generalised(action.summary, input.process.parameters))}`];
    if (!kept.includes(command) || titles.some((each) => each.includes(`\`${command.line}\``))) return [];
    return commandLines(command.line, command.cwd);
  });
  const check = step.verification === undefined ? '' : generalised(step.verification, input.process.parameters);
  const checked =
    check === '' || [title, ...lines].some((line) => line.includes(check)) ? [] : [`   - Check: ${codeSpan(check)}`];
  return [...new Set([...lines.filter((line) => line.trim() !== `- ${inlineMarkdown(title)}`), ...checked])];
}

function commandLines(line: string, cwd: string): string[] {
  const where = cwd === '.' || cwd === '' ? '' : ` in ${codeSpan(cwd)}`;
  const text = visibleText(line).trim();
  if (!text.includes('\n')) return [`   - ${codeSpan(text)}${where}`];
  return [[`   - Run${where}:`, ...codeBlock(text, '     ')].join('\n')];
}

function newestStep(title: string, input: WorkflowProcess): { step: Step; recording: string } | undefined {
  const byStart = [...input.recordings].sort((a, b) =>
    a.startedAt < b.startedAt ? 1 : a.startedAt > b.startedAt ? -1 : a.id < b.id ? -1 : 1,
  );
  for (const { id } of byStart) {
    const walkthrough = input.walkthroughs.find((one) => one.recording === id);
    const titled = new Set(
      input.observations?.steps.filter((one) => one.recording === id && one.title === title).map((one) => one.stepId),
    );
    const step = walkthrough?.steps.find(
      (one) => titled.has(one.id) || generalised(one.title, input.process.parameters) === title || one.title === title,
    );
    if (step) return { step, recording: id };
  }
  return undefined;
}

/** Values of parameters replaced by their names, longest first: `git tag v1.2.0` is `git tag v<version>`. */
export function generalised(text: string, parameters: readonly Parameter[]): string {
  const values = parameters
    .flatMap((parameter) => parameter.examples.map((value) => ({ value, name: bare(parameter.name) })))
    .filter(({ value }) => value.length >= 3 || /\d\.\d/.test(value))
    .sort((a, b) => b.value.length - a.value.length || (a.value < b.value ? -1 : 1));
  return values.reduce((whole, { value, name }) => {
    const exact = value.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
    const bounded = /^\d/.test(value) ? `(?<![\\d.])${exact}(?!\\d|\\.\\d)` : `(?<![\\w<-])${exact}(?![\\w>-])`;
    return whole.replace(new RegExp(bounded, 'g'), () => `<${name}>`);
  }, text);
}

function bare(name: string): string {
  return name.replace(/^<|>$/g, '');
}

/** The note that is a workflow's procedure as a whole, which its skill says in full; others of the kind add to it. */
export function isWholeProcedure(note: Pick<Note, 'kind' | 'trigger' | 'workflow'>): boolean {
  return note.kind === 'procedure' && workflowKey(note.trigger) === workflowKey(note.workflow);
}
