import type { Command } from 'commander';
import type { Distilled } from '../../model/distilled.ts';
import { ok } from '../../model/result.ts';
import { distilledText } from '../distilledText.ts';
import type { Run, Streams } from '../outcome.ts';
import { openRoot, studyOne } from '../study.ts';

interface Options {
  readonly recording: string[];
  readonly root?: string;
  readonly workflow?: string;
}

export function addDistill(program: Command, run: Run, streams: Streams): void {
  program
    .command('distill')
    .description('turn recordings of one workflow into steps, their merge and notes')
    .requiredOption('--recording <file...>', 'a recording; repeat it, or name several')
    .option('--root <dir>', 'the repository (default: the current folder)')
    .option('--workflow <name>', 'the workflow to distill, where the recordings are of several')
    .option('--json', 'print one JSON document')
    .action(({ recording, root, workflow }: Options) =>
      run(async () => {
        const repository = await openRoot(root);
        if (!repository.ok) return repository;
        const study = await studyOne({ files: recording, repository: repository.value, workflow }, streams);
        if (!study.ok) return study;
        const { distilled } = study.value;
        return ok({ document: distilledDocument(distilled), text: () => distilledText(distilled) });
      }),
    );
}

/** What was observed stays inside: it is no part of the document. */
export function distilledDocument({ observations: _inside, ...document }: Distilled): Omit<Distilled, 'observations'> {
  return document;
}
