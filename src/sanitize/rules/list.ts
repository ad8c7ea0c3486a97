import type { Rule } from '../rule.ts';
import { createNameJudge } from '../secretNames.ts';
import { createOwnTerms, type SanitizeSettings } from '../settings.ts';
import { addresses } from './addresses.ts';
import { bareSecrets } from './bareSecrets.ts';
import { columns } from './columns.ts';
import { createCommandLine, createNamedFlags } from './commandLine.ts';
import { cards, emails, phones } from './contacts.ts';
import { createFileShapes } from './fileShapes.ts';
import { createGitleaks } from './gitleaks.ts';
import { authorization, cookies } from './headers.ts';
import { kubernetesSecrets } from './kubernetesSecrets.ts';
import { createNamedValues } from './namedValues.ts';
import { authors, createMachineNames, homeFolders, type Machine } from './people.ts';
import { privateKeys } from './privateKeys.ts';
import { randomTokens } from './randomTokens.ts';
import { serviceValues } from './serviceValues.ts';
import { urlCredentials } from './urls.ts';
import { createVendorTokens } from './vendorTokens.ts';
import { webTokens } from './webTokens.ts';

export interface RulesOptions {
  readonly machine?: Machine;
  readonly settings?: SanitizeSettings;
}

/** Compiled once and shared by any number of gates: it holds no state of a recording. */
export interface Rules {
  readonly list: readonly Rule[];
  readonly allow: ReadonlySet<string>;
}

/** The order is one of precedence: of two matches on the same range the earlier rule names it. */
export function createRules(options: RulesOptions = {}): Rules {
  const judge = createNameJudge();
  return {
    list: [
      privateKeys,
      kubernetesSecrets,
      createVendorTokens(),
      createGitleaks(),
      webTokens,
      authorization,
      cookies,
      urlCredentials,
      createCommandLine(),
      createNamedFlags(judge),
      createNamedValues(judge),
      createFileShapes(),
      columns,
      serviceValues,
      bareSecrets,
      createOwnTerms(options.settings ?? {}),
      emails,
      phones,
      cards,
      addresses,
      createMachineNames(options.machine ?? {}),
      homeFolders,
      authors,
      randomTokens,
    ],
    allow: new Set(options.settings?.allow ?? []),
  };
}
