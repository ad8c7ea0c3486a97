import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { defaultSettings, readSettings, type SettingName, settingNames } from '../../../src/host/settings.ts';

function from(values: Partial<Record<SettingName, unknown>>) {
  return readSettings({
    getConfiguration: (section) => ({
      get: (key) => (section === 'mirror' ? values[key as SettingName] : 'wrong section'),
    }),
  });
}

describe('settings', () => {
  it('are the defaults where nothing is set', () => {
    assert.deepEqual(from({}), { settings: defaultSettings(), problems: [] });
  });

  it('are what a person set', () => {
    const set = {
      'capture.output': false,
      'capture.excludeFiles': ['**/*.secret'],
      'sanitize.patterns': ['ACME-\\d+'],
      'gaps.offScreenSeconds': 90,
      'model.provider': 'anthropic',
      'model.baseUrl': 'http://localhost:8080',
    };
    assert.deepEqual(from(set), { settings: { ...defaultSettings(), ...set }, problems: [] });
  });

  it('that are not usable are left at their default, with a sentence each', () => {
    const { settings, problems } = from({
      'capture.output': 'yes',
      'capture.maxOutputKilobytes': -1,
      'gaps.offScreenSeconds': 1.5,
      'model.provider': 'other',
      'model.baseUrl': 'javascript:alert(1)',
    });
    assert.deepEqual(settings, defaultSettings());
    assert.deepEqual(problems.map(({ setting }) => setting).sort(), [
      'mirror.capture.maxOutputKilobytes',
      'mirror.capture.output',
      'mirror.gaps.offScreenSeconds',
      'mirror.model.baseUrl',
      'mirror.model.provider',
    ]);
    assert.equal(problems[0]?.message, 'The setting mirror.capture.output must be true or false.');
  });

  it('that are lists keep their good entries', () => {
    const { settings, problems } = from({
      'sanitize.patterns': ['ok+', '(unclosed', 7],
      'sanitize.terms': ['Acme', ''],
    });
    assert.deepEqual([settings['sanitize.patterns'], settings['sanitize.terms']], [['ok+'], ['Acme']]);
    assert.equal(problems.length, 2);
  });

  it('of any kind never throw and are always valid', () => {
    const anything = fc.dictionary(fc.constantFrom(...settingNames), fc.anything(), { noNullPrototype: true });
    fc.assert(
      fc.property(anything, (values) => {
        const { settings } = from(values);
        assert.deepEqual(from(settings), { settings, problems: [] });
      }),
    );
  });
});
