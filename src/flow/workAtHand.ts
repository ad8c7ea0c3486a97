import type { Draft, WorkAtHand } from '../context/draft.ts';
import { places } from '../context/places.ts';
import { sentenceOf } from '../context/renderedLine.ts';
import { hasExpired, planWorking } from '../context/working.ts';
import { writeChanges } from '../host/writeFiles.ts';
import type { ViewState } from '../views/state.ts';
import { openGateOut } from './gates.ts';
import type { Knowledge } from './knowledge.ts';
import type { Folder, MirrorPorts } from './ports.ts';

/** How long what a recording left open is worth reading. Milliseconds. */
const worthMs = 7 * 24 * 60 * 60_000;

const dayOf = (time: number): string => new Date(time).toISOString().slice(0, 10);

/**
 * Writes what a recording of `workflow` left open to the private file of the working layer, and takes out of it what
 * has expired. Only where the working layer is in use here, so that Git ignores the file already and nothing new
 * appears in a person's repository unasked; a hand edit of the file is left alone. Gives whether it wrote.
 */
export async function keepWorkAtHand(
  ports: MirrorPorts,
  folder: Folder | undefined,
  knowledge: Knowledge | undefined,
  ended?: { readonly workflow: string; readonly state: ViewState },
): Promise<boolean> {
  if (!folder || !knowledge) return false;
  const now = ports.now();
  const { repository, stored } = knowledge;
  const ignored = repository.text(places.ignore)?.split(/\r?\n/) ?? [];
  if (!ignored.some((line) => line.trim() === 'working.md')) return false;
  if (!ended && !hasExpired(repository.bytes(places.working), dayOf(now))) return false;
  const own = stored.notes
    .map(({ note }) => note)
    .filter(({ layer, status }) => layer === 'working' && status === 'accepted');
  const draft: Draft = { changes: [], handEdits: [], refused: [], heldBack: [] };
  const atHand = ended && openOf(ended.state, ended.workflow, dayOf(now + worthMs));
  const input = {
    repository,
    accepted: own,
    gate: (await openGateOut(ports, folder)).check,
    today: dayOf(now),
    ...(atHand ? { atHand } : {}),
  };
  planWorking(own, input, draft);
  const changes = draft.changes.filter(({ path }) => path === places.working);
  return changes.length > 0 && (await writeChanges(folder.path, changes)).ok;
}

function openOf(state: ViewState, workflow: string, until: string): WorkAtHand {
  return {
    workflow,
    until,
    notes: state.notes
      .filter(({ note }) => note.status === 'proposed' && note.workflow === workflow)
      .map(({ note }) => sentenceOf(note)),
    gaps: state.gaps
      .filter((gap) => gap.workflow === workflow && gap.severity !== 'low')
      .map(({ question }) => question),
  };
}
