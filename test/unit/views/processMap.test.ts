import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import {
  type MapPlacement,
  type ProcessMap,
  readKeptMap,
  receiveFromMap,
  receiveMapState,
} from '../../../src/views/mapProtocol.ts';
import { mapMermaid } from '../../../src/views/present/mapMermaid.ts';
import { mapPage, mapWords } from '../../../src/views/present/mapPage.ts';
import { mapSvg } from '../../../src/views/present/mapSvg.ts';
import { gatedMap, mostSteps, processMap } from '../../../src/views/present/processMap.ts';
import { wrapped } from '../../../src/views/present/wrap.ts';
import { placeMap } from '../../../webview/mapLayout.ts';
import { readCases } from '../distill/cases.ts';
import { distilled } from '../distill/support.ts';
import { english } from './englishWords.ts';
import { hostile, longMap, mapped, place, releaseMap } from './maps.ts';
import { state } from './states.ts';

function presented(source = releaseMap()) {
  const found = processMap(source, english);
  assert.ok(found);
  return found;
}

const placed = (map: ProcessMap, window = { width: 1000, height: 700 }): Promise<MapPlacement> =>
  placeMap(map, window, () => Promise.resolve(true)).then((placement) => placement ?? assert.fail('nothing placed'));

describe('the map of a workflow', () => {
  it('says what is common, what only some do, what failed and how it was fixed, who left, what is a parameter', () => {
    const { map } = presented();
    assert.equal(map.summary, '3 recordings by 2 people · 5 common steps · 1 that only some have');
    assert.deepEqual(
      map.nodes.map(({ id, kind, title, remark }) => [id, kind, title, remark]),
      [
        ['step-1', 'step', 'Set version in package.json', '3 of 3 recordings, 2 people'],
        ['step-1-parameter-0', 'parameter', '<version>', 'from package.json#version'],
        ['step-2', 'step', 'Edit CHANGELOG.md', '3 of 3 recordings, 2 people'],
        ['step-3', 'step', 'Verify with npm test', '3 of 3 recordings, 2 people'],
        ['step-3-failure-0', 'failure', 'Fails: no entry for <version>', 'Fix: Add - Tides to CHANGELOG.md'],
        ['step-3-away', 'away', 'Off screen for 03:20', '1 of 3 recordings, 1 person'],
        ['step-4', 'step', 'Push with git push', '2 of 3 recordings, 1 person'],
        ['step-5', 'step', 'Run gh release create v<version>', '1 of 3 recordings, 1 person'],
        ['step-6', 'step', 'Tag with git tag v<version>', '3 of 3 recordings, 2 people'],
      ],
    );
    const failure = map.nodes[4];
    assert.match(
      failure?.label ?? '',
      /Command: npm test\. Fix: .*Nothing recorded says why\. 2 of 3 recordings, 2 people/,
    );
  });

  it('leads along the ways that recordings took, with how many took each where they part', () => {
    const ways = presented().map.edges.map(({ from, to, support, label }) => `${from} ${to} ${support} ${label}`);
    assert.deepEqual(ways, [
      'step-1 step-2 3 ',
      'step-2 step-3 3 ',
      'step-3 step-4 2 2 of 3',
      'step-3 step-5 1 1 of 3',
      'step-4 step-6 2 ',
      'step-5 step-6 1 ',
    ]);
  });

  it('points at the recorded moments, the newest first', () => {
    const { evidence, map } = presented();
    assert.deepEqual(
      evidence.get('step-3')?.map(({ recording, from }) => [recording, from]),
      [
        ['rec-3', 8],
        ['rec-2', 8],
        ['rec-1', 8],
      ],
    );
    assert.deepEqual(
      evidence.get('step-3-failure-0')?.map(({ recording, from, to }) => [recording, from, to]),
      [
        ['rec-2', 6, 8],
        ['rec-1', 6, 8],
      ],
    );
    for (const node of map.nodes) assert.equal(node.evidence.length, evidence.get(node.id)?.length, node.id);
    assert.match(map.nodes[4]?.evidence[0]?.label ?? '', /^2026-03-02 .*events 6–8$/);
  });

  it('tells the ways in which one step is done, and that nobody said when which', () => {
    const two = {
      ...place('Merge', [1, 2], 3),
      seen: [
        { recording: 'rec-1', seq: 3, title: 'Merge with `gh pr merge --squash`' },
        { recording: 'rec-2', seq: 3, title: 'Merge with `gh pr merge --merge`' },
      ],
    };
    const source = mapped([place('Edit', [1, 2], 1), two], {
      differences: [{ subject: 'x', options: [{ label: 'Merge', recordings: [], at: [] }], conditionNarrated: false }],
    });
    const facts = presented(source).map.nodes[1]?.facts ?? [];
    assert.deepEqual(facts.slice(1), [
      'Merge with gh pr merge --squash: 1 of 2 recordings, 1 person',
      'Merge with gh pr merge --merge: 1 of 2 recordings, 1 person',
      'Recordings differ here, and none says when which way is taken',
    ]);
  });

  it('is none where nothing was done, and stays drawable where thousands of things were', () => {
    assert.equal(processMap(mapped([]), english), undefined);
    assert.equal(presented(longMap(5_000)).map.nodes.filter(({ kind }) => kind === 'step').length, mostSteps);
  });

  it('of every performed workflow has all steps of its spine, and evidence for each', async () => {
    for (const one of readCases()) {
      const result = await distilled(one.recordings, one.files);
      const { map, evidence } = presented({ distilled: result, offScreenMs: 60_000 });
      const titles = new Set(map.nodes.map(({ title }) => title));
      for (const { step } of result.process.spine)
        assert.ok(
          [...titles].some((title) => step.replaceAll('`', '').startsWith(title.replace(/…$/, ''))),
          `${one.name}: ${step}`,
        );
      for (const { id } of map.nodes.filter(({ kind }) => kind === 'step'))
        assert.ok((evidence.get(id)?.length ?? 0) > 0);
      assert.ok((await placed(map)).nodes.length === map.nodes.length, one.name);
    }
  });

  it('shows what to do where there is no map', () => {
    const view = (over: Parameters<typeof state>[0], workflow = 'Gone') =>
      mapPage(state(over), workflow, english).state;
    assert.deepEqual(view({ busy: 'Distilling' }), { view: 'loading', message: 'Distilling' });
    assert.deepEqual(view({ error: 'No' }), { view: 'error', message: 'No' });
    assert.match(JSON.stringify(view({})), /no recordings any more/);
    assert.match(JSON.stringify(view({ untrusted: true })), /Trust this workspace/);
    assert.match(
      JSON.stringify(view({ workflows: [{ name: 'New', recordings: [] }] }, 'New')),
      /No step of this workflow/,
    );
  });
});

describe('the places on the map', () => {
  it('overlap nowhere, lie inside the picture, and are the same each time', async () => {
    const windows = [
      { width: 1000, height: 700 },
      { width: 210, height: 500 },
    ];
    const sources = [releaseMap(), longMap(3), longMap(40), longMap(150), longMap(600)];
    for (const [source, window] of sources.flatMap((source) => windows.map((window) => [source, window] as const))) {
      const { map } = presented(source);
      const { nodes, width, height, edges } = await placed(map, window);
      assert.deepEqual(await placed(map, window), { nodes, width, height, edges });
      const sorted = nodes.toSorted((a, b) => a.y - b.y);
      for (const [index, a] of sorted.entries()) {
        assert.ok(a.x >= 0 && a.y >= 0 && a.x + a.width <= width && a.y + a.height <= height, `${a.id} is outside`);
        for (const b of sorted.slice(index + 1)) {
          if (b.y >= a.y + a.height) break;
          assert.ok(b.x >= a.x + a.width || a.x >= b.x + b.width, `${a.id} lies on ${b.id}`);
        }
      }
      assert.equal(edges.length, map.edges.length + map.nodes.filter(({ beside }) => beside).length);
    }
  });

  it('are below a step, not beside it, where the window has no room at its side', async () => {
    const { map } = presented(releaseMap());
    const asides = map.nodes.flatMap(({ id, beside }) => (beside === undefined ? [] : [[id, beside] as const]));
    for (const [width, below] of [
      [1000, false],
      [210, true],
    ] as const) {
      const { nodes } = await placed(map, { width, height: 600 });
      const boxOf = new Map(nodes.map((each) => [each.id, each]));
      for (const [aside, step] of asides) {
        const [own, above] = [boxOf.get(aside), boxOf.get(step)];
        assert.ok(own && above);
        assert.equal(own.y >= above.y + above.height && own.x < above.x + above.width, below, `${aside} at ${width}`);
        assert.equal(own.x >= above.x + above.width, !below, `${aside} at ${width}`);
      }
    }
  });

  it('are found for steps in any tangle, in columns only where a single one would be long', async () => {
    const tangle = fc.array(fc.uniqueArray(fc.integer({ min: 1, max: 5 }), { minLength: 1 }), {
      minLength: 1,
      maxLength: 40,
    });
    await fc.assert(
      fc.asyncProperty(tangle, async (rows) => {
        const source = mapped(rows.map((recordings, index) => place(`Run ${index}`, recordings, index)));
        const found = processMap(source, english);
        if (!found) return;
        const { nodes } = await placed(found.map);
        assert.equal(nodes.length, found.map.nodes.length);
        for (const { x, y } of nodes) assert.ok(Number.isFinite(x) && Number.isFinite(y));
      }),
      { numRuns: 60 },
    );
    const narrow = await placed(presented(longMap(30)).map, { width: 220, height: 500 });
    assert.ok(narrow.width < 1500 && narrow.height > 3000, 'one column');
    const wide = await placed(presented(longMap(150)).map);
    assert.ok(wide.width / wide.height > 0.5 && wide.width / wide.height < 3, 'about the shape of the window');
  });

  it('are given up when nobody wants them any more', async () => {
    assert.equal(await placeMap(presented().map, { width: 500, height: 500 }, () => Promise.resolve(false)), undefined);
  });
});

describe('an exported map', () => {
  it('says as SVG what the page says', async () => {
    const { map } = presented();
    const picture = mapSvg(map, await placed(map));
    for (const { lines } of map.nodes) {
      for (const line of lines) assert.ok(picture.includes(line.replaceAll('<', '&lt;').replaceAll('>', '&gt;')), line);
    }
    assert.equal(picture.match(/<rect /g)?.length, map.nodes.length);
    assert.doesNotMatch(picture, /NaN|undefined|https?:\/\/(?!www\.w3\.org\/2000\/svg)/);
  });

  it('says as Mermaid what the page says', () => {
    const text = mapMermaid(presented().map);
    assert.match(text, /^flowchart TD\n/);
    assert.match(text, /n3\["Edit CHANGELOG\.md<br\/>3 of 3 recordings, 2 people"\]:::step/);
    assert.match(text, /n4 -->\|"1 of 3"\| n8/);
    assert.match(text, /n2\(\["#60;version#62;<br\/>from package\.json#35;version"\]\):::parameter/);
  });

  it('lets nothing that was recorded out of its text', async () => {
    for (const text of hostile) {
      const { map } = presented(releaseMap(text));
      const picture = mapSvg(map, await placed(map));
      assert.doesNotMatch(
        picture.replace(/<\/?(?:svg|title|desc|style|defs|marker|path|text|g|rect)\b[^<>]*>/g, ''),
        /[<>]/,
        'only our own elements',
      );
      for (const tag of picture.match(/<[^<>]*>/g) ?? []) assert.doesNotMatch(tag, /\s(?:on\w+|href|src)=/);
      assert.doesNotMatch(picture, /[\0\uFFFE]/);
      const lines = mapMermaid(map).split('\n');
      for (const line of lines) {
        assert.match(
          line,
          /^(?:flowchart TD|| {2}(?:%% [^"<>[\]{}]*|classDef [-\w :#]+|n\d+(?: -->(?:\|"[\w ]+"\|)?| -\.->) n\d+|n\d+(?:\["[^"<>[\]`]*(?:<br\/>[^"<>[\]`]*)?"\]|\{\{"[^"<>`]*(?:<br\/>[^"<>`]*)?"\}\}|\[\/"[^"<>`]*(?:<br\/>[^"<>`]*)?"\/\]|\(\["[^"<>`]*(?:<br\/>[^"<>`]*)?"\]\)):::\w+))$/,
          line.slice(0, 200),
        );
      }
    }
  });

  it('passes each of its texts through the gate, in one piece', async () => {
    const key = ['gh', 'p_', 'A'.repeat(36)].join('');
    const { map } = presented(releaseMap(` --token ${key}`));
    const clean = gatedMap(map, (text) => text.replaceAll(key, '[redacted:token#1]'));
    const out = mapSvg(clean, await placed(clean)) + mapMermaid(clean);
    assert.doesNotMatch(out, /A{8}/);
    assert.match(out, /redacted:token/);
  });
});

describe('lines of a node', () => {
  it('are as wide as allowed, break at spaces, and end in an ellipsis where they end too early', () => {
    assert.deepEqual(wrapped('Verify with npm test', 34, 3), ['Verify with npm test']);
    assert.deepEqual(wrapped('Run one two three four', 8, 2), ['Run one', 'two thr…']);
    assert.deepEqual(wrapped('検証するテスト', 8, 2), ['検証する', 'テスト']);
    assert.deepEqual(wrapped('node tools/check-registry.js now', 12, 4), [
      'node tools/',
      'check-',
      'registry.js',
      'now',
    ]);
    assert.deepEqual(wrapped('', 8, 2), ['']);
  });
});

describe('messages of the map', () => {
  const ignore = () => undefined;

  it('from the page, malformed in 10,000 ways, reach nobody and throw never', () => {
    let handled = 0;
    const receive = receiveFromMap({
      ready: () => handled++,
      openEvidence: ({ node, index }) => {
        handled++;
        assert.ok(typeof node === 'string' && Number.isInteger(index) && index >= 0);
      },
      exportMermaid: () => handled++,
      exportSvg: ({ placement }) => {
        handled++;
        for (const { x, y, width, height } of placement.nodes) assert.ok([x, y, width, height].every(Number.isFinite));
      },
    });
    const type = fc.constantFrom('ready', 'openEvidence', 'exportSvg', 'exportMermaid', 'state', '__proto__', '');
    const value = fc.anything({
      withBigInt: true,
      withDate: true,
      withMap: true,
      withNullPrototype: true,
      withObjectString: true,
    });
    const near = fc.record(
      {
        type,
        node: fc.oneof(fc.string(), value),
        index: value,
        placement: fc.oneof(
          value,
          fc.record({ width: fc.double(), height: fc.double(), nodes: fc.array(value), edges: fc.array(value) }),
        ),
      },
      { requiredKeys: ['type'] },
    );
    fc.assert(
      fc.property(fc.oneof(value, near), (message) => {
        const before = handled;
        assert.equal(receive(message), handled > before);
      }),
      { numRuns: 10_000 },
    );
    const long = {
      type: 'exportSvg',
      placement: {
        width: 1,
        height: 1,
        nodes: [],
        edges: [{ from: 'a', to: 'b', points: Array(201).fill({ x: 0, y: 0 }) }],
      },
    };
    for (const wrong of [
      long,
      { type: 'openEvidence', node: 'step-1', index: -1 },
      { type: 'exportSvg', placement: { width: Number.NaN } },
    ])
      assert.equal(receive(wrong), false);
  });

  it('to the page pass its own schema, whatever was recorded', () => {
    let shown = 0;
    const receive = receiveMapState({ state: () => shown++ });
    for (const text of ['', ...hostile]) {
      const source = releaseMap(text);
      const page = mapPage(
        state({ workflows: [{ name: source.distilled.workflow, recordings: [], map: source }] }),
        source.distilled.workflow,
        english,
      );
      assert.equal(page.state.view, 'map');
      assert.ok(receive({ type: 'state', state: page.state, words: mapWords(english) }));
    }
    assert.equal(shown, hostile.length + 1);
    assert.equal(
      receiveMapState({ state: ignore })({ type: 'state', state: { view: 'map', map: {} }, words: mapWords(english) }),
      false,
    );
  });

  it('kept by an older version are forgotten', () => {
    assert.equal(readKeptMap({ drafts: {} }), undefined);
    assert.equal(readKeptMap({ workflow: 'w', zoom: 1e9 }), undefined);
    assert.deepEqual(readKeptMap({ workflow: 'w', zoom: 1 }), { workflow: 'w', zoom: 1 });
  });
});
