import { type DangerSign, dangerLabels, signsOf } from './danger.ts';

const { tls, open, full, skipped, licence, guard, unheeded, testOff, debugging } = dangerLabels;
const code = ['code'] as const;

/** What lines of source, settings and pipelines do away with. */
export const codeSigns: readonly DangerSign[] = signsOf([
  [
    'verification',
    tls,
    code,
    /hostname_?verifier\b[^\n]{0,60}->\s?true\b|\bcheckServerTrusted\([^)\n]{0,120}\)\s?\{\s?\}|\.danger_accept_invalid_\w+\(\s?true|\bCertificateValidationCallback\b[^\n]{0,80}=>?[^\n]{0,20}\btrue\b|\bbadCertificateCallback\b[^\n]{0,60}=>\s?true|^\s*trusted-host\s*=|\bskip_?tls_?verify\s?[:=]\s?(?:true|yes)\b/i,
  ],
  [
    'permissions',
    open,
    code,
    /\bAccess-Control-Allow-Origin["']?\s?[:,=]?\s?["']?\*|\borigins?\s?:\s?(?:\[?\s?["']\*["']|true\b)|\ballow_origins\s?=\s?\[?["']\*|\bCORS_(?:ALLOW_ALL_ORIGINS|ORIGIN_ALLOW_ALL)\s?=\s?True|\bAllowAnyOrigin\(|\bALLOWED_HOSTS\s?=\s?\[\s?["']\*/,
  ],
  [
    'permissions',
    open,
    code,
    /^(?!.*egress)[^\n]{0,120}\b(?:cidr\w*|ingress|sources?|source_\w+|allow|from|trusted\w*|CidrIp|remote_ip\w*)\b[^\n]{0,40}(?:0\.0\.0\.0\/0|::\/0)/i,
  ],
  [
    'permissions',
    open,
    code,
    /\bacl\s?[:=]\s?["']public-read|\bpublicly_accessible\s?[:=]\s?true|\bblock_public_\w+\s?[:=]\s?false|"Principal"\s?:\s?"\*"/i,
  ],
  [
    'privileges',
    full,
    code,
    /^\s*USER\s+(?:root|0)\s*$|"Action"\s?:\s?\[?\s?"\*"|\bactions\s?=\s?\[\s?"\*"|\bverbs:\s?\[\s?["']\*["']/,
  ],
  [
    'checks',
    guard,
    code,
    /^\s*PermitRootLogin\s+yes\b|^\s*PermitEmptyPasswords\s+yes\b|^\s*PasswordAuthentication\s+yes\b|\bpermitAll\(\)|\bAllowAnonymous\b|\bauth(?:entication|orization)?["']?\s?[:=]\s?["']?(?:false|none|off|disabled)\b|\bUnsafeLoader\b|\byaml\.unsafe_load\b|\bdangerouslyAllowBrowser\b/i,
  ],
  [
    'checks',
    guard,
    code,
    /\b(?:encrypt(?:ed|ion)?|storage_encrypted|deletion_protection|enable_?audit\w*|mfa_delete)["']?\s?[:=]\s?["']?false\b/i,
  ],
  ['checks', debugging, code, /^\s*DEBUG\s?=\s?True\b/],
  [
    'checks',
    unheeded,
    code,
    /\bcontinue-on-error\s?:\s?true\b|\ballow_failure\s?:\s?true\b|\bignore_errors\s?:\s?(?:yes|true)\b|\bfailOnError\s?[:=]\s?["']?false\b|<failOnError>false<|\bignoreFailures\s?=\s?true\b|\bnoEmitOnError["']?\s?:\s?false\b/,
  ],
  [
    'checks',
    skipped,
    code,
    /\bskip\s?:\s?\[\s?["']?\w[^\]\n]{0,120}\]|<skipTests>true<|\bskip(?:Tests|Checks|Verification|Validation)\s?[:=]\s?["']?true\b|\bignore(?:Build|During)\w*\s?:\s?true\b/,
  ],
  [
    'checks',
    testOff,
    code,
    /\bt\.Skip(?:Now|f)?\(|(?:^|\s)@(?:Disabled|Ignore)\b|#\[ignore\b|\bpytest\.skip\(|\bmarkTest(?:Skipped|Incomplete)\(|\b(?:it|test|describe)\([^\n]{0,120}\{\s?skip:\s?true|^\s*(?:xit|xtest|xdescribe|xcontext)\s?[(']/,
  ],
  [
    'licence',
    licence,
    code,
    /"licen[cs]e"\s?:\s?"(?:UNLICENSED|SEE LICEN[CS]E|(?:A|L)?GPL[^"]{0,20}|SSPL[^"]{0,10}|BUSL[^"]{0,10}|[Pp]roprietary)"|\bCC[- ]BY-(?:NC|ND)\b|\bAll rights reserved\b(?=.{0,80}\bconfidential\b)/i,
  ],
]);
