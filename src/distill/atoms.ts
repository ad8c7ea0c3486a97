import { type CommandAction, isCommand } from './action.ts';
import { maskNumbers, maskValues } from './ids.ts';
import { onceALine } from './onceALine.ts';
import type { Pace } from './pace.ts';
import { joinPath, looksLikePath } from './paths.ts';
import { isOfItsPaths, rootedLine, rootedName, rootedWord } from './rooted.ts';
import type { ReadRun } from './run.ts';
import { copiesAside, takesCopy } from './safeguards.ts';
import { scopeOf } from './scope.ts';
import { unixName } from './shell/cmdlets.ts';
import type { Role } from './shell/knowledge.ts';
import { rank, type SimpleCommand } from './shell/read.ts';
import { rehearses } from './shell/rewriting.ts';
import type { Telling } from './telling.ts';
import { essentialLine, markOf, titleOfPart } from './titles.ts';

/** The smallest thing that recordings are compared by: one simple command, or the change of one file. */
export interface Atom {
  /** The same in two recordings that do the same; the n-th time has its number. */
  readonly key: string;
  /** Without the number. */
  readonly job: string;
  /** The recording did it before. */
  readonly again?: true;
  /** What it is called in ids: as this recording alone shows it, values taken out. Few are asked for it. */
  readonly identity: () => string;
  readonly title: string;
  /** Generalised command line, for commands. */
  readonly line?: string;
  /** The same with the paths in it seen from the root: two people may stand in different directories. */
  readonly rooted?: string;
  readonly role?: Role;
  readonly file?: string;
  readonly index: number;
  readonly seq: number;
  /** Files that appeared while it ran. */
  readonly made?: readonly string[];
  /** It takes a copy of what is about to be changed. */
  readonly copies?: true;
  /** Its line may be another than the one that was run. */
  readonly uncertain?: true;
  /** It only repaired a failure. */
  readonly repair: boolean;
}

const silent: ReadonlySet<Role> = new Set<Role>(['look', 'move', 'editor', 'stage']);

/** The atoms of a run, in order. Staging is part of committing. */
export async function atomsOf(run: ReadRun, pace: Pace): Promise<Atom[]> {
  const atoms: Omit<Atom, 'key'>[] = [];
  const alone = (text: string) => maskValues(run.generalizeAlone(text));
  const atomsOfLine = onceALine((action) => lineAtoms(action, run.telling, alone));
  for (let index = 0; index < run.actions.length; index++) {
    const action = run.actions[index];
    if (!action) continue;
    const turn = pace(2);
    if (turn) await turn;
    if (run.verdicts[index] !== undefined || action.kind === 'note') continue;
    const common = { index, seq: action.seq, repair: run.repairs.has(index) };
    if (!isCommand(action)) {
      const path =
        action.kind === 'git' ? undefined : action.kind === 'file' ? (action.to ?? action.file) : action.file;
      const file = path === undefined ? undefined : run.generalize(path);
      const what =
        action.kind === 'git'
          ? `cmd:git ${action.mark.op}`
          : action.kind === 'file' && action.op !== 'create'
            ? `${action.op}:`
            : 'edit:';
      const job = `${what}${file ?? ''}`;
      atoms.push({
        ...common,
        job,
        identity: () => `${what}${alone(path ?? '')}`,
        title: run.telling.title(action),
        ...(file === undefined ? {} : { file }),
      });
      continue;
    }
    const { made } = action;
    for (const atom of atomsOfLine(action)) atoms.push({ ...common, ...atom, ...(made.length > 0 ? { made } : {}) });
  }
  return numbered(atoms);
}

type LineAtom = Omit<Atom, 'key' | 'index' | 'seq' | 'repair'>;

/** The atoms of a command's line. */
function lineAtoms(
  action: CommandAction,
  { generalize, title }: Telling,
  alone: (text: string) => string,
): readonly LineAtom[] {
  const top = action.reading.parts.filter(
    (part) =>
      part.depth === 0 && !silent.has(part.role) && !(part.piped && part.role === 'files' && part.program === 'tee'),
  );
  // Of a loop or a condition the line as a whole is the job.
  const { main } = action.reading;
  // A look that was kept is a check.
  const kept = main.role === 'look' ? [{ ...main, role: 'probe' as const }] : [];
  const parts = top.length > 0 ? top : silent.has(main.role) ? kept : [main];
  const lines = pipelines(parts);
  return lines.map((pipeline): LineAtom => {
    const part = pipeline.reduce((best, one) => (rank(one) > rank(best) ? one : best));
    const text = lines.length === 1 ? essentialLine(action) : pipeline.map((one) => one.text).join(' | ');
    const where = part.dir === '.' || part.program === 'git' || isOfItsPaths(part) ? '' : `@${part.dir}`;
    // Rehearsing is another job than doing.
    const job = `${jobOf(part)}${rehearses(part.flags) ? ' --dry-run' : ''}${where}`;
    const line = generalize(text);
    const [target] = part.writesTo;
    const isWriting = pipeline.length === 1 && /^(?:echo|printf)$/.test(part.program) && part.writesTo.length === 1;
    const written = isWriting && target !== undefined ? joinPath(part.dir, target) : undefined;
    const rooted = rootedLine(part, text);
    return {
      // Who writes a file with `echo` does what another does in the editor.
      job: written === undefined ? `cmd:${generalize(job)}` : `edit:${generalize(written)}`,
      identity: () => `cmd:${alone(withoutPaths(job))}`,
      title:
        part === main && lines.length === 1 ? title(action) : `${titleOfPart(part, text, generalize)}${markOf(action)}`,
      ...(action.uncertain ? { uncertain: true as const } : {}),
      line,
      rooted: rooted === text ? line : generalize(rooted),
      role: part.role,
      ...(pipeline.some(takesCopy) ? { copies: true as const } : {}),
    };
  });
}

/** Commands whose output goes to the next are one job. */
function pipelines(parts: readonly SimpleCommand[]): (readonly [SimpleCommand, ...SimpleCommand[]])[] {
  const found: [SimpleCommand, ...SimpleCommand[]][] = [];
  for (const part of parts) {
    const current = found.at(-1);
    if (part.piped && current) current.push(part);
    else found.push([part]);
  }
  return found;
}

/** Paths hold what one run is about; an id that is to stay the same does without them. */
function withoutPaths(job: string): string {
  return job
    .replace(/@.*$/s, '')
    .split(' ')
    .map((word, index) => (index > 0 && looksLikePath(word) ? '*' : word))
    .join(' ');
}

/** Plain programs are told apart by what they are about: `rm -rf .cache` is not `rm -rf dist`. */
function jobOf(part: SimpleCommand): string {
  const { operands, program } = part;
  const name = rootedName(part);
  const scope = scopeOf(part);
  if (scope !== '') return `${name} ${scope}`;
  // Git takes note of it by the way.
  const plain = /^git (rm|mv)$/.exec(part.name)?.[1];
  if (plain === undefined && (part.name !== program || program.includes('/'))) return name;
  // Of a tool for texts the script it is given is the job, whatever it is fed and however.
  const script = operands.find((operand) => /\.(?:awk|sed|jq)$/.test(operand));
  if (script !== undefined) return `${name} ${rootedWord(part, script)}`;
  // Which process is ended differs each time.
  if (/^p?kill(?:all)?$/.test(program)) return name;
  // Where a copy is put aside is everyone's own choice.
  const subjects = copiesAside(part) ? operands.slice(0, -1) : operands;
  const told = subjects.filter((operand) => !operand.includes('=')).map((operand) => rootedWord(part, operand));
  // What is removed is removed whole, whether it is called a directory or not.
  const things = program === 'rm' ? told.map((word) => word.replace(/(?<=\w)\/$/, '')) : told;
  return [plain ?? unixName(name), ...things.map(maskNumbers)].join(' ');
}

/** Gives atoms their keys: what `nameOf` calls them, and the number from the second time on. */
export function numbered(
  atoms: readonly Omit<Atom, 'key'>[],
  nameOf: (atom: Pick<Atom, 'job' | 'line' | 'rooted'>) => string = ({ job }) => job,
): Atom[] {
  const counts = new Map<string, number>();
  return atoms.map((atom) => {
    const name = nameOf(atom);
    const count = (counts.get(name) ?? 0) + 1;
    counts.set(name, count);
    if (count > 1) return { ...atom, key: `${name}#${count}`, again: true as const };
    const { again: _, ...first } = atom as Atom;
    return { ...first, key: name };
  });
}
