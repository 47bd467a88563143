/** Links as the page reads and writes them, with the bindings and the module in www/generated/. */
import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { readLink, writeLink } from '../../www/generated/bindings.js';
import { init } from '../../www/init.js';

before(() => init());

test('a link is read as a state with the element’s names, and writing the state gives the link', () => {
  const hash =
    'v=1&data=twins&penalty=elasticnet&lambda=0.25&l1-ratio=0.3&optimizer=gradient-descent&fit-intercept=false&learning-rate=1e-7&class-weight=balanced' +
    '&standardize=true&random-state=7&test-size=0.4&stratify=true&n-samples=300&n-groups=4&rho=0.5&penalty-factor=0:2.5+11:inf&pair=2+0&start=0.5+-1e-9&n-iter=1240&at=optimum' +
    '&panels=path+weights&controls=lambda+play&theme=dark&scale=linear&speed=480&view-path=norm&scoring=auc';
  const { state, problems } = readLink(`#${hash}`);
  assert.deepEqual(problems, []);
  assert.deepEqual(state, {
    data: 'twins',
    standardize: true,
    penalty: 'elasticnet',
    lambda: 0.25,
    l1Ratio: 0.3,
    optimizer: 'gradient-descent',
    learningRate: 1e-7,
    fitIntercept: false,
    classWeight: 'balanced',
    recipe: { nSamples: 300, nGroups: 4, rho: 0.5, testSize: 0.4, randomState: 7, stratify: true },
    nIter: 1240,
    atOptimum: true,
    panels: 'path weights',
    controls: 'lambda play',
    theme: 'dark',
    scale: 'linear',
    speed: 480,
    penaltyFactor: Array.from({ length: 12 }, (_, j) => (j === 0 ? 2.5 : j === 11 ? Number.POSITIVE_INFINITY : 1)),
    pair: [2, 0],
    start: [0.5, -1e-9],
    views: { path: 'norm' },
    scoring: 'auc',
  });
  assert.equal(writeLink(state), hash);
});

test('a state has only the keys of the link, and a complete state has all', () => {
  const { state, whole, problems } = readLink('lambda=2&color=red');
  assert.deepEqual(state, { lambda: 2 });
  assert.deepEqual([whole.data, whole.lambda, whole.l1Ratio, whole.recipe?.weight0], ['stress', 2, 0.7, 0.5]);
  assert.equal(whole.learningRate, undefined, 'the data choose it');
  assert.deepEqual(problems, ['color must be a key that links have; there is none of this name']);
  assert.deepEqual(readLink('').state, {});
});

test('parts of a state that a link cannot contain are omitted', () => {
  const csv = /** @type {any} */ ({ data: 'csv', csv: { text: 'a' }, lambda: 4, recipe: { testSize: 0.2 }, extra: {} });
  assert.equal(writeLink(csv), 'v=1&data=csv&penalty=l1&lambda=4');
  assert.equal(writeLink(/** @type {any} */ (undefined)), 'v=1&penalty=l1&lambda=1');
  const whole = readLink('data=imbalanced').whole;
  assert.equal(writeLink(whole), 'v=1&data=imbalanced&penalty=l1&lambda=1');
  assert.equal(writeLink({ data: 'imbalanced', recipe: { weight0: 0.6 } }), `${writeLink(whole)}&weight-0=0.6`);
});

test('a seed is a whole number of 32 bits, also where those are all bits of a size', () => {
  for (const [key, given] of [
    ['random-state', 'x'],
    ['random-state', 'Infinity'],
    ['random-state', '4294967296'],
    ['random-state', '1.5'],
  ]) {
    const { problems } = readLink(`#data=easy&${key}=${given}`);
    assert.deepEqual(problems, [`${key} must be a whole number between 0 and 4294967295; got ${given}`]);
  }
  assert.deepEqual(readLink('#data=easy&random-state=4294967295').problems, []);
});
