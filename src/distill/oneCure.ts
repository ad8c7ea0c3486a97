import type { LessonClaim } from './lessons.ts';
import { complained } from './outcome.ts';
import type { SimpleCommand } from './shell/read.ts';
import type { Signature } from './signature.ts';

/** More lessons than this are not compared with each other. */
const mostCompared = 120;

/**
 * One cure is told once: a command that failed twice before the same change mended it, the second time saying less; and
 * two people whose same command failed alike and was mended in the same words. The earlier gives the words and the id.
 */
export function ofOneCure(lessons: readonly LessonClaim[]): LessonClaim[] {
  if (lessons.length > mostCompared) return [...lessons];
  const result: LessonClaim[] = [];
  for (const lesson of lessons) {
    const at = result.findIndex((known) => isSameCure(known, lesson));
    const known = result[at];
    if (!known) {
      result.push(lesson);
      continue;
    }
    // Who says what was the matter tells it; of what failed and what only showed it, what failed.
    const [told, other] = tells(known) || !tells(lesson) ? [known, lesson] : [lesson, known];
    if (known.runs[0] === lesson.runs[0]) result[at] = joined(told, other);
    else if (tells(known) || !tells(lesson)) result.push(inWordsOf(known, lesson));
    else {
      const { id, sameAs } = known;
      result[at] = { ...inWordsOf(lesson, known), id, sameAs: sameAs ?? id, aliases: known.aliases ?? [] };
      result.push({ ...lesson, id, sameAs: sameAs ?? id, aliases: [...(lesson.aliases ?? []), lesson.id] });
    }
  }
  return result;
}

function isSameCure(one: LessonClaim, other: LessonClaim): boolean {
  if (one.id === other.id) return false;
  const [ours, theirs] = [signatureOf(one), signatureOf(other)];
  if (one.runs[0] === other.runs[0])
    return (
      causesOf(one) === causesOf(other) &&
      (isSameCheck(one, other) ||
        isComplaint(one) !== isComplaint(other) ||
        (commandOf(one) === commandOf(other) && (!ours || !theirs || speaksAlike(ours, theirs))))
    );
  if (isComplaint(one) && isComplaint(other) && one.action === other.action && askedOf(one) === askedOf(other))
    return true;
  if (commandOf(one) !== commandOf(other) && !isSameJob(one, other)) return false;
  return one.action === other.action && ours !== undefined && theirs !== undefined && speaksAlike(ours, theirs);
}

function tells(lesson: LessonClaim): boolean {
  const [first] = lesson.failures;
  return signatureOf(lesson) !== undefined && first !== undefined && !complained(first.action);
}

/** Nothing failed: what was asked answered that something is wrong. */
function isComplaint({ failures: [first] }: LessonClaim): boolean {
  return first !== undefined && first.action.reading.main.role === 'probe' && complained(first.action);
}

/** The same command on the same things, be it told to talk less, or with its output cut. */
function isSameJob({ failures: [one] }: LessonClaim, { failures: [other] }: LessonClaim): boolean {
  if (!one || !other) return false;
  const words = ({ name, operands, dir }: SimpleCommand) => JSON.stringify([name, operands, dir]);
  return words(one.action.reading.main) === words(other.action.reading.main);
}

/** Which page of a service is asked for; its port is everyone's own. */
function askedOf({ failures: [first] }: LessonClaim): string | undefined {
  const address = first?.action.reading.main.operands.find((operand) =>
    /^(?:https?:\/\/)?[\w.-]+(?::\d+)?\//.test(operand),
  );
  return address?.replace(/^https?:\/\//, '').replace(/:\d+(?=\/)/, '');
}

/** A check that is run with one value of a variable after the other says something else each time. */
function isSameCheck({ failures: [one] }: LessonClaim, { failures: [other] }: LessonClaim): boolean {
  const words = ({ name, flags, operands }: SimpleCommand) => JSON.stringify([name, flags, operands]);
  if (!one || !other || one.action.reading.main.role !== 'verify') return false;
  return words(one.action.reading.main) === words(other.action.reading.main);
}

function speaksAlike(one: Signature, other: Signature): boolean {
  const keys = [one, ...(one.others ?? [])].map(({ key }) => key);
  return [other, ...(other.others ?? [])].some(({ key }) => keys.includes(key));
}

function commandOf({ trigger }: LessonClaim): string {
  return trigger.split(' fails with ')[0] ?? trigger;
}

function signatureOf({ failures }: LessonClaim): Signature | undefined {
  return failures[0]?.signature;
}

/** What mended it, and what worked then; of one that nothing explains there is no other like it. */
function causesOf({ id, failures: [first] }: LessonClaim): string {
  if (first?.resolution !== 'change' || first.causes.length === 0) return id;
  return first.causes.join();
}

function joined(told: LessonClaim, other: LessonClaim): LessonClaim {
  return {
    ...told,
    failures: [...told.failures, ...other.failures],
    aliases: [...(told.aliases ?? []), ...(other.aliases ?? []), other.id],
    weight: Math.max(told.weight, other.weight),
  };
}

function inWordsOf(known: LessonClaim, lesson: LessonClaim): LessonClaim {
  const { trigger, action, text, common, aside, prevents } = known;
  const { common: _, aside: __, prevents: ___, ...own } = lesson;
  return {
    ...own,
    id: known.id,
    sameAs: known.sameAs ?? known.id,
    aliases: [...(lesson.aliases ?? []), lesson.id],
    trigger,
    action,
    text,
    ...(common ? { common } : {}),
    ...(aside === undefined ? {} : { aside }),
    ...(prevents === undefined ? {} : { prevents }),
  };
}
