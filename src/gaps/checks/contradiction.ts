import { commandShapes } from '../commandShape.ts';
import type { Found } from '../makeGap.ts';
import { countRecordings, groupBy, quote, severity } from '../makeGap.ts';
import { compareText, type Sight } from '../sight.ts';
import type { Statement } from '../statements.ts';
import { splitCommands } from '../tokens.ts';
import { collectInTurns, type Turns } from '../turns.ts';

/** Context against context, and context against what people did: a person must decide which holds. */
export function* contradictions(sight: Sight): Turns<Found[]> {
  const open = (each: readonly Found[]) => each.filter(({ subject }) => !sight.explained.answered('for', subject));
  // Two files that disagree do so whatever a third one says.
  const found = [...open(yield* againstContext(sight)), ...betweenFiles(sight), ...open(noted(sight))];
  return groupBy(found, ({ subject }) => subject).flatMap((group) => group.slice(0, 1));
}

/** People ran what the context tells them not to run. */
function* againstContext(sight: Sight): Turns<Found[]> {
  const perStep = yield* collectInTurns(sight.observations.steps, 4, ({ recording, commands }) =>
    commands.flatMap((command) =>
      sight.explained.against(command.raw).map((statement) => ({ recording, command, statement })),
    ),
  );
  const ran = perStep.flat();
  return groupBy(ran, ({ command }) => sight.key(command.line)).map((group) => {
    const { command, statement } = group[0] as (typeof group)[number];
    const seen = group.map((one) => sight.evidence(one.recording, one.command.seq));
    return {
      code: 'contradiction',
      key: `ran ${sight.key(command.line)}`,
      severity: severity(1, countRecordings(seen)),
      subject: command.raw,
      question: `Does what ${place(statement)} says about ${quote(command.raw)} still hold?`,
      why: `People ran ${quote(command.raw)}, and ${place(statement)} speaks against it: “${statement.text.slice(0, 160)}”`,
      evidence: seen,
      askWhom: sight.owners.of(statement.file),
    };
  });
}

/** Two context files tell agents to use different package managers, or one speaks against what another says. */
function betweenFiles(sight: Sight): Found[] {
  const uses = sight.explained.context.flatMap((statement) =>
    statement.code.flatMap((code) =>
      splitCommands(code).map((words) => ({ manager: words[0] ?? '', verb: words[1], code, statement })),
    ),
  );
  const managers = groupBy(
    uses.filter(
      ({ manager, verb }) =>
        /^(?:npm|pnpm|yarn|bun)$/.test(manager) && /^(?:i|install|ci|run|test|add|build)$/.test(verb ?? ''),
    ),
    ({ manager, statement }) => `${statement.file}\n${manager}`,
  ).map((group) => group[0] as (typeof group)[number]);
  const found: Found[] = [];
  for (const one of managers) {
    const other = managers.find(
      (m) => m.manager !== one.manager && compareText(one.statement.file, m.statement.file) < 0,
    );
    if (other) found.push(disagreement(sight, one.code, one.statement, other.code, other.statement));
  }
  for (const { code, statement } of uses) {
    const against = sight.explained.against(code).find((other) => other.file !== statement.file);
    if (against) found.push(disagreement(sight, code, statement, code, against));
  }
  return found;
}

function disagreement(sight: Sight, code: string, one: Statement, otherCode: string, other: Statement): Found {
  const says = code === otherCode ? `speaks against it: “${other.text.slice(0, 160)}”` : `says ${quote(otherCode)}`;
  return {
    code: 'contradiction',
    key: `between ${[`${one.file} ${commandShapes(code)[0]?.head.join(' ')}`, `${other.file} ${commandShapes(otherCode)[0]?.head.join(' ')}`].sort(compareText).join('\n')}`,
    severity: severity(1, 1),
    subject: code,
    question: `Which holds: ${place(one)} or ${place(other)}?`,
    why: `${place(one)} says ${quote(code)}, and ${place(other)} ${says}. An agent that loads both has to guess.`,
    evidence: [],
    askWhom: sight.owners.of(one.file) ?? sight.owners.of(other.file),
  };
}

/** What distilling noted: documents say one thing, people did another. */
function noted(sight: Sight): Found[] {
  return sight.input.distilled.notes
    .filter(({ kind, status }) => kind === 'contradiction' && status !== 'declined' && status !== 'superseded')
    .map((note) => {
      const first = [...note.evidence].sort(
        (a, b) => rank(sight, a.recording) - rank(sight, b.recording) || a.from - b.from,
      )[0];
      const event = first && sight.event(first.recording, first.from);
      const subject = event?.kind === 'command' ? event.line : event?.kind === 'edit' ? event.file : note.trigger;
      return {
        code: 'contradiction' as const,
        key: `note ${note.id}`,
        severity: severity(1, note.support.n),
        subject,
        question: `Which holds for ${quote(subject)}: what is written, or what people did?`,
        why: note.text,
        evidence: note.evidence,
        ...(note.owner === undefined ? {} : { askWhom: note.owner }),
      };
    });
}

function rank(sight: Sight, recording: string): number {
  return sight.recordings.findIndex(({ header }) => header.id === recording);
}

function place({ file, line }: Statement): string {
  return `${quote(file)} (line ${line})`;
}
