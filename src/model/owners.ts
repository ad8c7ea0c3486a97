import ignore from 'ignore';
import type { RepositoryView } from './repository.ts';

/** Who answers for which part of the tree. */
export interface Owners {
  /** A CODEOWNERS file stands in the root, `.github/` or `docs/`. */
  readonly declared: boolean;
  /** The owners of a path, as written: `@team`, an address; undefined if nobody. */
  of(path: string): string | undefined;
}

/** The places, in GitHub's order of search (docs.github.com, "About code owners"): the first found counts. */
const places = ['.github/CODEOWNERS', 'CODEOWNERS', 'docs/CODEOWNERS'];

/** Reads CODEOWNERS. Patterns are as in gitignore, the last that matches wins, and one without owners takes ownership away. */
export function readOwners(repository: RepositoryView): Owners {
  const text = places.map((place) => repository.text(place)).find((found) => found !== undefined);
  const rules = (text ?? '').split(/\r?\n/).flatMap((line) => {
    const [pattern, ...owners] = line
      .replace(/(?:^|\s)#.*$/, '')
      .trim()
      .split(/\s+/);
    return pattern && !/^\[|^\^\[/.test(pattern) ? [{ matcher: ignore().add(pattern), owners: owners.join(' ') }] : [];
  });
  return {
    declared: text !== undefined,
    of(path) {
      const clean = path.replace(/^(?:\.\/)+/, '');
      if (
        clean === '' ||
        clean === '.' ||
        clean.startsWith('/') ||
        clean.startsWith('~') ||
        clean.split('/').includes('..')
      )
        return undefined;
      const rule = rules.findLast(({ matcher }) => matcher.ignores(clean));
      return rule?.owners || undefined;
    },
  };
}
