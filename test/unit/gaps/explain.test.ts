import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createExplanations } from '../../../src/gaps/explain.ts';
import { readStatements, speaksAgainst } from '../../../src/gaps/statements.ts';
import { context, view } from './build.ts';

const explained = (loaded: Record<string, string>, repository: Record<string, string> = {}) =>
  createExplanations(context(loaded), view(repository));

describe('what a document says', () => {
  it('is read by paragraph, item, table row and line of code, across wrapped lines', () => {
    const text =
      '# Use\n\nRun `make\nall` first.\n\n- one `a`\n  goes on\n- two\n\n```sh\n$ npm ci # once\n```\n\n| x | `y` |\r\n| - | - |\r\n';
    assert.deepEqual(
      readStatements('README.md', text).map(({ text, line, block }) => [line, text, block]),
      [
        [1, 'Use', false],
        [3, 'Run `make all` first.', false],
        [6, 'one `a` goes on', false],
        [8, 'two', false],
        [11, 'npm ci # once', true],
        [14, '| x | `y` |', false],
        [15, '| - | - |', false],
      ],
    );
  });

  it('can speak against a command, and for the next one', () => {
    const [statement] = readStatements('AGENTS.md', 'Never run `npm install`; use `npm ci`.');
    assert.ok(statement);
    assert.equal(speaksAgainst(statement, 'npm install'), true);
    assert.equal(speaksAgainst(statement, 'npm ci'), false);
  });

  it('survives an unclosed fence, an empty file and a long line', () => {
    assert.deepEqual(readStatements('x', ''), []);
    assert.equal(readStatements('x', '```\nmake').length, 1);
    assert.equal(readStatements('x', 'a'.repeat(500_000)).length, 1);
  });
});

describe('a command is explained', () => {
  it('by the README, a script, a target or the pipeline', () => {
    const said = explained(
      {},
      {
        'README.md': 'Run `./tools/seed.sh` once, then go test.',
        'package.json': JSON.stringify({ scripts: { lint: 'biome check .' } }),
        Makefile: 'VERSION ?= 1\n.PHONY: release\nrelease: build\n\t@./publish.sh $(VERSION)\n',
        '.github/workflows/ci.yml':
          'jobs:\n  a:\n    steps:\n      - run: pytest -q\n      - run: |\n          terraform validate\n',
        justfile: 'migrate env:\n  alembic upgrade head\n',
      },
    );
    for (const line of [
      './tools/seed.sh',
      'npm run lint',
      'pnpm lint',
      'npx biome check .',
      'make release VERSION=2',
      'bash publish.sh 3',
      'pytest tests/test_a.py',
      'terraform validate',
      'just migrate prod',
      'alembic upgrade head',
      'npm ci',
    ]) {
      assert.equal(said.command(line), 'repository', line);
    }
    for (const line of ['./tools/sync.sh', 'npm run deploy', 'make undeploy', 'terraform apply', 'npm publish']) {
      assert.equal(said.command(line), undefined, line);
    }
  });

  it('by loaded context first, and only if each part of the line is', () => {
    const said = explained(
      { 'AGENTS.md': '- Release with `./release.sh <version>`.' },
      { 'README.md': '`./release.sh`' },
    );
    assert.equal(said.command('./release.sh 1.2.0'), 'context');
    assert.equal(said.command('./release.sh 1.2.0 && git push'), 'context');
    assert.equal(said.command('./release.sh 1.2.0 && ./announce.sh'), undefined);
    assert.equal(said.command('git add -A && git commit -m "x"'), 'self-evident');
    assert.equal(said.command('git push --force'), undefined);
  });

  it('by words, where files are copied or moved', () => {
    const said = explained({}, { 'README.md': 'Copy `.env.example` to `.env` first.' });
    assert.equal(said.command('cp ./.env.example .env'), 'repository');
    assert.equal(said.command('mv .env.example .env'), undefined);
    assert.equal(said.command('cp .env.example config/.env.test'), undefined);
  });

  it('not by a sentence against it', () => {
    const said = explained({ 'AGENTS.md': 'Do not run `helm upgrade` by hand.' });
    assert.equal(said.command('helm upgrade api ./chart'), undefined);
    assert.equal(said.against('helm upgrade api ./chart').length, 1);
  });

  it('not by a broken manifest, which says nothing', () => {
    const said = explained({}, { 'package.json': '{', 'pyproject.toml': '[[[', '.github/workflows/a.yml': '\u0000' });
    assert.equal(said.command('npm run x'), undefined);
  });
});

describe('other things that are explained', () => {
  it('a file by path, name, folder or pattern', () => {
    const said = explained({
      'AGENTS.md': 'Translations live in `src/locales/*.json`; bump `CHANGELOG.md`. See `infra/`.',
    });
    assert.equal(said.file('src/locales/de.json'), 'context');
    assert.equal(said.file('CHANGELOG.md'), 'context');
    assert.equal(said.file('infra/main.tf'), 'context');
    assert.equal(said.file('config/app.yml'), undefined);
  });

  it('a failure by its command or its signature, with words of failing', () => {
    const said = explained({
      'MEMORY.md': '- `npm test` fails with a cold cache: run it twice.\n- Run `npm run lint`.',
    });
    assert.equal(said.failure('npm test', undefined), true);
    assert.equal(said.failure('npm run lint', undefined), false);
    const bySignature = explained({ 'MEMORY.md': 'When the schema registry refuses connections, start the proxy.' });
    assert.equal(bySignature.failure('make it', 'schema registry refuses connections'), true);
    assert.equal(bySignature.failure('make it', 'registry unknown elephants everywhere'), false);
  });

  it('an origin only where a sentence says where to get it', () => {
    const said = explained({
      'AGENTS.md': [
        '- `NPM_TOKEN` comes from the vault of the release team.',
        '- `DEPLOY_KEY` must be set.',
        '- `API_SECRET` is read from the environment.',
        '- The ticket number is found in the tracker.',
        '- Needs `SEAL_TOKEN` | no owner; get `OTHER_TOKEN` from the vault.',
        '- Set `SIGN_KEY`. Ask the release team for it.',
      ].join('\n'),
    });
    assert.equal(said.origin('NPM_TOKEN'), true);
    assert.equal(said.origin('DEPLOY_KEY'), false);
    assert.equal(said.origin('API_SECRET'), false);
    assert.equal(said.origin('ticket'), true);
    assert.equal(said.origin('region'), false);
    assert.equal(said.origin('SEAL_TOKEN'), false);
    assert.equal(said.origin('OTHER_TOKEN'), true);
    assert.equal(said.origin('SIGN_KEY'), true);
  });
});
