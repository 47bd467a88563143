/** Messages between a frame and its page: what is accepted, answered and ignored. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isForwarded } from '../../www/embed/keys.js';
import { message, readMessage, readRequest } from '../../www/embed/messages.js';
import { boom, randomValue, traps } from './random-values.js';

/** Random values of the test; `node tests/js/random-values.js 10000000` tries more. */
const RUNS = 5000;

/** @param {string} name @param {object} [values] */
const problemOf = (name, values = {}) => readRequest(message(name, values))?.problem;

test('requests are read with their numbers and values', () => {
  assert.deepEqual(readRequest(message('play', {})), { name: 'play', request: undefined, values: {} });
  assert.deepEqual(readRequest(message('step', { request: 7, n: 10 })), {
    name: 'step',
    request: 7,
    values: { n: 10 },
  });
  assert.deepEqual(readRequest(message('step', { request: 0 }))?.problem, undefined);
  const given = { request: 1, what: 'svg', panel: 'path' };
  assert.deepEqual(readRequest(message('export', given)), {
    name: 'export',
    request: 1,
    values: { what: 'svg', panel: 'path' },
  });
});

test('what is no message of the lab is ignored', () => {
  const others = [
    null,
    1,
    'regularization-lab:play',
    { type: ['regularization-lab:play'], v: 1 },
    { type: { toString: null }, v: 1 },
    { type: 'play', v: 1 },
    { subject: 'lti.frameResize', height: 3 },
    Object.create({ type: 'regularization-lab:play', v: 1 }),
    new Proxy({}, traps),
    Object.defineProperty({}, 'type', { enumerable: true, get: boom }),
  ];
  for (const other of others) {
    assert.equal(readRequest(other), undefined);
    assert.equal(readMessage(other), undefined);
  }
});

test('a frame does not answer the messages of another frame', () => {
  for (const name of ['resize', 'reply', 'event', 'key']) {
    assert.equal(readRequest(message(name, {})), undefined, name);
  }
});

test('a request that cannot be used has a sentence with what, the value and what is accepted', () => {
  assert.equal(readRequest({ type: 'regularization-lab:play', v: 2, request: 3 })?.problem, 'v must be 1; got 2');
  assert.match(String(problemOf('jump')), /^type must be one of get-state, set-state, play, .*; got "jump"$/);
  assert.match(String(problemOf('toString')), /^type must be one of .*; got "toString"$/);
  assert.equal(problemOf('step', { n: Number.NaN }), 'n must be a whole number between 0 and 1000000; got NaN');
  assert.equal(problemOf('step', { n: [3] }), 'n must be a whole number between 0 and 1000000; got a list');
  assert.match(String(problemOf('export', { what: 'exe' })), /^what must be one of svg, png, csv, .*; got "exe"$/);
  assert.match(String(problemOf('export', { what: 'svg', panel: 'x' })), /^panel must be one of trajectories, /);
  assert.match(String(problemOf('export', { what: 'csv' })), /^table must be one of .*; got undefined$/);
  assert.equal(problemOf('set-state', { state: null }), 'state must be an object; got null');
  assert.equal(
    problemOf('play', { request: -1 }),
    `request must be a whole number between 0 and ${2 ** 53 - 1}; got -1`,
  );
  const long = String(problemOf('x'.repeat(2 ** 24)));
  assert.ok(long.length < 300, `${long.length} characters`);
});

test('a state has plain values only, in few levels', () => {
  assert.equal(
    problemOf('set-state', { state: { lambda: 1, recipe: { rho: 0.5 }, penaltyFactor: [1, null] } }),
    undefined,
  );
  let deep = {};
  for (let k = 0; k < 50_000; k++) {
    deep = { deep };
  }
  assert.match(
    String(problemOf('set-state', { state: deep })),
    /^state must be at most 100000 values in at most 8 levels/,
  );
  const wide = Array.from({ length: 200_000 }, () => 1);
  assert.match(String(problemOf('set-state', { state: { wide } })), /^state must be at most 100000 values/);
  /** @type {any} */
  const cyclic = {};
  cyclic.lambda = cyclic;
  for (const state of [cyclic, { a: new Map() }, { a: new Date(0) }, { a: 1n }, { a: new Float64Array(3) }]) {
    assert.match(String(problemOf('set-state', { state })), /^state must be /);
  }
});

test('messages of a frame are read only if they are whole', () => {
  assert.deepEqual(readMessage(message('resize', { height: 1e9 })), { name: 'resize', values: { height: 10_000 } });
  for (const height of [0, -3, Number.NaN, Number.POSITIVE_INFINITY, '12', [12], null]) {
    assert.equal(readMessage(message('resize', { height })), undefined, `${height}`);
  }
  assert.equal(readMessage({ ...message('resize', { height: 3 }), v: '1' }), undefined);
  assert.equal(readMessage(message('event', { event: 'click', detail: {} })), undefined);
  assert.equal(readMessage(message('reply', { request: null })), undefined);
  assert.equal(readMessage(message('key', { key: 'x'.repeat(99), code: '' })), undefined);
  assert.deepEqual(readMessage(message('key', { key: 'b', code: 'KeyB', ctrlKey: 'yes', shiftKey: true })), {
    name: 'key',
    values: { key: 'b', code: 'KeyB', altKey: false, ctrlKey: false, metaKey: false, shiftKey: true, repeat: false },
  });
});

test('the lab keeps the keys that it uses, and Tab', () => {
  const forwards = (/** @type {object} */ event) =>
    isForwarded(/** @type {any} */ ({ key: 'ArrowRight', defaultPrevented: false, isComposing: false, ...event }));
  assert.equal(forwards({}), true);
  assert.equal(forwards({ defaultPrevented: true }), false);
  assert.equal(forwards({ key: 'PageDown', defaultPrevented: true }), true);
  assert.equal(forwards({ key: 'Tab' }), false);
  assert.equal(forwards({ key: 'Shift' }), false);
  assert.equal(forwards({ isComposing: true }), false);
});

test('random values are ignored, read or answered with a sentence, and never throw', () => {
  const seen = { ignored: 0, accepted: 0, refused: 0, read: 0 };
  for (let seed = 0; seed < RUNS; seed++) {
    const value = randomValue(seed);
    const request = readRequest(value);
    if (request === undefined) {
      seen.ignored += 1;
    } else if (request.problem === undefined) {
      seen.accepted += 1;
      assert.equal(value.v, 1);
    } else {
      seen.refused += 1;
      assert.match(request.problem, /^[a-z]+ must be .*; got /, `seed ${seed}`);
      assert.ok(request.problem.length < 400, `seed ${seed}`);
    }
    seen.read += Number(readMessage(value) !== undefined);
  }
  assert.ok(Math.min(...Object.values(seen)) > RUNS / 100, JSON.stringify(seen));
});
