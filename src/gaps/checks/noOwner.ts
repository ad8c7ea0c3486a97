import type { Found } from '../makeGap.ts';
import { groupBy, quote, severity } from '../makeGap.ts';
import { isByproduct } from '../selfEvident.ts';
import type { Sight } from '../sight.ts';
import { eachInTurns, type Turns } from '../turns.ts';

interface Touched {
  readonly file: string;
  readonly recording: string;
  readonly seq: number;
}

/** Touched areas and context files that nobody owns. Without a CODEOWNERS file it is one gap, not one an area. */
export function* withoutOwner(sight: Sight): Turns<Found[]> {
  const files = (yield* touchedFiles(sight)).filter(({ file }) => sight.owners.of(file) === undefined);
  const areas = groupBy(files, ({ file }) => (sight.owners.declared ? areaOf(file) : ''));
  return [...areas.flatMap((area) => areaGap(sight, area)), ...contextGaps(sight)];
}

function areaGap(sight: Sight, area: readonly Touched[]): Found[] {
  const [first] = area;
  if (!first || sight.explained.answered('for', first.file)) return [];
  const names = [...new Set(area.map(({ file }) => file))];
  const key = sight.owners.declared ? areaOf(first.file) : 'no CODEOWNERS';
  return [
    {
      code: 'no-owner',
      key,
      severity: severity(0, 1),
      subject: first.file,
      question: `Who answers for ${sight.owners.declared && key !== '.' ? quote(key) : quote(first.file)}?`,
      why: sight.owners.declared
        ? `${names.slice(0, 3).map(quote).join(', ')} changed here, and CODEOWNERS names nobody for it.`
        : `${names.slice(0, 3).map(quote).join(', ')} changed here, and the repository has no CODEOWNERS file, so nobody can be asked.`,
      evidence: area.map(({ file, recording, seq }) => sight.evidence(recording, seq, seq, file)),
    },
  ];
}

/** Context files matter only where somebody can own files at all; a note with an owner says so in the file. */
function contextGaps(sight: Sight): Found[] {
  if (!sight.owners.declared) return [];
  return sight.input.context.files
    .filter(
      ({ path, layer, text }) =>
        layer === 'project' && sight.owners.of(path) === undefined && !/\bowner: \S/.test(text),
    )
    .filter(({ path }) => !sight.explained.answered('for', path))
    .map(({ path }) => ({
      code: 'no-owner' as const,
      key: `context ${path}`,
      severity: severity(0, 1),
      subject: path,
      question: `Who keeps ${quote(path)} true?`,
      why: `${quote(path)} is loaded by agents, and neither CODEOWNERS nor a note in it names an owner.`,
      evidence: [],
    }));
}

function* touchedFiles(sight: Sight): Turns<Touched[]> {
  const kept = new Set<string>();
  yield* eachInTurns(sight.observations.steps, 0.1, ({ recording, files }) => {
    for (const file of files) kept.add(`${recording}\n${file}`);
  });
  const seen = new Set<string>();
  const touched: Touched[] = [];
  for (const { header, events } of sight.recordings) {
    yield* eachInTurns(events, 0.1, (event) => {
      if (event.kind !== 'edit' && event.kind !== 'file') return;
      // A private file, such as `.env`, belongs to whoever has it.
      if (event.kind === 'edit' && event.withheld === true) return;
      const key = `${header.id}\n${event.file}`;
      if (!kept.has(key) || seen.has(key) || isByproduct(event.file)) return;
      seen.add(key);
      touched.push({ file: event.file, recording: header.id, seq: event.seq });
    });
  }
  return touched;
}

function areaOf(file: string): string {
  const parts = file.split('/');
  return parts.length > 1 ? (parts[0] ?? '.') : '.';
}
