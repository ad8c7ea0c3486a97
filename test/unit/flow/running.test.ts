import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { troubleTeller } from '../../../src/flow/running.ts';
import type { WriterTrouble } from '../../../src/journal/writer.ts';
import { makeScene } from './fakes.ts';

describe('a recording that cannot be written', () => {
  const told = (...troubles: WriterTrouble[]): string[] => {
    const { ports, said } = makeScene();
    const shown: string[] = [];
    const prompts = {
      ...ports.prompts,
      warn: (message: string) => Promise.resolve(void shown.push(`! ${message}`)),
      offer: (message: string) => Promise.resolve(void shown.push(message)),
    };
    const onTrouble = troubleTeller({ ...ports, prompts });
    for (const trouble of troubles) onTrouble(trouble);
    assert.equal(said.length, troubles.length, 'the log says so as well');
    return shown;
  };

  it('says why, what becomes of what is done now, and how it ended', () => {
    const held = 'It keeps what you do in memory for a while, and writes it as soon as it can.';
    assert.deepEqual(
      told({ state: 'degraded', code: 'ENOSPC', lost: 0 }, { state: 'restored', code: 'ENOSPC', lost: 3 }),
      [
        `! The disk is full: Mirror cannot write the recording. ${held}`,
        'Mirror writes the recording again; 3 events were lost.',
      ],
    );
    assert.deepEqual(told({ state: 'degraded', code: 'EACCES', lost: 0 }), [
      `! Mirror is no longer allowed to write the recording. ${held}`,
    ]);
    assert.deepEqual(told({ state: 'degraded', code: 'EIO', lost: 0 }, { state: 'restored', code: 'EIO', lost: 0 }), [
      `! Mirror cannot write the recording (EIO). ${held}`,
      'Mirror writes the recording again; nothing was lost.',
    ]);
  });
});
