import { err, type Failure, ok, type Result } from '../model/result.ts';

/**
 * A recording as an explicit state machine: the states, and what leads from one to the other, as data.
 * `interrupted` is a recording whose window closed or died; its file stays as it was.
 */
export type LifecycleState = 'idle' | 'recording' | 'paused' | 'interrupted' | 'ended';

export type LifecycleEvent =
  | 'start'
  | 'pause'
  | 'resume'
  | 'stop'
  /** The window closes, or the process was found dead. */
  | 'interrupt'
  /** Go on with an interrupted recording; `recoverPaused` where it was paused. */
  | 'recover'
  | 'recoverPaused'
  /** Delete the recording. */
  | 'discard'
  /** Remove the last minutes of it. */
  | 'discardMinutes';

export const lifecycleTransitions: {
  readonly [State in LifecycleState]: { readonly [Event in LifecycleEvent]?: LifecycleState };
} = {
  idle: { start: 'recording', recover: 'recording', recoverPaused: 'paused' },
  recording: {
    pause: 'paused',
    stop: 'ended',
    interrupt: 'interrupted',
    discard: 'idle',
    discardMinutes: 'recording',
  },
  paused: {
    resume: 'recording',
    stop: 'ended',
    interrupt: 'interrupted',
    discard: 'idle',
    discardMinutes: 'paused',
  },
  interrupted: { recover: 'recording', recoverPaused: 'paused', stop: 'ended', discard: 'idle', start: 'recording' },
  ended: { start: 'recording', recover: 'recording', recoverPaused: 'paused', discard: 'idle' },
};

export type LifecycleFailure = Failure<'already-recording' | 'not-recording' | 'not-paused' | 'already-paused'>;

/** The state after an event, or why that event cannot be now. */
export function nextLifecycle(state: LifecycleState, event: LifecycleEvent): Result<LifecycleState, LifecycleFailure> {
  const next = lifecycleTransitions[state][event];
  return next ? ok(next) : err(refusal(state, event));
}

/** Whether capture sources are subscribed: only while recording. */
export function isCapturing(state: LifecycleState): boolean {
  return state === 'recording';
}

/** Whether a recording is under way in this window. */
export function isUnderWay(state: LifecycleState): boolean {
  return state === 'recording' || state === 'paused';
}

function refusal(state: LifecycleState, event: LifecycleEvent): LifecycleFailure {
  if (!isUnderWay(state)) return { code: 'not-recording', message: 'nothing is being recorded in this window' };
  if (event === 'pause') return { code: 'already-paused', message: 'the recording is paused already' };
  if (event === 'resume') return { code: 'not-paused', message: 'the recording is not paused' };
  return { code: 'already-recording', message: 'a recording is under way in this window; stop it first' };
}
