import type { ShellCommand, ShellLink, ShellRedirect, ShellWord } from '../model/shell.ts';

interface Draft {
  link: ShellLink;
  words: ShellWord[];
  redirects: ShellRedirect[];
}

/**
 * Splits a line by blanks, quotes and operators only: the best guess for what no
 * grammar reads (an open quote, another shell's syntax, megabytes). Linear.
 */
export function splitPlainly(line: string): ShellCommand[] {
  const commands: Draft[] = [{ link: 'first', words: [], redirects: [] }];
  const token =
    /\s+|&&|\|\||[|;&]|\d?>>?&?\d?|<{1,3}|(?:[^\s'"|;&<>\\]|\\[\s\S]|'[^']*'?|"(?:[^"\\]|\\[\s\S])*"?)+|[\s\S]/g;
  let redirect: string | undefined;
  for (const match of line.matchAll(token)) {
    const raw = match[0];
    const current = commands[commands.length - 1];
    if (!current || raw.trim() === '') continue;
    const link = linkOf(raw);
    if (link) commands.push({ link, words: [], redirects: [] });
    else if (/^(?:\d?>>?&?\d?|<{1,3})$/.test(raw)) redirect = raw;
    else if (redirect) {
      current.redirects.push({ operator: redirect, target: plainWord(raw) });
      redirect = undefined;
    } else current.words.push(plainWord(raw));
  }
  return commands.filter((draft) => draft.words.length > 0 || draft.redirects.length > 0).map(withAssignments);
}

function linkOf(raw: string): ShellLink | undefined {
  if (raw === '&&') return 'and';
  if (raw === '||') return 'or';
  if (raw === '|') return 'pipe';
  if (raw === ';') return 'then';
  return raw === '&' ? 'background' : undefined;
}

function plainWord(raw: string): ShellWord {
  const text = raw.replace(
    /'([^']*)'?|"((?:[^"\\]|\\[\s\S])*)"?|\\([\s\S])/g,
    (_, single, double, escaped) => single ?? double?.replace(/\\(["\\$`])/g, '$1') ?? escaped ?? '',
  );
  return { text, raw, dynamic: /[$`*?]/.test(raw) };
}

function withAssignments(draft: Draft, index: number): ShellCommand {
  const first = draft.words.findIndex((word) => !/^[A-Za-z_][A-Za-z0-9_]*=/.test(word.raw));
  const count = first < 0 ? draft.words.length : first;
  const assignments = draft.words.slice(0, count).map((word) => {
    const cut = word.text.indexOf('=');
    const value = word.text.slice(cut + 1);
    return { name: word.text.slice(0, cut), value: { text: value, raw: value, dynamic: word.dynamic } };
  });
  return {
    link: index === 0 ? 'first' : draft.link,
    words: draft.words.slice(count),
    assignments,
    redirects: draft.redirects,
    depth: 0,
  };
}
