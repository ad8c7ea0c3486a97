import type { AgentLoads, AgentName, LoadWhen } from '../model/context.ts';
import { agentNames } from '../model/context.ts';
import type { RepositoryView } from '../model/repository.ts';
import { contextOnly } from './contextOnly.ts';
import { globMatcher, globsOf, headOf } from './loaders/loadList.ts';
import { simulateLoads } from './loaders/simulate.ts';

/** How each agent that loads a file loads it. */
export type LoadModes = ReadonlyMap<AgentName, LoadWhen>;

/**
 * How each context file is loaded, by the agents' own rules: always, where they load it for the root; by path, where
 * they load it only for a file that it is about (one in its folder, or one that its globs match).
 */
export function loadModes(repository: RepositoryView, files: readonly string[]): ReadonlyMap<string, LoadModes> {
  const modes = new Map<string, Map<AgentName, LoadWhen>>();
  const wanted = new Set(files);
  const note = ({ agent, loads }: AgentLoads, asPath: boolean): void => {
    for (const { file, when } of loads) {
      if (!wanted.has(file)) continue;
      const known = modes.get(file) ?? new Map<AgentName, LoadWhen>();
      // Codex reads what is on the way to its folder at once: for the file it is still a matter of the path.
      if (!known.has(agent)) known.set(agent, asPath && when === 'always' ? 'path' : when);
      modes.set(file, known);
    }
  };
  const slim = contextOnly(repository);
  for (const one of simulateLoads(slim, '.').agents) note(one, false);
  const paths = new Set(files.flatMap((file) => pathAbout(repository, file) ?? []));
  for (const path of paths) for (const one of simulateLoads(slim, path).agents) note(one, true);
  return modes;
}

/** The most that any agent does with a file. */
export function strongest(modes: LoadModes | undefined): LoadWhen | undefined {
  const found = new Set(modes?.values());
  return (['always', 'path', 'demand'] as const).find((when) => found.has(when));
}

/** In the order of the agents' names. */
export function listedModes(modes: LoadModes | undefined): { agent: AgentName; when: LoadWhen }[] {
  return agentNames.flatMap((agent) => {
    const when = modes?.get(agent);
    return when === undefined ? [] : [{ agent, when }];
  });
}

/** A path for which a file that loads by path would load; undefined for one that asks for none. */
function pathAbout(repository: RepositoryView, file: string): string | undefined {
  if (/(?:^|\/)\.(?:github\/instructions|claude\/rules|cursor\/rules)\//.test(file)) {
    const { data } = headOf(repository.text(file) ?? '');
    const globs = [data.paths, data.applyTo, data.globs].flatMap(globsOf);
    return globs.length === 0 ? undefined : repository.files.find(globMatcher(globs));
  }
  const folder = /^(.+)\/[^/]+\.md$/.exec(file)?.[1];
  return folder === undefined || /(?:^|\/)\./.test(folder) ? undefined : `${folder}/x`;
}
