import { isGivenName } from './givenNames.ts';
import { beginsWithGivenName, firstWord, notOfAThing } from './names.ts';
import { remarkPatterns, type Softening, softenAll } from './words.ts';

const insult = String.raw`(?:stupid|dumb|idiot(?:ic)?|moron(?:ic)?|foolish|fool|silly|clumsy|careless|lazy|incompetent|useless|terrible|awful|bad|blind|sloppy|clueless|an? noob|embarrass(?:ed|ing)|ashamed|hopeless|not (?:very |that )?(?:smart|good|bright)|the worst|such an? \w+)`;
const intensifier =
  '(?:so|such an?|just|really|very|too|an?|being|the|an? (?:complete|total|absolute|utter|real|huge)|clearly|obviously|apparently|always)';
const fault =
  '(?:mistake|error|fault|bad|stupidity|oversight|carelessness|blunder|screw-?up|fuck-?up|brain ?fart|laziness|ignorance|typo)';

/** Judgements of oneself: dropped with the comma or the colon that ties them to what happened. */
const selfJudgements = remarkPatterns(
  new RegExp(
    String.raw`\b(?:I|i)(?:'m|’m| am| was|'ve been| feel| felt| must be)(?: ${intensifier}){0,3} ${insult}\b(?:(?! (?:and|but|because|so|as|since) )[^.!?;:,\n—-]){0,40}[,;:.!—-]*\s*(?:(?:but|and|because|as|for|since) )?`,
    'i',
  ),
  new RegExp(
    String.raw`\b(?:(?:what|how) (?:a |an )?(?:${insult}|idiot|mess)[^.!?,;:\n]{0,30} (?:I|of me)\b(?: (?:am|was|have been|can be))?[.!?,;:—-]*\s*)`,
    'i',
  ),
  new RegExp(
    String.raw`\b(?:it (?:was|is)|that was|that's|this is|this was|because of|due to|thanks to|after)? ?(?:all |entirely |totally |completely )?my (?:own )?(?:${insult} |big |usual |really |bad |silly |stupid |own |fat ){0,3}${fault}\b(?! (?:was|is) )[.!,;:—-]*\s*`,
    'i',
  ),
  /(?<=^|[.!?,;]\s|\n)no (?:idea|clue) what I(?:'m| am| was) doing(?: here)?\b[.!,;:—-]*\s*/i,
  /\b(?:and |but |because |as |since )?I (?:have|had|'ve|’ve)(?: got)? (?:absolutely |really )?no (?:idea|clue) (?:why|how|what)\b(?:(?! (?:but|so|and|because) )[^.!?,;:\n]){0,50}[,;:.!—-]*\s*(?:but )?/i,
  /\b(?:apparently|obviously|clearly|turns out|seems|I guess)?,? ?I (?:just |really |still |obviously )?(?:can't|cannot|can’t) (?:even )?(?:read|type|spell|count|code|think|see straight)\b(?: (?:properly|today|anymore|at all))?[.!,;:—-]*\s*/i,
  /\b(?:because |since |as |and |but )?I(?:'m| am| was|’m) (?:just |so |too |really |very |a bit |quite )*(?:tired|exhausted|sleepy|hung ?over|distracted|stressed|confused|frustrated|annoyed|angry|furious|bored|rushed|in a (?:hurry|rush)|nervous|scared|not paying attention|overwhelmed)\b(?: to (?:notice|see|reali[sz]e|check|read)(?: that)?)?[.!,;:—-]*\s*(?:(?:and|but|so) )?/i,
  /\b(?:an? |my |the )?(?:rookie|noob|newbie|beginner(?:'s|’s)?|amateur|stupid|dumb|silly|embarrassing|careless|idiotic|lazy) (?:mistake|error|fail|move|oversight|blunder)\b[.!,;:—-]*\s*/i,
  /\b(?:(?:total |complete |massive |another |an? )?(?:brain ?(?:fart|freeze)|senior moment|face ?palm|PEBKAC|epic fail))\b[.!,;:—-]*\s*/i,
  /\bI (?:really |probably |definitely |clearly )?(?:should(?: not|n['’]t)? have|should['’]ve|ought to have|could have)\b(?: (?:just|really|probably|definitely))? ?/i,
  /\bI (?:always|keep|constantly|usually|often) forget(?:ting)? to /i,
  /\bhow (?:could|can) (?:I|we|you|he|she|they) (?:be|have been) [^.!?\n]{0,40}[.!?,]*\s*/i,
  /\b(?:definitely |clearly )?not (?:my|our) (?:finest|best|proudest|brightest) (?:hour|day|moment|work|idea)\b[.!,;:—-]*\s*|\bnot (?:exactly )?proud of (?:this|that|it|myself)\b[.!,;:—-]*\s*/i,
  /\bI (?:clearly|obviously|apparently|just|really|still) (?:don['’]t|do not|didn['’]t|never) (?:really |quite |fully )?(?:understand|understood|get|got|know|knew)\b(?:(?! (?:but|so|because) )[^.!?,;:\n]){0,50}[,;:.!]*\s*(?:but )?/i,
  /\bas (?:usual|always),? (?=I\b|he\b|she\b|they\b|we\b|someone\b)/i,
  /\bI (?:panicked|freaked out|lost it|gave up|cried|cursed|swore|despaired)\b[,;:]?(?: (?:and then|and|then|so|because))? ?/i,
  /\b[Ii]ch (?:Idiot|Trottel|Depp|Dummkopf|Esel|Vollidiot)\b[.!,;:—-]*\s*|\b(?:(?:[Ww]ie immer|[Mm]al wieder|[Nn]atürlich|[Aa]nscheinend) )?(?:[Ii]ch (?:bin|war)|(?:[Bb]in|[Ww]ar) ich) (?:mal |wieder |einfach |wohl |so |zu |echt |völlig )*(?:blöd|dumm|doof|bescheuert|dämlich|unfähig)(?!\p{L})(?: (?:dafür|dazu|gewesen|um [^.!?,;:\n]{0,60}))?[.!,;:—-]*\s*/u,
  /\b(?:qué )?(?:soy|fui) (?:un |una |tan )?(?:idiota|tont[oa]|imbécil|estúpid[oa]|torpe)(?!\p{L})[.!,;:—-]*\s*/iu,
  /(?<!\p{L})(?:quel(?:le)? (?:idiote?|imbécile|conne?|boulet)(?: (?:je suis|suis-je))?|je suis (?:un |une |trop |vraiment )*(?:idiote?|imbécile|conn?e?|bête|nul(?:le)?|stupide))(?!\p{L})[.!,;:—-]*\s*/iu,
  /\bguess who (?:again )?(?=\w)/i,
  /\bbeing the \w+ (?:that )?(?:I am|we are)[.,;:!—-]*\s*/i,
  /\b(?:silly|stupid|dumb|shame on) me\b(?: for (?:not )?\w+ing\b[^.!?,;:\n]{0,40})?[.!,;:—-]*\s*/i,
  /\b(?:sorry(?! (?:page|server|cypress)|-\w)|apologies(?!\.\w)|my apologies|mea culpa|my bad|facepalm|oops|whoops|ugh|d'oh|doh|argh+|embarrassingly(?! parallel)|stupidly|foolishly|carelessly|ashamedly)(?: about (?:that|this)| for (?:that|this|the (?:mess|noise|trouble)))?\b[.!,;:—-]*\s*/i,
  /\b(?:(?:oh )?(?:god|gosh|jesus|christ|man|boy),? )?I (?:really )?(?:(?:suck|stink)(?: at [\w-]+)?|screwed(?: it)? up|messed(?: it)? up|blew it|should have known(?: better)?|ha(?:ve|d) no idea what I(?:'m| am| was) doing(?: here)?|can't believe I[^.!?\n]{0,60}|always (?:forget(?! to )|mess)[^.!?,;:\n]{0,40}|keep (?:forgetting(?! to )|messing)[^.!?,;:\n]{0,40}|hate (?:this|myself|my life)[^.!?\n]{0,30})\b[.!,;:—-]*\s*(?:(?:and|but|because|so|anyway) ?[:,]? ?)?/i,
);

/** Judgements of others. What happened stays where it can be said without saying who. */
const otherJudgements = remarkPatterns(
  /\b(?:QA|[Oo]ps|[Dd]ev[Oo]ps|IT|[Ss]upport|[Mm]arketing|[Ss]ales|[Mm]anagement|[Ss]ecurity|[Tt]hey|[Ss]?[Hh]e|(?:[Tt]he|[Oo]ur) [\w-]+ (?:team|guys|people|folks)) can(?:not|['’]t| never)? (?:ever |really )?be trusted\b[.,;:!—-]*\s*(?:so )?/,
  /\b(?:(?:[Tt]his|[Tt]hat|[Ii]t)(?: is|['’]s| was)|[Ww]hat) (?:absolute |total |complete |utter |pure |such |just |really |so |an? ){0,3}(?:garbage|trash|rubbish|nonsense|insane|insanity|ridiculous|joke|nightmare|disgrace|pathetic|idiotic)\b[.,;:!—-]*\s*/i,
  /\b(?:[Ii]t(?:'s| is| was)|[Tt]hat(?:'s| is| was)|[Tt]his (?:is|was)) (?:all |entirely |totally )?(?:(?:@?[\w-]+(?:'s|’s)|his|her|their|your|the \w+ team's)(?: own)?) (?:fault|mistake|mess|stupidity|error)\b[.!,;:—-]*\s*(?:that )?/,
  /(?<!git )\b(?:I |[Ww]e )?[Bb]lam(?:e|ed|ing) (?:it on )?(?:@?[A-Z][\w-]+|@[\w-]+|him|her|them|the \w+ team)\b(?: for (?:this|that|it))?[.!,;:—-]*\s*/,
  /\b(?:[Tt]hanks|[Tt]hx|[Tt]hank you) to (?:@[\w.-]+|[A-Z][a-z]+|him|her|them|the \w+ team|whoever)(?: (?:for )?(?:\w+ing|who|not)\b[^.!?,;\n]{0,80})[.!,;:—-]*\s*/,
  /\b(?:some |whichever |whatever |an? |the )?(?:stupid |dumb |lazy |incompetent )?(?:idiots?|morons?|clowns?|imbeciles?|noobs?|genius(?:es)?(?= (?:who|that|wrote|decided)))\b(?: (?:who|that) [^.!?,;\n]{0,60}?(?=,| so | and |[.!?;]|$))?[,:]?\s*/i,
  /\b(?:[Tt]he|[Tt]hose|[Oo]ur) (?:[\w-]{2,20} )?(?:guys|team|people|folks|devs|colleagues) (?:never (?:documents?|tests?|reads?|answers?|replies|reply|listens?|cares?|thinks?|checks?|bothers?|learns?)|(?:doesn['’]t|don['’]t|won['’]t|can['’]t) (?:care|listen|read|test|answer|reply|document|bother))\b[^.!?,;:\n]{0,60}[.,;:!—-]*\s*/,
  /\b[\w-]{2,20} (?:people|guys|folks) never (?:documents?|tests?|reads?|answers?|reply|listen|care|thinks?|checks?|bother|learn)\b[^.!?,;:\n]{0,60}[.,;:!—-]*\s*/i,
  /(?:\b(?:[Tt]he|[Oo]ur|[Tt]hose|[Tt]heir) )?(?<![\w-])[A-Za-z][\w-]{1,20} (?:team|guys|people|folks|department|admins?|devs|support|crowd) (?:is|are|was|were) (?:so |just |really |totally |completely |absolutely |always |a bunch of )*(?:useless|incompetent|lazy|clueless|stupid|hopeless|terrible|awful|idiots|morons|clowns)\b[.,;:!—-]*\s*/,
  /(?<=\b(?:[Ww]rote|[Mm]ade|[Bb]uilt|[Dd]id|[Ll]eft|[Pp]roduced|[Pp]ushed|[Mm]erged|[Cc]ommitted|[Dd]esigned) (?:all )?(?:this|that|such)) (?:\w+ )?(?:garbage|trash|rubbish|junk|mess|nonsense|abomination|monstrosity)(?=[.,;:!?]|$)/,
  /(?<!\p{L})(?:(?:[Dd]er|[Dd]ie|[Uu]nsere?) )?(?:[Kk]olleg(?:e|in)|[Cc]hef(?:in)?|[Pp]raktikant(?:in)?|[Aa]zubi|Herr|Frau)(?: \p{Lu}\p{Ll}{1,20})? hat (?:\p{L}{2,20} ){0,4}(?:verbockt|versaut|vermasselt|verkackt|verhunzt|verpfuscht|kaputt ?gemacht)(?!\p{L})[.:,;!—-]*\s*/u,
  /\b(?:[Hh]e|[Ss]he|[Tt]hey) (?:obviously|clearly|apparently|probably|certainly) (?:never|didn['’]t|did not|can['’]t|doesn['’]t|don['’]t) (?:even )?(?:tested|tests?|checked|check|read|reads|looked|look|thought|think|cares?|cared|bother(?:ed)?)\b[^.!?,;:\n]{0,40}[.,;:!—-]*\s*/,
  /\b(?:[Tt]heir|[Hh]is|[Hh]er|[Yy]our|[Tt]his guy['’]s) (?:\w+ )?(?:code|scripts?|work|docs?|documentation|design|API|tests?) (?:is|was|are|were) (?:\w+ )?(?:garbage|trash|rubbish|awful|terrible|horrible|a mess|a joke|unreadable|a disaster|useless)\b[.,;:!—-]*\s*/,
  /\b[Ww]hoever (?:wrote|did|made|built|designed|configured|named|broke|came up with|set (?:this|that|it) up) [^.!?,;:\n]{0,60}?\b(?:was|is|were|must have been|should|deserves|needs to|had|has)\b[^.!?,;:\n]{0,60}[.,;:!—-]*\s*/,
  /(?<=(?:['’]s|[Tt]heir|[Hh]is|[Hh]er|[Yy]our|[Tt]his|[Tt]he) )(?:sloppy|lazy|stupid|careless|half-?baked|idiotic|dumb|terrible|awful|horrible|messy|brain-?dead|moronic|garbage) (?=(?:code|script|work|commits?|fix|hack|patch|config|setup|refactoring|merge|review|migration|tests?)\b)/,
  /\b(?:[Hh]e|[Ss]he|[Tt]hey|@[\w-]+) (?:always|never|can't|cannot|doesn't|don't|is|are) (?:forgets?|break[s]?|tests?|reads?|listens?|so |too |completely |totally )?(?:an? )?(?:stupid|dumb|lazy|incompetent|careless|useless|clueless|the code|anything|his|her|their)\b[^.!?\n]{0,40}[.!,;:—-]*\s*/,
);
/** A reason that is a judgement: what was left undone stays. */
const excuse = remarkPatterns(
  new RegExp(
    String.raw`\b(?:because|as|since|'?cause) (?:I|we)(?:'m|’m|'re| am| was| are| were) (?:${intensifier} ){0,2}${insult} to (?=\w)`,
    'i',
  ),
);
/** "@bob broke the build" says who where what suffices. */
const doer = remarkPatterns(
  /(?<![\w/@.])@[A-Za-z][\w-]{1,38} (?=(?:broke|forgot|messed|screwed|failed|deleted|removed|pushed|merged|introduced|caused|ignored|didn't|did not)\b)/,
);
/** Spoken to: `@tom.weber please …`, `cc @tom`. Decorators, tags of versions and scopes of packages are no people. */
const spokenTo = remarkPatterns(
  /(?<=\b(?:[Aa]sk|[Aa]sked|[Cc]c|[Pp]ing|[Pp]inged|[Tt]hanks|[Hh]ey|[Hh]i|[Tt]ell|[Tt]old) )@(?!(?:latest|next|main|beta|alpha|canary|rc|types|here|channel|everyone|all|inject|param|media|import|deprecated|todo)\b)[a-z][\w.-]{0,37}\w(?![\w/(]|\.\w)|(?<=^|[.!?] |\n)@[a-z][\w.-]{0,37}\w(?=,? (?:please|can you|could you|you|why|fix|your)\b)/,
);
/** The same by name, where what was done is what only people do: forget, not bother. */
const forgetful = remarkPatterns(
  /(?<![\w/.@-])(?!(?:Someone|Somebody|Nobody|Everyone|Everybody|Anyone|They|Who|You|She|One)\b)\p{Lu}\p{Ll}{2,20}(?:'s team)? (?=(?:always |never |again |just |simply |once again )?(?:forgot|forgets|messed (?:it |this |that )?up|screwed (?:it |this |that )?up|didn(?:'|’)t bother|did not bother|couldn(?:'|’)t be bothered|neglected to|wasn(?:'|’)t paying attention)\b)/u,
);

/** What people do to code and machines, and programs too: who did it is told by a name that only people have. */
const deeds =
  '(?:(?:force[- ])?push|merg|delet|remov|revert|chang|commit|rebas|dropp|renam|introduc|caus|deploy|releas|disabl|enabl|edit|touch|ask|insist|approv|review|skipp|ignor|miss|hard-?cod|copi|past|misconfigur|wip|squash|bump|upgrad|downgrad|refus|complain|decid|want|start|stopp|mov|add|fix|creat|updat|install|confirm|suggest|explain|mention|notic|report|restart|rotat|cherry-?pick|tagg|block|forc|patch|tri|us|check|help|point|manag|configur|reject|request|wait|fail|open|clos|assign|prefer|lock|unlock)ed';
const irregularDeeds =
  '(?:broke|forgot|overwrote|wrote|left|quit|told|said|set|ran|thinks|thought|knows|knew|says|wants|did|made|went|put|cut|took|gave|lost|found|built|sent|has|had|is on|was on|was away|was sick|is away|rewrote|undid|blew|shut|let|kept|meant|spent|owns|maintains|insists|demands|refuses|complains)';
const opener =
  '(?:Because|When|Since|After|Until|Before|As|But|And|So|That|If|Once|While|Then|Also|See|Ask|Tell|Ping|Thank|Now|Only|Maybe|Here|There|The|Yesterday|Today|Later|Although|Though|Unless|Where|Whenever)';
const name = String.raw`(?<![\w/@.'’#-])(?!${opener} )\p{Lu}\p{Ll}{1,20}(?:-\p{Lu}\p{Ll}{1,20})?(?: \p{Lu}(?:['’]\p{Lu})?[\p{Ll}-]{1,20}(?!\p{L}))?`;
const meanwhile =
  "(?:(?:just|again|accidentally|already|always|never|once|then|also|later|only|still|simply|apparently|probably|must have|has|had|didn(?:'|’)t|did not) ){0,2}";
const theirs =
  '(?:commits?|changes?|PR|pull request|branch|merge|fix|mistake|typo|push|code|script|laptop|machine|account|fault|patch|migration|config|idea|advice|review|refactor(?:ing)?|work|version|setup)';
const besides =
  '(?:ask|asked|tell|told|ping|pinged|blame|blamed|thank|thanked|by|because of|thanks to|according to|messaged?|called?|bother(?:ed)?)';
/** "because Kevin pushed to main", "Kevin's commit", "ask Kevin": a given name before a deed, a work or behind a verb. */
const named = remarkPatterns(
  new RegExp(String.raw`${name}(?=(?: and \p{Lu}\p{Ll}{1,20})? ${meanwhile}(?:${deeds}|${irregularDeeds})\b)`, 'u'),
  new RegExp(String.raw`(?<=\b[Ii]t(?: was| is|['’]s) )${name}(?= who\b)`, 'u'),
  new RegExp(String.raw`${name}(?=['’]s (?:\w+ )?${theirs}\b)`, 'u'),
  new RegExp(
    String.raw`${name}(?= (?:is|was) (?:responsible|to blame|guilty|the (?:one|reason|culprit)|on (?:holiday|vacation|leave)|the only)\b)`,
    'u',
  ),
  new RegExp(String.raw`(?<=\b(?:${besides}|Ask|Tell|Ping|Thank) )${name}(?![\w/'’@-]|\.\w)`, 'u'),
  new RegExp(
    String.raw`(?<=\b(?:[Cc]all|[Ss]lack|[Ee]-?mail|[Mm]essage|[Cc]ontact|[Tt]ypical|[Ww]rite to|[Tt]alk(?:ed)? to|[Pp]air(?:ed)? with|[Ss]poke (?:to|with)|[Rr]eviewed by|[Aa]pproved by|with|from) )${name}${notOfAThing}`,
    'u',
  ),
  new RegExp(
    String.raw`(?<=^|[.!?;:] |\n|- )${name}(?= (?:and|or|&) \p{Lu}\p{Ll}{1,20} (?:have|are|were|know|own|had|can|will|did)\b)`,
    'u',
  ),
  new RegExp(
    String.raw`(?<=\p{Lu}\p{Ll}{1,20} (?:and|or|&) )${name}(?= (?:have|are|were|know|own|had|can|will|did)\b)`,
    'u',
  ),
  new RegExp(
    String.raw`(?<=^|[.!?] |\n|\b(?:Das hat|hat|por culpa de|wegen|à cause de|gracias a|dank) )${name}(?= (?:verbockt|vergessen|kaputt\p{Ll}*|versaut|gelöscht|rompió|olvidó|borró|ha roto|a cassé|a oublié|a supprimé)(?!\p{L}))`,
    'u',
  ),
);

const surname = String.raw`(?:(?:van|von|de|del|der|da|di|la|le|bin|al) ){0,2}\p{Lu}(?:['’]\p{Lu})?[\p{Ll}-]{1,20}(?!\p{L})`;
const role =
  '(?:[Cc]ustomers?|[Cc]lients?|[Uu]ser|[Cc]olleague|[Cc]oworker|[Mm]anager|[Bb]oss|[Ii]ntern|[Cc]ontractor|[Tt]eammate|[Ll]ead|[Ee]ngineer|[Dd]eveloper|[Aa]dmin|[Kk]unde|[Kk]undin|[Kk]ollege|[Kk]ollegin)';
/** "customer Beatrix Harrington reported": who it is adds nothing to what they are. */
const besideRole = remarkPatterns(
  new RegExp(
    String.raw`(?<=(?<!\p{L})${role}) \p{Lu}\p{Ll}{1,20} ${surname}(?= ${meanwhile}(?:${deeds}|${irregularDeeds})\b)`,
    'u',
  ),
);
/** "(Dr. Hartmann)", "Frau Schmidt": a title is of a person. */
const titled = remarkPatterns(
  / \((?:Dr|Prof|Mr|Mrs|Ms|Herr|Frau)\.? [^()\n]{1,40}\)|(?<![\p{L}/.])(?:(?:Mr|Mrs|Ms|Dr|Prof)\.?|Herrn?|Frau|Monsieur|Madame|Señora?|Signora?)(?: (?:Dr\.|Doktor|Prof\.|Professor))? (?!No\b)\p{Lu}\p{Ll}{1,20}(?:-\p{Lu}\p{Ll}{1,20})?(?![\p{L}/])/u,
);
/** "Jens never documents anything": a judgement with a name on it. */
const judgedByName = remarkPatterns(
  new RegExp(
    String.raw`${name} (?:never|always|doesn['’]t|does not|can['’]t|won['’]t) (?:even )?(?:documents?|tests?|reads?|answers?|repl(?:y|ies)|listens?|cares?|thinks?|checks?|bothers?|learns?)\b[^.!?,;:\n]{0,60}[.,;:!—-]*\s*`,
    'u',
  ),
);
/** In small letters a name is one only where people alone are told of so. */
const smallName = remarkPatterns(
  /(?<=^|[.!?;:,] |\n|\b(?:because|since|as|when|after|and) )[a-z]{3,12} (?=(?:messed|screwed|fucked|effed) (?:up|it|this|that)\b|botched |borked |forgot |broke )/,
);

/** Names alone go: a product that pushes, merges or deletes keeps its own. */
function byName(text: string): Softening[] {
  const small = (start: number, end: number) => {
    const word = firstWord(text.slice(start, end));
    return isGivenName(word.charAt(0).toUpperCase() + word.slice(1));
  };
  return [
    ...softenAll(text, 'blame', named, 'someone').filter((one) => beginsWithGivenName(text, one)),
    ...softenAll(text, 'blame', judgedByName).filter((one) => beginsWithGivenName(text, one)),
    ...softenAll(text, 'blame', smallName, 'someone ').filter(({ start, end }) => small(start, end)),
    ...softenAll(text, 'blame', besideRole),
    ...softenAll(text, 'blame', titled).map((one) => ({
      ...one,
      text: text[one.start] === ' ' ? '' : 'someone',
    })),
  ];
}

/** A person told by their place: an intern, a boss, and not the manager of packages. */
const byPlace = remarkPatterns(
  new RegExp(
    String.raw`\b(?:(?:[Tt]he|[Oo]ur|[Mm]y|[Ss]ome|[Aa]) (?:new |old |former |junior |senior )?(?:intern|trainee|boss|colleague|co-?worker|teammate|team lead|contractor|predecessor|guy|dude)|(?:[Mm]y|[Oo]ur) (?:manager|lead|junior|CEO|CTO|PM|PO|director|supervisor))(?= ${meanwhile}(?:${deeds}|${irregularDeeds})\b)`,
  ),
);
/** "Lazy devs": a judgement of whoever did it. */
const judgedGroup = remarkPatterns(
  /\b(?:[Tt]he |[Tt]hese |[Tt]hose |[Oo]ur |[Ss]ome )?(?:lazy|stupid|dumb|incompetent|clueless|useless|ignorant|careless|sloppy|idiotic|arrogant|annoying)(?: \w+)? (?:devs?|developers?|people|guys?|team|folks|colleagues?|admins?|managers?|interns?|reviewers?|contractors?|engineers?|co-?workers?|ops|users?|customers?)\b/i,
);
/** "Typical Marek", "Reviewed-by: Mirela Ionescu": where nobody but a person stands. */
const whereAPerson = remarkPatterns(
  /(?<=\b[Tt]ypical(?:ly)? )\p{Lu}\p{Ll}+(?=[:,.!])|(?<=(?:^|\n)(?:Reviewed|Signed-off|Co-authored|Co-developed|Acked|Tested|Reported|Suggested|Helped)-by: )[^\n<]{2,60}(?=$|[\n<])|(?<=\blooking at you, )\p{Lu}\p{Ll}+/u,
);
/** What was done badly is still what was done. */
const botched = remarkPatterns(
  /(?:(?<=^|[.!?;:,] |\n|\b(?:[Ss]?[Hh]e|[Tt]hey|someone|[Ww]e|I) )|\b(?:[Tt]he|[Oo]ur|[Tt]hose) (?:[\w-]{2,20} )?(?:guys|team|people|folks|devs|colleagues|intern|contractor) )(?:totally |completely |really |just )?(?:screwed up|messed up|botched|borked|butchered|effed up|fucked up)(?= (?!on\b|again\b)\w)/,
);

export function blame(text: string): Softening[] {
  return [
    ...byName(text),
    ...botchedWork(text),
    ...softenAll(text, 'self-blame', excuse, 'rather than '),
    ...softenAll(text, 'self-blame', selfJudgements),
    ...softenAll(text, 'blame', otherJudgements),
    ...softenAll(text, 'blame', [...doer, ...forgetful], 'someone '),
    ...softenAll(text, 'blame', [...spokenTo, ...byPlace, ...judgedGroup, ...whereAPerson], 'someone'),
  ];
}

function botchedWork(text: string): Softening[] {
  return softenAll(text, 'blame', botched, 'broke').map((one) => ({
    ...one,
    text: /^(?:the|our|those) /i.test(text.slice(one.start, one.end)) ? 'someone broke' : 'broke',
  }));
}
