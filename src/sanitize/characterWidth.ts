/** Joins the character before it: combining marks, joiners, variation selectors. */
export function isCombining(character: string): boolean {
  return (
    character.length > 0 && character.charCodeAt(0) >= 0x300 && /^(?:\p{Mn}|\p{Me}|\u200d|\ufe0f)/u.test(character)
  );
}

/** East Asian wide and emoji, roughly as Unicode Standard Annex 11 has them. */
export function isWide(character: string): boolean {
  const code = character.codePointAt(0) ?? 0;
  if (code < 0x1100) {
    return false;
  }
  return (
    code <= 0x115f ||
    (code >= 0x2e80 && code <= 0x303e) ||
    (code >= 0x3041 && code <= 0xa4cf) ||
    (code >= 0xac00 && code <= 0xd7a3) ||
    (code >= 0xf900 && code <= 0xfaff) ||
    (code >= 0xfe30 && code <= 0xfe6f) ||
    (code >= 0xff00 && code <= 0xff60) ||
    (code >= 0xffe0 && code <= 0xffe6) ||
    (code >= 0x1f300 && code <= 0x1f64f) ||
    (code >= 0x1f680 && code <= 0x1f6ff) ||
    (code >= 0x1f900 && code <= 0x1f9ff) ||
    (code >= 0x20000 && code <= 0x3fffd)
  );
}
