/** JSON with comments and trailing commas, as editors and agents keep their settings in; undefined where it is none. */
export function commentedJson(text: string): unknown {
  const plain = text
    .replace(/^\ufeff/, '')
    .replace(/("(?:[^"\\\n]|\\.)*")|\/\/[^\n]*|\/\*[\s\S]*?\*\//g, (_, quoted: string | undefined) => quoted ?? '')
    .replace(/("(?:[^"\\\n]|\\.)*")|,(?=\s*[}\]])/g, (_, quoted: string | undefined) => quoted ?? '');
  try {
    return JSON.parse(plain);
  } catch {
    return undefined;
  }
}
