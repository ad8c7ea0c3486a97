/** Blanks comments and the insides of literals with spaces, so that every position stays what it was. */
export function blankLiterals(source: string): string {
  const out = source.split('');
  const templateDepths: number[] = [];
  let braces = 0;
  let previous = '';
  let word = '';
  let i = 0;

  const blank = (from: number, to: number) => {
    for (let at = from; at < to; at += 1) if (out[at] !== '\n') out[at] = ' ';
  };
  /** From just behind the opening mark to just behind the closing one; the inside is blanked. */
  const skipQuoted = (close: string) => {
    const from = i;
    while (i < source.length && source[i] !== close && source[i] !== '\n') i += source[i] === '\\' ? 2 : 1;
    blank(from, Math.min(i, source.length));
    i += 1;
  };
  const skipTemplate = () => {
    const from = i;
    while (i < source.length && source[i] !== '`' && !source.startsWith('${', i)) i += source[i] === '\\' ? 2 : 1;
    blank(from, Math.min(i, source.length));
    if (source.startsWith('${', i)) {
      templateDepths.push(braces);
      i += 2;
    } else i += 1;
  };
  const skipRegex = () => {
    const from = i;
    let inClass = false;
    while (i < source.length && source[i] !== '\n' && (inClass || source[i] !== '/')) {
      if (source[i] === '[') inClass = true;
      if (source[i] === ']') inClass = false;
      i += source[i] === '\\' ? 2 : 1;
    }
    blank(from, Math.min(i, source.length));
    i += 1;
  };

  while (i < source.length) {
    const char = source[i] ?? '';
    if (source.startsWith('//', i)) {
      const end = source.indexOf('\n', i);
      blank(i, end < 0 ? source.length : end);
      i = end < 0 ? source.length : end;
    } else if (source.startsWith('/*', i)) {
      const end = source.indexOf('*/', i + 2);
      blank(i, end < 0 ? source.length : end + 2);
      i = end < 0 ? source.length : end + 2;
    } else if (char === "'" || char === '"') {
      i += 1;
      skipQuoted(char);
      previous = char;
    } else if (char === '`') {
      i += 1;
      skipTemplate();
      previous = char;
    } else if (char === '}' && templateDepths.at(-1) === braces) {
      templateDepths.pop();
      i += 1;
      skipTemplate();
      previous = '`';
    } else if (
      char === '/' &&
      (previous === '' || '(,=:[!&|?{};+-*%<>~^\n'.includes(previous) || /^(return|typeof|case)$/.test(word))
    ) {
      i += 1;
      skipRegex();
      previous = '/';
    } else {
      if (char === '{') braces += 1;
      if (char === '}') braces -= 1;
      if (/\w/.test(char)) word = /\w/.test(source[i - 1] ?? '') ? word + char : char;
      else if (!/\s/.test(char)) word = '';
      if (!/\s/.test(char)) previous = char;
      i += 1;
    }
  }
  return out.join('');
}
