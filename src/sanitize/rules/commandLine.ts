import { isLetter, isQuote } from '../characters.ts';
import { isHarmlessValue } from '../harmlessValue.ts';
import { looksGenerated } from '../randomness.ts';
import type { Match, Piece, Rule } from '../rule.ts';
import { shellWords, type Word } from '../shellWords.ts';
import type { WordIndex } from '../wordIndex.ts';
import { createProgramFinder } from './programFinder.ts';
import { type ProgramFlags, programFlags } from './programFlags.ts';
import { createReadings, type Readings, subcommandLength } from './subcommands.ts';

/** Programs whose flags are remembered; names with a variable part could be any number. */
const mostPrograms = 500;
/** Programs that another runs (`docker exec db mysql …`), one in the other; more than these are no command. */
const mostInside = 4;
const certain = { quoted: true, certain: true };
const anyPassword = { strength: 'strong', kind: 'password' } as const;

/** What is known of a program, and what at least one of its words must begin with. */
interface Entry extends ProgramFlags {
  readonly places: readonly string[];
  /** By its code: does one of these begin with the character? */
  readonly beginnings: Uint8Array;
  readonly areDashed: boolean;
}

/** Secrets that programs take as flags and operands. Read in terminals, and in files that hold command lines. */
export function createCommandLine(index: WordIndex): Rule {
  const programsIn = createProgramFinder(index);
  const programs = programFlags.map((flags) => {
    const places = [...(flags.flags ?? []), ...(flags.attached ?? []), ...(flags.pairs ?? [])];
    const beginnings = new Uint8Array(128);
    for (const place of places) {
      beginnings[place.charCodeAt(0)] = 1;
    }
    const entry: Entry = { ...flags, places, beginnings, areDashed: places.every((place) => /^[-/]/.test(place)) };
    return { entry, name: new RegExp(`^(?:${flags.program})(?:\\.exe)?$`) };
  });
  const byProgram = new Map<string, Entry[]>();
  const flagsOf = (program: string): Entry[] => {
    const flags = byProgram.get(program) ?? programs.filter(({ name }) => name.test(program)).map(({ entry }) => entry);
    if (byProgram.size < mostPrograms) {
      byProgram.set(program, flags);
    }
    return flags;
  };
  return {
    id: 'command-line',
    find(piece) {
      const found: Match[] = [];
      let readTo = 0;
      let inside = 0;
      for (const hit of programsIn(piece.text, piece.outline)) {
        inside = hit.index < readTo ? inside + 1 : 0;
        if (inside > mostInside || (piece.as === 'code' && !isQuote(piece.text.charCodeAt(hit.index - 1)))) {
          continue;
        }
        piece.check?.();
        const program = piece.text.slice(hit.index, hit.end);
        const words = wordsOfCommand(piece, hit.index, program.length);
        readTo = Math.max(readTo, (words.at(-1)?.end ?? hit.index) - (words.at(-1)?.text.length ?? 0));
        const readings = createReadings(words);
        const hasDash = holdsFlag(words);
        for (const flags of words.length === 0 ? [] : flagsOf(program)) {
          found.push(...secretsOf(flags, words, hasDash, readings));
        }
      }
      return found.filter(
        ({ start, end }) =>
          end - start < 3 ||
          ((piece.text[start] !== '@' || !/^@[\w-]*[./][\w./-]*$/.test(piece.text.slice(start, end))) &&
            !isHarmlessValue(piece.text.slice(start, end), anyPassword, certain)),
      );
    },
  };
}

/** In code a command line is a string, in prose it stands in backticks: it ends with its quote. */
function wordsOfCommand(piece: Piece, at: number, length: number): Word[] {
  const quote = piece.text[at - 1] ?? '';
  if (isQuote(quote.charCodeAt(0)) && piece.text[at + length] === quote) {
    return listedWords(piece.text, at + length + 1);
  }
  const all = shellWords(piece.text, at + length);
  const words = quote === '(' ? upToBracket(all) : all;
  if (piece.as !== 'code' && quote !== '`') {
    return words;
  }
  const close = piece.text.indexOf(quote, at);
  return words
    .filter(({ start }) => close === -1 || start < close)
    .map((word) =>
      close === -1 || word.end <= close ? word : { ...word, end: close, text: piece.text.slice(word.start, close) },
    );
}

/** `$(openssl passwd x)`: the command ends with its bracket. */
function upToBracket(words: readonly Word[]): Word[] {
  const last = words.findIndex(({ text }) => text.includes(')') && !text.includes('('));
  const word = words[last];
  if (word === undefined) {
    return [...words];
  }
  const cut = word.text.replace(/['"]?\).*$/s, '');
  const quotes = /^['"]/.test(cut) ? 1 : 0;
  const text = cut.slice(quotes);
  const start = word.start + quotes;
  return text === '' ? words.slice(0, last) : [...words.slice(0, last), { start, end: start + text.length, text }];
}

const mostListed = 60;

/** `["sshpass", "-p", "x"]`: the arguments that follow a program in a list of strings. */
function listedWords(text: string, from: number): Word[] {
  const words: Word[] = [];
  const next = /\s{0,80},\s{0,80}(?:\[\s{0,80})?(["'`])((?:[^"'`\\\n]|\\.){0,1024})\1/y;
  next.lastIndex = from;
  for (let hit = next.exec(text); hit !== null && words.length < mostListed; hit = next.exec(text)) {
    const end = hit.index + hit[0].length - 1;
    const word = hit[2] ?? '';
    words.push({ start: end - word.length, end, text: word });
  }
  return words;
}

function secretsOf(flags: Entry, words: readonly Word[], hasDash: boolean, readings: Readings): Match[] {
  const offset = hasPlaceFor(flags, words, hasDash) ? subcommandLength(flags, readings) : undefined;
  if (offset === undefined) {
    return [];
  }
  const rest = words.slice(offset);
  const ranges = [...flagValues(flags, rest), ...pairValues(flags, rest), ...operandValues(flags, rest)];
  return ranges.map(({ start, end }) => ({
    rule: 'command-line',
    kind: flags.kind ?? 'password',
    start,
    end,
    remember: true,
  }));
}

/** Cheaper than to look for the subcommand: is there a flag at all that a secret could follow? */
function hasPlaceFor(
  { operands, assignments, places, beginnings, areDashed }: Entry,
  words: readonly Word[],
  hasDash: boolean,
): boolean {
  if (operands !== undefined || assignments === true) {
    return true;
  }
  if (areDashed && !hasDash) {
    return false;
  }
  for (const { text } of words) {
    if (beginnings[text.charCodeAt(0)] === 1 && places.some((place) => text.startsWith(place))) {
      return true;
    }
  }
  return false;
}

/** Does a word begin as flags do, with a dash or a slash? */
function holdsFlag(words: readonly Word[]): boolean {
  for (const { text } of words) {
    const code = text.charCodeAt(0);
    if (code === 45 || code === 47) {
      return true;
    }
  }
  return false;
}

function flagValues(flags: ProgramFlags, words: readonly Word[]): Range[] {
  const ranges: Range[] = [];
  if (flags.flags === undefined && flags.attached === undefined) {
    return ranges;
  }
  words.forEach((word, at) => {
    const first = word.text.charCodeAt(0);
    if (first !== 45 && first !== 47 && flags.flags?.includes(word.text) !== true) {
      return;
    }
    for (const flag of flags.flags ?? []) {
      const next = words[at + 1];
      if (word.text === flag && next !== undefined && !(next.text.startsWith('-') && next.text.length < 4)) {
        ranges.push(withoutScheme(next));
      } else if (word.text.startsWith(`${flag}=`)) {
        ranges.push({ start: word.start + flag.length + 1, end: word.end });
      } else if (
        flag.length === 2 &&
        word.text.startsWith(flag) &&
        isLetterFlag(flag) &&
        looksGenerated(word.text.slice(2))
      ) {
        ranges.push({ start: word.start + 2, end: word.end });
      }
    }
    for (const flag of flags.attached ?? []) {
      if (word.text.startsWith(flag) && word.text.length > flag.length + 1) {
        ranges.push(stripQuotes(word, flag.length));
      }
    }
  });
  return ranges;
}

function isLetterFlag(flag: string): boolean {
  return flag.charCodeAt(0) === 45 && isLetter(flag.charCodeAt(1));
}

/** `-p'secret'`: the quotes stay. */
function stripQuotes(word: Word, from: number): Range {
  const quoted = /^(['"]).*\1$/.test(word.text.slice(from));
  return { start: word.start + from + (quoted ? 1 : 0), end: word.end - (quoted ? 1 : 0) };
}

/** `pass:secret` of openssl; `env:` and `file:` name a place, which is no secret. */
function withoutScheme(word: Word): Range {
  const scheme = /^(?:pass:)/.exec(word.text)?.[0].length ?? 0;
  return /^(?:env|file|fd):|^stdin$/.test(word.text)
    ? { start: word.start, end: word.start }
    : { start: word.start + scheme, end: word.end };
}

function pairValues(flags: ProgramFlags, words: readonly Word[]): Range[] {
  if (flags.pairs === undefined) {
    return [];
  }
  const mark = flags.pairMark ?? ':';
  const isBearer = takesBearer(words);
  const ranges: Range[] = [];
  words.forEach((word, at) => {
    for (const flag of flags.pairs ?? []) {
      const attached = word.text.startsWith(`${flag}=`)
        ? flag.length + 1
        : /^-\w$/.test(flag) && word.text.startsWith(flag) && word.text.length > 2
          ? 2
          : 0;
      const pair = word.text === flag ? words[at + 1] : attached > 0 ? word : undefined;
      if (pair !== undefined) {
        if (isBearer && (flag === '-a' || flag === '--auth')) {
          ranges.push({ start: pair.start, end: pair.end });
        }
        const from = pair === word ? attached : 0;
        const cut = pair.text.indexOf(mark, from);
        if (cut !== -1 && cut + 1 < pair.text.length) {
          ranges.push({
            start: pair.start + cut + 1,
            end: pair.text.endsWith('"') || pair.text.endsWith("'") ? pair.end - 1 : pair.end,
          });
          ranges.push(...tokenAsUser(pair, from, cut));
        } else if (cut === pair.text.length - 1 && looksGenerated(pair.text.slice(from, cut), 12)) {
          ranges.push({ start: pair.start + from, end: pair.start + cut });
        }
      }
    }
  });
  return ranges;
}

/** `http -A bearer -a TOKEN`: no user before it. */
function takesBearer(words: readonly Word[]): boolean {
  return words.some(({ text }, at) => /^(?:-A|--auth-type)$/.test(text) && words[at + 1]?.text === 'bearer');
}

/** `-u sk_live…:x`: services that take the key as the user's name. */
function tokenAsUser(pair: Word, from: number, cut: number): Range[] {
  return cut - from >= 16 && looksGenerated(pair.text.slice(from, cut), 16)
    ? [{ start: pair.start + from, end: pair.start + cut }]
    : [];
}

function operandValues(flags: ProgramFlags, words: readonly Word[]): Range[] {
  if (flags.operands === undefined && flags.assignments !== true) {
    return [];
  }
  const operands = words.filter(
    ({ text }, at) =>
      !/^-{1,2}[A-Za-z]|^\/[a-z]+(?::|$)|^[<>]|^\\\\|^[A-Za-z]:$|^\*$/.test(text) &&
      !valuedFlag.test(words[at - 1]?.text ?? ''),
  );
  const ranges: Range[] = [];
  for (const index of flags.operands ?? []) {
    const operand = operands.at(index);
    if (operand !== undefined && (index >= 0 || operands.length > 1 || -index <= operands.length)) {
      ranges.push(flags.pairOperands === true ? afterMark(operand) : afterSetting(operand));
    }
  }
  if (flags.assignments === true) {
    for (const { start, end, text } of operands) {
      const equals = text.indexOf('=');
      const isPlainValue = /^(?:value|val|data|content)$/.test(text.slice(0, Math.max(0, equals)));
      if (
        equals > 0 &&
        (isPlainValue || looksGenerated(text.slice(equals + 1), 8)) &&
        !/^https?:\/\/[^@]*$/.test(text.slice(equals + 1))
      ) {
        ranges.push({ start: start + equals + 1, end });
      }
    }
  }
  return ranges;
}

/** Flags whose next word is a value of theirs, so that it is no operand. */
const valuedFlag =
  /^(?:--(?:profile|region|output|namespace|context|cluster|host|user|username|server|account|project|location|org|app|env|stage|name|scope|registry|index|repo|repository|group|type|format|method|role|path|vault|config|uri|url|database|level|file)|-[naueRm])$/;

/** `bob:secret`: what follows the mark. */
function afterMark(word: Word): Range {
  const mark = word.text.indexOf(':');
  return mark > 0 ? { start: word.start + mark + 1, end: word.end } : { start: word.start, end: word.start };
}

/** `npm config set //host/:_authToken=x`: only what follows the sign. */
function afterSetting(word: Word): Range {
  const equals = word.text.indexOf('=');
  return equals > 0 && equals < word.text.length - 1 && nameOfSetting.test(word.text.slice(0, equals))
    ? { start: word.start + equals + 1, end: word.end }
    : word;
}

/** No beginning of a password that holds the sign: of more than one word, or about secrets. */
const nameOfSetting = /^[\w-]*[:/._-]|pass|token|auth|secret|key|pwd|^[a-z]{1,12}$/i;

interface Range {
  readonly start: number;
  readonly end: number;
}
