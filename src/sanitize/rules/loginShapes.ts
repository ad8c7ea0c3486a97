import { isToldPassword } from '../chosenValue.ts';
import { looksGenerated } from '../randomness.ts';
import { isChosenWord, looksChosen } from './callShapes.ts';
import type { Shape } from './shapes.ts';

const fileEnding =
  /\.(?:txt|json|ya?ml|sh|py|js|ts|go|rb|php|java|sql|csv|md|xml|html?|conf|cfg|log|zip|t?gz|tar|bz2|xz|com|net|org|io)$/i;

/** A user and a password side by side: in commands of any program, calls, listings, chats and maps of servers. */
export const loginShapes: readonly Shape[] = [
  {
    rule: 'user-then-password',
    at: [' -p ', ' -p\t'],
    pattern: () =>
      /(?<=[ \t](?:-[uUl]|--?user(?:name)?|--?login)[ \t=]{1,3}["']?[\w.@\\-]{1,80}["']?(?:[ \t][^\n|;&]{0,160})?) -p[ \t]{1,3}["']?([^\s"'$|;&:/]{4,200})["']?(?=[ \t]|\r?$)/my,
    notInCode: true,
    accept: (value) => isChosenWord(value) && !/^\d+(?:[.-]\d+)*$/.test(value) && !fileEnding.test(value),
  },
  {
    rule: 'user-then-password',
    at: ['user ', 'user"', 'username ', '(user ', 'login '],
    pattern: () =>
      /\b(?:user(?:name)?|login)["']?[ \t]{1,4}["']?[\w.@\\-]{1,60}["']?[ \t,]{1,4}(?:and[ \t]{1,2})?(?:insecure-)?pass(?:word|wd|phrase)?[ \t]{1,4}["']?([^\s"'`)]{4,200})/iy,
    notInCode: true,
    accept: isChosenWord,
  },
  {
    rule: 'user-then-password',
    at: ['user name "'],
    pattern: () => /user name "[^"\n]{1,60}"[ \t]{1,4}password[ \t]{1,4}"([^"\n]{3,200})"/iy,
  },
  {
    rule: 'password-below-user',
    at: ['password ', 'passwd ', 'pass '],
    pattern: () =>
      /(?<=^[ \t]*(?:user(?:name)?|login|account)[ \t]{1,8}\S{1,80}[ \t]*\r?\n(?:[^\n]{0,80}\n){0,2}[ \t]*)(?:password|passwd|pass)[ \t]{1,8}["']?([^\s"']{6,200})["']?[ \t]*(?=\r?$)/imy,
    notInCode: true,
    accept: isChosenWord,
  },
  {
    rule: 'set-password',
    at: ['-password ', '_password ', ':password ', 'password ', 'passwd '],
    pattern: () =>
      /(?<=\b(?:reset|set|change|update)[-_:]?(?:\w{1,12}[-_:])?)pass(?:word|wd)[ \t]{1,4}(?:(?![-<>|&])[\w.@:/-]{1,60}[ \t]{1,4}){0,2}["']?(?![-<])([^\s"'`]{5,200})["']?[ \t]*(?=\r?$)/imy,
    notInCode: true,
    accept: (value) =>
      (looksGenerated(value) || isToldPassword(value)) && !/[/\\]|^[\d.]+$/.test(value) && !fileEnding.test(value),
  },
  {
    rule: 'db2-using',
    words: ['connect to'],
    pattern: () => /\bconnect to \w{1,40} user \w{1,40} using ['"]?([^\s'"]{4,128})/gi,
  },
  {
    rule: 'login-words',
    at: ['+login ', '.logon ', 'addauth digest ', 'identify '],
    pattern: () =>
      /(?:\+login[ \t]{1,4}\S{1,60}[ \t]{1,4}|\.logon[ \t]{1,4}[\w./-]{1,80},|addauth digest[ \t]{1,4}[\w.@-]{1,60}:|(?<=(?:nickserv|authserv)\S{0,60}[ \t]{1,4}:?)identify[ \t]{1,4}(?:[\w.-]{1,40}[ \t]{1,4})?)(?!\+)([^\s;+"']{4,200})/iy,
    notInCode: true,
  },
  {
    rule: 'shared-secret',
    at: [': psk ', ': eap ', ': xauth ', ': ntlm '],
    pattern: () => /: (?:PSK|EAP|XAUTH|NTLM)[ \t]{1,4}["']([^"'\n]{3,200})/y,
  },
  {
    rule: 'address-and-password',
    words: ['@'],
    at: [
      '.com:',
      '.net:',
      '.org:',
      '.io:',
      '.de:',
      '.dev:',
      '.example:',
      '.local:',
      '.internal:',
      '.eu:',
      '.uk:',
      '.test:',
    ],
    pattern: () =>
      /(?<=(?:^|[\s"'|;,])[\w.+-]{1,64}@[\w.-]{1,80}(?<!^[^\n]{0,200}\b(?:scp|sftp|rsync|ssh|git|mosh|sshfs)\b[^\n]{0,200}))\.\w{2,8}:([^\s:/"'|,;]{6,100})(?=[\s"'|,;]|$)/my,
    notInCode: true,
    accept: (value) => isChosenWord(value) && !/^\d+$/.test(value) && !fileEnding.test(value),
  },
  {
    rule: 'connect-call',
    at: ['connect(', 'database(', 'logon(', 'mysqli(', 'open('],
    pattern: () =>
      /(?:connect|database|logon|mysqli|open)\(\s{0,4}(?:["'][^"'\n]{1,60}["']\s{0,3},\s{0,4}){1,2}["']([^"'\n:/]{6,80})["']\s{0,3},\s{0,4}["'#{[\w]/iy,
    accept: (value) => looksGenerated(value, 8) && !/^[a-z\d-]+(?:\.[a-z\d-]+)+$|^[a-z]+(?:_[a-z\d]+)+$/.test(value),
  },
  {
    rule: 'connect-call',
    at: ['mapnetworkdrive'],
    pattern: () =>
      /mapnetworkdrive[ (]{1,2}(?:"[^"\n]{0,120}"|\w{1,20})(?:\s{0,2},\s{0,2}(?:"[^"\n]{0,120}"|\w{1,20})){3}\s{0,2},\s{0,2}"([^"\n]{3,200})"/iy,
  },
  {
    rule: 'form-fill',
    at: ['.fill(', '.type(', '.sendkeys(', '.send_keys(', '.presssequentially('],
    pattern: () =>
      /(?<=pass(?:word|wd|phrase)?[^"'`\n]{0,30}["'`][\])]{1,3}\s{0,8})\.(?:fill|type|sendKeys|send_keys|pressSequentially)\(\s{0,8}["'`]([a-z]{10,40})["'`]/iy,
    accept: isChosenWord,
  },
  {
    rule: 'form-fill',
    at: ['input password'],
    pattern: () => /input password(?:[ \t]{2,20}|\t)\S{1,80}(?:[ \t]{2,20}|\t)(?!\$\{)(\S{3,200})/iy,
  },
  {
    rule: 'element-of-name',
    at: ['password>', 'passwd>', 'secret>', 'passphrase>', 'token>'],
    pattern: () =>
      /(?:password|passwd|secret|passphrase|token)>\s{0,60}<(?:value|string|text|data|plaintext)(?:\s[^<>\n]{0,60})?>\s{0,20}([^<\s]{3,512})/iy,
  },
  {
    rule: 'dumped-value',
    at: ['string('],
    pattern: () =>
      /(?<=(?:pass(?:word|wd|phrase)?|secret|token|api_?key|private_?key)["']?\]?\s{0,4}=>\s{0,12})string\(\d{1,5}\)\s"([^"\n]{3,512})"/iy,
  },
  {
    rule: 'cracked-hash',
    words: ['hashcat', 'john ', '.potfile', '--show'],
    pattern: () => /^\$?[\da-zA-Z$./*]{16,200}:([^\s:]{4,100})$/gm,
    notInCode: true,
    accept: isChosenWord,
  },
  {
    rule: 'wireless-key',
    at: ['key content'],
    pattern: () => /key content[ \t]{1,20}:[ \t]{1,4}(\S{4,100})/iy,
    notInCode: true,
  },
  {
    rule: 'key-of-account',
    at: ['"username"', '"accountname"', '"account"'],
    pattern: () =>
      /"(?:username|accountname|account)"\s{0,3}:\s{0,3}"[^"\n]{1,80}",\s{0,20}"key"\s{0,3}:\s{0,3}"([^"\n]{12,200})"/iy,
    kind: 'key',
  },
  {
    rule: 'key-of-cipher',
    at: ['crypt', 'cipher', 'hmac', 'signing', 'encryption', 'jwt', 'oauth'],
    pattern: () =>
      /(?:crypt|cipher|hmac|signing|encryption|jwt|oauth)["']?\s{0,3}(?:=>|[:=])\s{0,3}[[{(]?\s{0,40}(?:["']?\w{1,30}["']?\s{0,3}(?:=>|[:=])\s{0,3}["'][^"'\n]{0,80}["'],?\s{0,40}){0,4}["']?key["']?\s{0,3}(?:=>|[:=])\s{0,3}["']?([\w+/=-]{12,200})/iy,
    kind: 'key',
    accept: (value) => looksChosen(value),
  },
  {
    rule: 'nkey-seed',
    at: ['nkey seed-----'],
    pattern: () => /nkey seed-----\s{1,4}(S[A-Z0-9]{40,70})/iy,
    kind: 'private-key',
  },
  {
    rule: 'named-member',
    words: ['"value"'],
    at: ['"name"', '"key"'],
    pattern: () =>
      /"(?:name|key)"\s{0,3}:\s{0,3}"[\w./:-]{0,80}(?:password|passwd|secret|token|api[-_]?key|access[-_]?key|private[-_]?key|credentials?)"\s{0,3},(?:\s{0,40}"\w{1,40}"\s{0,3}:\s{0,3}(?:"[^"\n]{0,100}"|[\w.]{1,30})\s{0,3},){1,3}\s{0,40}"value"\s{0,3}:\s{0,3}"([^"\n]{4,2048})"/iy,
    kind: 'credential',
  },
  {
    rule: 'named-member',
    at: ['"securestring"'],
    pattern: () =>
      /"securestring",(?:\s{0,40}"\w{1,40}"\s{0,3}:\s{0,3}[^,{}\n]{1,100},){0,3}\s{0,40}"value"\s{0,3}:\s{0,3}"([^"\n]{2,4096})"/iy,
    kind: 'credential',
  },
  {
    rule: 'told-value',
    at: ['process.env', 'env[', 'env(', 'environ', 'settings.', 'getenv('],
    pattern: () =>
      /(?:process\.env\.|env[[(]["']|environ(?:\[["']|\.get\(["'])|getenv\(["']|settings\.)\w{0,60}(?:pass(?:word|wd|phrase)?|secret|token|key|key_base|credentials?)["']?[\])]{0,2}[ \t]*\r?\n(?:=>? |Out\[\d{1,4}\]: )?["']([^"'\n]{4,2048})["']/iy,
    notInCode: true,
  },
  {
    rule: 'user-list',
    words: ['" "'],
    at: ['" "'],
    pattern: () => /(?<=^"[\w.@-]{1,60})" "([^"\s]{6,256})"[ \t]*(?=\r?$)/my,
    notInCode: true,
    accept: (value) => looksGenerated(value, 8) && !/^[a-z]+(?:[-_.][a-z\d]+)+$/.test(value),
  },
  {
    rule: 'user-at-host',
    at: ['//'],
    pattern: () => /(?<![\w/:])\/\/(?:[\w.-]{1,40};)?[\w.-]{1,60}:([^\s@/"'`]{3,128})@[\w.-]{1,80}(?=[/\s]|$)/my,
    accept: (value) => isChosenWord(value) && !/^v?\d+(?:\.\d+)+/.test(value),
  },
  {
    rule: 'wireless-key',
    at: ['wifi:'],
    pattern: () => /wifi:(?:[A-Z]:[^;\n]{0,80};){0,4}P:([^;\n]{3,200});/iy,
  },
  {
    rule: 'shown-code',
    at: ['debugger pin', 'pairing code', 'device code', 'user code', 'setup code'],
    pattern: () =>
      /(?:debugger pin|(?:pairing|device|user|setup) code)["']?[ \t]{0,3}(?:is|:|=)[ \t]{0,3}["']?([\dA-Z]{3,4}(?:-[\dA-Z]{2,4}){1,3})\b/iy,
    notInCode: true,
    kind: 'credential',
    anyValue: true,
  },
];
