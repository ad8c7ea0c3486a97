import { err, type Failure, ok, type Result } from '../model/result.ts';
import { currentVersion } from './schema.ts';

export type JsonObject = { readonly [field: string]: unknown };

/** How the lines of one version become lines of the next. */
export interface Upgrade {
  readonly from: number;
  /** Gets the header of version `from`; its `version` is set to the next by the reader. */
  readonly header: (header: JsonObject) => JsonObject;
  readonly event: (event: JsonObject) => JsonObject;
}

/** Version 1 is the first, so there is nothing to upgrade yet. */
export const upgrades: readonly Upgrade[] = [];

/**
 * The upgrades that lead from `version` to `target`, in order; none for `target` itself. A newer
 * version is refused, and so is an older one that no upgrade starts from.
 */
export function upgradePath(
  version: number,
  known: readonly Upgrade[] = upgrades,
  target: number = currentVersion,
): Result<readonly Upgrade[], Failure<'unknown-version'>> {
  const path: Upgrade[] = [];
  for (let at = version; at !== target; at += 1) {
    const step = at < target ? known.find((upgrade) => upgrade.from === at) : undefined;
    if (!step) return err({ code: 'unknown-version', message: refusal(version, target) });
    path.push(step);
  }
  return ok(path);
}

export function upgradeHeader(path: readonly Upgrade[], header: JsonObject): JsonObject {
  return path.reduce<JsonObject>((value, step) => ({ ...step.header(value), version: step.from + 1 }), header);
}

export function upgradeEvent(path: readonly Upgrade[], event: JsonObject): JsonObject {
  return path.reduce<JsonObject>((value, step) => step.event(value), event);
}

function refusal(version: number, target: number): string {
  return version > target
    ? `this recording has version ${version} of the format, newer than version ${target}, the last one known here; update Mirror to read it`
    : `this recording has version ${version} of the format, which no reader here knows`;
}
