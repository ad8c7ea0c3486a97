import { type Softening, softenAll } from './words.ts';

/** Words that nobody wants to find in a committed file, with their common endings. Technical homographs are left out. */
const profane =
  /(?<![\w/.-])(?:(?:mother|god|bull|horse|dip|dumb|bat|ape|chicken)[- ]?)?(?:f+u+c+k+|f[*#@]+c?k|fsck(?=ing\b)|sh[i1]t+|sh\*t|crap|damn(?: it\b)?|goddamn(?: it\b)?|bastard|bitch|b\*tch|cunt|dickhead|asshole|arsehole|jackass|dumbass|douche(?:bag)?|wank(?:er)?|bollocks|piss(?:ed)?(?: off)?|prick|twat|slut|whore|scheiss|scheiße|scheisse|verdammt|arschloch|mist(?=!)|merde|putain|mierda|joder|cazzo|kurwa|блять|сука|хуй\w*|пизд\w*)(?:s|ed|er|ers|ing|in'|y|tier|head|show|storm|ton|load|e)?(?![\w/-]|\.\w)[!]*/i;
const abbreviated = /(?<![\w/.-])(?:wtf|omfg|ffs|stfu|gtfo|fml|fubar|af(?=[.!]))(?![\w/-]|\.\w)[!?]*/i;

export function profanity(text: string): Softening[] {
  return softenAll(text, 'profanity', [profane, abbreviated]);
}
