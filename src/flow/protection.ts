import { dotenvTexts, personalNames } from '../host/secrets.ts';
import { type KnownValue, knownValuesFromDotenv, knownValuesFromEnvironment } from '../sanitize/knownValues.ts';
import { createRules, type Rules } from '../sanitize/rules/list.ts';
import type { SanitizeSettings } from '../sanitize/settings.ts';

/** What every gate of a folder goes by: in the editor, on the command line and for agents. */
export interface Protection {
  readonly rules: Rules;
  readonly known: readonly KnownValue[];
}

/** What a folder's settings and terminals add to its own. */
export interface ProtectionOptions {
  readonly settings?: SanitizeSettings;
  /** Environments other than that of this process. */
  readonly environments?: readonly Readonly<Record<string, string | undefined>>[];
}

/**
 * What is secret or private here and now: environments, the `.env*` files of the folder, the names of the person, of the
 * machine and of whom Git signs for. Read afresh each time, because all of it may change.
 */
export async function protectionOf(folder: string, options: ProtectionOptions = {}): Promise<Protection> {
  const [texts, names] = await Promise.all([dotenvTexts(folder), personalNames(folder)]);
  const { user, host, home, gitName } = names;
  return {
    rules: createRules({
      machine: { user, host, home, ...(gitName ? { people: [gitName] } : {}) },
      ...(options.settings === undefined ? {} : { settings: options.settings }),
    }),
    known: [
      ...[process.env, ...(options.environments ?? [])].flatMap(knownValuesFromEnvironment),
      ...texts.flatMap(knownValuesFromDotenv),
    ],
  };
}
