import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Browser } from 'playwright-core';
import { panelState, panelWords } from '../../src/views/present/gapPanel.ts';
import { gapRows } from '../../src/views/present/gapRows.ts';
import { noteRows } from '../../src/views/present/noteRows.ts';
import type { TreeNode } from '../../src/views/present/treeNode.ts';
import type { ToWebview } from '../../src/views/protocol.ts';
import type { ViewState } from '../../src/views/state.ts';
import { launchBrowser } from '../editor/browser.ts';
import { english } from '../unit/views/englishWords.ts';
import { evidence, gap, note, state } from '../unit/views/states.ts';
import { bundleWebview, openPanel, type PanelPage } from './panelPage.ts';

const count = 1000;
/** Every other field as long as a hostile recording makes it. */
const huge = 'x'.repeat(100_000);

const many: ViewState = state({
  gaps: Array.from({ length: count }, (_, n) =>
    gap({
      id: `g${n}`,
      question: `Where does value ${n} come from? ${n % 10 === 0 ? huge : ''}`,
      why: n % 10 === 0 ? huge : 'It was typed, and nothing recorded says where from.',
      evidence: Array.from({ length: 50 }, (_, at) => ({
        ...evidence,
        from: at,
        to: at,
        excerpt: n % 10 === 0 ? huge : 'npm test',
      })),
      workflow: `Workflow ${n % 20}`,
    }),
  ),
  notes: Array.from({ length: count }, (_, n) => ({
    note: note({
      id: `n${n}`,
      text: n % 10 === 0 ? huge : `Start service ${n} first.`,
      workflow: `Workflow ${n % 20}`,
    }),
    pendingApply: n % 3 === 0,
  })),
});

const select = (id: string): ToWebview => ({
  type: 'state',
  state: panelState({ ...many, selectedGapId: id }, english),
  words: panelWords({ ...many, selectedGapId: id }, english),
});

interface Measured {
  readonly what: string;
  readonly ms: number;
  readonly longest: number;
}

/** Milliseconds from the message to the frame that shows it, and the longest task meanwhile (0: none over 50 ms). */
async function shown({ page }: PanelPage, message: ToWebview): Promise<Omit<Measured, 'what'>> {
  return page.evaluate(`new Promise((done) => {
    const tasks = [];
    const observer = new PerformanceObserver((list) => tasks.push(...list.getEntries().map(({ duration }) => duration)));
    observer.observe({ entryTypes: ['longtask'] });
    const start = performance.now();
    window.postMessage(${JSON.stringify(message)}, '*');
    setTimeout(() => requestAnimationFrame(() => setTimeout(() => {
      const ms = performance.now() - start;
      setTimeout(() => { observer.disconnect(); done({ ms, longest: Math.max(0, ...tasks) }); }, 60);
    })), 0);
  })`);
}

/** The middle of several runs: one that another process disturbed decides nothing. */
function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}

function everyNode(nodes: readonly TreeNode[]): number {
  return nodes.reduce((sum, node) => sum + 1 + everyNode(node.children?.() ?? []), 0);
}

function timed(make: () => readonly TreeNode[], all: boolean): number {
  const start = performance.now();
  const nodes = make();
  if (all) everyNode(nodes);
  return performance.now() - start;
}

describe('1,000 gaps and 1,000 notes', () => {
  let browser: Browser;
  let script: string;
  const table: Measured[] = [];

  before(async () => {
    [browser, script] = await Promise.all([launchBrowser(), bundleWebview()]);
  });
  after(async () => {
    await browser.close();
    console.log('    1,000 gaps, 1,000 notes                        ms   longest task');
    for (const { what, ms, longest } of table)
      console.log(`    ${what.padEnd(42)}${ms.toFixed(1).padStart(8)}${longest.toFixed(0).padStart(10)}`);
  });

  it('are rows, of which few are made at first sight', () => {
    for (const [what, make] of [
      ['Gaps tree', () => gapRows(many, english)],
      ['Notes tree', () => noteRows(many, english)],
    ] as const) {
      const first = median(Array.from({ length: 5 }, () => timed(make, false)));
      const all = median(Array.from({ length: 5 }, () => timed(make, true)));
      // The machine decides about the times, so they are told; that little is made at first sight is held.
      assert.ok(first < all, `${what}: ${first} ms at first sight, ${all} ms for all`);
      table.push({ what: `${what}: rows at first sight`, ms: first, longest: 0 });
      table.push({ what: `${what}: every row, evidence and all`, ms: all, longest: 0 });
    }
  });

  it('leave the selected gap drawn, whatever its size', async () => {
    const first: Omit<Measured, 'what'>[] = [];
    const next: Omit<Measured, 'what'>[] = [];
    for (let run = 0; run < 3; run++) {
      const panel = await openPanel(browser, script);
      try {
        first.push(await shown(panel, select('g0')));
        for (const id of ['g1', 'g10', 'g11', 'g20']) next.push(await shown(panel, select(id)));
      } finally {
        await panel.close();
      }
    }
    for (const [what, runs] of [
      ['Selected gap: first paint, 100 KB texts', first],
      ['Selected gap: the next one', next],
    ] as const) {
      table.push({
        what,
        ms: median(runs.map(({ ms }) => ms)),
        longest: median(runs.map(({ longest }) => longest)),
      });
    }
  });
});
