import { blame } from './blame.ts';
import { personalClauses } from './clauses.ts';
import { without } from './mend.ts';
import { names } from './names.ts';
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
  /(?<!\p{L})(?:jede[nrs]?|täglich|chaque|tous les|cada|todos los|ogni|elke|ratio|aspect|every|each|nightly|hourly|daily|weekly|weekdays?|monthly|runs?|starts?|window|between|before|after|until|cron|schedul\w+|maintenance|never|only|do not|don't|like|format|e\.g|prints?)(?!\p{L})/iu;

/** The same where even narration tells of the machine: what recurs by itself. */
const recurring =
  /(?<!\p{L})(?:every|each|nightly|hourly|daily|weekly|weekdays?|monthly|cron\w*|schedul\w+|window|(?:starts|stops|runs|opens|closes|begins|ends|fires|triggers|kicks off) (?:at|from)|jede[nrs]?|täglich|nachts um|werktags|chaque|tous les|toutes les|cada|todos los|todas las|diario|ogni|elke|ratio|aspect|resolution)(?!\p{L})/iu;

const longestSentence = 600;

/** The sentence around an offset; a clock's own colon and a version's dots end none. */
function sentenceAt(text: string, at: number): string {
  const from = Math.max(0, at - longestSentence);
  const before = text.slice(from, at);
  const behind = text.slice(at, at + longestSentence);
  const after = behind.search(/[.!?](?:\s|$)|\n/);
  const start = Math.max(...['. ', '! ', '? ', '\n'].map((end) => before.lastIndexOf(end)));
  return before.slice(start + 1) + (after === -1 ? behind : behind.slice(0, after));
}

/** The same length, with nothing in spans of code: what stands there is quoted, not said. */
function withoutCode(text: string): string {
  return text.includes('`') ? text.replace(/`[^`\n]+`/g, (span) => `\`${'_'.repeat(span.length - 2)}\``) : text;
}

/** Everything in a person's prose that is about the person rather than the work, in order, without overlaps. */
export function personalRemarks(text: string, prose: ProseKind): Softening[] {
  const masked = withoutCode(text);
  const found = [
    ...profanity(text),
    ...blame(masked),
    ...personalClauses(masked),
    ...(prose === 'narration' ? names(masked) : []),
    ...timing(masked),
  ]
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
