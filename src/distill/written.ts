import type { RepositoryView } from '../model/repository.ts';

/** Files in which a repository keeps what is the same every time: manifests, scripts, build and service definitions. */
const keeping =
  /(?:^|\/)(?:package\.json|Cargo\.toml|pyproject\.toml|setup\.(?:cfg|py)|go\.mod|pom\.xml|build\.gradle(?:\.kts)?|settings\.gradle(?:\.kts)?|[\w.-]+\.csproj|Gemfile|mix\.exs|composer\.json|pubspec\.yaml|Package\.swift|CMakeLists\.txt|Makefile|GNUmakefile|justfile|Justfile|Taskfile\.ya?ml|Procfile|Dockerfile|(?:docker-)?compose[\w.-]*\.ya?ml|\.env\.(?:example|sample|template|dist)|Chart\.yaml|values\.yaml|skaffold\.yaml|turbo\.json|nx\.json|wrangler\.toml|fly\.toml)$/;
/** Read at most this many of them, those nearest to the root first, and this much of each (characters). */
const mostFiles = 60;
const longestFile = 60_000;

/** Tells whether a value stands, as a word of its own, where the repository keeps what is always the same. */
export function writtenIn(repository: RepositoryView): (value: string) => boolean {
  const texts = repository.files
    .filter((file) => keeping.test(file) && !file.includes('node_modules/'))
    .toSorted((a, b) => a.split('/').length - b.split('/').length || (a < b ? -1 : 1))
    .slice(0, mostFiles)
    .flatMap((file) => repository.text(file)?.slice(0, longestFile) ?? []);
  const known = new Map<string, boolean>();
  return (value) => {
    const before = known.get(value);
    if (before !== undefined) return before;
    const found = texts.some((text) => holdsWord(text, value));
    known.set(value, found);
    return found;
  };
}

function holdsWord(text: string, value: string): boolean {
  for (let at = text.indexOf(value); at >= 0; at = text.indexOf(value, at + 1)) {
    if (!isPart(text[at - 1]) && !isPart(text[at + value.length])) return true;
  }
  return false;
}

function isPart(character: string | undefined): boolean {
  return character !== undefined && /[\p{L}\p{N}_]/u.test(character);
}
