import type { Words } from '../../../src/views/present/words.ts';

/** What `vscode.l10n.t` does without a translation, and dates that are the same on every machine. */
export const english: Words = {
  t: (message, ...values) =>
    message.replace(/\{(\d+)\}/g, (whole, index: string) => String(values[Number(index)] ?? whole)),
  dateTime: (iso) => iso.slice(0, 16).replace('T', ' '),
};
