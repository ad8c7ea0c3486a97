import type { GateFinding, GateTwo } from '../context/gateTwo.ts';
import type { RecordedEvent } from '../model/event.ts';
import type { Recording, RecordingHeader } from '../model/recording.ts';
import type { RepositoryView } from '../model/repository.ts';
import { createGateOne, type Gate } from '../sanitize/gateOne.ts';
import { type KnownValue, knownValuesFromDotenv, knownValuesFromEnvironment } from '../sanitize/knownValues.ts';
import { createRules } from '../sanitize/rules/list.ts';
import { rulesVersion } from '../sanitize/rulesVersion.ts';

const dotenvFiles = ['.env', '.env.local', '.env.development', '.env.production', '.env.test', '.env.staging'];

/** The values that must never leave: of this process's environment, and of the dotenv files in the root. */
export function knownValues(repository: RepositoryView | undefined): KnownValue[] {
  const files = dotenvFiles.flatMap((file) => knownValuesFromDotenv(repository?.text(file) ?? ''));
  return [...knownValuesFromEnvironment(process.env), ...files];
}

/** Gate two over what is about to be written. Each text is looked at by itself. */
export function createWritingGate(repository: RepositoryView): GateTwo {
  const rules = createRules();
  const known = knownValues(repository);
  return (text, file): readonly GateFinding[] => {
    const gate = createGateOne({ rules, known, strict: true, now: () => performance.now() });
    const result = gate.sanitize({ text, as: /\.(?:md|mdc)$/.test(file) ? 'terminal' : 'data' });
    return result.withheld ? [{ rule: result.reason, start: 0, end: text.length }] : result.findings;
  };
}

/** The recording as it is where these rules or newer ones have seen it, else after gate two. */
export function cleanRecording(recording: Recording): Recording {
  if (isClean(recording.header.sanitizer)) return recording;
  const gate = createGateOne({ known: knownValues(undefined), strict: true, now: () => performance.now() });
  for (const event of recording.events) gate.reserve(JSON.stringify(event));
  return {
    ...recording,
    header: cleanHeader(recording.header, gate),
    events: recording.events.map((event) => cleanEvent(event, gate)),
    // What is not understood cannot be cleaned: that it was there is all that is kept.
    unknown: recording.unknown.map(({ seq, at, kind }) => ({ seq, at, kind })),
  };
}

function isClean(sanitizer: string): boolean {
  const version = /^mirror\/(\d+)$/.exec(sanitizer)?.[1];
  return version !== undefined && Number(version) >= rulesVersion;
}

function cleanHeader(header: RecordingHeader, gate: Gate): RecordingHeader {
  const clean = (text: string): string => {
    const result = gate.sanitize({ text, as: 'terminal' });
    return result.withheld ? 'withheld' : result.text;
  };
  return {
    ...header,
    workflow: clean(header.workflow),
    recorder: clean(header.recorder),
    workspace: { ...header.workspace, name: clean(header.workspace.name) },
  };
}

/** An event that the gate drops leaves a mark that something is missing here. */
function cleanEvent(event: RecordedEvent, gate: Gate): RecordedEvent {
  const { seq, at, ...fact } = event;
  const clean = gate.fact(fact);
  if ('dropped' in clean)
    return { kind: 'capture', source: 'sanitizer', state: 'degraded', reason: clean.dropped, seq, at };
  return { ...clean, seq, at };
}
