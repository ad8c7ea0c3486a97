import { type Claim, excerpt, listed, parametersIn } from './claim.ts';
import { trimHunk } from './hunks.ts';
import { maskValues, noteId } from './ids.ts';
import type { Pace } from './pace.ts';
import { basename, dirname } from './paths.ts';
import type { ReadRun } from './run.ts';
import { code } from './titles.ts';
import { type WorkflowView, workflowKey } from './view.ts';

/** A line that one recording added to a file. */
interface Added {
  readonly run: ReadRun;
  readonly seq: number;
  readonly file: string;
  readonly text: string;
  /** Nothing stood in its place before. */
  readonly inserted: boolean;
  readonly words: readonly Word[];
  /** Those of them that say something. */
  readonly telling: ReadonlySet<string>;
}

interface Word {
  readonly text: string;
  readonly from: number;
}

/** A line over what differs of it, and those it was made of, one a recording. */
interface LikeLine {
  readonly form: string;
  readonly said: number;
  readonly of: readonly Added[];
}

/** Lines of one recording that are looked at; longer ones are data. */
const mostLines = 80;
/** And of all recordings together: each is held against each. */
const mostInAll = 800;
const longestLine = 200;
/** Words that stay the same, of which a form needs this many to say something. */
const fewestWords = 2;
/** And of words and marks together this many. */
const fewestKept = 6;
/** Of the words of a line at most this share may differ. */
const mostOpen = 0.5;
/** Forms that are told of one place, and places. */
const mostForms = 2;
const mostPlaces = 2;

/** Words of many languages that say nothing about what the line is for. */
const grammar =
  /^(?:and|the|for|from|import|export|const|let|var|return|function|def|self|this|class|new|public|private|static|final|void|int|str|string|boolean|bool|true|false|null|none|nil|end|then|else|elif|if|not|use|with|async|await|type|default|require|include|package|func|val|div|span)$/i;

/**
 * What everyone writes anew each time, alike but for a few words, in one file or in files of their own: the entry in a
 * list, the mark beside what is changed. Anti-unification of added lines, word by word.
 */
export async function likeLineClaims(view: WorkflowView, pace: Pace): Promise<Claim[]> {
  if (view.runs.length < 2) return [];
  const most = Math.min(mostLines, Math.ceil(mostInAll / view.runs.length));
  const added: (readonly Added[])[] = [];
  for (const run of view.runs) added.push(await addedIn(run, most, pace));
  const byPlace = new Map<string, LikeLine[]>();
  for (const line of added.flat()) {
    const turn = pace(20);
    if (turn) await turn;
    const like = likeLine(line, added);
    const place = like && placeOf(like.of);
    if (!like || place === undefined) continue;
    const known = byPlace.get(place) ?? [];
    // The same lines, seen from another of them.
    const isKnown = known.some(({ form, of }) => form === like.form || of.every((one) => like.of.includes(one)));
    if (!isKnown) byPlace.set(place, [...known, like]);
  }
  return [...byPlace]
    .map(([place, forms]) => ({ place, forms: forms.toSorted(byTelling) }))
    .sort((a, b) => (b.forms[0]?.said ?? 0) - (a.forms[0]?.said ?? 0) || (a.place < b.place ? -1 : 1))
    .slice(0, mostPlaces)
    .map(({ place, forms }) => claimOf(view, place, forms.slice(0, mostForms)));
}

function byTelling(a: LikeLine, b: LikeLine): number {
  return b.of.length - a.of.length || b.said - a.said || (a.form < b.form ? -1 : 1);
}

async function addedIn(run: ReadRun, most: number, pace: Pace): Promise<Added[]> {
  const found: Added[] = [];
  for (const [index, action] of run.actions.entries()) {
    const turn = pace(2);
    if (turn) await turn;
    if (found.length >= most) break;
    if (action.kind !== 'edit' || action.created || action.withheld || action.cancelled) continue;
    if (run.verdicts[index] !== undefined) continue;
    for (const hunk of action.hunks) {
      const { before, after } = trimHunk(hunk);
      for (const line of after) {
        if (line.length > longestLine || before.includes(line) || found.length >= most) continue;
        const text = run.generalize(line.trim());
        const words = wordsOf(text);
        const telling = new Set(words.map((one) => one.text).filter(saysSomething));
        if (telling.size < fewestWords) continue;
        const file = run.generalize(action.file);
        found.push({ run, seq: action.seq, file, text, inserted: before.length === 0, words, telling });
      }
    }
  }
  return found;
}

const word = /<[a-z][\w-]*>|[\p{L}\p{N}_]+|[^\s\p{L}\p{N}_]/gu;

function wordsOf(text: string): Word[] {
  return [...text.matchAll(word)].map((match) => ({ text: match[0], from: match.index }));
}

function saysSomething(text: string): boolean {
  return /\p{L}{3}/u.test(text) && !text.startsWith('<') && !grammar.test(text);
}

/** The line of each other recording that has most words in common with it, and what they all share. */
function likeLine(line: Added, added: readonly (readonly Added[])[]): LikeLine | undefined {
  const partners = added.flatMap((own) => {
    if (own[0]?.run === line.run) return [];
    let best: Partner | undefined;
    for (const other of own) {
      const shared = [...other.telling].filter((one) => line.telling.has(one)).length;
      if (shared < fewestWords || (best && shared <= best.shared)) continue;
      best = { other, shared, at: inCommon(line.words, other.words) };
    }
    return best ? [best] : [];
  });
  const support = partners.length + 1;
  if (support < 2 || support * 2 <= added.length) return undefined;
  const stays = line.words.flatMap((_, at) => (partners.every((partner) => partner.at.has(at)) ? [at] : []));
  const said = new Set(stays.map((at) => line.words[at]?.text ?? '').filter(saysSomething)).size;
  const longest = Math.max(line.words.length, ...partners.map(({ other }) => other.words.length));
  if (
    said < fewestWords ||
    stays.length < fewestKept ||
    stays.length === longest ||
    stays.length < longest * (1 - mostOpen)
  )
    return undefined;
  return { form: formOf(line, stays, partners), said, of: [line, ...partners.map(({ other }) => other)] };
}

/** A line of another recording, and where in it the words stand that both have. */
interface Partner {
  readonly other: Added;
  readonly shared: number;
  readonly at: ReadonlyMap<number, number>;
}

/** The longest common subsequence of words, as the position in `b` of each position in `a` that is in it. */
function inCommon(a: readonly Word[], b: readonly Word[]): ReadonlyMap<number, number> {
  const width = b.length + 1;
  const lengths = new Uint16Array((a.length + 1) * width);
  const at = (i: number, j: number) => lengths[i * width + j] ?? 0;
  for (let i = a.length - 1; i >= 0; i--)
    for (let j = b.length - 1; j >= 0; j--)
      lengths[i * width + j] = a[i]?.text === b[j]?.text ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
  const pairs = new Map<number, number>();
  for (let i = 0, j = 0; i < a.length && j < b.length; ) {
    if (a[i]?.text === b[j]?.text) pairs.set(i++, j++);
    else if (at(i + 1, j) >= at(i, j + 1)) i++;
    else j++;
  }
  return pairs;
}

/** The line with `…` for what differs; of `PR0007` and `PR0008` the letters stay. */
function formOf({ text, words }: Added, stays: readonly number[], partners: readonly Partner[]): string {
  let form = '';
  let last = -1;
  for (const at of [...stays, words.length]) {
    const isNext = partners.every(
      ({ other, at: map }) => (map.get(at) ?? other.words.length) === (map.get(last) ?? -1) + 1,
    );
    const before = words[last];
    const begin = before === undefined ? 0 : before.from + before.text.length;
    const end = words[at]?.from ?? text.length;
    if (at === last + 1 && isNext) form += text.slice(begin, end);
    else {
      const gap = text.slice(begin, end);
      const [, lead = '', differs = '', trail = ''] = /^(\s*)([\s\S]*?)(\s*)$/.exec(gap) ?? [];
      form += `${lead}${/^\p{L}{2,}(?=\d+$)/u.exec(differs)?.[0] ?? ''}…${trail}`;
    }
    form += words[at]?.text ?? '';
    last = at;
  }
  return form.replace(/…(?:[^\p{L}\p{N}…]{1,3}…)+/gu, '…');
}

/**
 * The one file that got them all, or `folder/*.ending` where each recording has one of its own. Two who change the same
 * line of the same file differ by chance: there is no place for that.
 */
function placeOf(of: readonly Added[]): string | undefined {
  const [first = ''] = of.map(({ file }) => file);
  if (of.every(({ file }) => file === first)) return of.every(({ inserted }) => inserted) ? first : undefined;
  const folder = dirname(first);
  const ending = /\.\w+$/.exec(basename(first))?.[0];
  const isLike = ({ file }: Added) => dirname(file) === folder && ending !== undefined && file.endsWith(ending);
  return of.every(isLike) ? `${folder === '.' ? '' : `${folder}/`}*${ending}` : undefined;
}

function claimOf(view: WorkflowView, place: string, forms: readonly LikeLine[]): Claim {
  const lines = listed(forms.map(({ form }) => code(form)));
  const [first] = forms;
  const runs = view.runs.filter((run) => forms.some(({ of }) => of.some((one) => one.run === run)));
  const what = place.includes('*') ? `the file of ${code(place)} that is changed` : code(place);
  return {
    id: noteId('convention', basename(place), ['lines', workflowKey(view.workflow), maskValues(place)]),
    kind: 'convention',
    trigger: `Changing ${code(place)} in ${view.workflow}`,
    action: `Add ${lines} to ${what}`,
    prevents: 'an entry that is left out, or worded like no other',
    text: `Each time ${what} gets ${forms.length > 1 ? 'lines' : 'a line'} of the form ${lines}.`,
    parameters: parametersIn(lines),
    evidence: (first?.of ?? [])
      .slice(0, 6)
      .map(({ run, seq, text }) => ({ recording: run.id, from: seq, to: seq, excerpt: excerpt(text) })),
    runs,
    weight: 4,
  };
}
