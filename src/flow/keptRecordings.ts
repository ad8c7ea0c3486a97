import type { Catalog } from '../journal/catalog.ts';
import { deleteRecording } from '../journal/recordingFile.ts';
import { sentence } from './apply.ts';
import type { MirrorPorts } from './ports.ts';

/** Deletes a recording when the person confirms. Gives whether it is gone. */
export async function deleteAsked({ prompts, words }: MirrorPorts, catalog: Catalog, id: string): Promise<boolean> {
  const entry = (await catalog.view()).recordings.find((each) => each.id === id);
  if (!entry) return false;
  const question = words.t('Delete this recording of "{0}"?', entry.workflow);
  const detail = words.t('Its file is removed from this machine. Notes you accepted stay.');
  if (!(await prompts.confirm(question, detail, words.t('Delete')))) return false;
  const deleted = await deleteRecording(entry.path);
  if (!deleted.ok) prompts.fail(sentence(deleted.error.message));
  return deleted.ok;
}

/** Asks for one of the recordings; says so where there is none. */
export async function chooseRecording({ prompts, words }: MirrorPorts, catalog: Catalog): Promise<string | undefined> {
  const { recordings } = await catalog.view();
  if (recordings.length === 0) {
    prompts.fail(words.t('Nothing is recorded yet. Start a recording first.'));
    return undefined;
  }
  return prompts.choose(
    words.t('Which recording?'),
    recordings.map((each) => ({ value: each.id, label: each.workflow, description: words.dateTime(each.startedAt) })),
  );
}
