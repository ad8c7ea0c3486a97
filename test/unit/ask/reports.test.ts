import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { admissionText, admit, reportKey, reportLimits } from '../../../src/ask/reports.ts';
import type { KeptReport } from '../../../src/model/agentReport.ts';

const now = Date.UTC(2026, 5, 1, 12);
const at = (msAgo: number) => new Date(now - msAgo).toISOString();
const kept = (missing: string, msAgo: number): KeptReport => ({ at: at(msAgo), workflow: '', missing });

describe('the reports of agents', () => {
  it('are kept once a day for one lack, however it is written', () => {
    const report = { workflow: '', missing: 'Which registry?' };
    assert.equal(admit([], report, now), 'new');
    assert.equal(admit([kept('which  REGISTRY', 1000)], report, now), 'known');
    assert.equal(admit([kept('which registry', reportLimits.againMs + 1)], report, now), 'again');
    assert.notEqual(reportKey(report), reportKey({ ...report, where: 'npm publish' }));
  });

  it('are limited in ten minutes and altogether', () => {
    const burst = Array.from({ length: reportLimits.inWindow }, (_, i) => kept(`lack ${i}`, 1000 * i));
    assert.equal(admit(burst, { workflow: '', missing: 'one more' }, now), 'too-fast');
    const old = burst.map((each) => ({ ...each, at: at(reportLimits.windowMs + 1000) }));
    assert.equal(admit(old, { workflow: '', missing: 'one more' }, now), 'new');
    const full = Array.from({ length: reportLimits.kept }, (_, i) => kept(`lack ${i}`, reportLimits.windowMs * 2));
    assert.equal(admit(full, { workflow: '', missing: 'one more' }, now), 'too-many');
    assert.equal(admissionText('too-many').failed, true);
  });
});
