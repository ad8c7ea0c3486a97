import { generic } from './commandKnowledge.ts';
import type { CommandShape } from './commandShape.ts';

/** A flag that changes what a command may do: a document must name it too. */
const telling =
  /^--(?:force(?:-.+)?|no-verify|hard|delete|prune|purge|skip-.+|insecure|legacy-peer-deps|allow-.+|ignore-.+|unsafe-.+|tags|follow-tags|mirror|auto-approve|dangerously-.+|destroy|drop|reset|no-check.*|privileged|amend)$/;

/** Something stands for a value here: `<version>`, `$TAG`, `{name}`, `…`, a placeholder of the sanitizer. */
export function isVariable(word: string): boolean {
  return /<[^>]+>|\$[\w{(]|\{[\w-]+\}|…|\.\.\.|\[redacted:|^[A-Z][A-Z_]+$|%[sd]|\*/.test(word);
}

/**
 * Whether saying `said` explains having run `ran`: the same program and
 * subcommand, every flag that changes what it may do, and for programs that can
 * do anything (`curl`, `cp`) the same operands, where a variable stands for any value.
 */
export function explains(said: CommandShape, ran: CommandShape): boolean {
  if (ran.script !== undefined) {
    if (said.script === undefined || !samePath(said.script, ran.script)) return false;
    if (ran.head.length > 1 && said.head.join(' ') !== ran.head.join(' ')) return false;
  } else if (!sameHead(said.head, ran.head)) return false;
  if (tellingFlags(ran).some((flag) => !said.flags.includes(flag))) return false;
  if (ran.script === undefined && isGeneric(ran)) return sameOperands(said, ran);
  return true;
}

function sameHead(said: readonly string[], ran: readonly string[]): boolean {
  return said.length >= ran.length && ran.every((word, index) => said[index] === word || isVariable(said[index] ?? ''));
}

/** A shorter path may stand for a longer one that ends in it. */
export function samePath(a: string, b: string): boolean {
  const [short, long] = a.length <= b.length ? [a, b] : [b, a];
  return long === short || long.endsWith(`/${short}`);
}

/** The program can do anything: what it is given tells what it does. */
export function isGeneric(shape: CommandShape): boolean {
  return generic.has(shape.head[0] ?? '') || generic.has(shape.head.slice(0, 2).join(' '));
}

/** Flags of a command that change what it may do. */
export function tellingFlags(ran: CommandShape): string[] {
  const name = ran.head.join(' ');
  const short = /^git (?:push|checkout|clean|branch)$/.test(name) ? ['-f', '-D'] : [];
  return ran.flags.filter((flag) => telling.test(flag) || short.includes(flag));
}

/** The operands that tell what is run, as they are compared; none where program, subcommand and flags say it all. */
export function telltale(ran: CommandShape): string[] {
  return ran.script === undefined && isGeneric(ran) ? operandsOf(ran) : [];
}

/** The operands of a command, as they are compared. */
export function operandsOf(shape: CommandShape): string[] {
  return shape.operands.map(bareOperand).filter((word) => word !== '');
}

function sameOperands(said: CommandShape, ran: CommandShape): boolean {
  const wanted = operandsOf(ran);
  if (wanted.length === 0) return true;
  const offered = said.operands.map(bareOperand);
  const variables = offered.filter(isVariable).length;
  const matched = wanted.filter((word) => offered.some((other) => other === word || fits(other, word))).length;
  return matched > 0 && wanted.length - matched <= variables;
}

/** A word with a variable in it, against a word without: `v<version>` fits `v1.2.0`. */
function fits(pattern: string, word: string): boolean {
  if (!isVariable(pattern) || /^(?:<[^>]+>|\$\w+|\$\{\w+\}|…|\.\.\.|[A-Z_]+)$/.test(pattern)) return false;
  const parts = pattern.split(/<[^>]+>|\$\{\w+\}|\$\w+|\{[\w-]+\}|…|\.\.\.|\[redacted:[^\]]*\]|\*/);
  let at = 0;
  for (const part of parts) {
    const found = word.indexOf(part, at);
    if (found < 0) return false;
    at = found + part.length;
  }
  return parts.some((part) => part.length > 1);
}

function bareOperand(word: string): string {
  return word
    .replace(/^(?:\.\/)+/, '')
    .replace(/^https?:\/\//, '')
    .replace(/[?#].*$/, '')
    .replace(/\/+$/, '');
}
