import type { Note } from '../model/note.ts';
import type { SkillPointer } from './alwaysOnIndex.ts';
import type { Draft, PlanInput } from './draft.ts';
import { addChange, readable } from './draft.ts';
import { heldBack } from './gateTwo.ts';
import { describedHandEdit } from './handEdits.ts';
import { compare } from './noteStore.ts';
import { places, skillPath } from './places.ts';
import { isWholeProcedure, renderProcedure } from './procedure.ts';
import { readRendered, stamped } from './renderedFile.ts';
import { procedureOf, renderSkill } from './skill.ts';
import { skillNames, workflowKey } from './slug.ts';

/**
 * Plans a SKILL.md for each workflow that has an accepted note and a known procedure. Where recordings propose the
 * procedure as a note, or a file holds it, it must be accepted too. `all` are the notes of every status. Gives the skills that will stand
 * there afterwards, sorted by workflow, hand-written ones included.
 */
export function planSkills(
  notes: readonly Note[],
  all: readonly Note[],
  input: PlanInput,
  draft: Draft,
): SkillPointer[] {
  const workflows = workflowNames(notes);
  const names = skillNames(workflows.keys());
  const pointers = [...workflows].flatMap(([key, workflow]): SkillPointer[] => {
    const name = names.get(key) ?? key;
    if (isRefused(key, all, input)) return [];
    const own = notes.filter((note) => workflowKey(note.workflow) === key);
    return planSkill(name, workflow, own, input, draft) ? [{ workflow, path: skillPath(name) }] : [];
  });
  planGoneSkills(new Set(pointers.map((one) => one.path)), input, draft);
  return pointers;
}

/** The workflows of notes by key, sorted; of several spellings the first by code units. */
function workflowNames(notes: readonly Note[]): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  for (const { workflow } of notes) {
    const key = workflowKey(workflow);
    const known = names.get(key);
    if (key !== '' && (known === undefined || compare(workflow, known) < 0)) names.set(key, workflow);
  }
  return new Map([...names].sort(([a], [b]) => compare(a, b)));
}

/** Whether the procedure of a workflow is a note that nobody accepted. */
function isRefused(key: string, all: readonly Note[], input: PlanInput): boolean {
  const proposed = input.processes?.find((one) => workflowKey(one.workflow) === key)?.notes ?? [];
  const whole = (note: Note) => isWholeProcedure(note) && workflowKey(note.workflow) === key;
  const known = all.filter(whole);
  return known.length > 0 ? !known.some((note) => note.status === 'accepted') : proposed.some(whole);
}

/** Whether a skill of this name will stand there afterwards. */
function planSkill(name: string, workflow: string, notes: readonly Note[], input: PlanInput, draft: Draft): boolean {
  const path = skillPath(name);
  const file = readable(input, path, draft);
  const before = file?.bytes;
  const present = before && readRendered(before);
  if (!file || (before && !present)) return true;
  const process = input.processes?.find((one) => workflowKey(one.workflow) === workflowKey(workflow));
  const recorded = process && renderProcedure(process);
  const procedure = recorded ?? (before && procedureOf(before));
  if (!procedure) return before !== undefined;
  const text = renderSkill(name, workflow, notes, procedure);
  const held = heldBack(text, path, input.gate);
  if (held) {
    draft.heldBack.push(held);
    return before !== undefined;
  }
  const agrees = recorded !== undefined && present?.text.trimEnd() === text.trimEnd();
  if (present?.edited && !agrees && !input.decided?.includes(path)) draft.handEdits.push(describedHandEdit(path, []));
  else addChange(draft, path, before, stamped(text, before), `the procedure of "${workflow}"`);
  return true;
}

/** A skill that Mirror rendered and whose workflow has no accepted note any more goes, unless somebody edited it. */
function planGoneSkills(kept: ReadonlySet<string>, input: PlanInput, draft: Draft): void {
  const ours = (path: string) => path.startsWith(`${places.skills}/`) && path.endsWith('/SKILL.md') && !kept.has(path);
  for (const path of input.repository.files.filter(ours)) {
    const before = input.repository.bytes(path);
    const present = before && readRendered(before);
    if (!before || !present) continue;
    if (present.edited && !input.decided?.includes(path)) draft.handEdits.push(describedHandEdit(path, []));
    else addChange(draft, path, before, undefined, 'no accepted note of its workflow is left');
  }
}
