import { type Action, isCommand } from './action.ts';
import { type Claim, excerpt, listed, parametersIn } from './claim.ts';
import { formOf, saysSomething } from './forms.ts';
import { maskValues, noteId } from './ids.ts';
import { likeLineClaims } from './likeLines.ts';
import { newFileClaims } from './newFiles.ts';
import type { Pace } from './pace.ts';
import type { ReadRun } from './run.ts';
import { isCode } from './sourceCode.ts';
import { code } from './titles.ts';
import { type WorkflowView, workflowKey } from './view.ts';

/** Habits that the recordings share: how commits and branches are worded, what changes together. */
export async function conventionClaims(view: WorkflowView, known: readonly string[], pace: Pace): Promise<Claim[]> {
  return [
    ...together(await branchClaims(view, pace), await messageClaims(view, pace)),
    ...(await togetherClaims(view, pace)),
    ...(await newFileClaims(view, known, pace)),
    ...(await likeLineClaims(view, pace)),
  ];
}

/** How branches are called and how commits are worded is one habit, where both have a form. */
function together([branches]: readonly Claim[], [messages]: readonly Claim[]): Claim[] {
  if (!branches || !messages || branches.runs.length !== messages.runs.length)
    return [branches ?? [], messages ?? []].flat();
  const rest =
    messages.text.charAt(0).toLowerCase() +
    messages.text.slice(1).replace(` of “${messages.trigger.replace(/^.* in /, '')}”`, '');
  return [
    {
      ...branches,
      trigger: branches.trigger.replace(/^Naming branches/, 'Naming branches and commits'),
      action: `${branches.action}; ${messages.action.charAt(0).toLowerCase()}${messages.action.slice(1)}`,
      text: `${branches.text.replace(/\.$/, '')}, and ${rest.replace(' have the form', ' the form')}`,
      parameters: [...new Set([...(branches.parameters ?? []), ...(messages.parameters ?? [])])].sort(),
      evidence: [...branches.evidence, ...messages.evidence],
      aliases: [messages.id],
      weight: Math.max(branches.weight, messages.weight),
    },
  ];
}

/** More commits or branches of one recording show no other habit. */
const mostSamples = 200;

interface Sample {
  readonly run: ReadRun;
  readonly seq: number;
  readonly text: string;
}

function messagesAt(action: Action): string[] {
  if (action.kind === 'git') return action.mark.op === 'commit' && action.mark.message ? [action.mark.message] : [];
  if (!isCommand(action)) return [];
  return action.reading.parts.flatMap((part) => {
    if (part.name !== 'git commit') return [];
    return part.flags.find((flag) => /^-[a-z]*m$|^--message$/.test(flag.name))?.value ?? [];
  });
}

function branchesAt(action: Action): string[] {
  if (action.kind === 'git') return action.mark.op === 'branch' ? [action.mark.branch ?? []].flat() : [];
  if (!isCommand(action)) return [];
  return action.reading.parts.flatMap((part) => {
    const name = part.flags.find((flag) => /^-[bB]$/.test(flag.name))?.value;
    return part.program === 'git' && name ? [name] : [];
  });
}

/** The form of commit messages: a prefix all of them share, or a sentence with a parameter in it. */
async function messageClaims(view: WorkflowView, pace: Pace): Promise<Claim[]> {
  const samples = await written(view, messagesAt, pace);
  // The words of one commit are no habit, but for a ticket's number; the procedure has them.
  const form = samples.length < 2 ? ticketForm(samples) : sharedForm(samples, view.runs.length);
  const isSaid = form !== undefined && (saysSomething(form) || /^<(?:type|ticket)>/.test(form));
  return isSaid ? [styled(view, samples, 'commit messages', form)] : [];
}

async function branchClaims(view: WorkflowView, pace: Pace): Promise<Claim[]> {
  const samples = await written(view, branchesAt, pace);
  const form = sharedForm(samples, view.runs.length) ?? prefixForm(samples);
  return form === undefined || !saysSomething(form) ? [] : [styled(view, samples, 'branches', form)];
}

/** Samples of all runs, over what they are made of. */
async function written(view: WorkflowView, textsAt: (action: Action) => string[], pace: Pace): Promise<Sample[]> {
  const all: Sample[] = [];
  for (const run of view.runs) {
    const form = await formOf(run, pace);
    let count = 0;
    for (let index = 0; index < run.actions.length; index++) {
      const action = run.actions[index];
      if (!action) continue;
      if (index % 64 === 0) await pace(4);
      if (run.verdicts[index] !== undefined || count >= mostSamples) continue;
      for (const text of textsAt(action)) {
        const turn = pace(4);
        if (turn) await turn;
        count++;
        all.push({ run, seq: action.seq, text: form(text.split('\n')[0] ?? '') });
      }
    }
  }
  return all;
}

/** `deps/left-pad`, `deps/lodash`: what is before the last slash is literal, what is behind it names the matter. */
function prefixForm(samples: readonly Sample[]): string | undefined {
  // One branch is a name, no form.
  if (samples.length < 2) return undefined;
  const prefixes = new Set(samples.map((sample) => /^((?:[a-z][\w-]*\/)+)/i.exec(sample.text)?.[1]));
  const [only] = prefixes;
  return prefixes.size === 1 && only !== undefined ? `${only}<name>` : undefined;
}

const conventional =
  /^(?:feat|fix|chore|docs|style|refactor|perf|test|tests|build|ci|revert|release)(?:\([\w./-]+\))?!?: \S/;

/** `fix(cart): …`, `ABC-…: …`, or a whole message over parameters. One sample proves a form only if a parameter is in it. */
function sharedForm(samples: readonly Sample[], runs: number): string | undefined {
  if (samples.length === 0) return undefined;
  const wholes = new Map<string, Set<string>>();
  for (const sample of samples)
    if (/<[a-z][\w-]*>/.test(sample.text) && saysSomething(sample.text))
      wholes.set(sample.text, new Set([...(wholes.get(sample.text) ?? []), sample.run.id]));
  const [whole] = [...wholes]
    // One of several messages of one recording that says nothing but a name shows no habit.
    .filter(
      ([text, ids]) =>
        ids.size > 1 ||
        (ids.size === runs &&
          (/\p{L}{3}/u.test(text.replace(/<[a-z][\w-]*>/g, '')) ||
            samples.filter((sample) => sample.text === text).length * 2 >= samples.length)),
    )
    .sort((a, b) => b[1].size - a[1].size || (a[0] < b[0] ? -1 : 1));
  if (whole) return whole[0];
  if (samples.length < 2) return undefined;
  const pattern = runs > 1 ? commonPattern(samples) : undefined;
  if (pattern) return pattern;
  if (samples.every((sample) => conventional.test(sample.text))) return conventionalForm(samples);
  const ticket = ticketForm(samples);
  if (ticket) return ticket;
  const prefixes = new Set(samples.map((sample) => /^(?:[\w./-]+: |\[[^\]]+\] )/.exec(sample.text)?.[0]));
  const [prefix] = prefixes;
  return prefixes.size === 1 && prefix ? `${prefix}…` : undefined;
}

/** Every message begins with the number of a ticket. */
function ticketForm(samples: readonly Sample[]): string | undefined {
  const begins = (text: string) => /^\[?(?:<ticket>|[A-Z][A-Z0-9]+-\d+)\]?[:\s]/.test(text);
  return samples.length > 0 && samples.every((sample) => begins(sample.text)) ? '<ticket>: …' : undefined;
}

/** `feat(<scope>): …`: of type and scope what all samples share stays. */
function conventionalForm(samples: readonly Sample[]): string {
  const heads = samples.map(({ text }) => /^([a-z]+)(?:\(([^)]*)\))?(!?)/.exec(text) ?? []);
  const only = (at: number) => {
    const values = new Set(heads.map((head) => head[at]));
    const [value] = values;
    return values.size === 1 ? value : undefined;
  };
  const scoped = heads.every((head) => head[2] !== undefined);
  return `${only(1) ?? '<type>'}${scoped ? `(${only(2) ?? '<scope>'})` : ''}: …`;
}

/** Words that all samples share, with what differs in one place left open: `feat(flags): add <name>`. */
function commonPattern(samples: readonly Sample[]): string | undefined {
  const rows = [...new Set(samples.map((sample) => sample.text))].map((text) => text.split(' '));
  const [first] = rows;
  if (!first || rows.length < 2 || first.length < 2 || rows.some((row) => row.length !== first.length))
    return undefined;
  const open = first.flatMap((word, index) => (rows.every((row) => row[index] === word) ? [] : [index]));
  const [place] = open;
  if (open.length !== 1 || place === undefined) return undefined;
  return first.map((word, index) => (index === place ? '<name>' : word)).join(' ');
}

function matches(form: string, text: string): boolean {
  if (form.includes(' ') && form.includes('<name>')) {
    const [before = '', after = ''] = form.split('<name>');
    return text.startsWith(before) && text.endsWith(after);
  }
  if (form.endsWith('/<name>')) return text.startsWith(form.slice(0, -'<name>'.length));
  if (form.endsWith('…') && !form.startsWith('<')) return text.startsWith(form.slice(0, -1));
  if (form.endsWith(': …') && form.includes('<')) return conventional.test(text) || form.startsWith('<ticket>');
  return text === form;
}

function styled(view: WorkflowView, samples: readonly Sample[], what: string, form: string): Claim {
  const matching = samples.filter((sample) => matches(form, sample.text));
  const runs = view.runs.filter((run) => matching.some((sample) => sample.run.id === run.id));
  // A whole sentence is how this workflow words it; a prefix is a habit.
  const whole = !form.endsWith('…') && !form.endsWith('/<name>') && form.includes('<') && !form.startsWith('<type>');
  const subject = whole ? `${what} of “${view.workflow}”` : what;
  return {
    id: noteId('convention', what, [what, workflowKey(view.workflow), maskValues(form)]),
    kind: 'convention',
    trigger: `Naming ${what} in ${view.workflow}`,
    action: `Write ${what} as ${code(form)}`,
    text: `${subject.charAt(0).toUpperCase()}${subject.slice(1)} have the form ${code(form)}.`,
    parameters: parametersIn(form),
    evidence: matching.slice(0, 6).map((sample) => ({
      recording: sample.run.id,
      from: sample.seq,
      to: sample.seq,
      excerpt: excerpt(form.includes('<') && !form.startsWith('<') ? form : sample.text),
    })),
    runs: runs.length > 0 ? runs : view.runs,
    weight: 3 + (runs.length > 1 ? 2 : 0),
  };
}

/** Every recording puts the very same lines into the file, and no others. */
function isOneMending(runs: readonly ReadRun[], file: string): boolean {
  const put = runs.map((run) => {
    const lines = run.actions.flatMap((action, index) =>
      action.kind === 'edit' && action.file === file && run.verdicts[index] === undefined
        ? action.hunks.slice(0, 40).flatMap(({ after, before }) => after.filter((line) => !before.includes(line)))
        : [],
    );
    return new Set(lines.map((line) => line.trim()).filter((line) => /\w{3}/.test(line)));
  });
  const [first = new Set<string>(), ...others] = put;
  return (
    first.size > 0 && others.every((lines) => lines.size === first.size && [...first].every((line) => lines.has(line)))
  );
}

/** Files that every recording changes, in whatever order: leaving one out is a mistake. */
async function togetherClaims(view: WorkflowView, pace: Pace): Promise<Claim[]> {
  if (view.runs.length < 2) return [];
  const sets: ReadonlySet<string>[] = [];
  for (const { id } of view.runs) {
    const atoms = view.atoms.get(id) ?? [];
    await pace(5 + atoms.length / 20);
    sets.push(new Set(atoms.flatMap(({ file }) => file ?? [])));
  }
  const common = [...(sets[0] ?? [])].filter((file) => sets.every((set) => set.has(file))).sort();
  if (common.length > 6) return [];
  // Code in which all put the same mends one thing for good: the next time it is other code.
  if (common.filter((file) => !isCode(file) || !isOneMending(view.runs, file)).length < 2) return [];
  const files = listed(common.map((file) => code(file)));
  return [
    {
      id: noteId('convention', 'changed together', [workflowKey(view.workflow), ...common.map(maskValues)]),
      kind: 'convention',
      trigger: `Changing ${listed(common.slice(0, 1).map((file) => code(file)))}`,
      action: `Change ${files} together`,
      prevents: 'one of them left behind',
      text: `${files} change together: when one is edited, so are the others.`,
      parameters: parametersIn(files),
      evidence: view.runs.flatMap((run) => {
        const atom = view.atoms.get(run.id)?.find((candidate) => candidate.file === common[0]);
        return atom ? [{ recording: run.id, from: atom.seq, to: atom.seq, excerpt: excerpt(atom.title) }] : [];
      }),
      runs: view.runs,
      weight: 5,
    },
  ];
}
