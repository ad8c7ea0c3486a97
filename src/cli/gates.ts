import type { GateTwo } from '../context/gateTwo.ts';
import { protectionOf } from '../flow/protection.ts';
import type { Recording } from '../model/recording.ts';
import { once } from '../model/remember.ts';
import { createGateTwo, withoutRemarks } from '../sanitize/gateTwo.ts';
import { knownValuesFromEnvironment } from '../sanitize/knownValues.ts';
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

/** Gate two over what is about to be written below `root`. Each text is looked at by itself. */
export async function createWritingGate(root: string): Promise<GateTwo> {
  const options = { ...(await protectionOf(root)), now, deadlineMs };
  return (text, file) => createGateTwo(options).check(text, /\.mdc?$/.test(file) ? 'terminal' : 'data');
}

/**
 * Gives back a recording without remarks on people where these rules or newer ones have seen it, else after gate two.
 * One for all recordings of a run: the rules' patterns are compiled once.
 */
export function createRecordingCleaner(): (recording: Recording) => Recording {
  const rules = once(createRules);
  return (recording) =>
    isClean(recording.header.sanitizer)
      ? withoutRemarks(recording)
      : createGateTwo({
          rules: rules(),
          known: knownValuesFromEnvironment(process.env),
          now,
          deadlineMs,
        }).recording(recording);
}

function isClean(sanitizer: string): boolean {
  const version = /^mirror\/(\d+)$/.exec(sanitizer)?.[1];
  return version !== undefined && Number(version) >= rulesVersion;
}
