import type { Command } from 'commander';
import { ok } from '../../model/result.ts';
import type { Run, Streams } from '../outcome.ts';

interface Options {
  readonly root?: string;
}

/** The server and its SDK are read from disk by this verb alone. */
export function addMcp(program: Command, run: Run, { stdin, stdout }: Streams, json: boolean): void {
  program
    .command('mcp')
    .description('serve context to agents over MCP on stdin and stdout, until stdin ends')
    .option('--root <dir>', 'the repository (default: the one that the current folder is in)')
    .option('--json', 'serve nothing: print the root and the tools as one JSON document')
    .action(({ root }: Options) =>
      run(async () => {
        const { describeMcp, serveMcp } = await import('../../mcp.ts');
        if (json) {
          const described = await describeMcp(root);
          return described.ok ? ok({ document: described.value, text: '' }) : described;
        }
        const served = await serveMcp(root, stdin, stdout);
        return served.ok ? ok({ document: {}, text: '', printed: true }) : served;
      }),
    );
}
