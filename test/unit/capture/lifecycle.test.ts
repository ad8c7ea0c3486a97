import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  isCapturing,
  isUnderWay,
  type LifecycleEvent,
  type LifecycleState,
  lifecycleTransitions,
  nextLifecycle,
} from '../../../src/capture/lifecycle.ts';

const states = Object.keys(lifecycleTransitions) as LifecycleState[];
const events: readonly LifecycleEvent[] = [
  'start',
  'pause',
  'resume',
  'stop',
  'interrupt',
  'recover',
  'recoverPaused',
  'discard',
  'discardMinutes',
];

function walk(...path: LifecycleEvent[]): LifecycleState | string {
  let state: LifecycleState = 'idle';
  for (const event of path) {
    const next = nextLifecycle(state, event);
    if (!next.ok) return next.error.code;
    state = next.value;
  }
  return state;
}

describe('the recording as a state machine', () => {
  it('walks the ways a person takes', () => {
    const ways: readonly [LifecycleEvent[], string][] = [
      [['start'], 'recording'],
      [['start', 'stop'], 'ended'],
      [['start', 'pause', 'resume', 'stop'], 'ended'],
      [['start', 'pause', 'stop', 'start'], 'recording'],
      [['start', 'interrupt', 'recover'], 'recording'],
      [['start', 'pause', 'interrupt', 'recoverPaused', 'resume'], 'recording'],
      [['start', 'interrupt', 'stop'], 'ended'],
      [['start', 'discardMinutes', 'discard'], 'idle'],
      [['start', 'pause', 'discardMinutes'], 'paused'],
      [['recover', 'stop'], 'ended'],
    ];
    for (const [way, end] of ways) assert.equal(walk(...way), end, way.join(' '));
  });

  it('refuses with the reason', () => {
    const refused: readonly [LifecycleEvent[], string][] = [
      [['stop'], 'not-recording'],
      [['pause'], 'not-recording'],
      [['start', 'start'], 'already-recording'],
      [['start', 'recover'], 'already-recording'],
      [['start', 'resume'], 'not-paused'],
      [['start', 'pause', 'pause'], 'already-paused'],
      [['start', 'stop', 'stop'], 'not-recording'],
    ];
    for (const [way, code] of refused) assert.equal(walk(...way), code, way.join(' '));
  });

  it('has an answer for every event in every state, and leads only to states', () => {
    for (const state of states) {
      for (const event of events) {
        const next = nextLifecycle(state, event);
        assert.ok(next.ok ? states.includes(next.value) : next.error.message.length > 0);
      }
    }
  });

  it('captures in one state only, and what is under way can be stopped, interrupted and discarded', () => {
    assert.deepEqual(states.filter(isCapturing), ['recording']);
    for (const state of states.filter(isUnderWay)) {
      for (const event of ['stop', 'interrupt', 'discard'] as const) assert.ok(nextLifecycle(state, event).ok);
    }
  });
});
