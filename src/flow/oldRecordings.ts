import type { Catalog, CatalogRecording } from '../journal/catalog.ts';
import { deleteRecording } from '../journal/recordingFile.ts';
import { previewRetention, type RetentionPreview } from '../journal/retention.ts';
import { sentence } from './apply.ts';
import type { MirrorPorts } from './ports.ts';

/** What the settings would have deleted, and of which recordings. */
interface Old extends RetentionPreview {
  readonly recordings: ReadonlyMap<string, CatalogRecording>;
}

const megabyte = 1024 * 1024;

async function whatIsOld({ settings, now }: MirrorPorts, catalog: Catalog): Promise<Old> {
  const { 'recording.maxAgeDays': days, 'recording.maxMegabytes': megabytes } = settings();
  const { recordings } = await catalog.view();
  const preview = previewRetention(
    recordings.map((each) => ({ ...each, live: each.state.startsWith('recording') })),
    { ...(days > 0 ? { maxAgeDays: days } : {}), ...(megabytes > 0 ? { maxBytes: megabytes * megabyte } : {}) },
    now(),
  );
  return { ...preview, recordings: new Map(recordings.map((each) => [each.id, each])) };
}

/**
 * Shows the recordings that are past the limits of the settings, all of them ticked, and deletes those that the person
 * leaves ticked. Gives whether any is gone.
 */
export async function deleteOld(ports: MirrorPorts, catalog: Catalog): Promise<boolean> {
  const { prompts, words } = ports;
  const { remove, freedBytes, recordings } = await whatIsOld(ports, catalog);
  if (remove.length === 0) {
    void prompts.offer(words.t('No recording is past the limits of the settings.'));
    return false;
  }
  const chosen = await prompts.chooseSeveral(
    words.t('Delete which recordings? {0} of them, {1}', remove.length, sizeText(freedBytes)),
    remove.map(({ id, bytes, reason }) => {
      const recording = recordings.get(id);
      return {
        value: id,
        label: recording?.workflow ?? id,
        description: `${words.dateTime(recording?.startedAt ?? '')} · ${sizeText(bytes)}`,
        detail:
          reason === 'age' ? words.t('Older than the limit') : words.t('Among the oldest, past the limit of size'),
        picked: true,
      };
    }),
  );
  let deleted = 0;
  for (const id of chosen ?? []) {
    const path = recordings.get(id)?.path;
    const gone = path === undefined ? undefined : await deleteRecording(path);
    if (gone?.ok) deleted += 1;
    else if (gone) prompts.fail(sentence(gone.error.message));
  }
  return deleted > 0;
}

/** Says that recordings are past the limits, where some are. Nothing is deleted before the person has seen which. */
export async function offerToDeleteOld(ports: MirrorPorts, catalog: Catalog): Promise<void> {
  const { prompts, words } = ports;
  const { remove, freedBytes } = await whatIsOld(ports, catalog);
  if (remove.length === 0) return;
  const show = words.t('Show Them');
  const message = words.t(
    '{0} old recordings ({1}) are past the limits of your settings.',
    remove.length,
    sizeText(freedBytes),
  );
  if ((await prompts.offer(message, show)) === show) await ports.send({ kind: 'deleteOldRecordings' });
}

function sizeText(bytes: number): string {
  return bytes < megabyte ? `${Math.max(1, Math.round(bytes / 1024))} KB` : `${(bytes / megabyte).toFixed(1)} MB`;
}
