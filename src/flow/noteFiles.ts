import { renderNoteFile } from '../context/noteFile.ts';
import { readNotes } from '../context/noteStore.ts';
import { openRepository } from '../host/repository.ts';
import { writeChanges } from '../host/writeFiles.ts';
import type { FileChange } from '../model/context.ts';
import type { Note } from '../model/note.ts';
import { sentence } from './apply.ts';
import type { Folder, MirrorPorts } from './ports.ts';

/**
 * Says what was done to a recording, and where files of accepted notes in the repository cite what changed with it,
 * offers to change them: nothing there is written before the person agrees. Does not wait for the answer.
 */
export async function offerNoteFiles(
  ports: MirrorPorts,
  folder: Folder,
  workflow: string,
  said: string,
  change: (note: Note) => Note,
): Promise<void> {
  const { prompts, stage, words } = ports;
  const repository = await openRepository(folder.path);
  const changes = readNotes(repository).notes.flatMap(({ path, note, dependsOn }): FileChange[] => {
    const before = repository.bytes(path);
    const next = change(note);
    if (!before || JSON.stringify(next) === JSON.stringify(note)) return [];
    const reason = words.t('cites what changed in a recording');
    return [{ path, before, after: renderNoteFile(next, before, dependsOn), reason }];
  });
  if (changes.length === 0) {
    void prompts.offer(said);
    return;
  }
  const show = words.t('Show the Change');
  const cites =
    changes.length === 1
      ? words.t('The file of 1 accepted note cites what changed.')
      : words.t('The files of {0} accepted notes cite what changed.', changes.length);
  void prompts.offer(`${said} ${cites}`, show).then(async (answer) => {
    if (answer !== show) return;
    await stage.showChanges(words.t('Accepted notes that cite what changed'), changes);
    const write = words.t('Write');
    if ((await prompts.offer(words.t('Write these files of notes?'), write)) !== write) return;
    const written = await writeChanges(folder.path, changes);
    if (!written.ok) prompts.fail(sentence(written.error.message));
    else await ports.send({ kind: 'distillWorkflow', workflow });
  });
}
