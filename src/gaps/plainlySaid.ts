import { parse } from 'yaml';
import * as z from 'zod';
import type { RepositoryView } from '../model/repository.ts';
import { readStatements, type Statement } from './statements.ts';

/** What the repository says without being loaded as context. */
export interface PlainlySaid {
  readonly statements: readonly Statement[];
  /** Names of the scripts, targets and tasks that can be run, by how they are run. */
  readonly scripts: readonly RunnableScript[];
  /** Commands that a manifest implies without writing them down, as command lines. */
  readonly implied: readonly string[];
}

export interface RunnableScript {
  /** `run-script` for package scripts, else the program: `make`, `just`, `task`, `composer`. */
  readonly runner: string;
  readonly name: string;
  readonly file: string;
}

const guides =
  /^(?:(?:docs|\.github|doc)\/)?(?:README|CONTRIBUTING|DEVELOPMENT|DEVELOPING|HACKING|INSTALL|RELEASING|BUILDING)(?:\.[\w-]+)*$/i;
const nestedGuides = /\/(?:README|CONTRIBUTING)(?:\.(?:md|markdown|rst|txt|adoc))?$/i;
const pipelines =
  /^(?:\.github\/(?:workflows|actions)\/.+\.ya?ml|\.gitlab-ci\.ya?ml|\.circleci\/config\.ya?ml|azure-pipelines\.ya?ml|\.travis\.ya?ml|bitbucket-pipelines\.ya?ml|\.drone\.ya?ml|appveyor\.ya?ml|\.buildkite\/.+\.ya?ml|Jenkinsfile|\.ci\/[^/]+)$/;
const makefile = /(?:^|\/)(?:GNUmakefile|[Mm]akefile|[\w.-]+\.mk)$/;

/** More files of a kind than this are not read. */
const mostFiles = 200;

/** Reads README, CONTRIBUTING, manifests, Makefiles and pipelines of the repository. Broken ones say nothing. */
export function readPlainlySaid(repository: RepositoryView): PlainlySaid {
  const files = repository.files.filter((file) => !/(?:^|\/)(?:node_modules|vendor|third_party)\//.test(file));
  const texts = (matches: (file: string) => boolean): { file: string; text: string }[] =>
    files
      .filter(matches)
      .slice(0, mostFiles)
      .flatMap((file) => {
        const text = repository.text(file);
        return text === undefined ? [] : [{ file, text }];
      });
  const named = (name: RegExp) => texts((file) => name.test(file.split('/').at(-1) ?? file));

  const statements = texts((file) => guides.test(file) || nestedGuides.test(file)).flatMap(({ file, text }) =>
    readStatements(file, text),
  );
  const scripts: RunnableScript[] = [];
  const bodies: Statement[] = [];
  const add = (runner: string, name: string, file: string, body: readonly string[] = []): void => {
    scripts.push({ runner, name, file });
    bodies.push(...body.map((text) => codeStatement(file, text)));
  };

  for (const { file, text } of named(/^(?:package|composer)\.json$/)) {
    const runner = file.endsWith('composer.json') ? 'composer' : 'run-script';
    for (const [name, body] of Object.entries(scriptsOf(text))) add(runner, name, file, body);
  }
  for (const { file, text } of named(/^deno\.jsonc?$/)) {
    for (const [name, body] of Object.entries(scriptsOf(text, 'tasks'))) add('deno task', name, file, body);
  }
  for (const { file, text } of texts((file) => makefile.test(file))) {
    for (const target of makeTargets(text)) add('make', target.name, file, target.recipe);
  }
  for (const { file, text } of named(/^\.?justfile$/i)) {
    for (const target of makeTargets(text)) add('just', target.name, file, target.recipe);
  }
  for (const { file, text } of named(/^Taskfile\.ya?ml$/i)) {
    for (const name of yamlKeys(text, 'tasks')) add('task', name, file);
  }
  for (const { file, text } of named(/^Rakefile$/)) {
    for (const match of text.matchAll(/^\s*task\s*\(?\s*:?['"]?([\w:]+)/gm)) add('rake', match[1] ?? '', file);
  }
  for (const { file, text } of named(/^pyproject\.toml$/)) {
    for (const [name, body] of tomlScripts(text)) add(name, '', file, [body]);
  }
  for (const { file, text } of texts((file) => pipelines.test(file))) {
    bodies.push(...pipelineLines(text).map((line) => codeStatement(file, line)));
  }
  return {
    statements: [...statements, ...bodies],
    scripts,
    implied: impliedBy(new Set(files.map((f) => f.split('/').at(-1) ?? f))),
  };
}

function codeStatement(file: string, text: string): Statement {
  return { file, line: 1, text, code: [text], block: true, under: [] };
}

const scriptTable = z.record(z.string(), z.union([z.string(), z.array(z.string())]));

function scriptsOf(text: string, key = 'scripts'): Record<string, string[]> {
  const manifest = parseJson(text);
  const table = scriptTable.safeParse(manifest?.[key]);
  if (!table.success) return {};
  return Object.fromEntries(Object.entries(table.data).map(([name, body]) => [name, [body].flat()]));
}

function parseJson(text: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return z.record(z.string(), z.unknown()).safeParse(value).data;
  } catch {
    return undefined;
  }
}

function makeTargets(text: string): { name: string; recipe: string[] }[] {
  const targets: { name: string; recipe: string[] }[] = [];
  for (const line of text.split(/\r?\n/)) {
    const rule = /^([\w./-][\w./ -]*?)(?:\s+[\w='"*+ -]+)?\s*::?(?!=)/.exec(line);
    if (rule && !/^\s/.test(line)) {
      for (const name of (rule[1] ?? '').split(/\s+/)) if (!name.startsWith('.')) targets.push({ name, recipe: [] });
    } else if (/^(?:\t| {2,})\S/.test(line)) {
      targets.at(-1)?.recipe.push(line.trim().replace(/^[@-]+/, ''));
    }
  }
  return targets;
}

function yamlKeys(text: string, key: string): string[] {
  try {
    const parsed: unknown = parse(text, { maxAliasCount: 50 });
    const tasks = z
      .record(z.string(), z.unknown())
      .safeParse(z.record(z.string(), z.unknown()).safeParse(parsed).data?.[key]);
    return tasks.success ? Object.keys(tasks.data) : [];
  } catch {
    return [];
  }
}

function tomlScripts(text: string): [string, string][] {
  const found: [string, string][] = [];
  let inside = false;
  for (const line of text.split(/\r?\n/)) {
    const table = /^\s*\[+([^\]]+)\]+/.exec(line);
    if (table) inside = /(?:^|\.)scripts$|poe\.tasks$|taskipy\.tasks$/.test((table[1] ?? '').trim());
    const entry = inside ? /^\s*["']?([\w.-]+)["']?\s*=\s*["'](.+)["']\s*$/.exec(line) : null;
    if (entry) found.push([entry[1] ?? '', entry[2] ?? '']);
  }
  return found;
}

/** Lines of a pipeline's scripts. Keys are left in: a key and a command never look alike to the matcher. */
function pipelineLines(text: string): string[] {
  return text
    .split(/\r?\n/)
    .map((line) =>
      line
        .replace(/^\s*(?:-\s+)?(?:(?:run|script|command|sh|bat)\s*:?\s*)?[|>]?[+-]?\s*/, '')
        .replace(/^['"](.*)['"]$/, '$1'),
    )
    .filter((line) => line !== '' && !line.startsWith('#'));
}

function impliedBy(names: ReadonlySet<string>): string[] {
  const implied: string[] = [];
  const when = (present: boolean, ...lines: string[]): void => {
    if (present) implied.push(...lines);
  };
  when(names.has('package.json'), 'npm install', 'npm ci', 'npm i');
  when(names.has('pnpm-lock.yaml'), 'pnpm install', 'pnpm i');
  when(names.has('yarn.lock'), 'yarn', 'yarn install');
  when(names.has('bun.lock') || names.has('bun.lockb'), 'bun install');
  when(names.has('Cargo.toml'), 'cargo build', 'cargo test', 'cargo run', 'cargo check', 'cargo fmt', 'cargo clippy');
  when(
    names.has('go.mod'),
    'go build',
    'go test',
    'go run',
    'go vet',
    'go fmt',
    'gofmt',
    'go mod tidy',
    'go mod download',
  );
  when(names.has('requirements.txt'), 'pip install', 'pip3 install');
  when(names.has('poetry.lock'), 'poetry install');
  when(names.has('uv.lock'), 'uv sync');
  when(names.has('Gemfile'), 'bundle install', 'bundle');
  when(names.has('composer.json'), 'composer install');
  when(names.has('pom.xml'), 'mvn test', 'mvn package', 'mvn verify', 'mvn install', 'mvn clean', 'mvn compile');
  when(
    names.has('build.gradle') || names.has('build.gradle.kts'),
    'gradle build',
    'gradle test',
    'gradle check',
    './gradlew build',
    './gradlew test',
    './gradlew check',
  );
  when(names.has('tsconfig.json'), 'tsc');
  when(names.has('mix.exs'), 'mix deps.get', 'mix test', 'mix compile');
  return implied;
}
