/**
 * Words of a command line, for comparing what people ran with what documents
 * say. Documents are not shell (`deploy.sh <env>`, `npm test -- …`), so this
 * reads quotes and operators only and accepts anything.
 */

const operators = /^(?:&&|\|\||;;?|\|&?|&|\n)/;
const redirect = /^(?:\d*|&)(?:>>|>\||>&|<<<|<<-?|<&|>|<)/;
/** A placeholder of a document in the place of a value: `<version>`, `< env >`. */
const angle = /^<[\p{L}\p{N}][\p{L}\p{N} _.:#/|-]*>/u;

/** Splits a line at `&&`, `||`, `;`, `|`, `&` and line ends outside quotes; each part into words, quotes removed. */
export function splitCommands(line: string): string[][] {
  const commands: string[][] = [[]];
  let word: string | undefined;
  let skipNext = false;
  const endWord = (): void => {
    if (word === undefined) return;
    if (skipNext) skipNext = false;
    else commands.at(-1)?.push(word);
    word = undefined;
  };
  let i = 0;
  while (i < line.length) {
    // Most of a line means nothing to a shell: a digit might begin a redirection, no other letter does.
    const plain = word === undefined && isDigit(line.charCodeAt(i)) ? i : plainEnd(line, i);
    if (plain > i) {
      word = (word ?? '') + line.slice(i, plain);
      i = plain;
      continue;
    }
    const rest = line.slice(i, i + 64);
    const char = line.charAt(i);
    const placeholder = char === '<' ? angle.exec(line.slice(i, i + 120))?.[0] : undefined;
    const operator = operators.exec(rest)?.[0];
    const redirection = word === undefined || /^[<>&]/.test(rest) ? redirect.exec(rest)?.[0] : undefined;
    if (placeholder) {
      word = (word ?? '') + placeholder.replaceAll(' ', '');
      i += placeholder.length;
    } else if (redirection && !operator?.startsWith('&&')) {
      endWord();
      skipNext = true;
      i += redirection.length;
    } else if (operator) {
      endWord();
      skipNext = false;
      commands.push([]);
      i += operator.length;
    } else if (/\s/.test(char)) {
      endWord();
      i += 1;
    } else if (char === '#' && word === undefined) {
      const end = line.indexOf('\n', i);
      i = end < 0 ? line.length : end;
    } else if (char === '"' || char === "'") {
      const end = line.indexOf(char, i + 1);
      word = (word ?? '') + line.slice(i + 1, end < 0 ? line.length : end);
      i = end < 0 ? line.length : end + 1;
    } else if (char === '\\' && i + 1 < line.length) {
      if (line.charAt(i + 1) !== '\n') word = (word ?? '') + line.charAt(i + 1);
      i += 2;
    } else {
      word = (word ?? '') + char;
      i += 1;
    }
  }
  endWord();
  return commands.filter((words) => words.length > 0);
}

/** Behind the letters, digits and harmless signs that stand here. */
function plainEnd(line: string, from: number): number {
  let at = from;
  while (isPlain(line.charCodeAt(at))) at += 1;
  return at;
}

/** Letters, digits and `% + , - . / : = @ _`. */
function isPlain(code: number): boolean {
  return (
    (code >= 97 && code <= 122) ||
    (code >= 43 && code <= 58) ||
    (code >= 64 && code <= 90) ||
    code === 95 ||
    code === 61 ||
    code === 37
  );
}

function isDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}

/** A line that splits into these words again: what means something to the shell is quoted. */
export function lineOf(words: readonly string[]): string {
  const quoted = (word: string) => (word.includes("'") ? `"${word}"` : `'${word}'`);
  return words.map((word) => (word === '' || /[\s'"\\;|&<>#]/.test(word) ? quoted(word) : word)).join(' ');
}
