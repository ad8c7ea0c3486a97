import { forgetAnswers } from '../host/answerCache.ts';
import type { CatalogRecording } from '../journal/catalog.ts';
import type { JournalEvent, Rewriting } from '../journal/rewrite.ts';
import { eventSchemas, isKnownKind } from '../journal/schema.ts';
import type { Fact } from '../model/event.ts';
import { placeholderPattern } from '../model/placeholder.ts';
import type { GateIn } from './gates.ts';
import { offerNoteFiles } from './noteFiles.ts';
import { pause } from './pause.ts';
import type { MirrorPorts } from './ports.ts';
import type { ReviewDesk, Rewrite } from './reviewDesk.ts';
import { withTexts, withWrittenTexts } from './rewrittenDecisions.ts';

/** Texts of these lengths can be redacted by name, in UTF-16 units: shorter ones would hit everything. */
const shortestTerm = 2;
const longestTerm = 2_000;
/** Rewriting gives way to the editor after this many milliseconds. */
const sliceMs = 8;

/** Rules that know what they found: by its value, by its vendor's own beginning, or by a block that says what it is. */
const certainRules: ReadonlySet<string> = new Set([
  'known-value',
  'vendor-token',
  'private-key',
  'private-key-id',
  'web-token',
  'kubernetes-secret',
  'docker-auth',
  'npm-auth',
  'azure-secret',
  'slack-webhook',
  'telegram-bot',
  'facebook-token',
  'sendgrid-like',
  'crypt-hash',
  'wireguard',
  'mnemonic',
]);

/** Whether what a placeholder stands for may be put back: never the value of a known variable, never a vendor's token. */
export function isRestorable(placeholder: string, rule: string): boolean {
  return !placeholder.startsWith('[redacted:env:') && !certainRules.has(rule);
}

/**
 * Redacts a text everywhere and from now on: it becomes a term of this workspace, every recording of it that holds the
 * text passes gate one again, and so does what was decided about them. Gives whether something changed.
 */
export async function redactText(
  ports: MirrorPorts,
  desk: ReviewDesk,
  shown: Rewrite,
  rewriteOf: (entry: CatalogRecording) => Rewrite,
  selected: string | undefined,
): Promise<boolean> {
  const { prompts, words } = ports;
  const asked =
    selected ??
    (await prompts.sentence(words.t('Redact Text'), words.t('The text to redact, in every recording and from now on')));
  const term = asked?.trim();
  if (term === undefined) return false;
  const problem = problemOf(ports, term);
  if (problem) {
    prompts.fail(problem);
    return false;
  }
  const holds = holderOf(term);
  const count = (await desk.library.recording(shown.entry.id))?.events.filter(holds).length ?? 0;
  const question = words.t('Redact this everywhere, from now on? It stands in {0} events of this recording.', count);
  const where = await prompts.choose(question, [
    {
      value: 'private',
      label: words.t('Redact, and keep the word to myself'),
      description: words.t('the word stays in the secret storage of the editor'),
    },
    {
      value: 'shared',
      label: words.t('Redact, and put the word into the workspace settings'),
      description: words.t('mirror.sanitize.terms, which colleagues see'),
    },
  ]);
  if (where === undefined) return false;
  if (where === 'shared') await ports.shareTerm(term);
  else await ports.ownWords.addTerm(desk.folder.path, term);
  return redactEverywhere(ports, desk, shown, rewriteOf, term);
}

function problemOf({ words }: MirrorPorts, term: string): string | undefined {
  if (term.length < shortestTerm) return words.t('Select at least two characters: one would be found everywhere.');
  if (term.length > longestTerm)
    return words.t('Select less than {0} characters, or remove the event instead.', longestTerm);
  return placeholderPattern().test(term)
    ? words.t('The selection holds something redacted. Select beside it.')
    : undefined;
}

async function redactEverywhere(
  ports: MirrorPorts,
  desk: ReviewDesk,
  shown: Rewrite,
  rewriteOf: (entry: CatalogRecording) => Rewrite,
  term: string,
): Promise<boolean> {
  const { prompts, words, stage } = ports;
  const holds = holderOf(term);
  let events = 0;
  let recordings = 0;
  let whole = true;
  let gate: GateIn | undefined;
  for (const entry of (await desk.catalog.view()).recordings) {
    const isShown = entry.id === shown.entry.id;
    const recording = await desk.library.recording(entry.id);
    const held = recording && holds(recording);
    // The gate of a recording that runs learns the term although the text did not come up yet.
    if (!isShown && !held) {
      await desk.gates.of(entry.id)?.refresh();
      continue;
    }
    const passed = await desk.gates.again(entry.id, entry.path);
    if (isShown) gate = passed;
    const counted = { events: 0 };
    const rewrite = isShown ? shown : rewriteOf(entry);
    if (!(await rewrite(throughGate(passed, holds, counted)))) {
      whole = false;
      continue;
    }
    events += counted.events;
    if (counted.events > 0) recordings += 1;
    stage.refreshRecording(entry.id);
  }
  if (gate) await redactDecisions(desk, gate, holds);
  const said = whole
    ? words.t('Redacted in {0} events of {1} recordings, and from now on.', events, recordings)
    : words.t(
        'Redacted in {0} events of {1} recordings, and from now on. Not all recordings could be written.',
        events,
        recordings,
      );
  const clean = (text: string) => (gate && holds(text) ? gate.text(text) : text);
  await offerNoteFiles(ports, desk.folder, shown.entry.workflow, said, (note) => withWrittenTexts(note, clean));
  if (events === 0) void prompts.warn(words.t('The text stands in no recording as it was given.'));
  return true;
}

/** Whether a value holds the term in any of its texts, whatever the case: as the rule for own terms looks for it. */
function holderOf(term: string): (value: unknown) => boolean {
  const sought = JSON.stringify(term).slice(1, -1).toLowerCase();
  return (value) => JSON.stringify(value).toLowerCase().includes(sought);
}

/** Every event through gate one again. What the gate cannot examine is not kept, and says so. */
function throughGate(gate: GateIn, holds: (value: unknown) => boolean, counted: { events: number }): Rewriting {
  let since = performance.now();
  const clean = (text: string) => (holds(text) ? gate.text(text) : text);
  return {
    header: (header) => ({
      ...header,
      workflow: clean(header.workflow),
      recorder: clean(header.recorder),
      workspace: { ...header.workspace, name: clean(header.workspace.name) },
      sanitizer: gate.version,
    }),
    async event(event) {
      if (performance.now() - since > sliceMs) {
        await pause();
        since = performance.now();
      }
      if (holds(event)) counted.events += 1;
      return sanitizedAgain(event, gate, clean);
    },
  };
}

function sanitizedAgain(event: JournalEvent, gate: GateIn, clean: (text: string) => string): JournalEvent {
  const { seq, at } = event;
  const fact = gate.fact(event as Fact) as Fact | { readonly dropped: string } | undefined;
  if (fact && 'dropped' in fact) {
    const reason = `an event was dropped when it was redacted again: ${fact.dropped}`;
    return { seq, at, kind: 'capture', source: 'sanitizer', state: 'degraded', reason };
  }
  // Kinds and fields that a newer version wrote have texts that the gate does not walk.
  const walked = isKnownKind(event.kind) ? Object.keys(eventSchemas[event.kind].shape) : ['kind'];
  const fields = Object.entries({ ...event, ...fact }).map(([name, value]) =>
    walked.includes(name) && name !== 'folder' ? [name, value] : [name, withTexts(value, clean)],
  );
  return { ...(Object.fromEntries(fields) as JournalEvent), seq, at };
}

/** What was decided, how recordings are read, what models said: none of it may say the text any longer. */
async function redactDecisions(desk: ReviewDesk, gate: GateIn, holds: (value: unknown) => boolean): Promise<void> {
  const clean = (text: string) => (holds(text) ? gate.text(text) : text);
  await desk.decisions.update((all) => {
    if (holds(all)) Object.assign(all, withWrittenTexts(all, clean));
  });
  for (const [recording, choices] of Object.entries(await desk.choices.read()))
    if (holds(choices)) await desk.choices.update(recording, (all) => withWrittenTexts(all, clean));
  await forgetAnswers(desk.dataFolder, holds);
}

/**
 * Puts back what a placeholder stands for, when the person confirms, and lets it through from now on. Only the window
 * that hid it knows what it was; another says so and offers to let a text through from now on.
 */
export async function restoreValue(
  ports: MirrorPorts,
  desk: ReviewDesk,
  rewrite: Rewrite,
  placeholder: string,
): Promise<boolean> {
  const { prompts, words } = ports;
  const gate = desk.gates.of(rewrite.entry.id);
  const hidden = gate?.hidden(placeholder);
  if (!gate || !hidden) {
    await allowFromNowOn(ports, desk, placeholder);
    return false;
  }
  if (!isRestorable(placeholder, hidden.rule)) {
    prompts.fail(words.t('{0} is a known secret or a token of a known make: it stays redacted.', placeholder));
    return false;
  }
  const value = hidden.value.length > 80 ? `${hidden.value.slice(0, 80)}…` : hidden.value;
  const detail = words.t(
    'It stands for: {0}\nIt is written into the recording, and is let through from now on.',
    value,
  );
  if (!(await prompts.confirm(words.t('Put back what {0} stands for?', placeholder), detail, words.t('Put Back'))))
    return false;
  await ports.ownWords.addAllowed(desk.folder.path, hidden.value);
  await gate.refresh();
  const back = (text: string) => text.replaceAll(placeholder, () => hidden.value);
  const done = await rewrite({
    event: ({ kind, seq, at, ...fields }) => ({ ...withTexts(fields, back), kind, seq, at }) as JournalEvent,
  });
  if (!done) return false;
  ports.stage.refreshRecording(rewrite.entry.id);
  void prompts.offer(words.t('{0} is back in the recording, and is let through from now on.', placeholder));
  return true;
}

async function allowFromNowOn(
  { prompts, words, ownWords }: MirrorPorts,
  desk: ReviewDesk,
  placeholder: string,
): Promise<void> {
  const allow = words.t('Allow from Now On…');
  const why = words.t(
    'What {0} stands for is not kept anywhere: only the window that recorded it knew, for as long as it was open. You can let a text through from now on.',
    placeholder,
  );
  if ((await prompts.warn(why, allow)) !== allow) return;
  const text = await prompts.sentence(words.t('Allow from Now On'), words.t('The exact text that is no secret'));
  if (text === undefined) return;
  await ownWords.addAllowed(desk.folder.path, text);
  void prompts.offer(words.t('It is let through from now on, unless it is the value of a known variable.'));
}
