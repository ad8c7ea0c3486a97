import { looksChosen } from './callShapes.ts';
import { secretWord } from './settingShapes.ts';
import type { Shape } from './shapes.ts';

/** What tools are told and what they tell: variables set, values changed, codes to be typed once, one shape an entry. */
export const toolShapes: readonly Shape[] = [
  {
    rule: 'set-variable',
    at: ['set ', 'add ', 'put ', 'update ', 'create '],
    pattern: () =>
      new RegExp(
        `(?:set|add|put|update|create)[ \\t]+(?:-{1,2}[a-z][\\w-]{0,30}[ \\t]+)?(?:[A-Z][A-Z0-9_]{0,60}_)?${secretWord}[ \\t]+["']?(?![$-])([^\\s"']{4,512})`,
        'y',
      ),
    notInCode: true,
    accept: looksChosen,
  },
  {
    rule: 'set-variable',
    at: ['pulumi config set'],
    pattern: () =>
      /pulumi config set[ \t]+(?=[^\n]{0,600}--secret\b)(?:--?[a-z][\w-]{0,30}[ \t]+)?[\w:.-]{1,100}[ \t]+["']?(?![$-])([^\s"']{3,512})/y,
    notInCode: true,
    kind: 'credential',
  },
  {
    rule: 'changed-value',
    at: ['->', '=>', '→'],
    pattern: () =>
      new RegExp(
        `(?<=${secretWord}["']?\\s{0,4}[:=]\\s{0,4}(?:"[^"\\n]{0,200}"|'[^'\\n]{0,200}'|[^\\s"']{1,200})[ \\t]{0,3})(?:->|=>|→)[ \\t]{0,3}["']?([^\\s"']{4,512})`,
        'iy',
      ),
    notInCode: true,
    accept: looksChosen,
  },
  {
    rule: 'one-time-code',
    words: ['code'],
    at: [
      'verif',
      'security',
      'authenti',
      'confirmation',
      'one-time',
      'login',
      'sign-in',
      '2fa',
      'mfa',
      'otp',
      '-digit',
    ],
    pattern: () =>
      /(?:verification|security|authentication|confirmation|one-time|login|sign-in|2fa|mfa|otp|-digit)\b[^\n]{0,30}?\bcode\b[^\n\d:=]{0,60}?(?:\bis|:|=)[ \t]{0,3}["'*]{0,2}(\d{6,8}|\d{3}[- ]\d{3})\b(?![.:,]\d|[ \t]*(?:ms|bytes|kB))/iy,
    notInCode: true,
    kind: 'credential',
    anyValue: true,
  },
];
