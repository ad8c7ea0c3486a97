import type { MapNode, ProcessMap } from '../mapProtocol.ts';
import { oneLine } from './text.ts';

/**
 * Text inside a quoted label of Mermaid: whatever Mermaid, Markdown or HTML could read as more than text becomes a code
 * of its own (`#35;` is `#`), as its syntax of flowcharts allows.
 */
export function mermaidText(text: string): string {
  return oneLine(text, 300).replace(/[^\p{L}\p{N} .,:…–_-]/gu, (mark) => `#${mark.codePointAt(0)};`);
}

const shapes: Readonly<Record<MapNode['kind'], readonly [open: string, close: string]>> = {
  step: ['["', '"]'],
  failure: ['{{"', '"}}'],
  away: ['[/"', '"/]'],
  parameter: ['(["', '"])'],
};

/** The map as a flowchart of Mermaid. Ids are of our own making; everything recorded stands in quoted labels. */
export function mapMermaid(map: ProcessMap): string {
  const names = new Map(map.nodes.map(({ id }, index) => [id, `n${index + 1}`]));
  const nameOf = (id: string) => names.get(id) ?? 'n0';
  const nodes = map.nodes.map(({ id, kind, title, remark }) => {
    const [open, close] = shapes[kind];
    const text = [mermaidText(title), ...(remark === '' ? [] : [mermaidText(remark)])];
    return `  ${nameOf(id)}${open}${text.join('<br/>')}${close}:::${kind}`;
  });
  const edges = map.edges.map(({ from, to, label }) => {
    const arrow = label === '' ? '-->' : `-->|"${mermaidText(label)}"|`;
    return `  ${nameOf(from)} ${arrow} ${nameOf(to)}`;
  });
  const asides = map.nodes.flatMap(({ id, kind, beside }) => {
    if (beside === undefined) return [];
    const [from, to] = kind === 'parameter' ? [id, beside] : [beside, id];
    return [`  ${nameOf(from)} -.-> ${nameOf(to)}`];
  });
  return [
    'flowchart TD',
    `  %% ${mermaidText(map.workflow)}: ${mermaidText(map.summary)}`,
    ...nodes,
    ...edges,
    ...asides,
    '  classDef failure stroke:#b01011',
    '  classDef away stroke-dasharray:4 3',
    '  classDef parameter stroke:#0a5fb4',
    '',
  ].join('\n');
}
