import { bytesAToken, limits } from './loaders/limits.ts';
import type { Procedure } from './procedure.ts';
import { readRendered, stampSlot } from './renderedFile.ts';

/** A file beside a SKILL.md, read when the skill says so. agentskills.io: `references/`, one level deep. */
export interface SkillReference {
  /** Relative to the skill's folder. */
  readonly name: string;
  /** With a slot for the stamp. */
  readonly text: string;
}

/** A procedure as its SKILL.md says it, and what stands in files beside it. */
export interface SplitProcedure {
  readonly procedure: Procedure;
  readonly references: readonly SkillReference[];
}

/** What a procedure may take of a SKILL.md: the rest is for the notes, which tell what goes wrong. */
const share = 3 / 4;
const most = { bytes: limits.skillTokens.value * bytesAToken * share, lines: limits.skillLines.value * share } as const;
/** One part is read at a time, beside everything else that the work needs: half of what a skill may hold. */
const part = { bytes: (limits.skillTokens.value * bytesAToken) / 2, lines: limits.skillLines.value / 2 } as const;
/** A section with more than this of the room stands in a file of its own once the procedure is split. */
const sectionShare = 1 / 5;

const stepsHeading = 'Steps';
/** How we name and call for them: what a command or a step names otherwise is none. */
const ours = /^(?:- )?Read `(references\/(?:steps?-\d+(?:-\d+)?|parameters|differences)\.md)`/gm;

/**
 * The procedure as it is where it fits a skill. Over the limit its steps keep their titles in the SKILL.md and go, with
 * their commands, to files that each hold as many as are read in one go; so do long lists of parameters and variants.
 * `joinedProcedure` undoes it. A single step longer than a file has one of its own.
 */
export function splitProcedure(workflow: string, procedure: Procedure): SplitProcedure {
  if (fits(procedure.markdown, most)) return { procedure, references: [] };
  const references: SkillReference[] = [];
  const refer = (name: string, heading: string, body: string): string => {
    references.push({ name, text: `${stampSlot()}\n# ${workflow}: ${heading}\n\n${body.trim()}\n` });
    return name;
  };
  const room = { bytes: most.bytes * sectionShare, lines: most.lines * sectionShare };
  const sections = sectionsOf(procedure.markdown).map(({ heading, body }) => {
    if (heading === stepsHeading) return { heading, body: parts(itemsOf(body), refer) };
    if (fits(body, room)) return { heading, body };
    const name = `references/${heading === 'Parameters' ? 'parameters' : 'differences'}.md`;
    return { heading, body: `Read \`${refer(name, heading.toLowerCase(), body)}\`.` };
  });
  const markdown = sections.map(({ heading, body }) => `## ${heading}\n\n${body.trim()}`).join('\n\n');
  return { procedure: { markdown }, references };
}

/**
 * The whole procedure again. `read` gives a file beside the SKILL.md by its name; undefined where one that is named is
 * not there or is none of ours.
 */
export function joinedProcedure(
  split: Procedure,
  read: (name: string) => Uint8Array | undefined,
): Procedure | undefined {
  const sections = sectionsOf(split.markdown).map(({ heading, body }) => {
    const names = referencesNamed(body);
    if (names.length === 0) return { heading, body };
    const bodies = names.map((name) => bodyOf(read(name)));
    return { heading, body: bodies.includes(undefined) ? undefined : bodies.join('\n') };
  });
  if (sections.some(({ body }) => body === undefined)) return undefined;
  return { markdown: sections.map(({ heading, body = '' }) => `## ${heading}\n\n${body.trim()}`).join('\n\n') };
}

/** The files beside a SKILL.md that our part of it tells its reader to read, in its order. */
export function referencesNamed(text: string): string[] {
  return [...text.matchAll(ours)].map((match) => match[1] ?? '');
}

/** The titles of the steps under the file that holds their commands; where even the titles are too many, their range. */
function parts(items: readonly string[], refer: (name: string, heading: string, body: string) => string): string {
  const groups = grouped(items).map((group) => {
    const [first = '', last = first] = [group[0], group.at(-1)].map(titleOf);
    const [from, to] = [first, last].map((title) => /^\d+/.exec(title)?.[0] ?? '');
    const range = from === to ? `step ${from}` : `steps ${from} to ${to}`;
    const name = refer(
      from === to ? `references/step-${from}.md` : `references/steps-${from}-${to}.md`,
      range,
      group.join('\n'),
    );
    return { intro: `Read \`${name}\` before ${range}:`, name, range, first, last, titles: group.map(titleOf) };
  });
  const whole = groups.map(({ intro, titles }) => `${intro}\n\n${titles.join('\n')}`).join('\n\n');
  if (fits(whole, { bytes: most.bytes * (1 - 2 * sectionShare), lines: most.lines * (1 - 2 * sectionShare) }))
    return whole;
  return groups
    .map(({ name, range, first, last }) => `- Read \`${name}\` before ${range}: ${plain(first)} … ${plain(last)}`)
    .join('\n');
}

function titleOf(item: string | undefined): string {
  return item?.split('\n')[0] ?? '';
}

function plain(title: string): string {
  return title.replace(/^\d+\. /, '');
}

/** As many steps a group as a part has room for. */
function grouped(items: readonly string[]): string[][] {
  const groups: string[][] = [];
  let text = '';
  for (const item of items) {
    const more = `${text}\n${item}`;
    const last = groups.at(-1);
    if (last && fits(more, part)) {
      last.push(item);
      text = more;
    } else {
      groups.push([item]);
      text = item;
    }
  }
  return groups;
}

/** Numbered steps, each with the lines below it. */
function itemsOf(body: string): string[] {
  return body.split(/\n(?=\d+\. )/).map((item) => item.trimEnd());
}

/** Nothing that is rendered into a section begins a line with `## `: commands are indented. */
function sectionsOf(markdown: string): { heading: string; body: string }[] {
  return markdown
    .split(/^(?=## )/m)
    .filter((text) => text.startsWith('## '))
    .map((text) => {
      const end = text.indexOf('\n');
      return { heading: text.slice(3, end === -1 ? undefined : end), body: end === -1 ? '' : text.slice(end).trim() };
    });
}

function bodyOf(bytes: Uint8Array | undefined): string | undefined {
  const text = bytes && readRendered(bytes)?.text;
  return text?.replace(/^[\s\S]*?^# [^\n]*\n/m, '').trim();
}

function fits(text: string, room: { readonly bytes: number; readonly lines: number }): boolean {
  return new TextEncoder().encode(text).length <= room.bytes && text.split('\n').length <= room.lines;
}
