import type { Rule } from '../rule.ts';
import { createNameJudge } from '../secretNames.ts';
import { createOwnTerms, type SanitizeSettings } from '../settings.ts';
import { createWordIndex, type Outline } from '../wordIndex.ts';
import { addresses } from './addresses.ts';
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
import { createAuthors, createHomeFolders, createMachineNames, type Machine } from './people.ts';
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
  readonly allow: ReadonlySet<string>;
}

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
    addresses,
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
  return {
    list,
    personal,
    outline: index.reader(),
    allow: new Set(options.settings?.allow ?? []),
  };
}
