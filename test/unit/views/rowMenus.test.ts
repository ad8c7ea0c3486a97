import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { type CommandName, commandIds, viewIds } from '../../../src/views/commandIds.ts';
import { contextRows } from '../../../src/views/present/contextRows.ts';
import { gapRows } from '../../../src/views/present/gapRows.ts';
import { noteRows } from '../../../src/views/present/noteRows.ts';
import { intentOf } from '../../../src/views/present/rowIntents.ts';
import type { TreeNode } from '../../../src/views/present/treeNode.ts';
import { workflowRows } from '../../../src/views/present/workflowRows.ts';
import { english } from './englishWords.ts';
import { gap, note, recording, state } from './states.ts';

interface Entry {
  readonly command: string;
  readonly when: string;
}

const { contributes } = JSON.parse(readFileSync(new URL('../../../package.json', import.meta.url), 'utf8')) as {
  contributes: { menus: Record<'view/item/context', readonly Entry[]> };
};
const entries = contributes.menus['view/item/context'];
const nameOf = new Map(Object.entries(commandIds).map(([name, id]) => [id as string, name as CommandName]));

/** Commands of the menu, inline ones as well, of a row of a view. */
function menuOf(view: string, { contextValue = '' }: TreeNode): CommandName[] {
  return entries
    .filter(({ when }) => when.startsWith(`view == ${view} `))
    .filter(({ when }) => {
      const [, equal, pattern] = /viewItem (?:== (\S+)|=~ \/(.+)\/)$/.exec(when) ?? assert.fail(when);
      return equal === undefined ? new RegExp(pattern ?? '').test(contextValue) : equal === contextValue;
    })
    .map(({ command }) => nameOf.get(command) ?? assert.fail(command));
}

function everyNode(nodes: readonly TreeNode[]): TreeNode[] {
  return nodes.flatMap((node) => [node, ...everyNode(node.children?.() ?? [])]);
}

const shown = state({
  workflows: [
    { name: 'Cut a release', recordings: [recording()], coverage: { explained: 1, observed: 2, percent: 50 } },
  ],
  notes: [
    { note: note(), pendingApply: false },
    { note: note({ id: 'n2', status: 'accepted' }), pendingApply: true },
    { note: note({ id: 'n3', status: 'accepted' }), pendingApply: false },
    { note: note({ id: 'n4', status: 'declined' }), pendingApply: false },
  ],
  gaps: [gap(), gap({ id: 'g2', evidence: [] }), gap({ id: 'g3', workflow: '' })],
  answers: [{ gap: 'g3', text: 'So.' }],
  dismissed: [{ gap: gap({ id: 'g4' }), reason: 'obvious' }],
  contextFiles: [{ path: 'AGENTS.md', layer: 'project', load: 'always', bytes: 1, status: 'fresh' }],
});
const trees = [
  [viewIds.workflows, workflowRows(shown, english)],
  [viewIds.notes, noteRows(shown, english)],
  [viewIds.gaps, gapRows(shown, english)],
  [viewIds.context, contextRows(shown, english)],
] as const;

describe('the menu of a row', () => {
  it('offers nothing that does nothing', () => {
    const idle = trees.flatMap(([view, rows]) =>
      everyNode(rows).flatMap((row) =>
        menuOf(view, row)
          .filter((command) => intentOf(command, row.target) === undefined)
          .map((command) => `${row.label} (${row.contextValue}): ${command}`),
      ),
    );
    assert.deepEqual(idle, []);
  });

  it('leads from a gap to the recorded moment, where there is one', () => {
    const menus = new Map(everyNode(gapRows(shown, english)).map((row) => [row.id, menuOf(viewIds.gaps, row)]));
    assert.ok(menus.get('gap:g1')?.includes('openEvidence') && menus.get('gap:g3')?.includes('openEvidence'));
    assert.ok(menus.get('gap:g2')?.includes('answerGap') && !menus.get('gap:g2')?.includes('openEvidence'));
    assert.deepEqual(menus.get('workflow:Cut a release'), []);
  });
});
