import { isAlphanumeric, isDigit, lineStartWithin } from '../characters.ts';
import type { Match, Rule } from '../rule.ts';

const fileEnding =
  /\.(?:png|jpe?g|gif|svg|webp|ico|js|mjs|cjs|ts|tsx|jsx|css|scss|less|html?|vue|json|ya?ml|lock|txt|xml|map|so|dll|zip|gz|tgz|whl|jar|service|socket|timer|target|slice|scope|mount)$/i;
const robot =
  /^(?:git|hg|svn|noreply|no-reply|donotreply|do-not-reply|root|\d+\+[\w.-]+|x-access-token|oauth2|github-actions|dependabot)$/i;

/** E-mail addresses, in a query too (`jane%40example.com`). `git@host:path`, `name@2x.png` and targets of ssh are none. */
export const emails: Rule = {
  id: 'email',
  find({ text }) {
    const found: Match[] = [];
    const domain = /[\p{L}\p{N}](?:[\p{L}\p{N}-]{0,62}\.){1,8}(?:\p{L}{2,24}|xn--[a-z\d-]{2,40})(?![\p{L}\p{N}_-])/uy;
    for (const sign of ['@', '%40']) {
      for (let at = text.indexOf(sign); at !== -1; at = text.indexOf(sign, at + 1)) {
        const start = localStart(text, at);
        domain.lastIndex = at + sign.length;
        const host = start < at ? domain.exec(text)?.[0] : undefined;
        if (host !== undefined && isMailbox(text, start, at, host)) {
          found.push({ rule: 'email', kind: 'email', start, end: domain.lastIndex });
        }
      }
    }
    return found;
  },
};

function localStart(text: string, at: number): number {
  let start = at;
  while (start > 0 && at - start < 65) {
    const code = text.charCodeAt(start - 1);
    if (
      !isAlphanumeric(code) &&
      !(code === 46 || code === 43 || code === 45 || code === 95) &&
      !(code > 0xbf && code < 0x2000)
    ) {
      break;
    }
    start -= 1;
  }
  while (start < at && /[.+-]/.test(text[start] ?? '')) {
    start += 1;
  }
  return start;
}

const atSign = 64;

function isMailbox(text: string, start: number, at: number, host: string): boolean {
  const end = at + (text.charCodeAt(at) === atSign ? 1 : '%40'.length) + host.length;
  const next = text[end] ?? '';
  if (
    robot.test(text.slice(start, at)) ||
    fileEnding.test(host) ||
    next === '@' ||
    (next === '/' && text[start - 1] !== ':')
  ) {
    return false;
  }
  if (text[start - 1] === '/' && text[start - 2] === '/') {
    return false;
  }
  if (text.charCodeAt(at) === atSign && /:\/\/[^\s"'<>@/]{0,300}$/.test(text.slice(Math.max(0, start - 320), start))) {
    return false;
  }
  if (next === ':' && /[\w./~]/.test(text[end + 1] ?? '')) {
    return false;
  }
  const line = text.slice(lineStartWithin(text, start, 200), start);
  return !/(?:^|[\s$"'])(?:ssh|scp|sftp|rsync|mosh|ssh-copy-id|autossh|sshfs)[ \t][^|;&]*$/.test(line);
}

/** Telephone numbers: international form, North American form, others only beside a word that says so. US social security numbers with them. */
export const phones: Rule = {
  id: 'phone',
  find({ text }) {
    const found: Match[] = [];
    const shape =
      /(?<![\w.+/=-])(?:\+\d{1,3}[ .-]?(?:\(\d{1,4}\)[ .-]?)?\d{1,4}(?:[ .-]?\d{2,4}){1,4}|\(\d{3}\) ?\d{3}[-. ]\d{4}|\d{3}-\d{2,3}-\d{4}|(?:00|0)\d{2,4}[ /.-]?\d{3,4}[ .-]?\d{2,5}|\d{3}[. ]\d{3}[. ]\d{4})(?![\w-]|\.\d|[:/]\d)/g;
    for (let hit = shape.exec(text); hit !== null; hit = shape.exec(text)) {
      const isNumber = isSocialSecurity(hit[0]);
      if (isNumber || isPhone(text, hit.index, hit[0])) {
        const end = hit.index + hit[0].length;
        found.push(
          isNumber
            ? { rule: 'identity', kind: 'person', start: hit.index, end }
            : { rule: 'phone', kind: 'phone', start: hit.index, end },
        );
      }
    }
    return found;
  },
};

/** `219-09-9999`: areas that were given out (SSA), groups and serials that are not zero. */
function isSocialSecurity(value: string): boolean {
  return /^(?!000|666|9)\d{3}-(?!00)\d\d-(?!0000)\d{4}$/.test(value);
}

function isPhone(text: string, at: number, value: string): boolean {
  const digits = value.replace(/\D/g, '').length;
  if (digits < 9 || digits > 15) {
    return false;
  }
  const before = text.slice(Math.max(0, at - 40), at);
  if (
    /(?:phone|tel\b|telephone|mobile|cell|call|fax|sms|whatsapp|handy|telefon|signal|contact)[^\n]{0,30}$/i.test(before)
  ) {
    return true;
  }
  if (value.startsWith('+')) {
    return /[ .(-]/.test(value.slice(1)) || (!/(?:^|\n)$/.test(before) && digits >= 10);
  }
  return /^\(\d{3}\)|^\d{3}-\d{3}-\d{4}$/.test(value);
}

/** Payment cards (13 to 19 digits, a known issuer's beginning, Luhn's check) and IBANs (ISO 13616 check). */
export const cards: Rule = {
  id: 'card',
  find({ text }) {
    return [...cardNumbers(text), ...ibans(text)];
  },
};

function cardNumbers(text: string): Match[] {
  const found: Match[] = [];
  const shape =
    /(?<![\w.-])(?:[3456]\d{3}(?:[ -]\d{4}){3}(?:[ -]\d{1,3})?|3[47]\d{2}[ -]\d{6}[ -]\d{5}|(?:4\d{12}(?:\d{3})?|5[1-5]\d{14}|2[2-7]\d{14}|3[47]\d{13}|3(?:0[0-5]|[68]\d)\d{11}|6(?:011|5\d\d)\d{12}))(?![\w-]|\.\d)/g;
  for (let hit = shape.exec(text); hit !== null; hit = shape.exec(text)) {
    if (passesLuhn(hit[0]) && !isInDump(text, hit.index, hit.index + hit[0].length)) {
      found.push({ rule: 'card', kind: 'card', start: hit.index, end: hit.index + hit[0].length });
    }
  }
  return found;
}

/** Among groups of four hexadecimal digits that go on before or behind: bytes that `xxd` shows. */
function isInDump(text: string, start: number, end: number): boolean {
  return (
    /[0-9a-f]{4}[: ] ?[0-9a-f]{4} $/i.test(text.slice(Math.max(0, start - 11), start)) ||
    /^ [0-9a-f]{4} [0-9a-f]{4}\b/i.test(text.slice(end, end + 11))
  );
}

function passesLuhn(value: string): boolean {
  let sum = 0;
  let double = false;
  for (let at = value.length - 1; at >= 0; at -= 1) {
    const code = value.charCodeAt(at);
    if (isDigit(code)) {
      const digit = (code - 48) * (double ? 2 : 1);
      sum += digit > 9 ? digit - 9 : digit;
      double = !double;
    }
  }
  return sum % 10 === 0 && !/^(\d)\1+$/.test(value.replace(/\D/g, ''));
}

function ibans(text: string): Match[] {
  const found: Match[] = [];
  const shape = /(?<![A-Za-z0-9])[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,3})?(?![A-Za-z0-9])/g;
  for (let hit = shape.exec(text); hit !== null; hit = shape.exec(text)) {
    if (passesMod97(hit[0].replace(/ /g, ''))) {
      found.push({ rule: 'iban', kind: 'card', start: hit.index, end: hit.index + hit[0].length });
    }
  }
  return found;
}

function passesMod97(iban: string): boolean {
  if (iban.length < 15 || iban.length > 34) {
    return false;
  }
  let rest = 0;
  for (const character of iban.slice(4) + iban.slice(0, 4)) {
    for (const digit of Number.parseInt(character, 36).toString()) {
      rest = (rest * 10 + Number(digit)) % 97;
    }
  }
  return rest === 1;
}
