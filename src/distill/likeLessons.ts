import { commonForm, wordsOf } from './commonForm.ts';
import type { LessonClaim } from './lessons.ts';
import type { ReadRun } from './run.ts';
import { isKnownProgram, wrappers } from './shell/knowledge.ts';

/** Words and what is between them. */
const pieces = /[\p{L}\p{N}_]+|[^\p{L}\p{N}_]+/gu;
const word = /^[\p{L}\p{N}_]/u;
/** At most this share of the words of two sentences may differ. */
const mostDiffering = 0.34;
/** More lessons than this are not compared with each other. */
const mostCompared = 120;

/**
 * Lays lessons of different recordings together, in their order: where an earlier one fits, `join` gives both the words
 * they share, and the earlier gives the id. Where it gives none, the lesson stays as it is.
 */
function laidTogether(
  lessons: readonly LessonClaim[],
  fits: (known: LessonClaim, lesson: LessonClaim) => boolean,
  join: (known: LessonClaim, lesson: LessonClaim) => readonly [LessonClaim, LessonClaim] | undefined,
): LessonClaim[] {
  if (lessons.length > mostCompared) return [...lessons];
  const result: LessonClaim[] = [];
  for (const lesson of lessons) {
    const at = result.findIndex(
      (known) => known.runs[0] !== lesson.runs[0] && known.id !== lesson.id && fits(known, lesson),
    );
    const known = result[at];
    const joined = known && join(known, lesson);
    if (!joined) {
      result.push(lesson);
      continue;
    }
    const [first, second] = joined;
    result[at] = first;
    const aliases = [...(lesson.aliases ?? []), lesson.id];
    result.push({ ...second, id: first.id, aliases });
  }
  return result;
}

/**
 * Lessons of different recordings that are the same but for names: one person's
 * `tie is deprecated` is another's `untie is deprecated`. What differs becomes a
 * parameter in both (anti-unification), so that they are laid together as one.
 * Lessons come in the order of their recordings; the earliest gives the id.
 */
export function alikeOverNames(lessons: readonly LessonClaim[]): LessonClaim[] {
  const fits = (known: LessonClaim, lesson: LessonClaim) =>
    isPair(known, lesson) && differing(plain(known), plain(lesson)) !== undefined;
  return laidTogether(lessons, fits, (known, lesson) => {
    const names = differing(plain(known), plain(lesson));
    if (!names) return undefined;
    const labels = labelled(names, known.runs[0], lesson.runs[0]);
    const [first, second] = [renamed(known, labels, 0), renamed(lesson, labels, 1)];
    return plain(first) === plain(second) ? [first, { ...second, sameAs: first.id }] : undefined;
  });
}

/** Of the words and marks of two symptoms at least this share must be the same, and of all that is said. */
const alikeSymptoms = 0.85;
const alikeSentences = 0.7;
/** A short symptom that differs in a word is another one. */
const fewestInSymptom = 10;

/**
 * Lessons of different recordings about one command, mended in the same places, that say the same but for a part of
 * what was printed and put in: one is missing two of a list, another three. What differs is left open in both.
 */
export function alikeOverDetails(lessons: readonly LessonClaim[]): LessonClaim[] {
  const fits = (known: LessonClaim, lesson: LessonClaim) =>
    isPair(known, lesson) && isMendedAlike(known, lesson) && isSaidAlike(known, lesson);
  return laidTogether(lessons, fits, (known, lesson) => {
    const first = opened(known, lesson);
    const { id, trigger, action, text } = first;
    return [first, { ...opened(lesson, first), sameAs: id, trigger, action, text }];
  });
}

function isMendedAlike(one: LessonClaim, other: LessonClaim): boolean {
  return one.repairs.length > 0 && one.repairs.toSorted().join() === other.repairs.toSorted().join();
}

function isSaidAlike(one: LessonClaim, other: LessonClaim): boolean {
  const [command, symptom = ''] = one.trigger.split(' fails with ');
  const [otherCommand, otherSymptom = ''] = other.trigger.split(' fails with ');
  return (
    command === otherCommand &&
    alike(symptom, otherSymptom, fewestInSymptom) >= alikeSymptoms &&
    alike(plain(one), plain(other)) >= alikeSentences
  );
}

/** The share of words and marks that two texts have in common; none where there are fewer than `fewest`. */
function alike(one: string, other: string, fewest = 0): number {
  const { kept, longest } = commonForm(one, wordsOf(one), [wordsOf(other)]);
  return longest < fewest ? 0 : kept.length / longest;
}

/** What the two have in common, in the words of the first. */
function opened(lesson: LessonClaim, other: LessonClaim): LessonClaim {
  // Whether it worked then or failed at the next thing is the one recording's own.
  const onward = (text: string) => text.replace(/ gets past that(?=\.|$| \()/, ' passes');
  const common = (one: string, two: string) =>
    one.includes(' gets past that') === two.includes(' gets past that')
      ? commonForm(one, wordsOf(one), [wordsOf(two)]).form
      : commonForm(onward(one), wordsOf(onward(one)), [wordsOf(onward(two))]).form;
  const { common: _, ...rest } = lesson;
  return {
    ...rest,
    trigger: common(lesson.trigger, other.trigger),
    action: common(lesson.action, other.action),
    text: `${common(plain(lesson), plain(other)).replace(/\.$/, '')}${lesson.aside ?? ''}.`,
    ...(lesson.prevents === undefined || other.prevents === undefined
      ? {}
      : { prevents: common(lesson.prevents, other.prevents) }),
  };
}

/**
 * One person ran two commands about a failure where another came by with one of them: the shorter way is what it takes.
 * An edit more is none too many: the other may have made it before.
 */
export function withoutSurplus(lessons: readonly LessonClaim[]): LessonClaim[] {
  if (lessons.length > mostCompared) return [...lessons];
  return lessons.map((lesson) => {
    const shorter = lessons.find(
      (other) =>
        other.runs[0] !== lesson.runs[0] &&
        other.trigger === lesson.trigger &&
        other.repairs.length > 0 &&
        other.repairs.length < lesson.repairs.length &&
        other.repairs.every((repair) => lesson.repairs.includes(repair)) &&
        lesson.repairs.every((repair) => other.repairs.includes(repair) || repair.startsWith('run:')),
    );
    if (!shorter) return lesson;
    const { id, sameAs, action, text, common, aside } = shorter;
    return {
      ...lesson,
      id,
      sameAs: sameAs ?? id,
      action,
      text,
      ...(common ? { common } : {}),
      ...(aside === undefined ? {} : { aside }),
      aliases: [...(lesson.aliases ?? []), lesson.id].filter((own) => own !== id),
    };
  });
}

/**
 * Two people mended the same failure in two ways: one lesson that tells both. The words of the earlier come first; who
 * mended it in a third way is told apart.
 */
export function withAlternatives(lessons: readonly LessonClaim[]): LessonClaim[] {
  return laidTogether(lessons, isOtherWay, (known, lesson) => {
    const both = {
      action: `${known.action}; or ${lowered(lesson.action)}`,
      text: known.text.replace(lowered(known.action), () => `${lowered(known.action)}, or ${lowered(lesson.action)}`),
    };
    const { common: _, ...rest } = known;
    return [
      { ...rest, ...both },
      { ...lesson, ...both, sameAs: known.sameAs ?? known.id },
    ];
  });
}

function isOtherWay(known: LessonClaim, lesson: LessonClaim): boolean {
  return (
    (known.sameAs ?? known.id) !== (lesson.sameAs ?? lesson.id) &&
    known.trigger === lesson.trigger &&
    known.failures[0]?.signature !== undefined &&
    known.text.includes(lowered(known.action)) &&
    !known.action.includes('; or ') &&
    lesson.repairs.length > 0 &&
    !lesson.repairs.some((repair) => known.repairs.includes(repair))
  );
}

function lowered(action: string): string {
  return action.charAt(0).toLowerCase() + action.slice(1);
}

/** About one command, mended in one way. */
function isPair(one: LessonClaim, other: LessonClaim): boolean {
  const [a, b] = [one.failures[0], other.failures[0]];
  return (
    a !== undefined &&
    b !== undefined &&
    a.action.reading.main.name === b.action.reading.main.name &&
    a.resolution === b.resolution &&
    one.trigger !== other.trigger
  );
}

function plain({ text, aside }: LessonClaim): string {
  return aside ? text.replace(aside, '') : text;
}

/** Pairs of words that stand in the same places of two sentences; undefined if the sentences are not the same otherwise. */
function differing(one: string, other: string): readonly (readonly [string, string])[] | undefined {
  const ours = one.match(pieces) ?? [];
  const theirs = other.match(pieces) ?? [];
  if (ours.length !== theirs.length) return undefined;
  const there = new Map<string, string>();
  const back = new Map<string, string>();
  let words = 0;
  let changed = 0;
  for (const [index, piece] of ours.entries()) {
    const opposite = theirs[index] ?? '';
    if (word.test(piece)) words++;
    if (piece === opposite) continue;
    if (!isName(piece) || !isName(opposite) || isTool(piece) || isTool(opposite)) return undefined;
    if ((there.get(piece) ?? opposite) !== opposite || (back.get(opposite) ?? piece) !== piece) return undefined;
    there.set(piece, opposite);
    back.set(opposite, piece);
    changed++;
  }
  return there.size > 0 && there.size <= 3 && changed / words <= mostDiffering ? [...there] : undefined;
}

/** Two tools are two ways, not one with a name left open. */
function isTool(piece: string): boolean {
  return Object.hasOwn(wrappers, piece) || isKnownProgram(piece);
}

function isName(piece: string): boolean {
  return /^[\p{L}_][\p{L}\p{N}_]+$/u.test(piece);
}

/** What the recordings call the value, else `name`, numbered from the second on. */
function labelled(
  names: readonly (readonly [string, string])[],
  one: LessonClaim['runs'][number] | undefined,
  other: LessonClaim['runs'][number] | undefined,
): readonly (readonly [string, string, string])[] {
  const taken = new Set<string>();
  return names.map(([ours, theirs]) => {
    const known = nameIn(one, ours) ?? nameIn(other, theirs) ?? 'name';
    let label = known;
    for (let count = 2; taken.has(label); count++) label = `${known}-${count}`;
    taken.add(label);
    return [ours, theirs, `<${label}>`];
  });
}

function nameIn(run: LessonClaim['runs'][number] | undefined, value: string): string | undefined {
  return (run as ReadRun | undefined)?.values?.find((named) => named.value === value)?.name;
}

function renamed(
  lesson: LessonClaim,
  labels: readonly (readonly [string, string, string])[],
  side: 0 | 1,
): LessonClaim {
  const rename = (text: string) =>
    (text.match(pieces) ?? []).map((piece) => labels.find((label) => label[side] === piece)?.[2] ?? piece).join('');
  const aside = lesson.aside ?? '';
  return {
    ...lesson,
    trigger: rename(lesson.trigger),
    action: rename(lesson.action),
    text: `${rename(plain(lesson)).replace(/\.$/, '')}${aside}.`,
    ...(lesson.prevents === undefined ? {} : { prevents: rename(lesson.prevents) }),
    ...(lesson.common ? { common: { action: rename(lesson.common.action), text: rename(lesson.common.text) } } : {}),
  };
}
