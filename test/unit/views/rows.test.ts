import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import type { ChartRow } from '../../../src/model/context.ts';
import { contextRows } from '../../../src/views/present/contextRows.ts';
import { bar, gapRows } from '../../../src/views/present/gapRows.ts';
import { noteRows } from '../../../src/views/present/noteRows.ts';
import type { TreeNode } from '../../../src/views/present/treeNode.ts';
import { workflowRows } from '../../../src/views/present/workflowRows.ts';
import { growsInStep } from '../growth.ts';
import { english } from './englishWords.ts';
import { evidence, gap, note, recording, state } from './states.ts';

/** The tree as a person sees it: two blanks a level, description behind a bar. */
function drawn(nodes: readonly TreeNode[], depth = 0): string[] {
  return nodes.flatMap((node) => [
    `${'  '.repeat(depth)}${node.label}${node.description ? ` | ${node.description}` : ''}`,
    ...drawn(node.children?.() ?? [], depth + 1),
  ]);
}

function everyNode(nodes: readonly TreeNode[]): TreeNode[] {
  return nodes.flatMap((node) => [node, ...everyNode(node.children?.() ?? [])]);
}

describe('the Workflows tree', () => {
  const shown = state({
    workflows: [
      {
        name: 'Cut a release',
        recordings: [
          recording({ id: 'rec-2', state: 'interrupted', complete: false, events: 1, steps: [] }),
          recording(),
        ],
        coverage: { explained: 2, observed: 5, percent: 40 },
      },
      { name: 'Rotate the keys', recordings: [] },
    ],
  });

  it('shows recordings, steps and actions, and no action that is all of its step', () => {
    assert.deepEqual(drawn(workflowRows(shown, english)), [
      'Cut a release | 40 % explained · 2 recordings',
      '  2026-03-04 09:15 | interrupted · 1 event',
      '  2026-03-04 09:15 | 42 events',
      '    Run the tests | events 3–7',
      '      npm test failed | event 3',
      '      npm test | event 7',
      '    Push | event 9',
      'Rotate the keys | 0 recordings',
    ]);
  });

  it('opens a step at its first event and an action at its own', () => {
    const nodes = everyNode(workflowRows(shown, english));
    const step = nodes.find((node) => node.label === 'Run the tests');
    const action = nodes.find((node) => node.label === 'npm test');
    assert.deepEqual([step?.command, step?.target], ['openRecording', { recording: 'rec-1', seq: 3 }]);
    assert.deepEqual([action?.command, action?.target], ['openRecording', { recording: 'rec-1', seq: 7 }]);
  });

  it('tells menus in which condition a recording is', () => {
    const values = everyNode(workflowRows(shown, english)).map((node) => node.contextValue);
    assert.deepEqual(values.slice(0, 3), ['workflow', 'recording.interrupted', 'recording.complete']);
  });
});

describe('the Notes tree', () => {
  const shown = state({
    notes: [
      { note: note({ id: 'n4', status: 'declined', text: 'Never mind.' }), pendingApply: false },
      { note: note({ id: 'n3', status: 'accepted', text: 'Tag with v.' }), pendingApply: false },
      { note: note({ id: 'n2', status: 'accepted', text: 'Ask first.', evidence: [] }), pendingApply: true },
      { note: note(), pendingApply: false },
      { note: note({ id: 'n5', status: 'stale', text: 'Old.' }), pendingApply: false },
      { note: note({ id: 'n6', status: 'superseded', text: 'Gone.' }), pendingApply: false },
      { note: note({ id: 'n7', status: 'declined', text: 'Was so.' }), pendingApply: true },
      {
        note: note({ id: 'n8', status: 'accepted', text: 'Gone by now.' }),
        pendingApply: false,
        stale: 'it needs the script "x", which is gone',
      },
      {
        note: note({
          id: 'n9',
          kind: 'convention',
          text: 'Sign your commits.',
          workflow: '',
          layer: 'organization',
          owner: 'the platform team',
        }),
        pendingApply: false,
      },
    ],
  });

  it('puts what to review first and leaves out what was superseded', () => {
    assert.deepEqual(
      drawn(noteRows(shown, english)).filter((line) => !line.includes('event')),
      [
        'To review | 2',
        '  Cut a release | project · 1',
        '    Start the database before `npm test`. | lesson · 2 of 3',
        '  Repository | organization · 1',
        '    Sign your commits. | convention · 2 of 3 · the platform team',
        'Accepted, not applied yet | 2',
        '  Cut a release | project · 2',
        '    Ask first. | lesson · 2 of 3',
        '    Was so. | to be removed · lesson · 2 of 3',
        'Applied | 3',
        '  Cut a release | project · 3',
        '    Tag with v. | lesson · 2 of 3',
        '    Old. | stale · lesson · 2 of 3',
        '    Gone by now. | stale · lesson · 2 of 3',
        'Declined | 1',
        '  Cut a release | project · 1',
        '    Never mind. | lesson · 2 of 3',
      ],
    );
  });

  it('lets a whole shelf, or a whole group, be accepted at once', () => {
    const nodes = everyNode(noteRows(shown, english));
    const notes = (id: string) => nodes.find((node) => node.id === id)?.target?.notes;
    assert.deepEqual(notes('group:proposed'), ['n1', 'n9']);
    assert.deepEqual(notes('group:proposed/project/Cut a release'), ['n1']);
  });

  it('says in the tooltip when, what, what it prevents and where it holds', () => {
    const row = everyNode(noteRows(shown, english)).find((node) => node.id === 'note:n1');
    for (const part of ['When: `npm test` fails', 'Do: Start', 'Prevents: Half', 'Seen in 2 of 3', 'Layer: project']) {
      assert.ok(row?.tooltip?.includes(part), part);
    }
  });

  it('has evidence below a note that opens the recorded moment', () => {
    const [row] = everyNode(noteRows(shown, english)).filter((node) => node.contextValue === 'evidence');
    assert.deepEqual([row?.command, row?.target, row?.description], ['openEvidence', { evidence }, 'events 3–7']);
  });
});

describe('the Gaps tree', () => {
  it('groups by workflow in the order of rank, with the coverage of each', () => {
    const shown = state({
      gaps: [
        gap({ id: 'g2', severity: 'high', question: 'Why twice?', workflow: 'Rotate the keys' }),
        gap(),
        gap({ id: 'g3', workflow: '', question: 'Who owns docs?', subject: 'docs' }),
      ],
      workflows: [
        { name: 'Cut a release', recordings: [], coverage: { explained: 1, observed: 2, percent: 50 } },
        { name: 'Warm the cache', recordings: [], coverage: { explained: 2, observed: 2, percent: 100 } },
        { name: 'Never distilled', recordings: [] },
      ],
      dismissed: [{ gap: gap({ id: 'g9', question: 'Why `ls`?' }), reason: 'obvious' }],
    });
    assert.deepEqual(drawn(gapRows(shown, english)), [
      'Rotate the keys | 1 gap',
      '  Why twice? | --region eu-2',
      'Cut a release | 50 % ▰▰▰▱▱ · 1 gap',
      '  Where does the region come from? | --region eu-2',
      'Repository | 1 gap',
      '  Who owns docs? | docs',
      'Warm the cache | 100 % ▰▰▰▰▰ · no gaps',
      'Not gaps | 1',
      '  Why `ls`? | Nobody needs this explained',
    ]);
  });

  it('names the gap whose answer raises coverage most, among those that are not answered', () => {
    const gaps = [
      gap({ id: 'g1', raisesTo: 55 }),
      gap({ id: 'g2', raisesTo: 70, question: 'Why twice?' }),
      gap({ id: 'g3', raisesTo: 90 }),
      gap({ id: 'g4' }),
    ];
    const shown = state({
      gaps,
      answers: [{ gap: 'g3', text: 'So.' }],
      workflows: [{ name: 'Cut a release', recordings: [], coverage: { explained: 1, observed: 2, percent: 50 } }],
    });
    const [group, ...rows] = everyNode(gapRows(shown, english));
    assert.match(
      group?.accessibilityLabel ?? '',
      /50 % explained, Answering this raises it most, to 70 %: Why twice\?$/,
    );
    assert.deepEqual(
      rows.map(({ label }) => label.startsWith('↑ 70 % · ')),
      [false, true, false, false],
    );
    assert.deepEqual(
      rows.map(({ description }) => description),
      [
        '--region eu-2',
        'raises coverage to 70 % · --region eu-2',
        'answered, not applied yet · --region eu-2',
        '--region eu-2',
      ],
    );
  });

  it('shows coverage as a bar that is empty only at nothing and full only at all', () => {
    assert.deepEqual([0, 1, 20, 21, 99, 100].map(bar), ['▱▱▱▱▱', '▰▱▱▱▱', '▰▱▱▱▱', '▰▰▱▱▱', '▰▰▰▰▱', '▰▰▰▰▰']);
  });

  it('has no row where there is nothing to ask, so that the view can say so', () => {
    const explained = { explained: 2, observed: 2, percent: 100 };
    assert.deepEqual(gapRows(state({ workflows: [{ name: 'a', recordings: [], coverage: explained }] }), english), []);
  });

  it('keeps an answered gap until its answer is applied, and says so', () => {
    const shown = state({ gaps: [gap()], answers: [{ gap: 'g1', text: 'From the customer record.' }] });
    const row = everyNode(gapRows(shown, english)).find((node) => node.id === 'gap:g1');
    assert.equal(row?.contextValue, 'gap.answered.seen');
    assert.match(row?.description ?? '', /^answered, not applied yet/);
    assert.match(row?.accessibilityLabel ?? '', /^Answered gap/);
  });

  it('speaks severity and code to a screen reader, where others see an icon', () => {
    const [, row] = everyNode(gapRows(state({ gaps: [gap({ severity: 'high' })] }), english));
    assert.match(row?.accessibilityLabel ?? '', /^High severity, Unknown input: Where does/);
  });
});

describe('the Context tree', () => {
  it('shows files by layer with how they load, their size and whether they hold', () => {
    const shown = state({
      contextFiles: [
        { path: 'AGENTS.md', layer: 'project', load: 'always', bytes: 2150, status: 'fresh' },
        { path: 'MEMORY.md', layer: 'project', load: 'demand', bytes: 900, status: 'stale' },
        { path: '.mirror/working.md', layer: 'working', load: 'never', bytes: 10, status: 'unmanaged' },
      ],
    });
    assert.deepEqual(drawn(contextRows(shown, english)), [
      'Working | 10 B',
      '  .mirror/working.md | never loaded · 10 B · not managed by Mirror',
      'Project | 3.0 KB',
      '  AGENTS.md | always loaded · 2.1 KB · up to date',
      '  MEMORY.md | on demand · 900 B · stale',
    ]);
  });

  it('says of a file what is wrong with it, and what to do', () => {
    const problems = ['MEMORY.md no longer says what the accepted notes say: run "mirror context apply"'];
    const shown = state({
      contextFiles: [{ path: 'MEMORY.md', layer: 'project', load: 'demand', bytes: 900, status: 'stale', problems }],
    });
    const row = contextRows(shown, english)[0]?.children?.()[0];
    assert.match(row?.tooltip ?? '', /no longer says what the accepted notes say/);
    assert.match(row?.accessibilityLabel ?? '', /no longer says what the accepted notes say/);
  });

  it('charts what each file says, who owns it and when it was seen, and what each agent holds against its limit', () => {
    const need: ChartRow = {
      need: '`npm test` fails with "no database"',
      file: 'MEMORY.md',
      line: 7,
      kind: 'lesson',
      note: 'n1',
      layer: 'project',
      owner: '@release',
      ownerFrom: 'codeowners',
      when: 'demand',
      agents: [{ agent: 'codex', when: 'demand' }],
      lastVerified: { recordedOn: '2026-03-04' },
      status: 'current',
    };
    const { line: _, owner: __, ownerFrom: ___, lastVerified: ____, ...bare } = need;
    const shown = state({
      contextFiles: [
        {
          path: 'MEMORY.md',
          layer: 'project',
          load: 'demand',
          bytes: 900,
          status: 'fresh',
          owner: '@release',
          verifiedOn: '2026-03-04',
          agents: need.agents,
          needs: [need, { ...need, status: 'stale', line: 9 }, { ...bare, need: 'Who signs?', status: 'pending' }],
        },
      ],
      agentBudgets: [
        {
          title: 'Codex',
          usedBytes: 13_107,
          limitBytes: 32_768,
          files: [{ path: 'AGENTS.md', load: 'always', bytes: 13_107, cutBytes: 0 }],
          advice: [],
        },
        { title: 'Claude Code', usedBytes: 2048, files: [], advice: ['Longer than 200 lines.'] },
        {
          title: 'Gemini CLI',
          usedBytes: 40_000,
          limitBytes: 32_768,
          files: [{ path: 'GEMINI.md', load: 'always', bytes: 40_000, cutBytes: 7232 }],
          advice: [],
        },
      ],
    });
    const rows = contextRows(shown, english);
    assert.deepEqual(drawn(rows), [
      'Project | 900 B',
      '  MEMORY.md | on demand · 900 B · up to date · @release',
      '    `npm test` fails with "no database" | line 7 · @release · seen 2026-03-04',
      '    `npm test` fails with "no database" | line 9 · @release · seen 2026-03-04 · stale',
      '    Who signs? | nobody owns it · not applied yet',
      'What Agents Hold | 3 agents',
      '  Codex | ▓▓▓▓░░░░░░ 39 % of 32.0 KB',
      '    AGENTS.md | always loaded · 12.8 KB',
      '  Claude Code | 2.0 KB always loaded, no limit',
      '  Gemini CLI | ▓▓▓▓▓▓▓▓▓▓ 122 % of 32.0 KB · 7.1 KB are cut',
      '    GEMINI.md | always loaded · 39.1 KB · 7.1 KB are cut',
    ]);
    const said = everyNode(rows).map(({ accessibilityLabel }) => accessibilityLabel);
    // A screen reader hears the figures, not the pieces of a bar.
    assert.ok(said.includes('Codex, 39 % of 32.0 KB') && said.every((each) => !/[▓░]/.test(each)));
    assert.ok(said.includes('Claude Code, 2.0 KB always loaded, no limit, Longer than 200 lines.'));
    assert.match(said[1] ?? '', /last seen to hold on 2026-03-04, codex: on demand$/);
    assert.deepEqual(everyNode(rows)[2]?.target, { path: 'MEMORY.md', line: 7 });
  });
});

describe('every row', () => {
  const text = fc.string({ unit: 'binary', maxLength: 80 });
  const shown = fc.record({ a: text, b: text, c: text }).map(({ a, b, c }) =>
    state({
      workflows: [
        {
          name: a,
          recordings: [
            recording({ steps: [{ title: b, kind: 'run', from: 1, to: 2, actions: [{ seq: 1, summary: c }] }] }),
          ],
        },
      ],
      notes: [
        {
          note: note({ text: a, trigger: b, action: c, evidence: [{ ...evidence, excerpt: c }] }),
          pendingApply: false,
        },
      ],
      gaps: [gap({ question: a, subject: b, workflow: c })],
      contextFiles: [{ path: a, layer: 'project', load: 'path', bytes: 1, status: 'missing', owner: b }],
      agentBudgets: [
        {
          title: 'Codex',
          usedBytes: 1,
          limitBytes: 2,
          files: [{ path: c, load: 'always', bytes: 1, cutBytes: 1 }],
          advice: [],
        },
      ],
    }),
  );

  it('has an id of its own, one line, a label for screen readers and nothing that hides or reorders text', () => {
    fc.assert(
      fc.property(shown, (made) => {
        for (const rows of [workflowRows, noteRows, gapRows, contextRows]) {
          const nodes = everyNode(rows(made, english));
          assert.equal(new Set(nodes.map((node) => node.id)).size, nodes.length);
          for (const node of nodes) {
            assert.ok(node.accessibilityLabel.length > 0);
            assert.doesNotMatch(
              `${node.label}${node.description ?? ''}`,
              /[\n\r\p{Cc}\u202A-\u202E\u2066-\u2069\u200B-\u200F]/u,
            );
            assert.ok([...node.label].length <= 300);
          }
        }
      }),
    );
  });

  it('of many gaps and notes takes as much longer as there are more of them', () => {
    const rowsOf = (size: number) => {
      const many = state({
        gaps: Array.from({ length: size }, (_, n) =>
          gap({ id: `g${n}`, workflow: `Workflow ${n % 20}`, why: 'x'.repeat(2000) }),
        ),
        notes: Array.from({ length: size }, (_, n) => ({ note: note({ id: `n${n}` }), pendingApply: false })),
      });
      return () => everyNode(gapRows(many, english)).length + everyNode(noteRows(many, english)).length;
    };
    assert.equal(rowsOf(1000)(), 1020 + 2002);
    growsInStep(rowsOf, 250);
  });
});
