import type { EditAction } from './action.ts';
import { listed } from './claim.ts';
import { commonForm, wordsOf } from './commonForm.ts';
import { trimHunk } from './hunks.ts';
import type { Place } from './places.ts';
import type { ReadRun } from './run.ts';
import { changedKeys, code } from './titles.ts';

/** Longer lines are left out, in characters. */
const longest = 110;
/** An edit of more lines is no single thing to write down. */
const mostLines = 12;

/** A mark that is put before something for all who use it: `@deprecated`, `#[deprecated]`, `// Deprecated: …`. */
const mark = /^(?:#|\/\/+|\*|--|;|\/\*\*?)?\s*(?:@[A-Za-z]\w+|#\[\w+|\[Obsolete|\.\. \w+::|Deprecated:)/;

/** The call or the words that tell users so, whatever the language. */
const deprecates = /\bdeprecat(?:ed|or|ion|e)\b/i;

/** A line or two in one of these are what the workflow sets, not what one person wrote. */
const settings =
  /\.(?:ya?ml|toml|ini|cfg|conf|properties|env|json|gradle|kts|sbt|tf|hcl|bicep|plist|xml|csproj|gemspec|podspec|cabal|nix|bzl|cmake)$|(?:^|\/)(?:Dockerfile|Makefile|Procfile|Gemfile|Podfile|Package\.swift|CODEOWNERS|mix\.exs|go\.mod|CMakeLists\.txt|requirements[\w.-]*\.txt)$/;

const named = /<[a-z][\w-]*>/;
const imports = /^(?:import|from|use|using|package|#include|require)\b/;

/** What an edit puts in, as an aside of its step; empty where that is of this one time. */
export function contentOf(place: Place, runs: ReadonlyMap<string, ReadRun>): string {
  if (!place.atom.job.startsWith('edit:')) return '';
  const isSet = place.title.startsWith('Set ');
  const all = place.runs.flatMap((id, index) => {
    const run = runs.get(id);
    const action = run?.actions[place.atoms[index]?.index ?? -1];
    return run && action?.kind === 'edit' && !action.withheld
      ? [{ run, lines: addedBy(action, isSet).map(run.generalize) }]
      : [];
  });
  const [first, ...others] = all;
  if (!first || first.lines.length === 0) return '';
  const isCommon = (line: string) => others.some(({ lines }) => lines.includes(line));
  const isSetting = first.lines.length <= 2 && settings.test(place.atom.file ?? '');
  const isNew = place.title.startsWith('Create ');
  const telling = first.lines.filter(
    (line) =>
      line.length <= longest &&
      /\p{L}{2}/u.test(line) &&
      (others.length > 0 ? isCommon(line) : isSetting || mark.test(line) || deprecates.test(line)) &&
      !line.includes('[redacted:') &&
      // Where a value is another each time, its name says so.
      !(isSet && (named.test(line) || others.length === 0)),
  );
  // What is the same but for a name goes in each time; of a new file the rest is how such files begin.
  const over = telling.filter((line) => named.test(line));
  const plain = isNew ? [] : telling.filter((line) => !imports.test(line));
  const told = [over, plain, isNew ? [] : telling].find((lines) => lines.length > 0) ?? [];
  if (others.length > 0 && settings.test(place.atom.file ?? '') && told.length > 0)
    return ` (put in ${listed(settingsOf(told, first.lines, others).map(code))})`;
  // What everyone writes into it word for word is all there is to it.
  if (
    isNew &&
    others.length > 0 &&
    first.lines.length <= mostWhole &&
    others.every((one) => one.lines.join('\n') === first.lines.join('\n')) &&
    telling.length === first.lines.length
  )
    return ` (put in ${listed(telling.map(code))})`;
  const alike = isNew && told.length === 0 ? formOfAll(first.lines, others) : undefined;
  if (alike !== undefined) return ` (put in ${code(alike)})`;
  const most = others.length > 0 ? 1 : 2;
  return told.length === 0 ? '' : ` (put in ${listed(told.slice(0, most).map(code))})`;
}

/** A file of more lines is not told whole. */
const mostWhole = 3;
/** Of the words and marks of a line at least so many stay, and at least this share. */
const fewestKept = 7;
const leastKept = 0.6;
/** And so many of them are words. */
const fewestWords = 3;

/** The line that every recording writes into a new file of its own, over what differs of it; the one that says most. */
function formOfAll(
  lines: readonly string[],
  others: readonly { readonly lines: readonly string[] }[],
): string | undefined {
  if (others.length === 0) return undefined;
  const telling = lines.filter((line) => line.length <= longest && !imports.test(line) && !line.includes('[redacted:'));
  let best: { form: string; kept: number } | undefined;
  for (const line of telling) {
    const words = wordsOf(line);
    const nearest = others.map((other) =>
      other.lines
        .map((one) => wordsOf(one.slice(0, longest)))
        .map((one) => ({ one, kept: commonForm(line, words, [one]).kept.length }))
        .reduce((a, b) => (b.kept > a.kept ? b : a), { one: words.slice(0, 0), kept: 0 }),
    );
    const {
      form,
      kept,
      longest: most,
    } = commonForm(
      line,
      words,
      nearest.map(({ one }) => one),
    );
    const said = kept.filter((word) => /^[\p{L}_]{4,}$/u.test(word)).length;
    // What only opens a block says nothing.
    if (said < fewestWords || /^[{[(]|[{[(]\s*(?:…\s*)?$/.test(form)) continue;
    if (kept.length >= fewestKept && kept.length >= most * leastKept && kept.length > (best?.kept ?? 0))
      best = { form, kept: kept.length };
  }
  return best?.form;
}

/** Settings that all write there, and keys that each gives a value of its own: `owner: …`. */
function settingsOf(
  told: readonly string[],
  lines: readonly string[],
  others: readonly { readonly lines: readonly string[] }[],
): string[] {
  const [head = ''] = told;
  const key = /^([A-Za-z_][\w-]*)(?: = |=|: )(?=\S)/;
  const keysOf = (all: readonly string[]) => new Set(all.flatMap((line) => key.exec(line)?.[1] ?? []));
  const keys = others.map((other) => keysOf(other.lines));
  const more = lines.flatMap((line) => {
    const [lead, name = ''] = key.exec(line) ?? [];
    if (lead === undefined || line.includes('[redacted:') || line.length > longest || head.includes(line)) return [];
    if (others.some((other) => other.lines.includes(line))) return [line];
    return keys.every((known) => known.has(name)) ? [`${lead}…`] : [];
  });
  return [head, ...more.filter((line) => line !== head)].slice(0, mostSettings);
}

/** Settings of one edit that are told. */
const mostSettings = 4;

function addedBy(action: EditAction, isSet: boolean): string[] {
  if (!isSet && changedKeys(action).length > 0) return [];
  const lines = action.hunks.flatMap((hunk) => {
    const { before, after } = trimHunk(hunk);
    const bare = (line: string) => line.trim().replace(/,$/, '');
    const known = new Set(before.map(bare));
    return after.flatMap((line, index) => {
      if (bare(line) === '' || known.has(bare(line))) return [];
      // What only opens says nothing without what comes first in it.
      const opens = /[:{[(]$/.test(line.trim()) && after.length > 1;
      return [opens ? `${line.trim()} ${(after[index + 1] ?? '').trim()}`.trim() : line.trim()];
    });
  });
  return lines.length <= mostLines ? lines : [];
}
