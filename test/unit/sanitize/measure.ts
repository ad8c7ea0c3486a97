import { createGateOne } from '../../../src/sanitize/gateOne.ts';
import { knownValuesFromEnvironment } from '../../../src/sanitize/knownValues.ts';
import { createRules, type Rules } from '../../../src/sanitize/rules/list.ts';
import { blindLeaks } from './corpus/blindLeaks.ts';
import { castawaysLeaks } from './corpus/castaways.ts';
import type { Channel, Leak } from './corpus/channel.ts';
import { codeLeaks, dataLeaks, vendorLeaks } from './corpus/fileLeaks.ts';
import { heldOutLeaks } from './corpus/heldOut.ts';
import { moreCodeLeaks, moreDataLeaks } from './corpus/moreFileLeaks.ts';
import { moreOutputLeaks } from './corpus/moreOutputLeaks.ts';
import { moreTerminalLeaks } from './corpus/moreTerminalLeaks.ts';
import { neighboursLeaks } from './corpus/neighbours.ts';
import { ramblersLeaks } from './corpus/ramblers.ts';
import { strangersLeaks } from './corpus/strangers.ts';
import { outputLeaks, terminalLeaks } from './corpus/terminalLeaks.ts';
import { createValues } from './corpus/values.ts';
import { visitorsLeaks } from './corpus/visitors.ts';
import { voyagersLeaks } from './corpus/voyagers.ts';
import { wayfarersLeaks } from './corpus/wayfarers.ts';

export const channels: Readonly<Record<string, Channel>> = Object.fromEntries(
  Object.entries({
    terminal: terminalLeaks,
    output: outputLeaks,
    data: dataLeaks,
    code: codeLeaks,
    vendor: vendorLeaks,
    'terminal 2': moreTerminalLeaks,
    'output 2': moreOutputLeaks,
    'data 2': moreDataLeaks,
    'code 2': moreCodeLeaks,
    'held out': heldOutLeaks,
    strangers: strangersLeaks,
    blind: blindLeaks,
    wayfarers: wayfarersLeaks,
    castaways: castawaysLeaks,
    neighbours: neighboursLeaks,
    ramblers: ramblersLeaks,
    voyagers: voyagersLeaks,
    visitors: visitorsLeaks,
  }).flatMap(([group, entries]) => Object.entries(entries).map(([name, channel]) => [`${group}: ${name}`, channel])),
);

/** True when half of the secret or more stands in the text: the measure of `facts/sanitize.md`. */
export function survives(text: string, secret: string): boolean {
  const half = Math.ceil(secret.length / 2);
  for (let at = 0; at + half <= secret.length; at += 1) {
    if (text.includes(secret.slice(at, at + half))) {
      return true;
    }
  }
  return false;
}

export function sanitizeLeak(leak: Leak, rules: Rules = createRules()): string {
  const gate = createGateOne({ rules, known: knownValuesFromEnvironment(leak.env ?? {}) });
  const result = gate.sanitize({ text: leak.text, ...(leak.as === undefined ? {} : { as: leak.as }) });
  return result.withheld ? '' : result.text;
}

/** Every channel with every seed: what leaked, and what was taken that should have stayed. */
export function measureLeaks(seeds: readonly number[]): { leaked: string[]; lost: string[]; total: number } {
  const rules = createRules();
  const leaked: string[] = [];
  const lost: string[] = [];
  let total = 0;
  for (const [name, channel] of Object.entries(channels)) {
    for (const seed of seeds) {
      const leak = channel(createValues(seed));
      const text = sanitizeLeak(leak, rules);
      total += 1;
      if (leak.secrets.some((secret) => survives(text, secret))) {
        leaked.push(`${name} #${seed}: ${text}`);
      }
      for (const kept of leak.keeps ?? []) {
        if (!text.includes(kept)) {
          lost.push(`${name} #${seed}: ${kept} is gone from ${text}`);
        }
      }
    }
  }
  return { leaked, lost, total };
}
