import type { LoadWhen } from '../model/context.ts';
import type { AskedFile, AskedNote, AskedProcedure, Material } from './material.ts';

/** Something that can be found: a note, a section of a context file, a procedure. */
export interface Passage {
  /** Weighs more than the body. */
  readonly heading: string;
  readonly body: string;
  readonly workflow?: string;
  /** The file it stands in, relative to the root. */
  readonly path: string;
  /** 1-based, for a section of a file. */
  readonly lines?: readonly [from: number, to: number];
  readonly when?: LoadWhen;
  readonly note?: AskedNote;
}

/** Everything that can be found, in a fixed order. */
export function passagesOf({ notes, files, procedures }: Material): Passage[] {
  return [...notes.map(ofNote), ...procedures.map(ofProcedure), ...files.flatMap(sectionsOf)];
}

function ofNote(asked: AskedNote): Passage {
  const { note, path } = asked;
  const excerpts = note.evidence.map(({ excerpt }) => excerpt);
  return {
    heading: `${note.trigger} ${note.action} ${note.workflow}`,
    body: [note.text, note.prevents ?? '', ...(note.parameters ?? []), ...excerpts].join('\n'),
    workflow: note.workflow,
    path,
    note: asked,
  };
}

function ofProcedure({ workflow, path, text }: AskedProcedure): Passage {
  return { heading: workflow, body: text, workflow, path };
}

/** A file cut at its headings; long sections at empty lines, so that a passage is something to read. */
function sectionsOf({ path, text, when }: AskedFile): Passage[] {
  const lines = text.split('\n');
  const passages: Passage[] = [];
  let heading = '';
  let from = 0;
  let fenced = false;
  const close = (to: number) => {
    const body = lines.slice(from, to).join('\n').trim();
    if (/[\p{L}\p{N}]/u.test(body.replace(/^#{1,6} .*$/gm, '')))
      passages.push({ heading: `${path} ${heading}`, body, path, lines: [from + 1, to], when });
    from = to;
  };
  lines.forEach((line, index) => {
    if (/^ {0,3}(?:`{3}|~{3})/.test(line)) fenced = !fenced;
    if (fenced) return;
    const title = /^#{1,6} (.*)$/.exec(line)?.[1];
    if (title !== undefined || (line.trim() === '' && index - from >= longestSection)) close(index);
    if (title !== undefined) heading = title;
  });
  close(lines.length);
  return passages;
}

/** Lines. */
const longestSection = 30;
