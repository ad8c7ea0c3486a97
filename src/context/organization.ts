import type { FileChange } from '../model/context.ts';
import type { Note } from '../model/note.ts';
import type { RepositoryView } from '../model/repository.ts';
import { addChange, type Draft } from './draft.ts';
import type { GateTwo } from './gateTwo.ts';
import { type HeldBack, heldBack, noteAsText } from './gateTwo.ts';
import { readNoteFile, renderNoteFile } from './noteFile.ts';
import { compare, mergeAccepted, notePath } from './noteStore.ts';
import { commandsNamed, toolsOf, wordsOfFiles } from './organizationFit.ts';
import { sentenceOf } from './renderedLine.ts';
import { noteSlug, workflowKey } from './slug.ts';
import { attributes, withAttributes } from './unionMerge.ts';

/** The organization's notes as of one commit. */
export interface OrganizationView {
  readonly commit?: string;
  readonly files: ReadonlyMap<string, Uint8Array>;
}

/** An organization's note that this project could take in, a newer wording of one it has, or one it has that is gone there. */
export interface OrganizationOffer {
  /** As it would stand here: pinned at the commit it is from. One that is gone there, as it stands here. */
  readonly note: Note;
  readonly kind: 'new' | 'update' | 'removed';
  /** What it shares with this project, as words: `npm`, `package.json`, the name of a workflow. */
  readonly because: readonly string[];
}

/** Accepted notes in an organization's repository, one an id, sorted. What cannot be read is left out. */
export function organizationNotes({ files }: OrganizationView): Note[] {
  const notes = [...files]
    .filter(([path]) => path.endsWith('.md'))
    .sort(([a], [b]) => compare(a, b))
    .flatMap(([, bytes]) => {
      const read = readNoteFile(bytes);
      return read.ok ? [read.value.note] : [];
    });
  return mergeAccepted(notes, []).filter((note) => note.status === 'accepted');
}

/**
 * What the organization offers this project: notes about its files, tools or workflows that it has not taken in, and
 * newer wordings of those it has. `stored` are the notes on disk, `workflows` the names that are known here, `pinned` the
 * notes as the organization had them where they were taken from: what a person reworded here is no news from there. A note
 * that was taken from one of the `commits`, which the organization's history has, and that is not accepted there any more
 * was removed there.
 */
export function organizationOffers(
  view: OrganizationView,
  stored: readonly Note[],
  repository: RepositoryView,
  workflows: readonly string[],
  pinned: ReadonlyMap<string, Note> = new Map(),
  commits: ReadonlySet<string> = new Set(),
): OrganizationOffer[] {
  const { commit } = view;
  if (commit === undefined) return [];
  const here = new Map(stored.map((note) => [note.id, note]));
  const project = {
    tools: toolsOf(repository),
    files: wordsOfFiles(repository),
    workflows: new Set(workflows.map(workflowKey)),
  };
  const offered = organizationNotes(view);
  const there = new Set(offered.map(({ id }) => id));
  const removed = stored.filter(
    ({ id, layer, status, pinnedAt }) =>
      layer === 'organization' && status === 'accepted' && commits.has(pinnedAt ?? '') && !there.has(id),
  );
  const offers = offered.flatMap((theirs): OrganizationOffer[] => {
    const note: Note = { ...theirs, layer: 'organization', pinnedAt: commit };
    const mine = here.get(note.id);
    if (mine === undefined) {
      const because = sharedWith(note, project);
      return because.length === 0 ? [] : [{ note, kind: 'new', because }];
    }
    const isOurs = mine.layer === 'organization' && mine.status === 'accepted';
    const isNews = isOurs && !sameClaim(mine, note) && !sameClaim(pinned.get(note.id) ?? mine, note);
    return isNews ? [{ note, kind: 'update', because: [] }] : [];
  });
  return [...offers, ...removed.map((note): OrganizationOffer => ({ note, kind: 'removed', because: [] }))];
}

/** More evidence is no other claim. */
function sameClaim(a: Note, b: Note): boolean {
  return (['text', 'trigger', 'action', 'prevents'] as const).every((key) => a[key] === b[key]);
}

interface Project {
  readonly tools: ReadonlySet<string>;
  readonly files: ReadonlySet<string>;
  readonly workflows: ReadonlySet<string>;
}

function sharedWith(note: Note, project: Project): string[] {
  const named = commandsNamed(note);
  const files = named.files.filter((file) => project.files.has(file));
  const tools = named.tools.filter((tool) => project.tools.has(tool));
  const workflow = project.workflows.has(workflowKey(note.workflow)) ? [note.workflow] : [];
  // A script or target that the project lacks is not its business, whoever runs it.
  const lacks = named.scripts.length > 0 && !named.scripts.some((script) => project.tools.has(script));
  if (lacks && workflow.length === 0) return [];
  const general = note.workflow === '' && named.files.length + named.tools.length + named.scripts.length === 0;
  return [...new Set([...workflow, ...tools, ...files, ...(general ? ['every repository'] : [])])];
}

/** What promoting notes would write into the organization's repository, and the message of its commit. */
export interface Promotion {
  readonly changes: readonly FileChange[];
  readonly heldBack: readonly HeldBack[];
  readonly message: string;
  /** For a branch: names the note, or that there are several. */
  readonly name: string;
}

/**
 * Plans the promotion of accepted notes. A note that is there already keeps its words and gains evidence. The commits
 * and the owner's names for this project's files stay behind; gate two looks at the rest.
 */
export function planPromotion(notes: readonly Note[], view: OrganizationView, gate: GateTwo): Promotion {
  const draft: Draft = { changes: [], handEdits: [], refused: [], heldBack: [] };
  const there = organizationNotes(view);
  const paths = pathsById(view);
  const told: Note[] = [];
  for (const note of notes) {
    const { verifiedAt: _commit, pinnedAt: _pin, paths: _paths, ...own } = note;
    const promoted: Note = { ...own, layer: 'organization', status: 'accepted' };
    const [whole] = mergeAccepted(
      there.filter(({ id }) => id === note.id),
      [promoted],
    );
    if (!whole) continue;
    const path = paths.get(note.id) ?? notePath(whole);
    const found = heldBack(noteAsText(whole), path, gate, note.id);
    if (found) draft.heldBack.push(found);
    else {
      const before = view.files.get(path);
      addChange(draft, path, before, renderNoteFile(whole, before), `promoted: ${whole.kind}`);
      told.push(whole);
    }
  }
  const before = view.files.get(attributes.path);
  const merging = draft.changes.length > 0 ? withAttributes(before) : undefined;
  if (merging) addChange(draft, attributes.path, before, merging, 'notes merge by union');
  const [only] = told;
  return {
    changes: draft.changes,
    heldBack: draft.heldBack,
    message: messageOf(told),
    name: told.length === 1 && only ? noteSlug(only.id) : `${told.length}-notes`,
  };
}

/** Where each note stands there, whatever its file is called. */
export function pathsById({ files }: OrganizationView): ReadonlyMap<string, string> {
  return new Map(
    [...files].flatMap(([path, bytes]): [string, string][] => {
      const read = path.endsWith('.md') ? readNoteFile(bytes) : undefined;
      return read?.ok ? [[read.value.note.id, path]] : [];
    }),
  );
}

/** The subject says what, each note brings its evidence in brief: what a reviewer of the branch has to know. */
function messageOf(notes: readonly Note[]): string {
  const [only] = notes;
  const subject = notes.length === 1 && only ? `Promote: ${sentenceOf(only)}` : `Promote ${notes.length} notes`;
  const body = notes.flatMap((note) => {
    const { n, of } = note.support;
    const last = note.recordedOn === undefined ? '' : `, last ${note.recordedOn}`;
    const excerpts = note.evidence.slice(0, 3).map(({ excerpt }) => `    ${excerpt.replace(/\s+/g, ' ').trim()}`);
    return [
      `- ${sentenceOf(note)}`,
      `  ${note.id}: seen in ${n} of ${of} recording${of === 1 ? '' : 's'}${last}`,
      ...excerpts,
    ];
  });
  return `${subject.length > 72 ? `${subject.slice(0, 71)}…` : subject}\n\n${body.join('\n')}\n`;
}
