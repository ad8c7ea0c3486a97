import { existsSync, readdirSync, readFileSync } from 'node:fs';
import type { Distilled } from '../../../src/model/distilled.ts';
import type { RecordedEvent } from '../../../src/model/event.ts';
import type { Recording, RecordingHeader } from '../../../src/model/recording.ts';

export interface Facts {
  readonly must: readonly (string | readonly string[])[];
  readonly mustNot: readonly string[];
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
  return typeof fact === 'string' ? new RegExp(fact, 'i').test(text) : fact.every((word) => text.includes(word));
}

export interface Score {
  readonly missing: readonly (string | readonly string[])[];
  readonly forbidden: readonly string[];
  readonly unwanted: readonly string[];
  readonly facts: number;
  readonly notes: number;
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
