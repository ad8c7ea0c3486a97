import * as vscode from 'vscode';
import type { Words } from './present/words.ts';

/** The words of the person's display language, and dates in their time zone. */
export function createVscodeWords(): Words {
  const dates = new Intl.DateTimeFormat(vscode.env.language, { dateStyle: 'medium', timeStyle: 'short' });
  return {
    t: (message, ...values) => vscode.l10n.t(message, ...values),
    dateTime: (iso) => {
      const date = new Date(iso);
      return Number.isNaN(date.getTime()) ? iso : dates.format(date);
    },
  };
}
