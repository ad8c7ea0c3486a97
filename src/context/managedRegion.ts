import type { Failure, Result } from '../model/result.ts';
import { err, ok } from '../model/result.ts';
import { fingerprint } from './fingerprint.ts';

export type RegionProblem = 'not-utf8' | 'unclosed' | 'unopened' | 'nested' | 'duplicated' | 'merge-conflict';
export type LineEnd = '\n' | '\r\n';

/** Where the one managed region of a file lies, in byte offsets; the markers belong to it. */
export interface ManagedRegion {
  readonly start: number;
  readonly bodyStart: number;
  readonly bodyEnd: number;
  readonly end: number;
  /** What stands in the begin marker besides the digest, trimmed. */
  readonly attributes: string;
  /** Fingerprint of the body as rendered; absent where nobody rendered it. */
  readonly digest?: string;
  /** Line end behind the begin marker. */
  readonly lineEnd: LineEnd;
  /** The body as text, `\n` line ends, no blank lines at its ends. */
  readonly body: string;
  /** The body differs from what was rendered. */
  readonly edited: boolean;
}

const marker = String.raw`<!--[ \t]*mirror:(begin|end)(?![\w])([^\r\n]{0,500}?)-->`;

/**
 * Finds the managed region of a file. A marker in an inline code span or in a closed code fence is a mention, not a
 * marker. Gives undefined where the file has none, and a failure with a sentence where the markers do not make exactly
 * one region or the file is no text of an ASCII-compatible encoding. Never looks at more than bytes: text around the
 * region may be in any such encoding.
 */
export function findRegion(bytes: Uint8Array): Result<ManagedRegion | undefined, Failure<RegionProblem>> {
  if (bytes.includes(0)) {
    return fail('not-utf8', 'it is UTF-16 or binary; save it as UTF-8 first');
  }
  const raw = bytesAsCharacters(bytes);
  const marks = realMarkers(raw);
  if (marks.length === 0) return openMarker(raw) ?? ok(undefined);
  const problem = markerProblem(raw, marks);
  if (problem) return problem;
  const [begin, end] = marks;
  if (!begin || !end) return ok(undefined);
  const body = normalBody(new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes.subarray(begin.end, end.start)));
  const digest = /\bdigest=([0-9a-f]+)/.exec(begin.attributes)?.[1];
  return ok({
    start: begin.start,
    bodyStart: begin.end,
    bodyEnd: end.start,
    end: end.end,
    attributes: begin.attributes.replace(/\s*\bdigest=\S*/, '').trim(),
    ...(digest === undefined ? {} : { digest }),
    lineEnd: raw.startsWith('\r\n', begin.end) ? '\r\n' : '\n',
    body,
    edited: digest === undefined ? body !== '' : digest !== fingerprint(body),
  });
}

/**
 * The file with `body` in its region; everything outside stays byte for byte. Without a region, one is added at the
 * end, with one empty line before it where the file does not end in one; `attributes` stand in its begin marker. A body
 * that is there already changes nothing.
 */
export function withRegion(
  bytes: Uint8Array | undefined,
  region: ManagedRegion | undefined,
  body: string,
  attributes = '',
): Uint8Array {
  const wanted = normalBody(body);
  if (region && bytes) {
    if (region.body === wanted && region.digest === fingerprint(wanted)) return bytes;
    const middle = rendered(wanted, region.lineEnd, region.attributes);
    return joined(bytes.subarray(0, region.start), middle, bytes.subarray(region.end));
  }
  const before = bytes ?? new Uint8Array();
  const lineEnd = dominantLineEnd(before);
  const empty = new TextDecoder().decode(before) === '';
  const closed = empty || before.at(-1) === 10;
  const gap = empty ? '' : closed ? (endsInEmptyLine(before) ? '' : lineEnd) : lineEnd + lineEnd;
  const tail = closed ? lineEnd : '';
  return joined(before, encoded(gap), rendered(wanted, lineEnd, attributes), encoded(tail));
}

/** Whether nothing but blanks stands outside the region, so that the file is all ours. */
export function isOnlyRegion(bytes: Uint8Array, region: ManagedRegion): boolean {
  const outside = [bytes.subarray(0, region.start), bytes.subarray(region.end)];
  return outside.every((part) => new TextDecoder().decode(part).trim() === '');
}

/** The line end that most lines of a file have; `\n` where there is none. */
export function dominantLineEnd(bytes: Uint8Array): LineEnd {
  let crlf = 0;
  let lf = 0;
  for (let at = bytes.indexOf(10); at !== -1; at = bytes.indexOf(10, at + 1)) {
    if (bytes[at - 1] === 13) crlf++;
    else lf++;
  }
  return crlf > lf ? '\r\n' : '\n';
}

/** One character a byte, so that string offsets are byte offsets. */
export function bytesAsCharacters(bytes: Uint8Array): string {
  return new TextDecoder('latin1').decode(bytes);
}

interface Marker {
  readonly kind: 'begin' | 'end';
  readonly start: number;
  readonly end: number;
  readonly attributes: string;
}

/** All markers that are no mentions, in order. */
function realMarkers(raw: string): Marker[] {
  const all = [...raw.matchAll(new RegExp(marker, 'g'))]
    .map(
      (match): Marker => ({
        kind: match[1] === 'begin' ? 'begin' : 'end',
        start: match.index,
        end: match.index + match[0].length,
        attributes: (match[2] ?? '').trim(),
      }),
    )
    .filter((mark) => !(raw[mark.start - 1] === '`' && raw[mark.end] === '`'));
  if (all.length === 0) return all;
  const fences = closedFences(raw, all);
  return all.filter((mark) => !fences.some(([from, to]) => mark.start > from && mark.start < to));
}

/**
 * Code fences that open and close outside our region. Inside it, from a begin marker that carries our digest to the
 * next end marker, fences are the region's own and pair with nothing outside.
 */
function closedFences(raw: string, marks: readonly Marker[]): [number, number][] {
  const fences: [number, number][] = [];
  const ours = marks.filter((mark) => mark.kind === 'begin' && /\bdigest=/.test(mark.attributes));
  const inside = ours.map((begin) => {
    const end = marks.find((mark) => mark.kind === 'end' && mark.start > begin.start);
    return [begin.start, end?.end ?? raw.length] as const;
  });
  let open: { at: number; run: string; sealed: number } | undefined;
  for (const match of raw.matchAll(/^[ ]{0,3}(`{3,}|~{3,})([^\r\n]*)/gm)) {
    const run = match[1] ?? '';
    if (inside.some(([from, to]) => match.index > from && match.index < to)) continue;
    const sealed = ours.filter((begin) => begin.start < match.index).length;
    if (open && open.sealed !== sealed) open = undefined;
    if (!open) {
      if (run[0] === '~' || !match[2]?.includes('`')) open = { at: match.index, run, sealed };
    } else if (run[0] === open.run[0] && run.length >= open.run.length && match[2]?.trim() === '') {
      fences.push([open.at, match.index]);
      open = undefined;
    }
  }
  return fences;
}

function markerProblem(raw: string, marks: readonly Marker[]): Result<never, Failure<RegionProblem>> | undefined {
  const [first, second] = marks;
  if (!first) return undefined;
  if (conflictMarkers(raw.slice(Math.max(0, first.start - 300), (marks.at(-1)?.end ?? 0) + 300))) {
    return fail(
      'merge-conflict',
      'it has merge conflict markers around the managed region; keep either side of it whole, then apply again: the region is rendered from .mirror/notes',
    );
  }
  if (first.kind === 'end') {
    return fail(
      'unopened',
      `line ${lineOf(raw, first.start)} has "mirror:end" without a "mirror:begin" before it; remove it or restore the begin marker`,
    );
  }
  if (!second) {
    return fail(
      'unclosed',
      `the managed region that begins on line ${lineOf(raw, first.start)} has no "mirror:end"; add one behind the last line of the region`,
    );
  }
  if (second.kind === 'begin') {
    return fail(
      'nested',
      `a second "mirror:begin" on line ${lineOf(raw, second.start)} stands inside the region of line ${lineOf(raw, first.start)}; keep one`,
    );
  }
  const third = marks[2];
  if (third) {
    return fail(
      'duplicated',
      `a second managed region or marker stands on line ${lineOf(raw, third.start)}; keep one region a file`,
    );
  }
  return undefined;
}

/** A begin marker whose comment never closes on its line would be missed by the pattern. */
function openMarker(raw: string): Result<never, Failure<RegionProblem>> | undefined {
  const at = raw.search(/^[ \t]*<!--[ \t]*mirror:(?:begin|end)(?!\w)(?![^\r\n]*-->)/m);
  if (at === -1) return undefined;
  return fail('unclosed', `the marker on line ${lineOf(raw, at + 1)} is not closed by "-->" on its line`);
}

/** Whether a text holds both ends of a Git conflict at the start of lines. */
export function conflictMarkers(text: string): boolean {
  return /^<{7} /m.test(text) && /^>{7} /m.test(text);
}

function rendered(body: string, lineEnd: LineEnd, attributes: string): Uint8Array {
  const begin = `<!-- mirror:begin digest=${fingerprint(body)}${attributes === '' ? '' : ` ${attributes}`} -->`;
  const lines = body === '' ? [begin, '<!-- mirror:end -->'] : [begin, ...body.split('\n'), '<!-- mirror:end -->'];
  return encoded(lines.join(lineEnd));
}

function endsInEmptyLine(bytes: Uint8Array): boolean {
  return /\n\r?\n$/.test(bytesAsCharacters(bytes.subarray(-3)));
}

/** `\n` line ends, no blank lines before and no blanks behind: what a save in an editor may change is no edit. */
function normalBody(text: string): string {
  return text
    .replace(/\r\n/g, '\n')
    .trimEnd()
    .replace(/^(?:[ \t]*\n)+/, '');
}

function encoded(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

function joined(...parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

function lineOf(raw: string, offset: number): number {
  return raw.slice(0, offset).split('\n').length;
}

function fail(code: RegionProblem, message: string): Result<never, Failure<RegionProblem>> {
  return err({ code, message });
}
