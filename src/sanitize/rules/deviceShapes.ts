import { looksChosen } from './callShapes.ts';
import type { Shape } from './shapes.ts';

/** What switches, routers and firewalls are configured with: a word, perhaps how the secret is written, the secret. */
export const deviceShapes: readonly Shape[] = [
  {
    rule: 'device-secret',
    at: ['password ', 'secret ', 'key ', 'key-string ', 'md5 '],
    pattern: () =>
      /\b(?:password|secret|key|key-string|md5)[ \t]{1,4}(?:[05-9]|encrypted|plaintext|ascii-text|cleartext|sha512)[ \t]{1,4}"?([^\s";]{4,200})/imy,
    notInCode: true,
    accept: (value) => looksChosen(value) || /^[a-z]{10,40}$/.test(value),
  },
  {
    rule: 'device-secret',
    words: ['snmp', 'community'],
    at: ['community '],
    pattern: () =>
      /(?<=^[ \t]{0,8}(?:set[ \t]{1,4})?(?:snmp[\w-]{0,12}[ \t]{1,4})?(?:[\w-]{1,20}[ \t]{1,4}){0,2})community[ \t]{1,4}"?([^\s";{]{4,128})(?="?[ \t]{1,4}(?:r[ow]\b|view\b|authorization\b|group\b|use-acl\b|\d|ipv)|;|"?[ \t]*\r?$)/imy,
    notInCode: true,
  },
  {
    rule: 'device-secret',
    words: ['neighbor ', 'tacacs', 'radius', 'isakmp', 'pre-shared', 'ppp ', 'wpa-psk', 'psk ', 'authentication-key'],
    at: ['password ', 'key ', 'pre-shared-key ', 'psk ', 'authentication-key '],
    pattern: () =>
      /(?<=^[ \t]{0,8}(?:set[ \t][^\n]{0,120}|neighbor[ \t]{1,4}\S{1,60}|(?:tacacs|radius)[\w-]{0,8}(?:[ \t]{1,4}(?:host[ \t]{1,4})?\S{1,60}){0,3}|crypto[ \t]{1,4}isakmp|ppp[ \t]{1,4}\S{1,20}[ \t]{1,4}\S{1,20}|wpa-psk[ \t]{1,4}\S{1,20}|ip[ \t][^\n]{0,60}|)[ \t]{0,4})(?:password|key|pre-shared-key|psk|authentication-key)[ \t]{1,4}(?:\d[ \t]{1,4}|ascii-text[ \t]{1,4}|(?:local|remote)[ \t]{1,4})?"?([^\s";{]{4,128})(?="?;?[ \t]*(?:\r?$|address\b|timeout\b))/imy,
    notInCode: true,
    accept: looksChosen,
  },
];
