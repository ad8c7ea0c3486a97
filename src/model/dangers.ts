/** What a danger does away with. */
export type DangerKind = 'verification' | 'permissions' | 'checks' | 'privileges' | 'licence' | 'data';

/** Something in a text that makes the work less safe, or that others have a right to know of before they take it over. */
export interface Danger {
  readonly kind: DangerKind;
  /** What is so, in a few words: `TLS verification off`. */
  readonly label: string;
  /** The words that say so, as they stand there, at most 120 characters. */
  readonly said: string;
}

/** How a text is read: a command line, the lines of a file, or what somebody wrote. */
export type DangerText = 'command' | 'code' | 'prose';

interface Sign {
  readonly kind: DangerKind;
  readonly label: string;
  readonly pattern: RegExp;
  /** Where it means that; everywhere but in prose if not given. */
  readonly as?: readonly DangerText[];
}

const tls = 'TLS verification off';
const hosts = 'host keys not checked';
const signed = 'signatures not checked';
const open = 'open to everyone';
const skipped = 'checks skipped';
const silenced = 'a warning of a check suppressed';
const guard = 'a protection off';
const full = 'full privileges';
const unread = 'a script run unread';
const licence = 'code under a licence of others';
const lost = 'data destroyed';
const overwritten = 'what others pushed may be overwritten';
const noWayBack = 'done without a way back';

const no = String.raw`["']?\s*[:=,]?\s*["']?(?:false|no|off|0|none|disabled?)\b`;
const yes = String.raw`["']?\s*[:=,]?\s*["']?(?:true|yes|on|1)\b`;
const off = `(?:off|disabled|deactivated|skipped|bypassed|ignored|suppressed|turned off|switched off|set to false)`;
const putOff = `(?:disabl(?:e|es|ed|ing)|turn(?:s|ed|ing)? off|switch(?:es|ed|ing)? off|skip(?:s|ped|ping)?|bypass(?:es|ed|ing)?|ignor(?:e|es|ed|ing)|suppress(?:es|ed|ing)?|deactivat(?:e|es|ed|ing)|comment(?:ed|ing)? out|without(?: any)?|no)`;
const trust = `(?:TLS|SSL|HTTPS|certificates?|certs?|host[- ]?keys?|hostnames?|signatures?|checksums?|GPG|peer)`;
const looking = `(?:verification|validation|check(?:s|ing)?|verify(?:ing)?|errors?|warnings?)`;
const net = `(?:curl|wget|iwr|irm|Invoke-WebRequest|Invoke-RestMethod)`;

const command: readonly DangerText[] = ['command'];
const prose: readonly DangerText[] = ['prose'];
const all: readonly DangerText[] = ['command', 'code', 'prose'];

/** Certificates, hosts, signatures. */
const verification: readonly Sign[] = [
  [tls, String.raw`\bcurl\b[^|;&\n]{0,300}?\s-[fsSLvgiIjlnNOqRa#46]{0,8}k(?=[A-Za-z#]{0,6}(?:\s|$))`, ''],
  [
    tls,
    String.raw`(?:^|\s)--?(?:insecure|proxy-insecure|no-check-certificate|no-verify-ssl|ssl-no-verify|tls-skip-verify|skip-tls-verify|skip-certificate-check|SkipCertificateCheck|ignore-certificate-errors|trusted-host|insecure-registry|plain-http)(?![\w-])`,
    'i',
  ],
  [
    tls,
    String.raw`\b(?:NODE_TLS_REJECT_UNAUTHORIZED|PYTHONHTTPSVERIFY)['"\]]{0,2}\s{0,3}[=:,]?\s{0,3}["']?(?:0|false)\b`,
    'i',
  ],
  [tls, String.raw`\bGIT_SSL_NO_VERIFY["']?\s?[=:]\s?["']?(?:1|true)\b`, 'i'],
  [
    tls,
    `(?<![A-Za-z])(?:strict[-_]?ssl|ssl[-_]?verify(?:[-_]?(?:peer|host))?|tls[-_]?verify|verify[-_]?(?:ssl|tls|certs?|certificates?|peer(?:[-_]name)?|host(?:name)?)|enable-?strict-?ssl|validate[-_]?certs?|reject[-_]?unauthorized|check[-_]?hostname|CURLOPT_SSL_VERIFY(?:PEER|HOST))${no}`,
    'i',
  ],
  [tls, String.raw`\binsecure[-_]?skip[-_]?(?:tls[-_]?)?verify(?:${yes}|(?=\s|$))`, 'i'],
  [tls, String.raw`\bverify\s?=\s?False\b`, ''],
  [
    tls,
    String.raw`\b(?:SSL_)?VERIFY_NONE\b|\bCERT_NONE\b|\b_create_unverified_context\b|\bdanger_accept_invalid_(?:certs|hostnames)\(\s?true|\bDangerousAcceptAnyServerCertificateValidator\b|\bNoopHostnameVerifier\b|\bALLOW_ALL_HOSTNAME_VERIFIER\b|\bTrustAll(?:Certs|Certificates|Strategy|X509TrustManager|Manager)\b|\bServerCertificate(?:Custom)?ValidationCallback\b[^\n]{0,80}=>\s?true`,
    '',
  ],
  [
    tls,
    String.raw`\btrust[ _-]?server[ _-]?certificate\s?=\s?(?:true|yes)\b|\bsslmode["']?\s?[=:]\s?["']?disable\b|\busessl\s?=\s?false\b`,
    'i',
  ],
  [
    hosts,
    String.raw`\bStrictHostKeyChecking[ =]["']?(?:no|off)\b|\bUserKnownHostsFile[ =]["']?/dev/null|\bhost[-_]key[-_]checking\s?[=:]\s?["']?(?:false|no|0)\b|\bInsecureIgnoreHostKey\b|\bAutoAddPolicy\b`,
    'i',
  ],
  [
    signed,
    String.raw`(?:^|\s)--?(?:no-?gpg-?checks?|nosignature|allow-insecure-repositories|disable-content-trust|skip-signature-verification|no-verify-signatures?|insecure-ignore-tlog)(?![\w-])|\bapt(?:-get)?\b[^|;&\n]{0,200}\s--allow-unauthenticated\b|\bgpgcheck\s?=\s?0\b|\[(?:[^\]\n]{0,40} )?trusted=yes|\bGOSUMDB=["']?off\b|\bGONOSUM(?:DB|CHECK)=|\bverify_signature["']?\s?[:=]\s?False\b`,
    'i',
  ],
].map(([label = '', source = '', flags]) => ({ kind: 'verification', label, pattern: new RegExp(source, flags) }));

const others: readonly Sign[] = [
  {
    kind: 'permissions',
    label: open,
    as: all,
    pattern:
      /\bchmod\b(?:\s+-{1,2}[A-Za-z-]{1,20}){0,4}\s+(?:[0-7]?(?:777|666)|[augo]{0,4}[ao][augo]{0,3}[+=][rxXst]{0,4}w[rxXst]{0,3})(?![\w+=])/,
  },
  {
    kind: 'permissions',
    label: open,
    pattern:
      /\bchmod(?:Sync|_r|R)?\(\s?[^()\n]{0,80},\s?(?:0o?|)?777\b|\bmode\s?[=:]\s?["']?0?o?777\b|\bumask\s+0{1,4}(?!\d)|\bicacls\b[^\n|;&]{0,200}Everyone:\(?[^\s)]{0,12}[FM]\b/i,
  },
  {
    kind: 'permissions',
    label: open,
    pattern:
      /--acl[ =]public-read(?:-write)?\b|\ballUsers\b|\bgrant\s+all\b[^;\n]{0,120}\bto\s+(?:public\b|["'`]?[\w*]{0,30}["'`]?@["'`]%)/i,
  },
  {
    kind: 'permissions',
    label: open,
    as: command,
    pattern:
      /\bingress\b[^\n]{0,200}\b0\.0\.0\.0\/0|\bgcloud\b[^\n|;&]{0,300}\s--allow-unauthenticated\b|\bufw\s+allow\s+from\s+any\s*$/i,
  },
  {
    kind: 'checks',
    label: skipped,
    as: command,
    pattern:
      /\bgit\b[^|;&\n]{0,200}?\s--no-verify(?![\w-])|\bgit\s+commit\b(?:\s+-[a-zA-Z]{1,4})*?\s+-[a-z]{0,3}n[a-z]{0,3}(?=\s|$)|\bHUSKY(?:_SKIP_HOOKS)?=(?:0|1)\b|\bcore\.hooksPath[ =]\/dev\/null|\bSKIP=\S{1,80}\s+git\b|\bgh\s+pr\s+merge\b[^|;&\n]{0,200}\s--admin\b/,
  },
  {
    kind: 'checks',
    label: skipped,
    as: command,
    pattern:
      /(?:^|\s)-D(?:skipTests|skipITs|maven\.test\.skip|maven\.javadoc\.failOnError=false)(?:=true)?(?=\s|$)|\bgradlew?\b[^|;&\n]{0,200}\s-x\s+(?:test|check)\b|(?:^|\s)--(?:skip|no)-(?:tests?|checks?|hooks?|lint|verification|validations?)(?![\w-])/,
  },
  {
    kind: 'checks',
    label: silenced,
    as: ['code'],
    pattern:
      /(?:#|\/\/|\/\*|--)\s?(?:nosec\b|NOSONAR\b|nosemgrep\b|checkov:skip|tfsec:ignore|trivy:ignore|lgtm\b\s?\[|codeql\[|noqa:\s?S\d{3}|gitleaks:allow|eslint-disable[\w-]{0,12}\s[^\n]{0,60}security)/,
  },
  {
    kind: 'checks',
    label: 'a test switched off',
    as: ['code'],
    pattern:
      /(?:^|[^\w.])(?:it|test|describe|context)\.skip\(|(?:^|[^\w.])x(?:it|describe|test)\(|@pytest\.mark\.skip(?!if)\b|@unittest\.skip(?!If|Unless)\b/,
  },
  {
    kind: 'checks',
    label: guard,
    as: ['command', 'code'],
    pattern:
      /\bsetenforce\s+(?:0|permissive)\b|\bSELINUX=(?:disabled|permissive)\b|\bufw\s+(?:--force\s+)?disable\b|\bsystemctl\s+(?:--now\s+)?(?:stop|disable|mask)\s+(?:--now\s+)?(?:firewalld|nftables|iptables|apparmor|auditd|fail2ban|falcon-sensor)\b|\biptables\s+-F\b|\baa-(?:disable|teardown|complain)\b|\bcsrutil\s+disable\b|\bspctl\s+--(?:master|global)-disable\b|\bDisableRealtimeMonitoring\s+\$?(?:true|1)\b|\bxattr\s+[^|;&\n]{0,40}com\.apple\.quarantine|\badvfirewall\b[^\n]{0,80}\boff\b/i,
  },
  {
    kind: 'checks',
    label: guard,
    as: ['command', 'code'],
    pattern:
      /\bExecutionPolicy\s+(?:Bypass|Unrestricted)\b|(?:^|[\s"'])--(?:no-sandbox|disable-web-security|no-preserve-root|disable-setuid-sandbox)\b|\b(?:seccomp|apparmor|label)[=:](?:unconfined|disable)\b|@csrf_exempt\b|\bcsrf\(?\)?\s?\.disable\(|\bcsrf\b\s?=>\s?\w{1,20}\.disable\(|\bAbstractHttpConfigurer::disable\b/i,
  },
  {
    kind: 'privileges',
    label: full,
    pattern:
      /(?:^|\s)--privileged(?:=true)?(?=\s|$)|--cap-add[ =]["']?(?:ALL|SYS_ADMIN)\b|\b(?:privileged|allowPrivilegeEscalation)\s?:\s?true\b|\bNOPASSWD:\s?ALL\b|\bchmod\s+(?:-R\s+)?(?:[ug]{1,2}\+s|[46]7[0-7]{2})\b|--clusterrole[ =]cluster-admin\b|(?:^|\s)-v\s+\/:\/\w|\barn:aws:iam::aws:policy\/AdministratorAccess\b/,
  },
  {
    kind: 'privileges',
    label: unread,
    as: ['command', 'code'],
    pattern: new RegExp(
      String.raw`\b${net}\b[^|;&\n]{0,300}\|\s?(?:sudo\s+(?:-\w+\s+)*)?(?:env\s+)?(?:\w+=\S+\s+)*(?:/bin/|/usr/bin/)?(?:ba|z|da|k)?sh\b|\b${net}\b[^|;&\n]{0,300}\|\s?(?:sudo\s+(?:-\w+\s+)*)?(?:python3?|perl|ruby|node|iex|Invoke-Expression)\b(?!\s+-\w*[cmenp])|(?:\b(?:ba|z|da)?sh\s+(?:-c\s+["']?\$\(|<\(\s?)|\b(?:iex|Invoke-Expression)\b[^|;&\n]{0,20}\(+\s?[^|;&\n]{0,60}?|\beval\s+["']?\$\()\s?(?:${net}\b|DownloadString\()`,
      'i',
    ),
  },
  {
    kind: 'licence',
    label: licence,
    as: all,
    pattern:
      /\b(?:copied|copy|pasted|paste|taken|lifted|borrowed|stolen|ported|adapted|derived|grabbed|based)\b[^.!?\n]{0,50}?\b(?:A?GPL(?:v?[23])?|LGPL(?:v?[23])?|GPL\w{0,4}|GNU (?:\w+ )?General Public|proprietary|closed[- ]source|Stack ?Overflow|CC BY-NC\w*)\b[^.!?*\n]{0,40}/i,
  },
  {
    kind: 'licence',
    label: licence,
    as: ['code'],
    pattern:
      /\bGNU (?:Affero |Lesser |Library )?General Public Licen[cs]e\b|\bSPDX-License-Identifier:\s?\(?(?:A|L)?GPL-/i,
  },
  {
    kind: 'data',
    label: overwritten,
    as: command,
    pattern:
      /\bgit\b[^|;&\n]{0,60}\spush\b[^|;&\n]{0,200}?\s(?:--force(?![\w-])[^|;&\n]{0,60}|-[a-z]{0,3}f[a-z]{0,3}(?=\s|$)[^|;&\n]{0,60}|\+[\w/.-]+)/,
  },
  {
    kind: 'data',
    label: lost,
    as: command,
    pattern: /\b(?:drop\s+(?:table|database|schema)|truncate\s+(?:table\s+)?["'`]?[a-z_]\w*)\b/i,
  },
  {
    kind: 'data',
    label: lost,
    as: command,
    pattern:
      /\bdropdb\b|\bflush(?:all|db)\b|\bmkfs\b|\bdd\b[^|;&\n]{0,200}\bof=\/dev\/|\b(?:terraform|tofu|pulumi)\b[^|;&\n]{0,80}\bdestroy\b[^|;&\n]{0,200}\s(?:-?-auto-approve|--yes|-y)\b|\bmigrate\s+reset\b[^|;&\n]{0,80}--force\b|\bdocker\s+(?:volume\s+(?:rm\s+-f|prune\s+-f)|system\s+prune\b[^|;&\n]{0,80}--volumes)|\baws\s+s3\s+r[mb]\b[^|;&\n]{0,200}--(?:recursive|force)\b|\bkubectl\b[^|;&\n]{0,100}\sdelete\s+(?:ns|namespaces?|pvc?|persistentvolume\w*|crds?)\b/i,
  },
  {
    kind: 'data',
    label: lost,
    as: command,
    pattern:
      /\brm\s+(?:-\w+\s+)*-(?:[a-zA-Z]*r[a-zA-Z]*f|[a-zA-Z]*f[a-zA-Z]*r)[a-zA-Z]*\s+(?:--\s+)?["']?(?:\/(?!tmp\/|var\/tmp\/)|~\/?(?!\.cache)|\$HOME|\*(?:\s|$)|\.\/?(?:\s|$))/,
  },
];

/** The same as people say it. */
const told: readonly Sign[] = [
  {
    kind: 'verification',
    label: tls,
    as: prose,
    pattern: new RegExp(
      String.raw`\b${trust}[- ](?:\w+[- ])?${looking} (?:(?:is|was|are|were|has been|got|now|still|simply|just) ){0,3}${off}\b|\b${putOff} [^.!?;\n]{0,30}?\b${trust}[- ](?:\w+[- ])?${looking}\b|\b(?:turn|switch)(?:s|es|ed|ing)? (?:the )?${trust}[- ](?:\w+[- ])?${looking} off\b|(?<!\p{L})(?:Zertifikats?|TLS|SSL|Host-?Key|Signatur)[\p{L}-]{0,3}[- ]?(?:prüfung|Validierung|Verifi\p{L}+)[^.!?;\n]{0,30}(?:aus|abgeschaltet|deaktiviert|umgangen)(?!\p{L})|\bvérification (?:TLS|SSL|du certificat)[^.!?;\n]{0,20}désactivée?`,
      'iu',
    ),
  },
  {
    kind: 'checks',
    label: skipped,
    as: prose,
    pattern:
      /\b(?:skipped|skipping|disabled|disabling|bypassed|bypassing|turned off|switched off|commented out|silenced|ignored) [^.!?;\n]{0,40}?\b(?:tests?|hooks?|checks?|linter|linting|code review|reviews?|scan(?:s|ner)?|scanning|branch protection|approvals?|CSRF)\b/i,
  },
  {
    kind: 'checks',
    label: guard,
    as: prose,
    pattern:
      /\b(?:disabled?|disabling|turned off|switched off|stopped|bypass(?:ed)?) [^.!?;\n]{0,20}?\b(?:firewall|SELinux|AppArmor|antivirus|virus scanner|sandbox|rate limit\w*|authentication|authorization|MFA|2FA|CORS|encryption)\b|\b(?:firewall|SELinux|AppArmor|antivirus|authentication|encryption|sandbox) (?:is |was )?(?:off|disabled|turned off|switched off)\b/i,
  },
  {
    kind: 'data',
    label: 'done in production directly',
    as: prose,
    pattern: /\b(?:directly|straight|right) (?:against|on|in) (?:the )?(?:live|prod(?:uction)?)\b/i,
  },
  {
    kind: 'data',
    label: noWayBack,
    as: prose,
    pattern: /\bwithout (?:an?y? )?(?:back-?ups?|snapshots?|dry[- ]?run|way back|rollback)\b/i,
  },
  {
    kind: 'checks',
    label: skipped,
    as: prose,
    pattern:
      /\b(?:merged?|pushed|committed|deployed|released|shipped) [^.!?;\n]{0,40}?\bwithout (?:an?y? )?(?:tests?|testing|review|approval|checks?)\b|\b(?:untested|unreviewed) (?:code|change|commit|release|build)\b/i,
  },
  {
    kind: 'permissions',
    label: open,
    as: prose,
    pattern:
      /\bworld[- ](?:writ|read)able\b|\b(?:made|opened|left) [^.!?;\n]{0,30}?\b(?:public|open to (?:all|everyone|the world|the internet))\b/i,
  },
  {
    kind: 'licence',
    label: licence,
    as: prose,
    pattern: /\b(?:is|are|was|under|has|contains?) (?:the |an? )?(?:A?GPL|LGPL)(?:v?[23])?(?:[- ]licen[cs]ed?)?\b/i,
  },
];

const signs: readonly Sign[] = [...verification, ...others, ...told];

/** A look first: most texts hold none of these words. */
const quick =
  /insecure|verif|certific|unauth|AutoAdd|_NONE|plain-http|destroy|\bcurl\b|wget|\biwr\b|\birm\b|Invoke-|ssl|tls|host|gpg|sign|trust|GOSUMDB|GONOSUM|chmod|umask|icacls|777|public-read|allUsers|grant|ingress|ufw|--no-|--skip|HUSKY|SKIP=|hooksPath|--admin|commit\s|-Dskip|-Dmaven|gradle|nosec|NOSONAR|nosemgrep|:skip|:ignore|:allow|lgtm|codeql|noqa|eslint-disable|\.skip|x(?:it|describe|test)\(|selinux|enforce|systemctl|iptables|aa-|csrutil|spctl|Realtime|xattr|firewall|ExecutionPolicy|disable|seccomp|apparmor|label|csrf|privileg|cap-add|NOPASSWD|cluster-admin|-v \/:|AdministratorAccess|GPL|GNU|proprietary|source|overflow|CC BY|push|drop|truncate|flush|mkfs|of=\/dev|auto-approve|migrate|prune|s3|delete|\brm\b|prüfung|Validierung|vérification|skipp|bypass|turned|switched|commented|silenced|ignored|without|directly|straight|stopped|untested|unreviewed|world|public|open/i;

/** Said to be left alone, or put right again. */
const against =
  /\b(?:never|do not|don['’]t|does not|doesn['’]t|must not|mustn['’]t|should not|shouldn['’]t|cannot|can['’]t|avoid(?:s|ed|ing)?|no longer|stop(?:s|ped|ping)? (?:to )?|instead of|rather than|re-?enabl\w+|fix(?:es|ed)?|remov(?:e|es|ed|ing)|revert(?:s|ed)?|forbid(?:s|den)?|reject(?:s|ed)?|warns?|nicht|nie(?:mals)?|kein\w*|jamais|nunca)\b/i;

const longestSaid = 120;
/** Longer lines are generated, in characters. */
const longestLine = 2_000;

/** What is dangerous in a text: each label once, in the order of the table. Words against a danger are none. */
export function dangersIn(text: string, as: DangerText): Danger[] {
  if (!quick.test(text)) return [];
  const found = new Map<string, Danger>();
  for (const line of text.split('\n')) {
    if (line.length > longestLine || !quick.test(line)) continue;
    for (const { kind, label, pattern, as: where = ['command', 'code'] } of signs) {
      if (found.has(label) || !where.includes(as)) continue;
      const hit = pattern.exec(line);
      if (!hit || (as === 'prose' && isSpokenAgainst(line, hit.index))) continue;
      found.set(label, { kind, label, said: hit[0].trim().slice(0, longestSaid) });
    }
  }
  return [...found.values()];
}

function isSpokenAgainst(line: string, at: number): boolean {
  const before = line.slice(Math.max(0, at - 80), at);
  return against.test(before.slice(Math.max(0, ...['. ', '! ', '? ', '; '].map((end) => before.lastIndexOf(end)))));
}

/** A comment or documentation is read as prose as well. */
export function isComment(line: string): boolean {
  return /^\s*(?:\/\/|\/\*|\*|#(?!include|define|if|endif|!)|--\s|;|<!--|"""|'''|%|REM\b)/i.test(line);
}

/** What a note says behind its words where it tells of something dangerous. */
export const dangerMark = '⚠';
