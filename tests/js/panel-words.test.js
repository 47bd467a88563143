/** The words of every panel. The panels import the bindings, so this test needs a build. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { presets as descriptions } from '../../www/controls/words.js';
import { PANELS } from '../../www/names.js';
import { shortNames } from '../../www/page/words.js';
import { KINDS } from '../../www/panels/registry.js';
import { panels, presets, weightName } from '../../www/words.js';

test('every panel has words for those who see it and those who do not', () => {
  const numbers = /** @type {any} */ ({
    nIter: 1240,
    status: 'running',
    nFeatures: 100,
    nonZero: 42,
    exactZero: 58,
    nearZero: 60,
    optimumZero: 94,
    allowance: 4.0916,
    priorDeviation: Math.SQRT2,
    norm2: 9.81,
    loss: 0.022,
    l1: 0.018,
    l2: 0,
    foldsDone: 3,
    nFolds: 10,
    scoring: 'neg-log-loss',
    pull: { name: 'x43', none: 0, l2: 2.84, elasticnet: 1.92, l1: 1 },
    isCompared: true,
  });
  const state = /** @type {any} */ ({ penalty: 'l1', lambda: 1 });
  const kinds = PANELS.map((name) => /** @type {const} */ ([name, KINDS[name]]));
  const headlines = Object.fromEntries(kinds.map(([name, kind]) => [name, kind.headline]));
  const lab = /** @type {any} */ (undefined);
  assert.deepEqual(headlines.trajectories(numbers, 1, state, lab), ['42', 'of 100 weights survive']);
  assert.deepEqual(headlines.sparsity(numbers, 1, state, lab), ['58', 'exactly zero; 94 at the optimum']);
  assert.deepEqual(headlines.geometry(numbers, 1, state, lab), ['4.09', 'allowed by λ = 1']);
  assert.deepEqual(headlines.pull(numbers, 1, state, lab), ['1', 'on w43; 2.84 under L2']);
  assert.deepEqual(headlines.pull(numbers, 1, { ...state, penalty: 'l2' }, lab), ['2.84', 'on w43; 1 under L1']);
  assert.deepEqual(headlines.pull(numbers, 1, { ...state, penalty: 'none' }, lab), ['0', 'nothing pulls']);
  assert.deepEqual(headlines.priors(numbers, 1, state, lab), ['1.41', '= σ; √2/σ = λ']);
  assert.deepEqual(headlines.histogram(numbers, 1, state, lab), ['58', 'at exactly 0']);
  for (const [name, kind] of kinds) {
    assert.ok(kind.aid(numbers, state).length <= 90, name);
    assert.match(kind.description(numbers, 1, state), /\d/);
    assert.ok(panels[name].length >= shortNames[name].length);
  }
  const { csv, ...documented } = descriptions;
  assert.deepEqual(Object.keys(presets), Object.keys(descriptions));
  for (const description of Object.values(documented)) {
    assert.match(description, /\(S-[A-E]\d+[^)]*\)$/);
  }
  assert.match(csv, /sent nowhere/);
  assert.deepEqual(['x43', 'bmi', 'x'].map(weightName), ['w43', 'bmi', 'x']);
});
