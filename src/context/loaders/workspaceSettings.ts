import type { RepositoryView } from '../../model/repository.ts';

/** A switch of `.vscode/settings.json`, which may hold comments; `fallback` where it is not set there. */
export function workspaceSetting(repository: RepositoryView, name: string, fallback: boolean): boolean {
  const text = repository.text('.vscode/settings.json') ?? '';
  const plain = text.replace(
    /("(?:[^"\\\n]|\\.)*")|\/\/[^\n]*|\/\*[\s\S]*?\*\//g,
    (_, quoted: string | undefined) => quoted ?? '',
  );
  const found = new RegExp(`"${name.replaceAll('.', '\\.')}"\\s*:\\s*(true|false)`).exec(plain)?.[1];
  return found === undefined ? fallback : found === 'true';
}
