import { remarkPatterns, type Softening, softenAll } from './words.ts';

/** Words that nobody wants to find in a committed file, with their common endings. Technical homographs are left out. */
const profane = remarkPatterns(
  /(?<![\w/.-])(?:(?:mother|god|bull|horse|dip|dumb|bat|ape|chicken)[- ]?)?(?:f+u+c+k+|f[*#@_.-]{2,3}(?:k|(?=e?d?\b))|s[*#@]{2,3}t?|f[*#@]+c?k|fsck(?=ing\b)|sh[i1]t+|sh\*t|crap(?=s?\b|p?y\b|tastic\b)|damn(?: it\b)?|dammit|bloody(?: hell\b)?|half-?assed|goddamn(?: it\b)?|bastard|bitch|b\*tch|cunt|dickhead|asshole|arsehole|jackass|dumbass|douche(?:bag)?|wank(?:er)?|bollocks|piss(?:ed)?(?: off)?|prick|twat|slut|whore|scheiss|scheiße|scheisse|verdammt|arschloch|mist(?=!)|verflucht|verkackt|beschissen|kacke?|scheiß\w*|scheiss\w*|verdammte[nrs]?|puta|coño|carajo|cabrón|gilipollas|bordel(?=[ !,.])|connard|connerie|foutue?|merde|putain|mierda|joder|cazzo|kurwa|porca (?:miseria|puttana|troia)|porco dio|vaffanculo|stronz[oaie]|godverdomme|verdomme|klootzak|kut(?=[ ,!-])|caralho|porra(?=[ ,!])|foda-se|jävla|fan(?=!)|helvete|perkele|vittu|do prdele|ostia(?=[ ,!])|hostia puta|me cago en \p{L}+|scheißdreck|scheissdreck|drecks?(?=\p{Lu})|блять|сука|хуй\w*|пизд\w*)(?:s|ed|er|ers|ing|in'|y|tier|head|show|storm|ton|load|e|py)?(?![\w/-]|\.\w)[!]*/iu,
);
/** Words that are rude in a phrase alone. */
const phrases = remarkPatterns(
  /\b(?:oh,? )?for (?:fuck|christ|god|heaven|pete)['’]?s? sake\b[,.!:;]*\s*|\b(?:[\w./-]{2,30} (?:is|was) )?(?:such )?an? (?:total |complete |absolute )?piece of (?:crap|shit|garbage|junk)\b[,.!:;]*\s*|\b(?:holy (?:crap|shit|fuck|cow|moly)|no shit)\b[,.!:;]*\s*|(?<=\b(?:what|who|why|how|where|when) )the (?:hell|heck|fuck)\b|\b(?:go to|to|as|like|from|bloody|hell of an?|the) hell\b(?= (?:of|with|it|no|is|am|are|this)\b|[.!,]|$)|\bscrew (?:this|that|it|you)\b(?! into| down)[,.!:;]*\s*|\bleck mich(?: am arsch)?\b[,.!:;]*\s*|\bpain in the (?:ass|arse|butt|neck)\b|\bsucks (?:so much|big time|badly|hard)\b/i,
);
const abbreviated = remarkPatterns(
  /(?<![\w/.-])(?:wtf|wtaf|omfg|ffs|stfu|gtfo|fml|fubar|af(?=[.!]))(?![\w/-]|\.\w)[!?]*/i,
);

export function profanity(text: string): Softening[] {
  return softenAll(text, 'profanity', [...phrases, ...profane, ...abbreviated]);
}
