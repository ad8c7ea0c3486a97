import { blame, fullNames } from './blame.ts';
import { profanity } from './profanity.ts';
import { timing } from './timing.ts';
import type { Softening } from './words.ts';

/** What says that something is risky is never taken out, whatever stands around it. */
const risk =
  /\b(?:TLS|SSL|certificate|verif(?:y|ication)|--no-verify|--force|--insecure|GPL|licen[cs]e|copied|pasted|disabled?|switched off|turned off|bypass(?:ed)?|skipp?(?:ed|s)?|without (?:tests?|review|backup)|unsafe|insecure|vulnerab\w+|production|prod|root|sudo|chmod 777|deleted?|dropped?|overw\w+|rm -rf|untested|unreviewed|secret|credential|leak(?:ed)?)\b/i;

/** What a text is: said while working, where a clock time tells of the person, or a claim, where it may be a schedule. */
export type ProseKind = 'narration' | 'claim';

/** A sentence that says when something happens again, rather than when someone did it. */
const schedule =
  /\b(?:every|nightly|hourly|daily|weekly|monthly|runs?|starts?|window|between|before|after|until|cron|schedul\w+|maintenance|never|only|do not|don't|like|format|e\.g|prints?)\b/i;

/** The same where even narration tells of the machine: what recurs by itself. */
const recurring = /\b(?:every|nightly|hourly|daily|weekly|monthly|cron\w*|scheduled|window)\b/i;

/** The sentence around an offset; a clock's own colon and a version's dots end none. */
function sentenceAt(text: string, at: number): string {
  const before = Math.max(...['. ', '! ', '? ', '\n'].map((end) => text.lastIndexOf(end, at - 1)));
  const after = text.slice(at).search(/[.!?](?:\s|$)|\n/);
  return text.slice(before + 1, after === -1 ? undefined : at + after);
}

/** Everything in a person's prose that is about the person rather than the work, in order, without overlaps. */
export function personalRemarks(text: string, prose: ProseKind): Softening[] {
  const found = [...profanity(text), ...blame(text), ...(prose === 'narration' ? fullNames(text) : []), ...timing(text)]
    .filter(
      ({ start, end, rule }) =>
        end > start &&
        (rule !== 'clock' || !(prose === 'narration' ? recurring : schedule).test(sentenceAt(text, start))) &&
        (rule === 'clock' || rule === 'profanity' || !risk.test(text.slice(start, end))),
    )
    .sort((one, other) => one.start - other.start || other.end - one.end);
  const kept: Softening[] = [];
  for (const remark of found) {
    const last = kept.at(-1);
    if (last === undefined || remark.start >= last.end) {
      kept.push(remark);
    } else if (remark.end > last.end) {
      kept[kept.length - 1] = { ...last, end: remark.end };
    }
  }
  return kept;
}

/** The text without them; blanks, commas and capitals mended where something went. */
export function soften(text: string, prose: ProseKind): string {
  let current = text;
  for (let round = 0; round < 3; round += 1) {
    const remarks = personalRemarks(current, prose);
    if (remarks.length === 0) {
      return current;
    }
    current = without(current, remarks);
  }
  return current;
}

/** From the last to the first, so that what is mended does not move what is still to go. */
function without(text: string, remarks: readonly Softening[]): string {
  return remarks.reduceRight((current, remark) => withoutOne(current, remark), text);
}

function withoutOne(text: string, { start, end, text: replacement }: Softening): string {
  const before = text.slice(0, start);
  const after = text.slice(end);
  if (replacement !== '') {
    const opens = startsSentence(text, start) && /^\p{Lu}/u.test(text.slice(start));
    return before + (opens ? replacement.charAt(0).toUpperCase() + replacement.slice(1) : replacement) + after;
  }
  if (!startsSentence(text, start)) {
    const rest = after.replace(/^[ \t]+/, '');
    const gap = rest === '' || /^[,.;:!?)\n]/.test(rest) ? '' : ' ';
    return before.replace(/[ \t]+$/, '') + gap + rest;
  }
  const rest = after.replace(/^(?:[ \t]|[,;:.!—-]+(?=[ \t]|$))+/, '');
  const capital = /^[A-Z]/.test(text.slice(start)) && /^[a-z]+[ ,.']/.test(rest);
  const gap = /[.!?]$/.test(before) && /^[\p{L}\p{N}`"'(]/u.test(rest) ? ' ' : '';
  return before + gap + (capital ? rest.charAt(0).toUpperCase() + rest.slice(1) : rest);
}

function startsSentence(text: string, at: number): boolean {
  return /(?:^|[\n.!?]\s*)$/.test(text.slice(Math.max(0, at - 4), at));
}
