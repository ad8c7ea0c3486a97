import type { Note } from '../model/note.ts';
import type { SkillPointer } from './alwaysOnIndex.ts';
import type { Draft, PlanInput, Refusal } from './draft.ts';
import { addChange, readable } from './draft.ts';
import { heldBack } from './gateTwo.ts';
import { describedHandEdit } from './handEdits.ts';
import { compare } from './noteStore.ts';
import { places, skillFolder, skillPath } from './places.ts';
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
  const kept = new Set<string>();
  const pointers = [...workflows].flatMap(([key, workflow]): SkillPointer[] => {
    const name = names.get(key) ?? key;
    if (isRefused(key, all, input)) return [];
    const own = notes.filter((note) => workflowKey(note.workflow) === key);
    const files = planSkill(name, workflow, own, input, draft);
    for (const file of files ?? []) kept.add(file);
    return files ? [{ workflow, path: skillPath(name) }] : [];
  });
  planGoneSkills(kept, input, draft);
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

/** The files of a skill of this name that will stand there afterwards; undefined where none will. */
function planSkill(
  name: string,
  workflow: string,
  notes: readonly Note[],
  input: PlanInput,
  draft: Draft,
): readonly string[] | undefined {
  const path = skillPath(name);
  const folder = path.slice(0, path.lastIndexOf('/'));
  const there = input.repository.files.filter((file) => skillFolder(file) === folder);
  const file = readable(input, path, draft);
  const before = file?.bytes;
  const present = before && readRendered(before);
  if (!file || (before && !present)) return [path, ...there];
  const asBefore = before === undefined ? undefined : there;
  const process = input.processes?.find((one) => workflowKey(one.workflow) === workflowKey(workflow));
  const recorded = process && renderProcedure(process, notes.find(isWholeProcedure)?.text);
  const procedure =
    recorded ?? (before && procedureOf(before, (part) => input.repository.bytes(`${folder}/${part}`) ?? undefined));
  if (!procedure) return asBefore;
  const { text, references } = renderSkill(name, workflow, notes, procedure);
  const files = [{ path, text }, ...references.map((part) => ({ path: `${folder}/${part.name}`, text: part.text }))];
  const held = files.flatMap((one) => heldBack(one.text, one.path, input.gate) ?? [])[0];
  if (held) {
    draft.heldBack.push(held);
    return asBefore;
  }
  const foreign = files.find((one) => isForeign(one.path, input));
  if (foreign) {
    draft.refused.push(notOurs(foreign.path));
    return asBefore;
  }
  const edited = files.filter((one) => isEdited(one, recorded !== undefined, input));
  for (const one of edited) draft.handEdits.push(describedHandEdit(one.path, []));
  // What is edited may have been moved from one file to the other: all of them wait.
  if (edited.length === 0) {
    for (const one of files) {
      const was = input.repository.bytes(one.path);
      addChange(draft, one.path, was, stamped(one.text, was), `the procedure of "${workflow}"`);
    }
    return files.map((one) => one.path);
  }
  return [path, ...there];
}

/** A file of somebody else where a part of ours would stand. */
function isForeign(path: string, { repository }: PlanInput): boolean {
  const bytes = repository.bytes(path);
  return bytes === undefined ? repository.has(path) : readRendered(bytes) === undefined;
}

function notOurs(path: string): Refusal {
  return {
    path,
    code: 'foreign',
    message: `${path} was not rendered by Mirror, and a part of the procedure belongs there: rename it, then apply again`,
  };
}

/** Edited by hand since it was rendered, to something else than is rendered now. */
function isEdited({ path, text }: { path: string; text: string }, isRecorded: boolean, input: PlanInput): boolean {
  const bytes = input.repository.bytes(path);
  const present = bytes && readRendered(bytes);
  const agrees = isRecorded && present?.text.trimEnd() === text.trimEnd();
  return present?.edited === true && !agrees && !input.decided?.includes(path);
}

/** A skill that Mirror rendered and whose workflow has no accepted note any more goes, and so do parts no longer wanted, unless somebody edited them. */
function planGoneSkills(kept: ReadonlySet<string>, input: PlanInput, draft: Draft): void {
  const ours = (path: string) =>
    path.startsWith(`${places.skills}/`) && skillFolder(path) !== undefined && !kept.has(path);
  for (const path of input.repository.files.filter(ours)) {
    const before = input.repository.bytes(path);
    const present = before && readRendered(before);
    if (!before || !present) continue;
    const why = path.endsWith('/SKILL.md')
      ? 'no accepted note of its workflow is left'
      : 'the procedure has no such part any more';
    if (present.edited && !input.decided?.includes(path)) draft.handEdits.push(describedHandEdit(path, []));
    else addChange(draft, path, before, undefined, why);
  }
}
