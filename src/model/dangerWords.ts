import { type DangerSign, dangerLabels, signsOf } from './danger.ts';

const {
  tls,
  hosts,
  signed,
  open,
  skipped,
  guard,
  full,
  licence,
  overwritten,
  noWayBack,
  laidOpen,
  copied,
  plain,
  old,
  direct,
  known,
} = dangerLabels;
const prose = ['prose'] as const;

const trusted = '(?:TLS|SSL|HTTPS|certificates?|certs?|cert(?:ificate)?s?[- ]chain|hostnames?|peer)';
const trustedAbroad = String.raw`(?:zertifikat\p{L}*|(?:TLS|SSL)[- ]?\p{L}*prüfung|certificats?|certificados?|certificat[oi]|certificaten?|(?:vérification|verificación|verifica|verificação|verificatie|controle) (?:de |du |del |do |van )?(?:TLS|SSL|certi\p{L}+))`;
const looking = '(?:verification|validation|check(?:s|ing)?|verify(?:ing)?|errors?|warnings?)';
const checks =
  '(?:tests?|test suite|specs?|(?:pre-?commit |git )?hooks?|linter|linting|lint|(?:code )?reviews?|approvals?|CI|CI checks?|scan(?:s|ner|ning)?|quality gates?|branch protection|checks?|audits?|prüfungen|pruebas|vérifications|revisión|revue|testes)';
const guards =
  '(?:firewall|SELinux|AppArmor|antivirus|virus scanner|sandbox|rate limit\\w*|authentication|authorization|auth|MFA|2FA|CORS|CSRF|encryption|audit(?: log\\w*)?|WAF|access control|login|password prompt|verschlüsselung|authentifizierung|authentification|autenticación|chiffrement|cifrado)';
const backups =
  '(?:back-?ups?|snapshots?|dry[- ]?run|way back|rollback|sicherung|sauvegarde|copia de seguridad|backup gemacht)';
const secrets =
  '(?:(?:API|access|private|SSH|signing|deploy|service|secret|encryption|root|admin|database|db) (?:keys?|passwords?|tokens?)|(?<!public )(?<!primary )(?<!foreign )keys?|passwords?|secrets?|tokens?|credentials?|\\.env(?: file)?|passwort|schlüssel|mots? de passe|contraseñas?)';

const putOff =
  '(?:disabl(?:e|es|ed|ing)|turn(?:s|ed|ing)? off|switch(?:es|ed|ing)? off|skip(?:s|ped|ping)?|bypass(?:es|ed|ing)?|ignor(?:e|es|ed|ing)|suppress(?:es|ed|ing)?|deactivat(?:e|es|ed|ing)|comment(?:s|ed|ing)? out|silenc(?:e|es|ed|ing)|mut(?:e|es|ed|ing)|took out|circumvent(?:s|ed|ing)?|work(?:s|ed|ing)? around|without(?: any)?|omit(?:s|ted|ting)?|ohne|sans|sin|zonder|senza|sem|saut(?:é|er|ant)|omit(?:ir|ido|iendo)|ignor(?:é|er|ar|ado|iert|iere)|desactiv(?:ar|ado|ando)|désactiv(?:er|é|ant)|übergangen|umgehe)';
const isOff =
  '(?:off|disabled|deactivated|skipped|bypassed|ignored|suppressed|silenced|muted|commented out|turned off|switched off|set to false|not (?:checked|verified|validated|run|done|taken|made|signed|enforced|required)|unchecked|unverified|aus|abgeschaltet|ausgeschaltet|deaktiviert|übersprungen|umgangen|ignoriert|auskommentiert|désactivée?s?|coupée?s?|ignorée?s?|sautée?s?|desactivad[oa]s?|omitid[oa]s?|saltad[oa]s?|ignorad[oa]s?|disattivat[oaie]|disabilitat[oaie]|desligad[oa]s?|desativad[oa]s?|uitgeschakeld|overgeslagen)';
const verbs =
  '(?: (?:is|was|are|were|has been|have been|got|now|still|simply|just|all|currently|temporarily|completely|ist|sind|wurde|wurden|war|hier|est|sont|está|están|è|sono|is|for now|there|here))*';

const of = (source: string): RegExp => new RegExp(source, 'iu');
/** Something put off, or something that is off; so many words in between. */
const done = (what: string): RegExp =>
  of(
    String.raw`(?<!\p{L})${putOff} (?:[\w'’"-]+ ){0,4}?${what}(?!\p{L})|(?<!\p{L})${what}${verbs} ${isOff}(?!\p{L})|(?<!\p{L})(?:turn|switch)(?:s|es|ed|ing)? (?:the |all )?(?:[\w-]+ )?${what} off(?!\p{L})`,
  );

/** The same as people say it, in some languages. */
export const proseSigns: readonly DangerSign[] = signsOf([
  ['verification', tls, prose, done(String.raw`(?:${trusted}[- ](?:\w+[- ])?${looking}|${trustedAbroad})`)],
  [
    'verification',
    tls,
    prose,
    of(
      String.raw`\b(?:trust(?:s|ed|ing)?|accept(?:s|ed|ing)?|allow(?:s|ed|ing)?) (?:any|all|every|self-signed|invalid|expired|unknown|untrusted)(?: \w+)? (?:certificates?|certs?|CAs?|issuers?)\b|\b(?:ignor\w+|skip\w*|bypass\w*|disabl\w+|turn(?:ed|ing)? off|switch(?:ed|ing)? off) (?:the |all )?(?:\w+ )?(?:certificates?|certs?|TLS|SSL)\b|\bwithout (?:TLS|SSL|HTTPS|a (?:valid )?certificate)\b|\b(?:not|n['’]t) (?:check|verify|validate)(?:ing)? (?:the |any )?(?:\w+ )?(?:certificates?|certs?|TLS|SSL)\b`,
    ),
  ],
  [
    'verification',
    hosts,
    prose,
    of(
      String.raw`\b(?:accept(?:ed|ing)?|trust(?:ed|ing)?|ignor(?:ed|ing)) (?:the |a |any )?(?:changed |new |unknown |wrong )*(?:host[- ]?keys?|fingerprints?)\b|\b(?:host[- ]?keys?|fingerprints?)${verbs} ${isOff}|${putOff} (?:\w+ ){0,2}?(?:host[- ]?key|fingerprint)`,
    ),
  ],
  [
    'verification',
    signed,
    prose,
    of(
      String.raw`\b(?:is|are|was|were|been) (?:not signed|unsigned)\b|\bunsigned (?:package|binary|image|installer|driver|commit|build|release|artifact)s?\b|(?<!\p{L})${putOff} (?:\w+ ){0,2}?(?:signatures?|checksums?|GPG|signature|hash(?:es)?) ?(?:verification|validation|checks?)?(?!\p{L})|\b(?:signatures?|checksums?|GPG(?: keys?)?)(?: (?:verification|validation|checks?))?${verbs} ${isOff}`,
    ),
  ],
  ['checks', skipped, prose, done(checks)],
  [
    'checks',
    skipped,
    prose,
    of(
      String.raw`\b(?:merged?|merging|pushed|committed|deployed|released|shipped|published|continued|installed)(?: it| this| that| the \w+)? (?:anyway|regardless|nevertheless|all the same|trotzdem)\b|\b(?:with|despite) (?:the |a )?(?:red|failing|failed|broken) (?:CI|tests?|build|pipeline|checks?)\b|\b(?:CI|build|pipeline|tests?) (?:was|were|is|are) (?:red|failing|broken)\b[^.!?\n]{0,40}\b(?:merged|pushed|deployed|released|shipped)\b|\bself-?(?:approved|merged|reviewed)\b|\bapproved (?:it |this |that |the \w+ )?myself\b|\b(?:approved|merged) my own\b|\bnobody (?:else )?(?:has )?(?:reviewed|looked|checked|tested)\b|\bwith(?:out)? (?:--no-verify|a second pair of eyes)\b|\b(?:un|never )(?:tested|reviewed) (?:code|change|commit|release|build|migration|script)\b|\b(?:nothing|none of it) (?:is|was|has been) (?:tested|reviewed)\b|\bungetestet\b|\b--no-verify\b`,
    ),
  ],
  [
    'checks',
    skipped,
    prose,
    of(
      String.raw`\b(?:merged?|pushed|committed|deployed|released|shipped) [^.!?;\n]{0,40}?\bwithout (?:an?y? )?(?:tests?|testing|review|approval|checks?)\b`,
    ),
  ],
  ['checks', guard, prose, done(guards)],
  [
    'checks',
    guard,
    prose,
    of(
      String.raw`\b(?:no|without|lacks?|missing) (?:any )?(?:authentication|authorization|access control|encryption|CSRF (?:token|protection)|rate limit\w*)\b|\b(?:unauthenticated|unprotected) (?:endpoint|access|route|page|API|port|database|bucket)s?\b|\bstopp(?:ed|ing) (?:the )?(?:firewall|antivirus|audit\w*)\b`,
    ),
  ],
  [
    'data',
    noWayBack,
    prose,
    of(
      String.raw`(?<!\p{L})(?:without|no|ohne|sans|sin|zonder|senza) (?:an?y? |une? |una |eine? )?(?:prior |recent |fresh )?${backups}(?:${verbs} (?:taken|made|done|gemacht|faite?|hecha))?(?!\p{L})|\b${backups}${verbs} ${isOff}|\b(?:cannot|can['’]t|can not|no way to|impossible to) be (?:undone|rolled back|restored)\b`,
    ),
  ],
  [
    'data',
    direct,
    prose,
    of(
      String.raw`\b(?:directly|straight|right) (?:against|on|in|to) (?:the )?(?:live|prod(?:uction)?)\b|\b(?:on|in|against) (?:the )?(?:live|prod(?:uction)?)(?: \w+)? (?:by hand|manually|directly)\b|\b(?:hot-?fix(?:ed)?|patch(?:ed)?|edit(?:ed)?|chang(?:e|ed)|alter(?:ed)?|tested) [^.!?;,\n]{0,40}\b(?:on|in|against) (?:the )?(?:live(?: \w+)?|prod(?:uction)?)(?= |[.,;!?]|$)|\b(?:manually|by hand) (?:on|in) (?:the )?(?:live|prod(?:uction)?)\b|\bdirekt (?:in|auf|an) (?:der )?(?:Prod\w*|Produktion)\b|\bdirectamente en producción\b|\bdirectement en prod\w*`,
    ),
  ],
  [
    'data',
    overwritten,
    prose,
    of(
      String.raw`\bforce[- ]?push(?:ed|ing|es)?\b|\b(?:push(?:ed|ing)?) [^.!?;\n]{0,30}(?:with |using )?--force(?!-with-lease)\b|\brewr(?:ote|itten|iting) (?:the )?(?:published |shared )?(?:Git )?history\b|\boverwr(?:ote|itten) (?:the )?(?:remote|main|master|their)\b`,
    ),
  ],
  [
    'permissions',
    open,
    prose,
    of(
      String.raw`\bworld[- ](?:writ|read)able\b|\b(?:made|opened|left|set|is|are|was|were) [^.!?;\n]{0,40}?\b(?:open to (?:all|everyone|anyone|the (?:whole )?(?:world|internet|public))|publicly (?:readable|writable|accessible|reachable))\b|\b(?:made|left) [^.!?;\n]{0,30}?\bpublic\b|\b(?:for|to) the (?:whole|entire) (?:world|internet)\b|\banyone can (?:read|write|access|log in|delete|reach)\b|0\.0\.0\.0/0|\bchmod(?: -R)? 0?777\b`,
    ),
  ],
  [
    'privileges',
    full,
    prose,
    of(
      String.raw`\b(?:runs?|running|ran|started|logged in|executes?|works) (?:\w+ )?as root\b|\b(?:gave|give|gives|granted|with|has|have|got|gets|added|assigned|needs?) [^.!?;\n]{0,40}?\b(?:admin(?:istrator)?|root|owner|superuser|full|wildcard) (?:rights|access|permissions?|privileges|role)\b|\bcluster-admin\b|\bpasswordless sudo\b|\bsudo without (?:a )?password\b`,
    ),
  ],
  [
    'privileges',
    laidOpen,
    prose,
    of(
      String.raw`\b(?:committed|checked in|pushed|pasted|hard-?coded|leaked|exposed|exposes|published|logged(?! in| out| on)|posted|uploaded|e-?mailed|versehentlich) (?:[\w'’"-]+ ){0,3}?${secrets}\b|\b${secrets}\b(?: (?:is|are|was|were|has been|still|now|stands?|sits?|lies?|ended up|got|went|went out|now))* (?:\w+ )?(?:in (?:the |our )?(?:Git|history|repo(?:sitory)?|logs?|chat|Slack|wiki|image|bundle|clear|plain ?text|clear ?text|source|code)\b(?! review)|committed|leaked|exposed|hard-?coded|public|visible|in the open|unencrypted|checked in|im Repo\w*|im Klartext)|\b(?:committed|hard-?coded|leaked|checked[- ]in) (?:\w+ )?${secrets}\b`,
    ),
  ],
  [
    'data',
    copied,
    prose,
    of(
      String.raw`\b(?:copied|cop(?:y|ying) of|downloaded|dumped|pulled|cloned|synced|took|used?|using) (?:[\w'’-]+ ){0,3}?(?:prod(?:uction)?|live|real|customers?['’]?|patients?['’]?|personal)(?: \w+)? (?:data(?:base)?|dump|db|records|backup|snapshot|export|rows|e-?mails|tables?)\b|\b(?:loaded|imported|restored|exported|put|moved) [^.!?;\n]{0,30}?\b(?:prod(?:uction)?|live|real|customers?['’]?|patients?['’]?|personal)(?: \w+)? (?:data(?:base)?|dump|db|records|backup|snapshot|export|rows|e-?mails|tables?)\b[^.!?;\n]{0,20}\b(?:in|into|to|onto|on|for) (?:my|the|our|a|an)?\s?(?:local\w*|laptop|machine|staging|test\w*|dev\w*|notebook|spreadsheet|sandbox)\b|\b(?:prod(?:uction)?|live|real|customer|personal|patient) (?:data|dump|records|e-?mails)\b (?:is |are |was |were )?(?:copied|used|kept|on my|in (?:staging|test\w*|dev\w*))|(?:Produktions|Kunden|Echt|Live)daten [^.!?;\n]{0,40}(?:kopiert|geladen|importiert|eingespielt|gezogen)|données (?:de production|clients?|réelles) [^.!?;\n]{0,40}copi|copi[^.!?;\n]{0,30}(?:données (?:de production|clients?)|datos (?:de producción|de clientes|reales))`,
    ),
  ],
  [
    'checks',
    plain,
    prose,
    of(
      String.raw`\bover (?:plain|unencrypted|clear)(?:[- ]?text)?[- ]?(?:http|ftp|telnet|smtp|channel|connection)?\b|\b(?:sent|send|stored|saved|transferred|goes|kept|lies|written|transmitted|travels?) (?:[\w-]+ ){0,3}?(?:unencrypted|in (?:plain|clear)[- ]?text|in the clear|unverschlüsselt|en clair|sin cifrar|im Klartext)\b|\bunencrypted (?:connection|password|token|backup|disk|volume|secret|traffic|channel|bucket)s?\b|\bunverschlüsselt\b`,
    ),
  ],
  [
    'checks',
    old,
    prose,
    of(
      String.raw`\bend[- ]of[- ]life\b|\bEOL (?:version|release|OpenSSL|Node|Python|OS)\b|\bno longer (?:maintained|supported|patched)\b|\bunmaintained\b|\bknown (?:vulnerabilit\w+|CVEs?|hole)\b|\b(?:CVEs?|CVE-\d[\d-]+|vulnerabilit(?:y|ies)|advisor(?:y|ies))\b[^.!?;\n]{0,60}\b(?:ignor\w+|suppress\w*|allow-?list\w*|waiv\w+|accept\w*|exempt\w*|unpatched|left|open)\b|\b(?:ignor\w+|suppress\w*|waiv\w+|accept\w*|silenc\w+) (?:[\w'’-]+ ){0,3}?(?:CVEs?|vulnerabilit(?:y|ies)|advisor(?:y|ies)|security (?:finding|warning|alert)s?)\b`,
    ),
  ],
  [
    'checks',
    known,
    prose,
    of(
      String.raw`\b(?:still|has|have|with|left|keeps?|uses?|kept|unchanged) [^.!?;\n]{0,30}?\bdefault (?:password|credentials|login)\b|\bdefault (?:password|credentials|login)s?\b[^.!?;\n]{0,20}\b(?:unchanged|still|left|kept|not changed|in use)\b|\b(?:shared|common) (?:admin |root )?(?:password|account|login)\b|\bpassword is (?:admin|the default|the user ?name|empty)\b|\bStandardpasswort\b`,
    ),
  ],
  [
    'licence',
    licence,
    prose,
    of(
      String.raw`\b(?:copied|copy|pasted|paste|taken|lifted|borrowed|stolen|ported|adapted|derived|grabbed|based|comes?|came|vendor(?:ed|s)?|bundl\w+|includes?|contains?|links?|forked|kopiert|übernommen|copi\p{L}+|tomad[oa]|repris\p{L}*)(?!\p{L})[^.!?\n]{0,50}?(?<!\p{L})(?:A?GPL(?:v?[23])?|LGPL(?:v?[23])?|GPL\w{0,4}|GNU (?:\w+ )?General Public|SSPL|BUSL|proprietary|closed[- ]source|Stack ?Overflow|CC BY-(?:NC|SA|ND)\w*|leaked source|(?:a |the )?competitor['’]?s?)(?!\p{L})[^.!?*\n]{0,40}|\b(?:A?GPL|LGPL|GPL\w{0,4}|SSPL|proprietary|closed-source)(?:[- ](?:licen[cs]ed))?[- ](?:code|project|projekt|library|lib|module|kernel|source|snippet|package|licen[cs]ed|code)\b|\b(?:is|are|was|under|has|contains?) (?:the |an? )?(?:A?GPL|LGPL|SSPL|BUSL)(?:v?[23])?(?:[- ]licen[cs]ed?)?\b`,
    ),
  ],
  [
    'licence',
    'a licence that is not clear',
    prose,
    of(
      String.raw`\b(?:licen[cs]e|licen[cs]ing|copyright|Lizenz|licence|licencia)\b[^.!?;\n]{0,60}?\b(?:unclear|unknown|missing|incompatible|violat\w+|not allowed|forbids?|unchecked|not checked|not clear|expired|unklar|ungeklärt|inconnue|desconocida|may not|does not allow|doesn['’]t allow)(?!\p{L})|\b(?:unclear|unknown|incompatible|no|without (?:a )?|missing) licen[cs]e\b(?! (?:file|header|key|server))|\bwithout (?:permission|attribution|asking the author)\b`,
    ),
  ],
]);
