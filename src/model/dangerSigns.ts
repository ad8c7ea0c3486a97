import { type DangerSign, type DangerText, dangerLabels } from './danger.ts';

const { tls, hosts, signed, open, skipped, silenced, guard, full, unread, licence, lost, overwritten } = dangerLabels;

const no = String.raw`["']?\s*[:=,]?\s*["']?(?:false|no|off|0|none|disabled?)\b`;
const yes = String.raw`["']?\s*[:=,]?\s*["']?(?:true|yes|on|1)\b`;
const net = `(?:curl|wget|iwr|irm|Invoke-WebRequest|Invoke-RestMethod)`;

const command: readonly DangerText[] = ['command'];
const both: readonly DangerText[] = ['command', 'code'];
const all: readonly DangerText[] = ['command', 'code', 'prose'];

/** Certificates, hosts, signatures. */
const verification: readonly DangerSign[] = [
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
].map(([label = '', source = '', flags]) => ({
  kind: 'verification',
  label,
  as: both,
  pattern: new RegExp(source, flags),
}));

const others: readonly DangerSign[] = [
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
    as: both,
    pattern:
      /\bchmod(?:Sync|_r|R)?\(\s?[^()\n]{0,80},\s?(?:0o?|)?777\b|\bmode\s?[=:]\s?["']?0?o?777\b|\bumask\s+0{1,4}(?!\d)|\bicacls\b[^\n|;&]{0,200}Everyone:\(?[^\s)]{0,12}[FM]\b/i,
  },
  {
    kind: 'permissions',
    label: open,
    as: both,
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
    as: both,
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

export const commandAndCodeSigns: readonly DangerSign[] = [...verification, ...others];
