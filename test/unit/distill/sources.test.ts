import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Fact } from '../../../src/model/event.ts';
import { command, distilled, edit, recording } from './support.ts';

/** Where a value comes from is claimed only of what has it, and only by the recordings that show it. */

function several(runs: readonly (readonly Fact[])[]) {
  return runs.map((facts, index) =>
    recording(facts, { id: `r${index + 1}`, startedAt: `2026-03-0${index + 1}T09:00:00.000Z` }),
  );
}

const sourceOf = async (runs: readonly (readonly Fact[])[], files: Readonly<Record<string, string>> = {}) => {
  const result = await distilled(several(runs), files);
  return {
    source: result.process.parameters.find(({ examples }) => examples.some((one) => /^3\.\d\.0$/.test(one)))?.source,
    note: result.notes.find(({ kind }) => kind === 'parameter'),
    text: result.notes.map(({ text }) => text).join('\n'),
  };
};

const tagged = (tester: string, said: string) => [
  edit('src/pump.txt', 'slow', 'fast'),
  command(tester, 0, { output: said }),
  command('git commit -am "Pump faster"', 0),
  command('git tag v3.2.0', 0),
  command('scp out/pump-3.2.0.tgz depot:', 0),
];

test('a version that stands at a key of the repository lives there, whatever prints it on the way', async () => {
  const printers = [
    ['npm test', '> pump@3.2.0 test\n> node test.js\nok'],
    ['cargo test', '   Compiling pump v3.2.0 (/w/pump)\ntest result: ok'],
    ['mvn -q verify', '[INFO] Building pump 3.2.0'],
    ['python -m build', 'Successfully built pump-3.2.0.tar.gz'],
    ['pip install -e .', 'Successfully installed pump 3.2.0'],
    ['git log --oneline', '1a2b3c4 pump 3.2.0'],
  ] as const;
  const keys = [
    [{ 'package.json': '{\n  "name": "pump",\n  "version": "3.2.0"\n}\n' }, 'package.json#version'],
    [
      { 'Cargo.toml': '[package]\nname = "pump"\nversion = "3.2.0"\n[dependencies.valve]\nversion = "9.9.9"\n' },
      'Cargo.toml#version',
    ],
    [
      {
        'pom.xml':
          '<project><parent><version>7.0.0</version></parent><artifactId>pump</artifactId><version>3.2.0</version></project>',
      },
      'pom.xml#version',
    ],
    [{ VERSION: '3.2.0\n' }, 'VERSION'],
    [{ 'lib/pump/version.rb': "module Pump\n  VERSION = '3.2.0'.freeze\nend\n" }, 'lib/pump/version.rb#VERSION'],
    [{ 'chart/Chart.yaml': 'name: pump\nversion: 3.2.0\n' }, 'chart/Chart.yaml#version'],
  ] as const;
  for (const [index, [line, said]] of printers.entries()) {
    const [files, key] = keys[index % keys.length] ?? keys[0];
    const facts = tagged(line, said);
    assert.equal((await sourceOf([facts, facts], files)).source, key, line);
  }
});

test('the version of what is depended upon is not the one of the repository', async () => {
  const files = {
    'package.json': '{\n  "name": "pump",\n  "dependencies": {\n    "version": "3.2.0"\n  }\n}\n',
    'Cargo.toml': '[package]\nname = "pump"\n\n[dependencies.valve]\nversion = "3.2.0"\n',
    'chart/Chart.yaml': 'name: pump\ndependencies:\n  - name: valve\n    version: 3.2.0\n',
  };
  assert.equal((await sourceOf([tagged('npm test', '> pump@3.2.0 test')], files)).source, 'typed');
});

test('nobody has a version from a test or a build that prints it', async () => {
  const { source, text } = await sourceOf([tagged('make check', 'checking pump 3.2.0: ok')]);
  assert.equal(source, 'typed');
  assert.doesNotMatch(text, /comes from the output/);
});

test('a source is claimed where most recordings show it, and with none that does not', async () => {
  const asks = (version: string) => command('depot releases --last', 0, { output: `at ${version} since May` });
  const moves = (version: string) => [
    command(`depot pull ${version}`, 0),
    command(`depot deploy --to north ${version}`, 0),
    command('curl -sf https://north.example.com/up', 0),
  ];
  const shown = (version: string) => [asks(version), ...moves(version)];
  const most = await sourceOf([shown('3.2.0'), moves('3.3.0'), shown('3.4.0')]);
  assert.match(most.source ?? '', /^output of `depot releases/);
  if (most.note) {
    assert.ok(most.note.evidence.every((one) => one.recording !== 'r2'));
    assert.equal(most.note.support.n, 2);
  }
  const few = await sourceOf([shown('3.2.0'), moves('3.3.0'), moves('3.4.0')]);
  assert.doesNotMatch(few.text, /comes from the output/);
  assert.equal(few.source, 'typed');
});
