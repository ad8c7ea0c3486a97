import { wrongAbroad } from './symptoms.ts';

/**
 * What a command's output says of its outcome where no exit code was recorded: the shell's integration was missing or
 * degraded, or its end was not told. Less sure than a code, so only what programs say when they give up counts, and
 * what they print at the end goes before what they print on the way.
 */
export type Seeming = 'failed' | 'worked';

const givenUp = [
  /^(?:\S{1,40}: )?(?:fatal|error|panic|uncaught \w+|unhandled \w+)(?:\[\w+\])?(?: in [^:]{1,60})?: ?\S/im,
  /^(?:[\w$]+[.:])*[A-Z]\w*(?:Error|Exception)(?: \[\w+\])?: /m,
  /^traceback \(most recent call last\)|^thread '.*' panicked at|^npm (?:err!|error) |^make(?:\[\d+\])?: \*\*\* /im,
  /^\s*(?:FAIL(?:ED|URE)?|ERROR|✗|✖|×|not ok)(?:[:\s]|$)/m,
  /(?<![\d.])[1-9]\d* (?:tests? )?(?:failed|failing|failures?|errors?|problems?)(?!\w)/i,
  /\b(?:failures?|errors|failed): [1-9]/i,
  /command not found|no such file or directory|permission denied|is not recognized as|kommando nicht gefunden/i,
  /\b(?:exit(?:ed)?|exit code|exit status|return code)(?: with)?(?: code| status)?:? [1-9]\d*\b/i,
  /(?:^|[\s(])(?:\w+(?:::|\.))+(?:\w*(?:Error|Exception))\b: \S/m,
  /\btreated as errors?\b/i,
  /\b(?:build|compilation|deployment|migration|command|job|task) failed\b/i,
  /^HTTP\/[\d.]+ [45]\d\d\b/m,
  /\b(?:ERR_[A-Z_]{4,}|E(?:ADDRINUSE|CONNREFUSED|NOENT|ACCES|RESOLVE|401|403|404))\b/,
];
const wentWell =
  /\b(?:0 (?:errors?|failed|failures|failing|problems?)|success(?:ful(?:ly)?)?|succeeded|all (?:tests )?pass(?:ed|ing)?|tests? passed|done in|completed|up[- ]to[- ]date|ready (?:in|on|-)|listening (?:on|at)|compiled|finished)\b/i;
/** Of long outputs the end is looked at, in lines. */
const lastLines = 60;
const endLines = 3;

/** How it seems to have gone; undefined if nothing is known of what it said. */
export function seemingOf(output: string | undefined): Seeming | undefined {
  if (output === undefined) return undefined;
  const lines = output.split('\n').filter((line) => line.trim() !== '');
  const told = lines.slice(-lastLines).join('\n');
  if (!soundsWrong(told)) return 'worked';
  const end = lines.slice(-endLines).join('\n');
  return wentWell.test(end) && !soundsWrong(end) ? 'worked' : 'failed';
}

/** Reads as what programs say when they give up. */
export function soundsWrong(text: string): boolean {
  // "0 failed" is good news.
  const counted = text.replace(/\b0 (?:errors?|failed|failures|failing|problems?)\b/gi, '');
  return (
    givenUp.some((pattern) => pattern.test(counted)) || counted.split('\n').some((line) => wrongAbroad(line) === 2)
  );
}
