import { readFile } from 'node:fs/promises';
import type { GateFinding } from '../context/gateTwo.ts';
import type { Fact } from '../model/event.ts';
import type { Recording } from '../model/recording.ts';
import { createGateOne } from '../sanitize/gateOne.ts';
import { createGateTwo } from '../sanitize/gateTwo.ts';
import type { Hidden } from '../sanitize/placeholders.ts';
import { validatePattern } from '../sanitize/settings.ts';
import { inTurns } from './inTurns.ts';
import type { Folder, MirrorPorts } from './ports.ts';
import { type Protection, protectionOf } from './protection.ts';

/** Gate one, for one recording: what is captured passes it in memory, before anything is written. */
export interface GateIn {
  fact(fact: Fact): Fact | { readonly dropped: string };
  /** The same step by step, so that a long text does not hold up the editor. */
  factInSteps(fact: Fact): Iterator<undefined, Fact | { readonly dropped: string }, undefined>;
  /** A short text such as a name; empty where it cannot be examined. */
  text(text: string): string;
  /** What a placeholder that it gave out stands for. */
  hidden(placeholder: string): Hidden | undefined;
  /** Goes by the settings and the person's own words as they are now. */
  refresh(): Promise<void>;
  readonly version: string;
}

/** Gate two: what leaves the private folder passes it. */
export interface GateOut {
  text(text: string): string;
  check(text: string, file: string): readonly GateFinding[];
  /** A copy that may leave, and nothing of it where `cancelled` says so. The editor gets its turn in between. */
  recording(recording: Recording, cancelled: () => boolean): Promise<Recording | undefined>;
}

/** What a gate asks of the editor. */
export type GatePorts = Pick<MirrorPorts, 'settings' | 'terminalEnvironment' | 'ownWords'>;

interface Protected extends Protection {
  readonly withheldGlobs: readonly string[];
}

/** What is secret or private here and now: environments, `.env*` files, the person's and the machine's names, settings. */
async function whatIsProtected(ports: GatePorts, folder: Folder): Promise<Protected> {
  const settings = ports.settings();
  const own = await ports.ownWords.read(folder.path);
  const protection = await protectionOf(folder.path, {
    environments: [ports.terminalEnvironment()],
    settings: {
      terms: [...settings['sanitize.terms'], ...own.terms],
      patterns: settings['sanitize.patterns'],
      allow: [...settings['sanitize.allow'], ...own.allow],
    },
  });
  return { ...protection, withheldGlobs: settings['capture.excludeFiles'] };
}

/** A gate for a recording that starts, or goes on: numbers of placeholders in the file at `existing` are not given again. */
export async function openGateIn(ports: MirrorPorts, folder: Folder, existing?: string): Promise<GateIn> {
  const gate = createGateOne({ ...(await whatIsProtected(ports, folder)), now: busyMs });
  if (existing !== undefined) gate.reserve(await readFile(existing, 'utf8'));
  return {
    fact: gate.fact,
    factInSteps: gate.factInSteps,
    text(text) {
      const result = gate.sanitize({ text, as: 'terminal' });
      return result.withheld ? '' : result.text;
    },
    hidden: gate.hidden,
    async refresh() {
      const { rules, known } = await whatIsProtected(ports, folder);
      gate.useRules(rules);
      gate.learn(known);
    },
    version: gate.version,
  };
}

/** A gate for what leaves now. It holds no placeholders of a recording: those in a text pass as they are. */
export async function openGateOut(ports: GatePorts, folder: Folder): Promise<GateOut> {
  const given = { ...(await whatIsProtected(ports, folder)), now: busyMs };
  return {
    text(text) {
      const clean = createGateTwo(given).text(text);
      return clean.blocked ? '' : clean.text;
    },
    // Each text by itself, so that what one file holds numbers nothing in another.
    check: (text, file) => createGateTwo(given).check(text, /\.mdc?$/.test(file) ? 'terminal' : 'data'),
    recording: (recording, cancelled) => inTurns(createGateTwo(given).forExportInSteps(recording), cancelled),
  };
}

/** Milliseconds that this process was at work: a gate's deadline must not run out while the machine is busy with others. */
function busyMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

/** A pattern that the gate leaves alone protects nothing: whoever wrote it must know before anything is recorded. */
export function warnOfPatterns({ settings, prompts, words }: MirrorPorts): void {
  for (const pattern of settings()['sanitize.patterns']) {
    const valid = validatePattern(pattern);
    if (!valid.ok) void prompts.warn(words.t('Your pattern {0} is not used. {1}', pattern, valid.error.message));
  }
}
