import type { RepositoryView } from '../model/repository.ts';
import { keyValue } from './sites.ts';

/** Files that say which version the repository, or a package of it, is at. */
const manifests =
  /(?:^|\/)(?:package\.json|composer\.json|Cargo\.toml|pyproject\.toml|setup\.(?:cfg|py)|pom\.xml|build\.gradle(?:\.kts)?|gradle\.properties|Directory\.Build\.props|[\w.-]+\.(?:csproj|gemspec|podspec|cabal|nimble)|version\.(?:rb|py|go|ts|js|txt|properties)|_version\.py|__(?:init|about|version)__\.py|VERSION(?:\.txt)?|\.version|mix\.exs|pubspec\.yaml|Chart\.yaml|galaxy\.yml|manifest\.json|deno\.jsonc?|jsr\.json|CMakeLists\.txt|meson\.build|project\.clj|DESCRIPTION)$/;
/** So many are read, those nearest to the root first, and so many characters of each: the version stands at the top. */
const mostFiles = 80;
const longestFile = 20_000;

/**
 * Tells the key at which a version lives in the repository, such as `package.json#version`; undefined where it lives
 * nowhere. Versions of what is depended upon are not the repository's own.
 */
export function livingIn(repository: RepositoryView): (version: string) => string | undefined {
  let known: ReadonlyMap<string, string> | undefined;
  return (version) => {
    known ??= versionsOf(repository);
    return known.get(version);
  };
}

function versionsOf(repository: RepositoryView): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  const files = repository.files
    .filter((file) => manifests.test(file) && !/(?:^|\/)(?:node_modules|vendor|third_party)\//.test(file))
    .toSorted((a, b) => a.split('/').length - b.split('/').length || (a < b ? -1 : 1))
    .slice(0, mostFiles);
  for (const file of files)
    for (const { key, value } of ownVersions(file, repository.text(file)?.slice(0, longestFile) ?? ''))
      if (!found.has(value)) found.set(value, key === undefined ? file : `${file}#${key}`);
  return found;
}

interface OwnVersion {
  readonly key?: string;
  readonly value: string;
}

const ownKey = /^(?:app|package|project|current|_*)[-_.]?version(?:_*|name)?$/i;
/** Sections of what is depended upon: of TOML, and of XML. */
const foreignSection = /depend|plugin|source|patch|workspace\.package/i;
const foreignElements = /<(dependencies|dependencyManagement|parent|build|plugins|profiles)>[\s\S]*?<\/\1>/g;

function ownVersions(file: string, text: string): OwnVersion[] {
  const lines = text.split('\n');
  // A file of nothing but the version.
  const [first = ''] = lines;
  if (/^v?\d+(?:\.\d+)+[\w.+-]*\s*$/.test(first)) return [{ value: first.trim().replace(/^v/, '') }];
  if (/\.(?:xml|csproj|props)$/.test(file))
    return [...text.replace(foreignElements, '').matchAll(/<((?:\w+)?[vV]ersion)>\s*([^<\s]+)\s*</g)].map(
      ([, key = '', value = '']) => ({ key, value }),
    );
  const isNested = nestingOf(file);
  let section = '';
  return lines.flatMap((line): OwnVersion[] => {
    const [, header] = /^\s*\[+([^\]]+)\]+\s*$/.exec(line) ?? [];
    if (header !== undefined) section = header;
    if (foreignSection.test(section) || isNested(line)) return [];
    const pair = keyValue(line) ?? assigned(line);
    return pair && ownKey.test(pair.key.replace(/^.*\./, '')) ? [pair] : [];
  });
}

/** `VERSION = '1.4.0'.freeze`, `project(name VERSION 1.4.0)`, `VERSION 1.4.0`. */
function assigned(line: string): { readonly key: string; readonly value: string } | undefined {
  const [, key, value] = /\b(version)\b\s*[:=]?\s*["']?(\d+(?:\.\d+)+[\w.+-]*)/i.exec(line.slice(0, 200)) ?? [];
  return key !== undefined && value !== undefined && !/require|depend/i.test(line) ? { key, value } : undefined;
}

/** Deeper in such files than at the top are the versions of other things. */
function nestingOf(file: string): (line: string) => boolean {
  if (/\.ya?ml$/.test(file)) return (line) => /^[\s-]/.test(line);
  if (/\.jsonc?$/.test(file)) {
    let depth = 0;
    return (line) => {
      const isDeep = depth > 1;
      depth += (line.match(/[{[]/g)?.length ?? 0) - (line.match(/[}\]]/g)?.length ?? 0);
      return isDeep;
    };
  }
  return () => false;
}
