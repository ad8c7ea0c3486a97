import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * A home folder of its own for the editor's shells: no profile, history, credentials or Git settings of
 * the person who runs the tests, and a prompt that counts commands, which `terminal.ts` waits for.
 */
export function makeHome(folder: string, bashrc = ''): Record<string, string> {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, '.bashrc'), `PS1='\\W [\\#]\\$ '\nexport PAGER=cat GIT_PAGER=cat\n${bashrc}`);
  writeFileSync(
    join(folder, '.gitconfig'),
    '[user]\n\tname = Sam Example\n\temail = sam@example.invalid\n[init]\n\tdefaultBranch = main\n[advice]\n\tdetachedHead = false\n',
  );
  return { HOME: folder, USERPROFILE: folder, HISTFILE: join(folder, '.bash_history') };
}
