import { type DangerSign, dangerLabels, signsOf } from './danger.ts';

const {
  tls,
  hosts,
  signed,
  skipped,
  guard,
  full,
  unread,
  lost,
  laidOpen,
  copied,
  forced,
  unheeded,
  thrownAway,
  unseen,
} = dangerLabels;
const command = ['command'] as const;
const both = ['command', 'code'] as const;

/** What command lines, and lines of scripts, do away with beside certificates. */
export const commandSigns: readonly DangerSign[] = signsOf([
  ['verification', tls, both, /(?:^|\s)--verify[= ](?:no|false)\b|(?:^|\s)--allow-insecure[\w-]*/i],
  [
    'verification',
    tls,
    both,
    /(?:--(?:index-url|extra-index-url|registry|repository|repo|proxy-url)|\b(?:index-url|registry))[ =]\s?["']?http:\/\/(?!localhost|127\.|0\.0\.0\.0|\[::1)/i,
  ],
  ['verification', hosts, command, /\bssh-keyscan\b[^|;&\n]{0,200}>>?\s?\S*known_hosts/],
  [
    'verification',
    signed,
    both,
    /(?:^|\s)--(?:allow-untrusted|no-check-gpg|force-insecure|no-signature)\b|\bGOINSECURE=/,
  ],
  [
    'verification',
    skipped,
    both,
    /(?:^|\s)--(?:no-git-checks|allow-dirty|disable-openapi-validation|disable-\w+-validation|no-validate|skip-validation|validate=false|no-audit|no-hooks|ignore-preflight-errors\S*|exit-zero|soft-fail|passWithNoTests|no-lint)(?![\w-])/i,
  ],
  [
    'checks',
    skipped,
    command,
    /\bpytest\b[^|;&\n]{0,200}\s(?:-k\s+["']?not\s(?!slow|integration|e2e|gpu|network)\w+|--deselect\b|--ignore[= ]\S*test)|\b(?:jest|vitest|mocha)\b[^|;&\n]{0,200}\s(?:--testPathIgnorePatterns|--exclude)\b|\bgo\s+test\b[^|;&\n]{0,200}\s-skip[= ]|\bgit\b[^|;&\n]{0,80}\s(?:merge|rebase|push|version)\b[^|;&\n]{0,120}\s--no-verify\b|\bnpm\s+version\b[^|;&\n]{0,120}--no-git-tag-version --force/,
  ],
  [
    'checks',
    unheeded,
    both,
    /\b(?:test|tests|lint|audit|scan|check|verify|validate|eslint|biome|tsc|mypy|ruff|pytest|jest|vitest|rspec|clippy|vet|trivy|snyk|semgrep|bandit)\b[^|;&\n]{0,160}\|\|\s?(?:true|:|exit 0|echo)\b|\b(?:trivy|grype|snyk|checkov|tfsec|semgrep)\b[^|;&\n]{0,160}\s--exit-code[= ]0\b|\bset \+e\s*$/,
  ],
  [
    'data',
    forced,
    command,
    /^(?!.*\bgit\b.*\bpush\b)(?!\s*(?:sudo\s+)?rm\b)(?!.*\b(?:turbo|nx|vite|vitepress|bazel|make|prettier|test|tests|build|lint|dev|format|worktree|cache|ln|cp|mv)\b)[^#\n]{0,300}?\s--(?:force|yes-i-really-mean-it|force-yes|force-overwrite|force-conflicts)(?![\w-])/,
  ],
  [
    'checks',
    unseen,
    command,
    /\b(?:terraform|tofu|terragrunt)\b[^|;&\n]{0,80}\sapply\b[^|;&\n]{0,200}\s-?-auto-approve\b|\bpulumi\s+up\b[^|;&\n]{0,200}\s(?:--yes|-y|--skip-preview)\b/,
  ],
  [
    'data',
    thrownAway,
    command,
    /\bgit\b[^|;&\n]{0,60}\s(?:reset\s+(?:\S+\s+)?--hard\b|clean\s+-\w*f\w*|checkout\s+(?:-f|--force)\b|checkout\s+(?:--\s+)?\.(?:\s|$)|restore\s+(?:--\s+)?\.(?:\s|$)|stash\s+(?:drop|clear)\b|reflog\s+expire\b|filter-branch\b|filter-repo\b)/,
  ],
  [
    'data',
    lost,
    command,
    /\b(?:delete\s+from\s+["'`]?[\w.]+["'`]?\s*(?:;|["']|$)|update\s+[\w."`]+\s+set\s+[^"';]{1,200}?(?:;|["']|$)(?<!\bwhere\b.{0,200}))/i,
  ],
  [
    'data',
    lost,
    command,
    /\brm\s+(?:-\w+\s+)*-\w*[rR]\w*\s+(?:-\w+\s+)*["']?\/(?!tmp\/|var\/tmp\/)\w|\bkubectl\b[^|;&\n]{0,100}\sdelete\b[^|;&\n]{0,120}\s--all\b|\b(?:gcloud|az|aws|heroku|flyctl|doctl)\b[^|;&\n]{0,120}\s(?:delete|destroy|terminate)[\w:-]*\b[^|;&\n]{0,200}\s(?:--quiet|-q|--yes|-y|--confirm|--force|--skip-final-snapshot)\b/,
  ],
  [
    'privileges',
    laidOpen,
    command,
    /\bgit\s+add\b[^|;&\n]{0,120}\s\S*?(?:\.env(?!\.(?:example|sample|template|dist|test))(?:\.\w+)?|id_(?:rsa|ed25519|ecdsa)|[\w-]*key[\w-]*\.pem|[\w-]+\.(?:p12|pfx|kdbx|jks|keystore|ppk)|credentials(?:\.json)?|\.npmrc|\.netrc)(?=\s|$)|\bchmod\s+(?:-R\s+)?0?[64][46][46]\s+\S*(?:id_(?:rsa|ed25519)|\.pem|\.key)\b/,
  ],
  [
    'data',
    copied,
    command,
    /\b(?:pg_dump|mysqldump|mongodump|mongoexport|redis-cli|sqlcmd|bcp)\b[^;&\n]{0,200}(?<![a-z])(?:prod|production|live)(?![a-z])[^;&\n]{0,200}\|\s?(?:\w+ )?(?:psql|mysql|pg_restore|mongorestore|redis-cli|sqlite3)\b|\b(?:scp|rsync)\b[^;|&\n]{0,160}\s\S{0,60}(?<![a-z])(?:prod|production|live)(?![a-z])\S{0,80}:\S+\s+[^\s:]+\s*$|\bkubectl\b[^;|&\n]{0,120}(?<![a-z])prod(?:uction)?(?![a-z])[^;|&\n]{0,80}\scp\b|\baws\s+s3\s+(?:cp|sync)\s+[^;|&\n]{0,40}s3:\/\/\S{0,60}(?<![a-z])prod(?:uction)?(?![a-z])\S*\s+(?!s3:)\S/i,
  ],
  [
    'privileges',
    unread,
    both,
    /\b(?:curl|wget)\b[^;\n]{0,300}(?:&&|;)\s*(?:sudo\s+)?(?:(?:ba|z|da)?sh|python3?|perl|node)\s+(?:\.\/|\/tmp\/)?[\w.-]+\.(?:sh|bash|py|pl|js|run)\b|\b(?:curl|wget)\b[^;\n]{0,300}(?:&&|;)\s*chmod\s+\+x\s+\S+\s*(?:&&|;)\s*(?:sudo\s+)?\.?\//,
  ],
  [
    'privileges',
    full,
    both,
    /docker\.sock:|(?:^|\s)--allow-root\b|(?:^|\s)--(?:net|network|pid|ipc|userns)[ =]host\b|(?:^|\s)--user[ =](?:root|0)(?=[\s:]|$)|\b(?:hostNetwork|hostPID|hostIPC)\s?:\s?true\b|\brunAsUser\s?:\s?0\b|\brunAsNonRoot\s?:\s?false\b|--role[ =]["']?roles\/(?:owner|editor)\b/,
  ],
  [
    'checks',
    guard,
    both,
    /\bauditctl\s+-e\s?0\b|(?:^|[\s;])xhost\s+\+(?=\s|$)|\bsysctl\b[^\n]{0,60}randomize_va_space\s?=\s?0|\bSet-NetFirewallProfile\b[^\n]{0,80}-Enabled\s+\$?False|\b(?:service|rc-service|launchctl)\s+(?:\w+\s+)?(?:firewalld|iptables|auditd|fail2ban|apparmor)\s+stop\b|(?:^|\s)--break-system-packages\b|\bset-branch-protection\b[^\n]{0,80}false|\bgh\s+api\b[^\n]{0,120}-X\s+DELETE\b[^\n]{0,120}\/protection\b|\bufw\s+default\s+allow\b/i,
  ],
]);
