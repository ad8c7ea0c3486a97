import { isGivenName } from './givenNames.ts';
import { type Softening, softenAll } from './words.ts';

const insult = String.raw`(?:stupid|dumb|idiot(?:ic)?|moron(?:ic)?|foolish|fool|silly|clumsy|careless|lazy|incompetent|useless|terrible|awful|bad|blind|sloppy|clueless|an? noob|embarrass(?:ed|ing)|ashamed|hopeless|not (?:very |that )?(?:smart|good|bright)|the worst|such an? \w+)`;
const intensifier =
  '(?:so|such an?|just|really|very|too|an?|being|the|a complete|a total|clearly|obviously|apparently|always)';
const fault =
  '(?:mistake|error|fault|bad|stupidity|oversight|carelessness|blunder|screw-?up|fuck-?up|brain ?fart|laziness|ignorance|typo)';

/** Judgements of oneself: dropped with the comma or the colon that ties them to what happened. */
const selfJudgements: readonly RegExp[] = [
  new RegExp(
    String.raw`\b(?:I|i)(?:'m|’m| am| was|'ve been| feel| felt| must be)(?: ${intensifier}){0,3} ${insult}\b[^.!?;:,\n—-]{0,40}[,;:.!—-]*\s*(?:(?:but|and|because|as|for|since) )?`,
    'i',
  ),
  new RegExp(
    String.raw`\b(?:(?:what|how) (?:a |an )?(?:${insult}|idiot|mess)[^.!?\n]{0,30} (?:I|of me)\b[^.!?\n]{0,20}[.!?,]*\s*)`,
    'i',
  ),
  new RegExp(
    String.raw`\b(?:it (?:was|is)|that was|that's|this is|this was|because of|due to|thanks to|after)? ?(?:all |entirely |totally |completely )?my (?:own )?(?:${insult} |big |usual |really |bad |silly |stupid |own |fat ){0,3}${fault}\b[.!,;:—-]*\s*`,
    'i',
  ),
  /(?<=^|[.!?,;]\s|\n)no (?:idea|clue) what I(?:'m| am| was) doing(?: here)?\b[.!,;:—-]*\s*/i,
  /\b(?:silly|stupid|dumb|shame on) me\b[.!,;:—-]*\s*/i,
  /\b(?:sorry|apologies|my apologies|mea culpa|my bad|facepalm|oops|whoops|ugh|d'oh|doh|argh+|embarrassingly|stupidly|foolishly|carelessly|ashamedly)(?: about (?:that|this)| for (?:that|this|the (?:mess|noise|trouble)))?\b[.!,;:—-]*\s*/i,
  /\bI (?:really )?(?:suck|stink|screwed(?: it)? up|messed(?: it)? up|blew it|should have known(?: better)?|ha(?:ve|d) no idea what I(?:'m| am| was) doing(?: here)?|can't believe I[^.!?\n]{0,60}|always (?:forget|mess)[^.!?,;:\n]{0,40}|keep (?:forgetting|messing)[^.!?,;:\n]{0,40}|hate (?:this|myself|my life)[^.!?\n]{0,30})\b[.!,;:—-]*\s*(?:(?:and|but|because) )?/i,
];

/** Judgements of others. What happened stays where it can be said without saying who. */
const otherJudgements: readonly RegExp[] = [
  /\b(?:[Ii]t(?:'s| is| was)|[Tt]hat(?:'s| is| was)|[Tt]his (?:is|was)) (?:all |entirely |totally )?(?:(?:@?[\w-]+(?:'s|’s)|his|her|their|your|the \w+ team's)(?: own)?) (?:fault|mistake|mess|stupidity|error)\b[.!,;:—-]*\s*(?:that )?/,
  /(?<!git )\b(?:I |[Ww]e )?[Bb]lam(?:e|ed|ing) (?:it on )?(?:@?[A-Z][\w-]+|@[\w-]+|him|her|them|the \w+ team)\b(?: for (?:this|that|it))?[.!,;:—-]*\s*/,
  /\b(?:[Tt]hanks|[Tt]hank you) to (?:@[\w-]+|[A-Z][a-z]+|him|her|them|the \w+ team|whoever)(?: (?:for )?(?:breaking|messing|who|forgetting|not)\b[^.!?,;\n]{0,80})[.!,;:—-]*\s*/,
  /\b(?:some |whichever |whatever |an? |the )?(?:stupid |dumb |lazy |incompetent )?(?:idiots?|morons?|clowns?|imbeciles?|noobs?|genius(?:es)?(?= (?:who|that|wrote|decided)))\b(?: (?:who|that) [^.!?,;\n]{0,60}?(?=,| so | and |[.!?;]|$))?[,:]?\s*/i,
  /\b(?:[Hh]e|[Ss]he|[Tt]hey|@[\w-]+) (?:always|never|can't|cannot|doesn't|don't|is|are) (?:forgets?|break[s]?|tests?|reads?|listens?|so |too |completely |totally )?(?:an? )?(?:stupid|dumb|lazy|incompetent|careless|useless|clueless|the code|anything|his|her|their)\b[^.!?\n]{0,40}[.!,;:—-]*\s*/,
];
/** A reason that is a judgement: what was left undone stays. */
const excuse = new RegExp(
  String.raw`\b(?:because|as|since|'?cause) (?:I|we)(?:'m|’m|'re| am| was| are| were) (?:${intensifier} ){0,2}${insult} to (?=\w)`,
  'i',
);
/** "@bob broke the build" says who where what suffices. */
const doer =
  /(?<![\w/@.])@[A-Za-z][\w-]{1,38} (?=(?:broke|forgot|messed|screwed|failed|deleted|removed|pushed|merged|introduced|caused|ignored|didn't|did not)\b)/;
/** The same by name, where what was done is what only people do: forget, not bother. */
const forgetful =
  /(?<![\w/.@-])(?!(?:Someone|Somebody|Nobody|Everyone|Everybody|Anyone|They|Who|You|She|One)\b)\p{Lu}\p{Ll}{2,20}(?:'s team)? (?=(?:always |never |again |just |simply |once again )?(?:forgot|forgets|messed (?:it |this |that )?up|screwed (?:it |this |that )?up|didn(?:'|’)t bother|did not bother|couldn(?:'|’)t be bothered|neglected to|wasn(?:'|’)t paying attention)\b)/u;

/** What people do to code and machines, and programs too: who did it is told by a name that only people have. */
const deeds =
  '(?:(?:force[- ])?push|merg|delet|remov|revert|chang|commit|rebas|dropp|renam|introduc|caus|deploy|releas|disabl|enabl|edit|touch|ask|insist|approv|review|skipp|ignor|miss|hard-?cod|copi|past|misconfigur|wip|squash|bump|upgrad|downgrad|refus|complain|decid|want|start|stopp|mov|add|fix|creat|updat|install|confirm|suggest|explain|mention|notic|report|restart|rotat|cherry-?pick|tagg|block|forc|patch|tri|us|check|help|point|manag|configur|reject|request|wait|fail|open|clos|assign|prefer|lock|unlock)ed';
const irregularDeeds =
  '(?:broke|forgot|overwrote|wrote|left|quit|told|said|set|ran|thinks|thought|knows|knew|says|wants|did|made|went|put|cut|took|gave|lost|found|built|sent|has|had|is on|was on|was away|was sick|is away|rewrote|undid|blew|shut|let|kept|meant|spent)';
const opener =
  '(?:Because|When|Since|After|Until|Before|As|But|And|So|That|If|Once|While|Then|Also|See|Ask|Tell|Ping|Thank|Now|Only|Maybe|Here|There|The|Yesterday|Today|Later|Although|Though|Unless|Where|Whenever)';
const name = String.raw`(?<![\w/@.'’#-])(?!${opener} )\p{Lu}\p{Ll}{1,20}(?: \p{Lu}[\p{Ll}-]{1,20})?`;
const meanwhile =
  "(?:(?:just|again|accidentally|already|always|never|once|then|also|later|only|still|simply|apparently|probably|must have|has|had|didn(?:'|’)t|did not) ){0,2}";
const theirs =
  '(?:commits?|changes?|PR|pull request|branch|merge|fix|mistake|typo|push|code|script|laptop|machine|account|fault|patch|migration|config|idea|advice|review|refactor(?:ing)?|work|version|setup)';
const besides =
  '(?:ask|asked|tell|told|ping|pinged|blame|blamed|thank|thanked|by|because of|thanks to|according to|messaged?|called?|bother(?:ed)?)';
/** "because Kevin pushed to main", "Kevin's commit", "ask Kevin": a given name before a deed, a work or behind a verb. */
const named: readonly RegExp[] = [
  new RegExp(String.raw`${name}(?=(?: and \p{Lu}\p{Ll}{1,20})? ${meanwhile}(?:${deeds}|${irregularDeeds})\b)`, 'u'),
  new RegExp(String.raw`${name}(?=['’]s (?:\w+ )?${theirs}\b)`, 'u'),
  new RegExp(String.raw`(?<=\b(?:${besides}|Ask|Tell|Ping|Thank) )${name}(?![\w/'’@-]|\.\w)`, 'u'),
];

/** Names alone go: a product that pushes, merges or deletes keeps its own. */
function byName(text: string): Softening[] {
  return softenAll(text, 'blame', named, 'someone').filter(({ start, end }) =>
    isGivenName(text.slice(start, end).split(' ')[0] ?? ''),
  );
}

export function blame(text: string): Softening[] {
  return [
    ...byName(text),
    ...softenAll(text, 'self-blame', [excuse], 'rather than '),
    ...softenAll(text, 'self-blame', selfJudgements),
    ...softenAll(text, 'blame', otherJudgements),
    ...softenAll(text, 'blame', [doer, forgetful], 'someone '),
  ];
}
