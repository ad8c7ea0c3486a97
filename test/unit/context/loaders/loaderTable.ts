import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, it } from 'node:test';
import { simulateLoads } from '../../../../src/context/loaders/simulate.ts';
import { openRepository } from '../../../../src/host/repository.ts';
import type { AgentLoads, AgentName } from '../../../../src/model/context.ts';
import { type Files, repositoryOf } from '../build.ts';

export function loads(agent: AgentName, files: Files, path = 'src/app/main.ts'): AgentLoads {
  const [one] = simulateLoads(repositoryOf(files), path, [agent]).agents;
  assert.ok(one);
  return one;
}

/** `always AGENTS.md`, `path a/b.md`, `demand …`; what is not loaded is left out. */
export function brief(one: AgentLoads): string[] {
  return one.loads.map(({ when, file, cutBytes }) => `${when} ${file}${cutBytes > 0 ? ` -${cutBytes}` : ''}`);
}

export function reason(one: AgentLoads, file: string): string {
  return one.notLoaded.find((other) => other.file === file)?.reason ?? '';
}

export const skill = (name: string, more = '') => `---\nname: ${name}\ndescription: Do it${more}\n---\nbody\n`;
export const block = (bytes: number) => 'x'.repeat(bytes);

export interface Shape {
  readonly shape: string;
  readonly files: Files;
  /** The file that is worked on; `src/app/main.ts` where absent. */
  readonly path?: string;
  readonly expected: readonly string[];
  readonly because?: Readonly<Record<string, RegExp>>;
  /** Symbolic links, name to target: the shape is then written to a real folder and read from there. */
  readonly links?: Readonly<Record<string, string>>;
}

/** Holds what an agent loads in each shape of repository to what its documentation or source says. */
export function table(agent: AgentName, shapes: readonly Shape[]): void {
  describe(`what ${agent} loads`, () => {
    for (const { shape, files, path, expected, because = {}, links } of shapes) {
      it(shape, async () => {
        const one = links ? await loadsOnDisk(agent, files, links, path) : loads(agent, files, path);
        assert.deepEqual(brief(one), expected);
        for (const [file, pattern] of Object.entries(because)) assert.match(reason(one, file), pattern, file);
      });
    }
  });
}

async function loadsOnDisk(
  agent: AgentName,
  files: Files,
  links: Readonly<Record<string, string>>,
  path = 'src/app/main.ts',
): Promise<AgentLoads> {
  const root = mkdtempSync(join(tmpdir(), 'mirror-loads-'));
  try {
    for (const [name, content] of Object.entries(files)) {
      mkdirSync(dirname(join(root, name)), { recursive: true });
      writeFileSync(join(root, name), content);
    }
    for (const [name, target] of Object.entries(links)) {
      mkdirSync(dirname(join(root, name)), { recursive: true });
      symlinkSync(target, join(root, name));
    }
    const [one] = simulateLoads(await openRepository(root), path, [agent]).agents;
    assert.ok(one);
    return one;
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}
