import { commandShapes } from '../commandShape.ts';
import type { Found } from '../makeGap.ts';
import { groupBy, quote, severity } from '../makeGap.ts';
import { isByproduct } from '../selfEvident.ts';
import type { Sight } from '../sight.ts';
import type { Statement } from '../statements.ts';

interface Gone {
  readonly subject: string;
  readonly what: string;
  readonly file: string;
  readonly line?: number;
}

/** Context that names a path, a script or a target that is gone. Notes that `context check` found stale are told as well. */
export function staleContext(sight: Sight): Found[] {
  const own = sight.explained.context.flatMap((statement) => [
    ...gonePaths(sight, statement),
    ...goneScripts(sight, statement),
  ]);
  const named = new Set(own.map(({ file }) => file));
  const checked = (sight.input.findings ?? [])
    .filter(({ code, file, note }) => code === 'stale' && note !== undefined && !named.has(file))
    .map(({ file, message }): Gone => ({ subject: file, what: message, file }));
  return groupBy([...own, ...checked], ({ subject, file }) => `${file}\n${subject}`).map((group) => {
    const gone = group[0] as Gone;
    const where = gone.line === undefined ? quote(gone.file) : `${quote(gone.file)} (line ${gone.line})`;
    return {
      code: 'stale',
      key: `${gone.file}\n${gone.subject}`,
      severity: severity(1, 1),
      subject: gone.subject,
      question: `What took the place of ${quote(gone.subject)}, or can ${quote(gone.file)} stop naming it?`,
      why:
        gone.line === undefined ? `${where}: ${gone.what}` : `${where} names ${quote(gone.subject)}, but ${gone.what}.`,
      evidence: [],
      askWhom: sight.owners.of(gone.file),
    };
  });
}

const path = /^(?:\.\/)?(?:[\w@.-]+\/)+[\w@.-]+(?:\.\w+|\/)$|^\.\/[\w@.-]+$/;
/** Sentences about files that need not be there. */
const notThere =
  /\b(?:creates?|generates?|writes?|written|output|produces?|if (?:it |there )?(?:is|exists)|optional|example|e\.g\.|was removed|no longer|removed|renamed|formerly|new file|git-?ignored)\b/i;

function gonePaths(sight: Sight, statement: Statement): Gone[] {
  if (notThere.test(statement.text)) return [];
  return statement.code.flatMap(pathsIn).flatMap((word) => {
    const bare = word.replace(/[#:].*$/, '');
    const clean = bare.replace(/^\.\//, '');
    if (!path.test(bare) || isByproduct(clean) || clean.split('/').includes('..')) return [];
    if (exists(sight, clean, statement.file)) return [];
    return [{ subject: clean, what: 'nothing is there', file: statement.file, line: statement.line }];
  });
}

/** A word by itself, or the script that a command line runs: its other words may be files that it writes. */
function pathsIn(code: string): string[] {
  if (!/\s/.test(code)) return [code];
  return commandShapes(code).flatMap(({ script }) => (script === undefined ? [] : [script]));
}

/** A path may be meant from the root, or from the folder of the file that names it. */
function exists(sight: Sight, clean: string, from: string): boolean {
  const { repository } = sight.input;
  const folder = from.includes('/') ? `${from.slice(0, from.lastIndexOf('/'))}/` : '';
  const bare = clean.replace(/\/$/, '');
  return [bare, folder + bare].some(
    (one) =>
      repository.has(one) || repository.files.some((file) => file.startsWith(`${one}/`) || file.endsWith(`/${one}`)),
  );
}

function goneScripts(sight: Sight, statement: Statement): Gone[] {
  const { scripts } = sight.explained.repository;
  return statement.code.flatMap((code) => {
    if (!/^(?:\S+=\S+\s+)*(?:npm|pnpm|yarn|bun) run(?:-script)? |^make |^just /.test(code)) return [];
    return commandShapes(code).flatMap(({ head }) => {
      const [runner, name] = head;
      if (name === undefined || runner === undefined || !['run-script', 'make', 'just'].includes(runner)) return [];
      if (scripts.some((script) => script.runner === runner && script.name === name)) return [];
      const what =
        runner === 'run-script' ? `no package.json has a script ${quote(name)}` : `there is no target ${quote(name)}`;
      return [
        {
          subject: runner === 'run-script' ? `npm run ${name}` : `${runner} ${name}`,
          what,
          file: statement.file,
          line: statement.line,
        },
      ];
    });
  });
}
