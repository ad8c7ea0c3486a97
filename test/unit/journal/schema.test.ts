import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { checkJournal, serializeEvent, serializeHeader } from '../../../src/journal/format.ts';
import { recordingLineJsonSchema } from '../../../src/journal/schema.ts';
import { facts, header } from './samples.ts';

const published = JSON.parse(
  readFileSync(new URL('../../../src/journal/recording-v1.schema.json', import.meta.url), 'utf8'),
);
const accepts = new Ajv2020({ strict: false, validateFormats: false }).compile(published);

describe('the published JSON Schema', () => {
  it('is current: `node src/journal/publishSchema.ts` writes it', () => {
    assert.deepEqual(published, recordingLineJsonSchema());
  });

  it('accepts what the writer writes', () => {
    for (const line of [serializeHeader(header), ...facts.map((fact, index) => serializeEvent(fact, index + 1, 0))]) {
      assert.ok(accepts(JSON.parse(line)), `${line} ${JSON.stringify(accepts.errors)}`);
    }
  });

  it('judges as the reader does', () => {
    const samples: readonly [line: string, good: boolean][] = [
      ['{"seq":1,"at":0,"kind":"hologram"}', true],
      ['{"seq":1,"at":0,"kind":"focus","focused":true,"screen":2}', true],
      ['{"seq":1,"at":0,"kind":"edit","file":"a","origin":"typed"}', true],
      ['{"seq":1,"at":0.5,"kind":"note","text":""}', true],
      ['{"seq":0,"at":0,"kind":"note","text":""}', false],
      ['{"seq":1,"at":-1,"kind":"note","text":""}', false],
      ['{"seq":1,"at":0,"kind":"note"}', false],
      ['{"seq":1.5,"at":0,"kind":"note","text":""}', false],
      ['{"seq":1,"at":0,"kind":"focus","focused":"yes"}', false],
      ['{"seq":1,"at":0,"kind":"git","op":"stash"}', false],
      ['{"seq":1,"at":0,"kind":"edit","file":"a","origin":"typed","hunks":[{"line":0,"before":[],"after":[]}]}', false],
      ['{"at":0,"kind":"note","text":""}', false],
      ['{}', false],
    ];
    for (const [line, good] of samples) {
      assert.equal(accepts(JSON.parse(line)), good, `schema: ${line}`);
      const check = checkJournal(`${serializeHeader(header)}${line}\n`);
      assert.equal(check.events === 1, good, `reader: ${line}`);
    }
  });

  it('judges headers as the reader does', () => {
    const samples: readonly [change: object, good: boolean][] = [
      [{}, true],
      [{ team: 'north' }, true],
      [{ startedAt: '2026-03-01T10:00:00+01:00' }, true],
      [{ startedAt: 'yesterday' }, false],
      [{ id: '' }, false],
      [{ workspace: {} }, false],
      [{ sanitizer: 3 }, false],
    ];
    for (const [change, good] of samples) {
      const changed = { ...header, ...change };
      assert.equal(accepts(changed), good, JSON.stringify(change));
      assert.equal(checkJournal(JSON.stringify(changed)).ok, good, JSON.stringify(change));
    }
  });
});
