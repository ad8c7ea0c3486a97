import { Document, isMap, parseDocument } from 'yaml';
import * as z from 'zod';
import { layers, type Note, noteKinds, noteStatuses } from '../model/note.ts';
import type { Result } from '../model/result.ts';
import { err, ok } from '../model/result.ts';
import type { Dependency } from './dependency.ts';
import { dependencies } from './dependency.ts';
import { conflictMarkers } from './managedRegion.ts';
import { visibleText } from './plainText.ts';
import { plainYaml } from './plainYaml.ts';
import { countedAsCited, foldRepeatedKeys, onOwnLines, repeats } from './unionMerge.ts';

/** Why a note's file cannot be read: `line` is 1-based in the file, `message` says what is wrong there. */
export interface NoteFileProblem {
  readonly line: number;
  readonly message: string;
}

/** Sizes over this are no note a person reviewed. */
const largest = 256 * 1024;

const word = z.string();
const count = z.string().regex(/^\d+$/, 'must be a whole number').transform(Number);
const words = z.union([z.array(word), word.transform((one) => (one === '' ? [] : [one]))]);

/** The front matter as the failsafe schema of YAML reads it: every scalar is a string, whatever it looks like. */
const frontMatter = z.object({
  id: word.min(1, 'must not be empty'),
  kind: z.enum(noteKinds),
  workflow: word.default(''),
  layer: z.enum(layers).default('project'),
  status: z.enum(noteStatuses).default('accepted'),
  trigger: word.default(''),
  action: word.default(''),
  prevents: word.optional(),
  parameters: words.optional(),
  paths: words.optional(),
  owner: word.optional(),
  supersedes: word.optional(),
  source: z.object({ file: word, line: count }).optional(),
  support: z.object({ n: count, of: count }).default({ n: 1, of: 1 }),
  recordedOn: word.optional(),
  verifiedAt: word.optional(),
  pinnedAt: word.optional(),
  evidence: z.array(z.object({ recording: word, from: count, to: count, excerpt: word.default('') })).default([]),
  dependsOn: dependencies.optional().catch(undefined),
});

/** The keys of ours in a note's file, in the order of a new one. */
const keys = [
  'id',
  'kind',
  'workflow',
  'layer',
  'status',
  'owner',
  'trigger',
  'action',
  'prevents',
  'parameters',
  'paths',
  'support',
  'recordedOn',
  'verifiedAt',
  'pinnedAt',
  'supersedes',
  'source',
  'evidence',
] as const satisfies readonly Exclude<keyof Note, 'text'>[];

/** A note's file as read. */
export interface ReadNote {
  readonly note: Note;
  /** What the note needs of the repository; absent where the file does not say. */
  readonly dependsOn?: readonly Dependency[];
}

/**
 * Reads `.mirror/notes/<slug>.md`: YAML front matter, then the claim. Tolerant of unknown keys, of CRLF, of a byte
 * order mark and of scalars without quotes; what is missing but has a plain default gets it (no `status` means that
 * whoever committed the file accepts it).
 */
export function readNoteFile(bytes: Uint8Array): Result<ReadNote, NoteFileProblem> {
  if (bytes.length > largest) return problem(1, 'the file is larger than 256 KB, which is no note');
  const cut = cutFrontMatter(bytes);
  if (!cut.ok) return cut;
  const { yaml, body } = cut.value;
  const data = plainData(yaml);
  if (!data.ok) return data;
  const read = frontMatter.safeParse(data.value.data);
  if (!read.success) {
    const issue = read.error.issues[0];
    const path = issue?.path.map(String) ?? [];
    return problem(lineOfKey(yaml, path[0]), `"${path.join('.') || 'front matter'}" ${described(issue?.message)}`);
  }
  const {
    prevents,
    parameters,
    paths,
    owner,
    supersedes,
    source,
    recordedOn,
    verifiedAt,
    pinnedAt,
    dependsOn,
    ...rest
  } = read.data;
  const note = cleanNote({
    ...rest,
    text: body,
    ...optional({ prevents, owner, supersedes, recordedOn, verifiedAt, pinnedAt }),
    ...(parameters === undefined ? {} : { parameters }),
    ...(paths === undefined ? {} : { paths }),
    ...(source === undefined ? {} : { source }),
  });
  return ok({
    note: data.value.folded ? countedAsCited(note) : note,
    ...(dependsOn === undefined ? {} : { dependsOn }),
  });
}

/**
 * The bytes of a note's file. With `existing`, what a person wrote there stays: unknown keys, comments and line ends,
 * and the whole file where it says the same already. `dependsOn` is what the note needs of the repository now; what the
 * file says it needed stays while the note has its words, as far as `keeps` lets it. Only `existing` decides about line
 * ends.
 */
export function renderNoteFile(
  note: Note,
  existing?: Uint8Array,
  dependsOn: readonly Dependency[] = [],
  keeps: (known: readonly Dependency[]) => readonly Dependency[] = (known) => known,
): Uint8Array {
  const clean = cleanNote(note);
  const read = existing && readNoteFile(existing);
  const before = read?.ok ? read.value : undefined;
  if (existing && before && sameNote(before.note, clean)) return existing;
  const cut = existing && before ? cutFrontMatter(existing) : undefined;
  const document = cut?.ok ? parseDocument(cut.value.yaml, { uniqueKeys: false }) : new Document({});
  const folded = foldRepeatedKeys(document);
  if (!isMap(document.contents)) document.contents = new Document({}).contents;
  for (const key of keys) {
    const value = clean[key];
    const old = before?.note[key];
    if (value === undefined || (Array.isArray(value) && value.length === 0)) document.delete(key);
    else if (folded || old === undefined || !same(old, value)) document.set(key, valueNode(document, value));
  }
  const reworded = before !== undefined && before.note.text !== clean.text;
  document.set('dependsOn', valueNode(document, needed(reworded ? [] : keeps(before?.dependsOn ?? []), dependsOn)));
  const body = cut?.ok && !reworded ? cut.value.body : `\n${clean.text}\n`;
  const text = `---\n${document.toString({ lineWidth: 0 })}---\n${body}`;
  const crlf = existing !== undefined && new TextDecoder().decode(existing).includes('\r\n');
  return new TextEncoder().encode(crlf ? text.replace(/\r?\n/g, '\r\n') : text);
}

function valueNode(document: Document, value: unknown): unknown {
  const node = document.createNode(value);
  onOwnLines(node);
  return node;
}

/** The note as its file can hold it: no invisible characters, one line where one line is meant. */
export function cleanNote(note: Note): Note {
  const { prevents, owner, supersedes, recordedOn, verifiedAt, pinnedAt, parameters, paths, ...rest } = note;
  return {
    ...rest,
    workflow: line(note.workflow),
    trigger: block(note.trigger),
    action: block(note.action),
    text: block(note.text),
    support: { n: note.support.n, of: note.support.of },
    evidence: note.evidence.map(({ recording, from, to, excerpt }) => ({
      recording,
      from,
      to,
      excerpt: block(excerpt),
    })),
    ...optional({
      prevents: prevents === undefined ? undefined : block(prevents),
      owner: owner === undefined ? undefined : line(owner),
      supersedes,
      recordedOn: recordedOn === undefined ? undefined : line(recordedOn),
      verifiedAt: verifiedAt === undefined ? undefined : line(verifiedAt),
      pinnedAt: pinnedAt === undefined ? undefined : line(pinnedAt),
    }),
    ...(parameters && parameters.length > 0 ? { parameters: parameters.map(line) } : {}),
    ...(paths && paths.length > 0 ? { paths: paths.map(line) } : {}),
  };
}

/** Text without hidden characters; a quoted conflict marker is escaped, so that the file does not look like one. */
function block(text: string): string {
  if (/^(?![<>]{7})[\x21-\x7e](?:[\x20-\x7e]*[\x21-\x7e])?$/.test(text)) return text;
  return visibleText(text)
    .split('\n')
    .map((one) => one.trimEnd())
    .join('\n')
    .trim()
    .replace(/^(?=(?:<{7}|>{7}) )/gm, '\\');
}

function line(text: string): string {
  return block(text).replace(/\s+/g, ' ');
}

/** Text values that are there and not empty. */
function optional<K extends string>(values: Record<K, string | undefined>): Partial<Record<K, string>> {
  const present: Partial<Record<K, string>> = {};
  for (const [key, value] of Object.entries<string | undefined>(values)) {
    if (value !== undefined && value !== '') present[key as K] = value;
  }
  return present;
}

/** Each need once; one seen again now replaces what was known of it. */
function needed(known: readonly Dependency[], now: readonly Dependency[]): Dependency[] {
  return [...new Map([...known, ...now].map((one) => [JSON.stringify({ ...one, is: '' }), one])).values()];
}

/** Whether two clean notes say the same in every field. */
export function sameNote(a: Note, b: Note): boolean {
  return a.text === b.text && keys.every((key) => same(a[key], b[key]));
}

function same(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

function cutFrontMatter(bytes: Uint8Array): Result<{ yaml: string; body: string }, NoteFileProblem> {
  const text = new TextDecoder().decode(bytes).replace(/\r\n?/g, '\n');
  if (conflictMarkers(text)) {
    const at = text.split('\n').findIndex((one) => one.startsWith('<<<<<<< '));
    return problem(at + 1, 'it has merge conflict markers');
  }
  if (!/^---[ \t]*\n/.test(text))
    return problem(1, 'the file does not begin with front matter between two "---" lines');
  const start = text.indexOf('\n') + 1;
  const close = /^---[ \t]*$/m.exec(text.slice(start));
  if (!close) return problem(1, 'the front matter has no closing "---" line');
  const end = start + close.index + close[0].length;
  return ok({ yaml: text.slice(start, start + close.index), body: text.slice(end).replace(/^\n/, '') });
}

/** Anchors and aliases may be nested into something huge; the library refuses that by throwing. */
function plainData(yaml: string): Result<{ data: unknown; folded: boolean }, NoteFileProblem> {
  const plain = plainYaml(yaml);
  if (plain !== undefined) return ok({ data: plain, folded: false });
  const strict = parseDocument(yaml, { schema: 'failsafe' });
  const twice = strict.errors[0]?.code === 'DUPLICATE_KEY' && !repeats(strict, 'id') && !repeats(strict, 'kind');
  const document = twice ? parseDocument(yaml, { schema: 'failsafe', uniqueKeys: false }) : strict;
  const broken = document.errors[0];
  if (broken) {
    const [sentence = 'the front matter is no YAML'] = broken.message.split('\n');
    return problem((broken.linePos?.[0].line ?? 1) + 1, sentence.replace(/ at line \d+, column \d+:?$/, ''));
  }
  const folded = twice && foldRepeatedKeys(document);
  try {
    return ok({ data: document.toJS() ?? {}, folded });
  } catch (error) {
    return problem(2, error instanceof Error ? error.message : 'the front matter cannot be read');
  }
}

function lineOfKey(yaml: string, key: string | undefined): number {
  const at = key === undefined ? -1 : yaml.split('\n').findIndex((one) => one.startsWith(`${key}:`));
  return at === -1 ? 1 : at + 2;
}

function described(message: string | undefined): string {
  if (message === undefined) return 'cannot be read';
  return message.startsWith('must') ? message : `is wrong: ${message}`;
}

function problem(at: number, message: string): Result<never, NoteFileProblem> {
  return err({ line: at, message });
}
