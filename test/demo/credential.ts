import { randomBytes } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { run } from '../editor/processes.ts';

/**
 * A credential of the shape that npm gives out, new on every run. It is put together here so that no
 * scanner takes this file for a leak, and no rule can know the value.
 */
export function fakeCredential(): string {
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';
  const body = [...randomBytes(36)].map((byte) => alphabet[byte % alphabet.length]).join('');
  return ['np', 'm_', body].join('');
}

/** A place where a secret was found. */
export interface Leak {
  file: string;
  form: string;
}

/** Looks for a secret, and for what it looks like encoded, in every byte below some folders. */
export async function findSecret(secret: string, folders: string[]): Promise<Leak[]> {
  const forms = formsOf(secret);
  const leaks: Leak[] = [];
  for (const folder of folders) {
    for (const file of filesBelow(folder)) {
      const bytes = readFileSync(file);
      for (const [form, needle] of forms) if (bytes.includes(needle)) leaks.push({ file, form });
    }
    // Git compresses what it stores, so its objects are asked, not searched.
    if (existsSync(join(folder, '.git'))) {
      const history = await run('git', ['log', '--all', '-p', '--no-color'], { cwd: folder });
      for (const [form, needle] of forms) {
        if (history.output.includes(needle)) leaks.push({ file: join(folder, '.git'), form });
      }
    }
  }
  return leaks;
}

/** The secret itself and its encodings; of base64, which has three alignments, the part that all share. */
function formsOf(secret: string): [form: string, needle: string][] {
  const bytes = Buffer.from(secret, 'utf8');
  const forms: [string, string][] = [
    ['as it is', secret],
    ['hex', bytes.toString('hex')],
    ['HEX', bytes.toString('hex').toUpperCase()],
    ['URL', [...bytes].map((byte) => `%${byte.toString(16).padStart(2, '0')}`).join('')],
    ['backwards', [...secret].reverse().join('')],
  ];
  for (const shift of [0, 1, 2]) {
    const encoded = Buffer.concat([Buffer.alloc(shift), bytes]).toString('base64');
    const core = encoded.slice(shift === 0 ? 0 : 4, Math.floor((shift + bytes.length) / 3) * 4);
    forms.push([`base64 at ${shift}`, core], [`base64url at ${shift}`, core.replaceAll('+', '-').replaceAll('/', '_')]);
  }
  return forms;
}

function filesBelow(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}
