/** Functions of the page that need no browser. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { editable, parse } from '../../www/format.js';
import { ballPath } from '../../www/icons.js';
import { Player } from '../../www/player.js';

test('typed numbers are parsed', () => {
  assert.deepEqual([0.0000024, 0.05, 0, 1e-9].map(editable), ['2.4e-6', '0.05', '0', '1e-9']);
  assert.deepEqual([' 0.5 ', '.5', '0,5', '1e-3', '−2'].map(parse), [0.5, 0.5, 0.5, 0.001, -2]);
  assert.deepEqual(['', 'much', '1,000,000'].map(parse), ['', 'much', '1,000,000'], 'no numbers');
});

test('the mark of the elastic net lies between circle and diamond', () => {
  const reach = (/** @type {string} */ path) => {
    const points = path.slice(1, -1).split('L');
    const [x, y] = points[6].split(' ').map(Number);
    return Math.hypot(x, y);
  };
  const [circle, net, diamond] = [ballPath('l2', 0), ballPath('elasticnet', 0.5), ballPath('l1', 1)].map(reach);
  assert.ok(Math.abs(circle - 6) < 0.02 && Math.abs(diamond - 6 / Math.SQRT2) < 0.02);
  assert.ok(diamond < net && net < circle);
});

/** A lab that counts its iterations and ends at some number. */
class FakeLab {
  nIter = 0;
  /** @param {number} end */
  constructor(end = Number.POSITIVE_INFINITY) {
    this.end = end;
  }
  /** @param {number} n */
  step(n) {
    const run = Math.min(n, this.end - this.nIter);
    this.nIter += run;
    return run;
  }
  numbers() {
    return { status: this.nIter >= this.end ? 'converged' : 'running' };
  }
}

/**
 * Runs a player for some frames of 20 ms.
 *
 * @param {Player} player
 * @param {FakeLab} lab
 * @param {number} frames
 */
function run(player, lab, frames) {
  for (let k = 1; k <= frames; k++) {
    player.train(/** @type {any} */ (lab), 1000 + 20 * k, lab.nIter);
  }
}

test('speed is iterations per second at any frame rate', () => {
  for (const speed of [1, 30, 120, 5000]) {
    const [player, lab] = [new Player(), new FakeLab()];
    player.speed = speed;
    player.play();
    run(player, lab, 101);
    assert.ok(Math.abs(lab.nIter - 2 * speed) <= Math.max(1, speed / 50), `${lab.nIter} at ${speed}`);
  }
});

test('a paused browser does not make a run skip ahead', () => {
  const [player, lab] = [new Player(), new FakeLab()];
  player.speed = 100;
  player.play();
  player.train(/** @type {any} */ (lab), 1000, 0);
  player.train(/** @type {any} */ (lab), 61000, lab.nIter);
  assert.ok(lab.nIter <= 12, `${lab.nIter}`);
});

test('a run that has ended stops, and continues when a parameter changes', () => {
  const [player, lab] = [new Player(), new FakeLab(50)];
  player.play();
  run(player, lab, 60);
  assert.deepEqual([lab.nIter, player.isPlaying, player.resumes], [50, false, true]);
  player.resumeAfterChange();
  assert.ok(player.isPlaying);
  player.pause();
  player.resumeAfterChange();
  assert.ok(!player.isPlaying);
});

test('running to an iteration stops exactly there', () => {
  const [player, lab] = [new Player(), new FakeLab()];
  player.runTo(1234);
  while (player.target !== undefined) {
    run(player, lab, 1);
  }
  assert.equal(lab.nIter, 1234);
});
