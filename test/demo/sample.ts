import { cpSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../editor/paths.ts';
import { run } from '../editor/processes.ts';

/**
 * A fresh copy of the sample that ships, with a Git history of its own: what the demo, `npm start`, the
 * tests and the launch configurations open. Its tests fail until `node tools/build-rates.js` has run,
 * which nothing in it says: the kind of thing that only somebody who did it knows.
 */
export async function makeSample(folder: string): Promise<string> {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  cpSync(join(projectRoot, 'media', 'sample', 'project'), folder, { recursive: true });
  await git(folder, 'init', '--quiet', '--initial-branch=main');
  await git(folder, 'add', 'package.json', 'README.md', '.gitignore', 'CHANGELOG.md');
  await git(folder, 'commit', '--quiet', '-m', 'Start a project for shipping costs');
  await git(folder, 'add', 'src', 'tools', 'test');
  await git(folder, 'commit', '--quiet', '-m', 'Release 1.2.0');
  await git(folder, 'tag', 'v1.2.0');
  return folder;
}

/** The copy's own history must not depend on the Git settings of whoever runs this. */
async function git(folder: string, ...args: string[]): Promise<void> {
  const env = {
    ...process.env,
    GIT_CONFIG_NOSYSTEM: '1',
    GIT_CONFIG_GLOBAL: join(folder, '.git', 'no-config'),
    GIT_AUTHOR_NAME: 'Sam Example',
    GIT_AUTHOR_EMAIL: 'sam@example.invalid',
    GIT_AUTHOR_DATE: '2026-01-05T09:00:00Z',
    GIT_COMMITTER_NAME: 'Sam Example',
    GIT_COMMITTER_EMAIL: 'sam@example.invalid',
    GIT_COMMITTER_DATE: '2026-01-05T09:00:00Z',
  };
  const ended = await run('git', args, { cwd: folder, env });
  if (ended.code !== 0) throw new Error(`git ${args.join(' ')} failed:\n${ended.output}`);
}
