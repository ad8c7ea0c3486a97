import type { PlaceholderKind } from '../model/placeholder.ts';
import { fromBase64, printable } from './base64.ts';
import { encodedForms } from './encodings.ts';
import { type CleanLines, type RecentLines, sanitizeFact } from './facts.ts';
import type { Finding, Gate, Sanitized, SanitizeInput } from './gate.ts';
import { createHarmlessTexts } from './harmlessTexts.ts';
import { isWorthRemembering, type KnownValue } from './knownValues.ts';
import { maskPlaceholders, maskRanges, shifted } from './masking.ts';
import { mergeMatches } from './merge.ts';
import { createNeedles } from './needles.ts';
import { createPatience, type Patience, type PatienceOptions } from './patience.ts';
import { createPlaceholders } from './placeholders.ts';
import { barrier, type Match, type Piece, type Rule, type TextKind } from './rule.ts';
import { createRules, type Rules } from './rules/list.ts';
import { sanitizerVersion } from './rulesVersion.ts';
import { finished, type Steps } from './steps.ts';
import { type PlainText, plainTerminalText } from './terminalText.ts';
import { guessTextKind } from './textKind.ts';
import { type Window, windowsAround } from './windows.ts';
import { createIsContentWithheld } from './withheld.ts';
import { dumpedHits, wrappedHits } from './wrapped.ts';

export type { Finding, Gate, Sanitized, SanitizeInput } from './gate.ts';
export type { TextKind } from './rule.ts';

export interface GateOptions extends PatienceOptions {
  /** Share one compiled set among gates; absent, a set without options is compiled. */
  readonly rules?: Rules;
  readonly known?: readonly KnownValue[];
  /** Longer texts are withheld. Default 32 million characters. */
  readonly longestText?: number;
  readonly withheldGlobs?: readonly string[];
  /** Gate two: stricter on personal data. */
  readonly strict?: boolean;
}

const mostRounds = 3;
const mostRemembered = 2_000;
/** Findings that are seen to before the next step. */
const mostInStep = 32;
/** Characters that rules go over before the next step, some tenths of a millisecond: of short texts several rules make one step. */
const leastInStep = 40_000;
/** Longer values are looked for as they are only: nobody hex-encodes a certificate in a terminal. */
const longestEncoded = 512;

/** Gate one: what comes from a capture source goes through here before anything is written. */
export function createGateOne(options: GateOptions = {}): Gate {
  let rules = options.rules ?? createRules();
  const placeholders = createPlaceholders();
  const recent: RecentLines = new Map();
  const needles = createNeedles();
  const harmless = createHarmlessTexts();
  const known = new Map<string, KnownValue>();
  const remembered = new Map<string, { readonly kind: PlaceholderKind; readonly rule: string }>();
  const strict = options.strict === true;
  const isContentWithheld = createIsContentWithheld(options.withheldGlobs);
  learn(options.known ?? []);

  const gate: Gate = {
    version: sanitizerVersion,
    learn,
    reserve: placeholders.reserve,
    hidden: placeholders.hidden,
    knownValues: () => needles.size,
    holdsKnownValue: (text) => {
      const masked = maskPlaceholders(text);
      return knownMatches(masked).some((match) => isUsable(match, masked, rules));
    },
    useRules(next) {
      rules = next;
      harmless.forget();
    },
    sanitize: (input) => finished(inSteps(input)),
    fact: (fact) => finished(gate.factInSteps(fact)),
    factInSteps: (fact) => sanitizeFact(fact, { text: inSteps, lines }, isContentWithheld, recent),
  };
  return gate;

  function learn(values: readonly KnownValue[]): void {
    for (const { name, value } of values) {
      if (value.length >= 4 && !known.has(value)) {
        known.set(value, { name, value });
        needles.add(value, encodedForms(value));
      }
    }
  }

  /** Fail closed: whatever goes wrong, the text does not pass. */
  function* inSteps(input: SanitizeInput): Steps<Sanitized> {
    try {
      return yield* sanitize(input);
    } catch (error) {
      const late = error instanceof Error && error.message === 'deadline';
      return withheld(late ? 'Examining the text took too long.' : 'Examining the text failed.');
    }
  }

  function* lines(parts: readonly string[], as: TextKind): Steps<CleanLines> {
    const plain = parts
      .map((line) => plainTerminalText(line))
      .map(({ keepsEscapes, text }, at) => (keepsEscapes ? (parts[at] ?? '') : text));
    yield;
    const result = yield* inSteps({ text: plain.join('\n'), as });
    return result.withheld ? { dropped: result.reason } : { lines: splitBack(plain, result.findings) };
  }

  function* sanitize({ text, as, file }: SanitizeInput): Steps<Sanitized> {
    if (file !== undefined && isContentWithheld(file)) {
      return withheld('The content of this file is never recorded.');
    }
    if (text.length > (options.longestText ?? 32_000_000)) {
      return withheld('The text is too long to be examined.');
    }
    if (file === undefined && as !== undefined && harmless.has(text, as, needles.size)) {
      return { withheld: false, text, findings: [] };
    }
    placeholders.reserve(text);
    const plain = plainTerminalText(text);
    const base = { as: as ?? guessTextKind(plain.text, file), strict, ...(file === undefined ? {} : { file }) };
    const patience = createPatience(text.length, options);
    yield* patience.pause();
    // Other rules may come between two steps: this text goes by those it began with.
    const given = rules;
    const ranges = yield* rangesIn(plain.text, base, given, patience);
    if (ranges.length === 0 && plain.text === text && file === undefined && given === rules) {
      harmless.add(text, base.as, needles.size);
    }
    return yield* assemble(text, plain, ranges);
  }

  /** Everything to be redacted, in offsets of `text`: rounds of rules until a round finds nothing new. */
  function* rangesIn(
    text: string,
    base: Omit<Piece, 'text' | 'outline'>,
    given: Rules,
    patience: Patience,
  ): Steps<Match[]> {
    let matches: Match[] = [];
    let masked = maskPlaceholders(text);
    let windows: Window[] = [{ start: 0, end: masked.length, list: given.list }];
    for (let round = 0; round < mostRounds && windows.length > 0; round += 1) {
      const seen = masked;
      const hits: Match[] = [];
      for (const { start, end, list } of windows) {
        patience.check();
        const part = seen.slice(start, end);
        const piece = { ...base, text: part, outline: given.outline(part), check: patience.check };
        yield* patience.pause();
        // One by one: of 20 MB that hold a secret a line there are more than a call takes arguments.
        for (const match of shifted(yield* matchesIn(piece, list, given, patience), start)) {
          hits.push(match);
        }
      }
      patience.check();
      // Two windows may hold the same place: one that is read for secrets, and one that is read for people.
      const fresh = mergeMatches(hits);
      matches = mergeMatches([...matches, ...fresh]);
      masked = maskRanges(masked, fresh);
      windows = windowsAround(masked, fresh, given);
    }
    return matches;
  }

  function* matchesIn(piece: Piece, list: readonly Rule[], given: Rules, patience: Patience): Steps<Match[]> {
    const found: Match[] = knownMatches(piece.text);
    // A rule's patterns are compiled when they are first used, which takes longer than to use them.
    const each = given.isWarm() ? piece.text.length : leastInStep;
    let gone = 0;
    for (const rule of list) {
      for (const match of rule.find(piece)) {
        found.push(match);
      }
      gone += each;
      if (gone >= leastInStep) {
        gone = 0;
        patience.check();
        yield* patience.pause();
      }
    }
    patience.check();
    const usable = found.filter((match) => isUsable(match, piece.text, given));
    const merged = mergeMatches(usable);
    const isNew = yield* rememberAll(merged, piece.text, patience);
    return isNew ? mergeMatches([...merged, ...knownMatches(piece.text)]) : merged;
  }

  function knownMatches(text: string): Match[] {
    if (needles.size === 0) {
      return [];
    }
    const hits = [...needles.search(text), ...wrappedHits(text, needles), ...dumpedHits(text, needles)];
    return hits.map(({ needle, start, end }) => ({
      rule: 'known-value',
      kind: kindOf(needle.value, 'credential'),
      start,
      end,
    }));
  }

  function isUsable(match: Match, text: string, given: Rules): boolean {
    const value = text.slice(match.start, match.end);
    // A value that only a rule found and a person then allowed is let through wherever else it was remembered.
    const secret = match.rule === 'known-value' && (known.has(value) || !remembered.has(value));
    return value.trim() !== '' && !value.includes(barrier) && (secret || !given.allow.has(value));
  }

  /** True when a value was new, so that the text must be searched again. */
  function* rememberAll(matches: readonly Match[], text: string, patience: Patience): Steps<boolean> {
    const before = needles.size;
    for (const [at, match] of matches.entries()) {
      if (at % mostInStep === mostInStep - 1) {
        patience.check();
        yield* patience.pause();
      }
      const value = ownCopy(text.slice(match.start, match.end));
      if (match.remember === true) {
        remember(value, match.kind, match.rule);
        for (const part of secretsInside(value)) {
          remember(part, 'password', match.rule);
        }
      }
    }
    return needles.size > before;
  }

  function remember(value: string, kind: PlaceholderKind, rule: string): void {
    if (isWorthRemembering(value) && !remembered.has(value) && remembered.size < mostRemembered) {
      remembered.set(value, { kind, rule });
      needles.add(value, value.length > longestEncoded ? [value] : encodedForms(value));
    }
  }

  function kindOf(value: string, otherwise: PlaceholderKind): PlaceholderKind {
    const variable = known.get(value);
    return variable === undefined ? (remembered.get(value)?.kind ?? otherwise) : `env:${variableName(variable.name)}`;
  }

  function* assemble(text: string, plain: PlainText, matches: readonly Match[]): Steps<Sanitized> {
    const findings: Finding[] = [];
    const source = plain.keepsEscapes ? text : plain.text;
    let out = '';
    let from = 0;
    for (const match of matches) {
      if (findings.length % mostInStep === mostInStep - 1) {
        yield;
      }
      const { placeholder, kind } = placeholderOf(ownCopy(plain.text.slice(match.start, match.end)), match);
      const start = plain.offset(match.start);
      const end = plain.offset(match.end - 1) + 1;
      findings.push({ rule: match.rule, kind, start: Math.min(start, end), end: Math.max(start, end), placeholder });
      out += source.slice(from, plain.keepsEscapes ? start : match.start) + placeholder;
      from = plain.keepsEscapes ? end : match.end;
    }
    return { withheld: false, text: out + source.slice(from), findings };
  }

  function placeholderOf(value: string, match: Match): { placeholder: string; kind: PlaceholderKind } {
    if (match.replacement !== undefined) {
      return { placeholder: match.replacement, kind: match.kind };
    }
    const plain = plainOf(value) ?? plainOf(value.replace(/[\s"'\\,]+/g, '')) ?? value;
    const rule = known.has(plain) ? match.rule : (remembered.get(plain)?.rule ?? match.rule);
    return placeholders.of(plain, kindOf(plain, match.kind), rule);
  }

  /** The value that a text is a form of; broken over lines it is none, so that it is asked for without the breaks too. */
  function plainOf(form: string): string | undefined {
    return needles.search(form).find(({ start, end }) => start === 0 && end === form.length)?.needle.value;
  }
}

function withheld(reason: string): Sanitized {
  return { withheld: true, reason, findings: [] };
}

/** A string of its own: what is kept of a slice would keep the whole text that it was cut from. */
function ownCopy(slice: string): string {
  return ` ${slice}`.slice(1);
}

/** Cuts the sanitized text where the lines ended; a secret over several lines leaves its placeholder in each. */
function splitBack(lines: readonly string[], findings: readonly Finding[]): string[] {
  const out: string[] = [];
  let start = 0;
  let next = 0;
  for (const line of lines) {
    const end = start + line.length;
    while (next < findings.length && (findings[next]?.end ?? 0) <= start) {
      next += 1;
    }
    out.push(lineOf(line, start, findings, next));
    start = end + 1;
  }
  return out;
}

function lineOf(line: string, start: number, findings: readonly Finding[], next: number): string {
  let out = '';
  let from = 0;
  for (let at = next; at < findings.length; at += 1) {
    const finding = findings[at];
    if (finding === undefined || finding.start - start >= line.length) {
      break;
    }
    out += line.slice(from, Math.max(from, finding.start - start)) + finding.placeholder;
    from = Math.min(finding.end - start, line.length);
  }
  return out + line.slice(from);
}

/** A variable's name as a placeholder may carry it. */
function variableName(name: string): string {
  const clean = name.replace(/[^A-Za-z0-9_]/g, '_');
  return /^[A-Za-z_]/.test(clean) ? clean : `_${clean}`;
}

/** What an encoded secret holds: the password of `Basic` credentials, the plain text of base64, the unescaped query value. */
function secretsInside(value: string): string[] {
  const inside: string[] = [];
  if (/%[0-9a-f]{2}/i.test(value)) {
    inside.push(percentDecoded(value));
  }
  if (/\\["'\\/$]/.test(value)) {
    inside.push(value.replace(/\\(["'\\/$])/g, '$1'));
  }
  if (value.length >= 8 && value.length < 4096 && /^[A-Za-z0-9+/_-]+={0,2}$/.test(value)) {
    const bytes = fromBase64(value);
    const text = bytes === undefined ? undefined : printable(bytes);
    if (text !== undefined && text.length >= 6) {
      inside.push(text.trim(), ...(/^[^:\s]{1,100}:\S+$/.test(text) ? [text.slice(text.indexOf(':') + 1)] : []));
    }
  }
  return inside;
}

function percentDecoded(value: string): string {
  try {
    return decodeURIComponent(value);
  } catch {
    return value;
  }
}
