import { toBase64 } from './base64.ts';

const shortestEncoded = 8;

/**
 * Every form in which a value is looked for: as it is, base64 and base64url at all three byte
 * alignments (so that it is found inside a longer encoded text), hex, percent-encoded, JSON,
 * HTML, shell-quoted, and the long lines of a value that has several.
 */
export function encodedForms(value: string): string[] {
  const bytes = new TextEncoder().encode(value);
  const forms = new Set<string>([value]);
  for (const form of [...base64Forms(bytes), utf16Form(value), ...hexForms(bytes)]) {
    if (form.length >= shortestEncoded) {
      forms.add(form);
    }
  }
  for (const form of [...textForms(value), ...lineForms(value)]) {
    forms.add(form);
  }
  return [...forms];
}

/** Encoded at offsets 0, 1 and 2 of a group; characters that depend on the neighbours are cut off. */
function base64Forms(bytes: Uint8Array): string[] {
  const forms: string[] = [];
  for (let shift = 0; shift < 3; shift += 1) {
    const shifted = new Uint8Array(bytes.length + shift);
    shifted.set(bytes, shift);
    const whole = toBase64(shifted);
    const tail = shifted.length % 3;
    const from = shift === 0 ? 0 : shift + 1;
    const inner = whole.slice(from, tail === 0 ? whole.length : whole.length - (tail === 1 ? 3 : 2));
    forms.push(inner, inner.replace(/\+/g, '-').replace(/\//g, '_'));
    if (shift === 0) {
      const bare = whole.replace(/=+$/, '');
      forms.push(whole, bare, bare.replace(/\+/g, '-').replace(/\//g, '_'));
    }
  }
  return forms;
}

/** PowerShell's `-EncodedCommand` is base64 of UTF-16LE. */
function utf16Form(value: string): string {
  const wide = new Uint8Array(value.length * 2);
  for (let at = 0; at < value.length; at += 1) {
    wide[at * 2] = value.charCodeAt(at) & 255;
    wide[at * 2 + 1] = value.charCodeAt(at) >> 8;
  }
  return toBase64(wide).replace(/=+$/, '').slice(0, -1);
}

/** The bytes in two hexadecimal digits each. */
const pairs: readonly string[] = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));

function hexForms(bytes: Uint8Array): string[] {
  let plain = '';
  let spaced = '';
  let escaped = '';
  let parted = '';
  let percent = '';
  for (const byte of bytes) {
    const pair = pairs[byte] ?? '';
    plain += pair;
    spaced += ` ${pair}`;
    escaped += `\\x${pair}`;
    parted += `:${pair}`;
    percent += `%${pair}`;
  }
  return [
    plain,
    plain.toUpperCase(),
    spaced.slice(1),
    escaped,
    parted.slice(1),
    percent,
    percent.toUpperCase(),
    ...dumpRows(bytes),
  ];
}

/** The rows of `xxd` (two bytes a group) and `hexdump -C`, sixteen bytes each, of a dump that begins with the value. */
function dumpRows(bytes: Uint8Array): string[] {
  const rows: string[] = [];
  for (let from = 0; from + 4 <= bytes.length && from < 64; from += 16) {
    let twos = '';
    let ones = '';
    let halves = '';
    for (let at = 0; at < 16 && from + at < bytes.length; at += 1) {
      const pair = pairs[bytes[from + at] ?? 0] ?? '';
      twos += at % 2 === 0 ? ` ${pair}` : pair;
      ones += ` ${pair}`;
      halves += at === 8 ? `  ${pair}` : ` ${pair}`;
    }
    rows.push(twos.slice(1), ones.slice(1), halves.slice(1));
  }
  return rows;
}

/** Written the same in a URL, in JSON, in HTML and in a shell. */
const plain = /^[\w.-]*$/;

function textForms(value: string): string[] {
  if (plain.test(value)) {
    return [];
  }
  const percent = percentEncoded(value);
  const json = JSON.stringify(value).slice(1, -1);
  return [
    percent,
    percent.replace(/%[0-9A-F]{2}/g, (pair) => pair.toLowerCase()),
    percent.replace(/%20/g, '+'),
    strictPercentEncoded(value),
    strictPercentEncoded(value).replace(/%20/g, '+').replace(/~/g, '%7E').replace(/%2A/g, '*'),
    json,
    json.replace(/\//g, '\\/'),
    JSON.stringify(json).slice(1, -1),
    ...escapedForms(json, value),
    value
      .replace(/&/g, '&amp;')
      .replace(/</g, '&lt;')
      .replace(/>/g, '&gt;')
      .replace(/"/g, '&quot;')
      .replace(/'/g, '&#39;'),
    value.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;'),
    value
      .replace(/&/g, '&#38;')
      .replace(/</g, '&#60;')
      .replace(/>/g, '&#62;')
      .replace(/"/g, '&#34;')
      .replace(/'/g, '&#x27;'),
    value
      .replace(/&/g, '&amp;')
      .replace(/</g, '&lt;')
      .replace(/>/g, '&gt;')
      .replace(/"/g, '&quot;')
      .replace(/'/g, '&apos;'),
    value.replace(/'/g, `'\\''`),
    value.replace(/'/g, `'"'"'`),
    value.replace(/(["$`\\!])/g, '\\$1'),
    value.replace(/(["$`\\])/g, '\\$1'),
    value.replace(/[^\w@%+=:,./-]/g, '\\$&'),
    value.replace(/\$/g, '$$$$'),
    value.replace(/\n/g, '\r\n'),
  ];
}

/**
 * JSON as others write it: Go escapes `&<>`, Gson `=` and `'` too, Python and PHP what is no ASCII, .NET all of these in
 * capitals. HTML with numbers for names, and strings in single quotes.
 */
function escapedForms(json: string, value: string): string[] {
  if (/^[\w.~ @#%^*(){}[\]:;,?!|-]*$/.test(value)) {
    return [];
  }
  const escaped = (text: string, marks: RegExp): string[] => {
    const lower = text.replace(marks, (mark) => `\\u${mark.charCodeAt(0).toString(16).padStart(4, '0')}`);
    return [lower, lower.replace(/\\u[0-9a-f]{4}/g, (code) => `\\u${code.slice(2).toUpperCase()}`)];
  };
  const numbered = (radix: 10 | 16): string =>
    value.replace(/[&<>"']/g, (mark) => `&#${radix === 16 ? 'x' : ''}${mark.charCodeAt(0).toString(radix)};`);
  return [
    ...escaped(json, /[&<>]/g),
    ...escaped(json, /[&<>='\u2028\u2029]/g),
    ...escaped(json, /[\u0080-\uffff]/g),
    ...escaped(json.replace(/\\"/g, '\\u0022'), /[&<>'+`\u0080-\uffff]/g),
    ...escaped(json.replace(/\//g, '\\/'), /[\u0080-\uffff]/g),
    numbered(10),
    numbered(16),
    numbered(16).replace(/&#x[0-9a-f]+/g, (code) => `&#x${code.slice(3).toUpperCase()}`),
    value.replace(/\\/g, '\\\\').replace(/'/g, "\\'").replace(/\n/g, '\\n'),
  ];
}

function percentEncoded(value: string): string {
  return encodeURIComponent(
    value.replace(/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, '\ufffd'),
  );
}

/** RFC 3986 leaves fewer characters alone than `encodeURIComponent` does. */
function strictPercentEncoded(value: string): string {
  return percentEncoded(value).replace(/[!'()*]/g, (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`);
}

/** The lines of a value that has several, and the rows of sixteen characters that a dump shows beside its bytes. */
function lineForms(value: string): string[] {
  const rows = value.length > 16 && value.length <= 64 ? [...value.matchAll(/.{8,16}/gs)].map(([row]) => row) : [];
  return [...rows, ...linesOf(value)];
}

function linesOf(value: string): string[] {
  return value.includes('\n')
    ? value
        .split(/\r?\n/)
        .map((line) => line.trim())
        .filter((line) => line.length >= 16 && !line.startsWith('-----'))
    : [];
}
