import { credentialsNamed, namesCredential } from '../model/credentialName.ts';
import type { ObservedCredential, ObservedFailure } from '../model/observations.ts';
import type { Sight } from './sight.ts';
import { collectInTurns, type Turns } from './turns.ts';

/** A program that misses a variable says so in many ways, all with the name near by. */
const missing =
  /\b([A-Z][A-Z0-9_]{3,})\b[^\n]{0,40}\b(?:is not set|not set|is missing|missing|is required|required|undefined|must be set|not defined|is empty|unset)\b|\b(?:[Mm]issing|[Ss]et|[Ee]xport|[Pp]rovide|[Rr]equire[sd]?|[Uu]ndefined|[Nn]o)\b[^\n]{0,30}\b([A-Z][A-Z0-9_]{3,})\b/g;

/** Logging in needs an account; the program's name is all that is known of it. */
const login = /^\s*(?:\w+=\S+\s+)*(?:sudo\s+)?([\w.-]+)\s+(?:(?:auth|sso|account)\s+)?(?:login|signin)\b/;

/** A file outside the repository that is handed over as what opens something: `--dns-credentials /etc/dns.ini`. */
const keptInFile =
  /(?:^|\s)--?[a-z][\w-]*?(?:credentials?|service-account(?:-key)?|key-?file|token-file|password-file|keystore|private-key|identity-file)[ =]["']?((?:~|\/|\$HOME\/|\$\{HOME\}\/)[^\s"']+)/g;

/**
 * Credentials that commands named or asked for, beside those whose placeholder
 * distilling saw: a variable that is used by its name, one that a program missed,
 * a login.
 */
export function* neededCredentials(sight: Sight): Turns<ObservedCredential[]> {
  const found = new Map<string, ObservedCredential>();
  const add = (credential: ObservedCredential): void => {
    const key = `${credential.recording}\n${credential.name}`;
    if (!found.has(key)) found.set(key, credential);
  };
  for (const credential of sight.observations.credentials) add(credential);
  const mendedWithout = new Set(
    sight.observations.failures
      .filter((failure) => wasMendedByEditing(sight, failure))
      .map(({ recording, seq }) => `${recording} ${seq}`),
  );
  for (const { header, events } of sight.recordings) {
    yield* collectInTurns(events, 0.5, (event) => {
      if (event.kind === 'edit' && event.withheld === true && ofSettings.test(event.file))
        for (const name of leftOpen(sight, event.file))
          add({ recording: header.id, seq: event.seq, name, where: event.file });
      if (event.kind !== 'command') return;
      const names = [
        ...credentialsNamed(event.line),
        ...[...event.line.matchAll(keptInFile)].flatMap((match) => match[1] ?? []),
        ...(event.exitCode === 0 || mendedWithout.has(`${header.id} ${event.seq}`)
          ? []
          : namesIn(event.output?.text ?? '', missing)),
      ];
      const program = login.exec(event.line)?.[1];
      if (program !== undefined) names.push(`${program} login`);
      for (const name of names) add({ recording: header.id, seq: event.seq, name, where: event.line });
    });
  }
  return [...found.values()];
}

const ofSettings = /(?:^|\/)\.env(?:\.(?:local|development|dev))?$/;
const open =
  /^\s*(?:export\s+)?([A-Z][A-Z0-9_]*)\s*=\s*["']?(?:|<[^>]*>|change-?me.*|your[-_ ].*|xxx+|todo|\.\.\.|replace.*)["']?\s*(?:#.*)?$/i;

/** Credentials that the example of a file of settings leaves open: whoever filled the file in had them from somewhere. */
function leftOpen({ input: { repository } }: Sight, file: string): string[] {
  const folder = file.slice(0, file.lastIndexOf('/') + 1);
  for (const example of ['.env.example', '.env.sample', '.env.template', '.env.dist', 'env.example']) {
    const text = repository.text(`${folder}${example}`);
    if (text !== undefined)
      return text
        .split('\n')
        .flatMap((line) => open.exec(line)?.[1] ?? [])
        .filter(namesCredential);
  }
  return [];
}

/** Edits whose content is known mended it: nobody had to come by what it had missed. */
function wasMendedByEditing(sight: Sight, { recording, resolution, causeSeqs }: ObservedFailure): boolean {
  if (resolution !== 'change' || causeSeqs.length === 0) return false;
  const events = sight.recordings.find(({ header }) => header.id === recording)?.events ?? [];
  return causeSeqs.every((seq) => {
    const event = events[seq - 1];
    return event?.kind === 'edit' && event.withheld !== true && !/\.env|[Tt]oken|[Ss]ecret/.test(event.file);
  });
}

function namesIn(text: string, pattern: RegExp): string[] {
  const names = [...text.slice(0, 20_000).matchAll(pattern)].map((match) => match[1] ?? match[2] ?? '');
  return names.filter(namesCredential);
}
