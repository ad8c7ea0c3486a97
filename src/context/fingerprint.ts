/**
 * A 64-bit fingerprint as 16 hex digits, to tell a rendered text from an edited one. Two FNV-1a passes of 32 bits with
 * different offsets (Fowler, Noll, Vo, RFC 9923); no protection against forging, which a person with the file open
 * would not need.
 */
export function fingerprint(text: string): string {
  const bytes = new TextEncoder().encode(text);
  return hex(fnv1a(bytes, 0x811c9dc5)) + hex(fnv1a(bytes, 0x9dc5811c));
}

function fnv1a(bytes: Uint8Array, offset: number): number {
  let hash = offset;
  for (const byte of bytes) hash = Math.imul(hash ^ byte, 0x01000193);
  return hash >>> 0;
}

function hex(value: number): string {
  return value.toString(16).padStart(8, '0');
}
