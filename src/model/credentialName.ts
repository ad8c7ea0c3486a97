const secret =
  /(?:^|_)(?:TOKEN|SECRET|PASS|PASSWORD|PASSWD|PASSPHRASE|PWD|PAT|APIKEY|API_KEY|ACCESS_KEY(?:_ID)?|SECRET_KEY|PRIVATE_KEY|SIGNING_KEY|DEPLOY_KEY|CREDENTIALS?)(?:_|$)/;

/** A variable of this name holds something that opens something: `NPM_TOKEN`, `CA_PASS`. */
export function namesCredential(name: string): boolean {
  if (name === 'PWD' || name === 'OLDPWD') return false;
  return (
    secret.test(name) ||
    (/_KEY$/.test(name) && !/(?:PRIMARY|FOREIGN|SORT|CACHE|PUBLIC|PARTITION|INDEX)_KEY$/.test(name))
  );
}

/** `$NAME`, `${NAME}`, `%NAME%`, `$env:NAME`, `env:NAME` (openssl), `-e NAME` (containers). */
const reference =
  /\$(?:\{|env:)?([A-Z][A-Z0-9_]{2,})\b|%([A-Z][A-Z0-9_]{2,})%|(?<![\w$])env:([A-Z][A-Z0-9_]{2,})\b|\s(?:-e|--env)[ =]([A-Z][A-Z0-9_]{2,})(?=\s|$)/g;

/** Credentials that a command line takes from the environment, by name. */
export function credentialsNamed(line: string): string[] {
  const names = [...line.matchAll(reference)].map((match) => match[1] ?? match[2] ?? match[3] ?? match[4] ?? '');
  return [...new Set(names)].filter(namesCredential);
}
