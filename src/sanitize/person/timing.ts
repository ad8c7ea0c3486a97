import { remarkPatterns, type Softening, softenAll } from './words.ts';

const number = String.raw`(?:\d+(?:[.,]\d+)?|an?|half an?|one|two|three|four|five|six|seven|eight|nine|ten|umpteen|several|many|a few|a couple of|countless|too many|forty|fifty|dozens of)`;
const stretch = String.raw`(?:(?:the|a|an|my|all|half the|half a|half an|most of the) (?:whole |entire |full |good |damn )?(?:day|morning|afternoon|evening|night|week|weekend)|all (?:day|morning|afternoon|night|week)|(?:way |far |much )?too long|(?:many )?hours|ages|forever|days|weeks|an eternity)\b`;
const span = String.raw`(?:(?:about|around|almost|nearly|over|more than|roughly|like|at least|another|the (?:last|past)) )*${number}(?: and a half)?(?: whole| full| long| good| more)? ?(?:h|hrs?|hours?|m|mins?|minutes?|s|secs?|seconds?|days?|weeks?|mornings?|afternoons?|evenings?|nights?)\b(?: and a half)?`;

/** Times of day. A line and column (`a.ts:12:34`), a port mapping or a ratio is none. */
const clocks = remarkPatterns(
  /\((?:[01]?\d|2[0-3]):[0-5]\d(?::[0-5]\d)?\) ?/,
  /(?:\b(?:(?:at|around|by|since|until|before|after) )?(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\d{1,2}(?:[.:][0-5]\d)?)(?: ?(?:am|pm|o'clock))? (?:in the (?:morning|afternoon|evening|night)|at night|(?:this|yesterday|that) (?:morning|afternoon|evening|night)))\b/i,
  /(?<!\p{L})(?:(?:kurz |so )?(?:um|gegen|nach|vor|seit|ab|bis|à|vers|depuis|avant|après|a las?|sobre las?|alle|om|rond) )(?:halb |viertel (?:vor|nach) )?(?:(?:[01]?\d|2[0-3])(?:[:.h][0-5]\d)? ?(?:uhr|h|heures?|horas|uur)(?: \d{1,2})?|(?:halb|viertel (?:vor|nach)) \p{L}{3,6}|(?:[01]?\d|2[0-3]):[0-5]\d)(?: (?:nachts|morgens|früh|abends|mittags|nachmittags|du matin|du soir|de l['’]après-midi|de la (?:mañana|tarde|noche|madrugada)|di notte|della notte))?(?![\p{L}\d]|:\d)/iu,
  /\b(?:(?:just|shortly|right|long) )?(?:before|after|past|around|at|by) (?:noon|midnight)\b(?! utc)/i,
  /\[(?:[01]?\d|2[0-3]):[0-5]\d(?::[0-5]\d)?\](?= \p{L}) ?/iu,
  /\bit(?: is|['’]s| was) (?:already |nearly |almost |now )?(?:(?:1[0-2]|[1-9]) ?(?:am|pm)|(?:[01]?\d|2[0-3]):[0-5]\d)(?: ?(?:am|pm))? (?:and|when|already) /i,
  /(?:\b(?:at|around|by|since|until|from|before|after|about|um|gegen|ab) )?(?<![\w:./,-])(?:[01]?\d|2[0-3]):[0-5]\d(?::[0-5]\d(?:[.,]\d{1,6})?)?(?: ?(?:[ap]\.?m\.?\b|o'clock|uhr\b|UTC\b|GMT\b|[CE]E?S?T\b|Z\b))?(?![\w:/]|[.,]\d|-\d)/i,
  /(?:\b(?:at|around|by|since|until|before|after|about) )?(?<![\w:./,-])(?:1[0-2]|[1-9]) ?(?:am|pm|a\.m\.|p\.m\.|o'clock)\b/i,
  /\b(?:(?:at|around|by|since|until|before|after|about) )?(?:half past|(?:a )?quarter (?:past|to)|(?:five|ten|twenty)(?: minutes)? (?:past|to)) (?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|noon|midnight|\d{1,2})\b/i,
  /\b(?:(?:at|around|by|since|until|before|after|about|vers|à|gegen|um) )?(?<![\w:./,-])(?:[01]?\d|2[0-3])h[0-5]\d\b(?![\w:/])/i,
);
/** What somebody looks at their watch for: said of no schedule. */
const lookedAt = remarkPatterns(
  /(?<=^|[.!?] |\n)it(?: is|['’]s| was) (?:already |nearly |almost |now |only |past )*(?:(?:1[0-2]|[1-9]) ?(?:am|pm)|(?:[01]?\d|2[0-3]):[0-5]\d|midnight|(?:way )?(?:too )?late)(?: ?(?:am|pm))?(?: (?:already|now|again))?[.,;:!—-]+\s*(?:(?:and|but|so) )?/i,
);
const vague = remarkPatterns(
  /,? ?\b(?:since |from |at |around |about )?(?:early |late )?(?:\d{1,2}ish\b|(?:early|late) (?:this |that )?(?:morning|afternoon|evening|night)\b),?|(?<=\b(?:done|finished|started|began|stopped|left|over) )(?:at|by|around) (?:[01]?\d|2[0-3])[.h][0-5]\d\b(?!\.)/i,
);
/** Noon and midnight, where something was done by then. */
const midday = remarkPatterns(/\b(?:at|by|around|before|after|until|since) (?:noon|midday|midnight|lunch ?time)\b/i);
/** `-p 20:20` maps ports, `aspect 16:10` is a ratio. */
const pairBefore = /(?:["'=]|-p|--publish|--port|ports?:?|ratio|aspect|scale|lines?|col(?:umn)?)\s*$/i;
/** The date of a timestamp may stay, its time of day goes. */
const stamp = remarkPatterns(
  /(?<=\b\d{4}-\d\d-\d\d)[T ][0-2]\d:[0-5]\d(?::[0-5]\d(?:[.,]\d{1,9})?)?(?:Z|[+-]\d\d:?\d\d)?/,
);
/** How long a person took. How long a program waits is left alone: it takes a person, or a verb of theirs. */
const paces = remarkPatterns(
  /(?<=^|[.!?]\s|\n)(?:(?:I'm|I am|I was|so|still|very|totally|a bit|really) )*(?:hung ?over|tired|exhausted|sleepy|drunk)(?: (?:today|tonight|again|lol|haha))*[.,;:!—-]+\s*/i,
  /\b(?:I )?(?:have|had|got) (?:an? |my )?(?:doctor|dentist|therapy|medical|vet)(?:['’]s)? (?:appointment|visit|session)(?: (?:later|today|tomorrow|soon|now))*[.,;:!—-]*\s*/i,
  new RegExp(
    String.raw`(?<=^|[.!?]\s|\n)(?:[Ii]t )?took (?:${span}|${stretch})(?: to (?:find|see|notice|debug|figure out|understand|get)(?: out)?(?: that)?)?`,
    'i',
  ),
  new RegExp(
    String.raw`,? ?\b${span} (?:of )?(?:debugging|searching|googling|trying|digging|reading|swearing) later\b[,:]?`,
    'i',
  ),
  new RegExp(
    String.raw`(?:(?<=^|[.!?]\s|\n)|\b(?:I|we) )waited (?:for )?(?:${span}|${stretch})(?: (?=for|until|till))?`,
    'i',
  ),
  /,? ?\b(?:finally,? )?after (?:an?|the|my) (?:entire|whole|full|long) (?:day|morning|afternoon|evening|night|week|weekend)\b,?/i,
  /,? ?\b(?:I |we )?(?:went|gone) (?:for|on|out for) (?:an? )?(?:walk|run|smoke|coffee|break|lunch|dinner|jog|swim)\b,?(?: (?:and then|then|and))?/i,
  /(?<!\p{L})(?:ich )?(?:habe? )?(?:\p{L}+|\d+) (?:Stunden|Minuten|Tage) (?:gebraucht|gesucht|verschwendet|verloren|gesessen)(?!\p{L})[.,;:!]*/iu,
  new RegExp(
    String.raw`(?:,? ?\b(?:and |but )?(?:it|this|that|which) |(?<=^|[.!?]\s|\n))(?:only )?(?:took|cost) (?:me|us|him|her|them|forever|ages)(?: (?:just |only |about )?${number} (?:failed )?(?:attempts?|tries|goes)(?: because)?)?(?: (?:just |only )?(?:${span}|${stretch}))?(?:,? (?:about |around |almost )?${span},?)?(?: and ${number} (?:failed )?(?:attempts?|tries|goes))?(?: (?:to (?:figure (?:this |it |that )?out|find(?: out| this| it)?|see|get (?:this|it) (?:running|working|to work)|realise|realize|notice|debug|understand))(?: (?:this|that|it))?)?`,
    'i',
  ),
  new RegExp(
    String.raw`,? ?\b(?:(?:after|for) )?(?:I |we |he |she |they |having )?(?:have |had )?(?:spent|spending|wasted|wasting|lost|losing|burned)(?: up)? (?:${span}|${stretch})(?: (?:of (?:my|our) (?:life|time|day)|on (?:this|that|it)|debugging(?: (?:this|that|it))?|figuring (?:this |it |that )?out|searching|looking|trying))*[,.]?`,
    'i',
  ),
  new RegExp(
    String.raw`,? ?\b(?:after|following) ${span} of (?:debugging|searching|googling|trying|digging|head[- ]?scratching|swearing|work|fiddling|staring|waiting|struggling|frustration|pain)(?: around)?,?`,
    'i',
  ),
  new RegExp(
    String.raw`,? ?\b(?:I |we |he |she |they )?(?:was|were|been|sat|stayed|went|being) (?:idle|away|afk|stuck|distracted|asleep|on a break|at lunch)(?: on (?:this|that|it))?(?: for ${span})?`,
    'i',
  ),
  new RegExp(String.raw`,? ?\b(?:idle|paused|away|inactive) (?:for|time:?) ${span}`, 'i'),
  new RegExp(
    String.raw`,? ?\b(?:I|we|he|she|they) (?:waited|paused|slept|struggled|fought|searched|debugged|googled|worked)(?: on (?:this|that|it))? for ${span}`,
    'i',
  ),
  new RegExp(String.raw`,? ?\b(?:${span}|${stretch}) (?:later|wasted|of my life)\b,?`, 'i'),
  /,? ?\b(?:after|during|before|following|took|had) (?:an?|my|the|another|our) (?:(?:long|short|quick|much needed|\w+) )?(?:coffee|lunch|tea|smoke|toilet|bathroom|cigarette|dinner|breakfast|nap)(?: break)?\b,?(?: and)?/i,
  /(?<=^|[.!?;:,] |\bI )(?:slowly|painfully|painstakingly|laboriously|hesitantly|frantically|nervously|angrily|desperately|hurriedly|hastily) (?=(?:re)?(?:typed|copied|pasted|clicked|scrolled|read|went|worked|tried|figured|fixed|edited|entered|searched|wrote)\b)/i,
);
const ordinal =
  '(?:\\d+(?:st|nd|rd|th)|first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|last|umpteenth|nth)';
const times = String.raw`(?:(?:${number}|\w+teen|twenty|thirty) times|twice|thrice|over and over(?: again)?|again and again)`;
/** Cheap to ask before anything is read backwards. */
const beforeTimes = String.raw`(?= (?:\w+|\w+ \w+|\w+ of) times\b)`;
const beforeCount = String.raw`(?= (?:\w+ times|twice|thrice|over and|again and)\b)`;
const attempts = remarkPatterns(
  new RegExp(
    String.raw`(?<=^|[.!?;] |\n)(?:(?:needed|took|wanted|made) )?${number} (?:more |failed |whole )?(?:tries|attempts|goes|retries)(?:[.:,;!]\s*|(?= until\b) ?)`,
    'i',
  ),
  new RegExp(String.raw`\b(?:for )?(?:the |my )?${ordinal} time (?:I|we|this|that)\b[^.!?,;:\n]{0,40}[,:;]\s*`, 'i'),
  /\b(?:I |we )?(?:have |['’]ve )?lost count (?:of )?[^.!?,;:\n]{0,60}[.,;:!]*\s*/i,
  /(?<!\p{L})(?:zig|x-?|hundert|tausend|drei|vier|fünf|sechs|sieben|acht|neun|zehn|mehr)mal (?:probiert|versucht|gestartet|neu gestartet|getippt)(?!\p{L})[.,;:]?\s*/iu,
  new RegExp(
    String.raw`(?<=^|[.!?;] |\n)(?:the |my |our |on the |on my )?${ordinal} (?:try|attempt|go)\s?[:.,—-]\s*`,
    'i',
  ),
  new RegExp(
    String.raw`\bafter ${number} (?:failed|unsuccessful|broken|aborted|wrong|botched) [\w-]{3,20}s\b,?(?=,? (?:I|we)\b)`,
    'i',
  ),
  /(?<=^|[.!?;] |\n)(?:attempt|try|take|round|versuch|essai|intento|tentativa|tentativo|poging) (?:#|no\.? ?|nr\.? ?|n° ?|number )?\d{1,3}\s?[:.,—-]\s*/i,
  /,? ?\b(?:only |finally )?(?:on|at|with|by|after) (?:try|attempt|take|run) (?:#|no\.? ?|number )?\d{1,3}\b,?/i,
  new RegExp(
    String.raw`,? ?\b${number} (?:failed |wrong |broken |more |bad )?(?:attempts|tries|retries|failures|rollbacks|restarts|reboots|rebuilds|deploys|deployments|builds|logins|runs|commits|reverts|resets|crashes|errors|reinstalls) later\b(?:[,:]| (?:I|we) (?:saw|found|knew|know|noticed|learned)(?: out)?(?: that|:|,)?)?`,
    'i',
  ),
  new RegExp(
    String.raw`,? ?\bafter ${number} (?:false starts|dead ends|rounds|goes|bad guesses|guesses|wrong turns)\b[,:]?`,
    'i',
  ),
  new RegExp(
    String.raw`${beforeTimes}(?<=(?:\b(?:I|we) (?:must have |have |had |had to |ve |just )?[^.!?;\n]{1,80}|(?:^|[.!?;] |\n)(?:had to |\p{L}{2,12}ed |ran |sent |built )[^.!?;\n]{0,80})(?<!\b(?:retry|retries|repeat|repeated|try|up to|at most|exactly|run it|need to [^.!?;\n]{0,40}|must (?!have)[^.!?;\n]{0,40}|set [^.!?;\n]{0,40}|configured [^.!?;\n]{0,40}))) (?:${number}|a (?:hundred|dozen|thousand|million)|dozens of|hundreds of) times(?=[ ,.;:]|$)(?! by\b)`,
    'iu',
  ),
  new RegExp(
    String.raw`(?<=\b(?:needed|took|made|cost me|wanted)) ${number} (?:more |failed )?(?:retries|tries|attempts|restarts|goes) by hand\b`,
    'i',
  ),
  /(?<!\p{L})(?:(?:au (?:bout du )?|après (?:le |la )?|à (?:la|ma) |a la |al |en el |alla |al )(?:\p{L}{3,12}(?:ième|ème|e|o|a)|\d+(?:e|è|ème|º|ª|°)?) (?:essai|tentative|fois|intento|vez|tentativo|volta)|(?:après|después de|tras|dopo|depois de|na|po) (?:\d+|\p{L}{2,9}) (?:essais|tentatives|échecs|intentos|fallos|tentativi|tentativas|pogingen|próbach))(?!\p{L}),? ?/iu,

  new RegExp(
    String.raw`${beforeCount}(?<=\bI (?:re)?(?:ran|tried|started|called|executed|repeated|typed|entered|pushed|deployed|built)\b[^.!?;\n]{0,60}) ${times}(?=[ ,.;:]|$)`,
    'i',
  ),
  new RegExp(
    String.raw`${beforeCount}(?<=\b(?:mistyped|misspelled|retyped|fat-fingered)\b[^.!?;\n]{0,40}) ${times}(?=[ ,.;:]|$)`,
    'i',
  ),
  /(?<!\p{L})(?:zum|beim) (?:zweiten|dritten|vierten|fünften|sechsten|siebten|achten|neunten|zehnten|\d+\.|x-ten|hundertsten) (?:Mal|Versuch)(?!\p{L}) ?|(?<!\p{L})nach (?:zwei|drei|vier|fünf|sechs|\d+|vielen|mehreren|etlichen) (?:Versuchen|Anläufen)(?!\p{L}) ?/iu,
  new RegExp(
    String.raw`,? ?\b(?:only |finally )?after (?:the|my|a|our) ${ordinal} (?:failed |unsuccessful |wrong )?(?:try|attempt|go|shot|failure)\b,?`,
    'i',
  ),
  new RegExp(String.raw`,? ?\b${number} (?:failed )?(?:attempts|tries|retries|failures) later\b[,:]?`, 'i'),
  new RegExp(
    String.raw`(?<=^|[.!?;:,] |\n)(?:tried|retried|attempted|mistyped)(?: (?:it|this|that))? ${times}(?: (?:before|until) (?:it|this|that) (?:worked|succeeded|passed))?\b,?`,
    'i',
  ),
  new RegExp(String.raw`(?<=\b[Ff]ailed) ${times}(?: in a row)?(?=[ ,.;:]|$)`),
  new RegExp(
    String.raw`${beforeCount}(?<=\b(?:I|we) (?:had to |needed to )?re-?(?:type|enter|run|try|start|do|build|deploy|boot|install)\w*\b[^.!?\n]{0,60}) ${times}(?=[ ,.;:]|$)`,
    'i',
  ),
  /\bthird time(?:'s| is|’s)? (?:lucky|the charm|a charm)\b[.!,;:—-]*\s*/i,
  /,? ?\b(?:only |finally )?(?:on|at|with|by|in) (?:my|the|his|her|their|our) (?:\d+(?:st|nd|rd|th)|first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|last|umpteenth|nth) (?:try|attempt|go|shot|time)\b,?/i,
  new RegExp(
    String.raw`,? ?\b(?:only |finally )?after (?:${number}|some|multiple|repeated|numerous)(?: (?:failed|more|unsuccessful|wrong|other|different))* (?:attempts?|tries|trys|retries|goes|failures)\b,?`,
    'i',
  ),
  new RegExp(
    String.raw`,? ?\b(?:I|we|he|she|they|having)(?: had)? (?:tried|failed|retried|attempted|mistyped|undid|typed|ran|run)(?: (?:it|this|that))? (?:${number}|twice|thrice|multiple|again and again)(?: times| attempts)?\b,?`,
    'i',
  ),
  new RegExp(
    String.raw`,? ?\b(?:it|this|that|which) took (?:me |us |him |her |them )?${number} (?:attempts?|tries|goes)(?: to \w+(?: it)?)?\b,?`,
    'i',
  ),
  new RegExp(
    String.raw`,? ?\b(?:failed|broke|undone|mistyped) (?:${number}|twice|thrice) (?:times )?(?:before|in a row)(?: (?:it|this|that) (?:worked|succeeded|passed))?\b,?`,
    'i',
  ),
  /\((?:attempt|try) \d+(?: (?:of|\/) \d+)?\) ?/i,
);

/** Which of several runs it was that worked. */
const laterRun = remarkPatterns(
  /(?<=^|[.!?;:,] |\n|\b(?:and|then) )(?:the )?(?:run|try|attempt|build|deploy) (?:number|no\.?|#) ?\d+ (?=(?:went|passed|worked|succeeded|was))|\b(?:[Oo]nly )?[Tt]he (?:\d+(?:st|nd|rd|th)|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|umpteenth) (?=(?:try|attempt|run|go) (?:went|passed|worked|succeeded|was fine|did it)\b)/,
);
/** What happens when something failed so often: a setting of the machine, unless somebody says that it was they. */
const condition =
  /\b(?:if|when(?:ever)?|once|unless|as soon as|policy|alert|threshold)\b(?![^.!?\n]*\b(?:I|we|he|she|they)\b)/i;

/** What a machine does after so many goes, or how often it failed by itself. */
const policy =
  /(?<!\p{L})(?:fails|locks|is (?:locked|blocked|marked|parked|dropped|restarted|killed)|was (?:restarted|killed|parked|marked|dropped)|gives up|goes to|stops|the (?:probe|pod|check|job|alert|health ?check|scheduler|container) \p{L}+ed|by the|sperrt|wird|gesperrt|se bloquea|bloquea|verrouille|est bloqué)(?!\p{L})/iu;
const byPerson =
  /^\s*(?:typed|entered|clicked|restarted|rebooted|reinstalled|reran|pressed|logged in|called|asked|had to)\b|(?<!\p{L})(?:I|we|my|me|finally|at last|until I|it worked|worked|works now|ich|endlich|j['’]ai|enfin|funcionó|por fin)(?!\p{L})/iu;

export function timing(text: string): Softening[] {
  return [
    ...softenAll(text, 'clock', [...stamp, ...clocks, ...vague, ...midday]).filter(
      ({ start }) => !pairBefore.test(text.slice(Math.max(0, start - 16), start)),
    ),
    ...softenAll(text, 'pace', lookedAt),
    ...softenAll(text, 'pace', paces),
    ...softenAll(text, 'attempts', laterRun, 'a later '),
    ...softenAll(text, 'attempts', attempts).filter(({ start, end }) => {
      const said = sentenceOf(text, start);
      return (
        (!condition.test(clauseBefore(text, start)) && !(policy.test(said) && !byPerson.test(said))) ||
        /\b(?:I|we)\b/.test(text.slice(start, end))
      );
    }),
  ];
}

function sentenceOf(text: string, at: number): string {
  const end = text.slice(at, at + 300).search(/[.!?](?:\s|$)|\n/);
  return clauseBefore(text, at) + text.slice(at, end === -1 ? at + 300 : at + end);
}

/** The beginning of the sentence that an offset stands in. */
function clauseBefore(text: string, at: number): string {
  const before = text.slice(Math.max(0, at - 200), at);
  return before.slice(Math.max(...['. ', '! ', '? ', '\n'].map((end) => before.lastIndexOf(end))) + 1);
}
