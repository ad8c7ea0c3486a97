const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/** Standard base64 with padding (RFC 4648 section 4). */
export function toBase64(bytes: Uint8Array): string {
  let out = '';
  const whole = bytes.length - (bytes.length % 3);
  for (let at = 0; at < whole; at += 3) {
    const first = bytes[at] ?? 0;
    const second = bytes[at + 1] ?? 0;
    const third = bytes[at + 2] ?? 0;
    out +=
      alphabet.charAt(first >> 2) +
      alphabet.charAt(((first & 3) << 4) | (second >> 4)) +
      alphabet.charAt(((second & 15) << 2) | (third >> 6)) +
      alphabet.charAt(third & 63);
  }
  if (whole === bytes.length) {
    return out;
  }
  const first = bytes[whole] ?? 0;
  const second = bytes[whole + 1];
  out += alphabet.charAt(first >> 2) + alphabet.charAt(((first & 3) << 4) | ((second ?? 0) >> 4));
  return out + (second === undefined ? '==' : `${alphabet.charAt((second & 15) << 2)}=`);
}

/** Decodes base64 or base64url, padded or not; undefined where a character is of neither alphabet. */
export function fromBase64(text: string): Uint8Array | undefined {
  const clean = text.replace(/=+$/, '').replace(/-/g, '+').replace(/_/g, '/');
  const bytes = new Uint8Array(Math.floor((clean.length * 3) / 4));
  let held = 0;
  let bits = 0;
  let at = 0;
  for (const character of clean) {
    const value = alphabet.indexOf(character);
    if (value === -1) {
      return undefined;
    }
    held = ((held << 6) | value) & 0xffffff;
    bits += 6;
    if (bits >= 8) {
      bits -= 8;
      bytes[at] = (held >> bits) & 255;
      at += 1;
    }
  }
  return bytes;
}

/** The bytes as text when all of them are printable ASCII or line breaks. */
export function printable(bytes: Uint8Array): string | undefined {
  let out = '';
  for (const byte of bytes) {
    if ((byte < 32 && byte !== 9 && byte !== 10 && byte !== 13) || byte > 126) {
      return undefined;
    }
    out += String.fromCharCode(byte);
  }
  return out;
}
