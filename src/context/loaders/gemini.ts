import * as z from 'zod';
import type { AgentLoads, LoadWhen } from '../../model/context.ts';
import type { RepositoryView } from '../../model/repository.ts';
import { importedFiles } from './imports.ts';
import { limits } from './limits.ts';
import type { LoadQuestion } from './loadList.ts';
import { addSkills, foldersTo, inFolder, loadList } from './loadList.ts';

const settings = z.object({
  context: z.object({ fileName: z.union([z.string(), z.array(z.string())]).optional() }).optional(),
});

/**
 * Gemini CLI started at the root: GEMINI.md (or what `context.fileName` of `.gemini/settings.json` names) of the root
 * always, of folders on the way once a file there is touched, imports with them; skills of two folders.
 * Source: Gemini CLI documentation, "context files" and "memory import processor".
 */
export function geminiLoads({ repository, path }: LoadQuestion): AgentLoads {
  const list = loadList(repository);
  const names = contextNames(repository);
  for (const folder of foldersTo(path)) {
    const when: LoadWhen = folder === '' ? 'always' : 'path';
    for (const file of names.map((name) => inFolder(folder, name)).filter((one) => repository.has(one))) {
      list.add(file, when);
      for (const { file: imported, via } of importedFiles(repository, file, limits.geminiImportHops.value))
        list.add(imported, when, { via });
    }
  }
  for (const file of repository.files) {
    const name = file.slice(file.lastIndexOf('/') + 1);
    if (names.includes(name)) list.skip(file, 'its folder is not on the way to the path');
    else if (name === 'AGENTS.md') list.skip(file, 'context.fileName of .gemini/settings.json does not name AGENTS.md');
    else if (file === 'MEMORY.md')
      list.skip(file, 'no agent loads it by itself, and nothing that is loaded here names it');
  }
  addSkills(
    list,
    repository,
    ['.gemini/skills', '.agents/skills'],
    'Gemini CLI reads .gemini/skills and .agents/skills of the root',
  );
  return list.done('gemini');
}

function contextNames(repository: RepositoryView): string[] {
  try {
    const read = settings.safeParse(JSON.parse(repository.text('.gemini/settings.json') ?? '{}'));
    const named = read.success ? read.data.context?.fileName : undefined;
    if (named !== undefined) return typeof named === 'string' ? [named] : named;
  } catch {
    return ['GEMINI.md'];
  }
  return ['GEMINI.md'];
}
