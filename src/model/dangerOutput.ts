import { type DangerSign, dangerLabels, signsOf } from './danger.ts';

const { tls, hosts, signed, skipped, licence, overwritten, old, warned, laidOpen } = dangerLabels;
const output = ['output'] as const;

/** What tools say of it themselves when something went through that should give pause. */
export const outputSigns: readonly DangerSign[] = signsOf([
  [
    'verification',
    tls,
    output,
    /\bInsecureRequestWarning\b|\bUnverified HTTPS request\b|\bmakes TLS connections and HTTPS requests insecure\b|\b(?:TLS|SSL|certificate) (?:verification|validation|check(?:s|ing)?) (?:is |has been |was )?(?:disabled|off|skipped|turned off)\b|\bskipping (?:TLS|SSL|certificate|hostname)\b[^\n]{0,30}/i,
  ],
  [
    'verification',
    hosts,
    output,
    /\bREMOTE HOST IDENTIFICATION HAS CHANGED\b|\bhost key verification (?:is )?(?:disabled|skipped)\b/i,
  ],
  [
    'verification',
    signed,
    output,
    /\bcannot be authenticated\b|\b(?:is|are) not (?:signed|authenticated)\b|\bunauthenticated packages?\b|\b(?:skipping|skipped|no) (?:signature|checksum|hash|GPG|integrity)\b[^\n]{0,20}\b(?:verif\w+|check\w*|validation)\b|\b(?:signature|checksum|integrity) (?:verification|check|validation) (?:is |was )?(?:skipped|disabled)\b|\bpublic key is not installed\b|\bunsigned (?:package|image|binary|driver)\b/i,
  ],
  [
    'checks',
    skipped,
    output,
    /\b[Tt]ests are skipped\b|^\W*[Ss]kipping (?:all )?(?:tests|checks|hooks|validation|verification|lint\w*|scan\w*)\b|\b[Bb]ypassed rule violations\b|\bhooks? (?:was |were )?(?:ignored|skipped|bypassed)\b|\bchanges? pushed despite\b/,
  ],
  ['data', overwritten, output, /^\s*\+ [0-9a-f]{6,40}\.\.\.[0-9a-f]{6,40} \S+ -> \S+|\(forced update\)/],
  [
    'checks',
    old,
    output,
    /\b[1-9]\d* (?:\w+ )?vulnerabilit(?:y|ies)\b[^\n]{0,80}\b(?:high|critical)\b|\b[1-9]\d* (?:high|critical) (?:severity )?(?:vulnerabilit|CVE|issue)|\b(?:CRITICAL|HIGH): [1-9]|\b(?:is|has reached|past its) end[- ]of[- ]life\b|\bno longer (?:supported|maintained|receives? security)\b/i,
  ],
  [
    'licence',
    licence,
    output,
    /^[\s├└│─•*-]*(?:A|L)?GPL-?\s?v?[23][\w.+-]*\s*[:|(]\s*\d|\blicen[cs]es?\b[^\n]{0,60}\b(?:not allowed|denied|forbidden|incompatible|violation|not permitted|unknown)\b|\b(?:forbidden|denied|incompatible|unknown) licen[cs]e/i,
  ],
  [
    'checks',
    laidOpen,
    output,
    /\bUNPROTECTED PRIVATE KEY FILE\b|\bleaks found: [1-9]|\bpassword on the command[- ]line[^\n]{0,30}insecure\b|--password via the CLI is insecure|\bstored unencrypted\b|\bin (?:plain|clear)[- ]?text\b(?=[^\n]{0,60}\b(?:password|credential|token|secret))/i,
  ],
  ['checks', warned, output, /\bWARN(?:ING)?\b[^\n]{0,120}\b(?:insecure|not secure|unsafe|dangerous(?:ly)?)\b/i],
]);
