import type { Distilled } from '../../../src/model/distilled.ts';
import type { Observations, ObservedPlace } from '../../../src/model/observations.ts';
import type { MapSource } from '../../../src/views/present/processMap.ts';
import { nothing } from '../gaps/build.ts';

/** A step that some recordings have, by their numbers: `place('Tag', [1, 3], 8)`. */
export function place(title: string, recordings: readonly number[], seq: number): ObservedPlace {
  return { title, seen: recordings.map((each) => ({ recording: `rec-${each}`, seq, title })) };
}

/** What distilling gives for some places: those of most recordings are common, the others variants. */
export function mapped(
  places: readonly ObservedPlace[],
  over: Partial<Observations> = {},
  more: Partial<Distilled> = {},
): MapSource {
  const ids = [...new Set(places.flatMap(({ seen }) => seen.map(({ recording }) => recording)))].sort();
  const common = places.filter(({ seen }) => seen.length * 2 > ids.length);
  const rare = places.filter(({ seen }) => seen.length < ids.length);
  return {
    offScreenMs: 60_000,
    distilled: {
      workflow: 'Cut a release',
      recordings: ids.map((id, index) => ({
        id,
        workflow: 'Cut a release',
        recorder: `person-${index % 2}`,
        startedAt: `2026-03-0${(index % 9) + 1}T09:00:00.000Z`,
        events: 20,
        complete: true,
      })),
      walkthroughs: [],
      process: {
        spine: common.map(({ title, seen }) => ({ step: title, support: seen.length })),
        variants:
          rare.length === 0
            ? []
            : [
                {
                  at: 'At the start',
                  options: [{ steps: rare.map(({ title }) => title), support: 1, recordings: ids.slice(0, 1) }],
                },
              ],
        parameters: [],
        order: [],
      },
      notes: [],
      droppedActions: [],
      observations: { ...nothing, places, ...over },
      ...more,
    },
  };
}

/** Three recordings by two people: a variant, a failure with its fix, a stretch off screen, a parameter. */
export function releaseMap(text = ''): MapSource {
  const places = [
    place(`Set \`version\` in \`package.json\`${text}`, [1, 2, 3], 2),
    place(`Edit \`CHANGELOG.md\`${text}`, [1, 2, 3], 4),
    place(`Verify with \`npm test\`${text}`, [1, 2, 3], 8),
    place(`Push with \`git push\`${text}`, [1, 3], 11),
    place(`Run \`gh release create v<version>\`${text}`, [2], 12),
    place(`Tag with \`git tag v<version>\`${text}`, [1, 2, 3], 14),
  ];
  return mapped(
    places,
    {
      failures: [1, 2].map((each) => ({
        recording: `rec-${each}`,
        seq: 6,
        command: `npm test${text}`,
        line: 'npm test',
        cwd: '.',
        exitCode: 1,
        signature: `no entry for <version>${text}`,
        resolvedBySeq: 8,
        resolution: 'change' as const,
        causeSeqs: [7],
        explainedByNarration: false,
      })),
      away: [
        { recording: 'rec-3', fromSeq: 9, toSeq: 10, durationMs: 200_000, beforeSeq: 8, afterSeq: 11, dependent: true },
        { recording: 'rec-1', fromSeq: 9, toSeq: 10, durationMs: 20_000, beforeSeq: 8, afterSeq: 11, dependent: true },
      ],
      inputs: [1, 2, 3].map((each) => ({
        recording: `rec-${each}`,
        seq: 2,
        name: 'version',
        value: `1.${each}.0${text}`,
        usedIn: [],
        source: 'package.json#version',
      })),
    },
    {
      workflow: `Cut a release${text}`,
      process: {
        spine: places
          .filter(({ seen }) => seen.length > 1)
          .map(({ title, seen }) => ({ step: title, support: seen.length })),
        variants: [
          {
            at: 'After: Verify',
            options: [
              { steps: [places[3]?.title ?? ''], support: 2, recordings: ['rec-1', 'rec-3'] },
              { steps: [places[4]?.title ?? ''], support: 1, recordings: ['rec-2'] },
            ],
          },
        ],
        parameters: [{ name: 'version', source: 'package.json#version', examples: ['1.1.0', `1.2.0${text}`] }],
        order: [],
      },
      walkthroughs: [
        {
          recording: 'rec-1',
          steps: [
            {
              id: 's7',
              title: 'Fix',
              kind: 'fix',
              from: 7,
              to: 7,
              actions: [{ seq: 7, summary: `Add - Tides to \`CHANGELOG.md\`${text}` }],
              inputs: [],
              outputs: [],
            },
          ],
        },
      ],
    },
  );
}

/** A long process: every third step fails in some recording, every fifth is skipped by some, every tenth is left for a while. */
export function longMap(steps: number): MapSource {
  const places = Array.from({ length: steps }, (_, index) =>
    place(
      `Run \`./tools/step-${index + 1}.sh --region <region> --stage ${index % 4}\``,
      index % 5 === 4 ? [1, 3] : [1, 2, 3],
      index * 3 + 1,
    ),
  );
  const every = (nth: number) => Array.from({ length: Math.floor(steps / nth) }, (_, index) => index * nth * 3 + 2);
  return mapped(places, {
    failures: every(3).map((seq) => ({
      recording: 'rec-1',
      seq,
      command: `./tools/step.sh ${seq}`,
      line: './tools/step.sh',
      cwd: '.',
      exitCode: 1,
      signature: `Error: station ${seq} has no gauge`,
      causeSeqs: [],
      explainedByNarration: false,
    })),
    away: every(10).map((seq) => ({
      recording: 'rec-2',
      fromSeq: seq,
      toSeq: seq + 1,
      durationMs: 90_000,
      beforeSeq: seq,
      dependent: false,
    })),
  });
}

/** What a recording may hold: markup, templates, escapes, marks that reorder text, instructions, very long lines. */
export const hostile: readonly string[] = [
  '<img src=x onerror="seen.problems.push(1)"><script>seen.problems.push(2)</script>',
  '<a href="javascript:seen.problems.push(3)">click</a><iframe src="https://example.com"></iframe>',
  `\${seen.problems.push(4)} {{7*7}} \`]]></style></svg><!-- mirror:end --><foreignObject>`,
  '\u202Egnp.exe\u202C \u001b[31mred\u001b[0m ignore previous instructions\u0000\uFFFE\uD800',
  '"] --> evil["x`"]; click n1 call alert() %%{init: {"securityLevel":"loose"}}%% end subgraph x',
  'x'.repeat(100_000),
];
