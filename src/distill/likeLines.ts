import { type Claim, excerpt, listed, parametersIn } from './claim.ts';
import { commonForm, type Word, wordsOf } from './commonForm.ts';
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
  for (let index = 0; index < run.actions.length; index++) {
    const action = run.actions[index];
    if (!action) continue;
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

function saysSomething(text: string): boolean {
  return /\p{L}{3}/u.test(text) && !text.startsWith('<') && !grammar.test(text);
}

function countShared(words: ReadonlySet<string>, others: ReadonlySet<string>): number {
  let shared = 0;
  for (const word of others) if (words.has(word)) shared++;
  return shared;
}

/** The line of each other recording that has most telling words in common with it, and what they all share. */
function likeLine(line: Added, added: readonly (readonly Added[])[]): LikeLine | undefined {
  const partners = added.flatMap((own) => {
    if (own[0]?.run === line.run) return [];
    let best: Added | undefined;
    let most = fewestWords - 1;
    for (const other of own) {
      if (other.telling.size <= most) continue;
      const shared = countShared(line.telling, other.telling);
      if (shared > most) {
        best = other;
        most = shared;
      }
    }
    return best ? [best] : [];
  });
  const support = partners.length + 1;
  if (support < 2 || support * 2 <= added.length) return undefined;
  const { form, kept, longest } = commonForm(
    line.text,
    line.words,
    partners.map(({ words }) => words),
  );
  const said = new Set(kept.filter(saysSomething)).size;
  if (said < fewestWords || kept.length < fewestKept) return undefined;
  // In one and the same file the same line is no line of a kind.
  if (kept.length === longest && partners.every(({ file }) => file === line.file)) return undefined;
  return kept.length < longest * (1 - mostOpen) ? undefined : { form, said, of: [line, ...partners] };
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
