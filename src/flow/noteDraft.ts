import type { Note } from '../model/note.ts';
import type { Words } from '../views/present/words.ts';

/** The words of one note as a person writes them. */
export interface DraftWords {
  readonly text: string;
  readonly trigger: string;
  readonly action: string;
  readonly prevents: string;
}

type Section = keyof DraftWords;

const sections: readonly Section[] = ['text', 'trigger', 'action', 'prevents'];

function headings({ t }: Words): ReadonlyMap<string, Section> {
  return new Map([
    [`## ${t('When')}`, 'trigger'],
    [`## ${t('Do')}`, 'action'],
    [`## ${t('Prevents')}`, 'prevents'],
  ]);
}

const between = /^-{3,}\s*$/;

/**
 * Notes as a Markdown text to edit: the sentence agents read, then a section each for when it applies, what to do and
 * what it prevents. A line `---` stands between two notes. `hint` is a comment on top that reading leaves out.
 */
export function draftText(notes: readonly DraftWords[], hint: string, words: Words): string {
  const titles = headings(words);
  const told = notes.map((note) => {
    const parts = [...titles].flatMap(([heading, section]) =>
      note[section].trim() === '' && section === 'prevents' ? [] : [heading, escaped(note[section], titles)],
    );
    return [escaped(note.text, titles), ...parts].join('\n\n');
  });
  return `<!-- ${hint.replaceAll('--', '- -')} -->\n\n${told.join('\n\n---\n\n')}\n`;
}

/** What a person made of such a text; notes without any word are left out. */
export function readDraft(text: string, words: Words): DraftWords[] {
  const titles = headings(words);
  const lines = text
    .replace(/\r\n?/g, '\n')
    .replace(/^\s*<!--[\s\S]*?-->/, '')
    .split('\n');
  const notes: Record<Section, string[]>[] = [];
  let note = emptyNote();
  let section: Section = 'text';
  for (const line of lines) {
    const heading = titles.get(line.trimEnd());
    if (between.test(line)) {
      notes.push(note);
      note = emptyNote();
      section = 'text';
    } else if (heading) section = heading;
    else note[section].push(unescaped(line, titles));
  }
  notes.push(note);
  return notes
    .map((each) => ({
      text: joined(each.text),
      trigger: joined(each.trigger),
      action: joined(each.action),
      prevents: joined(each.prevents),
    }))
    .filter((each) => sections.some((one) => each[one] !== ''));
}

/** The words of a note, one line end throughout. */
export function wordsOf(note: Note): DraftWords {
  const plain = (text = '') => text.replace(/\r\n?/g, '\n').trim();
  return {
    text: plain(note.text),
    trigger: plain(note.trigger),
    action: plain(note.action),
    prevents: plain(note.prevents),
  };
}

/** The words of several notes as one, for a person to make one claim of. */
export function mergedWords(notes: readonly Note[]): DraftWords {
  const all = notes.map(wordsOf);
  const joint = (section: Section) =>
    [...new Set(all.map((each) => each[section]).filter((one) => one !== ''))].join('\n');
  return { text: joint('text'), trigger: joint('trigger'), action: joint('action'), prevents: joint('prevents') };
}

/** The sentences of a note as a note each; one with a single sentence is given twice, to be cut by hand. */
export function splitWords(note: Note): DraftWords[] {
  const whole = wordsOf(note);
  const sentences = whole.text
    .split(/(?<=[.!?;])\s+(?=[^\s\p{Ll}])|\n+/u)
    .map((sentence) => sentence.trim())
    .filter((sentence) => sentence !== '');
  return sentences.length > 1 ? sentences.map((text) => ({ ...whole, text })) : [whole, whole];
}

function emptyNote(): Record<Section, string[]> {
  return { text: [], trigger: [], action: [], prevents: [] };
}

function joined(lines: readonly string[]): string {
  return lines.join('\n').trim();
}

/** A line of a note that would be read as one of ours gets a backslash, as does one that has some and would then. */
function escaped(text: string, titles: ReadonlyMap<string, Section>): string {
  return text
    .split('\n')
    .map((line) => (isOurs(line.replace(/^\\+/, ''), titles) ? `\\${line}` : line))
    .join('\n');
}

function unescaped(line: string, titles: ReadonlyMap<string, Section>): string {
  return line.startsWith('\\') && isOurs(line.replace(/^\\+/, ''), titles) ? line.slice(1) : line;
}

function isOurs(line: string, titles: ReadonlyMap<string, Section>): boolean {
  return between.test(line) || titles.has(line.trimEnd()) || line.startsWith('<!--');
}
