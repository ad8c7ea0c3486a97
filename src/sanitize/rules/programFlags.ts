import type { PlaceholderKind } from '../../model/placeholder.ts';

/** Where a program takes a secret that no name announces. Long flags named after secrets need no entry. */
export interface ProgramFlags {
  /** Names of the programs, as a regular expression over the whole base name. */
  readonly program: string;
  /** The first words must be among these, where given: `docker login`, not `docker run`. */
  readonly subcommand?: RegExp;
  /** Flags whose next word is the secret; a value may also be attached with `=` or, for one letter, directly. */
  readonly flags?: readonly string[];
  /** Flags of one letter whose value is always attached (`-pSECRET`), a separate word being something else. */
  readonly attached?: readonly string[];
  /** Flags whose value is `user:secret` (or with another mark): what follows the first mark goes. */
  readonly pairs?: readonly string[];
  readonly pairMark?: string;
  /** Operands, counted from 0 after the subcommand, that are secrets; negative ones count from the end. */
  readonly operands?: readonly number[];
  /** Operands `name=value` whose value goes whatever the name. */
  readonly assignments?: boolean;
  /** The operands are `user:secret`. */
  readonly pairOperands?: boolean;
  readonly kind?: PlaceholderKind;
}

export const programFlags: readonly ProgramFlags[] = [
  {
    program: 'mysql|mysqldump|mysqladmin|mysqlimport|mysqlshow|mysqlcheck|mysqlsh|mariadb(?:-\\w+)?|mycli|xtrabackup',
    attached: ['-p'],
  },
  { program: 'sshpass|altool|notarytool|xcrun', flags: ['-p'] },
  {
    program: 'docker|podman|nerdctl|buildah|skopeo|crane|oras|helm|img|docker\\.exe',
    subcommand: /^(?:login|auth login|registry login)$/,
    flags: ['-p'],
  },
  {
    program: 'oc|cf|bx|ibmcloud|az|argocd|kubelogin|rosa|tsh|astro|fly',
    subcommand: /^(?:login|account login)$/,
    flags: ['-p', '-t', '--apikey'],
  },
  {
    program: 'curl|curl\\.exe|http|https|xh|httpie|wget2',
    pairs: ['-u', '--user', '-U', '--proxy-user', '-a', '--auth'],
    kind: 'password',
  },
  { program: 'wget|aria2c|axel', flags: ['--password', '--http-passwd', '--ftp-passwd', '--http-password'] },
  { program: 'redis-cli|valkey-cli|keydb-cli|iredis', flags: ['-a', '--pass'] },
  {
    program:
      'mongo|mongosh|mongodump|mongorestore|mongoexport|mongoimport|mongostat|mongotop|cqlsh|nodetool|snowsql|beeline|impala-shell|trino|rdesktop|winexe|vncdotool|cypher-shell|wsadmin|ipmitool|influx|dblab|usql|teradata|rpk|kcadm\\.sh|kcadm',
    flags: ['-p', '-P', '--password', '-w'],
  },
  {
    program:
      'sqlcmd|bcp|osql|isql|tsql|fisql|mosquitto_pub|mosquitto_sub|ipmitool|snmpget|snmpwalk|zip|unzip|tibemsadmin|kinit|plink|pscp|psftp|bteq',
    flags: ['-P', '-pw'],
  },
  {
    program: 'snmpget|snmpwalk|snmpset|snmpgetnext|snmpbulkwalk|snmpbulkget|snmptable|snmptrap|snmpstatus',
    flags: ['-A', '-X', '-a', '-x', '-c'],
  },
  { program: 'influx', flags: ['-t', '--token'], kind: 'token' },
  { program: 'p4', flags: ['-P'] },
  { program: 'rabbitmqadmin', flags: ['-p', '--password'] },
  { program: 'chamber', subcommand: /^write$/, operands: [2], kind: 'credential' },
  { program: 'llm', subcommand: /^keys set$/, flags: ['--value'], kind: 'key' },
  { program: 'cloudflared', subcommand: /^service install$/, operands: [0], kind: 'token' },
  { program: 'eas|expo', subcommand: /^(?:secret:create|secret:push)$/, flags: ['--value'], kind: 'credential' },
  { program: 'mkpasswd', operands: [-1] },
  { program: 'oathtool', operands: [-1], kind: 'key' },
  { program: 'radtest', operands: [1, 4] },
  { program: 'ldapsearch|ldapmodify|ldapadd|ldapdelete|ldapwhoami|ldappasswd|ldapcompare', flags: ['-w', '-s'] },
  { program: 'smbclient|rpcclient|net|smbget|mount\\.cifs|smbmap|winexe', pairs: ['-U', '--user'], pairMark: '%' },
  { program: 'crackmapexec|nxc|evil-winrm|impacket-\\w+|smbmap', flags: ['-p'] },
  { program: '7z|7za|7zr|rar|unrar', attached: ['-p', '-hp'] },
  { program: 'mosquitto_passwd|smbpasswd|kpasswd|prosodyctl', subcommand: /^-\w*b\w*$/, operands: [-1] },
  { program: 'htpasswd', subcommand: /^-\w*b\w*$/, operands: [-1] },
  { program: 'openssl', flags: ['-k', '-K', '-hmac', '-pass', '-passin', '-passout', '-passwd', '-password'] },
  {
    program: 'gpg|gpg2|keytool|jarsigner|apksigner|signtool|signtool\\.exe|osslsigncode',
    flags: [
      '--passphrase',
      '-storepass',
      '-keypass',
      '-srcstorepass',
      '-deststorepass',
      '-pass',
      '/p',
      '-p',
      '-pkcs12-pass',
    ],
  },
  { program: 'ssh-keygen', flags: ['-N', '-P'] },
  { program: 'vault|bao', subcommand: /^login$/, operands: [0], kind: 'token' },
  { program: 'vault|bao', subcommand: /^(?:unseal|operator unseal)$/, operands: [0], kind: 'key' },
  { program: 'gh', subcommand: /^(?:secret set|variable set)$/, flags: ['-b', '--body'], kind: 'credential' },
  { program: 'glab|tea|doctl|hcloud|civo|linode-cli|scw', flags: ['-t', '--token'], kind: 'token' },
  {
    program: 'vercel|now|netlify|surge|expo|eas|railway|wrangler|databricks|circleci|semgrep|codecov|snyk',
    flags: ['-t', '--token', '--auth'],
    kind: 'token',
  },
  {
    program:
      'snyk|ngrok|cargo|flyctl|deno|wakatime|doppler|infracost|wandb|modal|replicate|huggingface-cli|hf|pulumi|fossa|sem',
    subcommand: /^(?:auth|authtoken|login|config add-authtoken|add-authtoken|configure set token)$/,
    operands: [0],
    kind: 'token',
  },
  {
    program: 'twine|gem|nuget|mono nuget\\.exe|paket|conan|cloudsmith|jfrog|jf',
    flags: ['-p', '--password', '-k', '--key', '--api-key'],
  },
  {
    program: 'flit|poetry|uv|hatch',
    subcommand: /^(?:publish|upload)$/,
    flags: ['-p', '--password', '-k', '--key', '--api-key'],
  },
  {
    program: 'dotnet',
    subcommand: /^nuget (?:push|delete|add|update)/,
    flags: ['-k', '--api-key', '-p', '--password', '-sk'],
    kind: 'key',
  },
  { program: 'nuget|nuget\\.exe', subcommand: /^(?:setapikey|setApiKey)$/, operands: [0], kind: 'key' },
  { program: 'poetry', subcommand: /^config (?:http-basic|pypi-token)\.\S+$/, operands: [-1] },
  {
    program: 'npm|pnpm|yarn',
    subcommand: /^config set \S*(?:auth|token|pass|secret|key|otp|cert)[^\s=]*$/i,
    operands: [-1],
    kind: 'token',
  },
  {
    program: 'security',
    flags: ['-w', '-p', '-P', '-k'],
    subcommand: /^(?:add-\S+-password|unlock-keychain|import|create-keychain|set-key-partition-list)$/,
  },
  { program: 'usermod|useradd|adduser|dscl|sysadminctl', flags: ['-p', '--password', '-password'] },
  { program: 'rabbitmqctl', subcommand: /^(?:add_user|change_password|authenticate_user)$/, operands: [1] },
  { program: 'bw', subcommand: /^(?:unlock|login)$/, operands: [-1] },
  { program: 'lftp|ncftp|ncftpput|ncftpget', pairs: ['-u'], pairMark: ',', flags: ['-p'] },
  {
    program:
      'etcdctl|elasticdump|filebeat|kafkacat|kcat|restic|jenkins-cli|java -jar jenkins-cli\\.jar|artillery|consul|nomad',
    pairs: ['--user', '-auth', '-http-auth', '-u'],
  },
  { program: 'mc|mcli', subcommand: /^(?:alias set|config host add)$/, operands: [-1, -2], kind: 'key' },
  { program: 'b2|b2sdk', subcommand: /^(?:authorize-account|account authorize)$/, operands: [-1], kind: 'key' },
  { program: 'xfreerdp|wfreerdp|xfreerdp3', attached: ['/p:', '/password:'] },
  {
    program: 'cmdkey|runas|wbadmin|schtasks|psexec|net use',
    attached: ['/pass:', '/password:', '/RP'],
    flags: ['/p', '/rp', '-p'],
  },
  { program: 'net', subcommand: /^user$/i, operands: [1] },
  { program: 'net', subcommand: /^use$/i, operands: [0] },
  { program: 'caddy', subcommand: /^hash-password$/, flags: ['--plaintext', '-p'] },
  { program: 'bundle|bundler', subcommand: /^config(?: set)?$/, operands: [-1], pairOperands: true },
  { program: 'dotnet', subcommand: /^user-secrets set$/, operands: [1], kind: 'credential' },
  {
    program: 'composer',
    subcommand:
      /^config(?: --global| -g)? (?:http-basic|github-oauth|gitlab-token|gitlab-oauth|bitbucket-oauth|bearer)\.\S+$/,
    operands: [-1],
  },
  {
    program: 'composer',
    subcommand: /^(?:http-basic|github-oauth|gitlab-token|gitlab-oauth|bitbucket-oauth|bearer)\.\S+$/,
    operands: [-1],
  },
  { program: 'ansible-vault', subcommand: /^encrypt_string$/, operands: [0], kind: 'credential' },
  { program: 'drush|drupal', subcommand: /^(?:user:password|user-password|upwd|upass)$/, operands: [-1] },
  {
    program: 'neo4j-admin|neo4j',
    subcommand: /^(?:dbms set-initial-password|set-initial-password|set-default-admin)$/,
    operands: [-1],
  },
  { program: 'ejabberdctl|prosodyctl', subcommand: /^(?:register|change_password|adduser|passwd)$/, operands: [-1] },
  { program: 'kubectl|oc|k', subcommand: /^create secret\b/, flags: ['--docker-password'] },
  {
    program: 'heroku|fly|flyctl|doppler|railway|vercel|netlify|eb|gigalixir|dokku|convox|supabase',
    subcommand: /^(?:secrets set|secrets:set|env:set|config:set|secrets upload|variables set|variables --set|setenv)\b/,
    assignments: true,
    kind: 'credential',
  },
  {
    program: 'heroku|fly|flyctl|dokku',
    subcommand: /^(?:secrets set|config:set)\b/,
    assignments: true,
    kind: 'credential',
  },
  { program: 'aws', subcommand: /^configure set \S*(?:secret|token|key|pass)\S*$/, operands: [0], kind: 'key' },
  { program: 'aws', subcommand: /^(?:secretsmanager|ssm) /, flags: ['--secret-string', '--value'], kind: 'credential' },
  { program: 'az', subcommand: /^keyvault secret set$/, flags: ['--value'], kind: 'credential' },
  { program: 'az', subcommand: /^(?:sql|postgres|mysql|vm|ad|webapp|aks)/, flags: ['-p'] },
  { program: 'chef|knife|ansible-vault|inspec', flags: ['-P', '--password'] },
  { program: 'stripe|mailgun|sendgrid|algolia', flags: ['--api-key', '-k'], kind: 'key' },
  { program: 'pgcli|pgbench|psql|createuser', flags: ['--password-value'] },
  {
    program: 'wg|wg-quick|nmcli|iwconfig|wpa_passphrase|netsh',
    subcommand: /^(?:dev wifi connect|device wifi connect)/,
    flags: ['password', 'key', 'wep-key', 'psk'],
  },
  { program: 'wpa_passphrase', operands: [1] },
  {
    program: 'git',
    subcommand: /^config\b/,
    flags: ['credential.password', 'user.password', 'http.extraheader', 'sendemail.smtppass'],
  },
  { program: 'vault|bao', subcommand: /^(?:kv put|kv patch|write)$/, assignments: true, kind: 'credential' },
  { program: 'openssl', subcommand: /^passwd$/, operands: [-1] },
];
