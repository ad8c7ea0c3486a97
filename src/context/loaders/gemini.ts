import * as z from 'zod';
import type { AgentLoads, LoadWhen } from '../../model/context.ts';
import type { RepositoryView } from '../../model/repository.ts';
import { commentedJson } from './commentedJson.ts';
import { geminiImports, importedFiles } from './imports.ts';
import { limits } from './limits.ts';
import type { LoadQuestion } from './loadList.ts';
import { addSkills, foldersTo, inFolder, loadList } from './loadList.ts';

const names = z.union([z.string(), z.array(z.string())]);
/** `contextFileName` is what older versions called it; it is still read. */
const settings = z.object({
  context: z.object({ fileName: names.optional() }).optional(),
  contextFileName: names.optional(),
});

/**
 * Gemini CLI started at the root: GEMINI.md (or what `context.fileName` of `.gemini/settings.json` names) of the root
 * always, of folders on the way once a file there is touched, imports with them; skills of two folders.
 * Source: Gemini CLI documentation, "context files" and "memory import processor"; google-gemini/gemini-cli,
 * `memoryDiscovery.ts` and `memoryImportProcessor.ts`.
 */
export function geminiLoads({ repository, path }: LoadQuestion): AgentLoads {
  const list = loadList(repository);
  const names = contextNames(repository);
  for (const folder of foldersTo(path)) {
    const when: LoadWhen = folder === '' ? 'always' : 'path';
    for (const file of names.map((name) => inFolder(folder, name)).filter((one) => repository.has(one))) {
      if ((repository.text(file) ?? '').trim() === '') {
        list.skip(file, 'it is empty or cannot be read');
        continue;
      }
      list.add(file, when);
      const { found, tooDeep } = importedFiles(repository, file, limits.geminiImportHops.value, geminiImports);
      for (const { file: imported, via } of found) list.add(imported, when, { via });
      for (const { file: imported, via } of tooDeep)
        list.skip(imported, `${via} imports it, more than ${limits.geminiImportHops.value} imports away from ${file}`);
    }
  }
  for (const file of repository.files) {
    const name = file.slice(file.lastIndexOf('/') + 1);
    if (names.includes(name)) list.skip(file, 'its folder is not on the way to the path');
    else if (name === 'AGENTS.md') list.skip(file, 'context.fileName of .gemini/settings.json does not name AGENTS.md');
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
  const read = settings.safeParse(commentedJson(repository.text('.gemini/settings.json') ?? '{}'));
  const named = read.success ? (read.data.context?.fileName ?? read.data.contextFileName) : undefined;
  return named === undefined ? ['GEMINI.md'] : typeof named === 'string' ? [named] : named;
}
