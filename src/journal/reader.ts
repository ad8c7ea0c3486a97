import type { z } from 'zod';
import type { FactKind, RecordedEvent, UnknownEvent } from '../model/event.ts';
import type { JournalProblem, JournalProblemCode, RecordingHeader } from '../model/recording.ts';
import { isTooDeep, withoutNulls } from './leniency.ts';
import type { RawLine } from './lines.ts';
import { type JsonObject, type Upgrade, upgradeEvent, upgradeHeader, upgradePath, upgrades } from './migrate.ts';
import { parseJson, salvageObjects } from './salvage.ts';
import { eventSchemas, headerSchema, isKnownKind, stampSchema } from './schema.ts';

/** Where a reader puts what it finds, in the order of the file. */
export interface JournalSink {
  /** Called again where another recording was joined on. `header` is absent where the line is damaged. */
  begin(header: RecordingHeader | undefined, version: number | undefined): void;
  event(event: RecordedEvent): void;
  unknown(event: UnknownEvent): void;
  problem(problem: JournalProblem): void;
}

export interface JournalReaderOptions {
  readonly upgrades?: readonly Upgrade[];
  /** Problems named one by one; the rest are summed up in a last one. */
  readonly maxProblems?: number;
}

export interface JournalReader {
  line(line: RawLine): void;
  /** After the last line. `complete`: the last line is an intact `end` event of the last recording in the file. */
  finish(): { readonly complete: boolean };
}

/** State of the recording that is being read; a joined file has several. */
interface Part {
  readonly readable: boolean;
  readonly path: readonly Upgrade[];
  lastSeq: number;
  ended: boolean;
  endIsLast: boolean;
}

/**
 * Reads a journal line by line, in flat memory. Never throws; an intact event is never lost, and
 * each damage is named once: where, and what.
 */
export function createJournalReader(sink: JournalSink, options: JournalReaderOptions = {}): JournalReader {
  const { upgrades: known = upgrades, maxProblems = 10_000 } = options;
  const saidOnce = new Set<string>();
  let lineNumber = 0;
  let problems = 0;
  let part: Part | undefined;

  function report(code: JournalProblemCode, message: string): void {
    problems += 1;
    if (problems <= maxProblems) sink.problem({ line: lineNumber, code, message });
  }

  function reportOnce(key: string, code: JournalProblemCode, message: string): void {
    if (saidOnce.has(key) || saidOnce.size >= maxProblems) return;
    saidOnce.add(key);
    report(code, message);
  }

  function begin(header: RecordingHeader | undefined, version: number | undefined, path?: readonly Upgrade[]): Part {
    part = { readable: path !== undefined, path: path ?? [], lastSeq: 0, ended: false, endIsLast: false };
    sink.begin(header, version);
    return part;
  }

  function takeHeader(value: JsonObject): void {
    if (part) report('second-header', 'another recording begins here: two files were joined');
    const version = value.version;
    if (typeof version !== 'number' || !Number.isInteger(version)) {
      report('bad-header', 'the header has no version');
      begin(undefined, undefined);
      return;
    }
    const path = upgradePath(version, known);
    if (!path.ok) {
      report(path.error.code, path.error.message);
      begin(undefined, version);
      return;
    }
    begin(readHeader(upgradeHeader(path.value, value)), version, path.value);
  }

  function readHeader(value: JsonObject): RecordingHeader | undefined {
    const { found, unknown, wrong, hasNulls } = readStrictly(headerSchema, value);
    for (const field of unknown) {
      reportOnce(`header.${field}`, 'unknown-field', `the header has a field this version does not know: ${field}`);
    }
    if (hasNulls) reportOnce('header null', 'unknown-field', `the header ${nullText}`);
    if (unknown.length > 0 && isTooDeep(value)) {
      report('bad-header', `the header is damaged: ${tooDeep}`);
      return undefined;
    }
    if (wrong.length === 0) return found as unknown as RecordingHeader;
    report('bad-header', `the header is damaged: ${wrong.map(issueText).join('; ')}`);
    return mendHeader(value, wrong);
  }

  function takeEvent(raw: JsonObject): void {
    const at = part ?? beginWithoutHeader();
    const value = upgradeEvent(at.path, raw);
    const stamp = stampSchema.safeParse(value);
    if (!stamp.success) {
      at.endIsLast = false;
      report('bad-event', `not an event: ${stamp.error.issues.map(issueText).join('; ')}`);
    } else if (at.readable && isKnownKind(stamp.data.kind)) {
      takeKnown(at, stamp.data.kind, stamp.data.seq, value);
    } else {
      takeUnknown(at, stamp.data);
    }
  }

  function takeUnknown(at: Part, event: UnknownEvent): void {
    const { kind, seq } = event;
    if (isTooDeep(event)) {
      follow(at, seq, '');
      report('bad-event', `not an event: ${tooDeep}`);
      return;
    }
    if (at.readable) {
      reportOnce(`kind.${kind}`, 'unknown-kind', `this version does not know events of kind "${kind.slice(0, 60)}"`);
    }
    follow(at, seq, kind);
    sink.unknown(event);
  }

  function takeKnown(at: Part, kind: FactKind, seq: number, value: JsonObject): void {
    const { found, unknown, wrong, hasNulls } = readStrictly(eventSchemas[kind], value);
    const isBad = wrong.length > 0 || (unknown.length > 0 && isTooDeep(value));
    follow(at, seq, isBad ? '' : kind);
    if (isBad) {
      const what = wrong.length > 0 ? wrong.map(issueText).join('; ') : tooDeep;
      report('bad-event', `a damaged event of kind "${kind}": ${what}`);
      return;
    }
    for (const field of unknown) {
      const message = `events of kind "${kind}" have a field this version does not know: ${field}`;
      reportOnce(`${kind}.${field}`, 'unknown-field', message);
    }
    if (hasNulls) reportOnce(`${kind} null`, 'unknown-field', `an event of kind "${kind}" ${nullText}`);
    sink.event(found as unknown as RecordedEvent);
  }

  function beginWithoutHeader(): Part {
    report('bad-header', 'the file does not begin with the header of a recording');
    return begin(undefined, undefined, []);
  }

  /** Holds an event against the sequence so far. */
  function follow(at: Part, seq: number, kind: string): void {
    if (at.ended) report('after-end', 'an event follows the end of the recording');
    if (seq > at.lastSeq + 1) report('sequence-gap', `${missing(at.lastSeq + 1, seq - 1)} missing before event ${seq}`);
    if (seq <= at.lastSeq) report('sequence-repeat', `event ${seq} follows event ${at.lastSeq}`);
    at.lastSeq = Math.max(at.lastSeq, seq);
    at.ended ||= kind === 'end';
    at.endIsLast = kind === 'end';
  }

  function take(value: unknown): boolean {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
    const object = value as JsonObject;
    if (object.format === 'mirror.recording') takeHeader(object);
    else takeEvent(object);
    return true;
  }

  function takeDamaged(line: RawLine): void {
    const code = line.terminated ? 'bad-line' : 'torn-tail';
    const found = [...salvageObjects(line)].filter((value) => typeof value === 'object' && value !== null);
    const kept = found.length === 0 ? '' : `; ${found.length} intact on it ${found.length === 1 ? 'was' : 'were'} kept`;
    const what = line.terminated ? 'this line is no JSON' : 'the last line was cut off while it was written';
    // A file whose very first line is damaged has no header to begin with.
    if (!part && !found.some(isHeader)) beginWithoutHeader();
    report(code, `${line.utf8 ? what : `${what}, and no UTF-8`} (${line.bytes} bytes)${kept}`);
    for (const value of found) if (isHeader(value) || stampSchema.safeParse(value).success) take(value);
    if (part) part.endIsLast = false;
  }

  return {
    line(line) {
      lineNumber += 1;
      if (line.tooLong) {
        report('line-too-long', `this line has ${line.bytes} bytes, more than any event`);
        if (part) part.endIsLast = false;
        return;
      }
      const text = lineNumber === 1 ? line.text.replace(/^\uFEFF/, '') : line.text;
      if (text.trim() === '') return;
      const value = line.utf8 ? parseJson(text) : undefined;
      if (value === undefined) return takeDamaged(line);
      if (!take(value)) {
        report('bad-event', 'this line is JSON, but no event');
        if (part) part.endIsLast = false;
      }
    },
    finish() {
      if (!part && problems === 0) report('empty', 'the file holds no recording');
      if (problems > maxProblems) {
        sink.problem({
          line: lineNumber,
          code: 'bad-line',
          message: `${problems - maxProblems} more problems are not listed`,
        });
      }
      return { complete: part?.endIsLast ?? false };
    },
  };
}

const tooDeep = 'it is nested too deep';
const nullText = 'has null where a field may be absent; it is read as absent';

/** An object held against a schema. */
interface StrictReading {
  /** The object, with the fields that are unknown: they are kept. */
  readonly found: JsonObject;
  readonly unknown: readonly string[];
  readonly wrong: readonly z.core.$ZodIssue[];
  /** Of its fields some were null, which `found` leaves out. */
  readonly hasNulls: boolean;
}

function readStrictly(schema: z.ZodType, value: JsonObject): StrictReading {
  const first = issuesOf(schema, value);
  if (first.wrong.length === 0) return { found: value, hasNulls: false, ...first };
  const found = withoutNulls(value);
  const second = issuesOf(schema, found);
  return second.wrong.length === 0 ? { found, hasNulls: true, ...second } : { found: value, hasNulls: false, ...first };
}

function issuesOf(schema: z.ZodType, value: JsonObject): Pick<StrictReading, 'unknown' | 'wrong'> {
  const parsed = schema.safeParse(value);
  const issues = parsed.success ? [] : parsed.error.issues;
  return {
    unknown: issues.flatMap((issue) => unknownFields(issue) ?? []),
    wrong: issues.filter((issue) => !unknownFields(issue)),
  };
}

/**
 * A header that lost a field which nothing hangs on still opens its recording. A missing `sanitizer`
 * reads as `none`, so that gate two does all its work.
 */
function mendHeader(value: JsonObject, wrong: readonly z.core.$ZodIssue[]): RecordingHeader | undefined {
  const mended: Record<string, unknown> = { ...value };
  for (const issue of wrong) {
    const field = String(issue.path[0]);
    if (field === 'recorder') mended[field] = 'unknown';
    else if (field === 'workspace') mended[field] = { name: 'unknown' };
    else if (field === 'sanitizer') mended[field] = 'none';
    else return undefined;
  }
  return mended as unknown as RecordingHeader;
}

function isHeader(value: unknown): boolean {
  return typeof value === 'object' && value !== null && 'format' in value && value.format === 'mirror.recording';
}

/** The names of the fields that an issue is about, when all that is wrong is that they are unknown. */
function unknownFields(issue: z.core.$ZodIssue): readonly string[] | undefined {
  if (issue.code !== 'unrecognized_keys') return undefined;
  const path = issue.path.filter((step) => typeof step === 'string');
  return issue.keys.map((key) => [...path, key.slice(0, 60)].join('.'));
}

/** Where and what, never the value. */
function issueText(issue: z.core.$ZodIssue): string {
  const message = issue.message
    .replace(/^Invalid input: /, '')
    .replace(/^Invalid option: /, '')
    .replace(/^Invalid ISO datetime.*/, 'expected a date and time such as 2026-03-01T10:00:00Z');
  return `${issue.path.join('.') || 'value'} ${message}`;
}

function missing(from: number, to: number): string {
  return from === to ? `event ${from} is` : `events ${from} to ${to} are`;
}
