import { credentialsNamed } from '../model/credentialName.ts';
import { placeholderPattern } from '../model/placeholder.ts';
import { type Action, type CommandAction, isCommand } from './action.ts';
import type { Pace } from './pace.ts';

/** Puts names in angle brackets where placeholders stand: `[redacted:env:NPM_TOKEN#1]` becomes `<NPM_TOKEN>`. */
export type NamePlaceholders = (text: string) => string;

/** Kinds that open something; the others are private, but nothing to ask for. */
const credentialKinds: ReadonlySet<string> = new Set([
  'password',
  'token',
  'key',
  'private-key',
  'credential',
  'cookie',
]);

/** Something a person must hold to do the step. */
export interface HeldCredential {
  readonly action: Action;
  readonly index: number;
  /** The variable, flag or key it is given to; absent where only its kind is known. */
  readonly name?: string;
  readonly kind: string;
  /** The command that printed it before it was typed. */
  readonly shownBy?: CommandAction;
}

/** Characters before a placeholder in which its name may stand. */
const reach = 80;

/**
 * The name that the text right before a placeholder gives it: `NPM_TOKEN=…`,
 * `"apiKey": "…"`, `--password …`, fish's `set -x NAME …`; undefined if none.
 */
function nameBefore(text: string, at: number): string | undefined {
  const before = text.slice(Math.max(0, at - reach), at);
  return (
    /(?:^|[\s"'`;&?|({,.$])(?:env:)?([A-Za-z_][\w-]*)["']?\s*=\s*["']?$/.exec(before)?.[1]?.replace(/^-+/, '') ??
    /([A-Za-z_][\w-]*)(?:["']\s*:\s*|:\s+)["']?$/.exec(before)?.[1] ??
    /(?:^|\s)--([a-z][\w-]+)[ =]["']?$/i.exec(before)?.[1] ??
    /(?:^|\s)set\s+(?:-\w+\s+)+([A-Za-z_]\w*)\s+["']?$/.exec(before)?.[1]
  );
}

/** Texts of an action with placeholders in them, its output left out: that was not typed. */
function textsOf(action: Action): readonly string[] {
  if (isCommand(action)) return action.reading.line.includes(mark) ? [action.reading.line] : [];
  if (action.kind !== 'edit') return [];
  const found: string[] = [];
  for (const hunk of action.hunks) for (const line of hunk.after) if (line.includes(mark)) found.push(line);
  return found;
}

const mark = '[redacted:';

/** Placeholders that were typed, in order. */
export function secretsTyped(action: Action): string[] {
  return textsOf(action).flatMap(placeholdersIn);
}

/** Placeholders that a command which went well has printed, in order. */
export function secretsPrinted(action: Action): string[] {
  return isCommand(action) && action.exitCode === 0 && action.output?.includes(mark)
    ? placeholdersIn(action.output)
    : [];
}

function placeholdersIn(text: string): string[] {
  return [...text.matchAll(placeholderPattern())].map(([whole]) => whole);
}

/** What each placeholder of a recording is called: one value has one number, so one name serves all its places. */
export async function namePlaceholders(actions: readonly Action[], pace: Pace): Promise<NamePlaceholders> {
  const names = new Map<string, string>();
  for (let index = 0; index < actions.length; index++) {
    const action = actions[index];
    if (!action) continue;
    if (index % 64 === 0) await pace(4);
    for (const text of textsOf(action)) {
      for (const match of text.matchAll(placeholderPattern())) {
        const name = nameBefore(text, match.index);
        if (name !== undefined && !names.has(match[0])) names.set(match[0], name);
      }
    }
  }
  return (text) => {
    if (!text.includes(mark)) return text;
    return text.replace(placeholderPattern(), (whole, kind: string) => {
      const name = kind.startsWith('env:') ? kind.slice(4) : (names.get(whole) ?? kind);
      return `<${name}>`;
    });
  };
}

/** Credentials that stood in commands and edits, each name once, in order. */
export async function credentialsIn(actions: readonly Action[], pace: Pace): Promise<HeldCredential[]> {
  const found = await placeheld(actions, pace);
  for (let index = 0; index < actions.length; index++) {
    const action = actions[index];
    if (!action) continue;
    if (index % 64 === 0) await pace(32);
    if (!isCommand(action) || !/[$%:]|\s-e\s|--env/.test(action.reading.line)) continue;
    for (const name of credentialsNamed(action.reading.line))
      if (!found.has(name)) found.set(name, { action, index, kind: 'credential', name });
  }
  return [...found.values()].sort((a, b) => a.index - b.index);
}

async function placeheld(actions: readonly Action[], pace: Pace): Promise<Map<string, HeldCredential>> {
  const found = new Map<string, HeldCredential>();
  const names = new Map<string, string>();
  const shown = new Map<string, CommandAction>();
  for (let index = 0; index < actions.length; index++) {
    const action = actions[index];
    if (!action) continue;
    if (index % 64 === 0) await pace(32);
    if (isCommand(action))
      for (const secret of secretsPrinted(action)) if (!shown.has(secret)) shown.set(secret, action);
    for (const text of textsOf(action)) {
      for (const match of text.matchAll(placeholderPattern())) {
        const kind = match[1] ?? '';
        const isVariable = kind.startsWith('env:');
        if (!isVariable && !credentialKinds.has(kind)) continue;
        const name = isVariable ? kind.slice(4) : (names.get(match[0]) ?? nameBefore(text, match.index));
        if (name !== undefined) names.set(match[0], name);
        const key = name ?? match[0];
        const shownBy = shown.get(match[0]);
        if (!found.has(key))
          found.set(key, {
            ...(shownBy === undefined ? {} : { shownBy }),
            action,
            index,
            kind: isVariable ? 'credential' : kind,
            ...(name === undefined ? {} : { name }),
          });
      }
    }
  }
  return found;
}
