import { placeholderPattern } from '../../model/placeholder.ts';
import type { TextPart } from '../reviewProtocol.ts';
import type { HiddenBy } from '../reviewSubject.ts';
import { oneLine } from './text.ts';
import type { Words } from './words.ts';

/** A text cut where something was redacted, each with the reason that a person reads. */
export type RedactedParts = (text: string) => TextPart[];

function kindLabel(kind: string, { t }: Words): string {
  const variable = /^env:(.+)$/.exec(kind)?.[1];
  if (variable !== undefined) return t('the value of the variable {0}', variable);
  switch (kind) {
    case 'password':
      return t('a password');
    case 'token':
      return t('an access token');
    case 'key':
      return t('a key');
    case 'private-key':
      return t('a private key');
    case 'credential':
      return t('a credential');
    case 'cookie':
      return t('a cookie');
    case 'email':
      return t('an email address');
    case 'phone':
      return t('a phone number');
    case 'card':
      return t('the number of a card or an account');
    case 'person':
      return t("a person's name");
    case 'host':
      return t('the name of a machine');
    case 'ip':
      return t('an IP address');
    case 'term':
      return t('one of your own words');
    default:
      return t('something that looks random');
  }
}

/** `hiddenBy` says what this window knows of a placeholder. */
export function redactedParts(hiddenBy: (placeholder: string) => HiddenBy | undefined, words: Words): RedactedParts {
  const { t } = words;
  const reasons = new Map<string, string>();
  const reasonOf = (placeholder: string, kind: string): string => {
    const known = reasons.get(placeholder);
    if (known !== undefined) return known;
    const by = hiddenBy(placeholder);
    const what = kindLabel(kind, words);
    const why = by ? t('Redacted: {0}, found by the rule {1}', what, oneLine(by.rule, 60)) : t('Redacted: {0}', what);
    const reason = by && !by.restorable ? t('{0}. It stays redacted.', why) : why;
    reasons.set(placeholder, reason);
    return reason;
  };
  return (text) => {
    const parts: TextPart[] = [];
    let from = 0;
    for (const match of text.matchAll(placeholderPattern())) {
      if (match.index > from) parts.push(text.slice(from, match.index));
      parts.push({ hidden: match[0], reason: reasonOf(match[0], match[1] ?? '') });
      from = match.index + match[0].length;
    }
    if (from < text.length) parts.push(text.slice(from));
    return parts;
  };
}
