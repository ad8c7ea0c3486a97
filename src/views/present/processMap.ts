import type { Distilled } from '../../model/distilled.ts';
import type { Evidence } from '../../model/evidence.ts';
import type { ObservedPlace } from '../../model/observations.ts';
import { type MapEdge, type MapNode, mapSizes, type ProcessMap } from '../mapProtocol.ts';
import { eventRange } from './evidenceRow.ts';
import { asidesOf } from './mapAsides.ts';
import { type Crowd, crowdOf, supportLabel } from './mapCrowd.ts';
import { type MappedStep, type Sketch, withoutMarks } from './mapSketch.ts';
import { oneLine, plainLines, shorten } from './text.ts';
import type { Words } from './words.ts';
import { wrapped } from './wrap.ts';

/** What a map is made of: a distilled workflow, and from how long on a stretch off screen is shown. */
export interface MapSource {
  readonly distilled: Distilled;
  readonly offScreenMs: number;
}

/** The map as the page gets it, and what the page only points at: the evidence of each node, the newest first. */
export interface PresentedMap {
  readonly map: ProcessMap;
  readonly evidence: ReadonlyMap<string, readonly Evidence[]>;
}

/** Steps that are drawn; past that, those that most recordings have. */
export const mostSteps = 600;
const maxEvidence = 20;

/**
 * The map of a workflow: the steps that most recordings have and those of the variants, in the order of the merge, each
 * with how many recordings and people have it; the ways from step to step, each with its support; and beside the
 * steps what failed and what fixed it, stretches off screen and parameters. Undefined where nothing was done.
 */
export function processMap({ distilled, offScreenMs }: MapSource, words: Words): PresentedMap | undefined {
  const { t } = words;
  const steps = mappedSteps(distilled);
  if (steps.length === 0) return undefined;
  const crowd = crowdOf(distilled.recordings, words);
  const isUndecided = undecided(distilled);
  const asides = asidesOf(distilled, offScreenMs, steps, crowd, words);
  const sketches = steps.flatMap((step, position) => [
    stepSketch(step, position, steps.length, isUndecided(step.place), crowd, words),
    ...(asides[position] ?? []),
  ]);
  const people = crowd.people === 1 ? t('1 person') : t('{0} people', crowd.people);
  const recordings = crowd.recordings === 1 ? t('1 recording') : t('{0} recordings', crowd.recordings);
  const common = sketches.filter((each) => each.kind === 'step' && each.common).length;
  const rest = steps.length - common;
  const parts = [
    t('{0} by {1}', recordings, people),
    common === 1 ? t('1 common step') : t('{0} common steps', common),
    ...(rest > 0 ? [rest === 1 ? t('1 that only some have') : t('{0} that only some have', rest)] : []),
  ];
  return {
    map: {
      name: distilled.workflow,
      workflow: oneLine(distilled.workflow, 200) || t('Unnamed workflow'),
      summary: parts.join(' · '),
      nodes: sketches.map((sketch) => drawn(sketch, crowd, words)),
      edges: edgesOf(steps, crowd, words),
    },
    evidence: new Map(sketches.map(({ id, evidence }) => [id, evidence.slice(0, maxEvidence)])),
  };
}

function mappedSteps({ process, observations }: Distilled): MappedStep[] {
  const shown = new Set([
    ...process.spine.map(({ step }) => step),
    ...process.variants.flatMap(({ options }) => options.flatMap(({ steps }) => steps)),
  ]);
  const places = (observations?.places ?? []).filter(({ title }) => shown.has(title));
  const least = places.length <= mostSteps ? 0 : (places.map(support).toSorted((a, b) => b - a)[mostSteps - 1] ?? 0);
  return places
    .filter((place) => support(place) >= least)
    .slice(0, mostSteps)
    .map((place, index) => ({ id: `step-${index + 1}`, place }));
}

const support = ({ seen }: ObservedPlace) => seen.length;

function stepSketch(
  { id, place }: MappedStep,
  position: number,
  of: number,
  isUndecided: boolean,
  crowd: Crowd,
  words: Words,
): Sketch {
  const { t } = words;
  const title = withoutMarks(place.title);
  const seenIn = place.seen.map(({ recording }) => recording);
  const counted = supportLabel(seenIn, crowd, words);
  const facts = [counted, ...manners(place, crowd, words)];
  if (isUndecided) facts.push(t('Recordings differ here, and none says when which way is taken'));
  return {
    id,
    kind: 'step',
    title,
    remark: crowd.recordings > 1 ? counted : '',
    common: place.seen.length * 2 > crowd.recordings,
    label: t('Step {0} of {1}: {2}. {3}', position + 1, of, oneLine(title, 300), facts.join('. ')),
    facts,
    evidence: place.seen
      .map(({ recording, seq, title: own }) => ({ recording, from: seq, to: seq, excerpt: withoutMarks(own) }))
      .toReversed(),
  };
}

/** The ways in which recordings do one step, where they differ. */
function manners(place: ObservedPlace, crowd: Crowd, words: Words): string[] {
  const ways = new Map<string, string[]>();
  for (const { title, recording } of place.seen) ways.set(title, [...(ways.get(title) ?? []), recording]);
  if (ways.size < 2) return [];
  return [...ways]
    .toSorted(([, a], [, b]) => b.length - a.length)
    .slice(0, 5)
    .map(([title, recordings]) =>
      words.t('{0}: {1}', oneLine(withoutMarks(title), 160), supportLabel(recordings, crowd, words)),
    );
}

/** Tells where recordings differ, and nobody said when which way is taken. */
function undecided({ observations }: Distilled): (place: ObservedPlace) => boolean {
  const open = new Set(
    (observations?.differences ?? []).flatMap(({ options, conditionNarrated }) =>
      conditionNarrated ? [] : options.flatMap(({ label }) => label.split('; ')),
    ),
  );
  return ({ title }) => open.has(title);
}

/** How recordings go from step to step, each in the order of the merge: what is skipped becomes a way around. */
function edgesOf(steps: readonly MappedStep[], crowd: Crowd, words: Words): MapEdge[] {
  const last = new Map<string, MappedStep>();
  const counts = new Map<string, { readonly from: string; readonly to: string; support: number }>();
  for (const step of steps) {
    for (const { recording } of step.place.seen) {
      const before = last.get(recording);
      last.set(recording, step);
      if (!before) continue;
      const key = `${before.id} ${step.id}`;
      const known = counts.get(key);
      if (known) known.support++;
      else counts.set(key, { from: before.id, to: step.id, support: 1 });
    }
  }
  const ways = new Map<string, number>();
  for (const { from } of counts.values()) ways.set(from, (ways.get(from) ?? 0) + 1);
  // Said where the way divides; where it does not, the step itself says how many have it.
  return [...counts.values()].map((edge) => ({
    ...edge,
    label: (ways.get(edge.from) ?? 0) > 1 ? words.t('{0} of {1}', edge.support, crowd.recordings) : '',
  }));
}

/** The lines of a node, as wide as its kind allows. */
function linesOf({ kind }: Pick<MapNode, 'kind'>, title: string, remark: string): Pick<MapNode, 'lines' | 'remarks'> {
  const columns = kind === 'step' ? mapSizes.columns : mapSizes.sideColumns;
  return { lines: wrapped(title, columns, 3), remarks: remark === '' ? [] : wrapped(remark, columns, 2) };
}

function drawn(sketch: Sketch, crowd: Crowd, words: Words): MapNode {
  const remark = oneLine(sketch.remark, 200);
  return {
    id: sketch.id,
    kind: sketch.kind,
    ...(sketch.beside === undefined ? {} : { beside: sketch.beside }),
    title: oneLine(sketch.title, 300),
    remark,
    ...linesOf(sketch, sketch.title, remark),
    common: sketch.common,
    label: sketch.label,
    facts: sketch.facts.map((fact) => shorten(fact, 400)),
    evidence: sketch.evidence.slice(0, maxEvidence).map((evidence) => ({
      label: [crowd.startOf.get(evidence.recording), eventRange(evidence, words)].filter(Boolean).join(' · '),
      excerpt: shorten(plainLines(evidence.excerpt), 300),
    })),
  };
}

/** The map with each of its texts through a gate; what is drawn is broken into lines again, so that no line escapes it. */
export function gatedMap(map: ProcessMap, gate: (text: string) => string): ProcessMap {
  return {
    ...map,
    workflow: gate(map.workflow),
    summary: gate(map.summary),
    nodes: map.nodes.map((node) => {
      const [title, remark] = [gate(node.title), gate(node.remark)];
      return {
        ...node,
        title,
        remark,
        ...linesOf(node, title, remark),
        label: gate(node.label),
        facts: [],
        evidence: [],
      };
    }),
  };
}
