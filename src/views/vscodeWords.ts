import * as vscode from 'vscode';
import type { Words } from './present/words.ts';

/** The words of the person's display language, and dates in their time zone. */
export function createVscodeWords(): Words {
  let dates: Intl.DateTimeFormat | undefined;
  return {
    t: (message, ...values) => vscode.l10n.t(message, ...values),
    dateTime: (iso) => {
      // Made at the first date: reading the locale's data costs tens of milliseconds, which no start should wait for.
      dates ??= new Intl.DateTimeFormat(vscode.env.language, { dateStyle: 'medium', timeStyle: 'short' });
      const date = new Date(iso);
      return Number.isNaN(date.getTime()) ? iso : dates.format(date);
    },
  };
}
