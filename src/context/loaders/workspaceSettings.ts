import type { RepositoryView } from '../../model/repository.ts';
import { commentedJson } from './commentedJson.ts';

/** A switch of `.vscode/settings.json`; `fallback` where it is not set there. */
export function workspaceSetting(repository: RepositoryView, name: string, fallback: boolean): boolean {
  const value = workspaceValue(repository, name);
  return typeof value === 'boolean' ? value : fallback;
}

/** A value of `.vscode/settings.json`, which may hold comments; undefined where it is not set or cannot be read. */
export function workspaceValue(repository: RepositoryView, name: string): unknown {
  const settings = commentedJson(repository.text('.vscode/settings.json') ?? '');
  return typeof settings === 'object' && settings !== null ? Reflect.get(settings, name) : undefined;
}
