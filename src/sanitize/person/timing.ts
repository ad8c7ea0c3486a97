import { type Softening, softenAll } from './words.ts';

const number = String.raw`(?:\d+(?:[.,]\d+)?|an?|half an?|one|two|three|four|five|six|seven|eight|nine|ten|several|many|a few|a couple of|countless|too many|forty|fifty|dozens of)`;
const span = String.raw`(?:(?:about|around|almost|nearly|over|more than|roughly|like|at least|another|the (?:last|past)) )*${number}(?: and a half)?(?: whole| full| long| good| more)? ?(?:h|hrs?|hours?|m|mins?|minutes?|s|secs?|seconds?|days?|weeks?|mornings?|afternoons?|evenings?|nights?)\b`;

/** Times of day. A line and column (`a.ts:12:34`), a port mapping or a ratio is none. */
const clocks: readonly RegExp[] = [
  /(?:\b(?:at|around|by|since|until|from|before|after|about) )?(?<![\w:./,-])(?:[01]?\d|2[0-3]):[0-5]\d(?::[0-5]\d(?:[.,]\d{1,6})?)?(?: ?(?:[ap]\.?m\.?\b|o'clock|uhr\b|UTC\b|GMT\b|[CE]E?S?T\b|Z\b))?(?![\w:/]|[.,]\d|-\d)/i,
  /(?:\b(?:at|around|by|since|until|before|after|about) )?(?<![\w:./,-])(?:1[0-2]|[1-9]) ?(?:am|pm|a\.m\.|p\.m\.|o'clock)\b/i,
];
/** `-p 20:20` maps ports, `aspect 16:10` is a ratio. */
const pairBefore = /(?:-p|--publish|--port|ports?:?|ratio|aspect|scale|lines?|col(?:umn)?)\s*$/i;
/** The date of a timestamp may stay, its time of day goes. */
const stamp = /(?<=\b\d{4}-\d\d-\d\d)[T ][0-2]\d:[0-5]\d(?::[0-5]\d(?:[.,]\d{1,9})?)?(?:Z|[+-]\d\d:?\d\d)?/;
/** How long a person took. How long a program waits is left alone: it takes a person, or a verb of theirs. */
const paces: readonly RegExp[] = [
  new RegExp(
    String.raw`(?:,? ?\b(?:and |but )?(?:it|this|that|which) |(?<=^|[.!?]\s|\n))(?:only )?(?:took|cost) (?:me|us|him|her|them|forever|ages)(?: (?:just |only )?${span})?(?: and ${number} (?:failed )?(?:attempts?|tries|goes))?(?: (?:to (?:figure (?:this |it |that )?out|find(?: out| this| it)?|realise|realize|notice|debug|understand))(?: (?:this|that|it))?)?`,
    'i',
  ),
  new RegExp(
    String.raw`,? ?\b(?:(?:after|for) )?(?:I |we |he |she |they |having )?(?:have |had )?(?:spent|spending|wasted|wasting|lost|losing|burned)(?: up)? ${span}(?: (?:of (?:my|our) (?:life|time|day)|on (?:this|that|it)|debugging(?: (?:this|that|it))?|figuring (?:this |it |that )?out|searching|looking|trying))*[,.]?`,
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
  new RegExp(String.raw`,? ?\b${span} (?:later|wasted|of my life)\b,?`, 'i'),
];
const attempts: readonly RegExp[] = [
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
];

export function timing(text: string): Softening[] {
  return [
    ...softenAll(text, 'clock', [stamp, ...clocks]).filter(
      ({ start }) => !pairBefore.test(text.slice(Math.max(0, start - 16), start)),
    ),
    ...softenAll(text, 'pace', paces),
    ...softenAll(text, 'attempts', attempts),
  ];
}
