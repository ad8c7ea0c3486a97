import { basename, looksLikePath } from './paths.ts';
import { shapeOf } from './shapes.ts';
import { ofLanguages, singular } from './sites.ts';

/** A place where recordings differ, with each one's value. */
export interface Slot {
  readonly name: string;
  readonly values: ReadonlyMap<string, string>;
  readonly source: string;
  /** How sure the name is: 0 is one already given; of names for the same values the lowest wins. */
  readonly rank: number;
}

/** Writes a text of a recording over the parameters that are known of it, by recording. */
export type Generalizers = ReadonlyMap<string, (text: string) => string>;

const environments = /^(?:prod(?:uction)?|staging|stage|dev(?:elopment)?|test(?:ing)?|qa|preview|canary|uat|sandbox)$/;

/** What differs of the cells when equal beginnings and ends are taken off, at word boundaries. */
export function differing(
  cells: readonly { run: string; text: string }[],
  label: string | undefined,
  noun: string | undefined,
): Slot[] {
  // `v1.2` here and `v<version>` there.
  if (cells.every(({ text }) => /^v(?=\d|<[a-z])/.test(text)) && cells.some(({ text }) => text.startsWith('v<')))
    return differing(
      cells.map(({ run, text }) => ({ run, text: text.slice(1) })),
      label,
      noun,
    );
  // `v5.1` and `v5.4` differ in their version, not in a digit.
  if (
    new Set(cells.map(({ text }) => text)).size > 1 &&
    cells.every(({ text }) => /^v?\d+(?:\.\d+)+(?:[-+][\w.]+)?$/.test(text))
  ) {
    const values = new Map(cells.map(({ run, text }) => [run, text.replace(/^v/, '')]));
    return [
      {
        name: label !== undefined && label.length > 1 ? nameOf([...values.values()], label, '', noun).name : 'version',
        rank: 3,
        values,
        source: 'typed',
      },
    ];
  }
  // Of two moments the day and the hour are no values by themselves.
  if (
    new Set(cells.map(({ text }) => text)).size > 1 &&
    cells.every(({ text }) => /^\d{4}-\d\d-\d\d[T ]\d\d:\d\d[\d:.]*(?:Z|[+-]\d\d:?\d\d)?$/.test(text))
  ) {
    const values = new Map(cells.map(({ run, text }) => [run, text]));
    const name = label !== undefined && label.length > 2 ? nameOf([...values.values()], label, '', noun).name : 'time';
    return [{ name, rank: 3, values, source: 'typed' }];
  }
  // What was said of it, in words of one's own: `-m "add a due date"`.
  if (label !== undefined && messages.test(label) && cells.some(({ text }) => /\s/.test(text))) {
    const values = new Map(cells.map(({ run, text }) => [run, text]));
    const fit = [...values.values()].every((value) => value.length > 3 && !/[<>*$`\n]|\[redacted:/.test(value));
    return fit ? [{ name: label === 'm' ? 'message' : label, rank: 1, values, source: 'typed' }] : [];
  }
  const inParts = sameInParts(cells);
  if (inParts) return differing(inParts, label, noun);
  const { prefix, suffix } = endsOf(
    label,
    cells.map((cell) => cell.text),
  );
  // Of two dates in one month the day is no value by itself.
  const [year = ''] = /\d{4}-(?:\d\d-)?$/.exec(prefix) ?? [];
  const values = new Map(
    cells.map((cell) => [cell.run, cell.text.slice(prefix.length - year.length, cell.text.length - suffix.length)]),
  );
  if (year !== '' && [...values.values()].every((value) => /^\d{4}-\d\d(?:-\d\d)?$/.test(value)))
    return [{ name: 'date', rank: 3, values, source: 'typed' }];
  const seen = [...values.values()];
  const given = new Set(seen.filter((value) => /^<[a-z][\w-]*>$/.test(value)));
  const [already] = given;
  if (given.size === 1 && already) {
    const rest = new Map([...values].filter(([, value]) => value !== already));
    const fit = [...rest.values()].every((value) => value.length > 1 && !/[<>\s*$`]|\[redacted:/.test(value));
    return fit ? [{ name: already.slice(1, -1), values: rest, source: 'typed', rank: 0 }] : [];
  }
  if (seen.some((value) => value.length < 2 || /[<>\s*$`]|\[redacted:/.test(value))) return [];
  return [{ ...nameOf(seen, label, prefix, noun), values, source: 'typed' }];
}

/** `libs/a/src/a.ts` and `libs/b/src/b.ts` differ in one value, not in all from the first to the last. */
function sameInParts(
  cells: readonly { run: string; text: string }[],
): readonly { run: string; text: string }[] | undefined {
  const rows = cells.map(({ run, text }) => ({ run, parts: text.split('/') }));
  const [first] = rows;
  if (!first || first.parts.length < 3 || rows.some(({ parts }) => parts.length !== first.parts.length))
    return undefined;
  const open = first.parts.flatMap((part, at) => (rows.every(({ parts }) => parts[at] === part) ? [] : [at]));
  if (open.length < 2) return undefined;
  const values = open.map((at) => {
    const texts = rows.map(({ parts }) => parts[at] ?? '');
    const { prefix, suffix } = commonEnds(texts);
    return texts.map((text) => text.slice(prefix.length, text.length - suffix.length));
  });
  const [one = []] = values;
  if (one.some((value) => value === '') || values.some((other) => other.some((value, row) => value !== one[row])))
    return undefined;
  const [at = 0] = open;
  return rows.map(({ run, parts }) => ({ run, text: parts.slice(0, at + 1).join('/') }));
}

/** Languages that software is translated to; words that mean something else in English are left out. */
const languages: ReadonlySet<string> = new Set(
  'ar az be bg bn ca cs cy da de el en eo es et eu fa fi fil fr ga gl gu he hi hr hu hy ja ka kk km kn ko ky lt lv mk ml mn mr ms my nb ne nl nn pa pl pt ro ru si sk sl sq sr sv sw ta te th tl tr uk ur uz vi zh zu'.split(
    ' ',
  ),
);

/** What differing values are called, by what stands around them. */
export function nameOf(
  values: readonly string[],
  label: string | undefined,
  prefix: string,
  noun: string | undefined,
): { readonly name: string; readonly rank: number } {
  if (values.length > 1 && values.every((value) => languages.has(value.replace(/[-_](?:r?[A-Z]{2}|\d{3})$/, ''))))
    return { name: 'locale', rank: 1 };
  const folder = singular(basename(prefix.replace(/\/[^/]*$/, '')));
  const isPlain = /^[a-z]{2,20}$/i.test(folder) && noun !== 'branch';
  if (ofLanguages.test(folder) && noun !== 'branch') return { name: 'locale', rank: 1 };
  if (isPlain && prefix.endsWith('/')) return { name: folder.toLowerCase(), rank: 1 };
  if (values.every((value) => /^(?:pre)?(?:major|minor|patch)$|^prerelease$/.test(value)))
    return { name: 'bump', rank: 1 };
  if (label && label.length > 1) {
    const words = label.replace(/([a-z])([A-Z])/g, '$1-$2').toLowerCase();
    const name = words.replace(/[^a-z0-9]+/g, '-');
    // One of the `--features` is a feature; of `KEEP_DAYS` there are fourteen.
    const isOne = /(?:[^aeious]|e)s$/.test(name) && values.every((value) => !/^\d+$/.test(value));
    return { name: isOne ? singular(name) : name, rank: 1 };
  }
  if (values.every((value) => environments.test(value))) return { name: 'environment', rank: 2 };
  const shape = values.map(shapeOf);
  if (shape[0] && shape.every((one) => one === shape[0])) return { name: shape[0], rank: 3 };
  if (isPlain && prefix.includes('/')) return { name: folder.toLowerCase(), rank: 1 };
  // Only a part of the branch differs: what it is about has a better name elsewhere, if anywhere.
  if (noun) return { name: noun, rank: prefix === '' ? 4 : 6 };
  return values.every(looksLikePath) ? { name: 'file', rank: 7 } : { name: 'name', rank: 8 };
}

const messages = /^(?:m|message|title|desc|description|subject|summary|comment|reason|notes?)$/;

/** An address that differs in more than one of its parts differs as a whole. */
function endsOf(label: string | undefined, texts: readonly string[]): { prefix: string; suffix: string } {
  const { prefix, suffix } = commonEnds(texts);
  const isAddress = /^[a-z][\w+.-]*:\/\//.test(prefix);
  const parts = texts.map((text) => text.slice(prefix.length, text.length - suffix.length));
  const isNamed = /(?:url|uri|dsn)$/i.test(label ?? '');
  return isAddress && (isNamed || parts.some((part) => /[/:@]/.test(part)))
    ? { prefix: '', suffix: '' }
    : { prefix, suffix };
}

function commonEnds(texts: readonly string[]): { prefix: string; suffix: string } {
  const [first = '', ...rest] = texts;
  let start = 0;
  while (start < first.length && rest.every((text) => text[start] === first[start])) start++;
  while (start > 0 && !/[/:@=_.-]/.test(first[start - 1] ?? '')) start--;
  const shortest = Math.min(...texts.map((text) => text.length));
  let end = 0;
  while (end < shortest - start && rest.every((text) => text[text.length - 1 - end] === first[first.length - 1 - end]))
    end++;
  while (end > 0 && !/[/:@=_.-]/.test(first[first.length - end] ?? '')) end--;
  return { prefix: first.slice(0, start), suffix: first.slice(first.length - end) };
}
