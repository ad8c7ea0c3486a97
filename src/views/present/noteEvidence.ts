import type { Evidence } from '../../model/evidence.ts';
import type { NoteView } from '../state.ts';
import { eventRange } from './evidenceRow.ts';
import { kindLabel, layerLabel, removedThere } from './noteRows.ts';
import { oneLine, plainLines, shorten } from './text.ts';
import type { Words } from './words.ts';

/** A recording of the note's workflow, and where in it the note was seen. */
export interface Witness {
  readonly recording: string;
  /** A pseudonym. */
  readonly recorder: string;
  /** ISO 8601, UTC. */
  readonly startedAt: string;
  /** The steps with evidence, in their order; empty where the note was not seen. */
  readonly steps: readonly { readonly title: string; readonly evidence: readonly Evidence[] }[];
}

/** All that is known about a note. */
export interface NoteEvidence extends NoteView {
  /** Recordings of its workflow that can be read, oldest first. */
  readonly witnesses: readonly Witness[];
}

export interface EvidenceText {
  readonly text: string;
  /** Lines (from 0) that lead to a recorded moment. */
  readonly places: readonly { readonly line: number; readonly evidence: Evidence }[];
}

/** A note and its evidence as a text to read beside the change it would make. */
export function noteEvidenceText(view: NoteEvidence, words: Words): EvidenceText {
  const { note, stale, witnesses } = view;
  const { t } = words;
  const lines: string[] = [];
  const places: { line: number; evidence: Evidence }[] = [];
  const say = (...said: string[]) => {
    for (const one of said) lines.push(...plainLines(one).split('\n'));
  };
  const fact = (label: string, value: string | undefined) => {
    if (value !== undefined && value.trim() !== '') say(`${label}: ${shorten(plainLines(value), 4000).trim()}`);
  };
  const moment = (evidence: Evidence) => {
    places.push({ line: lines.length, evidence });
    say(`    ${eventRange(evidence, words)}  ${oneLine(evidence.excerpt, 400)}`);
  };

  say(shorten(plainLines(note.text), 4000).trim() || t('A note without a sentence'), '');
  if (stale !== undefined) say(t('Stale: {0}', oneLine(stale, 600)), '');
  for (const line of removedThere(view, words)) say(line, '');
  fact(t('When'), note.trigger);
  fact(t('Do'), note.action);
  fact(t('Prevents'), note.prevents);
  say('');
  fact(t('Kind'), kindLabel(note.kind, words));
  fact(t('Holds for'), layerLabel(note.layer, words));
  fact(t('Workflow'), oneLine(note.workflow));
  fact(t('Owner'), oneLine(note.owner ?? '') || t('nobody yet'));
  fact(t('Held at commit'), note.verifiedAt?.slice(0, 12));
  fact(t('Seen in'), seenIn(note.support, witnesses, words));

  const known = new Set<Evidence>();
  for (const { recorder, startedAt, steps } of witnesses.filter((each) => each.steps.length > 0)) {
    say('', `${words.dateTime(startedAt)}, ${oneLine(recorder, 60)}`);
    for (const step of steps) {
      say(`  ${oneLine(step.title, 200) || t('Between the steps')}`);
      for (const evidence of step.evidence) {
        known.add(evidence);
        moment(evidence);
      }
    }
  }
  const rest = note.evidence.filter((each) => !known.has(each));
  if (rest.length > 0) {
    say('', t('From recordings that are not on this machine'));
    for (const evidence of rest) moment(evidence);
  }
  const without = witnesses.filter((each) => each.steps.length === 0);
  if (without.length > 0) {
    say('', t('Not seen in'));
    for (const { recorder, startedAt } of without) say(`  ${words.dateTime(startedAt)}, ${oneLine(recorder, 60)}`);
  }
  return { text: `${lines.join('\n')}\n`, places };
}

function seenIn({ n, of }: NoteView['note']['support'], witnesses: readonly Witness[], { t }: Words): string {
  const people = new Set(witnesses.filter(({ steps }) => steps.length > 0).map(({ recorder }) => recorder)).size;
  const recordings = t('{0} of {1} recordings', n, of);
  if (people === 0) return recordings;
  return people === 1 ? t('{0}, by one person', recordings) : t('{0}, by {1} people', recordings, people);
}
