import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { loadsForTask, performedWorkflows } from '../../bench/contextLoad.ts';

describe('what agents load for a task, against the same facts in one AGENTS.md', () => {
  const workflows = performedWorkflows();

  it('is less than a third with its procedure, for every agent, and nothing of it is dropped', () => {
    const loads = loadsForTask(workflows, 'Cut a release', 'package.json');
    assert.equal(loads.length, 5);
    for (const { agent, always, withProcedure, dumped } of loads) {
      assert.ok(always > 0 && withProcedure > always, agent);
      assert.ok(withProcedure < dumped / 3, `${agent}: ${withProcedure} of ${dumped}`);
    }
  });

  it('in one file is cut by Codex', () => {
    const codex = loadsForTask(workflows, 'Cut a release', 'package.json').find(({ agent }) => agent === 'codex');
    assert.ok((codex?.dropped ?? 0) > 0);
  });
});
