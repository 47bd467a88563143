/** The loop of frames that all labs of a page share. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { join, leave, requestFrame } from '../../www/frames.js';

/** @type {FrameRequestCallback[]} */
const requested = [];
/** @type {unknown[]} */
const reported = [];
Object.assign(globalThis, {
  requestAnimationFrame: (/** @type {FrameRequestCallback} */ callback) => requested.push(callback),
  reportError: (/** @type {unknown} */ error) => reported.push(error),
});

/** Calls the requested frames; returns whether there were any. */
function play() {
  const callbacks = requested.splice(0);
  for (const callback of callbacks) {
    callback(0);
  }
  return callbacks.length > 0;
}

test('the loop runs while a member needs frames, and a member that throws is removed', () => {
  const turns = { sound: 0, broken: 0 };
  const sound = () => {
    turns.sound += 1;
    return turns.sound < 3;
  };
  const failure = new Error('no longer');
  join(() => {
    turns.broken += 1;
    throw failure;
  });
  join(sound);
  assert.equal(requested.length, 1, 'one request for all of them');
  while (play()) {}
  assert.deepEqual(turns, { sound: 3, broken: 1 });
  assert.deepEqual(reported, [failure]);
  requestFrame();
  play();
  assert.deepEqual(turns, { sound: 4, broken: 1 });
  leave(sound);
  requestFrame();
  play();
  assert.equal(turns.sound, 4);
});
