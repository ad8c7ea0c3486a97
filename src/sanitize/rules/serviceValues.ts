import { isQuote } from '../characters.ts';
import { isDigest, isUuid, looksGenerated } from '../randomness.ts';
import { barrier, type Match, type Piece, type Rule } from '../rule.ts';
import { wordsOf } from '../secretNames.ts';
import type { WordIndex } from '../wordIndex.ts';

const shortest = 14;
/** How far before a value the name of its service may begin, and how far into an unbroken `name=value`. */
const farthestName = 91;
const longestGluedName = 80;

/** Services whose keys have no beginning of their own: beside their names a generated value is a key. */
const services = new Set(
  `adafruit adobe airtable algolia alibaba aliyun amplitude asana atlassian auth0 azure beamer bitbucket bitly bittrex braintree bugsnag
  buildkite checkout circleci cisco clearbit clerk cloudflare cloudinary codecov codeclimate cohere coinbase confluence confluent contentful
  contribsys coveralls datadog deepgram deepl digitalocean discord dnkey docusign doppler drone droneci dropbox elastic elevenlabs etsy facebook fastly
  figma finicity finnhub firebase flickr freshbooks freshdesk getstream giphy github gitlab gitter gocardless grafana groq helpscout heroku
  honeycomb hubspot intercom jfrog artifactory bintray jira kraken kucoin launchdarkly linear linkedin lob logdna loggly looker mailchimp
  mailgun mailjet mandrill mapbox mattermost maxmind meraki messagebird mistral mixpanel mongodb mux netlify newrelic notion npm nytimes okta
  onesignal openai openweather opsgenie optimizely pagerduty paypal paystack pinecone plaid planetscale postman postmark privateai pulumi pusher
  rapidapi razorpay recaptcha replicate rollbar salesforce segment sendbird sendgrid sendinblue sentry shopify sidekiq slack snyk sonar
  sonarqube sourcegraph splunk spotify square squarespace stripe sumo sumologic supabase telegram telegr tenable trello travis travisci twilio twitch
  twitter typeform unsplash upstash vercel vonage weatherapi webex wistia wordnik xray yandex zendesk zoom`.split(
    /\s+/,
  ),
);
const keyWord =
  /^(?:key|keys|apikey|token|secret|api|client|access|auth|oauth|bearer|credential|credentials|login|pat|pass|password|app|sdk|dsn|license)$/;
const publicWord =
  /^(?:commit|sha|hash|release|version|digest|checksum|revision|rev|build|url|uri|path|file|dir|image|tag|branch|folder|etag|trace|request|region|zone|host|domain|channel|user|org|team|project|name|title|slug)$/;

/** `discord = "…"`, `heroku_api_key: <uuid>`: the name of a service, a separator, a generated value. */
export function createServiceValues(index: WordIndex): Rule {
  const watch = index.watch([...services]);
  return {
    id: 'service-value',
    find(piece) {
      const found: Match[] = [];
      let from = 0;
      for (const at of piece.outline.places(watch)) {
        const to = at + farthestName;
        if (to >= from) {
          found.push(...valuesIn(piece, Math.max(from, at - longestGluedName), to));
          from = to + 1;
        }
      }
      return found;
    },
  };
}

/** The values that begin between `from` and `to`. */
function valuesIn(piece: Piece, from: number, to: number): Match[] {
  const { text } = piece;
  const found: Match[] = [];
  let start = from;
  while (start > 0 && start <= to && isValueCharacter(text.charCodeAt(start - 1))) {
    start += 1;
  }
  let digits = 0;
  for (let at = start; at <= text.length && start <= to; at += 1) {
    const code = at === text.length ? 32 : text.charCodeAt(at);
    if (!isValueCharacter(code)) {
      if (at - start >= shortest && digits > 0) {
        found.push(...matchOf(piece, start, at));
      }
      start = at + 1;
      digits = 0;
    } else if (code <= 57 && code >= 48) {
      digits += 1;
    }
  }
  return found;
}

/** `A-Z a-z 0-9 _ - = . : % | + /`, without the separators that may stand before it. */
function isValueCharacter(code: number): boolean {
  return code < 128 && isInValue[code] === 1;
}

const isInValue = Uint8Array.from({ length: 128 }, (_, code) =>
  /[\w+./=:%-]/.test(String.fromCharCode(code)) ? 1 : 0,
);

function matchOf({ text, as }: Piece, runStart: number, end: number): Match[] {
  const opened = /["'`]/.test(text[runStart - 1] ?? '');
  const glued = opened
    ? null
    : /^([A-Za-z][\w.-]{1,60}?)(?::=|=|:)(?=[^=:])/.exec(text.slice(runStart, Math.min(end, runStart + 80)));
  const start = runStart + (glued?.[0].length ?? 0);
  const before = glued?.[1] ?? nameBefore(text, runStart);
  const value = text.slice(start, end);
  const isQuoted = /["'`>]/.test(text[start - 1] ?? '');
  if (
    before === undefined ||
    value.length < shortest ||
    value.length > 512 ||
    value.includes(barrier) ||
    (as === 'code' && !isQuoted)
  ) {
    return [];
  }
  return isKeyOf(before, value) ? [{ rule: 'service-value', kind: 'key', start, end, remember: true }] : [];
}

function nameBefore(text: string, start: number): string | undefined {
  let at = start - 1;
  while (at > start - 6 && (text[at] === ' ' || isQuote(text.charCodeAt(at)))) {
    at -= 1;
  }
  if (!/[=:>|,]/.test(text[at] ?? '')) {
    return undefined;
  }
  const before = text.slice(Math.max(0, start - 90), start);
  return /([A-Za-z][\w.-]{1,60})["'\]]{0,2}\s{0,3}(?:=|:|:=|=>|>|\|\||,)\s{0,4}["'`]?$/.exec(before)?.[1];
}

function isKeyOf(name: string, value: string): boolean {
  const words = wordsOf(name);
  if (
    !words.some((word) => services.has(word)) ||
    words.some((word) => publicWord.test(word)) ||
    /^[a-z]+:\/\/|^\/|\.(?:com|io|net|org)\b/i.test(value)
  ) {
    return false;
  }
  const named = words.length === 1 || words.some((word) => keyWord.test(word)) || words.at(-1) === 'id';
  if (isDigest(value) || isUuid(value) || /^\d{16,}$/.test(value)) {
    return named && value.length >= 16;
  }
  return (
    named &&
    looksGenerated(value, shortest) &&
    /\d.*[a-z].*\d|[a-z].*\d.*[a-z]/i.test(value) &&
    !/^[a-z]+(?:[-_.][a-z]+)*[-_.]?v?\d{0,4}$/i.test(value)
  );
}
