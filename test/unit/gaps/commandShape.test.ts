import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { explains } from '../../../src/gaps/commandMatch.ts';
import { commandShapes } from '../../../src/gaps/commandShape.ts';
import { splitCommands } from '../../../src/gaps/tokens.ts';

const heads = (line: string) => commandShapes(line).map(({ head }) => head.join(' '));

describe('words of a command line', () => {
  it('are cut at operators outside quotes, without redirections', () => {
    assert.deepEqual(splitCommands(`a "b && c" && d 'e;f' | g > out.txt 2>&1; h`), [
      ['a', 'b && c'],
      ['d', 'e;f'],
      ['g'],
      ['h'],
    ]);
  });

  it('keep the placeholders of documents', () => {
    assert.deepEqual(splitCommands('git tag v<version> < notes.txt'), [['git', 'tag', 'v<version>']]);
    assert.deepEqual(splitCommands('deploy.sh <target env> --now'), [['deploy.sh', '<targetenv>', '--now']]);
  });

  it('read anything without failing', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (line) => Array.isArray(commandShapes(line))));
  });
});

describe('the head of a command', () => {
  const cases: readonly (readonly [string, string[]])[] = [
    ['sudo -u deploy systemctl restart api', ['systemctl restart']],
    ['npm test -- --watch', ['run-script test']],
    ['npm --prefix web run build', ['run-script build']],
    ['pnpm lint', ['run-script lint']],
    ['pnpm install', ['pnpm install']],
    ['yarn workspace web build', ['yarn workspace']],
    ['npm version patch', ['npm version']],
    ['NODE_ENV=production npx tsc -p .', ['tsc']],
    ['./node_modules/.bin/eslint src', ['eslint']],
    ['./bin/deploy prod', ['deploy']],
    ['bash scripts/backfill.sh --dry-run', ['backfill.sh']],
    ['python3 -m http.server 8000', ['http.server']],
    ['python manage.py migrate shop', ['manage.py migrate']],
    ['git -C web tag v1.2.0', ['git tag']],
    ['docker compose -f ci.yml up -d', ['docker compose up']],
    ['kubectl -n shop rollout restart deployment/api', ['kubectl rollout restart']],
    ['make -j4 VERSION=1.2.0 release', ['make release']],
    ['cd web && npm ci', ['cd', 'npm ci']],
    ['poetry run pytest tests', ['pytest']],
    ['if test -f x; then make fix; fi', ['test', 'make fix', 'fi']],
    ['', []],
    ['FOO=bar', []],
  ];
  for (const [line, expected] of cases) it(JSON.stringify(line), () => assert.deepEqual(heads(line), expected));
});

describe('saying one line explains having run another', () => {
  const one = (line: string) => {
    const [shape] = commandShapes(line);
    assert.ok(shape, line);
    return shape;
  };
  const yes: readonly (readonly [said: string, ran: string])[] = [
    ['npm test', 'npm test -- --grep cart'],
    ['npm run test', 'npm t'],
    ['npm run build', 'pnpm build'],
    ['git tag v<version>', 'git tag v1.4.0'],
    ['./scripts/deploy.sh <env>', 'bash ./scripts/deploy.sh staging'],
    ['deploy.sh', './scripts/deploy.sh staging'],
    ['curl https://api.example.com/v1/flags/<flag> -X PUT', 'curl -X PUT https://api.example.com/v1/flags/dark'],
    ['cp .env.example .env', 'cp ./.env.example .env'],
    ['terraform apply', 'terraform apply -var-file=prod.tfvars'],
    ['git push --force', 'git push --force'],
    ['kubectl rollout restart deployment/<name>', 'kubectl rollout restart deployment/api'],
  ];
  const no: readonly (readonly [said: string, ran: string])[] = [
    ['npm test', 'npm run lint'],
    ['git push', 'git push --force'],
    ['git push', 'git push -f origin main'],
    ['curl https://example.com/install.sh', 'curl -X DELETE https://api.example.com/v1/cache'],
    ['cp a.txt b.txt', 'cp config/prod.yml config/live.yml'],
    ['./manage.py seed', './manage.py migrate'],
    ['git', 'git tag v1'],
    ['make', 'make release'],
    ['npm install', 'npm publish'],
    ['deploy.sh', 'redeploy.sh'],
    ['npm install', 'npm install --legacy-peer-deps'],
    ['docker compose up', 'docker compose down'],
  ];
  for (const [said, ran] of yes) it(`${said} | ${ran}`, () => assert.ok(explains(one(said), one(ran))));
  for (const [said, ran] of no) it(`not ${said} | ${ran}`, () => assert.ok(!explains(one(said), one(ran))));

  it('whatever is said word for word explains itself', () => {
    const word = fc.constantFrom(
      'deploy',
      'x.sh',
      '--now',
      './a/b.py',
      'git',
      'tag',
      'curl',
      'a=b',
      '1.2.0',
      '"q r"',
      'make',
    );
    fc.assert(
      fc.property(fc.array(word, { minLength: 1, maxLength: 6 }), (parts) => {
        for (const shape of commandShapes(parts.join(' '))) assert.ok(explains(shape, shape), parts.join(' '));
      }),
    );
  });
});
