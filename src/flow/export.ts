import { writeFile } from 'node:fs/promises';
import { serializeEvent, serializeHeader } from '../journal/format.ts';
import type { Recording } from '../model/recording.ts';
import type { GateOut } from './gates.ts';
import type { MirrorPorts } from './ports.ts';

/** A recording as lines, its events numbered anew where some were left out. */
export function exportedText({ header, events }: Recording): string {
  return [
    serializeHeader(header),
    ...events.map(({ seq: _, at, ...fact }, index) => serializeEvent(fact, index + 1, at)),
  ].join('');
}

/**
 * Passes a recording through gate two, shows what would leave, and writes it where the person says. They may look over
 * what is kept first: `read` is asked again then, since they may have changed it.
 */
export async function exportRecording(
  ports: MirrorPorts,
  id: string,
  read: () => Promise<Recording | undefined>,
  gate: GateOut,
): Promise<void> {
  const { prompts, stage, words } = ports;
  const yes = words.t('Export…');
  const preview = words.t('Preview What Is Kept');
  for (;;) {
    const recording = await read();
    if (!recording) return;
    const passed = await throughGate(ports, recording, gate);
    if (!passed) return;
    const text = exportedText(passed);
    const name = `${recording.header.id}.mirror.jsonl`;
    await stage.showChanges(words.t('What is exported'), [
      { path: name, after: new TextEncoder().encode(text), reason: words.t('exported') },
    ]);
    const question = words.t("This is what leaves your machine's private folder. Export it?");
    const answer = await prompts.offer(question, yes, preview);
    if (answer === undefined) return;
    if (answer === yes && (await read()) === recording) return saveRecording(ports, name, text);
    // Looked over, or changed since it was shown: what would leave is shown again.
    if (answer === preview) {
      await stage.reviewRecording(id);
      const goOn = words.t('Show the Export');
      if ((await prompts.offer(words.t('When you have looked it over, go on with the export.'), goOn)) !== goOn) return;
    }
  }
}

/** Recordings of fewer events are through before a message could be read. */
const leastToWaitFor = 1_000;

/** What may leave of a recording; a long one tells that it takes a while, and can be cancelled. */
function throughGate(
  { prompts, words }: MirrorPorts,
  recording: Recording,
  gate: GateOut,
): Promise<Recording | undefined> {
  if (recording.events.length < leastToWaitFor) return gate.recording(recording, () => false);
  return prompts.progress(words.t('Preparing the export'), (_report, cancelled) =>
    gate.recording(recording, cancelled),
  );
}

async function saveRecording(ports: MirrorPorts, name: string, text: string): Promise<void> {
  const { prompts, words } = ports;
  const target = await prompts.saveAs(name, words.t('Export Recording'), {
    label: words.t('Recording'),
    ending: 'jsonl',
  });
  if (target) await writeExport(ports, target.fsPath, text);
}

/** Writes what a person exported, for the owner alone, and says where it is. */
export async function writeExport({ prompts, words }: MirrorPorts, path: string, text: string): Promise<void> {
  try {
    await writeFile(path, text, { mode: 0o600 });
    void prompts.offer(words.t('Exported to {0}.', path));
  } catch {
    prompts.fail(words.t('Mirror could not write {0}. Choose another place.', path));
  }
}
