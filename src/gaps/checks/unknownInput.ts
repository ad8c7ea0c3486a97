import type { ObservedInput } from '../../model/observations.ts';
import type { Found } from '../makeGap.ts';
import { countRecordings, groupInTurns, quote, severity } from '../makeGap.ts';
import type { Sight } from '../sight.ts';
import { collectInTurns, eachInTurns, type Turns } from '../turns.ts';
import { typedOnce } from '../typedValues.ts';

/** Values that a person supplied and of which nothing says where they come from. */
export function* unknownInputs(sight: Sight): Turns<Found[]> {
  const inputs = [
    ...sight.observations.inputs.filter(({ source }) => source === 'typed'),
    ...(yield* typedOnce(sight)),
  ];
  const typed: ObservedInput[] = [];
  yield* eachInTurns(inputs, 1, (input) => {
    if (!isOwnName(input) && !sight.explained.origin(nameOf(input))) typed.push(input);
  });
  return yield* collectInTurns(yield* groupInTurns(typed, nameOf), 10, (group): Found => {
    const input = group[0] as ObservedInput;
    const name = nameOf(input);
    const values = [...new Set(group.map(({ value }) => value))];
    const seen = group.map((one) => sight.evidence(one.recording, one.seq, one.seq));
    return {
      code: 'unknown-input',
      key: name,
      severity: severity(group.some((one) => isRisky(sight, one)) ? 2 : 1, countRecordings(seen)),
      subject: name,
      question: `Where does the value for ${quote(name)} come from, and how does one choose it?`,
      why: `The person supplied ${values.slice(0, 3).map(quote).join(', ')}${values.length > 3 ? ' and others' : ''}${usedIn(input)}; nothing seen before it, and nothing written, says where it comes from.`,
      evidence: seen,
    };
  });
}

/** What one calls a branch of one's own, a copy put aside, or the file that a command writes and the next one reads. */
function isOwnName({ name = '', usedIn }: ObservedInput): boolean {
  if (usedIn.length === 0) return false;
  if (/^(?:branch|name)(?:-\d+)?$/.test(name) && usedIn.every(({ where }) => ofBranches.test(where))) return true;
  const copied = new RegExp(`^(?:mkdir [^&]*&& )?(?:cp|mv)(?: -\\S+)* \\S+ \\S*<${name}>\\S*$`);
  if (usedIn.every(({ where }) => copied.test(where))) return true;
  return usedIn.some(({ where }) => new RegExp(`\\s(?:-o|--?out(?:put|file)?)[= ]<${name}>(?:\\s|$)`).test(where));
}

const ofBranches = /^git(?:$| (?:checkout|switch|branch|worktree|push|pull|merge|rebase|fetch)\b)/;

function nameOf(input: ObservedInput): string {
  const name = (input.name ?? input.value).replace(/^<|>$/g, '');
  return variableOf(input, name) ?? name;
}

/** `DATABASE_URL` where it is set under that name: people know it by it. */
function variableOf({ usedIn }: ObservedInput, name: string): string | undefined {
  for (const { where } of usedIn)
    for (const [, variable = ''] of where.matchAll(/\b([A-Z][A-Z0-9_]+)(?:=| <)/g))
      if (variable.toLowerCase().replaceAll('_', '-') === name) return variable;
  return undefined;
}

function usedIn(input: ObservedInput): string {
  const places = [...new Set(input.usedIn.map(({ where }) => where))];
  return places.length === 0 ? '' : ` for ${places.slice(0, 2).map(quote).join(' and ')}`;
}

function isRisky(sight: Sight, input: ObservedInput): boolean {
  return input.usedIn.some(({ seq }) => sight.isRisky(input.recording, seq));
}
