import { type Danger, type DangerText, dangerLabels } from './danger.ts';
import { codeSigns } from './dangerCode.ts';
import { commandSigns } from './dangerCommands.ts';
import { outputSigns } from './dangerOutput.ts';
import { commandAndCodeSigns } from './dangerSigns.ts';
import { proseSigns } from './dangerWords.ts';
import { createGuard, smallText } from './requiredWords.ts';

/** Most match in no text, and to compile all of them takes a fifth of a second. */
const signs = [...commandAndCodeSigns, ...commandSigns, ...codeSigns, ...proseSigns, ...outputSigns].map((sign) => ({
  ...sign,
  mayMatch: createGuard(sign.pattern),
}));

/** A look first: most texts hold none of these words. */
const quick =
  /insecure|verif|cert|authent|unauth|AutoAdd|_NONE|plain|destroy|\bcurl\b|wget|\biwr\b|\birm\b|Invoke-|ssl|tls|host|gpg|sign|trust|GOSUMDB|GONOSUM|chmod|umask|icacls|777|public|allUsers|grant|ingress|cidr|0\.0\.0\.0|ufw|--no-|--skip|HUSKY|SKIP=|hooksPath|admin|commit\s|skip|-Dmaven|gradle|nosec|NOSONAR|nosemgrep|ignor|:allow|allow_|lgtm|codeql|noqa|eslint-disable|x(?:it|describe|test)\(|enforce|selinux|systemctl|iptables|aa-|csrutil|spctl|Realtime|xattr|firewall|ExecutionPolicy|disable|seccomp|apparmor|label|csrf|privileg|cap-add|NOPASSWD|-v \/:|AdministratorAccess|GPL|GNU|propriet|licen[cs]e|source|overflow|CC BY|push|drop|truncate|flush|mkfs|of=\/dev|approve|migrate|prune|s3|delete|\brm\b|danger|docker\.sock|root|NonRoot|runAs|PermitRoot|PermitEmpty|PasswordAuth|continue-on-error|failOn|fail|error|origin|Unsafe|DEBUG|http:|network|without|forced|->|password|secret|token|\bkey\b|prod|insecur|vulnerab|CVE|critical|high|bypass|Sicherung|Prüf/i;

/** Said to be left alone, or put right again. */
const against =
  /\b(?:never|no(?= force)|do not|don['’]t|does not|doesn['’]t|must not|mustn['’]t|should not|shouldn['’]t|cannot|can['’]t|avoid(?:s|ed|ing)?|no longer|instead of|rather than|re-?enabl\w+|fix(?:es|ed)?|remov(?:e|es|ed|ing)|revert(?:s|ed)?|forbid(?:s|den)?|reject(?:s|ed)?|warns?|nicht|nie(?:mals)?|kein\w*|jamais|nunca)\b/i;

const longestSaid = 120;
/** Longer lines are generated, in characters. */
const longestLine = 2_000;

/** What is dangerous in a text: each label once, in the order of the table. Words against a danger are none. */
export function dangersIn(text: string, as: DangerText): Danger[] {
  const isLong = as === 'code' || as === 'output';
  if (isLong && !quick.test(text)) return [];
  const found = new Map<string, Danger>();
  for (const line of text.split('\n')) {
    if (line.length > longestLine || (isLong && !quick.test(line))) continue;
    const small = smallText(line);
    for (const { kind, label, pattern, mayMatch, as: where } of signs) {
      if (found.has(label) || !where.includes(as) || !mayMatch(small)) continue;
      const hit = pattern.exec(line);
      if (!hit || (as === 'prose' && isSpokenAgainst(line, hit.index, hit[0], label))) continue;
      found.set(label, { kind, label, said: hit[0].trim().slice(0, longestSaid) });
    }
  }
  return [...found.values()];
}

function isSpokenAgainst(line: string, at: number, said: string, label: string): boolean {
  const before = line.slice(Math.max(0, at - 80), at);
  const clause = before.slice(Math.max(0, ...[...before.matchAll(clauseEnd)].map(({ index }) => index)));
  // What was laid open once stays known when it is taken away.
  const words = label === dangerLabels.laidOpen ? forbidden : against;
  return (
    words.test(clause) ||
    neverAnd.test(before) ||
    againstBehind.test(line.slice(at + said.length, at + said.length + 60))
  );
}

const forbidden = /\b(?:never|do not|don['’]t|must not|should not|avoid|nicht|nie|jamais|nunca)\b/i;
/** "Never reset and force-push". */
const neverAnd = /\b(?:never|must not|niemals|nie|jamais|nunca) [^.!?;:,\n]{0,60}$/i;
const clauseEnd =
  /[.!?;:,](?=\s)|\b(?:so|but|unless|until|because|then|and|if|when|since|weil|aber|sonst|mais|pero)\b/gi;
const againstBehind =
  /^[^.!?;,\n]{0,20}\b(?:is|are|was|were) (?:never|forbidden|not allowed|prohibited|no option|no longer|fixed|verboten|on again)\b|^ (?:again )?(?:is|was) (?:removed|gone|reverted)\b/i;

/** A comment or documentation is read as prose as well. */
export function isComment(line: string): boolean {
  return /^\s*(?:\/\/|\/\*|\*|#(?!include|define|if|endif|!)|--\s|;|<!--|"""|'''|%|REM\b)/i.test(line);
}

/** What a note says behind its words where it tells of something dangerous. */
export const dangerMark = '⚠';
