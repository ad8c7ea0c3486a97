import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readCommand } from '../../../src/distill/shell/read.ts';
import { parseShell } from './support.ts';

const scripts = { resolve: (name: string) => (name === 'npm run quality' ? 'eslint . && tsc' : undefined) };
const read = (line: string, cwd = '.') => readCommand(line, cwd, parseShell, scripts);

const names: readonly (readonly [string, string, string])[] = [
  ['npm test', 'npm test', 'verify'],
  ['npm run test', 'npm test', 'verify'],
  ['npm i', 'npm install', 'install'],
  ['npm run quality', 'npm run quality', 'verify'],
  ['sudo -u app systemctl restart web', 'systemctl restart', 'deploy'],
  ['env A=1 npx jest --ci', 'jest', 'verify'],
  ['poetry run pytest -k slow', 'pytest', 'verify'],
  ['docker-compose up -d db', 'docker compose up', 'serve'],
  ['python manage.py migrate', 'python3 manage.py migrate', 'migrate'],
  ['./scripts/deploy.sh staging', './scripts/deploy.sh', 'deploy'],
  ['make test', 'make test', 'verify'],
  ['git -C sub status', 'git status', 'look'],
  ['git tag', 'git tag', 'look'],
  ['git tag v1.0.0', 'git tag', 'release'],
  ['kubectl get pods -n web', 'kubectl get', 'probe'],
  ['echo done > out.txt', 'echo', 'files'],
  ['sed -n 1p a.txt', 'sed', 'look'],
  ["sed -i 's/a/b/' a.txt", 'sed', 'files'],
  ['terraform --help', 'terraform', 'look'],
  ['curl -X POST -d a=b http://localhost/x', 'curl', 'run'],
  ['sqlite3 app.db "select 1"', 'sqlite3', 'probe'],
  ['sqlite3 app.db < migrations/1.sql', 'sqlite3', 'migrate'],
  ['sh -c "npm test && git push"', 'git push', 'push'],
  ['bash -lc "make deploy"', 'make deploy', 'deploy'],
  ['ssh web1 "sudo systemctl restart app"', 'systemctl restart', 'deploy'],
  ['aws-vault exec prod -- terraform apply', 'terraform apply', 'deploy'],
  ['doppler run -- npm start', 'npm start', 'serve'],
  ['yarn workspace web test', 'yarn test', 'verify'],
  ['git switch -c fix/x', 'git checkout', 'branch'],
  ['git checkout v1.2.0', 'git checkout', 'branch'],
  ['git checkout -- src', 'git checkout', 'rollback'],
  ['openssl x509 -req -in a.csr -out a.crt', 'openssl x509', 'run'],
  ['docker compose exec -T web ./manage.py migrate', './manage.py migrate', 'migrate'],
  ['bin/flags lint', 'bin/flags lint', 'verify'],
  ['./db apply', './db apply', 'migrate'],
  ['./deploy.sh search', './deploy.sh', 'deploy'],
  ['cd docs && aws s3 sync _build s3://docs', 'aws s3 sync', 'deploy'],
  ['docker exec -it db psql -c "select 1"', 'psql', 'probe'],
  ['kubectl exec -n web deploy/api -- bin/rails db:migrate', 'rails db:migrate', 'migrate'],
  ['kubectl -n web get pods', 'kubectl get', 'probe'],
  ['./vendor/bin/sail artisan migrate', 'php artisan migrate', 'migrate'],
  ['./vendor/bin/sail up -d', 'sail up', 'serve'],
  ['vendor/bin/phpunit', 'phpunit', 'verify'],
  ['node_modules/.bin/eslint --fix src', 'eslint', 'run'],
  ['npx jest -u', 'jest', 'run'],
  ['go test ./... -update', 'go test', 'run'],
  ['git push -u origin main', 'git push', 'push'],
  ['mix format --check-formatted', 'mix format', 'verify'],
  ['mix ecto.migrate', 'mix ecto.migrate', 'migrate'],
  ['dotnet restore', 'dotnet restore', 'install'],
  ['dotnet ef migrations add A --project src/Data', 'dotnet ef migrations', 'build'],
  ['dotnet ef database update', 'dotnet ef database', 'migrate'],
  ['php artisan make:migration add_x', 'php artisan make:migration', 'build'],
  ['python manage.py showmigrations', 'python3 manage.py showmigrations', 'look'],
  ['source .venv/bin/activate', 'source .venv/bin/activate', 'environment'],
  ['bazel build //services/geo:server', 'bazel build', 'build'],
  ['argocd app wait billing --health', 'argocd app wait', 'verify'],
  ['uvicorn app.main:app --port 8080', 'uvicorn', 'serve'],
  ['constructor toString', 'constructor toString', 'run'],
];

for (const [line, name, role] of names) {
  test(`reads \`${line}\``, () => {
    const reading = read(line);
    assert.equal(reading?.main.name, name);
    assert.equal(reading?.main.role, role);
  });
}

test('follows `cd` within a line, and flags that name a directory', () => {
  assert.equal(read('cd packages/api && npm test')?.main.dir, 'packages/api');
  assert.equal(read('cd ../core && npm run build', 'packages/api')?.main.dir, 'packages/core');
  assert.equal(read('npm run build --prefix ../core', 'packages/api')?.main.dir, 'packages/core');
  assert.equal(read('make -C infra deploy')?.main.dir, 'infra');
});

test('keeps placeholders whole and names assignments', () => {
  const reading = read('NPM_TOKEN=[redacted:env:NPM_TOKEN#1] npm publish --tag next');
  assert.deepEqual(reading?.main.assignments, [{ name: 'NPM_TOKEN', value: '[redacted:env:NPM_TOKEN#1]' }]);
  assert.deepEqual(reading?.main.flags, [{ name: '--tag', value: 'next' }]);
});

test('a long flag of an unknown program takes a value, a switch does not', () => {
  const reading = read('./bin/flags push --flag dark --apply now --percent 10');
  assert.deepEqual(reading?.main.flags, [
    { name: '--flag', value: 'dark' },
    { name: '--apply' },
    { name: '--percent', value: '10' },
  ]);
  assert.equal(reading?.main.name, './bin/flags push');
  assert.deepEqual(reading?.main.operands, ['now']);
});

test('what no grammar reads is still split', () => {
  const reading = read("git commit -m 'it is");
  assert.equal(reading?.broken, true);
  assert.equal(reading?.main.name, 'git commit');
  assert.equal(read('   '), undefined);
});

test('the grammar reads nearly all of a set of tough commands', () => {
  const tough = [
    'find . -name "*.js" -not -path "./node_modules/*" -exec grep -l TODO {} \\;',
    'for f in $(git diff --name-only main...HEAD); do echo "$f"; done | sort -u > changed.txt',
    'cat <<EOF > .env\nA=1\nB="two words"\nEOF',
    'diff <(sort a.txt) <(sort b.txt) || true',
    'if [ -f .env ]; then source .env; else cp .env.example .env; fi',
    "awk -F: '{print $1}' /etc/passwd | xargs -n1 id",
    '(cd web && npm ci) & (cd api && pip install -r requirements.txt) & wait',
    'ssh deploy@example.test "cd /srv/app && git pull && systemctl restart app"',
    'kubectl get pods -o jsonpath=\'{.items[*].metadata.name}\' | tr " " "\\n"',
    'export PATH="$HOME/.local/bin:$PATH"',
    'VERSION=$(node -p "require(\'./package.json\').version") && docker build -t app:$VERSION .',
    '[[ "$BRANCH" =~ ^release/ ]] && npm run release -- --dry-run 2>&1 | tee release.log',
    'curl -sS -H "Authorization: Bearer [redacted:token#1]" -d \'{"a": [1, 2]}\' https://example.test/v1/items?x=1\\&y=2',
    'psql "$DATABASE_URL" -c "update orders set total = total / 100 where id in (1, 2)"',
    'while ! nc -z localhost 5432; do sleep 1; done; echo "日本語 ok"',
  ];
  assert.deepEqual(
    tough.filter((line) => parseShell(line).broken),
    [],
  );
});
