import picomatch from 'picomatch';

/** Files whose content is never recorded, only that they were edited. Matched on any part of the path, case aside. */
const neverRecorded = [
  '.env*',
  '*.env',
  '*.pem',
  '*.key',
  '*.p12',
  '*.pfx',
  '*.p8',
  '*.kdbx',
  '*.kdb',
  '*.ppk',
  '*.jks',
  '*.keystore',
  '*.asc',
  '*.gpg',
  '*.age',
  'id_*',
  '.npmrc',
  '.yarnrc.yml',
  '.pypirc',
  '.netrc',
  '_netrc',
  '.pgpass',
  'pgpass.conf',
  '.my.cnf',
  '.mylogin.cnf',
  '.git-credentials',
  '.htpasswd',
  '.dockercfg',
  '.s3cfg',
  '.boto',
  '.vault-token',
  '.terraformrc',
  'credentials.tfrc.json',
  '*.tfstate',
  '*.tfstate.*',
  '*.tfvars',
  '*.tfvars.json',
  'wp-config.php',
  'master.key',
  'credentials.yml.enc',
  'secrets.{yml,yaml,json,toml}',
  'credentials.json',
  'service-account*.json',
  'kubeconfig',
  '*.kubeconfig',
  '*.ovpn',
  'shadow',
  '.bash_history',
  '.zsh_history',
  '.psql_history',
  '.mysql_history',
  '.node_repl_history',
  '.python_history',
  '.pry_history',
];
const folders = [
  '.aws',
  '.ssh',
  '.kube',
  '.gnupg',
  '.azure',
  '.password-store',
  '.config/gcloud',
  '.config/gh',
  '.config/op',
];
const options = { nocase: true, dot: true };
/** As one pattern: a path costs one look, not one for each of them. */
const nameNeverRecorded = new RegExp(
  neverRecorded.map((glob) => picomatch.makeRe(glob, options).source).join('|'),
  'i',
);

/** May the content of a file at this path never be recorded? */
export type IsContentWithheld = (path: string) => boolean;

/** `extraGlobs` come from the settings; one without a slash matches a file's name, one with a slash the end of its path. */
export function createIsContentWithheld(extraGlobs: readonly string[] = []): IsContentWithheld {
  const own = extraGlobs.map(matcherOf);
  return (path) => {
    const unified = path.replace(/\\/g, '/');
    const name = unified.slice(unified.lastIndexOf('/') + 1);
    return (
      folders.some((folder) => `/${unified.toLowerCase()}`.includes(`/${folder}/`)) ||
      /(?:^|\/)\.docker\/config\.json$/i.test(unified) ||
      own.some((matches) => matches(unified, name)) ||
      (nameNeverRecorded.test(name) && !isOrdinaryIdFile(name))
    );
  };
}

/** `id_card.tsx` is source code; keys are named after their algorithm or have no ending. */
function isOrdinaryIdFile(name: string): boolean {
  return /^id_(?!rsa|dsa|ecdsa|ed25519)\w*\.(?:[cm]?[jt]sx?|py|go|rs|rb|java|cs|css|scss|html?|md|sql|json|ya?ml|php|vue|svelte|png|jpg|svg)$/i.test(
    name,
  );
}

function matcherOf(glob: string): (path: string, name: string) => boolean {
  const trimmed = glob.trim();
  if (trimmed === '' || trimmed.length > 200) {
    return () => false;
  }
  if (!trimmed.includes('/')) {
    const matches = picomatch(trimmed, options);
    return (_, name) => matches(name);
  }
  const matches = picomatch([trimmed, `**/${trimmed.replace(/^\//, '')}`], options);
  return (path) => matches(path);
}
