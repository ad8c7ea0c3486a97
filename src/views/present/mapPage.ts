import type { Evidence } from '../../model/evidence.ts';
import type { MapState, MapWords } from '../mapProtocol.ts';
import type { ViewState } from '../state.ts';
import { processMap } from './processMap.ts';
import type { Words } from './words.ts';

/** What the page shows of one workflow, and the evidence its nodes point at. */
export interface MapPage {
  readonly state: MapState;
  readonly evidence: ReadonlyMap<string, readonly Evidence[]>;
}

/** The page of a workflow's map, as things are now. */
export function mapPage(state: ViewState, workflow: string, words: Words): MapPage {
  const { t } = words;
  const without = (page: MapState): MapPage => ({ state: page, evidence: new Map() });
  const shown = state.workflows.find(({ name }) => name === workflow);
  const presented = shown?.map && processMap(shown.map, words);
  if (presented) return { state: { view: 'map', map: presented.map }, evidence: presented.evidence };
  if (state.error) return without({ view: 'error', message: state.error });
  if (state.busy) return without({ view: 'loading', message: state.busy });
  if (state.untrusted) return without({ view: 'empty', message: t('Trust this workspace to see its workflows.') });
  return without({
    view: 'empty',
    message: shown
      ? t('No step of this workflow is known yet. Record it, or distill what was recorded.')
      : t('This workflow has no recordings any more.'),
  });
}

/** Every fixed text of the page. */
export function mapWords({ t }: Words): MapWords {
  return {
    title: t('Process Map'),
    map: t('Map of the process'),
    help: t(
      'Arrow keys go from step to step and to what stands beside them, Enter opens the recorded moment, plus, minus and 0 zoom.',
    ),
    zoomIn: t('Zoom In'),
    zoomOut: t('Zoom Out'),
    fit: t('Show All'),
    // Filled in by the page, which knows the number.
    zoomed: t('{0} %', '{0}'),
    exportSvg: t('Export as SVG…'),
    exportMermaid: t('Export as Mermaid…'),
    list: t('The map as a list'),
    evidence: t('Evidence'),
    noEvidence: t('No recorded moment belongs to this.'),
    selected: t('What is selected'),
  };
}
