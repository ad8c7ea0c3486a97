import { readFile, rm } from 'node:fs/promises';
import type { CommandFact, RecordedEvent } from '../model/event.ts';
import { replaceFile } from './replaceFile.ts';
import { parseJson } from './salvage.ts';
import { eventSchemas } from './schema.ts';

/** A command that still ran when it was written down, and when it began: milliseconds since the start of the recording. */
export interface UnfinishedCommand {
  readonly fact: CommandFact;
  readonly at: number;
}

/**
 * The commands that run now, beside the recording: an event is written when its command ends, and one that is cut off
 * by a crash would be missing. What is put here has passed the gate, as all that is written has. Best effort: where the
 * file cannot be written the recording goes on without it.
 */
export interface UnderWayFile {
  put(command: UnfinishedCommand): void;
  /** The command that began then in that terminal is in the recording, or is not to be. */
  remove(terminal: number, at: number): void;
  /** Removes the file; resolves when nothing of it is left. */
  clear(): Promise<void>;
  /** Resolves when the file holds what was put. */
  settled(): Promise<void>;
}

/** The file that holds what is under way in the recording at `path`. */
export function underWayPath(path: string): string {
  return `${path.replace(/\.jsonl$/, '')}.running`;
}

export function createUnderWayFile(path: string): UnderWayFile {
  const file = underWayPath(path);
  let commands: readonly UnfinishedCommand[] = [];
  let onDisk = '';
  /** Writes never overlap; each writes what is under way when its turn comes. */
  let tail: Promise<void> = Promise.resolve();

  async function write(): Promise<void> {
    const text = commands.map(serialize).join('');
    if (text === onDisk) return;
    try {
      if (text === '') await rm(file, { force: true });
      else await replaceFile(file, text, `${file}.tmp`);
      onDisk = text;
    } catch {
      // The journal tells the person when the disk takes nothing.
    }
  }

  function schedule(): Promise<void> {
    tail = tail.then(write);
    return tail;
  }

  return {
    put(command) {
      commands = [...commands, command];
      void schedule();
    },
    remove(terminal, at) {
      commands = commands.filter((each) => each.fact.terminal !== terminal || each.at !== at);
      void schedule();
    },
    clear() {
      commands = [];
      return schedule();
    },
    settled: () => tail,
  };
}

/** What was under way when the recording at `path` was cut off. What is damaged is left out. */
export async function readUnderWay(path: string): Promise<UnfinishedCommand[]> {
  const text = await readFile(underWayPath(path), 'utf8').catch(() => '');
  return text.split('\n').flatMap((line) => {
    const parsed = eventSchemas.command.safeParse(parseJson(line));
    if (!parsed.success) return [];
    const { seq: _, at, ...fact } = parsed.data as Extract<RecordedEvent, { kind: 'command' }>;
    return [{ fact, at }];
  });
}

/** As a line of a recording, of which it becomes one; its number there is not known yet. */
function serialize({ fact, at }: UnfinishedCommand): string {
  return `${JSON.stringify({ seq: 1, at, ...fact })}\n`;
}
