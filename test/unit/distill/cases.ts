import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { listContext } from '../../../src/context/contextFiles.ts';
import { findGaps } from '../../../src/gaps/findGaps.ts';
import type { Distilled } from '../../../src/model/distilled.ts';
import type { RecordedEvent } from '../../../src/model/event.ts';
import type { Gap } from '../../../src/model/gap.ts';
import type { Recording, RecordingHeader } from '../../../src/model/recording.ts';
import { repositoryOf } from './support.ts';

/** What a colleague would say of a workflow (`must`), what must not be said, and what must be asked. */
export interface Facts {
  /** Each: one note, or step of the process, whose text matches the expression, or has all the words; `a|b`: one of them. */
  readonly must: readonly (string | readonly string[])[];
  /** Expressions that no note and no step may match. */
  readonly mustNot: readonly string[];
  /** Gaps that must be shown while the context is as it stands in the repository; `subject` is an expression. */
  readonly gaps?: readonly ExpectedGap[];
}

export interface ExpectedGap {
  readonly code: string;
  readonly subject?: string;
}

export interface Case {
  readonly name: string;
  readonly folder: URL;
  readonly recordings: readonly Recording[];
  readonly files: Readonly<Record<string, string>>;
  readonly facts: Facts;
}

const folder = new URL('../../recordings/', import.meta.url);

/** The performed workflows under test/recordings. */
export function readCases(): Case[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && existsSync(new URL(`${entry.name}/facts.json`, folder)))
    .map((entry) => entry.name)
    .sort()
    .map((name) => {
      const own = new URL(`${name}/`, folder);
      const json = (file: string) => JSON.parse(readFileSync(new URL(file, own), 'utf8'));
      const files = readdirSync(own)
        .filter((file) => /^recording.*\.jsonl$/.test(file))
        .sort();
      return {
        name,
        folder: own,
        recordings: files.map((file) => readRecording(new URL(file, own))),
        files: json('repository.json'),
        facts: json('facts.json'),
      };
    });
}

/** Reads an intact recording; the journal room has the reader for damaged ones. */
export function readRecording(file: URL): Recording {
  const [head, ...lines] = readFileSync(file, 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));
  return {
    header: head as RecordingHeader,
    events: lines as RecordedEvent[],
    unknown: [],
    complete: true,
    problems: [],
  };
}

/** Every text that a reader of notes or steps sees. */
export function textsOf(result: Distilled): string[] {
  return [
    ...result.notes.flatMap((note) => [
      `${note.trigger} ${note.action} ${note.text}`,
      ...note.evidence.map((item) => item.excerpt),
    ]),
    ...result.process.spine.map((place) => place.step),
    ...result.walkthroughs.flatMap((walk) =>
      walk.steps.flatMap((step) => [step.title, ...step.actions.map((action) => action.summary)]),
    ),
  ];
}

export function holds(text: string, fact: string | readonly string[]): boolean {
  return typeof fact === 'string' ? new RegExp(fact, 'i').test(text) : fact.every((word) => has(text, word));
}

function has(text: string, word: string): boolean {
  return text.includes(word) || (word.includes('|') && word.split('|').some((one) => text.includes(one)));
}

export interface Score {
  readonly missing: readonly (string | readonly string[])[];
  readonly forbidden: readonly string[];
  readonly unwanted: readonly string[];
  readonly facts: number;
  readonly notes: number;
}

/** Expected gaps that are not among those found. */
export function gapsMissing(gaps: readonly Gap[], facts: Facts): ExpectedGap[] {
  return (facts.gaps ?? []).filter(
    ({ code, subject }) => !gaps.some((gap) => gap.code === code && new RegExp(subject ?? '').test(gap.subject)),
  );
}

/** The gaps of a case, with the context as its repository has it. */
export function gapsIn(result: Distilled, one: Case): readonly Gap[] {
  const repository = repositoryOf(one.files);
  const newest = Math.max(...one.recordings.map(({ header }) => Date.parse(header.startedAt)));
  return findGaps({
    recordings: one.recordings,
    distilled: result,
    context: listContext(repository),
    repository,
    now: newest + 24 * 3_600_000,
  }).gaps;
}

/** How notes, given as plain sentences, fare against the facts. */
export function scoreClaims(claims: readonly string[], facts: Facts): Score {
  return scored(claims, claims, claims, facts);
}

export function score(result: Distilled, facts: Facts): Score {
  const told = result.notes.map((note) => ({
    procedure: note.kind === 'procedure',
    text: note.text,
    all: `${note.trigger} ${note.action} ${note.text}`,
  }));
  const claims = [...told.map((note) => note.all), ...result.process.spine.map((place) => place.step)];
  const judged = told.filter((note) => !note.procedure).map((note) => note.all);
  const { unwanted, ...rest } = scored(claims, judged, textsOf(result), facts);
  return {
    ...rest,
    notes: result.notes.length,
    unwanted: unwanted.map((all) => told.find((note) => note.all === all)?.text ?? all),
  };
}

function scored(claims: readonly string[], judged: readonly string[], texts: readonly string[], facts: Facts): Score {
  return {
    missing: facts.must.filter((fact) => !claims.some((text) => holds(text, fact))),
    forbidden: facts.mustNot.filter((pattern) => texts.some((text) => new RegExp(pattern).test(text))),
    unwanted: judged.filter((text) => !facts.must.some((fact) => holds(text, fact))),
    facts: facts.must.length,
    notes: judged.length,
  };
}
