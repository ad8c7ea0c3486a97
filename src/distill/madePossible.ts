import type { Action, CommandAction } from './action.ts';
import { joinPath } from './paths.ts';
import type { Role } from './shell/knowledge.ts';
import type { SimpleCommand } from './shell/read.ts';

/** What made a chosen cause possible: the copy before the edit of the copy. */
export function withHelpers(
  actions: readonly Action[],
  chosen: readonly { index: number; score: number }[],
  all: readonly { index: number; score: number }[],
): { index: number; score: number }[] {
  const files = new Set(chosen.flatMap(({ index }) => touched(actions[index])));
  const first = Math.min(...chosen.map(({ index }) => index));
  const helpers = all.filter(
    (candidate) =>
      !chosen.includes(candidate) &&
      files.size > 0 &&
      (touched(actions[candidate.index]).some((file) => files.has(file)) ||
        (candidate.index > first && isGiven(actions[candidate.index], files)) ||
        (candidate.index > first && installsFrom(actions[candidate.index], files))),
  );
  const anew = all.filter(
    (candidate) =>
      !chosen.includes(candidate) && chosen.some(({ index }) => isMadeAnew(actions, index, candidate.index)),
  );
  return [...chosen, ...helpers, ...anew, ...sourcesOf(actions, chosen, all)];
}

/** What was taken away is of no use before it is there in another way: `git tag -d 1.2.0`, then `git tag v1.2.0`. */
function isMadeAnew(actions: readonly Action[], removal: number, later: number): boolean {
  const [gone, made] = [actions[removal], actions[later]];
  if (later <= removal || gone?.kind !== 'command' || made?.kind !== 'command') return false;
  if (fillsAgain(gone, made)) return true;
  return made.reading.main.name === gone.reading.main.name && takesAway(gone.reading.main);
}

/** Among the files that the second made are some of what the first removed: `rm -r dist`, then `make dist`. */
export function fillsAgain(gone: CommandAction, made: CommandAction): boolean {
  const places = gone.reading.parts.flatMap(({ program, operands, dir }) =>
    program === 'rm' ? operands.map((operand) => joinPath(dir, operand.replace(/\/\*?$/, ''))) : [],
  );
  return places.some((place) => made.made.some((file) => file === place || file.startsWith(`${place}/`)));
}

export const remaking: ReadonlySet<Role> = new Set<Role>(['build', 'migrate', 'run']);

/** An edit before something was made anew in the same part of the tree is what it was made from. */
function sourcesOf(
  actions: readonly Action[],
  chosen: readonly { index: number; score: number }[],
  all: readonly { index: number; score: number }[],
): { index: number; score: number }[] {
  if (chosen.some(({ index }) => actions[index]?.kind === 'edit')) return [];
  const remade = chosen.filter(({ index }) => {
    const action = actions[index];
    return action?.kind === 'command' && action.made.length > 0 && remaking.has(action.reading.main.role);
  });
  // An image, or what Git ignores: nothing was seen to be made, but it was made anew from what had been edited.
  const built = chosen.filter(({ index }) => {
    const action = actions[index];
    return action?.kind === 'command' && action.made.length === 0 && action.reading.main.role === 'build';
  });
  return all.filter(({ index }) => {
    const edit = actions[index];
    if (edit?.kind !== 'edit' || chosen.some((one) => one.index === index)) return false;
    const [part = ''] = edit.file.split('/');
    if (built.some((one) => one.index > index)) return true;
    return (
      edit.file.includes('/') &&
      remade.some((one) => one.index > index && touched(actions[one.index]).some((file) => file.startsWith(`${part}/`)))
    );
  });
}

const manifests =
  /(?:^|\/)(?:package\.json|requirements[\w.-]*\.txt|pyproject\.toml|setup\.(?:cfg|py)|Pipfile|Cargo\.toml|go\.mod|Gemfile|composer\.json|mix\.exs|pubspec\.yaml|Podfile|packages\.yml|environment\.ya?ml)$/;

/** What a manifest asks for is there once it was installed. */
function installsFrom(action: Action | undefined, files: ReadonlySet<string>): boolean {
  return (
    action?.kind === 'command' &&
    action.reading.main.role === 'install' &&
    [...files].some((file) => manifests.test(file))
  );
}

/** A command that is told of one of the files: what was written for it is of no use before it ran. */
function isGiven(action: Action | undefined, files: ReadonlySet<string>): boolean {
  return (
    action?.kind === 'command' &&
    action.reading.main.program !== 'git' &&
    action.reading.touches.some((word) => files.has(word))
  );
}

function touched(action: Action | undefined): string[] {
  if (!action) return [];
  if (action.kind === 'edit') return [action.file];
  if (action.kind === 'file') return action.to === undefined ? [action.file] : [action.file, action.to];
  return action.kind === 'command' ? [...action.made] : [];
}

/** `git tag -d 1.2.0`, `git push --delete origin x`: the other way round. */
export function takesAway({ flags }: SimpleCommand): boolean {
  return flags.some(({ name }) => /^(?:-d|-D|--delete|--rm)$/.test(name));
}
