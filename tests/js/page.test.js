/** Functions of the page that need no browser. */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { capitalized, editable, parse } from '../../www/format.js';
import { ballPath } from '../../www/icons.js';
import { DEFAULT_PANELS } from '../../www/names.js';
import { layoutOf } from '../../www/page/layout.js';
import { columns } from '../../www/panels.js';
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

test('the layout has room for panels: columns on wide screens, controls beside panels on short ones, else a sheet', () => {
  assert.deepEqual(layoutOf(1920, 1080, false), ['columns-3', 'side']);
  assert.deepEqual(layoutOf(1280, 800, false), ['columns-2', 'side']);
  assert.deepEqual(layoutOf(820, 1180, false), ['columns-1', 'sheet']);
  assert.deepEqual(layoutOf(390, 844, false), ['columns-1', 'sheet', 'narrow', 'small']);
  assert.deepEqual(layoutOf(260, 563, false), ['columns-1', 'sheet', 'narrow', 'small', 'tiny']);
  assert.deepEqual(layoutOf(844, 390, false), ['columns-1', 'side', 'short']);
  assert.deepEqual(layoutOf(320, 256, false), ['columns-1', 'sheet', 'short', 'narrow', 'small']);
  // 1280 × 800 under the zoom of the projector theme.
  assert.deepEqual(layoutOf(914, 571, true), ['columns-2', 'sheet']);
});

test('panels with the same axis share a column; without panels of every kind columns are filled evenly', () => {
  const placed = Object.fromEntries(columns(DEFAULT_PANELS).map((column, k) => [DEFAULT_PANELS[k], column]));
  assert.deepEqual(placed.trajectories, placed.sparsity);
  assert.deepEqual(
    [placed.geometry, placed.path],
    [
      [2, 2],
      [2, 3],
    ],
  );
  assert.deepEqual(columns(['path', 'sweep', 'cross-validation']), [
    [1, 1],
    [2, 2],
    [1, 3],
  ]);
  assert.deepEqual(columns(['trajectories', 'path', 'priors']), [
    [1, 1],
    [2, 2],
    [1, 3],
  ]);
});

test('sizes of text follow the font size of the reader', () => {
  const folder = new URL('../../www/style/', import.meta.url);
  for (const file of readdirSync(folder).filter((name) => name.endsWith('.css'))) {
    const source = readFileSync(new URL(file, folder), 'utf8').replaceAll(/\/\*.*?\*\//gs, '');
    const fixed = source.match(/\b(font|font-size|line-height):[^;]*(?<!max\(1rem, )\b\d+px/g);
    assert.equal(fixed, null, `${file} has sizes of text in px`);
  }
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

test('names of parameters stay as they are at the beginning of a sentence', () => {
  const sentences = [
    'lambda must be',
    'a table',
    'nSamples must be',
    'n-iter must be',
    'n_samples must be',
    'w43 is',
    'λ is',
  ];
  assert.deepEqual(sentences.map(capitalized), [
    'Lambda must be',
    'A table',
    'nSamples must be',
    'n-iter must be',
    'n_samples must be',
    'w43 is',
    'Λ is',
  ]);
});
