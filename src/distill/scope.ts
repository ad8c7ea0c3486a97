import type { SimpleCommand } from './shell/read.ts';

/** Flags that say which part of a repository a command is about: with another value it is another job. */
const scoping = new Set([
  '--filter',
  '-F',
  '--workspace',
  '-w',
  '--package',
  '-p',
  '--project',
  '--scope',
  '-pl',
  '--bin',
  '--manifest-path',
]);

const databases = /^(?:psql|mysql|mariadb|sqlite3|duckdb|cockroach|clickhouse-client|sqlcmd)$/;
const statement =
  /^\s*(?:(select)\b.*?\bfrom|(insert)\s+into|(update)|(delete)\s+from|(alter|create|drop|truncate)\s+(?:or\s+replace\s+)?(?:unique\s+)?(?:table|index|view|type|column|sequence|schema)?)\s+(?:if\s+(?:not\s+)?exists\s+|concurrently\s+|only\s+)*["`[]?([\w.]+)/is;

/** The package, project or workspace a command is limited to, or what a database is told to do; empty if it is neither. */
export function scopeOf(part: SimpleCommand): string {
  if (databases.test(part.program)) return statementOf(part);
  return part.flags
    .filter((flag) => flag.value !== undefined && scoping.has(flag.name))
    .map((flag) => flag.value)
    .join(' ');
}

/** `alter orders`, `select orders`: counting what is left is another job than forbidding that there is any. */
function statementOf(part: SimpleCommand): string {
  const texts = [...part.flags.flatMap(({ value }) => value ?? []), ...part.operands];
  for (const text of texts) {
    // A copy, a dump, a setting: what a database's tool itself is told, not the database.
    const [, own] = /^\s*[.\\]([a-z]\w*)\b/.exec(text) ?? [];
    if (own !== undefined) return `.${own}`;
    const match = statement.exec(text);
    if (match) return match.slice(1).filter(Boolean).join(' ').toLowerCase();
  }
  return '';
}
