import type { Softening } from './words.ts';

const word = (words: string): RegExp => new RegExp(String.raw`(?<![\p{L}\p{N}_-])(?:${words})(?![\p{L}\p{N}_-])`, 'iu');

/** Whom something is said of: whoever speaks, or somebody beside them; in some languages the verb says so. */
const person = word(
  [
    "I(?:['’](?:m|ve|d|ll))?|me|my|mine|myself|we(?:['’](?:re|ve))?|us|our|you|your|he|she|him|his|her|hers|they|their|them|guess who|who|whoever|everyone|nobody|maintainers?|colleagues?|co-?workers?|boss|interns?|devs|guys|folks|people|predecessors?|contractors?|consultants?",
    'ich|mich|mir|meine?[rsnm]?|wir|uns|unsere?|du|er|sie|ihr',
    "j['’]?|je|moi|mon|ma|mes|m['’]|nous|suis|tu|elle",
    'yo|mi|mí|mía?|mías?|soy|fui|estoy|era|somos|me',
    'io|sono|ero|mio|mia|miei|che|eu|sou|estou|meu|minha|ik|ben|mijn|jestem|moja|mój|jag|jeg|min|mitt|я|мой|моя',
  ].join('|'),
);

/** What judges somebody or tells how they feel, and nothing else. */
const plainJudgement = word(
  [
    String.raw`(?:idiot|moron|noob|newb|dumbass|imbecile|impostor|imposter|crook|amateur|loser|dunce|doofus)s?|facepalm|embarrassing|ashamed|pathetic|pebkac|my bad|mea (?:maxima )?culpa|me and my \p{L}+|(?:my|your|his|her|their|our) (?:own )?fault|\p{L}+['’]s fault|bunch of \p{L}+|don['’]t (?:judge|laugh)(?: me)?|i (?:feel|felt)(?: like)?|beyond me|lost count(?: of how often)?|old me|behind schedule|running late|in a hurry|let me near|brain ?(?:fart|freeze|fog|dead)s?|my (?:poor )?(?:brain|head|mind) (?:is|was|has)|classic me|typical me|silly me|shame on (?:me|you|him|her|them)|senior moment|like this\?|(?:this|that|it)(?:['’]s| is| was) (?:all |entirely |totally )?on me|me who|how (?:embarrassing|stupid|dumb|silly)|fat[- ]?finger(?:s|ed)?`,
    'peinlich(?:erweise)?|vollidiot|trottel|depp|dummkopf|blödmann|versager|mein(?:e)? (?:fehler|schuld)|wie (?:dumm|blöd|peinlich)',
    'ma faute|quel(?:le)? (?:idiote?|imbécile|honte|andouille|crétin)|au temps pour moi',
    'culpa m[ií]a|mi culpa|qué (?:tont[oa]|idiota|torpe|vergüenza|burr[oa])|culpa minha|minha culpa|que burr[oa]|colpa mia|mia colpa|che (?:stupid[oa]|scem[oa]|idiota|vergogna)',
    'mijn (?:fout|schuld)|sukkel|moja wina|mitt fel|min feil|min fejl|моя (?:вина|ошибка)',
  ].join('|'),
);

/** What judges where it is said of a person: of a parser or a query it may be a fact. */
const judgement = word(
  [
    'stupid(?:ity|ly)?|dumb(?:est)?|fool(?:ish)?|silly|clumsy|careless(?:ly|ness)?|lazy|laziness|incompeten(?:t|ce)|useless|terrible|awful|horrible|sloppy|clueless|dense|slow|thick|hopeless|helpless|disaster|worthless|ignoran(?:t|ce)|ridiculous|clowns?|joke|fraud|failure|hack|noobs?|cut out for|asleep|blind|genius|typos?|rookie|amateur|newbie|beginner|blame|guilty|regret|sorry|apologi[sz]e|sad|depressed|anxious|nervous|tired|exhausted|sleepy|confused|frustrat(?:ed|ing)|annoy(?:ed|ing)|angry|furious|bored|stressed|overwhelmed|scared|panick?(?:ed|ing)?|hate[sd]?|fired|crying|cried|sweating|blanked|zoned out|spaced out|forgetful|distracted|scatter-?brained|need(?:ed)? (?:new |my |some |more )?(?:glasses|coffee|sleep|holidays?|vacation|a (?:break|drink|holiday|vacation|nap))',
    "screw(?:ed|s)? up|mess(?:ed|es)? up|fuck(?:ed|s)? up|blew (?:it|this)|fumbled|(?:not|n['’]t|wasn['’]t) (?:really |exactly )?(?:thinking|paying attention|awake|focus+ed|concentrating)(?: straight| clearly)?|(?:can['’]?t|cannot|can not|could not|couldn['’]t|can never|never|always|keep|don['’]t) (?:even |seem to |ever )?(?:follow|remember|learn|get (?:this|it|that)|understand|do (?:anything|this) right|count|type|spell|think|be trusted|listen)|(?:bad|terrible|awful|hopeless|useless|no good|not good|rubbish|worst|weak) (?:at|with)|like this|deserve",
    'dumm|blöd|doof|bescheuert|dämlich|unfähig|ungeschickt|schäme?|schuld|mist gebaut|kapier\\p{L}*|check(?:e)? (?:das|es) nicht|verpeil\\p{L}*|verplant|müde|genervt|niete|verbockt|versaut|vermasselt|verkackt|verpatzt|faul|schussel\\p{L}*|zu blind|esel|idioten?',
    'bête|nul(?:le)?|stupide|honte|désolée?|crétine?|andouille|fatiguée?|débile|boulet|conn?e?|maladroite?|étourdie?|imbécile|incapable|faute',
    'tont[oa]|torpe|idiota|imb[eé]cil[ei]?|est[uú]pid[oa]|desastre|vergüenza|inútil|burr[oa]|despistad[oa]|cansad[oa]|lo siento|perdón|culpa',
    'scem[oa]|stupid[oa]|cretin[oa]|vergogna|incapace|imbranat[oa]|disastro|colpa|vergonha|lerd[oa]|desculpa',
    'dom|stom|idioot|oen|slordig|schaam|schuld|moe|idiotą|idiotka|głupi\\p{L}*|wstyd|kretyn\\p{L}*|dum|тупой|тупая|дурак|дура|идиот|стыдно',
  ].join('|'),
);

const aNumber = String.raw`(?:\d+(?:[.,]\d+)?|an?|half an?|one|two|three|four|five|six|seven|eight|nine|ten|twelve|twenty|thirty|forty|several|many|(?:a )?few|a couple of|countless|zwei|drei|vier|fünf|sechs|acht|zehn|ein(?:e|en|er)?|mehrere|halben?|deux|trois|quatre|cinq|six|dix|une?|plusieurs|dos|tres|cuatro|cinco|seis|diez|una?|varias?|due|tre|quattro|cinque|duas?|três|twee|drie|vier)`;
const aUnit =
  '(?:h|hrs?|hours?|mins?|minutes?|secs?|seconds?|days?|weeks?|mornings?|afternoons?|evenings?|nights?|stunden?|minuten?|tagen?|tage?|wochen?|abende?|nächte?|heures?|jours?|semaines?|horas?|minutos?|días?|dias?|semanas?|ore|ora|minuti|giorni|uur|uren|dagen)';
/** How long something went on. */
const stretch = word(
  `(?:about |around |almost |nearly |over |more than |at least |the (?:last|past) |another )*${aNumber}(?: (?:whole|full|good|more|solid|long|ganzen?|volle|bonnes?))? ?${aUnit}(?: and a half)?|half (?:the|my|an?) (?:hour|day|morning|afternoon|night|week)|(?:the|my|an?)(?: (?:whole|entire|full|damn))? (?:day|morning|afternoon|evening|night|week(?:end)?|(?:mon|tues|wednes|thurs|fri|satur|sun)day)|all (?:day|morning|afternoon|night|week)|(?:for )?(?:hours|days|weeks|ages|forever|an eternity)|(?:den|die) (?:ganzen?|halben?) (?:tag|vormittag|nachmittag|abend|nacht|woche)|ewig|toute la (?:journée|matinée|nuit|soirée)|des heures|todo el día|toda la (?:mañana|tarde|noche)|tutto il giorno|o dia todo|de hele dag`,
);
/** What a person does with their time; a setting, a lease and a job do not. */
const effort = word(
  [
    "wast(?:ed?|ing)|ate|eaten|swallowed|killed|spen[dt](?:ing)?|lost|gone|burn(?:ed|t)|cost (?:me|us)|took (?:me|us)|search(?:ed|ing)|debug(?:ged|ging)|star(?:ed|ing)|struggl(?:ed|ing)|fought|fighting|figur(?:ed|ing)|googl(?:ed|ing)|been at|been (?:here|stuck|sitting)|head[- ]?scratching|swearing|scratching|digging|dug|finally|(?:I|we)(?: had to| have to|['’]ve)? wait(?:ed|ing)?|read(?:ing)? docs|pulling my hair|(?:I|we) (?:sat|slept|needed)",
    'gebraucht|gesucht|gekostet|verschwendet|verloren|verbraten|dauerte|gedauert|gesessen|geflucht|endlich',
    'perdus?|passée?s?|pris|coûté|cherché|galéré|enfin|llevó|costó|perdí|perdimos|pasé|busqué|tardé|por fin|perso|passato|cercato|finalmente|perdi|gastei|verloren|gezocht|eindelijk',
  ].join('|'),
);
/** What a person is away for. */
const away = word(
  '(?:back|returned|fresh|away) from (?:my |the |a )?(?:lunch|coffee|breakfast|dinner|nap|break|holidays?|vacation|gym|doctor|dentist|bed|sick leave|parental leave|weekend)|(?:since|before|after|during|over) (?:my |the |a )?(?:lunch|breakfast|dinner|my nap|my holidays?|my vacation|coffee)(?: break)?|(?:went|gone|going|go|had|off) (?:to |for |out |get |grab |and got |have |make |a |some |the )*(?:coffee|tea|lunch|dinner|breakfast|nap|sleep|bed|toilet|bathroom|gym|smoke|walk|beer|doctor|dentist)|(?:went|gone|going) home|took (?:a |my )?(?:nap|break|shower|walk)|(?:phone )?(?:call|meeting|fire alarm|visitor|delivery) (?:in between|came up|interrupted)|(?:get|grab|fetch|make|need)(?:ing)? (?:a |some |my |another |more )*(?:coffee|tea|beer|snack|nap)|(?:picking|pick|picked) up (?:my|the) kids?|my (?:kids?|wife|husband|partner|child|children|baby|dog|cat|mother|father|flatmate)|(?:nach|vor|in) der (?:mittagspause|kaffeepause|pause)|kaffee (?:geholt|holen|getrunken)|pause déjeuner|pause café|después de comer',
);
const interjection = word(
  'lmf?ao+|lol|rofl|haha+|hehe+|sigh|meh|yikes|duh|geez|jeez|gosh|bruh|smh|tja|hach|ach|hélas|bof|uff+|puh',
);

/** What a reader needs: names of things, flags, paths, numbers, what must be done. */
const thing =
  /[`"“/\\=<>$@#{}[\]|]|(?<![\p{L}\p{N}])--?[\p{L}\p{N}]|\p{L}[._]\p{L}|\p{Ll}\p{Lu}|(?<![\p{L}-])(?!(?:TV|OK|PM|AM|LOL|WTF|OMG|FFS|FML|LMAO|ROFL|SMH)\b)\p{Lu}[\p{Lu}\d_]{1,}(?!\p{Ll})/u;
const figure = /\d/;
const needed = word(
  "must(?:n['’]t)?(?! have| think| be)|needs?(?= to)|has to|have to(?! wait)|should|requires?|required|only works?|use|set|run|add|muss|müssen|braucht|soll(?:te)?|il faut|fallait|doit|hay que|debe|deben|tiene que|bisogna|deve|precisa|moet|trzeba|default|skip(?:ped|s)?|disabled?|turned off|switched off|delet(?:e|es|ed)|without|forgot(?:ten)?|forget|forgetting|vergessen|oublié|olvid[eéó]|überspr\\p{L}*|backup",
);

/** Words that carry nothing of the work, beside the short ones. */
const empty = word(
  'the|and|for|was|are|not|had|has|did|can|all|any|who|why|how|one|out|off|too|now|day|its|got|get|saw|see|yet|own|way|let|she|him|her|his|you|our|ich|mal|das|der|die|den|dem|des|ein|bin|war|ist|hat|hab|mir|mich|les|une|est|pas|que|qui|los|las|una|uno|con|por|non|per|del|een|het|ben|nie|och|att|som|som|men|jak|sam|tam|that|this|these|those|there|here|with|from|been|being|have|having|were|what|when|then|than|just|really|very|quite|totally|completely|absolutely|absolute|utter|total|complete|entirely|clearly|obviously|apparently|probably|honestly|seriously|actually|basically|again|always|never|today|tonight|tomorrow|yesterday|still|such|some|much|more|most|like|feel|feels|felt|seem|seems|fact|about|could|would|will|does|doing|done|thing|things|someone|somebody|anyway|oops|also|even|only|after|before|because|since|while|until|time|long|work|working|make|made|think|thinking|know|knew|right|well|little|enough|question|moment|life|self|fully|myself|wieder|immer|einfach|heute|wirklich|total|leider|echt|auch|nicht|schon|noch|habe|hatte|hätte|sein|waren|eine[rnms]?|dafür|dazu|daran|damit|vraiment|trop|encore|toujours|cela|cette|avec|fais|être|était|avait|pour|dessus|là-dessus|siempre|otra|esto|esta|muy|tan|para|ancora|sempre|questo|questa|altijd|weer|daar|zijn|geweest|been|took|cost|gone|hour|hours|minutes|days',
);
/** Words that a clause about a person may hold beside, and one about their time. */
const mostRest = 1;
const mostRestOfState = 2;
const mostRestOfTime = 1;
/** What somebody says that they are or feel. */
const state = word(
  "I['’]m|I am|I was|I feel|I felt|makes me|was an?|were an?|ich (?:bin|war)|je suis|soy|fui|sono|sou|jestem",
);

/** Where one clause of a sentence ends and the next begins, with the word that ties them. */
const tie =
  /[,;:)](?=\s)\s*(?:(?:and|but|because|so|anyway|since|as|und|aber|weil|denn|mais|et|car|pero|y|porque|ma|e|mas|maar|en|want)[,:]? )?|\s[-–—]+\s|[–—]|\s\(|\s(?:and|but|because|that|cause|und|aber|weil|denn|dass|mais|parce que|car|et|pero|porque|mas|maar|want)\s|\s(?:so|since|as) (?=(?:I|we|the|it|you|they|he|she|this|that|there)\b)|\s(?=(?:I|ich|je|yo) (?!was\b|am\b|['’]m\b|bin\b|war\b|suis\b|did\b|do\b|can\b|have\b|had\b|feel\b|guess\b|think\b|saw\b|found\b|noticed\b|must\b|ever\b|kapier))/giu;

const longestSentence = 600;
const anything = new RegExp(
  [plainJudgement, judgement, stretch, away, interjection].map(({ source }) => source).join('|'),
  'iu',
);

type Rule = Softening['rule'];

/** Clauses that are about a person and nothing else: a judgement, a feeling, how long it took them, where they were. */
export function personalClauses(text: string): Softening[] {
  if (!anything.test(text)) return [];
  const found: Softening[] = [];
  for (const sentence of text.matchAll(/(?:[^.!?\n]|[.!?](?![\s)]|$)){1,600}[.!?]*[ \t]*/g)) {
    if (sentence[0].length < longestSentence && anything.test(sentence[0]))
      found.push(...ofSentence(sentence[0], sentence.index));
  }
  return found;
}

interface Clause {
  readonly start: number;
  /** Without the tie behind it. */
  readonly end: number;
  readonly rule?: Rule;
}

function ofSentence(sentence: string, offset: number): Softening[] {
  const body = sentence.replace(/[.!?]*[ \t]*$/, '');
  const isAsked = sentence.trimEnd().endsWith('?') ? '?' : '';
  const clauses: Clause[] = [];
  let start = 0;
  for (const { 0: between, index } of [...body.matchAll(tie), { 0: '', index: body.length }]) {
    if (index > start || clauses.length > 0) {
      const rule = ruleOf(body.slice(start, index) + (index === body.length ? isAsked : ''));
      clauses.push({ start, end: index, ...(rule === undefined ? {} : { rule }) });
    }
    start = index + between.length;
  }
  if (clauses.every(({ rule }) => rule === undefined)) return [];
  const [first] = clauses;
  if (clauses.every(({ rule, start: from, end }) => rule !== undefined || body.slice(from, end).trim() === ''))
    return [{ rule: first?.rule ?? 'self-blame', start: offset, end: offset + sentence.length, text: '' }];
  // Those that stand first go with the tie behind them, all others with the one before.
  const kept = clauses.findIndex(({ rule, start: from, end }) => rule === undefined && end > from);
  const ranges = clauses.flatMap(({ rule, start: from, end }, index) => {
    if (rule === undefined) return [];
    const next = clauses[index + 1];
    const before = clauses[index - 1];
    return index < kept
      ? [{ rule, start: offset + from, end: offset + (next?.start ?? end), text: '' }]
      : [
          {
            rule,
            start: offset + (before?.end ?? from),
            end: offset + closed(body, before?.end ?? from, end),
            text: '',
          },
        ];
  });
  return ranges;
}

/** A bracket that opened before a clause is closed with it. */
function closed(body: string, tieAt: number, end: number): number {
  return /^\s*\($/.test(body.slice(tieAt, tieAt + 2)) && body[end] === ')' ? end + 1 : end;
}

function ruleOf(clause: string): Rule | undefined {
  if (thing.test(clause) || needed.test(clause)) return undefined;
  if (stretch.test(clause) && effort.test(clause) && rest(clause, [stretch, effort]) <= mostRestOfTime) return 'pace';
  if (figure.test(clause)) return undefined;
  if (away.test(clause) && rest(clause, [away]) <= mostRestOfTime) return 'pace';
  const most = state.test(clause) ? mostRestOfState : mostRest;
  if (plainJudgement.test(clause) && rest(clause, [plainJudgement, judgement]) <= most) return 'self-blame';
  if (judgement.test(clause) && person.test(clause) && rest(clause, [judgement, person]) <= most) return 'self-blame';
  return interjection.test(clause) && rest(clause, [interjection, judgement]) === 0 ? 'self-blame' : undefined;
}

/** How many words there are that tell something else. */
function rest(clause: string, without: readonly RegExp[]): number {
  const left = without.reduce((text, pattern) => text.replace(new RegExp(pattern.source, 'giu'), ' '), clause);
  return (left.match(/\p{L}[\p{L}'’-]*/gu) ?? []).filter((one) => one.length > 2 && !empty.test(one)).length;
}
