import type { Mirror } from '../../../src/mirror.ts';
import { command } from '../commandFact.ts';
import { type Scene, write } from './fakes.ts';

/** A failing test, its cause, a version raised: what a person does in a release. */
export async function recordRelease({
  mirror,
  emit,
  pass,
  folder,
}: Scene & { readonly mirror: Mirror }): Promise<void> {
  await mirror.send({ kind: 'startRecording' });
  const missing = "Error: ENOENT: no such file or directory, open 'data/rates.json'\n";
  const facts = [
    command('ls', 0),
    command('npm test', 1, missing),
    command('node tools/build-rates.js', 0, 'data/rates.json: 6 prices\n'),
    command('npm test', 0, 'pass 3\n'),
    {
      kind: 'edit',
      file: 'package.json',
      origin: 'typed',
      hunks: [{ line: 1, before: ['{ "version": "1.2.0" }'], after: ['{ "version": "1.3.0" }'] }],
    } as const,
    command('git commit -am "Release 1.3.0"', 0),
    command('git tag v1.3.0', 0),
  ];
  for (const fact of facts) {
    pass(5_000);
    emit(fact);
  }
  write(folder, { 'package.json': '{ "name": "parcels", "version": "1.3.0" }\n' });
  await mirror.send({ kind: 'stopRecording' });
}
