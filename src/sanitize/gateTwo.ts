import type { Fact, RecordedEvent } from '../model/event.ts';
import type { Recording, RecordingHeader } from '../model/recording.ts';
import { cleanFurtherFields, textsOf, walkedHeader, walkedWorkspace } from './furtherFields.ts';
import type { Finding, Gate } from './gate.ts';
import { createGateOne, type GateOptions } from './gateOne.ts';
import { withoutClocks, withoutMistypedCommands } from './person/recording.ts';
import { personalRemarks, soften } from './person/soften.ts';
import { softenFact } from './person/softenFact.ts';
import type { TextKind } from './rule.ts';
import { sanitizerVersion } from './rulesVersion.ts';
import { finished, type Steps } from './steps.ts';

/** One thing that must not leave: `line` is 1-based, `reason` a sentence for the person; the secret is not repeated. */
export interface Violation {
  readonly rule: string;
  readonly line: number;
  /** Offsets in the text checked, `end` exclusive. */
  readonly start: number;
  readonly end: number;
  readonly reason: string;
}

export interface CleanText {
  readonly text: string;
  /** Offsets in the input. */
  readonly findings: readonly Finding[];
  /** The text could not be examined: it is empty and must not be used. */
  readonly blocked: boolean;
}

export interface GateTwo {
  /** Prose of notes, excerpts of evidence, questions of gaps: secrets, private data and personal remarks removed. */
  text(text: string, as?: TextKind): CleanText;
  /** What a file about to be written, or a model's answer, still holds. Empty means that it may go. */
  check(text: string, as?: TextKind): readonly Violation[];
  /** Everything in a recording again, with the newest rules; times stay, readers order by them. */
  recording(recording: Recording): Recording;
  /** The same for a copy that leaves the machine: clocks, pace and mistyped commands go as well. */
  forExport(recording: Recording): Recording;
  /** The same step by step: a recording of hours must not hold up the editor. */
  forExportInSteps(recording: Recording): Steps<Recording>;
  readonly version: string;
}

/** Gate two: stands before export, context files, a model, MCP and the clipboard. Stricter than gate one on personal data. */
export function createGateTwo(options: GateOptions = {}): GateTwo {
  const gate = createGateOne({ ...options, strict: true });
  return {
    version: sanitizerVersion,
    text: (text, as = 'terminal') => cleanText(gate, text, as),
    check: (text, as = 'terminal') => violations(gate, text, as),
    recording: (recording) => finished(cleanRecording(gate, recording)),
    forExport: (recording) => finished(exported(gate, recording)),
    forExportInSteps: (recording) => exported(gate, recording),
  };
}

function* exported(gate: Gate, recording: Recording): Steps<Recording> {
  const clean = yield* cleanRecording(gate, recording);
  yield;
  const told = withoutMistypedCommands(clean);
  yield;
  return withoutClocks(told);
}

function cleanText(gate: Gate, text: string, as: TextKind): CleanText {
  const result = gate.sanitize({ text, as });
  return result.withheld
    ? { text: '', findings: [], blocked: true }
    : {
        text: as === 'terminal' ? soften(result.text, 'claim') : result.text,
        findings: result.findings,
        blocked: false,
      };
}

function violations(gate: Gate, text: string, as: TextKind): Violation[] {
  const result = gate.sanitize({ text, as });
  if (result.withheld) {
    return [{ rule: 'withheld', line: 1, start: 0, end: text.length, reason: result.reason }];
  }
  const found = result.findings.map((finding) => ({
    rule: finding.rule,
    start: finding.start,
    end: finding.end,
    reason: `A ${finding.kind} stands here.`,
  }));
  const remarks = personalRemarks(text, 'claim').map((remark) => ({
    rule: remark.rule,
    start: remark.start,
    end: remark.end,
    reason: `A remark about a person stands here (${remark.rule}).`,
  }));
  return [...found, ...remarks]
    .sort((one, other) => one.start - other.start)
    .map((violation) => ({ ...violation, line: lineNumber(text, violation.start) }));
}

function lineNumber(text: string, at: number): number {
  return text.slice(0, at).split('\n').length;
}

/**
 * Sees each event again. One that cannot be examined keeps its number and says so, because a gap in
 * the sequence would read as damage. Events of unknown kinds cannot be walked: that they were there is
 * all that is kept of them.
 */
function* cleanRecording(gate: Gate, recording: Recording): Steps<Recording> {
  // Of all of it before the first number is given out.
  gate.reserve(JSON.stringify(recording.header));
  for (const event of recording.events) {
    gate.reserve(JSON.stringify(event));
    yield;
  }
  const events: RecordedEvent[] = [];
  for (const event of recording.events) {
    events.push(yield* cleanEvent(gate, event));
    yield;
  }
  yield* recallKnown(gate, events);
  return {
    ...recording,
    header: yield* cleanHeader(gate, recording.header),
    events,
    unknown: recording.unknown.map(({ seq, at, kind }) => ({ seq, at, kind })),
  };
}

const mostRecalls = 3;

/** What an event told as a secret may stand bare in one before it: those are cleaned once more, until nothing new comes up. */
function* recallKnown(gate: Gate, events: RecordedEvent[]): Steps<void> {
  let known = 0;
  for (let round = 0; round < mostRecalls && gate.knownValues() > known; round += 1) {
    known = gate.knownValues();
    for (const [index, event] of events.entries()) {
      if (gate.holdsKnownValue(textsOf(event))) {
        events[index] = yield* cleanEvent(gate, event);
      }
      yield;
    }
  }
}

function* cleanHeader(gate: Gate, header: RecordingHeader): Steps<RecordingHeader> {
  const shown = {
    workflow: plain(gate, header.workflow),
    recorder: plain(gate, header.recorder),
    sanitizer: sanitizerVersion,
  };
  const clean = function* (text: string) {
    yield;
    return plain(gate, text);
  };
  const { workspace } = header;
  const name = plain(gate, workspace.name);
  const place = { ...workspace, name, ...(yield* cleanFurtherFields(workspace, walkedWorkspace, true, clean)) };
  return { ...header, ...shown, ...(yield* cleanFurtherFields(header, walkedHeader, true, clean)), workspace: place };
}

function* cleanEvent(gate: Gate, event: RecordedEvent): Steps<RecordedEvent> {
  const { seq, at } = event;
  const result: Fact | { dropped: string } = yield* gate.factInSteps(event);
  if ('dropped' in result) {
    return {
      seq,
      at,
      kind: 'capture',
      source: 'sanitizer',
      state: 'degraded',
      reason: `An event was dropped: ${result.dropped}`,
    };
  }
  return { ...softenFact(result), seq, at };
}

/**
 * A recording that a gate has seen, without what its narration says about people. Distilling reads this: a note quotes
 * narration, and must not be held back later for a word that helps nobody.
 */
export function withoutRemarks(recording: Recording): Recording {
  return finished(withoutRemarksInSteps(recording));
}

/** The same step by step: the first time that a text is looked at for a remark compiles what looks for it. */
export function* withoutRemarksInSteps(recording: Recording): Steps<Recording> {
  const events: RecordedEvent[] = [];
  for (const event of recording.events) {
    const fact = softenFact(event);
    events.push(fact === event ? event : { ...fact, seq: event.seq, at: event.at });
    yield;
  }
  return { ...recording, events };
}

function plain(gate: Gate, text: string): string {
  const result = gate.sanitize({ text, as: 'terminal' });
  return result.withheld ? '' : result.text;
}
