import type { Command } from 'commander';
import type { JournalCheck } from '../../journal/format.ts';
import { checkRecordingFile, readRecording } from '../../journal/read.ts';
import type { RecordedEvent } from '../../model/event.ts';
import type { Recording } from '../../model/recording.ts';
import { ok } from '../../model/result.ts';
import { count, oneLine } from '../distilledText.ts';
import { createRecordingCleaner } from '../gates.ts';
import type { Run } from '../outcome.ts';

export function addJournal(program: Command, run: Run): void {
  const journal = program.command('journal').description('validate or show a recording');
  journal
    .command('check <file>')
    .description('report a torn tail, a gap in sequence, an unknown version; exit 1 for any')
    .option('--json', 'print one JSON document')
    .action((file: string) =>
      run(async () => {
        const checked = await checkRecordingFile(file);
        if (!checked.ok) return checked;
        return ok({
          document: checked.value,
          text: checkText(file, checked.value),
          exitCode: checked.value.ok ? 0 : 1,
        });
      }),
    );
  journal
    .command('show <file>')
    .description('print what a recording holds, event by event')
    .option('--json', 'print one JSON document')
    .action((file: string) =>
      run(async () => {
        const read = await readRecording(file);
        if (!read.ok) return read;
        const recording = createRecordingCleaner()(read.value);
        return ok({ document: recording, text: () => recordingText(recording) });
      }),
    );
}

function checkText(file: string, { ok: intact, version, events, complete, problems }: JournalCheck): string {
  const state = `${count(events, 'event')}, version ${version ?? 'unknown'}, ${complete ? 'complete' : 'without an end'}`;
  return [
    `${file}: ${intact ? 'sound' : count(problems.length, 'problem')} (${state})`,
    ...problems.map(({ line, code, message }) => `  line ${line}: ${code}: ${oneLine(message)}`),
  ].join('\n');
}

function recordingText({ header, events, unknown, complete, problems }: Recording): string {
  return [
    `${header.workflow}, recorded by ${header.recorder} on ${header.startedAt.slice(0, 10)} in ${header.workspace.name} (${header.sanitizer})`,
    ...events.map((event) => `${String(event.seq).padStart(6)}  ${event.kind.padEnd(11)} ${oneLine(eventText(event))}`),
    ...(unknown.length > 0 ? [`${count(unknown.length, 'event')} of a kind this version does not know`] : []),
    ...(complete ? [] : ['the recording has no end']),
    ...problems.map(({ line, message }) => `line ${line}: ${oneLine(message)}`),
  ].join('\n');
}

function eventText(event: RecordedEvent): string {
  switch (event.kind) {
    case 'command':
      return `${event.line}${event.cwd === '.' ? '' : `  (in ${event.cwd})`}${event.exitCode === undefined ? '' : `  → ${event.exitCode}`}`;
    case 'edit':
      return `${event.file} (${event.origin})${event.withheld ? ', content not recorded' : `, ${count(event.hunks?.length ?? 0, 'hunk')}`}`;
    case 'file':
      return `${event.op} ${event.file}${event.to === undefined ? '' : ` → ${event.to}`}`;
    case 'open':
      return event.file;
    case 'task':
      return `${event.name}${event.exitCode === undefined ? '' : `  → ${event.exitCode}`}`;
    case 'debug':
      return `${event.op} ${event.name}`;
    case 'git':
      return [event.op, event.branch, event.message].filter((part) => part !== undefined).join(' ');
    case 'note':
      return event.text;
    case 'focus':
      return event.focused ? 'came back' : 'left the window';
    case 'diagnostics':
      return `${count(event.errors, 'error')}, ${count(event.warnings, 'warning')}`;
    case 'capture':
      return `${event.source} ${event.state}: ${event.reason}`;
    case 'end':
      return event.reason;
    case 'pause':
    case 'resume':
      return '';
  }
}
