import { isGivenName } from './givenNames.ts';
import { remarkPatterns, type Softening, softenAll } from './words.ts';

/** What bears a person's name without being one: the name stays. */
export const notOfAThing =
  "(?![\\w/'’@-]|\\.\\w| (?:optimi[sz]er|server|cluster|host|library|framework|plugin|driver|font|cipher|test|protocol|parser|algorithm|method|format|API|CLI|branch|service|database|class|module|package|component|tool)\\b)";

/** Behind a given name in a language that capitalises its nouns, or before a work: no surname. */
const work =
  '(?:Server|Branch|Build|Commit|Code|Skript|Script|Pipeline|Ticket|Migration|Fix|PR|Merge|Rechner|Laptop|Änderung|Konto|Account|Datei|Seite|Dienst|Service|Gateway|Framework|API)';
const surname = String.raw`(?:(?:van|von|de|del|der|da|di|la|le|bin|al|el) ){0,2}(?!${work}(?!\p{L}))\p{Lu}(?:['’]\p{Lu})?\p{Ll}{1,20}(?:-\p{Lu}\p{Ll}{1,20})?(?!\p{L})`;
const given = String.raw`(?<![\w/@.'’#-])\p{Lu}\p{Ll}{1,20}(?:-\p{Lu}\p{Ll}{1,20})?`;
const fullName = remarkPatterns(new RegExp(`${given} ${surname}${notOfAThing}`, 'u'));
const alone = remarkPatterns(new RegExp(`${given}(?:(?=['’]s?(?!\\p{L}))|${notOfAThing.replace("'’", '')})`, 'u'));

/** Given names that are places, products, methods or months as well: alone they may mean those. */
const ambiguous: ReadonlySet<string> = new Set(
  'Adam Bruno Carol Charlotte Chris Diego Eli Felix George Helena Hugo Ian James Jan Jean Joan Jose Jun Karen Ken Kim Marten Mei Otto Regina Robin Roman Ross Sam Santiago Sofia Victoria Wei Zhang'.split(
    ' ',
  ),
);

/** `The Nina build system` is no person. */
const behindArticle = /(?<![\p{L}])(?:the|an?) $/iu;

/** Who somebody is, told while working and not in what a team writes down: first names that are nobody's but a person's. */
export function names(text: string): Softening[] {
  const isName = (one: Softening) => beginsWithGivenName(text, one) && !isTitleCase(text, one.start);
  return [
    ...softenAll(text, 'blame', fullName, 'someone').filter(isName),
    ...softenAll(text, 'blame', alone, 'someone').filter(
      (one) =>
        isName(one) &&
        !ambiguous.has(firstWord(text.slice(one.start, one.end))) &&
        !(behindArticle.test(text.slice(Math.max(0, one.start - 6), one.start)) && !/^['’]/.test(text.slice(one.end))),
    ),
  ];
}

/** A heading capitalises everything. */
function isTitleCase(text: string, at: number): boolean {
  return /(?:\p{Lu}\p{Ll}+ ){2}$/u.test(text.slice(Math.max(0, at - 60), at));
}

/** Does what was found begin with a name that people are given? */
export function beginsWithGivenName(text: string, { start, end }: Softening): boolean {
  return isGivenName(firstWord(text.slice(start, end)));
}

export function firstWord(words: string): string {
  return words.split(/[ -]/)[0] ?? '';
}
