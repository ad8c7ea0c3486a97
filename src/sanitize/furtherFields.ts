import type { FactKind } from '../model/event.ts';
import type { TextKind } from './rule.ts';
import type { Steps } from './steps.ts';

/** Fields by name, as an event of another version or another program may carry them. */
type Fields = Readonly<Record<string, unknown>>;

/** How a text is cleaned; what cannot be examined is thrown. */
type CleanText = (text: string, as: TextKind) => Steps<string>;

/** The fields that the walk of a fact sees to by name, or that hold nothing but numbers and fixed words. */
export const walkedFields: Readonly<Record<FactKind, ReadonlySet<string>>> = {
  command: names('terminal shell cwd line confidence exitCode durationMs output folder'),
  edit: names('file origin hunks withheld folder'),
  file: names('op file to origin folder'),
  open: names('file line folder'),
  task: names('name source exitCode'),
  debug: names('op name type'),
  git: names('op branch head message folder'),
  note: names('text'),
  focus: names('focused'),
  diagnostics: names('errors warnings'),
  pause: names(''),
  resume: names(''),
  capture: names('source state reason'),
  end: names('reason'),
};
export const walkedOutput = names('text truncated');
export const walkedHeader = names('format version id workflow startedAt recorder workspace sanitizer');
export const walkedWorkspace = names('name head');

function names(list: string): ReadonlySet<string> {
  return new Set(`seq at kind ${list}`.split(' '));
}

/**
 * What a fact holds besides the fields that are walked by name. Each of its texts is cleaned by itself, then all of it as
 * the JSON it is, so that a name and its value are read together. What is no JSON any more afterwards (a number that was
 * somebody's), or is not to be kept, is undefined in the answer.
 */
export function* cleanFurtherFields(
  fields: object,
  walked: ReadonlySet<string>,
  keeps: boolean,
  text: CleanText,
): Steps<Fields> {
  const further = Object.entries(fields).filter(([name, value]) => !walked.has(name) && value !== undefined);
  if (further.length === 0) {
    return {};
  }
  const nothing = Object.fromEntries(further.map(([name]) => [name, undefined]));
  if (!keeps) {
    return nothing;
  }
  const each = yield* cleanTexts(Object.fromEntries(further), text);
  return { ...nothing, ...parsed(yield* text(JSON.stringify(each, undefined, 1), 'data')) };
}

function* cleanTexts(value: unknown, text: CleanText): Steps<unknown> {
  if (typeof value === 'string') {
    return yield* text(value, 'terminal');
  }
  if (Array.isArray(value)) {
    const items: unknown[] = [];
    for (const item of value) {
      items.push(yield* cleanTexts(item, text));
    }
    return items;
  }
  if (typeof value !== 'object' || value === null) {
    return value;
  }
  const entries: [string, unknown][] = [];
  for (const [name, field] of Object.entries(value)) {
    entries.push([name, yield* cleanTexts(field, text)]);
  }
  return Object.fromEntries(entries);
}

function parsed(json: string): Fields {
  try {
    const value: unknown = JSON.parse(json);
    return typeof value === 'object' && value !== null ? Object.fromEntries(Object.entries(value)) : {};
  } catch {
    return {};
  }
}

/** Every text in a value, one below the other: what is looked for in all of it at once. */
export function textsOf(value: unknown): string {
  const texts: string[] = [];
  const left: unknown[] = [value];
  for (let one = left.pop(); one !== undefined; one = left.pop()) {
    if (typeof one === 'string') {
      texts.push(one);
    } else if (typeof one === 'object' && one !== null) {
      left.push(
        ...Object.values(one)
          .filter((field) => field !== undefined && field !== null)
          .reverse(),
      );
    }
  }
  return texts.join('\n');
}
