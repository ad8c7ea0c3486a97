import { isCommand } from './action.ts';
import { maskValues } from './ids.ts';
import type { ReadRun } from './run.ts';
import type { Role } from './shell/knowledge.ts';
import { essentialLine, titleOf, titleOfPart } from './titles.ts';

/** The smallest thing that recordings are compared by: one simple command, or the change of one file. */
export interface Atom {
  /** The same in two recordings that do the same; the n-th time has its number. */
  readonly key: string;
  /** Without the number. */
  readonly job: string;
  readonly title: string;
  /** Generalised command line, for commands. */
  readonly line?: string;
  readonly role?: Role;
  readonly file?: string;
  readonly index: number;
  readonly seq: number;
  /** It only repaired a failure. */
  readonly repair: boolean;
}

const silent: ReadonlySet<Role> = new Set<Role>(['look', 'move', 'editor', 'stage']);

/** The atoms of a run, in order. Staging is part of committing. */
export function atomsOf(run: ReadRun): Atom[] {
  const atoms: Omit<Atom, 'key'>[] = [];
  for (const [index, action] of run.actions.entries()) {
    if (run.verdicts[index] !== undefined || action.kind === 'note') continue;
    const common = { index, seq: action.seq, repair: run.repairs.has(index) };
    if (!isCommand(action)) {
      const file =
        action.kind === 'git'
          ? undefined
          : run.generalize(action.kind === 'file' ? (action.to ?? action.file) : action.file);
      const job =
        action.kind === 'git'
          ? `cmd:git ${action.mark.op}`
          : action.kind === 'file' && action.op !== 'create'
            ? `${action.op}:${file}`
            : `edit:${file}`;
      atoms.push({ ...common, job, title: titleOf(action, run.generalize), ...(file === undefined ? {} : { file }) });
      continue;
    }
    const parts = action.reading.parts.filter(
      (part) =>
        part.depth === 0 && !silent.has(part.role) && !(part.piped && part.role === 'files' && part.program === 'tee'),
    );
    const whole = parts.length === 1;
    for (const part of parts) {
      const text = whole ? essentialLine(action) : part.text;
      const dir = run.generalize(part.dir);
      atoms.push({
        ...common,
        job: `cmd:${run.generalize(jobOf(part.name, part.operands, part.program))}${dir === '.' || part.program === 'git' ? '' : `@${dir}`}`,
        title: titleOfPart(part, text, run.generalize),
        line: run.generalize(text),
        role: part.role,
      });
    }
  }
  return numbered(atoms);
}

/** Plain programs are told apart by what they are about: `rm -rf .cache` is not `rm -rf dist`. */
function jobOf(name: string, operands: readonly string[], program: string): string {
  if (name !== program || program.includes('/')) return name;
  return [name, ...operands.filter((operand) => !operand.includes('=')).map((operand) => maskValues(operand))].join(
    ' ',
  );
}

function numbered(atoms: readonly Omit<Atom, 'key'>[]): Atom[] {
  const counts = new Map<string, number>();
  return atoms.map((atom) => {
    const count = (counts.get(atom.job) ?? 0) + 1;
    counts.set(atom.job, count);
    return { ...atom, key: count === 1 ? atom.job : `${atom.job}#${count}` };
  });
}
