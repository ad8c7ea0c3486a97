import type { MirrorPorts } from './ports.ts';

/** Tells why nothing can be recorded or written here, with what to do about it; true where nothing can. */
export function isObstructed({ folder, folderProblem, trusted, prompts, words }: MirrorPorts): boolean {
  const hasFolder = folder() !== undefined;
  const virtual = hasFolder ? undefined : folderProblem();
  if (virtual !== undefined) prompts.fail(virtual);
  else if (!hasFolder) prompts.fail(words.t('Open a folder first: Mirror records work on a folder.'), 'openFolder');
  else if (!trusted())
    prompts.fail(words.t('Mirror needs a trusted workspace. Trust this folder, then try again.'), 'trust');
  else return false;
  return true;
}
