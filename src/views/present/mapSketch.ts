import type { Evidence } from '../../model/evidence.ts';
import type { ObservedPlace } from '../../model/observations.ts';
import type { MapNode } from '../mapProtocol.ts';

/** A node before it is drawn. */
export interface Sketch {
  readonly id: string;
  readonly kind: MapNode['kind'];
  readonly beside?: string;
  readonly title: string;
  readonly remark: string;
  readonly common: boolean;
  readonly label: string;
  readonly facts: readonly string[];
  readonly evidence: readonly Evidence[];
}

/** A step on the map, with the place it stands for. */
export interface MappedStep {
  readonly id: string;
  readonly place: ObservedPlace;
}

/** Backticks mark code in Markdown; a map shows the code itself. */
export function withoutMarks(title: string): string {
  return title.replaceAll('`', '');
}
