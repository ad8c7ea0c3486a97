import * as z from 'zod';
import { agentNames } from '../model/context.ts';

/** The part of `vscode.workspace` that is needed, so that tests and the command line can hand in an object. */
export interface ConfigurationSource {
  getConfiguration(section: string): { get(key: string): unknown };
}

/** A setting that was not usable and was left at its default. `message` is a sentence for the person. */
export interface SettingProblem {
  readonly setting: string;
  readonly message: string;
}

const texts = z.array(z.string().min(1));
const wholeNumber = (minimum: number, maximum: number) => z.int().min(minimum).max(maximum);

function compiles(pattern: string): boolean {
  try {
    new RegExp(pattern, 'u');
    return true;
  } catch {
    return false;
  }
}

function isWebAddress(text: string): boolean {
  const protocol = URL.canParse(text) ? new URL(text).protocol : '';
  return protocol === 'https:' || protocol === 'http:';
}

const setting = <T>(schema: z.ZodType<T>, fallback: NoInfer<T>, expected: string) => ({ schema, fallback, expected });

/** Each setting once: what it may be, its default (the same as in package.json), and what to tell who got it wrong. */
const definitions = {
  'capture.output': setting(z.boolean(), true, 'true or false'),
  'capture.maxOutputKilobytes': setting(wholeNumber(1, 10_240), 64, 'a whole number from 1 to 10240'),
  'capture.maxFileKilobytes': setting(wholeNumber(1, 51_200), 1024, 'a whole number from 1 to 51200'),
  'capture.excludeFiles': setting(texts, [], 'a list of glob patterns'),
  'recording.recorderName': setting(z.string().max(60), '', 'a text of at most 60 characters'),
  'recording.maxAgeDays': setting(wholeNumber(0, 36_500), 365, 'a whole number from 0 to 36500'),
  'recording.maxMegabytes': setting(wholeNumber(0, 1_000_000), 1024, 'a whole number from 0 to 1000000'),
  'sanitize.terms': setting(texts, [], 'a list of words'),
  'sanitize.patterns': setting(
    z.array(z.string().min(1).refine(compiles)),
    [],
    'a list of valid regular expressions (JavaScript, with the u flag)',
  ),
  'sanitize.allow': setting(texts, [], 'a list of texts'),
  'gaps.offScreenSeconds': setting(wholeNumber(1, 86_400), 60, 'a whole number from 1 to 86400'),
  'gaps.shelfLifeDays': setting(wholeNumber(1, 3650), 180, 'a whole number from 1 to 3650'),
  // Rendering reads it from the folder's own settings file, so that it is the same for everybody and on the command line.
  agents: setting(z.array(z.enum(agentNames)), [], `a list of ${agentNames.join(', ')}`),
  'organization.repository': setting(z.string(), '', 'the address of a Git repository'),
  'model.provider': setting(z.enum(['off', 'vscode', 'anthropic']), 'off', 'off, vscode or anthropic'),
  'model.baseUrl': setting(
    z.string().refine((text) => text === '' || isWebAddress(text)),
    '',
    'an address that begins with https:// or http://',
  ),
  'model.name': setting(z.string(), '', 'a name'),
};

type Definitions = typeof definitions;
export type SettingName = keyof Definitions;

/** Every setting by its name below `mirror.`, valid. */
export type Settings = { readonly [N in SettingName]: z.infer<Definitions[N]['schema']> };

export const settingNames = Object.keys(definitions) as readonly SettingName[];

/** The defaults: what an empty configuration gives. */
export function defaultSettings(): Settings {
  return Object.fromEntries(settingNames.map((name) => [name, definitions[name].fallback])) as Settings;
}

/** Lists are read entry by entry: one bad entry does not switch off the good ones. */
function readOne(name: SettingName, raw: unknown): { value: unknown; ok: boolean } {
  const { schema, fallback } = definitions[name];
  const whole = schema.safeParse(raw);
  if (whole.success) return { value: whole.data, ok: true };
  if (!Array.isArray(raw) || !Array.isArray(fallback)) return { value: fallback, ok: false };
  return { value: raw.filter((entry) => schema.safeParse([entry]).success), ok: false };
}

/**
 * Reads all settings. One that is missing has its default; one that is not usable has its default too and a problem
 * that says so, so that a typing mistake in a settings file never stops a recording and never passes in silence.
 */
export function readSettings(source: ConfigurationSource): {
  readonly settings: Settings;
  readonly problems: readonly SettingProblem[];
} {
  const configuration = source.getConfiguration('mirror');
  const problems: SettingProblem[] = [];
  const entries = settingNames.map((name) => {
    const raw = configuration.get(name);
    if (raw === undefined || raw === null) return [name, definitions[name].fallback];
    const { value, ok } = readOne(name, raw);
    if (!ok) {
      const setting = `mirror.${name}`;
      problems.push({ setting, message: `The setting ${setting} must be ${definitions[name].expected}.` });
    }
    return [name, value];
  });
  return { settings: Object.fromEntries(entries) as Settings, problems };
}
