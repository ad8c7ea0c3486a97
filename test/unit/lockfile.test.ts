import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';

interface LockedPackage {
  readonly resolved?: string;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

const lock = JSON.parse(readFileSync(new URL('../../package-lock.json', import.meta.url), 'utf8')) as {
  readonly packages: Readonly<Record<string, LockedPackage>>;
};

describe('the lock file', () => {
  it('knows the packages of every platform, or `npm ci` refuses it on a clean clone', () => {
    const locked = Object.keys(lock.packages);
    const missing = Object.values(lock.packages)
      .flatMap(({ optionalDependencies = {} }) => Object.keys(optionalDependencies))
      .filter((name) => !locked.some((path) => path.endsWith(`node_modules/${name}`)));
    assert.deepEqual(missing, []);
  });

  it('names no address of a registry', () => {
    assert.deepEqual(
      Object.values(lock.packages).filter(({ resolved }) => resolved !== undefined),
      [],
    );
  });
});
