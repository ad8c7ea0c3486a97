import type { RecordedEvent } from '../../src/model/event.ts';
import type { Recording } from '../../src/model/recording.ts';

type Command = Extract<RecordedEvent, { kind: 'command' }>;

function commandsOf(recording: Recording): Command[] {
  return recording.events.filter((event): event is Command => event.kind === 'command');
}

/** What anybody would write first: every command, in order, one note each. */
export function everyCommand(recordings: readonly Recording[]): string[] {
  return recordings.flatMap((recording) => commandsOf(recording).map(({ line }) => `Run \`${line}\``));
}

/** What a simple script would find: each command that failed and later passed as it stood, with what was run in between. */
export function everyRepairedPair(recordings: readonly Recording[]): string[] {
  return recordings.flatMap((recording) => {
    const commands = commandsOf(recording);
    return commands.flatMap((failed, index) => {
      if (failed.exitCode === undefined || failed.exitCode === 0) return [];
      const next = commands.findIndex(
        (later, at) => at > index && later.exitCode === 0 && later.line === failed.line && later.cwd === failed.cwd,
      );
      if (next < 0) return [];
      const between = commands.slice(index + 1, next).map(({ line }) => `\`${line}\``);
      const output = failed.output?.text.trim() ?? `exit code ${failed.exitCode}`;
      return [
        `When \`${failed.line}\` fails with ${output}, run ${between.join(', ')}; then \`${failed.line}\` passes`,
      ];
    });
  });
}
