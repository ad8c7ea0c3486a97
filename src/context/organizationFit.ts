import type { Note } from '../model/note.ts';
import type { RepositoryView } from '../model/repository.ts';
import { baseName, offeredBy } from './offered.ts';

/** A file that says which tools a project uses. */
const toolsOfFile: readonly (readonly [file: RegExp, tools: readonly string[]])[] = [
  [/^package\.json$/, ['npm', 'npx', 'node']],
  [/^pnpm-(?:lock|workspace)\.yaml$/, ['pnpm']],
  [/^yarn\.lock$/, ['yarn']],
  [/^bun\.lockb?$/, ['bun']],
  [/^Cargo\.toml$/, ['cargo', 'rustc', 'rustup']],
  [/^go\.mod$/, ['go']],
  [/^(?:pyproject\.toml|setup\.py|requirements.*\.txt)$/, ['python', 'python3', 'pip', 'pytest']],
  [/^poetry\.lock$/, ['poetry']],
  [/^uv\.lock$/, ['uv']],
  [/^Gemfile$/, ['bundle', 'ruby', 'rake', 'rails']],
  [/^pom\.xml$/, ['mvn', 'java']],
  [/^(?:build\.gradle(?:\.kts)?|gradlew)$/, ['gradle', 'gradlew', 'java']],
  [/^composer\.json$/, ['composer', 'php']],
  [/^mix\.exs$/, ['mix', 'elixir']],
  [/\.csproj$|\.sln$/, ['dotnet']],
  [/^(?:GNUm|m|M)akefile$/, ['make']],
  [/^justfile$/i, ['just']],
  [/^(?:Dockerfile|Containerfile)/, ['docker', 'podman']],
  [/^(?:docker-)?compose.*\.ya?ml$/, ['docker', 'docker-compose']],
  [/\.tf$/, ['terraform', 'tofu']],
  [/^(?:Chart\.yaml|kustomization\.ya?ml)$/, ['kubectl', 'helm']],
  [/\.sh$/, ['bash', 'sh']],
];

/** Tools that any repository has. They make no note a note about this one. */
const everywhere: ReadonlySet<string> = new Set([
  'git',
  'cd',
  'ls',
  'cat',
  'echo',
  'cp',
  'mv',
  'rm',
  'mkdir',
  'curl',
  'grep',
  'sed',
]);

/** Programs, scripts and make targets that a project uses, by name. */
export function toolsOf(repository: RepositoryView): ReadonlySet<string> {
  const { scripts, packages, targets } = offeredBy(repository);
  const names = new Set(repository.files.map(baseName));
  const tools = toolsOfFile.flatMap(([file, found]) => ([...names].some((name) => file.test(name)) ? found : []));
  const made = [...targets.values()].flatMap((list) => (list === 'any' ? [] : [...list.keys()]));
  return new Set([
    ...tools,
    ...packages,
    ...scripts.keys(),
    ...made,
    ...(repository.files.some((file) => file.startsWith('.github/workflows/')) ? ['gh'] : []),
  ]);
}

/** Paths and names of a project's files. */
export function wordsOfFiles(repository: RepositoryView): ReadonlySet<string> {
  const files = repository.files.filter((file) => !file.startsWith('.mirror/'));
  return new Set([...files, ...files.map(baseName)]);
}

/** The tools, scripts and files that a note names in its commands. */
export function commandsNamed(note: Note): {
  readonly tools: readonly string[];
  readonly scripts: readonly string[];
  readonly files: readonly string[];
} {
  const told = [note.text, note.trigger, note.action].join('\n');
  const spans = [...told.matchAll(/`([^`\n]+)`/g)].map((match) => (match[1] ?? '').trim());
  const words = spans.flatMap((span) => span.split(/\s*(?:&&|\|\|?|;)\s*/)).map((part) => part.split(/\s+/));
  const tools = words.flatMap(([first = '']) =>
    /^[a-z][\w.+-]*$/.test(first) && !everywhere.has(first) ? [first] : [],
  );
  const scripts = words.flatMap(([tool = '', verb = '', name = '']) => {
    if (/^(?:npm|pnpm|yarn|bun)$/.test(tool) && /^run(?:-script)?$/.test(verb)) return name === '' ? [] : [name];
    return tool === 'make' && /^[\w-]+$/.test(verb) ? [verb] : [];
  });
  const files = spans
    .flatMap((span) => span.split(/[\s'"=:#]+/))
    .filter((word) => /^[\w.@/-]*[\w-]+\.[a-z]\w{0,9}$/i.test(word));
  return { tools: [...new Set(tools)], scripts: [...new Set(scripts)], files: [...new Set(files)] };
}
