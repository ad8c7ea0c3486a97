import type { MapPlacement } from '../views/mapProtocol.ts';
import { mapMermaid } from '../views/present/mapMermaid.ts';
import { mapSvg } from '../views/present/mapSvg.ts';
import { gatedMap, processMap } from '../views/present/processMap.ts';
import type { ViewState } from '../views/state.ts';
import { writeExport } from './export.ts';
import type { GateOut } from './gates.ts';
import type { MirrorPorts } from './ports.ts';

/** The workflow to show: the one that was meant, the only one, or the one that the person picks. Undefined: none. */
export async function chooseMapped(
  { prompts, words }: MirrorPorts,
  { workflows }: ViewState,
  asked: string | undefined,
): Promise<string | undefined> {
  const names = workflows.map(({ name }) => name);
  if (names.length === 0) {
    prompts.fail(words.t('Nothing is recorded yet. Start a recording first.'), 'startRecording');
    return undefined;
  }
  if (asked !== undefined && names.includes(asked)) return asked;
  return names.length === 1 ? names[0] : prompts.chooseWorkflow(names, words.t('Map of which workflow?'), false);
}

/** A name for a file: letters and digits of any language, the rest as hyphens. */
function fileName(workflow: string): string {
  const name = workflow.replace(/[^\p{L}\p{N}]+/gu, '-').replace(/^-+|-+$/g, '');
  return name.slice(0, 60) || 'process';
}

/**
 * Saves a map where the person says: as SVG with the places that the page has given, as Mermaid without. It leaves the
 * private folder, so each of its texts passes gate two before anything is drawn from it.
 */
export async function exportMap(
  ports: MirrorPorts,
  state: ViewState,
  workflow: string,
  placement: MapPlacement | undefined,
  gate: GateOut,
): Promise<void> {
  const { prompts, words } = ports;
  const source = state.workflows.find(({ name }) => name === workflow)?.map;
  const presented = source && processMap(source, words);
  if (!presented) return;
  const map = gatedMap(presented.map, (text) => gate.text(text));
  const [text, ending] = placement ? [mapSvg(map, placement), 'svg'] : [mapMermaid(map), 'mmd'];
  const label = placement ? words.t('SVG picture') : words.t('Mermaid flowchart');
  const target = await prompts.saveAs(`${fileName(map.workflow)}.${ending}`, words.t('Export Process Map'), {
    label,
    ending,
  });
  if (target) await writeExport(ports, target.fsPath, text);
}
