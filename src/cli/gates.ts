import type { GateTwo } from '../context/gateTwo.ts';
import type { Recording } from '../model/recording.ts';
import type { RepositoryView } from '../model/repository.ts';
import { createGateTwo, withoutRemarks } from '../sanitize/gateTwo.ts';
import { type KnownValue, knownValuesFromDotenv, knownValuesFromEnvironment } from '../sanitize/knownValues.ts';
import { createRules } from '../sanitize/rules/list.ts';
import { rulesVersion } from '../sanitize/rulesVersion.ts';

/**
 * No editor waits here, and a text that is dropped because the machine is busy
 * would change the result: the deadline (milliseconds) only ends what would never end.
 */
export const deadlineMs = 5_000;

export function now(): number {
  return performance.now();
}

const dotenvFiles = ['.env', '.env.local', '.env.development', '.env.production', '.env.test', '.env.staging'];

/** The values that must never leave: of this process's environment, and of the dotenv files in the root. */
export function knownValues(repository: RepositoryView | undefined): KnownValue[] {
  const files = dotenvFiles.flatMap((file) => knownValuesFromDotenv(repository?.text(file) ?? ''));
  return [...knownValuesFromEnvironment(process.env), ...files];
}

/** Gate two over what is about to be written. Each text is looked at by itself. */
export function createWritingGate(repository: RepositoryView): GateTwo {
  const options = { rules: createRules(), known: knownValues(repository), now, deadlineMs };
  return (text, file) => createGateTwo(options).check(text, /\.mdc?$/.test(file) ? 'terminal' : 'data');
}

/** The recording without remarks on people where these rules or newer ones have seen it, else after gate two. */
export function cleanRecording(recording: Recording): Recording {
  if (isClean(recording.header.sanitizer)) return withoutRemarks(recording);
  return createGateTwo({ known: knownValues(undefined), now, deadlineMs }).recording(recording);
}

function isClean(sanitizer: string): boolean {
  const version = /^mirror\/(\d+)$/.exec(sanitizer)?.[1];
  return version !== undefined && Number(version) >= rulesVersion;
}
