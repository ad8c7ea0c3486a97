import { fingerprint } from './fingerprint.ts';
import { oneLine } from './plainText.ts';

/** Device names that Windows refuses as a file name, with any extension (learn.microsoft.com, "Naming Files"). */
const reserved = /^(?:con|prn|aux|nul|com\d|lpt\d)$/;

/**
 * A name for files and folders: `[a-z0-9-]`, no hyphen at the ends, at most `limit` characters, never a name that
 * Windows reserves. Names that differ only in case give one slug. A text with nothing to keep becomes `prefix` and a
 * fingerprint.
 */
export function slugOf(text: string, limit: number, prefix: string): string {
  const plain = text
    .normalize('NFKD')
    .toLowerCase()
    .replace(/\p{M}/gu, '')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
  const kept = plain.replaceAll('-', '').length;
  const letters = [...text.normalize('NFKD')].filter((c) => /[\p{L}\p{N}]/u.test(c)).length;
  if (kept === 0 || kept < letters / 2)
    return `${prefix}-${fingerprint(text.normalize('NFC').toLowerCase()).slice(0, 8)}`;
  const cut = plain.slice(0, limit).replace(/-$/, '');
  return reserved.test(cut) ? `${prefix}-${cut}`.slice(0, limit) : cut;
}

/**
 * The file name of a note without `.md`: a function of its id alone, so two people who accept one note write one file.
 * An id that does not survive as a file name gets a fingerprint behind it, so that ids differing only in case or
 * punctuation stay two files on every file system.
 */
export function noteSlug(id: string): string {
  const slug = slugOf(id, 80, 'note');
  return slug === id ? slug : `${slug.slice(0, 70).replace(/-$/, '')}-${fingerprint(id).slice(0, 8)}`;
}

/** Names of one workflow compare equal whatever their case and spacing, and whatever in them cannot be seen. */
export function workflowKey(name: string): string {
  return oneLine(name).normalize('NFC').toLowerCase();
}

/**
 * A skill's folder name for each workflow (at most 64 characters, the limit of a skill's `name`), by `workflowKey`.
 * Two workflows with one slug: the first by name keeps it, the others get a fingerprint.
 */
export function skillNames(workflows: Iterable<string>): ReadonlyMap<string, string> {
  const keys = [...new Set([...workflows].map(workflowKey))].sort();
  const taken = new Set<string>();
  const names = new Map<string, string>();
  for (const key of keys) {
    const slug = slugOf(key, 64, 'workflow');
    const name = taken.has(slug) ? `${slug.slice(0, 55).replace(/-$/, '')}-${fingerprint(key).slice(0, 8)}` : slug;
    taken.add(name);
    names.set(key, name);
  }
  return names;
}
