import type { Rule } from '../rule.ts';
import { createNameJudge } from '../secretNames.ts';
import { createOwnTerms, type SanitizeSettings } from '../settings.ts';
import { createWordIndex, type Outline } from '../wordIndex.ts';
import { createAddresses } from './addresses.ts';
import { createBareSecrets } from './bareSecrets.ts';
import { createColumns } from './columns.ts';
import { createCommandLine } from './commandLine.ts';
import { cards, emails, phones } from './contacts.ts';
import { createFileShapes } from './fileShapes.ts';
import { createGitleaks } from './gitleaks.ts';
import { createAuthorization, createCookies } from './headers.ts';
import { createIdentities } from './identities.ts';
import { createKubernetesSecrets } from './kubernetesSecrets.ts';
import { createNamedFlags } from './namedFlags.ts';
import { createNamedValues } from './namedValues.ts';
import { createOwners } from './owners.ts';
import { createAuthors, createHomeFolders, createMachineNames, type Machine, machineOf } from './people.ts';
import { privateKeys } from './privateKeys.ts';
import { prompts } from './prompts.ts';
import { randomTokens } from './randomTokens.ts';
import { createServiceValues } from './serviceValues.ts';
import { createToldSecrets } from './toldSecrets.ts';
import { createUrlCredentials } from './urls.ts';
import { createVendorTokens } from './vendorTokens.ts';
import { webTokens } from './webTokens.ts';

export interface RulesOptions {
  readonly machine?: Machine;
  readonly settings?: SanitizeSettings;
}

/** Compiled once and shared by any number of gates: it holds no state of a recording. */
export interface Rules {
  readonly list: readonly Rule[];
  /** Those of the list that look for people: all that is asked again around what belongs to a person. */
  readonly personal: readonly Rule[];
  /** What the rules need to know of a text before they look at it. */
  outline(text: string): Outline;
  /** Have so many texts been looked at that the rules' patterns are compiled? */
  isWarm(): boolean;
  readonly allow: ReadonlySet<string>;
}

const untilWarm = 8;

/** The order is one of precedence: of two matches on the same range the earlier rule names it. */
export function createRules(options: RulesOptions = {}): Rules {
  const judge = createNameJudge();
  const index = createWordIndex();
  const personal = [
    createOwnTerms(options.settings ?? {}),
    emails,
    phones,
    createIdentities(index),
    cards,
    createAddresses(index),
    createMachineNames(options.machine ?? {}),
    prompts,
    createOwners(index),
    createHomeFolders(index),
    createAuthors(index),
  ];
  const list = [
    privateKeys,
    createKubernetesSecrets(index),
    createVendorTokens(index),
    createGitleaks(index),
    webTokens,
    createAuthorization(index),
    createCookies(index),
    createUrlCredentials(index),
    createCommandLine(index),
    createNamedFlags(judge, index),
    createNamedValues(judge, index),
    createFileShapes(index),
    createColumns(judge, index),
    createServiceValues(index),
    createToldSecrets(index),
    createBareSecrets(index),
    ...personal,
    randomTokens,
  ];
  const read = index.reader();
  let texts = 0;
  return {
    list,
    personal,
    outline(text) {
      texts += 1;
      return read(text);
    },
    isWarm: () => texts > untilWarm,
    allow: new Set(options.settings?.allow ?? []),
  };
}

/** The same rules for a text of whose environment something is told: the names of its user, host and home folder go. */
export function withNamesOf(rules: Rules, environment: Readonly<Record<string, string | null | undefined>>): Rules {
  const machine = machineOf(environment);
  if (Object.keys(machine).length === 0) {
    return rules;
  }
  const names = createMachineNames(machine);
  return { ...rules, list: [...rules.list, names], personal: [...rules.personal, names] };
}
