import type { Catalog } from '../journal/catalog.ts';
import { deleteRecording } from '../journal/recordingFile.ts';
import { sentence } from './apply.ts';
import { exportRecording } from './export.ts';
import { openGateOut } from './gates.ts';
import type { MirrorPorts } from './ports.ts';
import type { ReviewDesk } from './reviewDesk.ts';

/** Deletes a recording, and how it was to be read, when the person confirms. Gives whether it is gone. */
export async function deleteAsked({ prompts, words }: MirrorPorts, desk: ReviewDesk, id: string): Promise<boolean> {
  const entry = (await desk.catalog.view()).recordings.find((each) => each.id === id);
  if (!entry) return false;
  const question = words.t('Delete this recording of "{0}"?', entry.workflow);
  const detail = words.t('Its file is removed from this machine. Notes you accepted stay.');
  if (!(await prompts.confirm(question, detail, words.t('Delete')))) return false;
  const deleted = await deleteRecording(entry.path);
  if (!deleted.ok) prompts.fail(sentence(deleted.error.message));
  else await desk.choices.update(id, () => undefined);
  return deleted.ok;
}

/** Shows what is kept: of the recording asked for, of the one that runs here, or of one that is chosen. */
export async function previewKept(ports: MirrorPorts, desk: ReviewDesk, asked: string | undefined): Promise<void> {
  const id = asked ?? desk.control.id() ?? (await chooseRecording(ports, desk.catalog));
  if (id !== undefined) await ports.stage.reviewRecording(id);
}

/** Exports the recording asked for, or one that is chosen. */
export async function exportAsked(ports: MirrorPorts, desk: ReviewDesk, asked: string | undefined): Promise<void> {
  const id = asked ?? (await chooseRecording(ports, desk.catalog));
  if (id !== undefined)
    await exportRecording(ports, id, () => desk.library.recording(id), await openGateOut(ports, desk.folder));
}

/** The only recording, or the one that is chosen; says so where there is none. */
async function chooseRecording({ prompts, words }: MirrorPorts, catalog: Catalog): Promise<string | undefined> {
  const { recordings } = await catalog.view();
  if (recordings.length === 0) {
    prompts.fail(words.t('Nothing is recorded yet. Start a recording first.'), 'startRecording');
    return undefined;
  }
  if (recordings.length === 1) return recordings[0]?.id;
  return prompts.choose(
    words.t('Which recording?'),
    recordings.map((each) => ({ value: each.id, label: each.workflow, description: words.dateTime(each.startedAt) })),
  );
}
