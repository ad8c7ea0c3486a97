import { type Claim, listed, parametersIn } from './claim.ts';
import { noteId } from './ids.ts';
import { mannerOf } from './manner.ts';
import { identityOf, runsOf, seen } from './notes.ts';
import type { Place } from './places.ts';
import type { Role } from './shell/knowledge.ts';
import { isCode } from './sourceCode.ts';
import { commandCode, stepDone, stepText } from './titles.ts';
import { type WorkflowView, workflowKey } from './view.ts';

/** Order that every recording keeps although it could have been otherwise. */
export function orderClaims(view: WorkflowView, lessons: readonly Claim[]): Claim[] {
  if (view.runs.length < 2) return [];
  // An edit before its commit goes without saying; a check before an outcome does not.
  const proofs = view.merged.process.order.filter(
    (rule) => rule.confidence >= 0.9 && isProof(view, rule.before, rule.after),
  );
  const best = proofs.filter((rule, index) => proofs.findIndex((other) => other.before === rule.before) === index);
  const outcomes = [...new Set(best.map(({ after }) => after))].slice(0, mostOutcomes);
  const rules = outcomes.flatMap((after) => best.filter((rule) => rule.after === after).slice(0, mostProofs));
  const { spine } = view.merged;
  const pairs = rules.flatMap((rule) => {
    const after = spine.find((place) => place.title === rule.after);
    const before = spine.slice(0, after && spine.indexOf(after)).findLast((place) => place.title === rule.before);
    if (!before || !after || isLearnt(before, after, lessons)) return [];
    if (isOvertaken(before, after, spine) || /\b\w*SEED\w*=\d+\s/i.test(before.atom.line ?? '')) return [];
    // What is migrated is committed afterwards, or nowhere.
    if (before.atom.role === 'migrate' && after.atom.role === 'commit') return [];
    return [{ before, after, support: rule.support }];
  });
  const [main, ...more] = [...new Set(pairs.map(({ after }) => after))].map((after) => ({
    after,
    befores: pairs
      .filter((pair) => pair.after === after)
      .map(({ before }) => before)
      .toSorted((a, b) => spine.indexOf(a) - spine.indexOf(b))
      // The same check with another number proves the same; gone through in a loop it proves more.
      .filter((place, _, all) => {
        const same = all.filter((other) => proofKey(other) === proofKey(place));
        return place === (same.find(({ atom }) => /^(?:for|while)\b/.test(atom.line ?? '')) ?? same[0]);
      }),
  }));
  if (!main) return [];
  const [first = main.after] = pairs.filter(({ after }) => after === main.after).map(({ before }) => before);
  const all = [main, ...more];
  const parts = all.map(({ after, befores }) => ({
    when: stepDone(after.title),
    lines: listed(befores.map(({ title }) => stepText(title))),
  }));
  const told = parts.map(
    ({ when, lines }, index) => `${index === 0 ? 'Before' : 'before'} ${when}, always run ${lines}`,
  );
  return [
    {
      id: noteId('order', first.atom.job.replace(/^cmd:/, ''), [
        workflowKey(view.workflow),
        identityOf(first),
        identityOf(main.after),
      ]),
      kind: 'order',
      trigger: main.after.title,
      action: told.join('; '),
      text: `${told.join('; ')}.`,
      parameters: parametersIn(...told),
      evidence: all.flatMap(({ after, befores }) => [...befores.flatMap(seen), ...seen(after)]),
      runs: runsOf(
        view,
        first.runs.filter((id) => main.after.runs.includes(id)),
      ),
      weight: 4 + Math.max(...pairs.map(({ support }) => support)) / 10,
    },
  ];
}

/** What a check is, whatever number it is run with, and in a loop or not. */
function proofKey({ atom, title }: Place): string {
  return atom.line === undefined
    ? title
    : mannerOf(atom.line.replace(/\b[A-Za-z_]\w*=(?:\d+|\$\w+)\s+/g, ''), new Set());
}

/** It looked at what was changed afterwards, and another check of the kind came behind that: it was for finding out. */
function isOvertaken(before: Place, after: Place, spine: readonly Place[]): boolean {
  const between = spine.slice(spine.indexOf(before) + 1, spine.indexOf(after));
  const edited = between.findIndex(({ atom }) => atom.file !== undefined && isCode(atom.file));
  return edited >= 0 && between.slice(edited + 1).some(({ atom }) => atom.job === before.atom.job);
}

/** A lesson says it already, with what happens otherwise. */
function isLearnt(before: Place, after: Place, lessons: readonly Claim[]): boolean {
  const [first = '', then = ''] = [before.atom.line, after.atom.job.replace(/^cmd:/, '')];
  const line = after.atom.line ?? then;
  return lessons.some(
    ({ trigger, action }) => action.includes(first) && (trigger.includes(then) || trigger.includes(line)),
  );
}

/** Outcomes whose proofs are told, and proofs of one of them. */
const mostOutcomes = 2;
const mostProofs = 3;

/** A check; before something is put out what is built counts too, for nobody sees there that it is old. */
function isProof(view: WorkflowView, title: string, outcome: string): boolean {
  const roleOf = (of: string) => view.merged.spine.find((place) => place.title === of)?.atom.role;
  const role = roleOf(title);
  const after = roleOf(outcome);
  // A tag puts nothing out that was built.
  if (role === 'build')
    return after === 'deploy' || (after === 'release' && !/^(?:Run|Tag with) `git tag\b/.test(outcome));
  return role === 'verify' || role === 'probe' || role === 'migrate';
}

const changingMuch: ReadonlySet<Role | undefined> = new Set<Role | undefined>([
  'deploy',
  'migrate',
  'rollback',
  'release',
]);

const looking: ReadonlySet<Role | undefined> = new Set<Role | undefined>(['verify', 'probe', 'look', 'commit']);

/** A line writes the file that another copies. */
function writesTo(line: string, copy: string): boolean {
  const [, target] = />\s*(\S+)$/.exec(line) ?? [];
  return target !== undefined && copy.split(/\s+/)[1] === target;
}

/** A line names the file that another copies. */
function speaksOf(line: string, copy: string): boolean {
  const [, file] = /\s((?:[\w-]+\/)*[\w.-]+\.\w+)(?:\s|$)/.exec(copy) ?? [];
  return file !== undefined && !/\bselect\b/i.test(line) && line.split(/\s+/).includes(file);
}

/** What is called so changes what is there. */
const renewing = /^(?:\S+ )+(?:update|upgrade|import|replace|reindex|convert|fill|backfill)(?:-\w+)?\b/;

/** A copy that is taken before something is changed is the way back. */
export function copyClaims(view: WorkflowView): Claim[] {
  const steps = withAnyCopy(view);
  return steps.flatMap((place, index): Claim[] => {
    if (!place.atom.copies) return [];
    const later = steps.slice(index + 1).filter(({ atom }) => !atom.copies && !isRehearsal(atom));
    const changed =
      later.find(({ atom }) => !looking.has(atom.role) && writesTo(atom.line ?? '', place.atom.line ?? '')) ??
      later.find(({ atom }) => changingMuch.has(atom.role)) ??
      later.find(({ atom }) => atom.role !== 'verify' && renewing.test(atom.line ?? '')) ??
      later.find(({ atom }) => !looking.has(atom.role) && speaksOf(atom.line ?? '', place.atom.line ?? '')) ??
      later.find(({ atom }) => atom.role === 'clean') ??
      later.find(({ atom }) => atom.role === 'run');
    if (!changed) return [];
    const [copy, change] = [place, changed].map(({ atom, title }) => commandCode(atom.line ?? title)) as [
      string,
      string,
    ];
    return [
      {
        id: noteId('order', place.atom.job.replace(/^cmd:/, ''), [
          workflowKey(view.workflow),
          'copy',
          identityOf(place),
          identityOf(changed),
        ]),
        kind: 'order',
        trigger: `Before ${change}`,
        action: `Run ${copy}`,
        prevents: `no way back when ${change} goes wrong`,
        text: `Before ${change}, take a copy with ${copy}: it is the way back.`,
        parameters: parametersIn(copy, change),
        evidence: [...seen(place), ...seen(changed)],
        runs: runsOf(view, place.runs),
        weight: 7,
      },
    ];
  });
}

/** The common steps; where none of them takes a copy but every recording does, each in its way, the first way too. */
function withAnyCopy({ merged, runs }: WorkflowView): readonly Place[] {
  const { spine, places } = merged;
  if (spine.some(({ atom }) => atom.copies)) return spine;
  const copies = places.filter(({ atom }) => atom.copies);
  const [first] = copies;
  if (!first || !runs.every(({ id }) => copies.some((copy) => copy.runs.includes(id)))) return spine;
  const onSpine = new Set(spine.map(({ key }) => key));
  return places.filter((place) => place === first || onSpine.has(place.key));
}

/** A rehearsal, or what is only held still for the change. */
function isRehearsal({ job }: Place['atom']): boolean {
  return / --dry-run(?:@|$)/.test(job) || holdsStill.test(job);
}

const holdsStill =
  /maintenance|\b(?:stop|pause|drain|cordon|suspend|quiesce|freeze)\b|[-_:](?:stop|pause|drain|suspend|freeze)\b/i;
