import type { Judgement, Layer, Note, NoteKind } from '../../model/note.ts';
import type { NoteView, ViewState } from '../state.ts';
import { evidenceRow } from './evidenceRow.ts';
import { oneLine, plainLines } from './text.ts';
import type { TreeNode } from './treeNode.ts';
import type { Words } from './words.ts';

type NoteGroup = 'proposed' | 'pending' | 'accepted' | 'declined';

const kindIcons: Readonly<Record<NoteKind, string>> = {
  lesson: 'lightbulb',
  parameter: 'symbol-parameter',
  order: 'list-ordered',
  convention: 'law',
  prerequisite: 'key',
  procedure: 'checklist',
  verification: 'beaker',
  decision: 'git-compare',
  contradiction: 'warning',
};

/** The kind as a person reads it. */
export function kindLabel(kind: NoteKind, { t }: Words): string {
  switch (kind) {
    case 'lesson':
      return t('lesson');
    case 'parameter':
      return t('parameter');
    case 'order':
      return t('order');
    case 'convention':
      return t('convention');
    case 'prerequisite':
      return t('prerequisite');
    case 'procedure':
      return t('procedure');
    case 'verification':
      return t('verification');
    case 'decision':
      return t('decision');
    case 'contradiction':
      return t('contradiction');
  }
}

/** The layer as a person reads it. */
export function layerLabel(layer: Layer, { t }: Words): string {
  switch (layer) {
    case 'working':
      return t('this task');
    case 'project':
      return t('project');
    case 'organization':
      return t('organization');
  }
}

function groupOf({ note, pendingApply }: NoteView): NoteGroup | undefined {
  if (pendingApply) return 'pending';
  if (note.status === 'proposed') return 'proposed';
  if (note.status === 'declined') return 'declined';
  return note.status === 'superseded' ? undefined : 'accepted';
}

function groupLabel(group: NoteGroup, { t }: Words): string {
  switch (group) {
    case 'proposed':
      return t('To review');
    case 'pending':
      return t('Accepted, not applied yet');
    case 'accepted':
      return t('Applied');
    case 'declined':
      return t('Declined');
  }
}

function supportLabel({ support }: Note, { t }: Words): string {
  return t('{0} of {1}', support.n, support.of);
}

/** What speaks against the note by the rubric, in our words: a model's own are not shown. */
function judged(judgement: Judgement, { t }: Words): string {
  const against = [
    ...(judgement.namesWhatItPrevents ? [] : [t('it names no failure that it prevents')]),
    ...(judgement.isConcrete ? [] : [t('it names no concrete action')]),
    ...(judgement.isShownByEvidence ? [] : [t('its evidence does not show it')]),
    ...(judgement.isInferable ? [t('the repository says it already')] : []),
  ];
  return against.length === 0
    ? t('The model would keep it.')
    : t('The model would leave it out: {0}.', against.join('; '));
}

/** That it comes from the organization, or what it has in common with this project. */
export function organizationPart({ organization }: NoteView, { t }: Words): string[] {
  if (organization?.kind === 'update') return [t('newer in the organization')];
  if (organization?.kind === 'removed') return [t('removed in the organization')];
  if (organization) return [t('from the organization: {0}', organization.because.slice(0, 3).join(', '))];
  return [];
}

/** What to do about a note that the organization no longer has. */
export function removedThere({ organization }: NoteView, { t }: Words): string[] {
  return organization?.kind === 'removed'
    ? [t('The organization removed this note. Retire it here too, or move it to the project to keep it.')]
    : [];
}

function tooltip(view: NoteView, words: Words): string {
  const { note, stale, judgement } = view;
  const { t } = words;
  const lines = [
    plainLines(note.text),
    '',
    ...(stale === undefined ? [] : [t('Stale: {0}', oneLine(stale, 400))]),
    ...removedThere(view, words),
    t('When: {0}', plainLines(note.trigger)),
    t('Do: {0}', plainLines(note.action)),
    ...(note.prevents ? [t('Prevents: {0}', plainLines(note.prevents))] : []),
    t('Seen in {0} of {1} recordings', note.support.n, note.support.of),
    t('Layer: {0}', layerLabel(note.layer, words)),
    ...(note.owner ? [t('Owner: {0}', oneLine(note.owner))] : []),
    ...(note.recordedOn ? [t('Recorded on {0}', note.recordedOn)] : []),
    ...(judgement ? [judged(judgement, words)] : []),
  ];
  return lines.join('\n');
}

function noteRow(view: NoteView, group: NoteGroup, words: Words): TreeNode {
  const { note } = view;
  const { t } = words;
  const label = oneLine(note.text, 300) || t('A note without a sentence');
  const stale = note.status === 'stale' || view.stale !== undefined;
  const retired = group === 'pending' && note.status !== 'accepted';
  const parts = [
    ...(stale ? [t('stale')] : []),
    ...(retired ? [t('to be removed')] : []),
    ...organizationPart(view, words),
    kindLabel(note.kind, words),
    supportLabel(note, words),
    ...(note.owner ? [oneLine(note.owner, 40)] : []),
  ];
  const description = parts.join(' · ');
  return {
    id: `note:${note.id}`,
    label,
    description,
    tooltip: tooltip(view, words),
    icon: stale || view.organization?.kind === 'removed' ? 'history' : retired ? 'diff-removed' : kindIcons[note.kind],
    contextValue: `note.${retired ? 'declined' : group}`,
    command: 'previewNote',
    accessibilityLabel: t('{0} note, {1}: {2}', groupLabel(group, words), description, label),
    target: { note: note.id, workflow: note.workflow },
    ...(note.evidence.length > 0
      ? { children: () => note.evidence.map((each, index) => evidenceRow(`note:${note.id}`, each, index, words)) }
      : {}),
  };
}

/** Notes of one layer and one workflow. */
interface Shelf {
  readonly layer: Layer;
  readonly workflow: string;
  readonly notes: readonly NoteView[];
}

/** Layers from the widest use to the narrowest; workflows by name. */
const layerOrder: readonly Layer[] = ['project', 'organization', 'working'];

function shelves(notes: readonly NoteView[]): Shelf[] {
  const found = new Map<string, NoteView[]>();
  for (const view of notes) {
    const key = `${layerOrder.indexOf(view.note.layer)} ${view.note.workflow}`;
    const list = found.get(key);
    if (list) list.push(view);
    else found.set(key, [view]);
  }
  return [...found]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([, list]) =>
      list[0] ? [{ layer: list[0].note.layer, workflow: list[0].note.workflow, notes: list }] : [],
    );
}

function shelfRow({ layer, workflow, notes }: Shelf, group: NoteGroup, words: Words): TreeNode {
  const label = oneLine(workflow, 100) || words.t('Repository');
  const description = `${layerLabel(layer, words)} · ${notes.length}`;
  return {
    id: `group:${group}/${layer}/${workflow}`,
    label,
    description,
    contextValue: `shelf.${group}`,
    accessibilityLabel: words.t('{0}, {1}', label, description),
    target: { notes: notes.map(({ note }) => note.id) },
    children: () => notes.map((view) => noteRow(view, group, words)),
    expanded: true,
  };
}

/**
 * The Notes tree: what to review first, then what waits to be applied, what stands, and what was declined; in each, by
 * layer and workflow.
 */
export function noteRows(state: ViewState, words: Words): readonly TreeNode[] {
  const groups: readonly NoteGroup[] = ['proposed', 'pending', 'accepted', 'declined'];
  return groups.flatMap((group): TreeNode[] => {
    const notes = state.notes.filter((view) => groupOf(view) === group);
    if (notes.length === 0) return [];
    const label = groupLabel(group, words);
    return [
      {
        id: `group:${group}`,
        label,
        description: String(notes.length),
        contextValue: `group.${group}`,
        accessibilityLabel: words.t('{0}, {1}', label, notes.length),
        target: { notes: notes.map(({ note }) => note.id) },
        children: () => shelves(notes).map((shelf) => shelfRow(shelf, group, words)),
        expanded: group === 'proposed' || group === 'pending',
      },
    ];
  });
}
