import { existsSync } from 'node:fs';
import { dirname, isAbsolute, join, relative, resolve, sep } from 'node:path';
import { type Command, Option } from 'commander';
import { foldersTo, inFolder } from '../../context/loaders/loadList.ts';
import { simulateLoads } from '../../context/loaders/simulate.ts';
import type { FolderView } from '../../host/repository.ts';
import { type AgentLoads, type AgentName, agentNames, type LoadsDocument } from '../../model/context.ts';
import { err, ok } from '../../model/result.ts';
import type { Run } from '../outcome.ts';
import { openRoot } from '../study.ts';

interface Options {
  readonly agent?: AgentName[];
  readonly for: string;
  readonly root?: string;
}

export function addLoads(program: Command, run: Run): void {
  program
    .command('loads')
    .description('show what each agent loads for a path, in order, and what is cut')
    .addOption(new Option('--agent <name...>', 'only this agent').choices(agentNames))
    .option('--for <path>', 'the file or folder that is worked on', '.')
    .option('--root <dir>', 'the repository (default: the current folder)')
    .option('--json', 'print one JSON document')
    .action(({ agent, for: path, root }: Options) =>
      run(async () => {
        const repository = await openRoot(root);
        if (!repository.ok) return repository;
        const inside = pathInside(resolve(root ?? '.'), path) ?? pathInside(repository.value.root, path);
        if (inside === undefined)
          return err({ code: 'outside', message: `${path} is not below ${root ?? repository.value.root}` });
        const document = simulateLoads(repository.value, inside, agent ?? agentNames);
        const remarks = [...aboveText(repository.value.root), ...linkedText(repository.value, inside)];
        return ok({ document, text: loadsText(document), remarks });
      }),
    );
}

/** Relative to the root, with `/`; undefined where it leads outside. The file need not be there yet. */
function pathInside(root: string, path: string): string | undefined {
  const inside = relative(root, resolve(root, path));
  if (isAbsolute(inside) || inside === '..' || inside.startsWith(`..${sep}`)) return undefined;
  return inside === '' ? '.' : inside.split(sep).join('/');
}

/** Agents that start in a folder of a repository look up to its top. */
function aboveText(root: string): string[] {
  for (let at = dirname(root), below = root; at !== below; below = at, at = dirname(at)) {
    if (existsSync(join(below, '.git'))) return [];
    if (existsSync(join(at, '.git')))
      return [
        `${root} is a folder of the repository ${at}: what agents load from above it is not shown; --root ${at} shows it`,
      ];
  }
  return [];
}

/** An agent follows a link wherever it leads. */
function linkedText(repository: FolderView, path: string): string[] {
  const files = foldersTo(path === '.' ? 'x' : `${path}/x`).flatMap((folder) =>
    ['AGENTS.override.md', 'AGENTS.md', 'CLAUDE.md', 'CLAUDE.local.md', 'GEMINI.md'].map((name) =>
      inFolder(folder, name),
    ),
  );
  return repository
    .linksOut(files)
    .map((file) => `${file} is a link out of the repository: what agents load from there is not shown`);
}

function loadsText(document: LoadsDocument): string {
  return [`Loaded for ${document.for}`, ...document.agents.flatMap(agentText)].join('\n');
}

function agentText({ agent, loads, notLoaded, limitBytes, usedBytes, advice }: AgentLoads): string[] {
  const limit = limitBytes === undefined ? '' : ` of ${limitBytes}`;
  return [
    '',
    `${agent}: ${usedBytes}${limit} bytes`,
    ...loads.map(({ file, when, bytes, lines, tokens, cutBytes, via }) => {
      const cut = cutBytes > 0 ? `, ${cutBytes} bytes are CUT` : '';
      const by = via === undefined ? '' : `, named by ${via}`;
      return `  ${when.padEnd(6)} ${file}  ${bytes} bytes, ${lines} lines, about ${tokens} tokens${by}${cut}`;
    }),
    ...notLoaded.map(({ file, reason }) => `  not    ${file}  ${reason}`),
    ...advice.map((sentence) => `  !      ${sentence}`),
    ...(loads.length + notLoaded.length === 0 ? ['  nothing'] : []),
  ];
}
