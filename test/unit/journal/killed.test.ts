import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { openCatalog } from '../../../src/journal/catalog.ts';
import { parseRecording } from '../../../src/journal/format.ts';
import { resumeRecording } from '../../../src/journal/recordingFile.ts';

const kills = Number(process.env.MIRROR_KILLS ?? 5);

describe('a recorder that is killed', () => {
  it('has lost no event that it acknowledged, and its recording goes on', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'mirror-killed-'));
    const program = fileURLToPath(new URL('./killed.ts', import.meta.url));
    try {
      for (let kill = 0; kill < kills; kill++) {
        const id = `r${kill}`;
        const child = spawn(process.execPath, [program, folder, id], { stdio: ['ignore', 'pipe', 'inherit'] });
        let said = '';
        for await (const chunk of child.stdout) {
          said += String(chunk);
          if (said.length > 50 + 90 * kill) child.kill('SIGKILL');
        }
        // The last number may be cut; the one before is whole.
        const acknowledged = Number(said.split('\n').at(-2) ?? 0);
        const path = join(folder, 'recordings', `${id}.jsonl`);
        const read = parseRecording(readFileSync(path));
        assert.ok(read.ok);
        assert.ok(read.value.events.length >= acknowledged, `${read.value.events.length} of ${acknowledged}`);
        assert.deepEqual(
          read.value.problems.filter((problem) => problem.code !== 'torn-tail'),
          [],
        );
        const entry = (await openCatalog(folder).view()).recordings.find((each) => each.id === id);
        assert.equal(entry?.state, 'interrupted');

        const resumed = await resumeRecording(path, { clock: () => 0, onTrouble: () => undefined });
        assert.ok(resumed.ok);
        await resumed.value.writer.append({ kind: 'end', reason: 'resumed' }, 1);
        await resumed.value.writer.close();
        const whole = parseRecording(readFileSync(path));
        assert.deepEqual(whole.ok && [whole.value.problems, whole.value.complete], [[], true]);
      }
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});
