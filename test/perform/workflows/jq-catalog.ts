import { away, run, say, type WorkflowScript } from '../act.ts';

const files = {
  'catalog.json':
    '{\n  "schema": 4,\n  "parts": [\n    { "sku": "A-100", "cents": 250 },\n    { "sku": "B-200", "cents": 990 }\n  ]\n}\n',
  'checks/catalog.jq':
    'if .schema != 5 then error("catalog: schema is \\(.schema), the shop reads 5") elif any(.parts[]; has("currency") | not) then error("catalog: a part has no currency") elif ([.parts[].sku] | . != sort) then error("catalog: parts are not in the order of their sku") else "catalog ok, \\(.parts | length) parts" end\n',
  'checks/run.sh': '#!/bin/sh\njq -r -f checks/catalog.jq catalog.json\n',
  'migrations/5.jq': '.schema = 5 | .parts |= map(. + {currency: "EUR"})\n',
  'README.md': '# Catalog\n\nWhat the shop sells. Check with `checks/run.sh`.\n',
};

export const script: WorkflowScript = {
  name: 'jq-catalog',
  workflow: 'Migrate the catalog',
  files,
  performances: [
    {
      recorder: 'p-whimbrel',
      startedAt: '2026-11-14T09:00:00.000Z',
      acts: [
        run('jq .schema catalog.json'),
        run('cp catalog.json catalog-2026-11-14.json'),
        run('checks/run.sh'),
        run('jq -f migrations/5.jq catalog.json > catalog.json'),
        run('checks/run.sh'),
        say('jq must not write the file it reads, the shell empties it first'),
        run('cp catalog-2026-11-14.json catalog.json'),
        run('jq -f migrations/5.jq catalog.json > next.json && mv next.json catalog.json'),
        run('checks/run.sh'),
        run('jq ".parts | length" catalog.json'),
        run('rm catalog-2026-11-14.json'),
        run('git commit -qam "catalog: schema 5"'),
      ],
    },
    {
      recorder: 'p-turnstone',
      startedAt: '2026-11-15T09:00:00.000Z',
      acts: [
        run('cp catalog.json /tmp/catalog.bak'),
        away(150_000),
        run('jq -f migrations/5.jq catalog.json > next.json && mv next.json catalog.json'),
        run('checks/run.sh'),
        run('git commit -qam "catalog: schema 5"'),
      ],
    },
  ],
  facts: {
    must: [
      ['next.json', 'mv next.json catalog.json'],
      ['must not write the file it reads'],
      ['migrations/5.jq'],
      ['checks/run.sh'],
      ['cp catalog'],
    ],
    mustNot: ['2026-11-14', 'flaky', 'recordings differ: `cp', 'jq .schema catalog.json', '2 parts'],
    gaps: [{ code: 'unexplained-step', subject: 'jq|cp' }],
  },
};
