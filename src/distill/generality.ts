import type { RepositoryView } from '../model/repository.ts';
import type { Claim } from './claim.ts';
import { basename, looksLikePath } from './paths.ts';

/**
 * The claim would hold in any repository: a lesson that several recordings show
 * and that names no file, script, target, package or parameter of this one.
 */
export function isGeneral(claim: Claim, repository: RepositoryView): boolean {
  if (claim.kind !== 'lesson' || claim.runs.length < 2 || (claim.parameters?.length ?? 0) > 0) return false;
  const own = ownNames(repository);
  const words = `${claim.trigger} ${claim.action}`
    .split(/[\s`'"“”,;()=]+/)
    .map((word) => word.replace(/[.:]+$/, ''))
    .filter((word) => word.length > 1);
  return !words.some((word, index) => isOwn(word, words[index - 1] ?? '', own));
}

/** What follows one of these is a name of this repository. */
const runners = new Set(['make', 'just', 'rake', 'task', 'target', 'script', '--filter', '--workspace']);

function isOwn(word: string, before: string, own: ReadonlySet<string>): boolean {
  if (/^https?:/.test(word) || own.has(word.toLowerCase()) || runners.has(before)) return true;
  return looksLikePath(word) && !/^(?:~|\/(?:etc|usr|var|tmp|opt))\b/.test(word);
}

/** Files in more folders than this are many; their names alone would make every word one of the repository's own. */
const mostFiles = 5_000;

/** Names that mean something here: files, folders, the scripts and the name of the package. */
function ownNames(repository: RepositoryView): ReadonlySet<string> {
  const names = new Set<string>();
  for (const file of repository.files.slice(0, mostFiles)) {
    for (const part of file.split('/')) if (part.length > 3) names.add(part.toLowerCase());
    if (basename(file) === 'package.json') for (const name of namesInManifest(repository.text(file))) names.add(name);
  }
  return names;
}

function namesInManifest(text: string | undefined): string[] {
  const scripts = /"scripts"\s*:\s*\{([^}]*)\}/.exec(text ?? '')?.[1] ?? '';
  const name = /"name"\s*:\s*"([^"]+)"/.exec(text ?? '')?.[1];
  return [
    ...[...scripts.matchAll(/"([\w:.-]+)"\s*:/g)].flatMap((match) => match[1] ?? []),
    ...(name === undefined ? [] : [name.toLowerCase()]),
  ].filter((word) => !/^(?:test|start|install|build)$/.test(word));
}
